"""Lines of PDF pages → paragraphs, by indents, short lines, gaps and sizes; page furniture apart."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from innograph.ingest.formats.blocks import joined, one_line
from innograph.ingest.headings import read_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.ingest.formats.blocks import Cell, TextWriter
    from innograph.ingest.formats.pdf_lines import PdfLine

_MARGIN = 3  # lines at the top and at the bottom of a page that may be furniture
_SAME = 6.0  # points by which a running head may stand higher or lower
_PAGE_NUMBER = re.compile(
    r"[—–\-·\s.]*\d{1,4}[—–\-·\s.]*|第\s*\d{1,4}\s*页.{0,14}|\d{1,4}\s*/\s*\d{1,4}|[ivxIVX]{1,6}"
)
_CUT_NUMBER = re.compile(r"(?<=\d)\n(?=\d)")  # 20|26年 over two lines
_SHORT = 1.8  # characters that a line may end before the margin and still go on in the next
_LONG = 0.9  # of the width, from which on a line without a mark at its end goes on
_TOGETHER = re.compile(
    r"[“‘《（(\[]*(?:(?:[A-Za-z0-9.,%％+/-]+[，。、；：！？”’》）)\]]*)+|.[，。、；：！？”’》）)\]]*)"
)
_HANGING = "，。、；：！？”’》）"
_INDENT = 0.9  # characters further right than the margin: a new paragraph begins
_LOOSE = 1.75  # times the usual distance of two lines: a new paragraph begins
_LARGER = 1.12  # times the usual size: a heading
_NOTE = 0.85  # times the usual size up to which a line at the foot of a page is a footnote
_ENDS = "。！？!?；;：:"


def mark_furniture(pages: list[list[PdfLine]]) -> None:
    """Page numbers alone at the edge, and lines that stand there on page after page."""
    edges = [_edge_lines([line for line in lines if not line.rows]) for lines in pages]
    alike: dict[str, list[PdfLine]] = defaultdict(list)
    for lines in edges:
        for line in lines:
            alike[_masked(line.text)].append(line)
    filled = sum(bool(lines) for lines in pages)
    for same in alike.values():
        height = median(line.bottom for line in same)
        there = [line for line in same if abs(line.bottom - height) <= _SAME]
        if len({line.page for line in there}) >= max(2, 0.3 * filled):
            for line in there:
                line.furniture = True
    for lines in pages:
        for line in _outermost(lines):
            if not line.rows and _PAGE_NUMBER.fullmatch(line.text):
                line.furniture = True


def _edge_lines(lines: list[PdfLine]) -> list[PdfLine]:
    down = sorted(lines, key=lambda line: -line.top)
    return down if len(down) <= 2 * _MARGIN else down[:_MARGIN] + down[-_MARGIN:]


def _outermost(lines: list[PdfLine]) -> list[PdfLine]:
    """The highest and the lowest line."""
    return [max(lines, key=lambda x: x.top), min(lines, key=lambda x: x.bottom)] if lines else []


def _masked(text: str) -> str:
    return re.sub(r"\d+", "0", "".join(text.split()))


def add_paragraphs(pages: list[list[PdfLine]], writer: TextWriter) -> None:
    """Write all lines; furniture waits until the paragraph around it is at its end."""
    shape = _Shape(line for lines in pages for line in lines if not line.furniture)
    paragraph: list[PdfLine] = []
    waiting: list[PdfLine] = []
    for lines in pages:
        _mark_notes(lines, shape.size)
        body = [line for line in lines if not line.furniture and not line.note]
        columns = _columns(body)
        for line in body:
            if paragraph and not shape.goes_on(paragraph, line, columns):
                _write(paragraph, waiting, writer)
            paragraph.append(line)
        waiting += [line for line in lines if line.note]
        waiting += [line for line in lines if line.furniture]
    _write(paragraph, waiting, writer)


def _mark_notes(lines: list[PdfLine], size: float) -> None:
    """Footnotes: small lines below all others."""
    for line in sorted((x for x in lines if not x.furniture), key=lambda x: x.bottom):
        if line.rows or line.size > _NOTE * size:
            return
        line.note = True


def _write(paragraph: list[PdfLine], waiting: list[PdfLine], writer: TextWriter) -> None:
    if paragraph and paragraph[0].rows:
        writer.add_table(_joined_rows(paragraph))
    elif paragraph and paragraph[0].tabular:
        writer.add("；".join(filter(None, map(joined, paragraph[0].text.split("\t")))))
    elif paragraph:
        text = "\n".join(line.text for line in paragraph)
        writer.add(one_line(_CUT_NUMBER.sub("", text)))
    for line in waiting:
        writer.add(one_line(line.text), furniture=line.furniture)
    paragraph.clear()
    waiting.clear()


def _joined_rows(tables: list[PdfLine]) -> list[list[Cell]]:
    """The rows of a table that goes on over pages, its head said once."""
    rows = list(tables[0].rows or [])
    for table in tables[1:]:
        rows += [row for row in table.rows or [] if row != rows[0]]
    return rows


class _Shape:
    """What is usual in a document: size of characters, distance of lines."""

    def __init__(self, lines: Iterable[PdfLine]) -> None:
        found = list(lines)
        sizes = Counter[float]()
        for line in found:
            sizes[round(line.size * 2) / 2] += len(line.text)
        self.size = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1.0
        steps = [
            round(a.bottom - b.bottom, 1)
            for a, b in pairwise(found)
            if a.page == b.page and 0 < a.bottom - b.bottom < 4 * self.size
        ]
        self.step = Counter(steps).most_common(1)[0][0] if steps else 2 * self.size

    def goes_on(self, paragraph: list[PdfLine], line: PdfLine, columns: _Columns) -> bool:
        """Whether a line belongs to the paragraph of the lines before it."""
        last = paragraph[-1]
        if last.rows and line.rows:
            return last.page + 1 == line.page and len(last.rows[0]) == len(line.rows[0])
        if last.tabular or line.tabular or abs(line.size - last.size) > 0.15 * self.size:
            return False
        if last.size > _LARGER * self.size:
            return self._title_goes_on(last, line)
        left, right = columns.of(line)
        if line.left > left + _INDENT * line.size:
            return False
        if last.page == line.page and last.bottom - line.bottom > _LOOSE * self.step:
            return False
        _, right = columns.of(last) if last.page == line.page else columns.like(last, right)
        if not _is_full(last, line, left, right):
            return False
        return not (_opens(line.text) and last.text[-1:] in _ENDS)

    def _title_goes_on(self, last: PdfLine, line: PdfLine) -> bool:
        """A title of two lines stands in the middle, both lines in one size."""
        if abs(last.middle - line.middle) > 2 * line.size or last.page != line.page:
            return False
        close = last.bottom - line.bottom < 2.2 * max(last.size, line.size)
        return close and read_label(line.text) is None


def _is_full(last: PdfLine, line: PdfLine, left: float, right: float) -> bool:
    """Whether a line ends where it does because what comes next had no room."""
    room = right - last.right
    if room <= max(_SHORT, _first_width(line.text) + 0.6) * last.size:
        return True
    # No sentence ends here, and hardly any heading is so long.
    return last.text[-1:] not in _ENDS and last.right - left > _LONG * (right - left)


def _first_width(text: str) -> float:
    """Of what may not be parted at the beginning of a line (10.7%、), in characters."""
    match = _TOGETHER.match(text)
    return sum(0.6 if c.isascii() else 1.0 for c in match[0]) if match else 1.0


class _Columns:
    """The margins of a page: of the whole width, or of two columns."""

    def __init__(self, lines: list[PdfLine], middle: float | None) -> None:
        self.middle = middle
        halves = [lines] if middle is None else list(_halves(lines, middle))
        self.edges = [_edges(half) for half in halves]

    def of(self, line: PdfLine) -> tuple[float, float]:
        right = self.middle is not None and line.left >= self.middle
        return self.edges[1 if right and len(self.edges) > 1 else 0]

    def like(self, line: PdfLine, right: float) -> tuple[float, float]:
        """Margins for the last line of the page before, as far as this page shows them."""
        left, width = self.edges[0][0], right - self.edges[0][0]
        if len(self.edges) > 1 and line.left >= (self.middle or 0):
            left = self.edges[1][0]
        return left, max(left + width if width > 0 else right, self.edges[0][1])


def _columns(lines: list[PdfLine]) -> _Columns:
    """Two columns where nearly every line keeps to one half of the page."""
    if len(lines) >= 10:
        low, high = min(x.left for x in lines), max(x.right for x in lines)
        middle = (low + high) / 2
        first, second = _halves(lines, middle)
        crossing = len(lines) - len(first) - len(second)
        if crossing <= 0.25 * len(lines) and min(len(first), len(second)) >= 0.25 * len(lines):
            return _Columns(lines, middle)
    return _Columns(lines, None)


def _halves(lines: list[PdfLine], middle: float) -> tuple[list[PdfLine], list[PdfLine]]:
    return [x for x in lines if x.right <= middle], [x for x in lines if x.left >= middle]


def _edges(lines: list[PdfLine]) -> tuple[float, float]:
    """The left margin is where most lines begin, the right one where the longest end."""
    if not lines:
        return 0.0, 0.0
    starts = Counter(round(line.left) for line in lines)
    common = [left for left, times in starts.items() if times >= max(2, 0.2 * len(lines))]
    # A mark at the end may hang over the margin.
    ends = [x.right - (x.size if x.text[-1:] in _HANGING else 0) for x in lines]
    return float(min(common or starts)), max(ends)


def _opens(text: str) -> bool:
    return read_label(text) is not None
