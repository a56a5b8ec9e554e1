"""`innograph extract`: texts without a store."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.ingest import metadata_options
from innograph.cli.llm_options import llm_option, reading_along
from innograph.cli.options import confidence_option, emit, progress, talk
from innograph.cli.reading_options import (
    check_id,
    ignored_line,
    reading_options,
    reading_settings,
    worker_count,
    workers_option,
)
from innograph.cli.shard_options import are_shards, shard_options, write_shards
from innograph.graph.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.source import Source

SUFFIX = {"annotation": ".json", "jsonl": ".jsonl"}


@click.command("extract", epilog="Example: innograph extract report.txt --out read/")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--out",
    metavar="DIR",
    help="A folder: one file a document, or shards.",
)
@click.option(
    "--form",
    type=click.Choice(["annotation", "jsonl", "parquet"]),
    help="The guidelines' JSON, or whole extractions [annotation with --out, else jsonl].",
)
@workers_option
@shard_options
@reading_options
@confidence_option
@llm_option
@metadata_options
def command(
    paths: tuple[str, ...],
    out: str | None,
    form: str | None,
    workers: int | None,
    min_confidence: float,
    **metadata: str | None,
) -> None:
    """Read texts and write what each contributes: entities, links and numbers.

    With --out, NAME.json for NAME.txt in the annotation form, which is lossy; the JSON Lines form
    holds everything and can be loaded with `innograph import`. With --form parquet, or an engine,
    DIR gets shards of some hundred documents, for many texts on many machines: what is there already
    is not read again, and `innograph ingest DIR` loads them.
    """
    from innograph.ingest.sources import find_files

    given = {name: value for name, value in metadata.items() if value is not None}
    ignored: Counter[str] = Counter()
    sources = list(find_files(paths, ignored=ignored))
    check_id(given, sources)
    if are_shards(form):
        failed = write_shards(sources, out, form, workers, min_confidence, given, ignored)
    else:
        folder = None if out is None else _folder(out)
        failed = _write_each(sources, folder, form, workers, min_confidence, given, ignored)
    if failed:
        raise click.exceptions.Exit(1)


def _folder(out: str) -> Path:
    folder = Path(out)
    if folder.is_file():
        raise UsageError(f"{out} is a file: --out names a folder.")
    return folder


def _write_each(
    sources: list[Source],
    out: Path | None,
    form: str | None,
    workers: int | None,
    min_confidence: float,
    given: dict[str, str],
    ignored: Counter[str],
) -> int:
    """One file a document, or lines to standard output; how many could not be read."""
    from innograph.graph.ontology import load_ontology

    check_names(sources, out)
    if out:
        out.mkdir(parents=True, exist_ok=True)
    done = _Readings(out, form or ("annotation" if out else "jsonl"), load_ontology())
    llm = reading_along()
    count = worker_count(workers, sources)
    with progress("Reading", len(sources)) as step:
        texts = _each(sources, ignored, step)
        found = iter_extractions(texts, given, done.ontology, min_confidence, llm, workers=count)
        for source, result in found:
            done.take(source, result)
    if line := ignored_line(ignored):
        talk(line)
    if out or done.failed:
        talk(done.summary())
    return done.failed


@dataclass(slots=True)
class _Readings:
    """What was read goes into the folder `out`, else to standard output; failures are told."""

    out: Path | None
    form: str
    ontology: Ontology
    total: int = 0
    failed: int = 0
    stems: dict[str, str] = field(default_factory=dict)  # name of the file → the text it is of

    def take(self, source: Source, result: Extraction | DataError) -> None:
        """Write a reading, or say why there is none."""
        from innograph.ingest.formats.page import NoText

        for warning in source.warnings:
            talk(f"Note: {source.name}: {warning}")
        if isinstance(result, NoText):
            talk(f"Left out: {result}")
            return
        self.total += 1
        if isinstance(result, DataError):
            self._fail(str(result))
            return
        name, stem = source.name, source.stem
        other = self.stems.setdefault(stem, name)
        if self.out and other != name:
            self._fail(f"{name} would be written to {stem}, as {other} was.")
        else:
            self._write(stem, result)

    def summary(self) -> str:
        """One sentence for a person."""
        where = f"; written to {self.out}" if self.out else ""
        return f"{self.total - self.failed} of {self.total} files read{where}."

    def _fail(self, why: str) -> None:
        talk(f"Not read: {why}")
        self.failed += 1

    def _write(self, stem: str, extraction: Extraction) -> None:
        text = written(extraction, self.ontology, self.form, stem)
        if self.out:
            (self.out / (stem + SUFFIX[self.form])).write_bytes(text.encode())
        else:
            emit([text])


def _each(
    sources: Iterable[Source], ignored: Counter[str], step: Callable[[str], None]
) -> Iterator[Source]:
    """The texts of files, archives and tables; a step is taken for each of the files."""
    from innograph.ingest.unpack import expand

    settings = reading_settings()
    for source in sources:
        yield from expand(source, settings)
        ignored.update(source.ignored)
        step(source.name)


def check_names(sources: list[Source], out: Path | None) -> None:
    """Two inputs with one stem would write one file."""
    seen: dict[str, str] = {}
    for source in sources:
        if not source.problem and source.format.many:
            continue  # what is in it is told apart when it is read
        stem = source.stem
        if out and stem in seen:
            raise UsageError(
                f"{seen[stem]} and {source.name} would both be written to {stem}: "
                "rename one, or extract them into two folders."
            )
        seen[stem] = source.name


def iter_extractions(
    sources: Iterable[Source],
    metadata: dict[str, str],
    ontology: Ontology,
    min_confidence: float = 0.0,
    llm: LLM | None = None,
    *,
    workers: int = 1,
) -> Iterator[tuple[Source, Extraction | DataError]]:
    """Each source with its Extraction, or with the reason why there is none: NoText where that is no
    fault.

    What is below `min_confidence`, and what an LLM proposed in vain, is counted, and told at the end.
    """
    from innograph.ingest.formats.page import NoText
    from innograph.ingest.reading import TextReader, iter_reads, read_options
    from innograph.ingest.run import same_id

    options = read_options(
        ontology,
        metadata=metadata,
        settings=reading_settings(),
        min_confidence=min_confidence,
        llm=llm,
    )
    reader = TextReader(options, ontology=ontology, llm=llm)
    names: dict[str, str] = {}
    unsure: Counter[str] = Counter()
    for source, read in iter_reads(
        reader, sources, workers=workers, wanted=lambda document: document.id not in names
    ):
        source.warnings = read.warnings
        if read.error is not None or read.document is None:
            kind = NoText if read.left_out else DataError
            yield source, kind(read.error or "")
            continue
        if other := names.get(read.document.id):
            yield source, DataError(same_id(source.name, other, read.document.id))
            continue
        names[read.document.id] = source.name
        told = {why: n for why, n in read.dropped.items() if "confidence" in why or "LLM" in why}
        unsure.update(told)
        if read.extraction is not None:
            yield source, read.extraction
    for why, count in sorted(unsure.items()):
        talk(f"Left out: {why}: {count}")


def written(extraction: Extraction, ontology: Ontology, form: str, name: str) -> str:
    """One document in the chosen form."""
    from innograph.graph.codec import write_jsonl
    from innograph.ingest.annotation import dump_annotation

    if form == "annotation":
        return dump_annotation(extraction, ontology, name=name)
    return "".join(write_jsonl([extraction]))
