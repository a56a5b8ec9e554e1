"""The part of a graph that an answer names: rows of a question, or what a Cypher query returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx


def answered(
    graph: nx.MultiDiGraph[str], values: Iterable[Any], *, title: str
) -> tuple[nx.MultiDiGraph[str], int]:
    """A new graph of what `values` name, and how many of their nodes are neither entity nor claim.

    Values may be ids, or nodes, relationships and paths as `Store.query` gives them, also in lists.
    A claim brings its fact, a fact its ends. Where no link is named, those between the entities
    named are taken. The page says `title`. Raises DataError where nothing is named.
    """
    found = list(values)
    ids = set(_iter_ids(found))
    edges: list[Any] = [
        (a, b, key)
        for a, b, key, data in graph.edges(keys=True, data=True)
        if key in ids or any(claim["id"] in ids for claim in data["claims"])
    ]
    nodes = {node for node in graph if node in ids}
    if not edges:
        edges = [(a, b, key) for a, b, key in graph.edges(keys=True) if {a, b} <= nodes]
    if not nodes and not edges:
        raise DataError(
            "The answer names no entity, fact or claim of the graph: return nodes, relationships, "
            "paths or their ids."
        )
    part: nx.MultiDiGraph[str] = graph.edge_subgraph(edges).copy()
    part.graph.update(graph.graph)
    part.add_nodes_from((node, graph.nodes[node]) for node in sorted(nodes))
    part.graph["selection"] = {"answered": title}
    known = {*part, *(claim for _, _, data in part.edges(data=True) for claim in _ids_of(data))}
    return part, len(set(_iter_others(found)) - known)


def _ids_of(data: dict[str, Any]) -> Iterator[str]:
    return (claim["id"] for claim in data["claims"])


def _iter_ids(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _iter_ids(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _iter_ids(item)


def _iter_others(value: Any) -> Iterator[str]:
    """Ids of all nodes, of whatever kind."""
    if isinstance(value, dict) and "labels" in value:
        yield str(value.get("properties", {}).get("id", value.get("id")))
    elif isinstance(value, dict):
        for item in value.values():
            yield from _iter_others(item)
    elif isinstance(value, list | tuple):
        for item in value:
            yield from _iter_others(item)
