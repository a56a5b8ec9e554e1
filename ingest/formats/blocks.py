"""Paragraphs, headings and rows of tables → one text, as all readers of laid-out files write it.

A heading begins with # like Markdown's, one a level; every block ends with a line end. A row of a
table with a head is written with the names of its columns, since a sentence has to say by itself
what its cells are: 任务：建设中试平台；责任单位：市科技局。
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.ingest.formats.lexicon import load_pages
from innograph.ingest.headings import looks_like_heading, read_label

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPACE = re.compile(r"[ \t]+")
_FOLD = re.compile(r"[ \t]*[\n\v][ \t\n\v]*")
_CHINESE_FOLD = re.compile(rf"(?<=[^\x00-\x7f]){_FOLD.pattern}(?=[^\x00-\x7f])")
_CONTROL = re.compile(r"[\x00-\x08\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CLOSED = "。；;！!？?：:"
_LONGEST_HEAD = 12  # characters of a column's name
_REPEATED = (
    20  # a merged cell is said again in the rows below only if it is no longer, and no number
)
_DEEPEST = 6


@dataclass(slots=True)
class TextWriter:
    """Collects blocks; `text` is all of them, `furniture` the spans of those that are none."""

    parts: list[str] = field(default_factory=list)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str, *, level: int | None = None, furniture: bool = False) -> None:
        """A paragraph, or with `level` (1 is the highest) a heading if it reads like one."""
        for line in clean(text).replace("\v", "\n").split("\n"):
            line = line.strip()
            if not line:
                continue
            if level and looks_like_heading(line, read_label(line)):
                line = f"{'#' * min(level, _DEEPEST)} {line}"
            self._append(f"{line}\n", furniture=furniture)

    def add_table(self, rows: Sequence[Sequence[Cell]], *, head: bool = False) -> None:
        """One line a row. `head`: the file says that the first row names the columns."""
        for line in iter_rows(rows, head=head):
            self.add(line)

    def _append(self, line: str, *, furniture: bool) -> None:
        if furniture:
            self.furniture.append((self.length, self.length + len(line)))
        self.parts.append(line)
        self.length += len(line)


@dataclass(frozen=True, slots=True)
class Cell:
    """`again`: the cell goes on from the row above, or from the cell on its left."""

    text: str
    again: bool = False


def clean(text: str) -> str:
    """Without the characters that no text holds; hard spaces as spaces, other line ends as LF."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    return _CONTROL.sub("", text).replace("\xa0", " ")


def one_line(text: str) -> str:
    """Lines as one line, without white space around it.

    A line end (or \\v, a soft one) between Chinese characters is nothing, elsewhere a space.
    """
    text = _FOLD.sub(" ", _CHINESE_FOLD.sub("", clean(text)))
    return _SPACE.sub(" ", text).strip()


def iter_rows(rows: Sequence[Sequence[Cell]], *, head: bool = False) -> Iterator[str]:
    """The rows of a table as lines; the row with the columns' names is its first line."""
    rows = [row for row in rows if any(cell.text.strip() for cell in row)]
    names = _head_of(rows, said=head)
    if names is None:
        yield from filter(None, (_plain_row(row) for row in rows))
        return
    yield "；".join(dict.fromkeys(filter(None, names)))
    yield from filter(None, (_named_row(names, row) for row in rows[1:]))


def _head_of(rows: Sequence[Sequence[Cell]], *, said: bool) -> list[str] | None:
    """The names of the columns, if the first row holds them."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return None
    names = [one_line(cell.text).rstrip("：:") for cell in rows[0]]
    told = [name for name in names if name]
    short = all(len(name) <= _LONGEST_HEAD and not re.search("[，。；]", name) for name in told)
    if not short or len(set(told)) < 2 or len(rows[0]) < max(len(row) for row in rows):
        return None
    known = sum(bool(load_pages().columns.search(name)) for name in told)
    return names if said or 2 * known >= len(told) else None


def _plain_row(row: Sequence[Cell]) -> str:
    cells = [joined(cell.text) for cell in row if not cell.again]
    return "；".join(filter(None, cells))


def _named_row(names: Sequence[str], row: Sequence[Cell]) -> str:
    """A number in the first column becomes the item's number: the row is one item of a list."""
    number, parts = "", []
    for index, cell in enumerate(row):
        text = joined(cell.text)
        name = names[index] if index < len(names) else ""
        if not text or (cell.again and not _may_repeat(text)):
            continue
        if index == 0 and re.fullmatch(r"[（(]?\d{1,3}[）).、]?", text):
            number = f"{re.sub(r'[^0-9]', '', text)}. "
        else:
            parts.append(f"{name}：{text}" if name else text)
    line = "；".join(part.rstrip("。；;") for part in parts)
    return f"{number}{line}。" if line else ""


def _may_repeat(text: str) -> bool:
    return len(text) <= _REPEATED and not re.search(r"\d", text)


def joined(text: str) -> str:
    """The lines of a cell as one: a list of names, or sentences."""
    lines = [one_line(line) for line in clean(text).split("\n")]
    lines = [line for line in lines if line]
    names = all(len(line) <= _REPEATED and line[-1] not in _CLOSED + "、，" for line in lines)
    if names:
        return "、".join(lines)
    return "".join(line if line[-1] in _CLOSED + "、，" else f"{line}；" for line in lines).rstrip(
        "；"
    )
