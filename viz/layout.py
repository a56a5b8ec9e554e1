"""Where the nodes stand: the largest component first, the others packed beside and beneath it.

Plain numpy on networkx's graphs: networkx's own layouts need scipy from 500 nodes on, and none of
them knows that labels take room. No clock; the one random number generator has a fixed seed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np

from innograph.viz.arrange import arrange
from innograph.viz.spread import spread

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Points = NDArray[np.float64]

ROOM = (1100.0, 760.0)  # a usual canvas in px; at this size the page opens at about zoom 1
FILL = 0.42  # part of the room that boxes may fill before they are shrunk
GAP = 26.0
LOOSE = 1.25  # rows are as high as their highest component, so some room is lost


def positions(
    graph: nx.MultiDiGraph[str], boxes: Mapping[str, tuple[float, float]]
) -> dict[str, tuple[int, int]]:
    """Centre of every node. `boxes` are width and height of node and label at zoom 1.

    Where they do not all fit into the room, boxes count as smaller, so the picture stays of one
    size: labels then show as one zooms in.
    """
    area = sum(width * height for width, height in boxes.values())
    shrink = min(1.0, (FILL * ROOM[0] * ROOM[1] / max(area, 1.0)) ** 0.5)
    simple: nx.Graph[str] = nx.Graph()
    simple.add_nodes_from(sorted(graph))
    simple.add_edges_from(sorted((min(a, b), max(a, b)) for a, b in graph.edges() if a != b))
    parts = sorted((sorted(c) for c in nx.connected_components(simple)), key=lambda c: (-len(c), c))
    placed: dict[str, tuple[int, int]] = {}
    laid = []
    for part in parts:
        sizes = np.array([boxes[node] for node in part], dtype=np.float64) * shrink
        laid.append((spread(_laid_out(simple, part, sizes), sizes), sizes))
    shelf = _Shelf(laid, GAP * max(shrink, 0.4))
    for part, (places, sizes) in zip(parts, laid, strict=True):
        points = shelf.put(places, sizes)
        rounded = ((round(x), round(y)) for x, y in points.tolist())
        placed.update(zip(part, rounded, strict=True))
    return placed


def _laid_out(graph: nx.Graph[str], part: list[str], sizes: Points) -> Points:
    """As large as the boxes need, in the proportions of the room."""
    area = float((sizes[:, 0] * sizes[:, 1]).sum()) / FILL
    height = (area * ROOM[1] / ROOM[0]) ** 0.5
    return arrange(graph, part, (area / height, height))


def _extent(points: Points, sizes: Points) -> tuple[float, float]:
    """Width and height of all boxes together."""
    width, height = (points + sizes / 2).max(axis=0) - (points - sizes / 2).min(axis=0)
    return float(width), float(height)


class _Shelf:
    """Rows of components: all together in the proportions of the room, or as wide as the widest."""

    def __init__(self, laid: list[tuple[Points, Points]], gap: float) -> None:
        self.gap = gap
        extents = np.array([_extent(*each) for each in laid] or [(0.0, 0.0)]) + gap
        area = float((extents[:, 0] * extents[:, 1]).sum()) * LOOSE
        self.width = max(float(extents[:, 0].max()), (area * ROOM[0] / ROOM[1]) ** 0.5)
        self.x = self.y = self.row = 0.0

    def put(self, points: Points, sizes: Points) -> Points:
        low = (points - sizes / 2).min(axis=0)
        width, height = _extent(points, sizes)
        if self.x and self.x + width > self.width:
            self.x, self.y, self.row = 0.0, self.y + self.row + self.gap, 0.0
        moved = points - low + [self.x, self.y]
        self.x += width + self.gap
        self.row = max(self.row, height)
        return np.asarray(moved)
