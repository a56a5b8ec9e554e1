"""Parquet, read in batches: the number of rows does not matter for memory."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.formats.page import missing
from innograph.ingest.formats.rows import choose_columns, iter_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.rows import Columns
    from innograph.ingest.formats.unpacked import Container, Inner

_BATCH = 500  # rows


def iter_inner(container: Container, settings: ReadSettings) -> Iterator[Inner]:
    """Raises DataError for a file that is damaged."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise missing(container.name, "a Parquet file") from None
    source = container.path or io.BytesIO(container.data())
    try:
        with parquet.ParquetFile(source) as file:
            columns = choose_columns(file.schema_arrow.names, container.name, settings)
            yield from iter_documents(_rows(file, columns), columns, container)
    except (pyarrow.ArrowException, OSError) as error:
        why = str(error).splitlines()[0][:120]
        raise DataError(
            f"{container.name} is a damaged Parquet file ({why}): write it anew."
        ) from None


def _rows(file: Any, columns: Columns) -> Iterator[tuple[int, Mapping[str, object] | DataError]]:
    wanted = [columns.text, *columns.fields]
    if columns.id is not None:
        wanted.append(columns.id)
    number = 0
    for batch in file.iter_batches(batch_size=_BATCH, columns=wanted):
        for row in batch.to_pylist():
            number += 1
            yield number, row
