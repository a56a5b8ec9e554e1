"""Records in sorted order, however many there are: sorted parts on disk, merged as they are read."""

from __future__ import annotations

import marshal
from heapq import merge
from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_KEPT = 50_000  # records in memory; about 50 MB
_BLOCK = 500  # records read at once of each part
_PARTS = 64  # files that are merged, and open, at once


class Runs:
    """A pile of tuples that comes back sorted, more than once if wanted.

    They hold what marshal takes (texts, numbers, None, tuples), and have to differ before a place
    where values cannot be compared.
    """

    def __init__(self, folder: Path, name: str, *, kept: int = _KEPT, parts: int = _PARTS) -> None:
        self._folder = folder
        self._name = name
        self._limit = kept
        self._parts = parts
        self._kept: list[tuple[Any, ...]] = []
        self._levels: list[list[Path]] = [[]]
        self._made = 0

    def add(self, record: tuple[Any, ...]) -> None:
        """Put one on the pile."""
        self._kept.append(record)
        if len(self._kept) >= self._limit:
            self._kept.sort()
            self._keep(self._kept, 0)
            self._kept = []

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        self._kept.sort()
        parts = [part for level in self._levels for part in level]
        return merge(*map(_read, parts), self._kept)

    def _keep(self, records: Iterable[tuple[Any, ...]], level: int) -> None:
        """Write a part; many parts of one level are merged into one of the next."""
        path = self._folder / f"{self._name}-{self._made}.run"
        self._made += 1
        _write(path, records)
        if level == len(self._levels):
            self._levels.append([])
        self._levels[level].append(path)
        if len(self._levels[level]) >= self._parts:
            parts, self._levels[level] = self._levels[level], []
            self._keep(merge(*map(_read, parts)), level + 1)
            for part in parts:
                part.unlink()


def _write(path: Path, records: Iterable[tuple[Any, ...]]) -> None:
    rest = iter(records)
    with path.open("wb") as file:
        while block := list(islice(rest, _BLOCK)):
            marshal.dump(block, file)


def _read(path: Path) -> Iterator[tuple[Any, ...]]:
    with path.open("rb") as file:
        while True:
            try:
                block = marshal.load(file)  # noqa: S302 (written by this very process)
            except EOFError:
                return
            yield from block
