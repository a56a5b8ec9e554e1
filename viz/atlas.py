"""The atlas: all views and the texts behind them in one file, with one navigation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.network import to_networkx
from innograph.viz.flow_page import flow_view
from innograph.viz.graph_page import graph_view
from innograph.viz.matrix_page import matrix_view
from innograph.viz.notices import selection_notices
from innograph.viz.numbers_data import iter_numbers
from innograph.viz.numbers_page import numbers_view
from innograph.viz.page import Language, View, write_page
from innograph.viz.promises_page import promises_view
from innograph.viz.reader_page import counts_of, reader_view
from innograph.viz.report import Written
from innograph.viz.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import networkx as nx

    from innograph.graph.snapshot import Snapshot


def write_atlas(
    snapshot: Snapshot,
    out: Path,
    *,
    graph: nx.MultiDiGraph[str] | None = None,
    whole: nx.MultiDiGraph[str] | None = None,
    title: str,
    language: Language = "zh",
    limit: int = 300,
) -> Written:
    """Write all views of a store or an in-memory graph to `out`, over what was there.

    `graph` is a part of `whole`, that `select` made: all views are of it, and the page holds the
    texts of its documents alone. `whole` spares reading the snapshot's graph again; what became of
    the part's plans is looked for in it. At most `limit` entities are drawn in the graph view.
    """
    every = to_networkx(snapshot) if whole is None else whole
    part = every if graph is None else graph
    sources = Sources(every.graph.get("sources", ()))
    views = list(_views(snapshot, part, every, sources, limit))
    size = write_page(out, views, sources, title=title, language=language)
    return Written(size, {"views": len(views), **counts_of(views[-1])})


def _views(
    snapshot: Snapshot,
    part: nx.MultiDiGraph[str],
    every: nx.MultiDiGraph[str],
    sources: Sources,
    limit: int,
) -> Iterator[View]:
    """The first is what the page opens with."""
    ontology = snapshot.ontology
    yield matrix_view(part, sources, ontology=ontology)
    yield graph_view(part, sources, ontology=ontology, limit=limit)[0]
    yield flow_view(part, sources, ontology=ontology)
    yield promises_view(part, snapshot.pairs(), sources, whole=every, ontology=ontology)
    notices = selection_notices(part)
    rows = _numbers_of(snapshot, part)
    yield numbers_view(rows, sources, ontology=ontology, notices=notices)
    yield reader_view(snapshot, part, sources)


def _numbers_of(snapshot: Snapshot, part: nx.MultiDiGraph[str]) -> Iterator[dict[str, Any]]:
    """Of the documents chosen; a status that was asked for holds for numbers too."""
    chosen = {document["id"] for document in part.graph.get("sources", ())}
    statuses = part.graph.get("selection", {}).get("statuses")
    rows = iter_numbers(snapshot, statuses=statuses)
    return (row for row in rows if row["document"] in chosen)
