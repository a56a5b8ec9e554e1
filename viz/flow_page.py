"""The flow view: who, by which platforms, into which industries; a Sankey diagram by status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from innograph.viz.flow_data import flow_data
from innograph.viz.notices import selection_notices
from innograph.viz.page import Language, View, write_page
from innograph.viz.report import Written
from innograph.viz.sources import Sources
from innograph.viz.terms import term_labels

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.ontology import Ontology

SCRIPTS = ("model", "draw", "panel", "main")


def write_flow(
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write the flow of a graph of `to_networkx` or `select` to `out`, over what was there.

    Left stand the places of the documents, or the organisations that found or lead a platform; in
    the middle platforms or their classes; right the industries. A ribbon is as thick as it has
    facts (solid) or plans (dashed).
    """
    sources = Sources(graph.graph.get("sources", ()))
    view = flow_view(graph, sources, ontology=ontology or load_ontology())
    size = write_page(out, [view], sources, title=title, language=language)
    shown = view.data["pictures"][view.data["shown"]]
    return Written(size, {"bars": len(shown["bars"]), "ribbons": len(shown["ribbons"])})


def flow_view(graph: nx.MultiDiGraph[str], sources: Sources, *, ontology: Ontology) -> View:
    """The view for a page."""
    data = {
        **flow_data(graph, ontology, sources),
        **term_labels(graph, ontology),
        "notices": selection_notices(graph),
    }
    return View("flow", data, SCRIPTS)
