"""The reader: the documents' texts with entities, links and numbers marked where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.network import to_networkx
from innograph.viz.notices import selection_notices
from innograph.viz.page import Language, View, write_page
from innograph.viz.reader_data import KINDS, reader_data
from innograph.viz.report import Written
from innograph.viz.sources import Sources
from innograph.viz.terms import all_terms

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.snapshot import Snapshot

SCRIPTS = ("model", "text", "panel", "main")


def write_reader(
    snapshot: Snapshot,
    out: Path,
    *,
    graph: nx.MultiDiGraph[str] | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write the texts of a store or an in-memory graph to `out`, over what was there.

    `graph` is a part of it that `select` made: then only the texts of its documents, and of the
    links only those that it has.
    """
    chosen = to_networkx(snapshot) if graph is None else graph
    sources = Sources(chosen.graph.get("sources", ()))
    view = reader_view(snapshot, chosen, sources)
    size = write_page(out, [view], sources, title=title, language=language)
    return Written(size, counts_of(view))


def counts_of(view: View) -> dict[str, int]:
    """What a reader holds, for a report."""
    texts = view.data["texts"]
    return {
        "documents": len(texts),
        "characters": sum(len(text) for each in texts for _, text in each["passages"]),
        "links": sum(len(each["claims"]) for each in texts),
    }


def reader_view(snapshot: Snapshot, graph: nx.MultiDiGraph[str], sources: Sources) -> View:
    """The view for a page."""
    data = {
        **reader_data(snapshot, graph, sources),
        **all_terms(snapshot.ontology),
        "kinds": list(KINDS),
        "notices": selection_notices(graph),
    }
    return View("reader", data, SCRIPTS)
