"""`innograph status`: what the store holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from innograph.cli.options import emit_rows, format_option, opened, store_option, talk

if TYPE_CHECKING:
    from innograph.graph.rows import Rows
    from innograph.graph.store import Store


@click.command("status", epilog="Example: innograph status --documents --format csv")
@click.option("--documents", is_flag=True, help="List the documents instead of the counts.")
@format_option
@store_option
def command(documents: bool, form: str) -> None:
    """Show what the store holds: counts by kind, class and relationship, or the documents."""
    with opened() as store:
        rows = document_rows(store) if documents else count_rows(store)
        talk(
            f"{store.address} ({store.bolt.engine} {store.bolt.version}), revision {store.revision}"
        )
    emit_rows(rows, form)


def count_rows(store: Store) -> Rows:
    """kind, name, count: the records first, then entity classes, then relationship types."""
    from innograph.graph.rows import Rows

    status = store.status()
    records = (
        "documents",
        "passages",
        "entities",
        "claims",
        "observations",
        "measures",
        "facts",
        "intended",
        "pairs",
    )
    rows: list[tuple[str, str, int]] = [("record", name, getattr(status, name)) for name in records]
    rows += [("class", name, count) for name, count in status.classes.items()]
    rows += [("relationship", name, count) for name, count in status.predicates.items()]
    return Rows(("kind", "name", "count"), rows)


def document_rows(store: Store) -> Rows:
    """One row a document, by id."""
    from innograph.graph.rows import Rows

    columns = ("id", "title", "issuer", "place", "published", "genre", "characters")
    return Rows(columns, [tuple(getattr(d, name) for name in columns) for d in store.documents()])
