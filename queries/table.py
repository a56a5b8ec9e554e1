"""Rows as a table for a terminal: Chinese takes two columns a character."""

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

_UNKNOWN_WIDTH = 160  # where output is no terminal
_LONGEST = 60  # terminal columns of one cell, 30 Chinese characters, without `wide`
_SHORT = 24  # a column of class names or dates is not folded
_BATCH = 500  # rows whose widths are settled together, so that long answers stream


def to_table(rows: Answer | Rows, *, wide: bool, width: int | None) -> Iterator[str]:
    """The table; ids, and long texts in full, only if `wide`. Control characters show as codes."""
    names, records = _shown(rows, wide=wide)
    for start in range(0, max(len(records), 1), _BATCH):
        yield _table(names, records[start : start + _BATCH], wide=wide, width=width or _width())


def _shown(rows: Answer | Rows, *, wide: bool) -> tuple[list[str], list[tuple[Any, ...]]]:
    if not isinstance(rows, Answer):
        return list(rows.columns), list(rows.records)
    places = [p for p, column in enumerate(rows.columns) if wide or column.type != "id"]
    names = [rows.columns[place].name for place in places]
    return names, [tuple(row[place] for place in places) for row in rows.rows]


def _table(
    names: Sequence[str], records: Sequence[tuple[Any, ...]], *, wide: bool, width: int
) -> str:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for place, name in enumerate(names):
        right = any(is_number(record[place]) for record in records)
        # A short column keeps its width; the long ones share what is left.
        longest = max((_cells(_visible(r[place])) for r in records), default=0)
        table.add_column(
            Text(_visible(name)),
            justify="right" if right else "left",
            no_wrap=longest <= _SHORT,
            overflow="fold",
        )
    for record in records:
        table.add_row(*(Text(_cut(_visible(value), wide=wide)) for value in record))
    console = Console(width=width, color_system=None, highlight=False, file=io.StringIO())
    with console.capture() as captured:
        console.print(table)
    return "".join(f"{line.rstrip()}\n" for line in captured.get().splitlines())


def _visible(value: Any) -> str:
    """No escape sequence of a text reaches the terminal; line ends become spaces."""
    text = " ".join(spelled(value).split())
    return "".join(c if c.isprintable() else f"\\x{ord(c):02x}" for c in text)


def _cells(text: str) -> int:
    from rich.cells import cell_len

    return cell_len(text)


def _cut(text: str, *, wide: bool) -> str:
    from rich.cells import set_cell_size

    if wide or _cells(text) <= _LONGEST:
        return text
    return set_cell_size(text, _LONGEST - 2).rstrip() + "…"


def _width() -> int:
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else _UNKNOWN_WIDTH
