"""Parts of a graph: what a caller asks for, and what fits on a page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING, Any

import networkx as nx

from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Collection

PLATFORM = "Platform"


@dataclass(frozen=True, slots=True)
class Documents:
    """Which documents a view looks at; None leaves all. `places` are names as documents have them,
    `year` is how the date begins, `document` an id."""

    places: Collection[str] | None = None
    year: str | None = None
    document: str | None = None

    def __bool__(self) -> bool:
        return any(given is not None for given in (self.places, self.year, self.document))

    def has(self, identity: str, place: str | None, published: str | None) -> bool:
        """Whether this document is one of them."""
        return (
            (self.document is None or identity == self.document)
            and (self.places is None or place in self.places)
            and (self.year is None or (published or "").startswith(self.year))
        )


def select(
    graph: nx.MultiDiGraph[str],
    *,
    around: str | None = None,
    steps: int = 2,
    classes: Collection[str] | None = None,
    industry: str | None = None,
    statuses: Collection[str] | None = None,
    documents: Documents | None = None,
) -> nx.MultiDiGraph[str]:
    """A new graph with the facts that pass all filters given, and the entities at their ends.

    `classes` are leaf classes, one end of a fact has to be of one; `industry` is the id of an
    entity at one end. Of the facts that `documents` state, only their claims stay, and the graph's
    `documents` and `sources` are theirs. `around` is an entity id; the steps are counted over what
    the other filters left, in both directions. What was asked stands in `graph.graph["selection"]`,
    and the page says it.
    """
    for entity in (around, industry):
        if entity is not None and entity not in graph:
            raise DataError(f"There is no entity {entity!r} in the graph.")
    chosen = documents or Documents()
    part = _of_documents(graph, chosen) if chosen else graph
    if chosen or any(given is not None for given in (classes, industry, statuses)):
        part = _by_facts(part, classes, industry, statuses, around)
    if around is not None:
        part = part.subgraph(_within(part, around, steps)).copy()
    part = part.copy() if part is graph else part
    names = {key: graph.nodes[key]["name"] for key in (around, industry) if key is not None}
    selection = {
        "classes": sorted(classes) if classes else None,
        "statuses": sorted(statuses) if statuses else None,
        "industry": names[industry] if industry is not None else None,
        "document": chosen.document,
        "places": sorted(chosen.places) if chosen.places is not None else None,
        "year": chosen.year,
        **({"around": names[around], "steps": steps} if around is not None else {}),
    }
    part.graph["selection"] = {key: value for key, value in selection.items() if value is not None}
    return part


def _of_documents(graph: nx.MultiDiGraph[str], chosen: Documents) -> nx.MultiDiGraph[str]:
    """The same nodes, and of each fact the claims that these documents make, if any."""
    part: nx.MultiDiGraph[str] = nx.MultiDiGraph(**graph.graph)
    part.add_nodes_from(graph.nodes(data=True))
    for a, b, key, data in graph.edges(keys=True, data=True):
        claims = [
            claim
            for claim in data["claims"]
            if chosen.has(claim["document"], claim.get("place"), claim["published"])
        ]
        if claims:
            ends = any(claim.get("open", data["open"]) for claim in claims)
            part.add_edge(a, b, key=key, **{**data, "claims": claims, "open": ends})
    if "sources" in graph.graph:
        left = [
            d for d in graph.graph["sources"] if chosen.has(d["id"], d["place"], d["published"])
        ]
        part.graph |= {"sources": left, "documents": len(left)}
    return part


def _by_facts(
    graph: nx.MultiDiGraph[str],
    classes: Collection[str] | None,
    industry: str | None,
    statuses: Collection[str] | None,
    keep: str | None,
) -> nx.MultiDiGraph[str]:
    """The facts that pass; the entity `keep` stays, linked or not."""
    wanted = set(classes) if classes is not None else None

    def passes(a: str, b: str, data: dict[str, Any]) -> bool:
        return (
            (wanted is None or bool({graph.nodes[n]["cls"] for n in (a, b)} & wanted))
            and (industry is None or industry in (a, b))
            and (statuses is None or data["status"] in statuses)
        )

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


def fitting(
    graph: nx.MultiDiGraph[str], limit: int
) -> tuple[nx.MultiDiGraph[str], nx.MultiDiGraph[str]]:
    """The entities with a fact, and of these at most `limit`, the most closely linked."""
    linked = graph.subgraph(node for node, degree in graph.degree() if degree)
    return linked, linked if len(linked) <= limit else subgraph_of(linked, limit)


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
