"""`innograph extract`: texts without a store."""

from __future__ import annotations

from collections import Counter
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
)
from innograph.graph.errors import DataError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.llm.settings import LLM
    from innograph.ingest.read import Source

SUFFIX = {"annotation": ".json", "jsonl": ".jsonl"}


@click.command("extract", epilog="Example: innograph extract report.txt --out read/")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help="A folder: one file a document.",
)
@click.option(
    "--form",
    type=click.Choice(["annotation", "jsonl"]),
    help="The guidelines' JSON, or whole extractions [annotation with --out, else jsonl].",
)
@reading_options
@confidence_option
@llm_option
@metadata_options
def command(
    paths: tuple[str, ...],
    out: Path | None,
    form: str | None,
    min_confidence: float,
    **metadata: str | None,
) -> None:
    """Read texts and write what each contributes: entities, links and numbers.

    With --out, NAME.json for NAME.txt in the annotation form, which is lossy; the JSON Lines form
    holds everything and can be loaded with `innograph import`.
    """
    from innograph.graph.ontology import load_ontology
    from innograph.ingest.formats.page import NoText
    from innograph.ingest.sources import find_files

    given = {name: value for name, value in metadata.items() if value is not None}
    chosen = form or ("annotation" if out else "jsonl")
    ignored: Counter[str] = Counter()
    sources = list(find_files(paths, ignored=ignored))
    check_id(given, sources)
    check_names(sources, out)
    if out:
        out.mkdir(parents=True, exist_ok=True)
    ontology = load_ontology()
    total = failed = 0
    stems: dict[str, str] = {}
    llm = reading_along()
    with progress("Reading", len(sources)) as step:
        texts = _each(sources, ignored, step)
        for source, result in iter_extractions(texts, given, ontology, min_confidence, llm):
            for warning in source.warnings:
                talk(f"Note: {source.name}: {warning}")
            if isinstance(result, NoText) and source.by_chance:
                talk(f"Left out: {result}")
                continue
            total += 1
            if isinstance(result, DataError):
                talk(f"Not read: {result}")
                failed += 1
                continue
            other = stems.setdefault(source.stem, source.name)
            if out and other != source.name:
                talk(f"Not read: {source.name} would be written to {source.stem}, as {other} was.")
                failed += 1
                continue
            text = written(result, ontology, chosen, source.stem)
            if out:
                (out / (source.stem + SUFFIX[chosen])).write_bytes(text.encode())
            else:
                emit([text])
    if line := ignored_line(ignored):
        talk(line)
    if out or failed:
        where = f"; written to {out}" if out else ""
        talk(f"{total - failed} of {total} files read{where}.")
    if failed:
        raise click.exceptions.Exit(1)


def _each(
    sources: Iterable[Source], ignored: Counter[str], step: Callable[[str], None]
) -> Iterator[Source]:
    """The texts of files, archives and tables; a step is taken for each of the files."""
    from innograph.ingest.sources import expand

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
) -> Iterator[tuple[Source, Extraction | DataError]]:
    """Each source with its Extraction, or with the reason why there is none.

    What is below `min_confidence`, and what an LLM proposed in vain, is counted, and told at the end.
    """
    from innograph.ingest.pipeline import Extractor
    from innograph.ingest.read import read_document
    from innograph.ingest.run import same_id

    extractor = Extractor(ontology, min_confidence=min_confidence, llm=llm)
    settings = reading_settings()
    names: dict[str, str] = {}
    unsure: Counter[str] = Counter()
    for source in sources:
        try:
            document, text = read_document(source, options=metadata, settings=settings)
        except DataError as error:
            yield source, error
            continue
        if other := names.get(document.id):
            yield source, DataError(same_id(source.name, other, document.id))
            continue
        names[document.id] = source.name
        reading = extractor.read(document, text, source.furniture)
        told = {why: n for why, n in reading.dropped.items() if "confidence" in why or "LLM" in why}
        unsure.update(told)
        yield source, reading.extraction
    for why, count in sorted(unsure.items()):
        talk(f"Left out: {why}: {count}")


def written(extraction: Extraction, ontology: Ontology, form: str, name: str) -> str:
    """One document in the chosen form."""
    from innograph.graph.codec import write_jsonl
    from innograph.ingest.annotation import dump_annotation

    if form == "annotation":
        return dump_annotation(extraction, ontology, name=name)
    return "".join(write_jsonl([extraction]))
