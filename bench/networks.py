"""Centralities of a made network of 100,000 edges by rustworkx, beside networkx.

Betweenness of all nodes takes networkx hours there: it is measured on few sources and multiplied.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.measure import Measured, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

    import networkx as nx

_NODES, _EDGES = 20_000, 100_000
_SOURCES = 20


def measure(times: int) -> Iterator[Measured]:
    """PageRank, eigenvector centrality, betweenness; then Louvain, which rustworkx has not."""
    import networkx as nx

    from innograph.queries import measures

    del times
    graph = made(_NODES, _EDGES)
    whole = graph.subgraph(max(nx.connected_components(graph), key=len)).copy()
    runs = (
        ("PageRank", lambda: measures.pagerank(graph), lambda: nx.pagerank(graph, tol=1e-12, max_iter=500), 1),
        ("eigenvector centrality", lambda: measures.eigenvector(whole),
         lambda: nx.eigenvector_centrality(whole, weight="weight", tol=1e-12, max_iter=5000), 1),
        ("betweenness", lambda: measures.betweenness(graph),
         lambda: nx.betweenness_centrality(graph, k=_SOURCES, seed=1), _NODES / _SOURCES),
    )  # fmt: skip
    for what, ours, theirs, factor in runs:
        mine = seconds(ours, times=1)
        other = seconds(theirs, times=1) * factor
        how = f", {_SOURCES} of {_NODES:,} sources, multiplied" if factor > 1 else ""
        yield Measured(
            f"{what}, {_EDGES:,} edges",
            f"{mine:.2f} s",
            f"networkx{how}: {other:.2f} s",
            mine / other,
            "1",
        )


def made(nodes: int, edges: int) -> nx.Graph[int]:
    """A network with few hubs and many leaves, as networks of platforms have; always the same one."""
    import networkx as nx

    chance = random.Random(1)
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(nodes))
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < edges:
        hub = int(nodes * chance.random() ** 2)
        other = chance.randrange(nodes)
        pair = (min(hub, other), max(hub, other))
        if hub != other and pair not in pairs:
            pairs.add(pair)
            graph.add_edge(*pair, weight=chance.randint(1, 5))
    return graph
