"""The graph view: entities and facts as one HTML file, each line with its sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.ontology import load_ontology
from innograph.viz.communities import communities
from innograph.viz.network_data import CLAIMS, network_data
from innograph.viz.notices import selection_notices
from innograph.viz.page import Language, View, write_page
from innograph.viz.report import LeftOut, ViewReport, left_out_of
from innograph.viz.select import fitting
from innograph.viz.sources import Sources
from innograph.viz.terms import term_labels

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.ontology import Ontology

UNLINKED = 2000  # entities without a fact that the search finds: 200 kB at most
MANY = 1000  # entities: from here on drawn without vis-network, which takes seconds
SCRIPTS = (
    *("model", "summary", "many", "draw", "labels", "filters"),
    *("search", "path", "groups", "panel", "table", "main"),
)


def write_graph(
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
    limit: int = 300,
) -> ViewReport:
    """Write the graph of `to_networkx` or `select` to `out`, over what was there.

    At most `limit` entities are drawn, the most closely linked; those without a fact are not drawn
    but found by search. The page and the report say what was left out. Without an ontology the
    shipped one gives the labels; a term that it does not have stands under its own name.
    """
    if limit < 1:
        raise UsageError(f"A page of {limit} entities cannot be drawn; give a limit of 1 or more.")
    sources = Sources(graph.graph.get("sources", ()))
    view, report = graph_view(graph, sources, ontology=ontology or load_ontology(), limit=limit)
    size = write_page(out, [view], sources, title=title, language=language)
    return replace(report, bytes=size)


def graph_view(
    graph: nx.MultiDiGraph[str], sources: Sources, *, ontology: Ontology, limit: int
) -> tuple[View, ViewReport]:
    """The view for a page, and what becomes of the graph in it."""
    linked, shown = fitting(graph, limit)
    left_out = _left_out(graph, linked, shown)
    many = len(shown) > MANY
    data = {
        **_drawn(shown, linked, ontology, sources),
        **term_labels(graph, ontology),
        "unlinked": _unlinked(graph),
        "notices": _notices(graph, shown, left_out),
        "documentCount": graph.graph.get("documents"),
        **({"many": True} if many else {}),
    }
    view = View(
        "graph",
        data,
        SCRIPTS,
        vendored=() if many else ("vis-network.min.js",),
        licences=() if many else ("LICENSE.vis-network.txt",),
        names=_names(graph),
    )
    return view, ViewReport(0, len(shown), shown.number_of_edges(), left_out)


def _drawn(
    shown: nx.MultiDiGraph[str],
    linked: nx.MultiDiGraph[str],
    ontology: Ontology,
    sources: Sources,
) -> dict[str, Any]:
    """Nodes know how many of their links are not drawn, in a large graph also their community."""
    data = network_data(shown, ontology, sources)
    numbers = (
        communities(shown, {n["key"]: n["id"] for n in data["nodes"]}) if len(shown) > MANY else {}
    )
    for node in data["nodes"]:
        if undrawn := linked.degree(node["key"]) - shown.degree(node["key"]):
            node["undrawn"] = undrawn
        if numbers:
            node["community"] = numbers[node["id"]]
    return data


def _names(graph: nx.MultiDiGraph[str]) -> tuple[str, ...]:
    rows = (graph.nodes[key] for key in sorted(graph))
    return tuple(dict.fromkeys(name for row in rows for name in (row["name"], *row["aliases"])))


def _left_out(
    graph: nx.MultiDiGraph[str], linked: nx.MultiDiGraph[str], shown: nx.MultiDiGraph[str]
) -> tuple[LeftOut, ...]:
    long = sum(len(data["claims"]) > CLAIMS for _, _, data in shown.edges(data=True))
    found = left_out_of(graph, linked, shown)
    return (*found, LeftOut("claims", edges=long)) if long else found


def _unlinked(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    keys = [key for key in sorted(graph) if not graph.degree(key)][:UNLINKED]
    return [
        {"key": key, **{name: graph.nodes[key][name] for name in ("name", "cls", "aliases")}}
        for key in keys
    ]


def _notices(
    graph: nx.MultiDiGraph[str], shown: nx.MultiDiGraph[str], left_out: tuple[LeftOut, ...]
) -> list[dict[str, Any]]:
    """What the page says on top: a text's key and its values."""
    notices: list[dict[str, Any]] = [] if len(graph) else [{"text": "notice-empty"}]
    notices += selection_notices(graph)
    if len(shown) > MANY:
        notices.append({"text": "notice-many", "shown": len(shown)})
    for left in left_out:
        key = f"notice-{left.reason}"
        if left.reason == "unlinked" and left.nodes > UNLINKED:
            key += "-cut"
        notices.append(
            {
                "text": key,
                "nodes": left.nodes,
                "edges": left.edges,
                "shown": len(shown),
                "all": len(shown) + left.nodes,
                "cap": CLAIMS,
                "listed": UNLINKED,
            }
        )
    return notices
