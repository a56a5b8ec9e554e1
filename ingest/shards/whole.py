"""Folders of shards, and single ones, as the documents of a bulk import."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.bulk.files import Files
from innograph.graph.errors import DataError
from innograph.ingest.shards.load import iter_whole
from innograph.ingest.shards.rows import read_rows
from innograph.ingest.sources import find_files, holds_shards
from innograph.ingest.storage import is_remote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from innograph.graph.model import Decision, Extraction
    from innograph.ingest.reading import TextRead

_PARQUET = ".parquet"


class Readings:
    """What `ingest` would load out of shards, and beside them what `graph.bulk.files.Files` takes.

    Of shards with equal texts the first is taken, as `ingest` does, which costs some hundred bytes a
    document. After a pass `copies` says how many were left out, and `unread` how many texts have an
    error in place of a reading. A shard that is missing or damaged raises DataError.
    """

    def __init__(self, paths: Sequence[str]) -> None:
        self._shards = [path for path in paths if _is_shards(path)]
        self._files = Files([Path(path) for path in paths if not _is_shards(path)])
        self.copies = self.unread = 0

    def extractions(self) -> Iterator[Extraction]:
        """In the order of the paths; shards first."""
        self.copies = self.unread = 0
        seen: set[bytes] = set()
        for path in self._shards:
            for read in _rows(path):
                found = read.extraction
                if found is None:
                    self.unread += not read.left_out
                    continue
                digest = bytes.fromhex(found.document.sha256)
                if digest in seen:
                    self.copies += 1
                    continue
                seen.add(digest)
                yield found
        yield from self._files.extractions()

    def decisions(self) -> Iterable[Decision]:
        """Those that exports bring."""
        return self._files.decisions()


def _is_shards(path: str) -> bool:
    return is_remote(path) or path.endswith(_PARQUET) or holds_shards(Path(path))


def _rows(path: str) -> Iterator[TextRead]:
    if path.endswith(_PARQUET):
        if not is_remote(path) and not Path(path).is_file():
            raise DataError(f"There is no file {path}.")
        yield from read_rows(path, "parquet")
        return
    for source in find_files([path]):
        if not source.is_shards:
            raise DataError(f"{path} holds no shards of `innograph extract --form parquet`.")
        yield from iter_whole(source)
