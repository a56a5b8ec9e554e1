"""Where the nodes stand: the largest component in the middle, the others packed beneath it.

Plain numpy on networkx's graphs: networkx's own layouts need scipy from 500 nodes on, and none of
them knows that labels take room. No clock; the one random number generator has a fixed seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

ROOM = (1100.0, 760.0)  # a usual canvas in px; at this size the page opens at zoom 1
FILL = 0.42  # part of the room that boxes may fill before they are shrunk
EXACT = 1100  # up to here every pair of nodes is weighed, beyond only pairs with a pivot
PIVOTS = 160
GAP = 26.0


def positions(
    graph: nx.MultiDiGraph[str], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Centre of every node. `boxes` are width and height of node and label at zoom 1.

    Where they do not all fit into the room, boxes count as smaller, so the picture stays of one
    size: labels then show as one zooms in.
    """
    area = sum(width * height for width, height in boxes.values())
    shrink = min(1.0, (FILL * ROOM[0] * ROOM[1] / max(area, 1.0)) ** 0.5)
    simple = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges() if a != b))
    parts = sorted((sorted(c) for c in nx.connected_components(simple)), key=lambda c: (-len(c), c))
    placed: dict[str, tuple[int, int]] = {}
    shelf = _Shelf(GAP * max(shrink, 0.4))
    for part in parts:
        sizes = np.array([boxes[node] for node in part], dtype=np.float64) * shrink
        points = shelf.put(_spread(_arrange(simple, part, sizes), sizes), sizes)
        rounded = (tuple(round(value) for value in point) for point in points.tolist())
        placed.update(zip(part, rounded, strict=True))  # type: ignore[arg-type]
    return placed


class _Shelf:
    """Rows of components under the first, none wider than it (or than the room's half)."""

    def __init__(self, gap: float) -> None:
        self.gap = gap
        self.width = 0.0
        self.x = self.y = self.row = 0.0

    def put(self, points: Points, sizes: Points) -> Points:
        low = (points - sizes / 2).min(axis=0)
        width, height = (points + sizes / 2).max(axis=0) - low
        if not self.width:
            self.width = max(float(width), ROOM[0] / 2)
        elif self.x + width > self.width or not self.x:
            self.y, self.x, self.row = self.y + self.row + self.gap, 0.0, 0.0
        if not self.row and self.y == 0.0 and self.x == 0.0:
            moved = points - low + [max(0.0, (self.width - width) / 2), 0.0]
            self.row = float(height)
            return moved
        moved = points - low + [self.x, self.y]
        self.x += float(width) + self.gap
        self.row = max(self.row, float(height))
        return moved


def _arrange(graph: nx.Graph[str], part: list[str], sizes: Points) -> Points:
    """Distances on the page like those in the graph (stress majorization, Gansner et al. 2004)."""
    count = len(part)
    if count == 1:
        return np.zeros((1, 2))
    distance, pivots = _distances(graph, part)
    points = _start(distance)
    weight = np.where(distance > 0, distance, np.inf) ** -2
    total = weight.sum(axis=1, keepdims=True)
    for _ in range(120 if count <= EXACT else 60):
        centre = points[pivots]
        squares = (points**2).sum(axis=1)
        apart = squares[:, None] + squares[pivots] - 2 * points @ centre.T
        push = weight * distance / np.sqrt(np.maximum(apart, 1e-12))
        points = (weight @ centre + push.sum(axis=1, keepdims=True) * points - push @ centre) / total
    return _scaled(points, sizes)


def _distances(graph: nx.Graph[str], part: list[str]) -> tuple[Points, list[int]]:
    """Lengths of shortest paths to the pivots. A link is the longer the more its ends have apart."""
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
    for _ in range(PIVOTS):
        pivots.append(following)
        lengths = nx.single_source_dijkstra_path_length(inner, part[following])
        columns.append(np.array([float(lengths[node]) for node in part]))
        nearest = np.minimum(nearest, columns[-1])
        following = int(nearest.argmax())
    return np.stack(columns, axis=1), pivots


def _all_distances(graph: nx.Graph[str], part: list[str]) -> Points:
    """Floyd and Warshall in rows of numpy: 1,000 nodes in 2 s, where Dijkstra takes 6."""
    at = {node: index for index, node in enumerate(part)}
    distance = np.full((len(part), len(part)), np.inf)
    np.fill_diagonal(distance, 0.0)
    for a, b, length in graph.edges(data="weight"):
        distance[at[a], at[b]] = distance[at[b], at[a]] = length
    for k in range(len(part)):
        np.minimum(distance, distance[:, k : k + 1] + distance[k], out=distance)
    return distance


def _start(distance: Points) -> Points:
    """Pivot scaling (Brandes and Pich 2007), and a little noise to part what falls together."""
    squared = distance**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, axes = np.linalg.eigh(centred.T @ centred)  # the widest axes are the last
    points = centred @ axes[:, :-3:-1]
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)
    points *= distance.max() / max(float(np.abs(points).max()), 1e-9)
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, points.shape)
    return np.asarray(points + noise, dtype=np.float64)


def _scaled(points: Points, sizes: Points) -> Points:
    """Turned so that the longer axis lies flat, and as large as the boxes need."""
    points = points - points.mean(axis=0)
    _, _, axes = np.linalg.svd(points, full_matrices=False)
    points = points @ axes.T
    points *= np.where(points[np.abs(points).argmax(axis=0), [0, 1]] < 0, -1, 1)
    extent = np.maximum(np.ptp(points, axis=0), 1e-9)
    extent = np.maximum(extent, extent.max() / 3)  # a chain is no plane
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) / FILL
    height = (area * ROOM[1] / ROOM[0]) ** 0.5
    wanted = np.array([area / height, height])
    even = (wanted / extent).prod() ** 0.5
    return np.asarray(points * (even * (wanted / extent)) ** 0.5, dtype=np.float64)


def _spread(points: Points, sizes: Points) -> Points:
    """Push overlapping boxes apart along the shorter way until none overlaps, or for 160 rounds."""
    for _ in range(40 if len(points) <= EXACT else 15):
        near = _near(points, sizes)
        for _ in range(4):  # few boxes come near each other in four rounds
            points, moved = _pushed(points, sizes, *near)
            if not moved:
                break
        if not len(near[0]):
            break
    return points


def _near(points: Points, sizes: Points) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs whose boxes overlap or nearly do, looked for in strips of 512 rows to save memory."""
    first, second = [], []
    for low in range(0, len(points), 512):
        rows = slice(low, low + 512)
        reach = (sizes[rows, None, :] + sizes[None, :, :]) * 0.5
        close = (np.abs(points[rows, None, :] - points[None, :, :]) < reach).all(axis=2)
        a, b = np.nonzero(close)
        first.append(a + low)
        second.append(b)
    a, b = np.concatenate(first), np.concatenate(second)
    return a[a < b], b[a < b]


def _pushed(
    points: Points, sizes: Points, a: NDArray[np.intp], b: NDArray[np.intp]
) -> tuple[Points, bool]:
    step = points[a] - points[b]
    over = (sizes[a] + sizes[b]) * 0.5 - np.abs(step)
    hit = (over > 0.01).all(axis=1)
    if not hit.any():
        return points, False
    shorter = np.stack([over[:, 0] < over[:, 1], over[:, 0] >= over[:, 1]], axis=1)
    push = np.where(step >= 0, 1.0, -1.0) * over * shorter * hit[:, None] * 0.4
    move = np.zeros_like(points)
    np.add.at(move, a, push)
    np.add.at(move, b, -push)
    return points + np.clip(move, -60, 60), True
