"""`innograph path`: how two entities are joined, with the sentence of each link."""

from __future__ import annotations

import click

from innograph.cli.options import emit_rows, format_option, is_wide, opened, store_option, talk

_IDS = ("from_id", "to_id", "fact", "claim", "intended")


@click.command("path", epilog="Example: innograph path 望川岚翼动力有限公司 --to-class Field")
@click.argument("start", metavar="A")
@click.argument("end", metavar="B", required=False)
@click.option("--to-class", metavar="CLASS", help="To each entity of a class, in place of B.")
@click.option(
    "--longest",
    type=click.IntRange(min=1),
    metavar="N",
    help="All paths of up to N links instead of the shortest.",
)
@click.option("--limit", type=click.IntRange(min=1), default=10, show_default=True, metavar="N",
              help="At most so many paths.")  # fmt: skip
@click.option("--achieved", is_flag=True, help="Only over what exists or is under way; no plans.")
@click.option(
    "--without",
    multiple=True,
    metavar="CLASS",
    help="Not by way of entities of this class, such as Place.",
)
@format_option
@store_option
def command(
    start: str,
    end: str | None,
    to_class: str | None,
    longest: int | None,
    limit: int,
    achieved: bool,
    without: tuple[str, ...],
    form: str,
) -> None:
    """Show the paths from A to B, or from A to each entity of a class, link by link.

    One row a link: its direction, predicate, status (plans are shown as such) and sentence. Names are
    written as for `ask`; links are followed in both directions.
    """
    from innograph.graph.rows import Rows
    from innograph.queries.paths import paths

    with opened() as store:
        found = paths(
            store, start, end, to_class=to_class, longest=longest, limit=limit,
            achieved=achieved, without=without,
        )  # fmt: skip
    rows = found.rows()
    if form == "table" and not is_wide():
        kept = [place for place, name in enumerate(rows.columns) if name not in _IDS]
        names = tuple(rows.columns[place] for place in kept)
        rows = Rows(names, [tuple(record[place] for place in kept) for record in rows.records])
    if found.paths or form != "table":
        emit_rows(rows, form)
    for note in found.notes:
        talk(note)
