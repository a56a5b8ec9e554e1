"""`innograph compare`: what became of the promises of a document, or of a year."""

from __future__ import annotations

import click

from innograph.cli.options import emit_rows, format_option, is_wide, opened, store_option, talk
from innograph.graph.rows import Rows


@click.command(
    "compare",
    epilog="Example: innograph compare 2024 2025 --place 望川市",
)
@click.argument("earlier", metavar="A")
@click.argument("later", metavar="B")
@click.option(
    "--place", metavar="NAME", help="Only of this place, or of one that lies in it; years need it."
)
@click.option("--numbers", is_flag=True, help="List targets in numbers in place of statements.")
@click.option(
    "--min-score",
    type=click.FloatRange(0, 1),
    default=0.0,
    metavar="X",
    help="Leave out matches that are less sure than X (0 to 1).",
)
@format_option
@store_option
def command(
    earlier: str, later: str, place: str | None, numbers: bool, min_score: float, form: str
) -> None:
    """Compare A with B: two documents (id, title or file), or two years with --place.

    Statements are achieved, under way, restated, dropped (B is silent), new, replanned (a fact
    before, intended now) or repeated, with both sentences and how surely they belong together.
    Targets in numbers are kept, missed, open or silent, and by how much.
    """
    from innograph.queries.compare import compare

    with opened() as store:
        found = compare(store, earlier, later, place=place, min_score=min_score)
    rows = found.target_rows() if numbers else found.rows()
    emit_rows(rows if form != "table" or is_wide() else _without_ids(rows), form)
    for note in found.notes:
        talk(note)
    talk(found.summary())
    if not numbers and found.targets:
        talk("--numbers lists the targets.")


def _without_ids(rows: Rows) -> Rows:
    """Ids of claims and nodes are for --wide and for data."""
    kept = [
        place
        for place, name in enumerate(rows.columns)
        if not name.endswith(("_id", "_claim", "_observation"))
    ]
    names = tuple(rows.columns[place] for place in kept)
    return Rows(names, [tuple(record[place] for place in kept) for record in rows.records])
