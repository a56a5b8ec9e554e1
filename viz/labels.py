"""Labels in lines. Widths are reckoned in em, since no font is at hand: and in the browser,
measuring a thousand labels would take longer than drawing the page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx as nx

LINE = 11.0  # em, the width from which a label is broken
LINES = 3
_PARTS = re.compile(r"[\x21-\u2e7f]+\s*|\s+|.", re.DOTALL)  # Latin words stay whole


def em(text: str) -> float:
    """Width; Latin letters are about half as wide as Chinese characters."""
    return sum(1.0 if ord(character) > 0x2E7F else 0.56 for character in text)


def label_lines(label: str) -> list[str]:
    """At most three lines of about equal length; what is longer than one and a half is cut."""
    count = min(LINES, max(1, -int(-em(label) // LINE)))
    goal = em(label) / count
    lines = [""]
    filled = 0.0
    for part in _PARTS.findall(label):
        if lines[-1] and len(lines) < count and filled + em(part) / 2 > goal * len(lines):
            lines.append("")
        lines[-1] += part
        filled += em(part)
    return [_cut(line.strip()) for line in lines]


def _cut(line: str) -> str:
    if em(line) <= 1.5 * LINE:
        return line
    kept = line
    while em(kept) > 1.5 * LINE - 1:
        kept = kept[: min(len(kept) - 1, int(3 * LINE))]
    return kept + "…"


def node_labels(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Names; two entities of one name are told apart by their scope."""
    names = Counter(data["name"] for _, data in graph.nodes(data=True))
    return {
        key: f"{data['name']}（{data['scope'].rpartition(':')[2]}）"
        if names[data["name"]] > 1 and data["scope"]
        else data["name"]
        for key, data in graph.nodes(data=True)
    }
