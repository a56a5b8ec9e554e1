"""Statements that take rows, run in batches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from innograph.graph.bolt import Transaction

_T = TypeVar("_T")
_ROWS = 2_000  # more in a statement bring nothing (measured with 1,000 to 10,000)


def batches(rows: Sequence[_T]) -> Iterator[list[_T]]:
    """The rows in lists that one statement takes."""
    return (list(rows[start : start + _ROWS]) for start in range(0, len(rows), _ROWS))


def run_batches(tx: Transaction, statement: str, rows: Iterable[Mapping[str, Any]]) -> None:
    """A statement that begins with UNWIND $rows and returns nothing."""
    for batch in batches(list(rows)):
        tx.run(statement, {"rows": batch})
