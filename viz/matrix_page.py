"""The matrix view: platform class × industry as one HTML file, each cell with its sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from innograph.viz.matrix_data import UNSERVED, matrix_data
from innograph.viz.notices import selection_notices
from innograph.viz.page import Language, View, write_page
from innograph.viz.report import Written
from innograph.viz.sources import Sources
from innograph.viz.terms import term_labels

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.ontology import Ontology

SCRIPTS = ("model", "table", "panel", "main")


def write_matrix(
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write the matrix of a graph of `to_networkx` or `select` to `out`, over what was there.

    A cell counts facts and plans from platforms of a class to an industry, in the documents that
    the graph's `sources` name; the page sorts, filters, saves CSV, and shows the sentences.
    """
    sources = Sources(graph.graph.get("sources", ()))
    view = matrix_view(graph, sources, ontology=ontology or load_ontology())
    size = write_page(out, [view], sources, title=title, language=language)
    counts = {"industries": len(view.data["industries"]), "links": len(view.data["facts"])}
    if unlisted := view.data["unlisted"]:
        counts["industries without a platform not listed"] = unlisted
    return Written(size, counts)


def matrix_view(graph: nx.MultiDiGraph[str], sources: Sources, *, ontology: Ontology) -> View:
    """The view for a page."""
    found = matrix_data(graph, ontology, sources)
    notices = selection_notices(graph)
    if unlisted := found["unlisted"]:
        notices.append({"text": "notice-unserved", "n": unlisted, "listed": UNSERVED})
    data = {**found, **term_labels(graph, ontology), "notices": notices}
    return View("matrix", data, SCRIPTS)
