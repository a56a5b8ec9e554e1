"""A folder of shards → what was read, in the order in which it was given to extract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.reading import TextRead
from innograph.ingest.shards.rows import read_rows
from innograph.ingest.shards.run import read_manifest
from innograph.ingest.sources import MANIFEST
from innograph.ingest.storage import Folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from innograph.ingest.source import Source

_AGAIN = "run the same innograph extract again"


def iter_readings(source: Source) -> Iterator[TextRead]:
    """The rows of all shards. One that is missing or damaged is a reading with an error."""
    for name, rows in _shards(source):
        try:
            yield from rows
        except DataError as error:
            yield TextRead(name, error=str(error))


def iter_whole(source: Source) -> Iterator[TextRead]:
    """The same rows. DataError for a shard that is missing or damaged."""
    for _, rows in _shards(source):
        yield from rows


def _shards(source: Source) -> Iterator[tuple[str, Iterator[TextRead]]]:
    """Name and rows of each; what is wrong with it is raised where the rows are asked for."""
    folder = Folder(source.address or str(source.path))
    manifests = read_manifests(folder)
    of = {manifest["of"] for manifest in manifests.values()}
    if len(of) != 1:
        why = f"{source.name} holds shards of several runs: {_AGAIN}, so that it ends."
        yield source.name, map(_failed, [why])
        return
    for number in range(of.pop()):
        manifest = manifests.get(number)
        name = folder.at(f"{number:06}" + (f".{manifest['form']}" if manifest else ""))
        yield name, _rows(folder, manifest, name)


def _rows(folder: Folder, manifest: dict[str, Any] | None, address: str) -> Iterator[TextRead]:
    if manifest is None:
        raise DataError(f"The shard {address} is not there: {_AGAIN}.")
    if folder.size(f"{manifest['shard']:06}.{manifest['form']}") != manifest["bytes"]:
        raise DataError(f"The shard {address} is not as it was written: {_AGAIN}.")
    yield from read_rows(address, manifest["form"])
    if manifest["form"] == "jsonl":  # where they have no row
        for text, why in manifest["failed"]:
            yield TextRead(text, error=why)


def _failed(why: str) -> TextRead:
    raise DataError(why)


def read_manifests(folder: Folder) -> dict[int, dict[str, Any]]:
    """By number, of shards that this version can read."""
    numbers = [int(match[1]) for match in map(MANIFEST.fullmatch, folder.names()) if match]
    found = ((number, read_manifest(folder, number)) for number in numbers)
    return {number: manifest for number, manifest in found if manifest is not None}
