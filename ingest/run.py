"""Files → store: reads, extracts and loads one document after another, and reports on each."""

from __future__ import annotations

import hashlib
import os
import time
from dataclasses import replace
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.formats.page import NoText, ReadSettings
from innograph.ingest.read import read_document
from innograph.ingest.report import FileRecord, IngestReport
from innograph.ingest.sources import Source, expand, find_files
from innograph.ingest.unknown import iter_unknown
from innograph.ingest.version import extractor_version

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from innograph.graph.model import Document, Extraction
    from innograph.graph.store import Store
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.pipeline import Extractor

__all__ = ["FileRecord", "IngestReport", "ingest", "same_id"]

_NOTED_AT_ONCE = 200  # documents whose origin is written in one go


def ingest(
    store: Store,
    paths: Iterable[str | Path | Source],
    *,
    metadata: Mapping[str, str] | None = None,
    force: bool = False,
    min_confidence: float = 0.0,
    llm: LLM | None = None,
    settings: ReadSettings | None = None,
    prune: bool = False,
    on_document: Callable[[str], None] | None = None,
) -> IngestReport:
    """Read files and folders into a store; a file that cannot be read does not stop the others.

    `metadata` holds for every file and goes before what the files say. `force` reads files again
    whose bytes, metadata and extractor have not changed. Claims and numbers below `min_confidence`
    are dropped and counted; with `llm` a language model reads along. Both belong to the extractor, so
    another value reads files again. `prune` forgets the documents that were once read from the
    folders given and whose files are there no more; nothing else.
    """
    run = _Run(store, dict(metadata or {}), force, settings or ReadSettings())
    run.use(min_confidence, llm)
    try:
        for source in _sources(paths, run.report):
            if source.folder is not None:
                run.folders.add(folder_key(source.folder))
            for text in expand(source, run.settings):
                run.read(text)
            run.report.ignored.update(source.ignored)
            if on_document:
                on_document(source.name)
        if prune:
            run.prune()
    finally:
        run.note_origins()
    return run.report


def same_id(name: str, other: str, document_id: str) -> str:
    """Why the second of two files with one id is not read."""
    return f"{name} has the id {document_id} of {other}: give one of them another id, or rename it."


def folder_key(folder: Path) -> str:
    """Stands for a folder in a store: not its path, which is nobody's business in a shared one."""
    return hashlib.sha256(os.path.realpath(folder).encode(errors="surrogateescape")).hexdigest()[
        :16
    ]


def _sources(paths: Iterable[str | Path | Source], report: IngestReport) -> Iterator[Source]:
    for path in paths:
        if isinstance(path, Source):
            yield path
        else:
            yield from find_files([path], ignored=report.ignored)


class _Run:
    """One call of `ingest`: what it knows of the store, and what it has read."""

    def __init__(
        self, store: Store, metadata: dict[str, str], force: bool, settings: ReadSettings
    ) -> None:
        self.store = store
        self.metadata = metadata
        self.force = force
        self.settings = settings
        self.report = IngestReport()
        self.known: dict[str, Document] = {d.id: d for d in store.documents()}
        self.by_bytes = {document.sha256: document.id for document in self.known.values()}
        self.names: dict[str, str] = {}  # document id → the file of this run that has it
        self.hashes: set[tuple[str, str]] = set()
        self.folders: set[str] = set()
        self.unread: set[str] = set()  # files that are there, whatever document they would be
        self.waiting: list[
            tuple[Source, FileRecord, str]
        ] = []  # copies of documents of former runs
        self.origins = store.origins()
        self.new_origins: dict[str, tuple[str, str]] = {}

    def use(self, min_confidence: float, llm: LLM | None) -> None:
        """How texts are read. The pipeline, whose loading takes a second, is made when needed."""
        self.options = {"min_confidence": min_confidence, "llm": llm}
        self.version = extractor_version(
            self.store.ontology, min_confidence=min_confidence, llm=llm
        )
        self.extractor: Extractor | None = None
        self.loading = 0.0  # seconds that no text is to blame for

    def read(self, source: Source) -> None:
        """One text, from bytes to the graph."""
        record = FileRecord(source.name)
        self.report.files.append(record)
        began = time.perf_counter()
        try:
            document, text = read_document(source, options=self.metadata, settings=self.settings)
        except DataError as error:
            left_out = isinstance(error, NoText) and source.by_chance
            record.outcome, record.message = "left out" if left_out else "failed", str(error)
            self.unread.add(source.file)
            return
        finally:
            record.seconds = time.perf_counter() - began
            record.warnings = source.warnings
        before = self.loading
        self._take(source, record, document, text)
        record.seconds = time.perf_counter() - began - (self.loading - before)

    def _take(self, source: Source, record: FileRecord, document: Document, text: str) -> None:
        original = self.by_bytes.setdefault(document.sha256, document.id)
        if original != document.id or (document.id, document.sha256) in self.hashes:
            record.outcome, record.document = "duplicate", original
            record.message = f"has the same bytes as {original}"
            if original not in self.names:
                self.waiting.append((source, record, original))
            return
        if other := self.names.get(document.id):
            record.outcome = "failed"
            record.message = same_id(source.name, other, document.id)
            return
        self.names[document.id] = source.name
        self.hashes.add((document.id, document.sha256))
        record.document, record.title = document.id, document.title
        record.characters = document.characters
        if not self.force and replace(document, extractor=self.version) == self.known.get(
            document.id
        ):
            record.outcome = "skipped"
        else:
            self._load(source, record, document, text)
        self._note_origin(source, document.id)

    def _load(self, source: Source, record: FileRecord, document: Document, text: str) -> None:
        if self.extractor is None:
            from innograph.ingest.pipeline import Extractor

            began = time.perf_counter()
            self.extractor = Extractor(self.store.ontology, **self.options)  # type: ignore[arg-type]
            if self.options["llm"] is None:
                self.extractor.nlp("。")  # lexicons and model are loaded with the first text
            self.loading += time.perf_counter() - began
        reading = self.extractor.read(document, text, source.furniture)
        for loaded in self.store.load([reading.extraction]):
            record.outcome = loaded.outcome
            if loaded.outcome == "changed":
                self.origins.pop(document.id, None)  # gone with the former node
        self._count(record, reading.extraction, reading.dropped)

    def _count(self, record: FileRecord, found: Extraction, dropped: Mapping[str, int]) -> None:
        record.claims, record.observations = len(found.claims), len(found.observations)
        report, relationship = self.report, self.store.ontology.relationship
        report.dropped.update(dropped)
        report.classes.update(entity.cls for entity in found.entities)
        report.predicates.update(relationship(c.predicate, c.status) for c in found.claims)
        for ending, example in iter_unknown(found, self.store.ontology):
            report.unknown[ending] += 1
            report.examples.setdefault(ending, example)

    # ---- folders

    def _note_origin(self, source: Source, document: str) -> None:
        if source.folder is None:
            return
        origin = (folder_key(source.folder), source.file)
        if self.origins.get(document) != origin:
            self.origins[document] = self.new_origins[document] = origin
        if len(self.new_origins) >= _NOTED_AT_ONCE:
            self.note_origins()

    def note_origins(self) -> None:
        """Remember which document came out of which folder, for `prune` of a later run."""
        if self.new_origins:
            self.store.note_origins(self.new_origins)
            self.new_origins.clear()

    def prune(self) -> None:
        """Forget what came from the folders of this run and is not in them any more."""
        if not self.folders:
            raise UsageError("--prune forgets what is gone from a folder: give a folder.")
        self.note_origins()
        gone = [
            document
            for document, (folder, file) in sorted(self.origins.items())
            if folder in self.folders and document not in self.names and not self._is_there(file)
        ]
        self.report.forgotten = self.store.forget(gone)
        for source, record, original in self.waiting:
            if original in self.report.forgotten:  # the file was renamed
                self.by_bytes = {h: d for h, d in self.by_bytes.items() if d != original}
                self.report.files.remove(record)
                source.warnings.clear()
                self.read(source)

    def _is_there(self, file: str) -> bool:
        """Whether a file, or the archive or table that held it, is there and could not be read."""
        return any(
            file == there or file.startswith((f"{there}/", f"{there}#")) for there in self.unread
        )
