"""Parts of a graph: what a caller asks for, and what fits on a page."""

from __future__ import annotations

from collections import defaultdict
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx

PLATFORM = "Platform"


def select(
    graph: nx.MultiDiGraph[str],
    *,
    around: str | None = None,
    steps: int = 2,
    classes: Collection[str] | None = None,
    document: str | None = None,
) -> nx.MultiDiGraph[str]:
    """A new graph with the facts that pass all filters given, and the entities at their ends.

    `classes` are leaf classes, one end of a fact has to be of one. `document` keeps the facts that
    it states, with the claims of others on them. `around` is an entity id; the steps are counted
    over what the other two filters left, in both directions. What was asked stands in
    `graph.graph["selection"]`, and the page says it.
    """
    if around is not None and around not in graph:
        raise DataError(f"There is no entity {around!r} in the graph.")
    part = graph
    if document is not None or classes is not None:
        part = _by_facts(graph, classes, document, around)
    if around is not None:
        part = part.subgraph(_within(part, around, steps)).copy()
    chosen = {"around": graph.nodes[around]["name"], "steps": steps} if around is not None else {}
    selection = {"classes": sorted(classes) if classes else None, "document": document, **chosen}
    part = part.copy() if part is graph else part
    part.graph["selection"] = {key: value for key, value in selection.items() if value is not None}
    return part


def _by_facts(
    graph: nx.MultiDiGraph[str],
    classes: Collection[str] | None,
    document: str | None,
    keep: str | None,
) -> nx.MultiDiGraph[str]:
    """The facts of these classes and this document; the entity `keep` stays, linked or not."""

    def passes(a: str, b: str, data: dict[str, Any]) -> bool:
        of_class = classes is None or bool({graph.nodes[n]["cls"] for n in (a, b)} & set(classes))
        stated = document is None or any(c["document"] == document for c in data["claims"])
        return of_class and stated

    kept: list[Any] = [
        (a, b, key) for a, b, key, data in graph.edges(keys=True, data=True) if passes(a, b, data)
    ]
    part: nx.MultiDiGraph[str] = graph.edge_subgraph(kept).copy()
    if keep is not None and keep not in part:
        part.add_node(keep, **graph.nodes[keep])
    return part


def _within(graph: nx.MultiDiGraph[str], around: str, steps: int) -> set[str]:
    found = edge = {around}
    for _ in range(steps):
        edge = {m for n in edge for m in (*graph.successors(n), *graph.predecessors(n))} - found
        found = found | edge
    return found


def subgraph_of(graph: nx.MultiDiGraph[str], limit: int) -> nx.MultiDiGraph[str]:
    """At most `limit` linked entities, grown from the most linked one along the densest links.

    Facts weigh twice as much as plans, and links of platforms twice as much as others: the page
    is to show which platform serves what. Ties go to the lesser id.
    """
    weights = _weights(graph)
    own = {node: sum(links.values()) for node, links in weights.items()}
    chosen: set[str] = set()
    into: dict[str, float] = defaultdict(float)
    heap = sorted((0.0, -own[node], node) for node in own)
    while heap and len(chosen) < limit:
        pull, _, node = heappop(heap)
        if node in chosen or -pull != into[node]:
            continue
        chosen.add(node)
        for other, weight in weights[node].items():
            if other not in chosen:
                into[other] += weight
                heappush(heap, (-into[other], -own[other], other))
    return graph.subgraph(chosen).copy()


def _weights(graph: nx.MultiDiGraph[str]) -> dict[str, dict[str, float]]:
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for a, b, data in graph.edges(data=True):
        platform = PLATFORM in (graph.nodes[a]["top"], graph.nodes[b]["top"])
        weight = (1.0 if data["intended"] else 2.0) * (2.0 if platform else 1.0)
        found[a][b] += weight
        found[b][a] += weight
    return found
