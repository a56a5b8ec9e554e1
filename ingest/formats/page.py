"""What every reader gives, and what may be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from innograph.ingest.metadata import Inferred

MEGABYTE = 1_000_000
# An archive (a .docx is one, too) may hold this many times what one file may.
ARCHIVE_TIMES = 20


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """How files are read. Columns are those of tables (CSV, JSON Lines, Parquet); sizes in MB."""

    max_size: float = 50.0
    text_column: str | None = None
    id_column: str | None = None
    simplify: bool = False

    @property
    def max_bytes(self) -> int:
        return int(self.max_size * MEGABYTE)


@dataclass(slots=True)
class Page:
    """The text of a file and what the file says about it beside the text.

    `stated` goes before what is inferred from the text, `hints` behind it. `furniture` are the spans
    of page numbers and running heads, whole lines of the text.
    """

    text: str
    stated: dict[str, Inferred] = field(default_factory=dict)
    hints: dict[str, Inferred] = field(default_factory=dict)
    furniture: list[tuple[int, int]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class NoText(DataError):
    """A file that is not meant as a text: a page of ours, a table without a column of texts. Where
    nobody named it, it is left out without being an error."""


class MissingReader(DataError):
    """The library that reads a format is not installed."""


def missing(name: str, what: str) -> MissingReader:
    """One sentence: what is missing, and how to get it."""
    return MissingReader(f"{name} is {what}: pip install 'innograph[files]' brings what reads it.")


def too_large(name: str, size: int, settings: ReadSettings) -> DataError:
    """One sentence about a file over the limit."""
    return DataError(
        f"{name} has {size / MEGABYTE:.1f} MB, more than the {settings.max_size:g} that are read: "
        "split it, or raise --max-size."
    )
