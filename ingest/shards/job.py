"""What a shard is to read and where it goes; plain data, since it travels to other machines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.reading import ReadOptions
    from innograph.ingest.source import Source

FORMS = ("parquet", "jsonl")


@dataclass(frozen=True, slots=True)
class ShardJob:
    """Shard `number` (from 0) of `of`: its sources, and the folder that it is written to."""

    number: int
    of: int
    sources: tuple[Source, ...]
    options: ReadOptions
    out: str
    form: str = "parquet"

    @property
    def name(self) -> str:
        """Of its file."""
        return f"{self.number:06}.{self.form}"


@dataclass(frozen=True, slots=True)
class ShardDone:
    """What became of a shard: written, or skipped since it was there already.

    `failed` are (name, why) of its texts that could not be read.
    """

    number: int
    outcome: str
    documents: int = 0
    characters: int = 0
    claims: int = 0
    observations: int = 0
    left_out: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    ignored: dict[str, int] = field(default_factory=dict)  # files in archives, by suffix


def manifest_name(number: int) -> str:
    """Of the file that stands beside a shard and says what it was made of."""
    return f"{number:06}.manifest.json"
