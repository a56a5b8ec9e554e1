"""The lines of a PDF page with where they stand, in the order of the page's text."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from innograph.ingest.formats.blocks import Cell
from innograph.ingest.formats.pdf_tables import find_grids

if TYPE_CHECKING:
    from innograph.ingest.formats.pdf_tables import Grid

_GAP = 2.2  # widths of a character between two of one line from which on they are in two columns
_SOFT = "\x02\ufffe\xad"  # hyphens at line ends, as PDFium and as Unicode have them
_RAISED = 0.75  # times the size of the line
_FULL = 1.9  # characters between the end of a full line of a cell and the border
_WORD = 0.15  # widths of a character between two words of a language that parts them


@dataclass(slots=True)
class PdfLine:
    """Coordinates in points from the lower left; `size` is the height of the font.

    `tabular` lines have wide gaps; a whole table is one, with its `rows`. `furniture` and `note` (a
    footnote) are filled later.
    """

    page: int
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    tabular: bool = False
    furniture: bool = False
    note: bool = False
    rows: list[list[Cell]] | None = None

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


@dataclass(slots=True)
class _Sign:
    text: str
    left: float
    right: float
    bottom: float
    top: float
    size: float
    begin: float  # where the room that the font gives it begins and ends: the ink of a 1 is narrow
    end: float
    made: bool  # by PDFium, which takes a gap for a space

    @property
    def centre(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def read_lines_of(page: Any, number: int) -> list[PdfLine]:
    """Lines with something in them, and tables where their first word stands."""
    textpage = page.get_textpage()
    try:
        signs = _signs(textpage)
    finally:
        textpage.close()
    grids = find_grids(page)
    found: list[PdfLine | int] = []  # a number stands for the table
    outside: list[_Sign] = []
    inside: dict[int, list[_Sign]] = {}
    for sign in signs:
        which = _table_of(sign, grids)
        if which is None:
            outside.append(sign)
            continue
        if which not in inside:
            found += [*_lines(outside, number), which]
            outside, inside[which] = [], []
        inside[which].append(sign)
    found += _lines(outside, number)
    return [
        item if isinstance(item, PdfLine) else _table(grids[item], inside[item], number)
        for item in found
    ]


def _table(grid: Grid, signs: list[_Sign], number: int) -> PdfLine:
    cells: dict[tuple[int, int], list[_Sign]] = {}
    for sign in signs:
        place = grid.cell_of(*sign.centre)
        assert place is not None  # that is how it came here
        cells.setdefault(place, []).append(sign)
    texts = {
        place: _cell_text(_lines(part, number), grid.right_of(place))
        for place, part in cells.items()
    }
    rows = [
        [
            Cell(
                texts.get(grid.owner(row, column), ""),
                again=grid.owner(row, column) != (row, column),
            )
            for column in range(len(grid.columns) - 1)
        ]
        for row in range(len(grid.rows) - 1)
    ]
    size = median(sign.size for sign in signs)
    left, right, top, bottom = grid.columns[0], grid.columns[-1], grid.rows[0], grid.rows[-1]
    return PdfLine(number, "", left, right, bottom, top, size, tabular=True, rows=rows)


def _cell_text(lines: list[PdfLine], right: float) -> str:
    """Lines that reach the border go on in the next one; the others end there."""
    text = ""
    for line in lines:
        text += line.text
        if line.right < right - _FULL * line.size:
            text += "\n"
    return text.strip()


def _lines(signs: list[_Sign], number: int) -> list[PdfLine]:
    return [line for part in _split(signs) if (line := _line(part, number)) is not None]


def _table_of(sign: _Sign, grids: list[Grid]) -> int | None:
    if not sign.text.strip():
        return None
    return next((i for i, grid in enumerate(grids) if grid.cell_of(*sign.centre)), None)


def _signs(textpage: Any) -> list[_Sign]:
    """Every character with its box; those that PDFium adds for white space have none of their own."""
    from pypdfium2 import raw

    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    loose = raw.FS_RECTF()
    found = []
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(textpage, index)
        if 0xD800 <= code < 0xE000:
            continue  # half of a character; PDFium gives whole ones for all fonts that say them
        raw.FPDFText_GetCharBox(textpage, index, left, right, bottom, top)
        raw.FPDFText_GetLooseCharBox(textpage, index, loose)
        found.append(
            _Sign(
                chr(code),
                left.value,
                right.value,
                bottom.value,
                top.value,
                loose.top - loose.bottom,
                loose.left,
                loose.right,
                raw.FPDFText_IsGenerated(textpage, index) == 1,
            )
        )
    return found


def _split(signs: list[_Sign]) -> list[list[_Sign]]:
    """At line ends, and where the next character stands lower without one."""
    lines: list[list[_Sign]] = [[]]
    for sign in signs:
        if sign.text in "\r\n":
            lines.append([])
            continue
        last = next((s for s in reversed(lines[-1]) if s.text.strip()), None)
        if last and sign.text.strip() and sign.top < last.bottom and sign.left < last.left:
            lines.append([])
        lines[-1].append(sign)
    return lines


def _is_reference(sign: _Sign, before: _Sign | None, size: float) -> bool:
    """A small digit raised behind a Chinese character: the number of a footnote, not of things."""
    return (
        before is not None
        and sign.text in "0123456789①②③④⑤⑥⑦⑧⑨"
        and not before.text.isascii()
        and sign.size < _RAISED * size
        and sign.bottom > before.bottom + 0.2 * size
    )


def _line(signs: list[_Sign], page: int) -> PdfLine | None:
    seen = [s for s in signs if s.text.strip() and s.text not in _SOFT]
    if not seen:
        return None
    size = max(median(s.size for s in seen), 1.0)
    parts: list[str] = []
    tabular, last, space = False, None, ""
    for sign in signs:
        if sign.text in _SOFT:
            continue
        if not sign.text.strip():
            space += "" if sign.made else sign.text
            continue
        if last is not None:
            gap = sign.begin - last.end
            wide = gap > _GAP * size
            tabular = tabular or wide
            # Word and LibreOffice part 2024 and 年 by a gap that is no space.
            latin = last.text.isascii() and sign.text.isascii() and gap > _WORD * size
            parts.append("\t" if wide else space or (" " if latin else ""))
        parts.append(f"[{sign.text}]" if _is_reference(sign, last, size) else sign.text)
        last, space = sign, ""
    text = "".join(parts).replace("\0", "")
    return PdfLine(
        page,
        text.strip(),
        min(s.left for s in seen),
        max(s.right for s in seen),
        min(s.bottom for s in seen),
        max(s.top for s in seen),
        size,
        tabular,
    )
