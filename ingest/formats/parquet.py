"""Parquet, read in batches: the number of rows does not matter for memory."""

from __future__ import annotations

import io
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.formats.page import missing
from innograph.ingest.formats.rows import choose_columns, iter_documents
from innograph.ingest.storage import opened

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.rows import Columns
    from innograph.ingest.formats.unpacked import Container, Inner, Part

_BATCH = 500  # rows


def iter_inner(container: Container, settings: ReadSettings) -> Iterator[Inner]:
    """Raises DataError for a file that is damaged."""
    part = container.part
    with _damaged(container), _file(container) as file:
        columns = choose_columns(file.schema_arrow.names, container.name, settings)
        if part is not None and (part.group or part.first):
            columns.other.clear()  # said of the first part
        yield from iter_documents(_rows(file, columns, part), columns, container)


def row_groups(container: Container) -> list[int]:
    """How many rows each row group has. Raises DataError for a file that is damaged."""
    with _damaged(container), _file(container) as file:
        return [file.metadata.row_group(i).num_rows for i in range(file.metadata.num_row_groups)]


@contextmanager
def _file(container: Container) -> Iterator[Any]:
    from pyarrow import parquet

    if container.address is not None:
        with opened(container.address) as there, parquet.ParquetFile(there) as file:
            yield file
    else:
        with parquet.ParquetFile(container.path or io.BytesIO(container.data())) as file:
            yield file


@contextmanager
def _damaged(container: Container) -> Iterator[None]:
    try:
        import pyarrow
    except ImportError:
        raise missing(container.name, "a Parquet file") from None
    try:
        yield
    except (pyarrow.ArrowException, OSError) as error:
        why = str(error).splitlines()[0][:120]
        raise DataError(
            f"{container.name} is a damaged Parquet file ({why}): write it anew."
        ) from None


def _rows(
    file: Any, columns: Columns, part: Part | None
) -> Iterator[tuple[int, Mapping[str, object] | DataError]]:
    wanted = [columns.text, *columns.fields]
    if columns.id is not None:
        wanted.append(columns.id)
    if part is None:
        groups, first, last = None, 0, file.metadata.num_rows
    else:
        groups, first, last = [part.group], part.before + part.first, 0
        last = first + part.rows
    number = part.before if part else 0  # of the rows that were passed
    for batch in file.iter_batches(batch_size=_BATCH, columns=wanted, row_groups=groups):
        passed = max(first - number, 0)
        number += min(passed, batch.num_rows)
        for row in batch.slice(passed, last - number).to_pylist():
            number += 1
            yield number, row
        if number >= last:
            return
