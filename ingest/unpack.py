"""Archives and tables → the texts in them; and whether a file is what its name says."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.formats.page import NoText, ReadSettings
from innograph.ingest.formats.sniff import sniff
from innograph.ingest.formats.table import FORMATS
from innograph.ingest.formats.unpacked import Container
from innograph.ingest.source import Source, broken

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.formats.unpacked import Inner

_HEAD = 4_096  # bytes that tell what a file is


def expand(source: Source, settings: ReadSettings | None = None) -> Iterator[Source]:
    """The texts of an archive or a table one by one; any other source itself."""
    if source.is_shards:
        yield broken(source.name, "holds shards of extract: innograph ingest loads them")
        return
    if source.problem or source.stream or not source.format.many:
        yield source
        return
    container = container_of(source)
    first = True
    try:
        _check_kind(source)
        for inner in source.format.reader()(container, settings or ReadSettings()):
            made = _unpacked(source, inner)
            if first:
                made.warnings += container.notes
            first = False
            yield from expand(made, settings)
    except DataError as error:
        yield _broken_whole(source, error)
    source.ignored.update(container.ignored)


def container_of(source: Source) -> Container:
    """The archive or table that a source is."""
    return Container(
        source.name,
        source.id,
        source.path,
        partial(_loaded, source),
        part=source.part,
        address=source.address,
    )


def _loaded(source: Source) -> bytes:
    if source.load is None:
        raise DataError(f"{source.name} has no bytes to read: make sources with iter_files.")
    return source.load()


def _check_kind(source: Source) -> None:
    """A table or an archive that is something else by its bytes."""
    if source.path is not None:
        try:
            with source.path.open("rb") as file:
                head = file.read(_HEAD)
        except PermissionError:
            raise DataError(f"{source.name} may not be read: check its permissions.") from None
        except OSError as error:
            raise DataError(f"{source.name} cannot be read: {error.strerror or error}.") from None
        check_kind(source, head)


def check_kind(source: Source, data: bytes) -> None:
    """Raise DataError where the bytes are plainly of another kind than the name says."""
    kind, wanted = sniff(data, source.path), source.format
    if not data:
        raise DataError(f"{source.name} is empty: give a file with text.")
    if kind is None:
        if wanted.module in {"pdf", "docx", "archive", "parquet"}:
            raise DataError(
                f"{source.name} is not {wanted.what}, whatever its name says: fetch it anew, or "
                "rename it if it is text."
            )
        return
    same = kind.suffix and FORMATS[kind.suffix].module == wanted.module
    if same:
        return
    stem = Path(source.name).stem
    if kind.suffix:
        way = f"rename it to {stem}{kind.suffix}"
    elif "password" in kind.what:
        raise DataError(f"{source.name} is {kind.what}: save it without one.")
    elif wanted.module == "csv_table":
        way = "save its sheet as CSV"
    else:
        way = "save it as .docx" if source.suffix == ".docx" else "save its text as UTF-8 .txt"
    raise DataError(f"{source.name} is {kind.what}, not {wanted.what}: {way}.")


def _unpacked(source: Source, inner: Inner) -> Source:
    return Source(
        inner.name,
        unicodedata.normalize("NFC", inner.id),
        problem=inner.problem and f"{inner.name} {inner.problem}.",
        warnings=list(inner.warnings),
        suffix=inner.suffix.lower(),
        load=inner.data,
        sides=inner.sides,
        values=inner.values,
        folder=source.folder,
        by_chance=source.by_chance or not inner.is_row,
        file=unicodedata.normalize("NFC", inner.file or inner.id),
    )


def _broken_whole(source: Source, error: DataError) -> Source:
    return replace(source, problem=str(error), warnings=[], is_no_text=isinstance(error, NoText))
