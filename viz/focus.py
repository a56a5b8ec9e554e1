"""Which platform serves which industry: the facts that the matrix and the flow are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology

FOCUS = "focusesOn"
PLATFORMS = ("Platform", "Consortium")  # classes whose members count as platforms, as in `ask`
INDUSTRY = "Field"


@dataclass(frozen=True, slots=True)
class Focus:
    """A fact or a plan: `platform` and `industry` are node keys, `claims` as on the edge."""

    platform: str
    industry: str
    status: str
    intended: bool
    open: bool
    claims: list[dict[str, Any]]


def focuses(graph: nx.MultiDiGraph[str], ontology: Ontology) -> list[Focus]:
    """All of them, in the order of fact ids."""
    found = sorted(
        (key, a, b)
        for a, b, key, data in graph.edges(keys=True, data=True)
        if data["predicate"] == FOCUS
        and is_platform(graph, a, ontology)
        and graph.nodes[b]["top"] == INDUSTRY
    )
    return [
        Focus(a, b, data["status"], data["intended"], data["open"], data["claims"])
        for a, b, data in ((a, b, graph.edges[a, b, key]) for key, a, b in found)
    ]


def is_platform(graph: nx.MultiDiGraph[str], node: str, ontology: Ontology) -> bool:
    """Whether a node is of a class of platforms, or of one below it."""
    data = graph.nodes[node]
    term = ontology.classes.get(data["cls"])
    return data["top"] in PLATFORMS or bool(term and not {*PLATFORMS}.isdisjoint(term.labels))
