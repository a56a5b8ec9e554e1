"""Sources → readings, one by one, here or in other processes: what a run needs of a text, and no more."""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from innograph.graph.codec import to_dict
from innograph.graph.errors import DataError, InnographError, UsageError
from innograph.graph.ontology import load_ontology, shipped_path
from innograph.ingest.formats.page import NoText, ReadSettings
from innograph.ingest.processes import in_processes
from innograph.ingest.read import read_document
from innograph.ingest.version import extractor_version

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

    from innograph.graph.model import Document, Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.pipeline import Extractor
    from innograph.ingest.processes import Done
    from innograph.ingest.source import Source


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How texts are read. Plain data: it goes to other processes, which check that they are of the
    same `version` as the one that sent it."""

    version: str
    metadata: dict[str, str] = field(default_factory=dict)
    settings: ReadSettings = field(default_factory=ReadSettings)
    min_confidence: float = 0.0
    ontology: str | None = None  # the file; None for the shipped one


@dataclass(slots=True)
class TextRead:
    """What became of one source. `error` is why there is no document, `left_out` that it is no fault;
    without an extraction the document was not wanted."""

    name: str
    document: Document | None = None
    extraction: Extraction | None = None
    error: str | None = None
    left_out: bool = False
    warnings: list[str] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0


def read_options(
    ontology: Ontology,
    *,
    metadata: dict[str, str] | None = None,
    settings: ReadSettings | None = None,
    min_confidence: float = 0.0,
    llm: LLM | None = None,
) -> ReadOptions:
    """What a call says, with the version of what it will be read by."""
    version = extractor_version(ontology, min_confidence=min_confidence, llm=llm)
    return ReadOptions(
        version,
        dict(metadata or {}),
        settings or ReadSettings(),
        min_confidence,
        None if ontology.path == shipped_path() else str(ontology.path),
    )


class TextReader:
    """Reads sources. The pipeline, whose loading takes a second, is made when it is needed."""

    def __init__(
        self, options: ReadOptions, *, ontology: Ontology | None = None, llm: LLM | None = None
    ) -> None:
        self.options = options
        self.ontology = ontology or load_ontology(options.ontology or shipped_path())
        self.llm = llm
        self._extractor: Extractor | None = None
        found = extractor_version(self.ontology, min_confidence=options.min_confidence, llm=llm)
        if found != options.version:
            raise UsageError(
                f"innograph reads here as {found} and as {options.version} where the work was given "
                "out: install the same innograph, with the same ontology, on all machines."
            )

    def read(self, source: Source, wanted: Callable[[Document], bool] | None = None) -> TextRead:
        """A source that cannot be read gives the reason: it stops no others. A document that is not
        `wanted` is not extracted."""
        found = TextRead(source.name)
        began = time.perf_counter()
        try:
            self._read(source, found, wanted)
        except DataError as error:
            found.document, found.error = None, str(error)
            found.left_out = isinstance(error, NoText) and source.by_chance
        except InnographError:
            raise
        except Exception as error:
            # One text on which a library or a part of ours breaks is no reason to lose the others.
            if os.environ.get("INNOGRAPH_DEBUG"):
                raise
            found.document = None
            found.error = (
                f"{source.name} met something that innograph does not know "
                f"({type(error).__name__}: {error}); please report it."
            )
        found.seconds += time.perf_counter() - began
        found.warnings = list(source.warnings)
        return found

    def _read(
        self, source: Source, found: TextRead, wanted: Callable[[Document], bool] | None
    ) -> None:
        options = self.options
        document, text = read_document(source, options=options.metadata, settings=options.settings)
        found.document = replace(document, extractor=options.version)
        if wanted is not None and not wanted(found.document):
            return
        began = time.perf_counter()
        extractor = self._loaded()
        found.seconds -= time.perf_counter() - began  # no text is to blame for it
        reading = extractor.read(document, text, source.furniture)
        found.extraction, found.dropped = reading.extraction, reading.dropped

    def _loaded(self) -> Extractor:
        if self._extractor is None:
            from innograph.ingest.pipeline import Extractor

            self._extractor = Extractor(
                self.ontology, min_confidence=self.options.min_confidence, llm=self.llm
            )
            if self.llm is None:
                self._extractor.nlp("。")  # lexicons and model are loaded with the first text
        return self._extractor


def fingerprint(document: Document) -> int:
    """Eight bytes that stand for a Document with all that is known of it."""
    text = json.dumps(to_dict(document), ensure_ascii=False)
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "big")


def iter_reads(
    reader: TextReader,
    texts: Iterable[Source],
    *,
    workers: int = 1,
    wanted: Callable[[Document], bool] | None = None,
    known: Iterable[int] = (),
) -> Generator[tuple[Source, TextRead], None, None]:
    """Each source with what became of it, in their order; with several `workers`, read in as many
    processes. What those need not read is `known`, by fingerprints; here, `wanted` says it."""
    if workers <= 1 or reader.llm is not None:
        for source in texts:
            yield source, reader.read(source, wanted)
        return
    given = (reader.options, frozenset(known))
    jobs = map(packed, texts)
    for done in in_processes(read_here, jobs, workers=workers, begin=begin, given=given):
        yield done.job, done.result if isinstance(done.result, TextRead) else killed(done)


def killed(done: Done[Source, TextRead]) -> TextRead:
    """The reading of a text that ends each process that reads it."""
    return TextRead(done.job.name, error=f"{done.job.name} cannot be read: {done.result}.")


# ---- in other processes

_reader: TextReader | None = None
_known: frozenset[int] = frozenset()


def begin(options: ReadOptions, known: frozenset[int]) -> None:
    """Called once in a process that reads: `known` are the fingerprints of what need not be read."""
    global _reader, _known
    _reader, _known = TextReader(options), known


def read_here(source: Source) -> TextRead:
    """In a process that has begun."""
    if _reader is None:
        raise UsageError("This process reads no texts: begin() comes first.")
    return _reader.read(source, _is_unknown)


def _is_unknown(document: Document) -> bool:
    return fingerprint(document) not in _known


@dataclass(frozen=True, slots=True)
class Given:
    """Bytes that were read already, or why they could not be."""

    value: bytes | Exception

    def __call__(self) -> bytes:
        if isinstance(self.value, Exception):
            raise self.value
        return self.value


def packed(source: Source) -> Source:
    """The same so that it can be sent: what lies in an archive or a table brings its bytes along."""
    if source.path is not None or source.address is not None or source.load is None:
        return source
    sides: list[tuple[str, Callable[[], bytes]]] = [(n, _given(load)) for n, load in source.sides]
    return replace(source, load=_given(source.load), sides=sides)


def _given(load: Callable[[], bytes]) -> Given:
    try:
        return Given(load())
    except (DataError, OSError) as error:
        return Given(error)
