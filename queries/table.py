"""Rows as a table for a terminal: Chinese takes two columns a character.

Where output is no terminal, a row is one line, however long. On a terminal, long columns are folded;
where even that does not fit, each row becomes a block of `name  value` lines.
"""

from __future__ import annotations

import io
import shutil
import sys
from typing import TYPE_CHECKING, Any

from innograph.queries.answer import Answer
from innograph.queries.plain import is_number, spelled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.graph.rows import Rows

_LONGEST = 60  # terminal columns of one cell, 30 Chinese characters, without `wide`
_SHORT = 24  # a column of class names or dates is not folded
_LEAST = 16  # a folded column is not made narrower
_GAP = 3
_BATCH = 500  # rows whose widths are settled together, so that long answers stream
_SPACE = "\ue000"  # holds a place where a line of Chinese must not break


def to_table(rows: Answer | Rows, *, wide: bool, width: int | None) -> Iterator[str]:
    """The table; ids, and long texts in full, only if `wide`. Control characters show as codes."""
    names, records = _shown(rows, wide=wide)
    heads = [_visible(name) for name in names]
    limit = width or _terminal()
    for start in range(0, max(len(records), 1), _BATCH):
        batch = records[start : start + _BATCH]
        texts = [[_visible(value) for value in record] for record in batch]
        cells = [[_cut(text, wide=wide) for text in record] for record in texts]
        widths = _widths(heads, cells, limit)
        if widths is None:
            yield _blocks(heads, texts, limit or 0)
        else:
            right = {p for p in range(len(heads)) if any(is_number(r[p]) for r in batch)}
            yield _grid(heads, cells, widths, right)


def _shown(rows: Answer | Rows, *, wide: bool) -> tuple[list[str], list[tuple[Any, ...]]]:
    if not isinstance(rows, Answer):
        return list(rows.columns), list(rows.records)
    places = [p for p, column in enumerate(rows.columns) if wide or column.type != "id"]
    names = [rows.columns[place].name for place in places]
    return names, [tuple(row[place] for place in places) for row in rows.rows]


def _widths(heads: list[str], cells: list[list[str]], limit: int | None) -> list[int] | None:
    """The width of each column, None if no grid of them fits."""
    full = [max(_length(text) for text in column) for column in zip(heads, *cells, strict=True)]
    if limit is None:
        return full
    room = limit - _GAP * (len(full) - 1)
    long = [place for place, width in enumerate(full) if width > _SHORT]
    spare = room - sum(width for width in full if width <= _SHORT)
    if sum(full) > room and spare < _LEAST * len(long):
        return None
    # The shortest of the long ones choose first: what they leave goes to the others.
    for rank, place in enumerate(sorted(long, key=lambda p: full[p])):
        full[place] = min(full[place], spare // (len(long) - rank))
        spare -= full[place]
    return full if sum(full) <= room else None


def _grid(heads: list[str], cells: list[list[str]], widths: Sequence[int], right: set[int]) -> str:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, (head, width) in enumerate(zip(heads, widths, strict=True)):
        justify = "right" if place in right else "left"
        table.add_column(Text(head), width=width, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for record in cells:
        table.add_row(*(Text(_unbroken(text)) for text in record))
    return _printed(table, sum(widths) + _GAP * len(widths))


def _blocks(heads: list[str], cells: list[list[str]], limit: int) -> str:
    """Each row as lines of name and value, empty values left out; here long texts have room."""
    from rich.table import Table
    from rich.text import Text

    left = max(map(_length, heads))
    parts = []
    for record in cells:
        block = Table.grid(padding=(0, 2, 0, 0))
        block.add_column(width=left)
        block.add_column(overflow="fold")
        for head, text in zip(heads, record, strict=True):
            if text:
                block.add_row(Text(head), Text(_unbroken(text)))
        parts.append(_printed(block, max(limit, left + 10)))
    return "\n".join(parts)


def _printed(table: Any, width: int) -> str:
    from rich.console import Console

    console = Console(width=width, color_system=None, highlight=False, file=io.StringIO())
    with console.capture() as captured:
        console.print(table)
    lines = captured.get().replace(_SPACE, " ").splitlines()
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _visible(value: Any) -> str:
    """No escape sequence of a text reaches the terminal; line ends become spaces."""
    text = " ".join(spelled(value).split())
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _unbroken(text: str) -> str:
    """A line of Chinese may break anywhere, so it need not break early at its few spaces."""
    return text if _length(text) == len(text) else text.replace(" ", _SPACE)


def _length(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _cut(text: str, *, wide: bool) -> str:
    from rich.cells import set_cell_size

    if wide or _length(text) <= _LONGEST:
        return text
    return set_cell_size(text, _LONGEST - 2).rstrip() + "…"


def _terminal() -> int | None:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
