"""Measures of a network: centralities by rustworkx, communities by networkx.

rustworkx was measured against networkx on 100,000 edges (`python -m bench network`) and a test holds
the two equal; it has no Louvain. Floats are rounded: threads add up in any order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import networkx as nx

COLUMNS = (
    "degree", "strength", "betweenness", "pagerank", "eigenvector", "community", "component",
)  # fmt: skip
DIGITS = 9
_STEPS = 10_000
_CLOSE = 1e-12

Values = dict[int, float]


def measure(graph: nx.Graph[str], *, seed: int = 1) -> dict[str, tuple[Any, ...]]:
    """Node → values of COLUMNS.

    `degree` counts neighbours, `strength` adds up weights. `betweenness` is the share of shortest
    paths, each edge counting one. `pagerank` and `eigenvector` go by weight; the latter is of the
    largest component and None elsewhere, for across components it means nothing. `community` is
    Louvain's, by weight; communities and components count from 1, the largest first.
    """
    import networkx as nx

    nodes = sorted(graph)
    plain = numbered(graph)
    components = _ranked(nx.connected_components(plain))
    communities = _ranked(
        nx.community.louvain_communities(plain, weight="weight", seed=seed) if nodes else []
    )
    first = [place for place in plain if components[place] == 1]
    between, rank = betweenness(plain), pagerank(plain)
    main = eigenvector(plain.subgraph(first))
    strength = dict(plain.degree(weight="weight"))
    return {
        node: (
            plain.degree(place),
            strength[place],
            between[place],
            rank[place],
            main.get(place),
            communities[place],
            components[place],
        )
        for place, node in enumerate(nodes)
    }


def numbered(graph: nx.Graph[str]) -> nx.Graph[int]:
    """The same graph on 0, 1, … in the order of ids: sets of numbers are read in one order always."""
    import networkx as nx

    places = {node: place for place, node in enumerate(sorted(graph))}
    found: nx.Graph[int] = nx.Graph()
    found.add_nodes_from(range(len(places)))
    edges: list[tuple[int, int, Any]] = sorted(
        (min(places[a], places[b]), max(places[a], places[b]), weight)
        for a, b, weight in graph.edges(data="weight", default=1)
    )
    found.add_weighted_edges_from(edges)
    return found


def betweenness(graph: nx.Graph[int]) -> Values:
    """As networkx.betweenness_centrality."""
    import rustworkx as rx

    found, places = _converted(graph, rx.PyGraph)
    return _by_node(rx.betweenness_centrality(found, normalized=True), places)


def pagerank(graph: nx.Graph[int]) -> Values:
    """As networkx.pagerank."""
    import rustworkx as rx

    if not graph:
        return {}
    found, places = _converted(graph, rx.PyDiGraph)
    found.add_edges_from([(b, a, w) for a, b, w in found.weighted_edge_list()])
    ranked = rx.pagerank(found, weight_fn=float, tol=_CLOSE, max_iter=_STEPS)
    return _by_node(ranked, places)


def eigenvector(graph: nx.Graph[int]) -> Values:
    """As networkx.eigenvector_centrality, of a connected graph."""
    import rustworkx as rx

    if len(graph) < 2:
        return dict.fromkeys(graph, 1.0)
    found, places = _converted(graph, rx.PyGraph)
    scores = rx.eigenvector_centrality(found, weight_fn=float, tol=_CLOSE, max_iter=_STEPS)
    return _by_node(scores, places)


def _converted(graph: nx.Graph[int], make: Callable[..., Any]) -> tuple[Any, list[int]]:
    nodes = list(graph)
    places = {node: place for place, node in enumerate(nodes)}
    found = make(multigraph=False)
    found.add_nodes_from(nodes)
    edges = graph.edges(data="weight", default=1)
    found.add_edges_from([(places[a], places[b], float(w)) for a, b, w in edges])
    return found, nodes


def _by_node(scores: Any, nodes: list[int]) -> Values:
    return {nodes[place]: round(score, DIGITS) for place, score in scores.items()}


def _ranked(groups: Any) -> dict[int, int]:
    """Node → rank of its group, by size and then by its least node."""
    ordered = sorted(groups, key=lambda group: (-len(group), min(group)))
    return {node: rank for rank, group in enumerate(ordered, 1) for node in group}
