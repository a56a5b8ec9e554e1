"""`innograph ingest`: texts into the store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.llm_options import llm_option, reading_along
from innograph.cli.options import (
    check_target,
    confidence_option,
    opened,
    progress,
    store_option,
    talk,
)
from innograph.cli.reading_options import (
    check_id,
    ignored_line,
    reading_options,
    reading_settings,
    worker_count,
    workers_option,
)
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.ingest.report import IngestReport
    from innograph.ingest.source import Source

METADATA = (
    "id",
    "title",
    "issuer",
    "author",
    "place",
    "number",
    "published",
    "effective",
    "genre",
    "source",
    "licence",
)


def metadata_options(command: click.decorators.FC) -> click.decorators.FC:
    """One option for each field of a document's metadata."""
    for name in reversed(METADATA):
        command = click.option(f"--{name}", metavar="TEXT", help=f"The documents' {name}.")(command)
    return command


@click.command(
    "ingest",
    epilog="Example: innograph ingest plans/ report.txt --place 成都市 --published 2024-05-01",
)
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@metadata_options
@click.option("--force", is_flag=True, help="Read files again that have not changed.")
@click.option(
    "--prune",
    is_flag=True,
    help="Forget documents whose files are gone from the folders given.",
)
@click.option(
    "--report",
    "reports",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write what was done, as FILE.json or FILE.html; may be given twice.",
)
@reading_options
@confidence_option
@llm_option
@workers_option
@click.option("--adopt", is_flag=True, help="Use a database that holds other data too.")
@click.option("--verbose", "-v", is_flag=True, help="Name every file and what became of it.")
@store_option
def command(
    paths: tuple[str, ...],
    force: bool,
    prune: bool,
    reports: tuple[Path, ...],
    min_confidence: float,
    workers: int | None,
    adopt: bool,
    verbose: bool,
    **metadata: str | None,
) -> None:
    """Read texts into the store.

    PATH is a PDF, Word (.docx), HTML, .txt or .md file, a zip archive of these, a table (CSV, JSON
    Lines, Parquet) with one document a row, a folder of all that, or - for standard input. Metadata
    comes from the options, else from a front matter block or the table's columns, else from
    NAME.yaml beside the file, else from what the page says of itself, else it is inferred from the
    text. A file that has not changed is skipped; a changed one replaces itself. PATH may also be a
    folder of shards that extract wrote, or an address that fsspec knows (s3://bucket/folder).
    """
    from innograph.ingest.read import read_options
    from innograph.ingest.report import report_data, write_report
    from innograph.ingest.run import ingest
    from innograph.ingest.sources import find_files

    given = {name: value for name, value in metadata.items() if value is not None}
    ignored: Counter[str] = Counter()
    sources = list(find_files(paths, ignored=ignored))
    check_id(given, sources)
    check_reports(reports)
    if prune and not any(source.folder for source in sources):
        raise UsageError("--prune forgets what is gone from a folder: give a folder.")
    read_options(given)  # before a store is made for nothing
    llm = reading_along()
    check_shards(sources, metadata=bool(given), confidence=bool(min_confidence), llm=bool(llm))
    with opened(create=True, adopt=adopt) as store, progress("Reading", len(sources)) as step:
        report = ingest(
            store,
            sources,
            metadata=given,
            force=force,
            min_confidence=min_confidence,
            llm=llm,
            settings=reading_settings(),
            prune=prune,
            workers=worker_count(workers, sources),
            on_document=step,
        )
        report.ignored.update(ignored)
        data = report_data(report, store.status()) if reports else {}
    for path in reports:
        write_report(path, data)
    say_report(report, verbose=verbose)
    if report.failed:
        raise click.exceptions.Exit(1)


def check_shards(sources: list[Source], **given: bool) -> None:
    """How the texts of shards are read was said when they were."""
    shards = next((source.name for source in sources if source.is_shards), None)
    for what, is_given in given.items():
        if shards and is_given:
            names = {"metadata": "Metadata", "confidence": "--min-confidence", "llm": "--llm"}
            raise UsageError(
                f"{names[what]} comes too late for {shards}, which was read already: give it to "
                "innograph extract."
            )


def check_reports(reports: tuple[Path, ...]) -> None:
    """Reports are written over: the last run's is what one wants to see."""
    from innograph.ingest.report import FORMS

    for path in reports:
        if path.suffix.lower() not in FORMS:
            raise UsageError(f"--report {path} is neither .json nor .html: name it so.")
        check_target(path, force=True)


def say_report(report: IngestReport, *, verbose: bool) -> None:
    """What became of each file: failures always, the rest as counts unless asked for."""
    for name, message in report.failed:
        talk(f"Not read: {message}" if name in message else f"Not read: {name}: {message}")
    for name, original in report.duplicates:
        talk(f"Skipped: {name} has the same bytes as {original}.")
    for _, message in report.left_out:
        talk(f"Left out: {message}")
    for name in report.forgotten:
        talk(f"Forgotten: {name}, since its file is gone.")
    for name, message in report.warnings:
        talk(f"Note: {name}: {message}")
    if line := ignored_line(report.ignored):
        talk(line)
    if verbose:
        for document, outcome in report.outcomes.items():
            talk(f"{outcome:9} {document}")
        for reason, count in sorted(report.dropped.items()):
            talk(f"Left out: {reason}: {count}")
    talk(report.summary())
