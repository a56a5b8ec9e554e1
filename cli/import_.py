"""`innograph import`: exports and extractions back into a store."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.export import format_of
from innograph.cli.options import opened, progress, store_option, talk
from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from innograph.graph.model import Decision, Extraction


@click.command("import", epilog="Example: innograph import graph.trig --store ./copy")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--adopt", is_flag=True, help="Use a database that holds other data too.")
@store_option
def command(files: tuple[str, ...], adopt: bool) -> None:
    """Load TriG, N-Quads, JSON-LD or JSON Lines that innograph wrote.

    A document that the store has is replaced by the file's, unless they are the same.
    """
    contents = [read(name) for name in files]
    outcomes: Counter[str] = Counter()
    total = sum(len(extractions) for extractions, _ in contents)
    with opened(create=True, adopt=adopt) as store, progress("Loading", total) as step:
        for extractions, decisions in contents:
            for loaded in store.load(extractions):
                outcomes[loaded.outcome] += 1
                step(loaded.document)
            known = {decision.id for decision in store.decisions()}
            if new := [decision for decision in decisions if decision.id not in known]:
                store.decide(new)
    talk(
        f"{total} document{'s' if total != 1 else ''}: {outcomes['new']} new, "
        f"{outcomes['changed']} changed, {outcomes['unchanged']} unchanged."
    )


def read(name: str) -> tuple[list[Extraction], list[Decision]]:
    """Everything that a file holds; nothing is loaded if any of it cannot be read."""
    path = Path(name)
    if not path.is_file():
        raise DataError(f"There is no file {name}.")
    form = format_of(name)
    if form == "jsonl":
        from innograph.graph.bulk.files import iter_lines

        return list(iter_lines(path)), []
    if form == "csvw":
        raise DataError(f"{name} holds tables, which are for reading; import TriG or JSON Lines.")
    from innograph.graph.rdf import read_rdf

    return read_rdf(path)
