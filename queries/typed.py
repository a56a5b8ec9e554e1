"""Rows as an engine gives them → rows of the declared types in the declared order, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innograph.graph.rows import Rows
    from innograph.queries.question import Column, Question

Row = tuple[Any, ...]

# Engines differ in the last bits of a sum or quotient; six places are more than any text gives.
PLACES = 6


def typed_rows(question: Question, found: Rows) -> list[Row]:
    """The rows of an answer. QueryError where its columns or values are not as declared.

    An answer without rows has no columns on the embedded engine.
    """
    columns = question.columns
    names = tuple(column.name for column in columns)
    if tuple(found.columns) != names and (found.columns or found.records):
        raise QueryError(
            f"Question {question.id} returned the columns {', '.join(found.columns)} "
            f"instead of {', '.join(names)}."
        )
    rows = {
        tuple(typed(value, column, question) for value, column in zip(row, columns, strict=True))
        for row in found.records
    }
    return in_order(rows)


def typed(value: Any, column: Column, question: Question) -> Any:
    """A value of the column's type; None stays None."""
    if value is None:
        return None
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    if column.type in ("text", "id") and isinstance(value, str):
        return value
    if column.type == "flag" and isinstance(value, bool):
        return value
    if column.type == "integer" and number and int(value) == value:
        return int(value)
    if column.type == "number" and number:
        return round(float(value), PLACES) + 0.0  # no -0.0
    raise QueryError(
        f"Question {question.id} returned {value!r} in the column {column.name}, "
        f"which is declared as {column.type}."
    )


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Sorted column by column: text by code point, numbers by value, null last."""
    return sorted(rows, key=_key)


def _key(row: Sequence[Any]) -> tuple[Any, ...]:
    return tuple((value is None, "" if value is None else value) for value in row)
