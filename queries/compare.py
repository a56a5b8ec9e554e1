"""Two documents or two years: what became of what the earlier one intends, and what is new.

What is compared is read from the graph: claims by the stored pairs (graph.promises), numbers by
their targets (queries.targets).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from innograph.graph.errors import UsageError
from innograph.graph.promises import FULFILS
from innograph.graph.rows import Rows
from innograph.queries.names import names_of
from innograph.queries.parameters import read_value
from innograph.queries.targets import Target, compare_numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innograph.graph.model import Claim, ClaimPair, Document, Extraction
    from innograph.graph.snapshot import Snapshot

# What a change may be, in the order in which they are listed.
CHANGES = ("achieved", "under way", "restated", "dropped", "new", "replanned", "repeated")
_YEAR = re.compile(r"[12]\d{3}年?", re.ASCII)


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


def compare(
    store: Snapshot,
    a: str | int,
    b: str | int,
    /,
    *,
    place: str | None = None,
    min_score: float = 0.0,
) -> Comparison:
    """Compare two documents (by id, title or file name), or the documents of two years.

    Years need a place, unless all documents are of one. `min_score` leaves out less sure matches.
    Whichever was published first is the earlier. Raises UsageError for what is not known.
    """
    names = names_of(store)
    known = names.documents()
    area = read_value(store, "place", place, name="place") if place else None
    one, other = (_chosen(store, x, known, area) for x in (a, b))
    notes = []
    if {d.id for d in one} & {d.id for d in other}:
        raise UsageError(f"{a} and {b} are the same; name two documents or two years.")
    if min(d.published or "" for d in other) < min(d.published or "" for d in one):
        one, other = other, one
        notes.append(f"{b} was published before {a}: it is taken as the earlier.")
    notes += [
        f"{d.id} has no date: nothing of it is paired with a promise."
        for d in (*one, *other)
        if not d.published
    ]
    return _Comparing(store, one, other, min_score).run(tuple(notes))


def _chosen(
    store: Snapshot, asked: str | int, known: Iterable[Document], place: str | None
) -> tuple[Document, ...]:
    text = str(asked).strip()
    if not _YEAR.fullmatch(text):
        identity = read_value(store, "document", text, name="document")
        return tuple(d for d in known if d.id == identity)
    year = text.removesuffix("年")
    found = tuple(d for d in known if (d.published or "").startswith(year))
    places = sorted({d.place or "no place" for d in found})
    if place is None and len(places) > 1:
        raise UsageError(
            f"The documents of {year} are of several places: choose one with --place "
            f"({'; '.join(places)})."
        )
    found = tuple(d for d in found if place in (None, d.place))
    if not found:
        where = f" of {place}" if place else ""
        raise UsageError(f"There is no document{where} published in {year}.")
    return found


class _Said(NamedTuple):
    """A claim with the document and the nodes that it is about."""

    document: Document
    claim: Claim
    subject: str
    object: str

    @property
    def statement(self) -> tuple[str, str, str]:
        return self.subject, self.claim.predicate, self.object

    @property
    def text(self) -> str:
        return f"{self.claim.subject} {self.claim.predicate} {self.claim.object}"


class _Comparing:
    def __init__(
        self,
        store: Snapshot,
        earlier: tuple[Document, ...],
        later: tuple[Document, ...],
        min_score: float,
    ) -> None:
        self.store = store
        self.documents = earlier, later
        self.extractions = tuple(_read(store, documents) for documents in self.documents)
        self.earlier, self.later = (self._said(group) for group in self.extractions)
        self._named = {
            store.entity_of(x.document.id, entity.name)
            for x in self.extractions[1]
            for entity in x.entities
        }
        self.pairs = [
            pair
            for pair in store.pairs()
            if pair.earlier in self.earlier and pair.later in self.later and pair.score >= min_score
        ]

    def run(self, notes: tuple[str, ...]) -> Comparison:
        promises = [*self._promises()]
        facts, unmentioned = self._facts()
        found = {*promises, *facts, *self._new()}
        order = sorted(found, key=_order)
        numbers = compare_numbers(self.store, *self.extractions)
        earlier, later = self.documents
        return Comparison(earlier, later, tuple(order), numbers, unmentioned, notes)

    def _asserted(self, said: _Said) -> bool:
        return self.store.ontology.statuses[said.claim.status].asserted

    def _said(self, extractions: Iterable[Extraction]) -> dict[str, _Said]:
        """Claim id → the claim; of equal ones the first in the order of documents and text."""
        return {
            claim.id: _Said(
                x.document,
                claim,
                self.store.entity_of(x.document.id, claim.subject),
                self.store.entity_of(x.document.id, claim.object),
            )
            for x in extractions
            for claim in sorted(x.claims, key=lambda c: (c.start, c.end, c.id))
        }

    def _promises(self) -> Iterable[Change]:
        """Each intention of the earlier documents once, with the strongest that is said of it."""
        best: dict[tuple[str, str, str], tuple[Any, ClaimPair]] = {}
        for pair in self.pairs:
            statement = self.earlier[pair.earlier].statement
            later = self.later[pair.later]
            rank = (
                pair.relation == FULFILS,
                later.claim.status == "Achieved",
                pair.score,
                -later.claim.start,
                pair.id,
            )
            if statement not in best or rank > best[statement][0]:
                best[statement] = rank, pair
        for said in _first_of(s for s in self.earlier.values() if not self._asserted(s)):
            if said.statement not in best:
                yield self._dropped(said)
                continue
            pair = best[said.statement][1]
            later = self.later[pair.later]
            change = "achieved" if later.claim.status == "Achieved" else "under way"
            if pair.relation != FULFILS:
                change = "restated"
            yield _change(change, self.earlier[pair.earlier], later, pair.match, pair.score)

    def _facts(self) -> tuple[list[Change], int]:
        """Facts of the earlier documents that the later ones tell again, or intend to go on with."""
        told = {said.statement: said for said in reversed([*self.later.values()])}
        found, unmentioned = [], 0
        for said in _first_of(s for s in self.earlier.values() if self._asserted(s)):
            again = told.get(said.statement)
            if again is None:
                unmentioned += 1
                continue
            change = "repeated" if self._asserted(again) else "replanned"
            found.append(_change(change, said, again, "same", 1.0))
        return found, unmentioned

    def _new(self) -> Iterable[Change]:
        """What the later documents state and the earlier ones do not."""
        known = {said.statement for said in self.earlier.values()}
        known |= {self.later[pair.later].statement for pair in self.pairs}
        for said in _first_of(self.later.values()):
            if said.statement not in known:
                yield _change("new", None, said)

    def _dropped(self, said: _Said) -> Change:
        return replace(
            _change("dropped", said, None), named={said.subject, said.object} <= self._named
        )


def _change(
    change: str,
    earlier: _Said | None,
    later: _Said | None,
    match: str | None = None,
    score: float | None = None,
) -> Change:
    """One or both of the claims as a row."""
    first = earlier or later
    assert first is not None
    return Change(
        change=change,
        subject=first.claim.subject,
        predicate=first.claim.predicate,
        object=first.claim.object,
        before=earlier.claim.status if earlier else None,
        after=later.claim.status if later else None,
        match=match,
        score=score,
        later_statement=later.text if later else None,
        named=None,
        earlier_document=earlier.document.id if earlier else None,
        earlier_sentence=earlier.claim.quote if earlier else None,
        later_document=later.document.id if later else None,
        later_sentence=later.claim.quote if later else None,
        earlier_claim=earlier.claim.id if earlier else None,
        later_claim=later.claim.id if later else None,
        subject_id=first.subject,
        object_id=first.object,
    )


def _first_of(said: Iterable[_Said]) -> list[_Said]:
    """The first claim of each statement."""
    first: dict[tuple[str, str, str], _Said] = {}
    for each in said:
        first.setdefault(each.statement, each)
    return list(first.values())


def _order(change: Change) -> tuple[Any, ...]:
    return (
        CHANGES.index(change.change),
        -(change.score or 0.0),
        change.subject,
        change.predicate,
        change.object,
        change.earlier_claim or "",
        change.later_claim or "",
    )


def _read(store: Snapshot, documents: Iterable[Document]) -> tuple[Extraction, ...]:
    """What the documents contribute; a store reads them one by one, not all that it has."""
    read: Any = getattr(store, "extraction", None)
    if read is not None:
        return tuple(read(document.id) for document in documents)
    wanted: Mapping[str, Document] = {document.id: document for document in documents}
    return tuple(x for x in store.extractions() if x.document.id in wanted)


def _rows(kind: type[Change | Target], records: Iterable[Change | Target]) -> Rows:
    names = tuple(field.name for field in fields(kind))
    return Rows(names, [tuple(getattr(record, name) for name in names) for record in records])
