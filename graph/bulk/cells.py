"""Rows of the importer's CSV: an empty text is `""`, an absent value is nothing."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any

from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from contextlib import ExitStack
    from pathlib import Path

    from innograph.graph.bulk.columns import Table

# Between the items of a list. No text holds it: Unicode keeps it for the inside of programs.
SEPARATOR = "\ufdd0"
_WAITING = 2_000  # rows written at once


class Sheet:
    """One file of the import, written row by row."""

    def __init__(self, table: Table, folder: Path, stack: ExitStack) -> None:
        self.table = table
        self.count = 0
        self.longest = 0  # characters of a row; the importer has to be told of very long ones
        self._cells = [(column.key, _CELLS[column.kind]) for column in table.columns]
        path = folder / f"{table.name}.csv"
        self._file: IO[str] = stack.enter_context(path.open("w", encoding="utf-8", newline=""))
        self._waiting = [",".join(column.header for column in table.columns)]
        stack.callback(self.flush)

    def add(self, row: Mapping[str, Any]) -> None:
        """A row; keys that the table has no column for are an error of ours, not left out."""
        cells = [cell(row[key]) if key in row else "" for key, cell in self._cells]
        if len(row) > len(cells) or not row.keys() <= {key for key, _ in self._cells}:
            raise KeyError(f"{self.table.name} has no column for all of {sorted(row)}")
        line = ",".join(cells)
        self.count += 1
        self.longest = max(self.longest, len(line))
        self._waiting.append(line)
        if len(self._waiting) >= _WAITING:
            self.flush()

    def flush(self) -> None:
        """What is waiting goes into the file."""
        self._waiting.append("")
        self._file.write("\n".join(self._waiting))
        self._waiting = []


def _text(value: str | None) -> str:
    if value is None:
        return ""
    return f'"{value}"' if '"' not in value else '"' + value.replace('"', '""') + '"'


def _whole(value: int | None) -> str:
    return "" if value is None else str(value)


def _number(value: float | None) -> str:
    return "" if value is None else repr(float(value))


def _flag(value: bool | None) -> str:
    return "" if value is None else ("true" if value else "false")


def _texts(values: list[str] | None) -> str:
    """The importer makes no empty lists; what has to have one gets it afterwards (graph.bulk.finish)."""
    if not values:
        return ""
    if any(SEPARATOR in value for value in values):
        raise DataError(
            f"{values} holds the character U+FDD0, which stands between the items of a list in files "
            "for the import: take it out of the text."
        )
    return _text(SEPARATOR.join(values))


_CELLS: dict[str, Callable[[Any], str]] = {
    "string": _text,
    "long": _whole,
    "double": _number,
    "boolean": _flag,
    "string[]": _texts,
}
