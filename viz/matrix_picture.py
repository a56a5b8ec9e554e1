"""The matrix as a picture for a paper: the industries with the most links, all busy classes."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from innograph.viz import svg
from innograph.viz.caption import caption, caption_height, draw_caption
from innograph.viz.focus import focuses
from innograph.viz.labels import cut, em, node_labels, wrap
from innograph.viz.texts import say

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.focus import Focus
    from innograph.viz.page import Language

ROWS = 40
ROW, CELL, HEAD, EDGE = 25.0, 78.0, 62.0, 18.0
Cells = dict[tuple[str | None, str | None], list["Focus"]]


def matrix_picture(
    graph: nx.MultiDiGraph[str], ontology: Ontology, *, title: str, language: Language
) -> str:
    """SVG text. Kinds of industries (未来产业) and empty rows and columns are left out, and said."""
    every = focuses(graph, ontology)
    facts = [f for f in every if graph.nodes[f.industry]["denotes"] != "group"]
    cells: Cells = defaultdict(list)
    for fact in facts:
        cls = graph.nodes[fact.platform]["cls"]
        for row in (fact.industry, None):
            for column in (cls, None):
                cells[row, column].append(fact)
    labels = node_labels(graph)
    counts = Counter(fact.industry for fact in facts)
    rows = sorted(counts, key=lambda key: (-counts[key], labels[key], key))
    used = Counter(graph.nodes[fact.platform]["cls"] for fact in facts)
    columns = sorted(used, key=lambda name: (-used[name], name))
    left = EDGE + max(
        9 * svg.PX, min(16, max((em(labels[r]) for r in rows), default=0)) * svg.PX + 14
    )
    top = EDGE + 46 + HEAD
    names = [
        term.label_in(language) if (term := ontology.classes.get(name)) else name
        for name in columns
    ]
    shown: list[str | None] = [*rows[:ROWS], None]
    width = max(left + CELL * (len(columns) + 1) + EDGE, 560.0)
    parts = [
        _heading(title, language, width),
        _column_heads([say(language, "total"), *names], left, top),
    ]
    for place, row in enumerate(shown):
        y = top + place * ROW
        name = labels[row] if row is not None else say(language, "total")
        parts.append(
            _row(name, [cells.get((row, c), []) for c in (None, *columns)], left, y, width)
        )
    kinds = any(graph.nodes[f.industry]["denotes"] == "group" for f in every)
    words = _note(graph, len(rows) - len(shown) + 1, kinds, language)
    under = caption(graph, ontology, language, words, width - 2 * EDGE)
    height = top + len(shown) * ROW + 8 + caption_height(under)
    parts.append(draw_caption(under, EDGE, height))
    return svg.document(width, height, *parts, title=title)


def _heading(title: str, language: Language, width: float) -> str:
    key = svg.text(
        cut(title, (width - 2 * EDGE) / 18), EDGE, EDGE + 10, font_size=18, font_weight=700
    )
    y = EDGE + 42
    x = EDGE
    for intended, name in ((False, "built-group"), (True, "plans-group")):
        words = say(language, name)
        key += _mark(None, x, y, intended=intended) + svg.text(words, x + 30, y)
        x += 30 + em(words) * svg.PX + 22
    words = f"{say(language, 'open-mark')} {say(language, 'mark-open').lstrip('：')}"
    return key + svg.text(words, x, y, fill=svg.LIGHT["muted"])


def _column_heads(names: list[str], left: float, top: float) -> str:
    parts = []
    for place, name in enumerate(names):
        words = wrap(name, 5.2)
        y = top - 12 - (len(words) - 1) / 2 * 16
        parts.append(svg.lines(words, left + place * CELL + 6, y, 16, font_weight=600))
    return "".join(parts)


def _row(name: str, row: list[list[Focus]], left: float, y: float, width: float) -> str:
    line = svg.tag("line", x1=EDGE, x2=width - EDGE, y1=y, y2=y, stroke=svg.LIGHT["line"])
    parts = [line, svg.text(cut(name, (left - EDGE) / svg.PX - 1), EDGE, y + ROW / 2)]
    for place, facts in enumerate(row):
        x, middle = left + place * CELL + 6, y + ROW / 2
        if not facts:
            parts.append(svg.text("·", x + 8, middle, fill=svg.LIGHT["muted"]))
        for intended in (False, True):
            if count := sum(fact.intended is intended for fact in facts):
                parts.append(_mark(count, x, middle, intended=intended))
                x += 29
        if any(fact.open for fact in facts):
            parts.append(svg.text("等", x, middle, fill=svg.LIGHT["muted"], font_size=11))
    return "".join(parts)


def _mark(count: int | None, x: float, y: float, *, intended: bool) -> str:
    colour = svg.LIGHT["intended" if intended else "accent"]
    box = svg.tag(
        "rect",
        x=x,
        y=y - 9,
        width=25,
        height=18,
        rx=3,
        stroke=colour,
        stroke_width=1.4,
        stroke_dasharray="4 3" if intended else None,
        fill="none" if intended else colour,
    )
    ink = colour if intended else svg.LIGHT["on-accent"]
    number = svg.text(count, x + 12.5, y, fill=ink, text_anchor="middle", font_size=12)
    return box + (number if count is not None else "")


def _note(graph: nx.MultiDiGraph[str], left_out: int, kinds: bool, language: Language) -> str:
    documents = len(graph.graph.get("sources", []))
    words = say(language, "picture-note", n=documents)
    if left_out > 0:
        words += say(language, "picture-rows", n=left_out)
    if kinds:
        words += say(language, "picture-kinds")
    return words
