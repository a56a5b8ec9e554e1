"""Folders of annotations → records by document. Every form that innograph writes can be read.

NAME.json is the annotation form, or a sheet of `innograph annotate`; a file that is a list is what
Label Studio exports, many documents in one; NAME.jsonl holds an Extraction.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.graph.codec import read_jsonl
from innograph.graph.errors import DataError, UsageError
from innograph.ingest.annotate.labelstudio_read import read_tasks
from innograph.ingest.annotate.sheet import from_sheet, is_sheet
from innograph.ingest.annotation import folded_claims, to_annotation
from innograph.ingest.evaluation.form import read_form

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Claim, Extraction, Observation
    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.records import Annotation

_KEYS = ("doc", "entities", "links", "observations", "sentences")


def load_folder(
    folder: Path, ontology: Ontology, *, gold: bool, notes: list[str]
) -> dict[str, Annotation]:
    """Name → document. What is no annotation at all is left out with a note.

    Raises DataError for a file that is one and is wrong, or where a document is given twice.
    """
    if not folder.is_dir():
        raise UsageError(f"There is no folder {folder}.")
    found: dict[str, Annotation] = {}
    for path in sorted(p for p in folder.iterdir() if p.suffix in (".json", ".jsonl")):
        for annotation in _load(path, ontology, gold=gold, notes=notes):
            if annotation.name in found:
                raise DataError(
                    f"{path} gives {annotation.name} a second time: remove one of them."
                )
            found[annotation.name] = annotation
    if not found:
        raise DataError(
            f"There is no annotation in {folder}: NAME.json or NAME.jsonl for each text."
        )
    return found


def _load(path: Path, ontology: Ontology, *, gold: bool, notes: list[str]) -> Iterator[Annotation]:
    text = _read(path)
    if path.suffix == ".jsonl":
        yield from _extractions(path, text, ontology, gold=gold)
        return
    try:
        record = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise DataError(f"{path} is no JSON that can be read: {error}.") from None
    if isinstance(record, list):
        for task in read_tasks(record, str(path), ontology):
            if gold and not task.annotated:
                notes.append(f"{path}: {task.name} is not annotated yet: left out")
                continue
            yield read_form(task.form, f"{path}, {task.name}", task.name, ontology, gold=gold)
    elif isinstance(record, dict) and not any(key in record for key in _KEYS):
        notes.append(f"{path} is no annotation (no entities): left out")
    else:
        form = from_sheet(record, str(path)) if is_sheet(record) else record
        yield read_form(form, str(path), path.stem, ontology, gold=gold)


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8: save it as UTF-8.") from None


def _extractions(path: Path, text: str, ontology: Ontology, *, gold: bool) -> Iterator[Annotation]:
    """One document takes the file's name, as `extract --out` gives it; of several each its id's."""
    extractions = list(read_jsonl(text.split("\n"), name=str(path)))
    for extraction in extractions:
        name = path.stem if len(extractions) == 1 else Path(extraction.document.id).stem
        yield from_extraction(extraction, name, ontology, gold=gold)


def from_extraction(
    extraction: Extraction, name: str, ontology: Ontology, *, gold: bool = False
) -> Annotation:
    """The records of an Extraction, with the rule and the confidence of each link and number."""
    form: dict[str, Any] = to_annotation(extraction, ontology, name=name)
    claims = folded_claims(extraction, ontology)
    rows: list[dict[str, Any]] = [*form["links"], *form["observations"]]
    records: list[Claim | Observation] = [*claims, *extraction.observations]
    for row, record in zip(rows, records, strict=True):
        row |= {"rule": record.rule, "confidence": record.confidence}
        row["at"] = [record.start, record.end]
    return read_form(form, name, name, ontology, gold=gold, has_rules=True)
