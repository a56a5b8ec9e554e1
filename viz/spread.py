"""Room for boxes: those that overlap are pushed apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Points = NDArray[np.float64]


CROWD = 5000


def spread(points: Points, sizes: Points) -> Points:
    """Push overlapping boxes apart, along the shorter way, until none overlaps.

    More than CROWD boxes stay as they are: the page draws their labels where there is room.
    Gives up after 160 rounds, beyond 400 boxes after 60: what is left then overlaps little.
    """
    if len(points) > CROWD:
        return points
    for _ in range(40 if len(points) <= 400 else 15):
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
    across = over[:, 0] < over[:, 1]
    shorter = np.stack([across, ~across], axis=1)
    push = np.where(step >= 0, 1.0, -1.0) * over * shorter * hit.reshape(-1, 1) * 0.4
    move = np.zeros_like(points)
    np.add.at(move, a, push)
    np.add.at(move, b, -push)
    return points + np.clip(move, -60, 60), True
