"""The rows of a shard: one a text, with its Extraction or its error; as Parquet or JSON Lines."""

from __future__ import annotations

import itertools
import json
from typing import TYPE_CHECKING, Any

from innograph.graph.codec import read_jsonl, write_jsonl
from innograph.graph.errors import DataError, UsageError
from innograph.ingest.reading import TextRead
from innograph.ingest.storage import opened

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_AT_ONCE = 20  # texts in memory; their extractions have some 100 kB each


def write_rows(path: Path, reads: Iterable[TextRead], form: str) -> None:
    """Equal readings give equal bytes. JSON Lines have no place for errors: these stand in the
    manifest, and the lines are what `innograph import` takes."""
    if form == "jsonl":
        with path.open("wb") as file:
            for read in reads:
                file.writelines(line.encode() for line in _lines(read))
        return
    pyarrow, parquet = _pyarrow()
    schema = _schema(pyarrow)
    with parquet.ParquetWriter(path, schema, compression="zstd") as writer:
        for batch in _batched(reads):
            writer.write_table(pyarrow.Table.from_pylist([*map(_row, batch)], schema=schema))


def read_rows(address: str, form: str) -> Iterator[TextRead]:
    """What `write_rows` was given, some texts in memory at a time. DataError for a damaged file."""
    if form == "jsonl":
        with opened(address) as file:
            for found in read_jsonl((line.decode() for line in file), name=address):
                yield TextRead(found.document.id, found.document, found)
        return
    pyarrow, parquet = _pyarrow()
    try:
        with opened(address) as file, parquet.ParquetFile(file) as table:
            if "extraction" not in table.schema_arrow.names:
                raise DataError(
                    f"{address} is no shard: `innograph extract {address} --out DIR --form parquet` "
                    "makes shards of a table of texts."
                )
            for batch in table.iter_batches(batch_size=_AT_ONCE):
                yield from (_reading(row, address) for row in batch.to_pylist())
    except pyarrow.ArrowException as error:
        why = str(error).splitlines()[0][:120]
        raise DataError(f"{address} is damaged ({why}): remove it and run extract again.") from None


def check_form(form: str) -> None:
    """Raise UsageError where the library is missing, before anything is read."""
    if form == "parquet":
        _pyarrow()


def _schema(pyarrow: Any) -> Any:
    text = pyarrow.string()
    return pyarrow.schema(
        [
            ("name", text),
            ("document", text),
            ("error", text),
            ("left_out", pyarrow.bool_()),
            ("warnings", pyarrow.list_(text)),
            ("dropped", text),
            ("characters", pyarrow.int64()),
            ("claims", pyarrow.int64()),
            ("observations", pyarrow.int64()),
            ("extraction", text),
        ]
    )


def _row(read: TextRead) -> dict[str, Any]:
    found = read.extraction
    return {
        "name": read.name,
        "document": found and found.document.id,
        "error": read.error,
        "left_out": read.left_out,
        "warnings": read.warnings,
        "dropped": json.dumps(read.dropped, ensure_ascii=False, sort_keys=True),
        "characters": found.document.characters if found else 0,
        "claims": len(found.claims) if found else 0,
        "observations": len(found.observations) if found else 0,
        "extraction": "".join(_lines(read)) or None,
    }


def _reading(row: dict[str, Any], address: str) -> TextRead:
    read = TextRead(
        row["name"],
        error=row["error"],
        left_out=row["left_out"],
        warnings=row["warnings"],
        dropped=json.loads(row["dropped"]),
    )
    if row["extraction"] is not None:
        (read.extraction,) = read_jsonl([row["extraction"]], name=address)
        read.document = read.extraction.document
    return read


def _lines(read: TextRead) -> Iterator[str]:
    return write_jsonl([read.extraction] if read.extraction else [])


def _batched(reads: Iterable[TextRead]) -> Iterator[list[TextRead]]:
    more = iter(reads)
    while batch := list(itertools.islice(more, _AT_ONCE)):
        yield batch


def _pyarrow() -> tuple[Any, Any]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        raise UsageError(
            "Parquet needs pyarrow: pip install 'innograph[files]'; --form jsonl needs nothing."
        ) from None
    return pyarrow, parquet
