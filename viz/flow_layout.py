"""A Sankey diagram's places: bars in columns, ribbons between them. Plain arithmetic, no clock."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.viz import palette

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

XS = (142.0, 346.0, 570.0)  # left edge of the bars of each column
BAR = 12.0
WIDTH = 724.0
TOP = 34.0  # the columns' heads stand above
LABEL = palette.LABEL_PX * 1.4  # from one label to the next
GAP = 5.0
SPREAD = 26.0  # at most so much more between the bars of a short column
UNIT = 15.0  # px of one fact at most; less where the picture would be taller than TALLEST
TALLEST = 720.0

End = tuple[int, str]  # column and key of a bar


@dataclass(slots=True)
class Bar:
    """A node: its column, and where it stands; `value` counts facts and plans."""

    key: str
    column: int
    value: int
    y: float = 0.0
    height: float = 0.0


@dataclass(slots=True)
class Ribbon:
    """The facts, or the plans, from one bar to another in the next column."""

    source: End
    target: End
    intended: bool
    items: list[int] = field(default_factory=list)
    path: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """A picture: bars in drawing order, ribbons, and the height that they need."""

    bars: list[Bar]
    ribbons: list[Ribbon]
    height: float


def lay_out(ribbons: Sequence[Ribbon], last: Mapping[End, int]) -> Flow:
    """Bars from the ribbons' ends; those that `last` ranks stand below the others of their column."""
    bars = _bars(ribbons)
    columns = [[bar for bar in bars.values() if bar.column == column] for column in range(len(XS))]
    total = max((sum(bar.value for bar in column) for column in columns), default=0)
    most = max(map(len, columns), default=0)
    unit = min(UNIT, max(1.6, (TALLEST - most * LABEL) / max(total, 1)))
    _order(columns, ribbons, last)
    heights = [_stack(column, unit) for column in columns]
    height = max(heights, default=0.0)
    for column, own in zip(columns, heights, strict=True):
        apart = min(SPREAD, (height - own) / max(len(column) - 1, 1))
        start = (height - own - apart * (len(column) - 1)) / 2 + TOP
        for index, bar in enumerate(column):
            bar.y += start + apart * index
    _draw(ribbons, bars, unit)
    ordered = [bar for column in columns for bar in column]
    return Flow(ordered, list(ribbons), round(height + TOP + 12, 1))


def _bars(ribbons: Sequence[Ribbon]) -> dict[End, Bar]:
    """A bar is as high as the larger of what comes in and what goes out."""
    out: dict[End, int] = defaultdict(int)
    into: dict[End, int] = defaultdict(int)
    for ribbon in ribbons:
        out[ribbon.source] += len(ribbon.items)
        into[ribbon.target] += len(ribbon.items)
    ends = sorted({*out, *into})
    return {end: Bar(end[1], end[0], max(out[end], into[end])) for end in ends}


def _order(
    columns: Sequence[list[Bar]], ribbons: Sequence[Ribbon], last: Mapping[End, int]
) -> None:
    """The largest first; then each column by the middle of what it is linked to, twice over."""

    def rank(bar: Bar) -> int:
        return last.get((bar.column, bar.key), 0)

    for column in columns:
        column.sort(key=lambda bar: (rank(bar), -bar.value, bar.key))
    for step in (1, 2, 1, 0, 1, 2):
        place = {(bar.column, bar.key): i for column in columns for i, bar in enumerate(column)}
        middle = _middles(step, ribbons, place)
        columns[step].sort(
            key=lambda bar: (rank(bar), middle.get(bar.key, 0.0), -bar.value, bar.key)
        )


def _middles(column: int, ribbons: Sequence[Ribbon], place: Mapping[End, int]) -> dict[str, float]:
    sums: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0])
    for ribbon in ribbons:
        for own, other in ((ribbon.source, ribbon.target), (ribbon.target, ribbon.source)):
            if own[0] == column:
                sums[own[1]][0] += place[other] * len(ribbon.items)
                sums[own[1]][1] += len(ribbon.items)
    return {key: total / count for key, (total, count) in sums.items()}


def _stack(column: Sequence[Bar], unit: float) -> float:
    """Bars below each other, so far apart that every label has its line; the height in all."""
    y = 0.0
    before: Bar | None = None
    for bar in column:
        bar.height = max(3.0, bar.value * unit)
        if before is not None:
            y = before.y + before.height
            y += max(GAP, LABEL - (before.height + bar.height) / 2)
        else:
            y = max(0.0, (LABEL - bar.height) / 2)
        bar.y, before = y, bar
    return before.y + before.height if before is not None else 0.0


def _draw(ribbons: Sequence[Ribbon], bars: Mapping[End, Bar], unit: float) -> None:
    """Paths: facts above plans at each bar, then in the order of the other ends."""
    starts: dict[tuple[End, bool], float] = {}
    at: dict[int, list[float]] = {}
    for side, outward in ((0, True), (1, False)):

        def order(ribbon: Ribbon, outward: bool = outward) -> tuple[bool, float, str]:
            other = bars[ribbon.target if outward else ribbon.source]
            return (ribbon.intended, other.y, other.key)

        for ribbon in sorted(ribbons, key=order):
            own = ribbon.source if outward else ribbon.target
            y = starts.get((own, outward), bars[own].y)
            starts[own, outward] = y + len(ribbon.items) * unit
            at.setdefault(id(ribbon), [0.0, 0.0])[side] = y
    for ribbon in ribbons:
        y0, y1 = at[id(ribbon)]
        ribbon.path = _path(ribbon, y0, y1, len(ribbon.items) * unit)


def _path(ribbon: Ribbon, y0: float, y1: float, thick: float) -> str:
    x0, x1 = XS[ribbon.source[0]] + BAR, XS[ribbon.target[0]]
    middle = (x0 + x1) / 2
    points = (
        f"M{x0:.1f},{y0:.1f}C{middle:.1f},{y0:.1f} {middle:.1f},{y1:.1f} {x1:.1f},{y1:.1f}"
        f"V{y1 + thick:.1f}"
        f"C{middle:.1f},{y1 + thick:.1f} {middle:.1f},{y0 + thick:.1f} {x0:.1f},{y0 + thick:.1f}Z"
    )
    return points.replace(".0,", ",").replace(".0 ", " ").replace(".0C", "C").replace(".0Z", "Z")
