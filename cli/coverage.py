"""`innograph coverage`: how much the documents give, so that silence is not taken for absence."""

from __future__ import annotations

import click

from innograph.cli.options import emit_rows, format_option, opened, store_option, talk
from innograph.graph.errors import UsageError


@click.command("coverage", epilog="Example: innograph coverage --documents --format csv")
@click.option("--documents", is_flag=True, help="One row a document instead of one a property.")
@click.option("--empty", is_flag=True, help="Only properties that no document gives.")
@format_option
@store_option
def command(documents: bool, empty: bool, form: str) -> None:
    """Show what the documents give: metadata, classes, predicates, statuses, numbers, measures.

    Of each property: how many documents have it, who lacks it, and why that matters.
    """
    from dataclasses import replace

    from innograph.queries.coverage import coverage

    if documents and empty:
        raise UsageError("--empty is about properties; leave out --documents.")
    with opened() as store:
        found = coverage(store)
    shown = found
    if empty:
        shown = replace(found, properties=tuple(p for p in found.properties if not p.documents))
    emit_rows(shown.document_rows() if documents else shown.rows(), form)
    talk(found.summary())
