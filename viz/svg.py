"""SVG as text: elements with escaped values, in the light colours of the palette."""

from __future__ import annotations

import re
from math import cos, pi, sin
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from innograph.viz import palette

if TYPE_CHECKING:
    from collections.abc import Iterable

LIGHT = palette.SURFACES["light"]
PX = palette.LABEL_PX
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def clean(text: object) -> str:
    """Without what XML cannot hold."""
    return _UNPRINTABLE.sub("\ufffd", str(text))


def tag(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element; `inside` is markup. `_` in names stands for `-`, a trailing one is dropped."""
    pairs = (
        f" {key.rstrip('_').replace('_', '-')}={quoteattr(clean(_short(value)))}"
        for key, value in attributes.items()
        if value is not None
    )
    opening = f"<{name}{''.join(pairs)}"
    return f"{opening}>{inside}</{name}>" if inside else f"{opening}/>"


def text(words: object, x: float, y: float, **attributes: object) -> str:
    """A line of text whose middle is at `y`."""
    return tag("text", escape(clean(words)), x=x, y=y, dy=".36em", **attributes)


def halo(words: object, x: float, y: float, **attributes: object) -> str:
    """Text that can be read over lines: first its outline in the colour of the page."""
    ground = LIGHT["page"]
    outline = {"stroke": ground, "stroke_width": 3.5, "stroke_linejoin": "round", "fill": ground}
    return text(words, x, y, **{**attributes, **outline}) + text(words, x, y, **attributes)


def lines(words: Iterable[str], x: float, y: float, step: float, **attributes: object) -> str:
    """Several lines, the middle of them all at `y`."""
    parts = list(words)
    top = y - (len(parts) - 1) / 2 * step
    return "".join(text(part, x, top + i * step, **attributes) for i, part in enumerate(parts))


def document(width: float, height: float, *parts: str, title: str) -> str:
    """The whole file, on a ground of its own: slides may be dark."""
    head = tag("title", escape(clean(title)))
    ground = tag("rect", width=width, height=height, fill=LIGHT["page"])
    picture = tag(
        "svg",
        head + ground + "\n" + "\n".join(parts) + "\n",
        xmlns="http://www.w3.org/2000/svg",
        width=width,
        height=height,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        font_family=palette.FONT,
        font_size=PX,
        fill=LIGHT["text"],
        role="img",
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{picture}\n'


def shape(kind: str, x: float, y: float, size: float, /, **attributes: object) -> str:
    """The sign of a class, as the graph view draws it."""
    if kind == "dot":
        return tag("circle", cx=x, cy=y, r=size, **attributes)
    count, turn, inner = _OUTLINES.get(kind, _OUTLINES["star"])
    points = []
    for i in range(count):
        angle = turn + i * 2 * pi / count
        radius = size * (inner if i % 2 else 1.0)
        points.append(f"{x + radius * sin(angle):.1f},{y - radius * cos(angle):.1f}")
    return tag("polygon", points=" ".join(points), **attributes)


# Corners, turn of the first, and radius of every other one.
_OUTLINES = {
    "square": (4, pi / 4, 1.0),
    "diamond": (4, 0.0, 1.0),
    "triangle": (3, 0.0, 1.0),
    "triangleDown": (3, pi, 1.0),
    "hexagon": (6, pi / 2, 1.0),
    "star": (10, 0.0, 0.45),
}


def _short(value: object) -> object:
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else value
