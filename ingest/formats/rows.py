"""Rows of a table → documents: one column is the text, the known ones are metadata."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.ingest.formats.page import NoText
from innograph.ingest.formats.unpacked import Inner
from innograph.ingest.metadata import load_lexicon, read_mapping

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.formats.unpacked import Container

# Columns that are taken for the text where none is named.
_TEXTS = ("text", "正文", "内容", "全文", "content", "body", "fulltext")
_SHOWN = 12  # columns that a message names


@dataclass(slots=True)
class Columns:
    """Which column is what."""

    text: str
    id: str | None
    fields: dict[str, str] = field(default_factory=dict)  # column → field
    other: list[str] = field(default_factory=list)


def choose_columns(names: Iterable[str], name: str, settings: ReadSettings) -> Columns:
    """Raises DataError where no column is the text, or one that was named is not there."""
    found = [column for column in names if column]
    shown = ", ".join(found[:_SHOWN]) + (", …" if len(found) > _SHOWN else "")
    for wanted, option in ((settings.text_column, "text"), (settings.id_column, "id")):
        if wanted is not None and wanted not in found:
            raise DataError(
                f"{name} has no column {wanted!r} for --{option}-column: it has {shown or 'none'}."
            )
    by_name = {column.strip().lower(): column for column in reversed(found)}
    text = settings.text_column or next((by_name[t] for t in _TEXTS if t in by_name), None)
    if text is None:
        raise NoText(
            f"{name} does not say which column is the text: name it with --text-column "
            f"(it has {shown or 'none'})."
        )
    columns = Columns(text, settings.id_column)
    keys = load_lexicon().keys
    for column in found:
        known = keys.get(column.strip().lower())
        if column in (text, settings.id_column):
            continue
        if known is None or known in columns.fields.values():
            columns.other.append(column)
        elif known != "id":
            columns.fields[column] = known
        elif columns.id is None:
            columns.id = column
    return columns


def iter_documents(
    rows: Iterable[tuple[int, Mapping[str, object] | DataError]],
    columns: Columns,
    container: Container,
) -> Iterator[Inner]:
    """(number of the row, its values or why there are none) → documents. The number is the id where
    no column is; it changes when rows are put in before."""
    if columns.other:
        container.notes.append(f"columns not used: {', '.join(columns.other[:_SHOWN])}")
    for number, row in rows:
        place = f"{container.id}#{number}"
        inner = Inner(f"{container.name} row {number}", place, file=place, is_row=True)
        if isinstance(row, DataError):
            inner.problem = str(row)
            yield inner
            continue
        text = row.get(columns.text)
        if not isinstance(text, str) or not text.strip():
            inner.problem = (
                f"has no text in the column {columns.text}: fill it, or take the row out"
            )
            yield inner
            continue
        given = {column: _written(row.get(column)) for column in columns.fields}
        metadata = read_mapping({k: v for k, v in given.items() if v}, "row")
        inner.values, inner.warnings = metadata.values, metadata.warnings
        if columns.id is not None and (identity := _written(row.get(columns.id))):
            inner.id = identity
        data = text.encode("utf-8", "replace")
        inner.data = lambda data=data: data
        yield inner


def _written(value: object) -> str:
    """Numbers without a fraction that only the format brought; dates as ISO."""
    if value is None or value != value:  # NaN
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if hasattr(value, "isoformat"):
        return str(value.isoformat())[:10]
    if isinstance(value, list):
        return "、".join(map(str, value))
    return str(value).strip()
