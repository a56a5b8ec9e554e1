"""`innograph ingest`: texts into the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from innograph.cli.llm_options import llm_option, reading_along
from innograph.cli.options import confidence_option, opened, progress, store_option, talk

if TYPE_CHECKING:
    from innograph.ingest.read import Source
    from innograph.ingest.run import IngestReport

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
@confidence_option
@llm_option
@click.option("--adopt", is_flag=True, help="Use a database that holds other data too.")
@click.option("--verbose", "-v", is_flag=True, help="Name every file and what became of it.")
@store_option
def command(
    paths: tuple[str, ...],
    force: bool,
    min_confidence: float,
    adopt: bool,
    verbose: bool,
    **metadata: str | None,
) -> None:
    """Read texts into the store.

    PATH is a .txt or .md file, a folder of them, or - for standard input. Metadata comes from the
    options, else from a front matter block, else from NAME.yaml beside the file, else it is
    inferred from the text. A file that has not changed is skipped; a changed one replaces itself.
    """
    from innograph.ingest.read import iter_files, read_options
    from innograph.ingest.run import ingest

    given = {name: value for name, value in metadata.items() if value is not None}
    sources = list(iter_files(paths))
    check_id(given, sources)
    read_options(given)  # before a store is made for nothing
    llm = reading_along()
    with opened(create=True, adopt=adopt) as store, progress("Reading", len(sources)) as step:
        report = ingest(
            store,
            sources,
            metadata=given,
            force=force,
            min_confidence=min_confidence,
            llm=llm,
            on_document=step,
        )
    say_report(report, verbose=verbose)
    if report.failed:
        raise click.exceptions.Exit(1)


def check_id(given: dict[str, str], sources: list[Source]) -> None:
    """One id cannot be that of several documents."""
    if "id" in given and len(sources) > 1:
        raise click.UsageError("--id names one document; give one file with it.")


def say_report(report: IngestReport, *, verbose: bool) -> None:
    """What became of each file: failures always, the rest as counts unless asked for."""
    for name, message in report.failed:
        talk(f"Not read: {message}" if name in message else f"Not read: {name}: {message}")
    for name, original in report.duplicates:
        talk(f"Skipped: {name} has the same bytes as {original}.")
    for name, message in report.warnings:
        talk(f"Note: {name}: {message}")
    if verbose:
        for document, outcome in report.outcomes.items():
            talk(f"{outcome:9} {document}")
        for reason, count in sorted(report.dropped.items()):
            talk(f"Left out: {reason}: {count}")
    talk(report.summary())
