"""What a comparison says: one row a statement, one row a target."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from innograph.graph.rows import Rows
from innograph.queries.targets import Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.model import Document

# What a change may be, in the order in which they are listed.
CHANGES = ("achieved", "under way", "restated", "dropped", "new", "replanned", "repeated")


@dataclass(frozen=True, slots=True)
class Change:
    """One statement and what became of it.

    achieved, under way and restated: the earlier document intends it and the later one says so;
    dropped: no claim of the later one is about it; new: the earlier one says nothing of it;
    replanned: a fact before and intended now; repeated: a fact in both. `subject`, `predicate` and
    `object` are those of the earlier claim, where there is one; `later_statement` is how the later
    one puts it. `named` tells of what was dropped whether the later one names both ends at all.
    """

    change: str
    subject: str
    predicate: str
    object: str
    before: str | None
    after: str | None
    match: str | None
    score: float | None
    later_statement: str | None
    named: bool | None
    earlier_document: str | None
    earlier_sentence: str | None
    later_document: str | None
    later_sentence: str | None
    earlier_claim: str | None
    later_claim: str | None
    subject_id: str
    object_id: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two documents, or the documents of two years, say of the same things.

    `unmentioned` counts facts of the earlier ones that the later ones do not tell again.
    """

    earlier: tuple[Document, ...]
    later: tuple[Document, ...]
    changes: tuple[Change, ...]
    targets: tuple[Target, ...]
    unmentioned: int
    notes: tuple[str, ...] = ()

    @property
    def counts(self) -> dict[str, int]:
        """How many statements of each kind, in their order."""
        found = Counter(change.change for change in self.changes)
        return {name: found[name] for name in CHANGES}

    def rows(self) -> Rows:
        """One row a statement."""
        return _rows(Change, self.changes)

    def target_rows(self) -> Rows:
        """One row a target."""
        return _rows(Target, self.targets)

    def summary(self) -> str:
        """Two lines for a person."""
        told = ", ".join(f"{count} {name}" for name, count in self.counts.items())
        named = sum(bool(change.named) for change in self.changes)
        found = Counter(target.outcome for target in self.targets)
        numbers = ", ".join(
            f"{found[name]} {name}" for name in ("kept", "missed", "open", "silent")
        )
        return (
            f"Statements: {told}; {self.unmentioned} facts not told again. Dropped means that no "
            f"claim takes it up; both ends of {named} are still named.\n"
            f"Targets in numbers: {numbers}."
        )


def _rows(kind: type[Change | Target], records: Iterable[Change | Target]) -> Rows:
    names = tuple(field.name for field in fields(kind))
    return Rows(names, [tuple(getattr(record, name) for name in names) for record in records])
