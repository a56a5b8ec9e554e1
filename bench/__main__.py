"""`python -m bench [NAME…] [--copies N]`: the table of ratios."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bench import commands, equality, extraction, loading, networks, questions, rdf, views
from innograph.graph.rows import Rows
from innograph.queries.render import render

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.measure import Measured

# In the order in which they are run and printed.
BENCHES: dict[str, Callable[[int], Iterator[Measured]]] = {
    "help": commands.measure_help,
    "demo": commands.measure_demo,
    "extraction": extraction.measure,
    "load": loading.measure,
    "again": loading.measure_again,
    "network": networks.measure,
    "rdf": rdf.measure,
    "views": views.measure,
    "questions": questions.measure,
    "equality": equality.measure,
}
# Minutes long at the default size: run when named.
LONG = {"questions", "equality"}


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHES)))
@click.option(
    "--copies",
    default=5,
    show_default=True,
    help="How often the samples are taken; for questions and equality, 20,000 claims each.",
)
def main(names: tuple[str, ...], copies: int) -> None:
    """Measure speeds, each beside something known; a ratio below 1 is quicker than that."""
    records: list[tuple[str | float, ...]] = []
    for name in names or [name for name in BENCHES if name not in LONG]:
        click.echo(f"Measuring {name} …", err=True)
        records.extend(
            (found.what, found.figure, found.against, round(found.ratio, 2), found.target)
            for found in BENCHES[name](copies)
        )
    columns = ("what", "figure", "against", "ratio", "target")
    click.echo("".join(render(Rows(columns, records), "table", wide=True)), nl=False)


if __name__ == "__main__":
    main()
