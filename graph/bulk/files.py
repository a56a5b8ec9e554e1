"""Documents for a bulk import out of files: extractions as JSON Lines, or an export in RDF."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.codec import read_jsonl
from innograph.graph.errors import DataError
from innograph.graph.files import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from innograph.graph.model import Decision, Extraction

LINES = (".jsonl", ".jsonl.gz")


class Files:
    """The documents of files, read anew each time. JSON Lines are read line by line; RDF is kept
    in memory, and brings its ledger."""

    def __init__(self, paths: Sequence[Path]) -> None:
        self._lines = [file for path in paths for file in _lines(path)]
        self._extractions: list[Extraction] = []
        self._decisions: dict[str, Decision] = {}
        for path in paths:
            if path.is_file() and not path.name.endswith(LINES):
                self._read_rdf(path)

    def extractions(self) -> Iterator[Extraction]:
        """In the order of the files."""
        yield from self._extractions
        for path in self._lines:
            yield from iter_lines(path)

    def decisions(self) -> list[Decision]:
        """By id."""
        return sorted(self._decisions.values(), key=lambda decision: decision.id)

    def _read_rdf(self, path: Path) -> None:
        from innograph.graph.rdf import read_rdf

        extractions, decisions = read_rdf(path)
        self._extractions += extractions
        self._decisions |= {decision.id: decision for decision in decisions}


def iter_lines(path: Path) -> Iterator[Extraction]:
    """The Extractions of a JSON Lines file, packed or not, one in memory at a time."""
    try:
        with opened(path) as file:
            yield from read_jsonl((line.decode() for line in file), name=str(path))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise DataError(f"Cannot read {path}: {error}.") from None


def _lines(path: Path) -> list[Path]:
    """The file, or those of a folder and the folders in it."""
    if not path.exists():
        raise DataError(f"There is no file or folder {path}.")
    if path.is_file():
        return [path] if path.name.endswith(LINES) else []
    found = sorted(file for file in path.rglob("*.jsonl*") if file.name.endswith(LINES))
    if not found:
        raise DataError(
            f"{path} holds no extractions: `innograph extract TEXTS --out {path} --form jsonl` "
            "writes some."
        )
    return found
