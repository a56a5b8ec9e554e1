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
    return wrap(label, LINE, slack=1.5)


def cut(words: str, most: float) -> str:
    """At most so many em, with … where something is left out."""
    if em(words) <= most:
        return words
    kept = words[: int(most * 2)]
    while kept and em(kept) > most - 1:
        kept = kept[:-1]
    return kept + "…"


def wrap(words: str, most: float, *, count: int = LINES, slack: float = 1.4) -> list[str]:
    """At most `count` lines of about equal length; one longer than `slack` times `most` em is cut."""
    wanted = min(count, max(1, -int(-em(words) // most)))
    goal = em(words) / wanted
    found, filled = [""], 0.0
    for part in _PARTS.findall(words):
        full = filled + em(part) / 2 > goal * len(found)
        if found[-1] and full and len(found) < wanted:
            found.append("")
        found[-1] += part
        filled += em(part)
    return [cut(line.strip(), most * slack) for line in found]


def fold(words: str, most: float) -> list[str]:
    """As many lines as it takes, each of at most `most` em; a longer Latin word stands alone."""
    found = [""]
    for part in _PARTS.findall(words):
        if found[-1] and em(found[-1]) + em(part.rstrip()) > most:
            found.append("")
        found[-1] += part
    return [line.strip() for line in found]


def node_labels(graph: nx.MultiDiGraph[str]) -> dict[str, str]:
    """Names; two entities of one name are told apart by their scope."""
    names = Counter(data["name"] for _, data in graph.nodes(data=True))
    return {
        key: f"{data['name']}（{data['scope'].rpartition(':')[2]}）"
        if names[data["name"]] > 1 and data["scope"]
        else data["name"]
        for key, data in graph.nodes(data=True)
    }
