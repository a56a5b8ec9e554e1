"""Two documents or two years: what became of what the earlier one intends, and what is new.

What is compared is read from the graph: claims by the stored pairs (graph.promises), numbers by
their targets (queries.targets).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from innograph.graph.errors import UsageError
from innograph.graph.promises import FULFILS, is_later
from innograph.queries.comparison import CHANGES, Change, Comparison
from innograph.queries.names import names_of
from innograph.queries.parameters import read_value
from innograph.queries.places import places_within
from innograph.queries.targets import compare_numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from innograph.graph.model import Claim, ClaimPair, Document, Extraction
    from innograph.graph.snapshot import Snapshot

_YEAR = re.compile(r"[12]\d{3}年?", re.ASCII)


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

    Years need a place (what lies in it counts too), unless all documents are of one. `min_score`
    leaves out less sure matches. Whichever was published first is the earlier; where that is not
    certain, A. Raises UsageError for what is not known.
    """
    known = names_of(store).documents()
    places = places_within(store, place) if place else None
    one, other = (_chosen(store, x, known, place, places) for x in (a, b))
    if same := sorted({d.id for d in one} & {d.id for d in other}):
        what = "are the same" if one == other else f"have {same[0]} in common"
        raise UsageError(f"{a} and {b} {what}; name two documents or two years.")
    notes = []
    if is_later(_first_date(one), _first_date(other)):
        one, other, a, b = other, one, b, a
        notes.append(f"{a} was published before {b}: it is taken as the earlier.")
    notes += [*_unpaired(one, other, a, b), *_standing(one)]
    return _Comparing(store, one, other, min_score).run(tuple(notes))


def _first_date(documents: Iterable[Document]) -> str | None:
    return min((d.published for d in documents if d.published), default=None)


def _unpaired(
    one: tuple[Document, ...], other: tuple[Document, ...], a: str | int, b: str | int
) -> Iterator[str]:
    """Why dates keep claims from being paired."""
    undated = [d.id for d in (*one, *other) if not d.published]
    for identity in undated:
        yield f"{identity} has no date: nothing of it is paired with a promise."
    if not undated and not any(is_later(y.published, x.published) for x in one for y in other):
        yield f"It is not certain that {b} was published after {a}: nothing of them is paired."


def _standing(earlier: tuple[Document, ...]) -> Iterator[str]:
    """Rules are no promises of a year: what a later document does not take up stands all the same."""
    rules = [d.title or d.id for d in earlier if d.genre == "regulation"]
    if rules:
        yield f"{'; '.join(rules)}: a regulation stands until it is repealed, also where it is dropped."


def _chosen(
    store: Snapshot,
    asked: str | int,
    known: Iterable[Document],
    place: str | None,
    within: Collection[str] | None,
) -> tuple[Document, ...]:
    """The document of that name, or those of that year; of a year only those of places `within`."""
    text = str(asked).strip()
    if not _YEAR.fullmatch(text):
        identity = read_value(store, "document", text, name="document")
        return tuple(d for d in known if d.id == identity)
    year = text.removesuffix("年")
    found = tuple(d for d in known if (d.published or "").startswith(year))
    places = sorted({d.place or "no place" for d in found})
    if within is None and len(places) > 1:
        raise UsageError(
            f"The documents of {year} are of several places: choose one with --place "
            f"({'; '.join(places)})."
        )
    found = tuple(d for d in found if within is None or d.place in within)
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
