"""JSON Lines: one object a line. A line that is none is named, and the others are read."""

from __future__ import annotations

import io
import json
from itertools import chain, islice
from typing import IO, TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.formats.rows import choose_columns, iter_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.unpacked import Container, Inner

_HEAD = 100  # lines whose keys are the columns


def iter_inner(container: Container, settings: ReadSettings) -> Iterator[Inner]:
    """Raises DataError where the first lines show no column that is the text."""
    file: IO[bytes]
    file = container.path.open("rb") if container.path else io.BytesIO(container.data())
    with file:
        rows = _rows(file)
        head = list(islice(rows, _HEAD))
        if not head:
            raise DataError(f"{container.name} is empty: give a file with text.")
        good = [row for _, row in head if not isinstance(row, DataError)]
        if not good:
            raise DataError(
                f"{container.name} is no JSON Lines file: write one object a line, in UTF-8."
            )
        names = dict.fromkeys(name for row in good for name in row)
        columns = choose_columns(names, container.name, settings)
        yield from iter_documents(chain(head, rows), columns, container)


def _rows(lines: Iterable[bytes]) -> Iterator[tuple[int, Mapping[str, object] | DataError]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig"))
        except (ValueError, RecursionError):
            yield number, DataError("is no JSON object in UTF-8: mend it, or take the row out")
            continue
        if isinstance(row, dict):
            yield number, row
        else:
            yield number, DataError("is no JSON object in UTF-8: mend it, or take the row out")
