"""The promises view: what was planned, and whether later documents report it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from innograph.viz.notices import selection_notices
from innograph.viz.page import Language, View, write_page
from innograph.viz.promises_data import OUTCOMES, promises_data
from innograph.viz.report import Written
from innograph.viz.sources import Sources
from innograph.viz.terms import term_labels

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import networkx as nx

    from innograph.graph.model import ClaimPair
    from innograph.graph.ontology import Ontology

SCRIPTS = ("model", "list", "panel", "main")
TOLD = {
    **{name: name for name in OUTCOMES},
    "underway": "under way",
    "dropped": "dropped (silent)",
    "unread": "without a later document",
}


def write_promises(
    graph: nx.MultiDiGraph[str],
    pairs: Iterable[ClaimPair],
    out: Path,
    *,
    whole: nx.MultiDiGraph[str] | None = None,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write the plans of `graph` with what later documents say of them, over what was there.

    `graph` is of `to_networkx` or `select`; what later documents say is looked up in `whole`, which
    is `graph` itself unless a selection left them out. `pairs` are those of the snapshot.
    """
    every = graph if whole is None else whole
    sources = Sources(every.graph.get("sources", ()))
    view = promises_view(graph, pairs, sources, whole=whole, ontology=ontology or load_ontology())
    size = write_page(out, [view], sources, title=title, language=language)
    outcomes = [OUTCOMES[promise[5]] for promise in view.data["promises"]]
    counts = {"promises": len(outcomes)} | {TOLD[name]: outcomes.count(name) for name in OUTCOMES}
    return Written(size, counts)


def promises_view(
    graph: nx.MultiDiGraph[str],
    pairs: Iterable[ClaimPair],
    sources: Sources,
    *,
    whole: nx.MultiDiGraph[str] | None = None,
    ontology: Ontology,
) -> View:
    """The view for a page."""
    every = graph if whole is None else whole
    data = {
        **promises_data(graph, every, pairs, sources),
        **term_labels(every, ontology),
        "notices": selection_notices(graph),
    }
    return View("promises", data, SCRIPTS)
