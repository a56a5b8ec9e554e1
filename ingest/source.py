"""One text to read, or a file that holds many."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from innograph.ingest.formats.table import FORMATS, Format

if TYPE_CHECKING:
    from collections.abc import Callable

    from innograph.ingest.formats.unpacked import Part


@dataclass(slots=True)
class Source:
    """`expand` gives the texts of one that holds many. `id` is the document's unless metadata gives
    another.

    `problem` is why it cannot be read; `values` is metadata that its container has for it; `folder`
    is the folder that was given and holds it. `warnings` and `furniture` are filled by
    `read_document`, `ignored` by `expand`.
    """

    name: str  # as a person would find it
    id: str
    path: Path | None = None
    stream: BinaryIO | None = None
    problem: str | None = None
    warnings: list[str] = field(default_factory=list)
    suffix: str = ".txt"
    load: Callable[[], bytes] | None = None
    sides: list[tuple[str, Callable[[], bytes]]] = field(default_factory=list)
    values: dict[str, str] = field(default_factory=dict)
    folder: Path | None = None
    furniture: list[tuple[int, int]] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)
    by_chance: bool = False  # nobody named it: it was found in a folder or an archive
    is_no_text: bool = False  # the problem is only that it is not meant as a text
    # Where it lies in the folder given, or in its container; the id without metadata.
    file: str = ""
    address: str | None = None  # of a file in a storage, which has no path
    part: Part | None = None  # of a Parquet file: the rows to read
    is_shards: bool = False  # a folder of shards that `extract` wrote

    def __post_init__(self) -> None:
        self.file = self.file or self.id

    @property
    def format(self) -> Format:
        """How it is read."""
        return FORMATS[self.suffix]

    @property
    def stem(self) -> str:
        """What a file that is made of it is called, without a suffix."""
        if self.path or self.stream:
            return Path(self.name).stem
        last = self.id.rpartition("/")[2].removesuffix(self.suffix)
        return re.sub(r"[^\w.()（）-]+", "-", last) or "text"


def broken(name: str, why: str) -> Source:
    """What was named or found and cannot be read."""
    return Source(name, Path(name).name, problem=f"{name} {why}.")
