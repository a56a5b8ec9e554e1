"""`innograph forget`: documents out of the store."""

from __future__ import annotations

import click

from innograph.cli.options import opened, store_option, talk
from innograph.cli.suggest import did_you_mean


@click.command("forget", epilog="Example: innograph forget report-2024.txt")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@store_option
def command(documents: tuple[str, ...]) -> None:
    """Take documents out of the store, by id or title, as if they had never been read."""
    with opened() as store:
        titles = {document.title: document.id for document in store.documents()}
        known = set(titles.values())
        chosen = [name if name in known else titles.get(name, name) for name in documents]
        forgotten = store.forget(chosen)
        for name in chosen:
            if name not in forgotten:
                talk(f"The store has no document {name!r}.{did_you_mean(name, [*known, *titles])}")
        talk(f"{len(forgotten)} forgotten.")
    if len(forgotten) < len(set(chosen)):
        raise click.exceptions.Exit(1)
