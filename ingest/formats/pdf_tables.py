"""Tables of a PDF page, from the lines that are drawn around their cells."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_SHORTEST = 6.0  # points; shorter strokes are parts of letters
_NEAR = 3.0  # points within which two strokes are one border
_MOST = 2_000  # strokes of a page; more is a drawing


@dataclass(slots=True)
class _Stroke:
    """A horizontal (`at` is y) or vertical (`at` is x) piece of a border."""

    across: bool
    at: float
    low: float
    high: float


@dataclass(slots=True)
class Grid:
    """The borders of a table; rows from the top."""

    columns: list[float] = field(default_factory=list)
    rows: list[float] = field(default_factory=list)  # descending
    strokes: list[_Stroke] = field(default_factory=list)
    owners: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)

    def cell_of(self, x: float, y: float) -> tuple[int, int] | None:
        """(row, column) of a point inside the table, merged cells by their first part."""
        row = bisect_right([-value for value in self.rows], -y) - 1
        column = bisect_right(self.columns, x) - 1
        if not (0 <= row < len(self.rows) - 1 and 0 <= column < len(self.columns) - 1):
            return None
        return self.owner(row, column)

    def owner(self, row: int, column: int) -> tuple[int, int]:
        """The first part of the merged cell that a place belongs to; else the place itself."""
        if (row, column) not in self.owners:
            at = row, column
            if column and not self._has(False, self.columns[column], self._middle(row)):
                at = self.owner(row, column - 1)
            elif row and not self._has(True, self.rows[row], self._centre(column)):
                at = self.owner(row - 1, column)
            self.owners[row, column] = at
        return self.owners[row, column]

    def right_of(self, place: tuple[int, int]) -> float:
        """The right border of a cell."""
        row, column = place
        while column + 2 < len(self.columns) and self.owner(row, column + 1) == place:
            column += 1
        return self.columns[column + 1]

    def _middle(self, row: int) -> float:
        return (self.rows[row] + self.rows[row + 1]) / 2

    def _centre(self, column: int) -> float:
        return (self.columns[column] + self.columns[column + 1]) / 2

    def _has(self, across: bool, at: float, point: float) -> bool:
        return any(
            s.across == across and abs(s.at - at) <= _NEAR and s.low - 1 <= point <= s.high + 1
            for s in self.strokes
        )


def find_grids(page: Any) -> list[Grid]:
    """The tables of a page with at least two rows and two columns."""
    strokes = list(_strokes(page))
    if not 6 <= len(strokes) <= _MOST:
        return []
    grids = []
    for group in _connected(strokes):
        grid = Grid(
            _positions(s.at for s in group if not s.across),
            _positions(s.at for s in group if s.across)[::-1],
            group,
        )
        if len(grid.columns) > 2 and len(grid.rows) > 2:
            for place in product(range(len(grid.rows) - 1), range(len(grid.columns) - 1)):
                grid.owner(*place)  # in this order no cell asks for more than one other
            grids.append(grid)
    return grids


def _positions(values: Iterable[float]) -> list[float]:
    """Ascending, near ones as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > _NEAR:
            found.append(value)
    return found


def _connected(strokes: list[_Stroke]) -> list[list[_Stroke]]:
    """Strokes that touch, across and down, in groups."""
    groups: list[list[_Stroke]] = []
    rest = list(strokes)
    while rest:
        group, edge = [], [rest.pop()]
        while edge:
            stroke = edge.pop()
            group.append(stroke)
            near = [other for other in rest if _touch(stroke, other)]
            rest = [other for other in rest if not _touch(stroke, other)]
            edge += near
        groups.append(group)
    return groups


def _touch(one: _Stroke, other: _Stroke) -> bool:
    if one.across == other.across:
        overlap = one.low - _NEAR <= other.high and other.low - _NEAR <= one.high
        return overlap and abs(one.at - other.at) <= _NEAR
    return (
        one.low - _NEAR <= other.at <= one.high + _NEAR
        and other.low - _NEAR <= one.at <= other.high + _NEAR
    )


def _strokes(page: Any) -> Iterator[_Stroke]:
    """Every straight piece of every path, and thin boxes as what they look like."""
    from pypdfium2 import raw

    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH], max_depth=4):
        for (x0, y0), (x1, y1) in _pieces(item.raw, raw):
            width, height = abs(x1 - x0), abs(y1 - y0)
            if height <= 1 and width >= _SHORTEST:
                yield _Stroke(True, (y0 + y1) / 2, min(x0, x1), max(x0, x1))
            elif width <= 1 and height >= _SHORTEST:
                yield _Stroke(False, (x0 + x1) / 2, min(y0, y1), max(y0, y1))


_Point = tuple[float, float]


def _pieces(path: Any, raw: Any) -> Iterator[tuple[_Point, _Point]]:
    """From point to point, in the coordinates of the page."""
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(path, matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    first: _Point | None = None
    last: _Point | None = None
    for index in range(min(raw.FPDFPath_CountSegments(path), _MOST)):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = (
            matrix.a * x.value + matrix.c * y.value + matrix.e,
            matrix.b * x.value + matrix.d * y.value + matrix.f,
        )
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = point
        elif kind == raw.FPDF_SEGMENT_LINETO and last is not None:
            yield last, point
        last = point
        if raw.FPDFPathSegment_GetClose(segment) and first is not None:
            yield point, first
