"""`python -m bench [NAME…] [--copies N] [--format F]`: the table of ratios (docs/benchmarks.md)."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bench import (
    bulk,
    commands,
    equality,
    extraction,
    loading,
    networks,
    peers,
    questions,
    rdf,
    resolving,
    serving,
    views,
)
from bench.engines import tests_server
from innograph.cli.options import FORMATS
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
    "peers": peers.measure,
    "bulk": bulk.measure,
    "resolve": resolving.measure,
    "export": rdf.measure,
    "network": networks.measure,
    "serve": serving.measure,
    "views": views.measure,
    "questions": questions.measure,
    "equality": equality.measure,
}
# Minutes long at the default size, or in need of more than `make bench` has: run when named.
LONG = {"peers", "bulk", "export", "serve", "views", "questions", "equality"}

COLUMNS = ("what", "figure", "against", "ratio", "medians", "runs", "memory", "target")


@click.command()
@click.argument("names", nargs=-1, type=click.Choice(list(BENCHES)))
@click.option(
    "--copies",
    default=5,
    show_default=True,
    help="How often the samples are taken; of a made world, 20,000 claims each.",
)
@click.option(
    "--format", "-f", "form", type=click.Choice(FORMATS), default="table", show_default=True
)
def main(names: tuple[str, ...], copies: int, form: str) -> None:
    """Measure speeds, each beside something known; a ratio below 1 is quicker than that.

    Without names, those that take no more than a minute each. Exits with 1 where one
    that was named is left out.
    """
    records: list[tuple[str | float | None, ...]] = []
    complete = True
    for name in names or [name for name in BENCHES if name not in LONG]:
        click.echo(f"Measuring {name} …", err=True)
        try:
            records.extend(map(_row, BENCHES[name](copies)))  # keeps what came before an error
        except tests_server().Missing as error:
            click.echo(f"Left out: {error}", err=True)
            complete = not names  # what was not asked for by name may be missing
    click.echo("".join(render(Rows(COLUMNS, records), form, wide=True)), nl=False)
    sys.exit(0 if complete else 1)


def _row(found: Measured) -> tuple[str | float | None, ...]:
    medians = None if found.medians is None else round(found.medians, 2)
    numbers = (round(found.ratio, 2), medians, found.runs)
    return (found.what, found.figure, found.against, *numbers, found.memory, found.target)


if __name__ == "__main__":
    main()
