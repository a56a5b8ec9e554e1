"""Files → store: texts are read, here or in other processes, and loaded in batches while that goes on."""

from __future__ import annotations

import hashlib
import itertools
import os
import time
from contextlib import closing
from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError
from innograph.ingest.reading import TextReader, fingerprint, iter_reads, read_options
from innograph.ingest.report import FileRecord, IngestReport
from innograph.ingest.source import Source
from innograph.ingest.sources import find_files
from innograph.ingest.unknown import iter_unknown
from innograph.ingest.unpack import expand

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from innograph.graph.model import Document, Extraction
    from innograph.graph.store import Store
    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.reading import TextRead

# A batch is one transaction. It is closed by whichever comes first.
_DOCUMENTS = 50
_RECORDS = 10_000  # mentions, claims and numbers
_SECONDS = 2.0  # after which what was read is no longer kept from the store


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
    workers: int = 1,
    on_document: Callable[[str], None] | None = None,
) -> IngestReport:
    """Read files and folders into a store; a file that cannot be read does not stop the others.

    `metadata` holds for every file and goes before what the files say. `force` reads files again
    whose bytes, metadata and extractor have not changed. Claims and numbers below `min_confidence`
    are dropped and counted; with `llm` a language model reads along. Both belong to the extractor, so
    another value reads files again. `prune` forgets the documents that were once read from the
    folders given and whose files are there no more; nothing else. With several `workers` texts are
    read in as many processes, which import the calling program: that needs its `if __name__ ==
    "__main__"`. A folder of shards (innograph extract --form parquet) is loaded as it was read.
    """
    options = read_options(
        store.ontology,
        metadata=dict(metadata or {}),
        settings=settings,
        min_confidence=min_confidence,
        llm=llm,
    )
    reader = TextReader(options, ontology=store.ontology, llm=llm)
    run = _Run(store, reader, force=force)
    try:
        run.read_all(_sources(paths, run.report), workers, on_document)
        if prune:
            run.prune()
    finally:
        run.note_origins()  # of what was loaded, also when the run was ended
    return run.report


def same_id(name: str, other: str, document_id: str) -> str:
    """Why the second of two files with one id is not read."""
    return f"{name} has the id {document_id} of {other}: give one of them another id, or rename it."


def folder_key(folder: Path) -> str:
    """Stands for a folder in a store; its path would tell other users of a shared store too much."""
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
    """One call of `ingest`: what it knows of the store, and what it has read.

    Of each document it keeps about a kilobyte, for the report and to tell copies; texts and what was
    read out of them are let go when they are loaded.
    """

    def __init__(self, store: Store, reader: TextReader, *, force: bool) -> None:
        self.store = store
        self.reader = reader
        self.report = IngestReport()
        self.known: set[int] = set()  # fingerprints of what need not be read again
        self.by_bytes: dict[str, str] = {}
        for document in store.iter_documents():
            self.by_bytes.setdefault(document.sha256, document.id)
            if not force:
                self.known.add(fingerprint(document))
        self.names: dict[str, str] = {}  # document id → the file of this run that has it
        self.hashes: set[tuple[str, str]] = set()
        self.folders: set[str] = set()
        self.unread: set[str] = set()  # files that are there, whatever document they would be
        self.waiting: list[tuple[Source, FileRecord, str]] = []  # copies of former runs' documents
        self.origins = store.origins()
        self.new_origins: dict[str, tuple[str, str]] = {}
        self.batch: list[tuple[FileRecord, Extraction]] = []
        self.records = 0
        self.since = 0.0  # when the batch began

    # ---- reading

    def read_all(
        self,
        sources: Iterable[Source],
        workers: int,
        on_document: Callable[[str], None] | None,
    ) -> None:
        """The texts of all sources, in their order."""
        step = on_document or (lambda _: None)
        for are_shards, group in itertools.groupby(sources, lambda source: source.is_shards):
            if are_shards:
                self._take_shards(group, step)
                continue
            reads = iter_reads(
                self.reader,
                self._texts(group, step),
                workers=workers,
                wanted=self._is_wanted,
                known=self.known,
            )
            with closing(reads):  # its processes end here, also when the store fails
                for source, read in reads:
                    self.take(source, read)
        self.flush()

    def _take_shards(self, sources: Iterable[Source], step: Callable[[str], None]) -> None:
        from innograph.ingest.shards.load import iter_readings

        for source in sources:
            for read in iter_readings(source):
                self.take(source, read)
            step(source.name)

    def _texts(self, sources: Iterable[Source], step: Callable[[str], None]) -> Iterator[Source]:
        for source in sources:
            if source.folder is not None:
                self.folders.add(folder_key(source.folder))
            yield from expand(source, self.reader.options.settings)
            self.report.ignored.update(source.ignored)
            step(source.name)

    # ---- taking

    def take(self, source: Source, read: TextRead) -> None:
        """One text that was read: into the report, and if it is new into the store."""
        record = FileRecord(read.name, seconds=read.seconds, warnings=read.warnings)
        self.report.files.append(record)
        document = read.document
        if document is None:
            record.outcome = "left out" if read.left_out else "failed"
            record.message = read.error
            self.unread.add(source.file)
            return
        record.outcome, record.message = self._judged(document, read.name)
        if record.outcome == "duplicate":
            record.document = self.by_bytes[document.sha256]
            if record.document not in self.names and not source.is_shards:
                self.waiting.append((source, record, record.document))
            return
        if record.outcome == "failed":
            return
        self.names[document.id] = read.name
        self.hashes.add((document.id, document.sha256))
        self.by_bytes.setdefault(document.sha256, document.id)
        record.document, record.title = document.id, document.title
        record.characters = document.characters
        if record.outcome != "skipped" and read.extraction is not None:
            self.origins.pop(document.id, None)  # gone with the former node
            self._count(record, read.extraction, read.dropped)
            self._add(record, read.extraction)
        self._note_origin(source, document.id)

    def _is_wanted(self, document: Document) -> bool:
        outcome, _ = self._judged(document, "")
        return not outcome

    def _judged(self, document: Document, name: str) -> tuple[str, str | None]:
        """What becomes of a document, and why; nothing yet for one that is to be loaded."""
        original = self.by_bytes.get(document.sha256, document.id)
        if original != document.id or (document.id, document.sha256) in self.hashes:
            return "duplicate", f"has the same bytes as {original}"
        if other := self.names.get(document.id):
            return "failed", same_id(name, other, document.id)
        return ("skipped" if fingerprint(document) in self.known else ""), None

    def _count(self, record: FileRecord, found: Extraction, dropped: Mapping[str, int]) -> None:
        record.claims, record.observations = len(found.claims), len(found.observations)
        report, relationship = self.report, self.store.ontology.relationship
        report.dropped.update(dropped)
        report.classes.update(entity.cls for entity in found.entities)
        report.predicates.update(relationship(c.predicate, c.status) for c in found.claims)
        for ending, example in iter_unknown(found, self.store.ontology):
            report.unknown[ending] += 1
            report.examples.setdefault(ending, example)

    # ---- loading

    def _add(self, record: FileRecord, extraction: Extraction) -> None:
        if not self.batch:
            self.since = time.monotonic()
        self.batch.append((record, extraction))
        self.records += (
            len(extraction.mentions) + len(extraction.claims) + len(extraction.observations)
        )
        if (
            len(self.batch) >= _DOCUMENTS
            or self.records >= _RECORDS
            or time.monotonic() - self.since >= _SECONDS
        ):
            self.flush()

    def flush(self) -> None:
        """Load what was read: when it returns, it is in the store."""
        if not self.batch:
            return
        extractions = [extraction for _, extraction in self.batch]
        began = time.perf_counter()
        done = self.store.load(extractions, together=len(extractions))
        for (record, _), loaded in zip(self.batch, done, strict=True):
            record.outcome = loaded.outcome
        share = (time.perf_counter() - began) / len(self.batch)
        for record, _ in self.batch:
            record.seconds += share
        self.batch.clear()
        self.records = 0
        self.note_origins()

    # ---- folders

    def _note_origin(self, source: Source, document: str) -> None:
        if source.folder is None:
            return
        origin = (folder_key(source.folder), source.file)
        if self.origins.get(document) != origin:
            self.origins[document] = self.new_origins[document] = origin

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
                self.take(source, self.reader.read(source, self._is_wanted))
        self.flush()

    def _is_there(self, file: str) -> bool:
        """Whether a file, or the archive or table that held it, is there and could not be read."""
        return any(
            file == there or file.startswith((f"{there}/", f"{there}#")) for there in self.unread
        )
