"""The answer of a query: column names and records, whatever engine gave it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

# A spreadsheet takes a cell that begins with one of these for a formula; the wide forms too.
FORMULA_SIGNS = tuple("=+-@\t\r\n＝＋－＠")


@dataclass(frozen=True, slots=True)
class Rows:
    """Typed records in the order of the answer; iterating yields one dictionary a record."""

    columns: tuple[str, ...]
    records: list[tuple[Any, ...]] = field(default_factory=list)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, record, strict=True)) for record in self.records)

    def __len__(self) -> int:
        return len(self.records)

    def column(self, name: str) -> list[Any]:
        """All values of one column; raises ValueError for an unknown one."""
        place = self.columns.index(name)
        return [record[place] for record in self.records]
