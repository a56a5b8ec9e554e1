"""Rows as text: table, csv, json, jsonl, markdown. For answers and for rows of any query."""

from __future__ import annotations

import csv
import io
import itertools
import json
import re
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.rows import FORMULA_SIGNS
from innograph.queries.answer import Answer
from innograph.queries.plain import is_number, plain, shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from innograph.graph.rows import Rows

_MARKDOWN = str.maketrans(
    {**{c: f"\\{c}" for c in "\\`*_[]|~#"}, "<": "&lt;", ">": "&gt;", "&": "&amp;", "$": "\\$"}
)

# Line ends to some readers, or orders to a terminal; JSON may have them escaped.
_UNSEEN = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def render(
    rows: Answer | Rows,
    format: str = "table",  # noqa: A002
    *,
    wide: bool = False,
    width: int | None = None,
    bom: bool = False,
) -> Iterator[str]:
    """The lines of an answer, each with its line end; long ones are streamed.

    `table` is for reading: without `wide` it leaves out ids and cuts long texts. The others hold
    everything: csv (UTF-8, safe to open in a spreadsheet), json (an array of objects), jsonl,
    markdown. `bom` puts before a csv the mark by which Excel knows UTF-8. Raises UsageError for
    another format.
    """
    if bom:
        if format != "csv":
            raise UsageError("--bom is for --format csv.")
        return itertools.chain(["\ufeff"], render(rows, format))
    if format == "table":
        from innograph.queries.table import to_table

        return to_table(rows, wide=wide, width=width)
    if format not in FORMATS:
        raise UsageError(f"There is no format {format!r}: table, {', '.join(FORMATS)}.")
    if isinstance(rows, Answer):
        return FORMATS[format](rows.names, rows.rows)
    if not rows.columns and format in ("csv", "markdown"):
        return iter(())  # the embedded engine names no columns where there are no rows
    return FORMATS[format](rows.columns, rows.records)


def to_csv(names: Sequence[str], records: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A head and one record a row; text that a spreadsheet would run gets an apostrophe."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow([_safe(name) for name in names])
    for values in records:
        writer.writerow([_safe(value) for value in values])
        if buffer.tell() > 1 << 16:
            yield _taken(buffer)
    yield _taken(buffer)


def to_jsonl(names: Sequence[str], records: Iterable[Sequence[Any]]) -> Iterator[str]:
    """One object a line."""
    return (_object(names, values) + "\n" for values in records)


def to_json(names: Sequence[str], records: Iterable[Sequence[Any]]) -> Iterator[str]:
    """An array of objects, one a line."""
    before = "[\n"
    for values in records:
        yield before + _object(names, values)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def to_markdown(names: Sequence[str], records: Iterable[Sequence[Any]]) -> Iterator[str]:
    """A pipe table."""
    yield _piped(names)
    yield "|" + " --- |" * len(names) + "\n"
    for values in records:
        yield _piped(values)


FORMATS: dict[str, Callable[[Sequence[str], Iterable[Sequence[Any]]], Iterator[str]]] = {
    "csv": to_csv,
    "json": to_json,
    "jsonl": to_jsonl,
    "markdown": to_markdown,
}


def _safe(value: Any) -> str:
    text = shown(value)
    return f"'{text}" if text.startswith(FORMULA_SIGNS) and not is_number(value) else text


def _taken(buffer: io.StringIO) -> str:
    text = buffer.getvalue()
    buffer.seek(0)
    buffer.truncate()
    return text


def _object(names: Sequence[str], values: Sequence[Any]) -> str:
    record = {name: plain(value) for name, value in zip(names, values, strict=True)}
    line = json.dumps(record, ensure_ascii=False, allow_nan=False)
    return _UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04x}", line)


def _piped(values: Sequence[Any]) -> str:
    cells = (" ".join(shown(value).split()).translate(_MARKDOWN) for value in values)
    return f"| {' | '.join(cells)} |\n"
