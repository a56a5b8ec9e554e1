"""Files that hold many documents, and the documents in them, on the way out."""

from __future__ import annotations

import struct
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Part(NamedTuple):
    """Rows of a Parquet file: `rows` of a row group from its row `first` on; `before` are in the file
    before the group."""

    group: int
    first: int
    rows: int
    before: int


@dataclass(slots=True)
class Container:
    """An archive or a table. `ignored` counts the files in it that are not read, by suffix; `notes`
    are what was found out about it as a whole. Of a table with a `part`, only those rows are read;
    `address` is where it lies if that is no path."""

    name: str
    id: str
    path: Path | None
    data: Callable[[], bytes]
    ignored: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    part: Part | None = None
    address: str | None = None


@dataclass(slots=True)
class Inner:
    """One document of a container. `values` is its metadata as text, by field; `problem` is why it
    cannot be read. A row of a table is plain text, whatever it was in."""

    name: str
    id: str
    suffix: str = ".txt"
    data: Callable[[], bytes] | None = None
    sides: list[tuple[str, Callable[[], bytes]]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)
    problem: str | None = None
    file: str = ""  # the id that it has without metadata
    is_row: bool = False


# zlib, bz2 and lzma have errors of their own, the last two in modules that a Python may lack.
_UNPACKERS = {"zlib", "bz2", "_lzma", "lzma"}
_WRONG = (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, struct.error)


def is_damage(error: Exception) -> bool:
    """Whether it says that a zip file holds wrong bytes."""
    return isinstance(error, _WRONG) or type(error).__module__ in _UNPACKERS
