"""The sheet: the annotation form laid out by sentence, for a text editor.

Every sentence of the text stands there, also those in which nothing was read, with what was read in
it below. Reading it back flattens the layout; `text` and `how` are not read.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.annotate.choices import form_classes, form_predicates, form_statuses
from innograph.ingest.annotation import folded_claims, to_annotation
from innograph.ingest.sentences import iter_sentences

if TYPE_CHECKING:
    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology

_KINDS = ("entities", "links", "observations")


def how_to_edit(ontology: Ontology) -> list[str]:
    """What stands at the head of each sheet."""
    return [
        "Go through the sentences. Delete what is wrong, correct it, add what is missing.",
        "逐句核对：删去错误的，改正不准的，补上遗漏的。",
        "An entity stands under the sentence that names it first: name is its fullest form in the "
        "text, aliases its others.",
        "s, o and about are names of entities of this file, in whatever sentence they stand.",
        'Whatever another careful reader might see differently gets "optional": true.',
        "quote is copied from the text, to the letter. A rank has the unit 位.",
        "class: " + ", ".join(form_classes(ontology)),
        "p: " + ", ".join(form_predicates(ontology)),
        "status: " + ", ".join(form_statuses(ontology)),
        "value, unit, year and growth_pct may be null; one of value and growth_pct is a number.",
        "Save as UTF-8; innograph evaluate reads it, as gold or as a prediction.",
    ]


def dump_sheet(extraction: Extraction, ontology: Ontology, *, name: str) -> str:
    """The JSON text: one entity, link or observation a line."""
    lines = [f' "doc": {_json(name)}', ' "how": ' + _listed(how_to_edit(ontology), "  ", " ")]
    sentences = [_sentence(row) for row in make_sentences(extraction, ontology, name=name)]
    lines.append(' "sentences": [\n' + ",\n".join(sentences) + "\n ]")
    return "{\n" + ",\n".join(lines) + "\n}\n"


def make_sentences(
    extraction: Extraction, ontology: Ontology, *, name: str
) -> list[dict[str, Any]]:
    """Sentence by sentence: its text, and the rows of the form that belong to it."""
    form = to_annotation(extraction, ontology, name=name)
    spans = [
        span
        for passage in extraction.passages
        for span in iter_sentences(extraction.text, passage.start, passage.end)
    ]
    texts = [extraction.text[a:b] for a, b in spans] or [""]
    rows: list[dict[str, Any]] = [
        {"text": text, "entities": [], "links": [], "observations": []} for text in texts
    ]
    for row in form["entities"]:
        del row["group"]  # follows from the class: one thing less to correct
    for key, starts in zip(_KINDS, _starts(extraction, ontology), strict=True):
        placed = sorted(
            zip(starts, range(len(starts)), form[key], strict=True), key=lambda p: p[:2]
        )
        for start, _, row in placed:
            rows[max(bisect_right(spans, (start, len(extraction.text))) - 1, 0)][key].append(row)
    return rows


def _starts(extraction: Extraction, ontology: Ontology) -> tuple[list[int], list[int], list[int]]:
    """Where each row of the form stands; an entity where it is named first."""
    first: dict[str, int] = {}
    for mention in extraction.mentions:
        first[mention.entity] = min(mention.start, first.get(mention.entity, mention.start))
    return (
        [first.get(entity.name, 0) for entity in extraction.entities],
        [claim.start for claim in folded_claims(extraction, ontology)],
        [observation.start for observation in extraction.observations],
    )


def is_sheet(record: Any) -> bool:
    """Whether a JSON value is laid out by sentence."""
    return isinstance(record, dict) and "sentences" in record


def from_sheet(record: dict[str, Any], where: str) -> dict[str, Any]:
    """The annotation form of a sheet. Raises DataError naming the sentence that is wrong."""
    sentences = record["sentences"]
    if not isinstance(sentences, list):
        raise DataError(f"{where}: 'sentences' must be a list.")
    form: dict[str, Any] = {"doc": record.get("doc"), **{key: [] for key in _KINDS}}
    for place, sentence in enumerate(sentences, 1):
        if not isinstance(sentence, dict):
            raise DataError(f"{where}: sentence {place} must be an object.")
        for key in _KINDS:
            rows = sentence.get(key, [])
            if not isinstance(rows, list):
                raise DataError(f"{where}: sentence {place} needs a list as {key!r}.")
            form[key] += rows
    return form


def _sentence(row: dict[str, Any]) -> str:
    parts = [f'   "text": {_json(row["text"])}']
    parts += [f'   "{key}": {_listed(row[key], "    ", "   ")}' for key in _KINDS]
    return "  {\n" + ",\n".join(parts) + "\n  }"


def _listed(rows: list[Any], indent: str, closing: str) -> str:
    if not rows:
        return "[]"
    return "[\n" + ",\n".join(f"{indent}{_json(row)}" for row in rows) + f"\n{closing}]"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
