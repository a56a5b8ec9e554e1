"""Which nodes of a large graph belong together: what its summary collapses into one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping

MOST = 60  # communities told apart; a summary of more cannot be read
SMALLEST = 3  # nodes; pairs are no communities
OTHERS = -1


def communities(graph: nx.MultiDiGraph[str], ids: Mapping[str, int]) -> dict[int, int]:
    """Number of each node's community, 0 the largest; OTHERS are the small ones together.

    Louvain, Blondel et al. 2008, with a fixed seed, on links counted as often as they are stated.
    `ids` are numbers of the nodes: the hashes of texts differ from run to run, and with them the
    order in which the algorithm would go through its sets.
    """
    plain: nx.Graph[int] = nx.Graph()
    plain.add_nodes_from(sorted(ids[node] for node in graph))
    for a, b in sorted((ids[a], ids[b]) for a, b in graph.edges()):
        before = plain.get_edge_data(a, b, {"weight": 0})["weight"]
        plain.add_edge(a, b, weight=before + 1)
    found = sorted(nx.community.louvain_communities(plain, seed=1), key=lambda c: (-len(c), min(c)))
    kept = [group for group in found[:MOST] if len(group) >= SMALLEST]
    numbers = dict.fromkeys(plain, OTHERS)
    numbers.update((node, number) for number, group in enumerate(kept) for node in group)
    return numbers
