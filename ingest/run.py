"""Files → store: reads, extracts and loads one document after another, and reports on each."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.read import Source, iter_files, read_document
from innograph.ingest.version import extractor_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from innograph.graph.store import Store
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.pipeline import Extractor


@dataclass(slots=True)
class IngestReport:
    """What became of each file. `outcomes`: document id → new, changed, unchanged or skipped
    (its bytes, metadata and the extractor's version are those of the last time)."""

    outcomes: dict[str, str] = field(default_factory=dict)
    failed: list[tuple[str, str]] = field(default_factory=list)
    duplicates: list[tuple[str, str]] = field(default_factory=list)
    warnings: list[tuple[str, str]] = field(default_factory=list)
    dropped: Counter[str] = field(default_factory=Counter)
    characters: int = 0
    claims: int = 0
    observations: int = 0

    def summary(self) -> str:
        """One line for a person."""
        counts = Counter(self.outcomes.values())
        kept = counts["unchanged"] + counts["skipped"]
        parts = [f"{counts['new']} new", f"{counts['changed']} changed", f"{kept} unchanged"]
        if self.duplicates:
            parts.append(f"{len(self.duplicates)} duplicate")
        if self.failed:
            parts.append(f"{len(self.failed)} not read")
        total = len(self.outcomes) + len(self.duplicates) + len(self.failed)
        line = f"{_many(total, 'file')}: {', '.join(parts)}."
        if counts["new"] or counts["changed"]:
            claims, numbers = _many(self.claims, "claim"), _many(self.observations, "number")
            line += f" {claims} and {numbers} read."
        if left := sum(self.dropped.values()):
            line += f" {_many(left, 'candidate')} left out (-v says why)."
        return line


def _many(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"


def ingest(
    store: Store,
    paths: Iterable[str | Path | Source],
    *,
    metadata: Mapping[str, str] | None = None,
    force: bool = False,
    min_confidence: float = 0.0,
    llm: LLM | None = None,
    on_document: Callable[[str], None] | None = None,
) -> IngestReport:
    """Read files and folders into a store; a file that cannot be read does not stop the others.

    `metadata` holds for every file and goes before what the files say. `force` reads files again
    whose bytes, metadata and extractor have not changed. Claims and numbers below `min_confidence`
    are dropped and counted; with `llm` a language model reads along. Both belong to the extractor, so
    another value reads files again.
    """
    report = IngestReport()
    known = {document.id: document for document in store.documents()}
    names: dict[str, str] = {}  # document id → the file of this run that has it
    read: set[tuple[str, str]] = set()
    by_bytes = {document.sha256: document.id for document in known.values()}
    version = extractor_version(store.ontology, min_confidence=min_confidence, llm=llm)
    extractor: Extractor | None = None
    for source in _sources(paths):
        try:
            document, text = read_document(source, options=metadata)
        except DataError as error:
            report.failed.append((source.name, str(error)))
            continue
        finally:
            if on_document:
                on_document(source.name)
        original = by_bytes.setdefault(document.sha256, document.id)
        if original != document.id or (document.id, document.sha256) in read:
            report.duplicates.append((source.name, original))
            continue
        if other := names.get(document.id):
            report.failed.append((source.name, same_id(source.name, other, document.id)))
            continue
        names[document.id] = source.name
        read.add((document.id, document.sha256))
        report.warnings += [(source.name, warning) for warning in source.warnings]
        if not force and replace(document, extractor=version) == known.get(document.id):
            report.outcomes[document.id] = "skipped"
            continue
        if extractor is None:  # loading the pipeline takes a second
            from innograph.ingest.pipeline import Extractor

            extractor = Extractor(store.ontology, min_confidence=min_confidence, llm=llm)
        reading = extractor.read(document, text)
        for loaded in store.load([reading.extraction]):
            report.outcomes[document.id] = loaded.outcome
        report.dropped.update(reading.dropped)
        report.characters += document.characters
        report.claims += len(reading.extraction.claims)
        report.observations += len(reading.extraction.observations)
    return report


def same_id(name: str, other: str, document_id: str) -> str:
    """Why the second of two files with one id is not read."""
    return f"{name} has the id {document_id} of {other}: give one of them another id, or rename it."


def _sources(paths: Iterable[str | Path | Source]) -> Iterable[Source]:
    for path in paths:
        if isinstance(path, Source):
            yield path
        else:
            yield from iter_files([path])
