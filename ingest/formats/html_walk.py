"""An element of a page → blocks of text. The tags are HTML's, and those that trafilatura gives."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lxml import etree

from innograph.ingest.formats.blocks import Cell, one_line
from innograph.ingest.formats.lexicon import load_pages

if TYPE_CHECKING:
    from innograph.ingest.formats.blocks import TextWriter

_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "head", "header", "hr"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "ol", "p", "pre", "section", "table"),
        *("tbody", "td", "tfoot", "th", "thead", "tr", "ul", "ucapcontent", "founder-content"),
        *("item", "list", "quote", "row", "cell"),  # trafilatura's
    )
)
_SKIPPED = frozenset(
    (
        *("script", "style", "noscript", "template", "select", "button", "textarea", "svg"),
        *("iframe", "object", "nav", "title", "meta"),
    )
)
_BREAKS = frozenset(("br", "lb"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_ROWS = frozenset(("tr", "row"))
_CELLS = frozenset(("td", "th", "cell"))
_WIDEST = 400  # characters of a cell of a table; more is a page laid out as a table
_SOFT = re.compile(r"[ \t\f]*[\r\n][ \t\r\n\f]*")


class _Buffer:
    """The text of the block that is open."""

    def __init__(self, writer: TextWriter) -> None:
        self.writer = writer
        self.parts: list[str] = []

    def add(self, text: str | None, *, kept: bool = False) -> None:
        if text:
            self.parts.append(text if kept else _SOFT.sub("\v", text))

    def flush(self, level: int | None = None) -> None:
        for line in "".join(self.parts).split("\n"):
            self.writer.add(one_line(line), level=level)
        self.parts.clear()


def write_element(root: Any, writer: TextWriter) -> None:
    """All text below an element, in its order. No recursion: pages nest as deep as they like."""
    buffer = _Buffer(writer)
    pre = 0
    walk = etree.iterwalk(root, events=("start", "end"), tag="*")
    for event, element in walk:
        tag = str(element.tag).lower()
        inside = element is not root
        if event == "end":
            pre -= tag == "pre"
            if tag in _BLOCKS:
                buffer.flush(_level(element, tag))
            if inside:
                buffer.add(element.tail, kept=pre > 0)
        elif tag in _SKIPPED or _HIDDEN.search(element.get("style") or ""):
            walk.skip_subtree()
        elif tag in _BREAKS:
            buffer.add("\n", kept=True)
        elif tag == "table" and (rows := _data_rows(element)):
            buffer.flush()
            if not _is_facts(rows):
                writer.add_table(rows, head=_has_head(element))
            walk.skip_subtree()
        else:
            pre += tag == "pre"
            if tag in _BLOCKS:
                buffer.flush()
            if tag == "li":
                buffer.add(_number(element), kept=True)
            buffer.add(element.text, kept=pre > 0)
    buffer.flush()


def _level(element: Any, tag: str) -> int | None:
    mark = element.get("rend") if tag == "head" else tag
    match = re.fullmatch(r"h([1-6])", mark or "")
    return int(match[1]) if match else None


def _number(item: Any) -> str | None:
    """1. of an item of a numbered list, which the page does not write."""
    parent = item.getparent()
    if parent is None or parent.tag != "ol":
        return None
    start = parent.get("start") or "1"
    place = [child for child in parent if child.tag == "li"].index(item)
    return f"{int(start) + place}. " if start.isdecimal() else None


def _data_rows(table: Any) -> list[list[Cell]] | None:
    """The rows of a table of data; None for one that only lays out a page."""
    elements = [e for e in table.iter() if isinstance(e.tag, str)]
    if any(e.tag == "table" for e in elements[1:]):
        return None
    rows = _grid([e for e in elements if e.tag in _ROWS])
    wide = any(len(cell.text) > _WIDEST for row in rows for cell in row)
    return None if wide or len(rows) < 2 or max(map(len, rows)) < 2 else rows


def _is_facts(rows: list[list[Cell]]) -> bool:
    """The table about the document above its text, which is read as metadata."""
    labels = load_pages().labels
    told = ("".join(cell.text.split()).rstrip("：:") for row in rows for cell in row)
    return sum(label in labels for label in told) > 1


def _grid(elements: list[Any]) -> list[list[Cell]]:
    """The cells of each row, those that reach over from the left and from above said again."""
    rows: list[list[Cell]] = []
    above: dict[int, tuple[int, str]] = {}  # column → how many rows more, and what stands there
    for element in elements:
        row: list[Cell] = []
        for cell in [c for c in element if isinstance(c.tag, str) and c.tag in _CELLS]:
            _reach_down(row, above)
            text, down = _text(cell), _span(cell, "rowspan") - 1
            for index in range(_span(cell, "colspan")):
                if down:
                    above[len(row)] = (down, text)
                row.append(Cell(text, again=index > 0))
        _reach_down(row, above)
        rows.append(row)
    return rows


def _reach_down(row: list[Cell], above: dict[int, tuple[int, str]]) -> None:
    while len(row) in above:
        left, text = above.pop(len(row))
        if left > 1:
            above[len(row)] = (left - 1, text)
        row.append(Cell(text, again=True))


def _span(cell: Any, name: str) -> int:
    value = cell.get(name) or "1"
    return min(int(value), 50) if value.isdecimal() and int(value) else 1


def _text(cell: Any) -> str:
    """The text of a cell, a line a block."""
    parts: list[str] = []
    for event, element in etree.iterwalk(cell, events=("start", "end"), tag="*"):
        tag = str(element.tag)
        if event == "start":
            parts.append("\n" if tag in _BREAKS else _SOFT.sub("\v", element.text or ""))
        else:
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(_SOFT.sub("\v", element.tail or "") if element is not cell else "")
    lines = (line.strip() for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _has_head(table: Any) -> bool:
    row = next((e for e in table.iter() if e.tag in _ROWS), None)
    return row is not None and len(row) > 0 and all(cell.tag == "th" for cell in row)
