"""CSV and TSV: comma, tab or semicolon, in any encoding of Chinese texts; read row by row."""

from __future__ import annotations

import csv
import io
from typing import IO, TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.decode import encoding_of
from innograph.ingest.formats.rows import choose_columns, iter_documents

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.unpacked import Container, Inner

_SAMPLE = 200_000  # bytes that decide on the encoding
_SIGNS = (",", "\t", ";", "，", "|")


def iter_inner(container: Container, settings: ReadSettings) -> Iterator[Inner]:
    """Raises DataError where the table as a whole cannot be read."""
    with _opened(container) as file:
        yield from _documents(file, container, settings)


def _opened(container: Container) -> IO[str]:
    path = container.path
    stream: IO[bytes] = path.open("rb") if path else io.BytesIO(container.data())
    head = stream.read(_SAMPLE)
    stream.seek(0)
    if not head:
        raise DataError(f"{container.name} is empty: give a file with text.")
    encoding = encoding_of(head, container.name)
    return io.TextIOWrapper(stream, encoding=encoding, newline="")


def _documents(file: IO[str], container: Container, settings: ReadSettings) -> Iterator[Inner]:
    csv.field_size_limit(min(4 * settings.max_bytes, 2**31 - 1))
    try:
        first = file.readline()
        sign = max(_SIGNS, key=first.count)
        file.seek(0)
        table = csv.reader(file, delimiter=sign if first.count(sign) else ",")
        names = [name.strip().removeprefix("\ufeff") for name in next(table, [])]
    except (csv.Error, UnicodeDecodeError) as error:
        raise _broken(container, 1, error) from None
    columns = choose_columns(names, container.name, settings)
    yield from iter_documents(_rows(table, names, container), columns, container)


def _rows(
    table: Iterator[list[str]], names: list[str], container: Container
) -> Iterator[tuple[int, Mapping[str, object] | DataError]]:
    number = 0
    while True:
        try:
            row = next(table)
        except StopIteration:
            return
        except (csv.Error, UnicodeDecodeError) as error:
            # What comes behind a wrong byte or quote can no longer be told apart.
            yield number + 1, _broken(container, number + 1, error)
            return
        if not row:
            continue
        number += 1
        if len(row) > len(names):
            yield (
                number,
                DataError(f"has {len(row)} cells under {len(names)} names: put text in quotes"),
            )
            continue
        yield number, dict(zip(names, row, strict=False))


def _broken(container: Container, number: int, error: Exception) -> DataError:
    why = error.reason if isinstance(error, UnicodeDecodeError) else error
    return DataError(
        f"and all behind it cannot be read ({why}): save {container.name} again as UTF-8"
        if number > 1
        else f"{container.name} is no CSV file that can be read ({why}): save it again as UTF-8."
    )
