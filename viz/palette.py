"""Colours, shapes and sizes, as data. Templates and scripts name none of their own.

Told apart without colour vision: no two top classes of one shape are near each other for
protanopes, deuteranopes or tritanopes; all stand out 3 : 1 (tests/test_view_looks.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Theme = Literal["light", "dark"]
THEMES: tuple[Theme, Theme] = ("light", "dark")


@dataclass(frozen=True, slots=True)
class Paint:
    """How the entities of one top class are drawn; the shape is one of vis-network's."""

    light: str
    dark: str
    shape: str


TOPS = {
    "Organization": Paint("#117733", "#5cc98a", "triangle"),
    "Person": Paint("#5b4bc4", "#b3a5ff", "triangleDown"),
    "Platform": Paint("#0b6fb8", "#56b4f5", "dot"),
    "Field": Paint("#c23b1e", "#ff8a6b", "square"),
    "Policy": Paint("#882255", "#ee8fbd", "hexagon"),
    "Place": Paint("#7a6210", "#dcc35a", "diamond"),
    "Event": Paint("#a33fa3", "#dd9bea", "star"),
    "Cohort": Paint("#0f7f78", "#4fd1c5", "square"),
    "Indicator": Paint("#3d4450", "#cfd5de", "dot"),
}
UNKNOWN = Paint("#6d7480", "#9aa3b0", "star")  # a top class that is not listed above

# Names of CSS variables (--page, …) and of the colours that scripts draw with.
SURFACES: dict[Theme, dict[str, str]] = {
    "light": {
        "page": "#ffffff",
        "panel": "#f5f7f9",
        "text": "#1b2330",
        "muted": "#56606e",
        "line": "#cfd6de",
        "accent": "#0b5fa5",
        "on-accent": "#ffffff",
        "mark": "#ffe9a8",
        "notice": "#fff6dc",
        "fact": "#5f6b7a",
        "intended": "#8f5200",
    },
    "dark": {
        "page": "#12161c",
        "panel": "#1b212a",
        "text": "#e8ecf1",
        "muted": "#a5b0bd",
        "line": "#3a4452",
        "accent": "#7cc0ff",
        "on-accent": "#0d1117",
        "mark": "#5c4a10",
        "notice": "#332b12",
        "fact": "#8795a6",
        "intended": "#f0a93c",
    },
}

DASH = (7, 5)
FONT = (
    'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Noto Sans SC", '
    '"Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif'
)
LABEL_PX = 13  # on the screen, at every zoom
SMALLEST, LARGEST = 0.42, 1.0  # radius of a node by its number of links, as parts of the unit


def paint(top: str) -> Paint:
    """The paint of a top class; an unlisted one gets UNKNOWN."""
    return TOPS.get(top, UNKNOWN)


def unit(nodes: int) -> float:
    """Radius of the most linked node: smaller in a fuller picture, 22 up to 60 nodes."""
    return float(22 * min(1.0, 60 / max(nodes, 1)) ** 0.3)


def _named(theme: Theme) -> dict[str, str]:
    tops = {f"top-{name}": getattr(paint, theme) for name, paint in TOPS.items()}
    return {**SURFACES[theme], **tops, "top-unknown": getattr(UNKNOWN, theme)}


def variables() -> str:
    """Surfaces and colours of top classes (--top-Place) as CSS: the system's choice first,
    `data-theme` on the root overrules it.
    """
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in _named(theme).items()) for theme in THEMES
    )
    return (
        f":root{{color-scheme:light;--font:{FONT};{light}}}\n"
        f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light])"
        f"{{color-scheme:dark;{dark}}}}}\n"
        f":root[data-theme=dark]{{color-scheme:dark;{dark}}}\n"
        f"@media print{{:root,:root:not([data-theme=light]){{color-scheme:light;{light}}}}}\n"
    )
