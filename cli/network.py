"""`innograph network`: measures and files of networks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import (
    check_target,
    emit_rows,
    format_option,
    is_wide,
    opened,
    param_option,
    store_option,
    talk,
)
from innograph.graph.errors import UsageError
from innograph.graph.rows import Rows

if TYPE_CHECKING:
    from innograph.queries.networks import Network


@click.command(
    "network", epilog="Example: innograph network shared-industry --measures --layer plans"
)
@click.argument("what", default="platform-industry", metavar="[WHAT]")
@param_option("A parameter of the question, as one says it.")
@click.option("--layer", multiple=True, default=("all",), metavar="LAYER",
              help="all, facts, plans or a status; several times for several. [default: all]")  # fmt: skip
@click.option("--measures", is_flag=True, help="Measures of the nodes instead of the edges.")
@click.option("--seed", default=1, show_default=True, metavar="N", help="Of the communities.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Write it: .graphml, .gexf, or .csv (two files, nodes and edges).",
)
@click.option("--force", is_flag=True, help="Write over a file that is there.")
@format_option
@store_option
def command(
    what: str,
    param: dict[str, str],
    layer: tuple[str, ...],
    measures: bool,
    seed: int,
    out: Path | None,
    force: bool,
    form: str,
) -> None:
    """Make a network of WHAT: a ready question, or one of four projections.

    platform-industry, the default, joins platforms with industries; shared-industry and co-location
    join platforms and organisations that share one, or a place; links are all statements. Rows are
    its edges, or with --measures degree, strength, betweenness, PageRank, eigenvector centrality,
    community (Louvain) and component of each node.
    """
    from innograph.queries.networks import network

    if out:
        from innograph.queries.network_files import targets

        if len(layer) > 1:
            raise UsageError("A file holds one layer: give --layer once.")
        for file in targets(out):
            check_target(file, force=force)
    with opened() as store:
        found = [network(store, what, layer=name, **_checked(param)) for name in layer]
    for one in found:
        for note in one.notes:
            talk(note)
    if out:
        for file in found[0].write(out):
            talk(f"Written: {file}")
    if measures or not out:
        emit_rows(_rows(found, measures, seed, form), form)


def _checked(param: dict[str, str]) -> dict[str, str]:
    if clash := param.keys() & {"layer", "language", "what", "snapshot"}:
        raise UsageError(f"No question has a parameter {min(clash)!r}.")
    return param


def _rows(found: list[Network], measures: bool, seed: int, form: str) -> Rows:
    parts = [one.measures(seed=seed) if measures else one.edge_rows() for one in found]
    columns, records = parts[0].columns, [record for part in parts for record in part.records]
    if form != "table" or is_wide():
        return Rows(columns, records)
    # For reading: no ids, no column that is empty.
    kept = [
        place
        for place, name in enumerate(columns)
        if name not in ("id", "from_id", "to_id", "intended")
        and (not records or any(record[place] is not None for record in records))
    ]
    names = tuple(columns[place] for place in kept)
    return Rows(names, [tuple(record[place] for place in kept) for record in records])
