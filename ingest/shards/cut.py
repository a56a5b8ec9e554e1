"""Sources → shards: some hundred files, or as many rows of Parquet files, each."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError, UsageError
from innograph.ingest.formats.parquet import row_groups
from innograph.ingest.formats.unpacked import Part
from innograph.ingest.shards.job import ShardJob
from innograph.ingest.unpack import container_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.ingest.reading import ReadOptions
    from innograph.ingest.source import Source

# One shard takes a core about a minute (200 texts of 9,000 characters): little is lost with it, and
# starting it costs nothing against that.
LARGEST = 200
_SHARDS = 64  # at least, where there are texts enough, so that many cores have something to do
_SMALLEST = 10


def cut(
    sources: Iterable[Source],
    options: ReadOptions,
    *,
    out: str,
    form: str = "parquet",
    size: int | None = None,
) -> list[ShardJob]:
    """The same sources give the same shards, on whatever and however many machines.

    `size` is how many texts a shard has at most. Archives, CSV and JSON Lines files are never cut:
    each is a shard of its own.
    """
    pieces = [piece for source in sources for piece in _pieces(source, size or LARGEST)]
    if size is None:
        total = sum(1 if weight is None else weight for _, weight in pieces)
        size = min(max(-(-total // _SHARDS), _SMALLEST), LARGEST)
        pieces = [smaller for piece in pieces for smaller in _smaller(piece, size)]
    groups: list[list[Source]] = []
    room = 0
    for source, weight in pieces:
        taken = size if weight is None else weight
        if taken > room:
            groups.append([])
            room = size
        groups[-1].append(source)
        room -= taken
    return [
        ShardJob(number, len(groups), tuple(group), options, out, form)
        for number, group in enumerate(groups)
    ]


def share(jobs: list[ShardJob], k: int, n: int) -> list[ShardJob]:
    """The k-th of n calls that together do all of them."""
    return [job for job in jobs if job.number % n == k - 1]


def _pieces(source: Source, size: int) -> Iterator[tuple[Source, int | None]]:
    """With the number of texts; None for what has many and cannot be cut."""
    if source.stream is not None:
        raise UsageError("Standard input cannot be cut into shards: give files or folders.")
    if source.is_shards:
        raise UsageError(f"{source.name} holds shards already: innograph ingest loads them.")
    if source.problem or not source.format.many:
        yield source, 1
        return
    if source.suffix != ".parquet":
        yield source, None
        return
    try:
        groups = row_groups(container_of(source))
    except DataError:
        yield source, 1  # its error becomes a row when it is read
        return
    before = 0
    for number, rows in enumerate(groups):
        for first in range(0, rows, size):
            yield _part(source, Part(number, first, min(size, rows - first), before))
        before += rows


def _smaller(piece: tuple[Source, int | None], size: int) -> Iterator[tuple[Source, int | None]]:
    source, _ = piece
    if source.part is None:
        yield piece
        return
    part = source.part
    for first in range(part.first, part.first + part.rows, size):
        rows = min(size, part.first + part.rows - first)
        yield _part(source, part._replace(first=first, rows=rows))


def _part(source: Source, part: Part) -> tuple[Source, int]:
    made = replace(source, part=part, warnings=[], furniture=[], ignored=Counter())
    return made, part.rows
