"""Positions of one component by its distances in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]

EXACT = 1100  # up to here every pair of nodes is weighed, beyond only pairs with a pivot
PIVOTS = 160
FEW_PIVOTS, CROWD = 40, 5000  # beyond so many nodes: 20,000 would take a minute


def arrange(graph: nx.Graph[str], part: list[str], room: tuple[float, float]) -> Points:
    """Positions in the order of `part`, a connected component, scaled to `room`.

    Distances on the page are like those in the graph: stress majorization, Gansner et al. 2004.
    """
    count = len(part)
    if count == 1:
        return np.zeros((1, 2))
    distance, pivots = _distances(graph, part)
    points = _start(distance)
    weight = np.where(distance > 0, distance, np.inf) ** -2
    total = weight.sum(axis=1, keepdims=True)
    for _ in range(120 if count <= 400 else 50):
        centre = points[pivots]
        squares = (points**2).sum(axis=1)
        apart = squares[:, None] + squares[pivots] - 2 * points @ centre.T
        push = weight * distance / np.sqrt(np.maximum(apart, 1e-12))
        points = (
            weight @ centre + push.sum(axis=1, keepdims=True) * points - push @ centre
        ) / total
    return _scaled(points, room)


def _distances(graph: nx.Graph[str], part: list[str]) -> tuple[Points, list[int]]:
    """Lengths of shortest paths to the pivots. Links between hubs are long, they need the room."""
    inner: nx.Graph[str] = nx.Graph()
    inner.add_nodes_from(part)
    for a, b in graph.subgraph(part).edges():
        inner.add_edge(a, b, weight=len(set(graph[a]) ^ set(graph[b])) ** 0.5)
    if len(part) <= EXACT:
        return _all_distances(inner, part), list(range(len(part)))
    pivots: list[int] = []
    columns = []
    nearest = np.full(len(part), np.inf)
    following = max(range(len(part)), key=lambda i: (graph.degree(part[i]), -i))
    for _ in range(PIVOTS if len(part) <= CROWD else FEW_PIVOTS):
        pivots.append(following)
        lengths = nx.single_source_dijkstra_path_length(inner, part[following])
        columns.append(np.array([float(lengths[node]) for node in part]))
        nearest = np.minimum(nearest, columns[-1])
        following = int(nearest.argmax())
    return np.stack(columns, axis=1), pivots


def _all_distances(graph: nx.Graph[str], part: list[str]) -> Points:
    """Floyd and Warshall on whole matrices: 1,000 nodes in 1 s, where Dijkstra takes 6."""
    at = {node: index for index, node in enumerate(part)}
    distance = np.full((len(part), len(part)), np.inf, dtype=np.float32)
    through = np.empty_like(distance)
    np.fill_diagonal(distance, 0.0)
    for a, b, data in graph.edges(data=True):
        distance[at[a], at[b]] = distance[at[b], at[a]] = data["weight"]
    for k in range(len(part)):
        np.add(distance[:, k : k + 1], distance[k], out=through)
        np.minimum(distance, through, out=distance)
    return distance.astype(np.float64)


def _start(distance: Points) -> Points:
    """Pivot scaling (Brandes and Pich 2007), and a little noise to part what falls together."""
    squared = distance[:, :: -(-distance.shape[1] // PIVOTS)] ** 2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)  # the widest axes are the last
    points = centred @ axes[:, :-3:-1]
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)
    points *= distance.max() / max(float(np.abs(points).max()), 1e-9)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, points.shape)
    return np.asarray(points + noise, dtype=np.float64)


def _scaled(points: Points, room: tuple[float, float]) -> Points:
    """Turned so that the longer axis lies flat; half way from its own proportions to the room's."""
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    points = points @ axes.T
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    extent = np.maximum(extent, extent.max() / 3)  # a chain is no plane
    factors = np.array(room) / extent
    even = float(factors[0] * factors[1]) ** 0.5
    return np.asarray(points * np.sqrt(even * factors), dtype=np.float64)
