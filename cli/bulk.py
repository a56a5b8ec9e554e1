"""`innograph bulk`: the files out of which Neo4j's importer makes a new database."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import emit, opened, progress, store_option, talk
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.graph.bulk.write import Written


@click.command("bulk", epilog="Example: innograph bulk files")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "files",
    multiple=True,
    metavar="FILE",
    help="Not the store but what `import` takes, or a folder of JSON Lines or of shards; more than once.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@store_option
def command(folder: Path, files: tuple[str, ...], force: bool) -> None:
    """Write the files out of which neo4j-admin makes a new Neo4j database, quicker than a load.

    They hold all that the store holds, under the same ids, with its ledger. Beside them stand
    import.sh and import.ps1, which run the import, and after.cypher, which makes constraints and
    indexes; innograph makes these too when it first opens the database. Standard output gets the
    command that runs the import.
    """
    check_folder(folder, force=force)
    written = from_files(folder, files) if files else from_store(folder)
    talk(
        f"Wrote {folder}: {written.documents:,} documents, {written.nodes:,} nodes, "
        f"{written.relationships:,} relationships. Stop Neo4j, import, start it, then run "
        "after.cypher or any innograph command."
    )
    emit([f"cd {shlex.quote(str(folder))} && {run_import()}\n"])


def run_import() -> str:
    """As it is typed in the folder of the files."""
    from innograph.graph.bulk.scripts import COMMAND

    return COMMAND


def check_folder(folder: Path, *, force: bool) -> None:
    """Refuse a folder with anything in it before the work is done."""
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file: name a folder.")
    if folder.is_dir() and any(folder.iterdir()) and not force:
        raise UsageError(
            f"{folder} is not empty; --force overwrites what an earlier call wrote there."
        )


def from_store(folder: Path) -> Written:
    """All of the store that the call names."""
    from innograph.graph.bulk.write import write_bulk

    with opened() as store:
        total = store.status().documents
        with progress("Writing", total) as step:
            return write_bulk(store, folder, store.ontology, origins=store.origins(), step=step)


def from_files(folder: Path, files: tuple[str, ...]) -> Written:
    """All documents of the files; no store is opened."""
    from innograph.graph.bulk.write import write_bulk
    from innograph.graph.ontology import load_ontology
    from innograph.ingest.shards.whole import Readings

    readings = Readings(files)
    written = write_bulk(readings, folder, load_ontology())
    if readings.copies or readings.unread:
        talk(
            f"Left out of the shards: {readings.copies:,} texts with the bytes of another, "
            f"{readings.unread:,} that extract could not read."
        )
    return written
