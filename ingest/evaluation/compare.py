"""One prediction against its gold: every entity, link and number of both, judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from innograph.ingest.evaluation.align import align, make_resolver, normal, top_class
from innograph.ingest.evaluation.records import Annotation, Entity, Link, Number

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from innograph.graph.ontology import Ontology

_R = TypeVar("_R", Entity, Link, Number)
_Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Pair(Generic[_R]):
    """What gold has, what was found, or both where they speak of the same thing.

    Pairs whose gold is optional count neither way. `tops`: the groups of what the pair speaks of,
    by gold where it has it: the entity's, or those of the link's two ends.
    """

    document: str
    gold: _R | None
    found: _R | None
    tops: tuple[str | None, ...] = ()

    @property
    def counts(self) -> bool:
        return self.gold is None or not self.gold.optional


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs of one document."""

    document: str
    entities: tuple[Pair[Entity], ...]
    links: tuple[Pair[Link], ...]
    numbers: tuple[Pair[Number], ...]


def compare(gold: Annotation, found: Annotation, ontology: Ontology) -> Comparison:
    """Judge one document. Links and numbers are matched through the aligned entities."""
    return _Comparer(gold, found, ontology).compare()


def same_class(pair: Pair[Entity]) -> bool:
    """Whether the class is gold's, or the other one that gold accepts."""
    return bool(pair.gold and pair.found and pair.found.cls in (pair.gold.cls, *pair.gold.also))


def same_top(pair: Pair[Entity], ontology: Ontology) -> bool:
    """Whether the class is of gold's group."""
    if pair.gold is None or pair.found is None:
        return False
    return top_class(pair.gold.cls, ontology) == top_class(pair.found.cls, ontology)


def same_status(pair: Pair[Link], ontology: Ontology) -> bool:
    """Whether a link that was found has gold's status, folded to the form's three."""
    if pair.gold is None or pair.found is None:
        return False
    folds = {name.lower(): term.annotation for name, term in ontology.statuses.items()}
    folds |= {form: form for form in folds.values()} | {"intended": "planned"}
    status = folds.get((pair.found.status or "").lower())
    accepted = (pair.gold.status, *pair.gold.status_also)
    return status is not None and status in {folds.get((s or "").lower()) for s in accepted}


class _Comparer:
    """Holds both sides, and how their entities meet."""

    def __init__(self, gold: Annotation, found: Annotation, ontology: Ontology) -> None:
        self.gold, self.found, self.ontology = gold, found, ontology
        self.match = align(gold.entities, found.entities, ontology)
        self.back = {j: i for i, j in self.match.items()}
        self.gold_at = make_resolver(gold.entities, ontology)
        self.found_at = make_resolver(found.entities, ontology)

    def compare(self) -> Comparison:
        return Comparison(self.gold.name, self.entities(), self.links(), self.numbers())

    def entities(self) -> tuple[Pair[Entity], ...]:
        pairs = [
            self.entity(g, self.found.entities[self.match[i]] if i in self.match else None)
            for i, g in enumerate(self.gold.entities)
        ]
        extra = (f for j, f in enumerate(self.found.entities) if j not in self.back)
        return (*pairs, *(self.entity(None, f) for f in extra))

    def entity(self, gold: Entity | None, found: Entity | None) -> Pair[Entity]:
        said = gold or found
        assert said is not None
        return Pair(self.gold.name, gold, found, (top_class(said.cls, self.ontology),))

    def links(self) -> tuple[Pair[Link], ...]:
        """A link that is given twice counts once; of gold's the required one holds."""
        want = _required((self.link_key(k, gold=True), k) for k in self.gold.links)
        have: dict[_Key, Link] = {}
        for link in self.found.links:
            have.setdefault(self.link_key(link, gold=False), link)
        return tuple(
            Pair(self.gold.name, gold, found, self.tops(gold, found))
            for gold, found in _joined(want, have)
        )

    def link_key(self, link: Link, *, gold: bool) -> _Key:
        ends = [self.end(link.subject, gold=gold), self.end(link.object, gold=gold)]
        term = self.ontology.predicates.get(link.predicate)
        if term is not None and term.symmetric:
            ends.sort(key=str)
        return (ends[0], link.predicate, ends[1])

    def end(self, name: str | None, *, gold: bool) -> Hashable:
        """Gold's place of an end; for a predicted entity without gold, a place of its own."""
        if gold:
            return self.gold_at(name)
        place = self.found_at(name)
        known = None if place is None else self.back.get(place)
        return ("extra", place) if known is None else known

    def tops(self, gold: Link | None, found: Link | None) -> tuple[str | None, ...]:
        """The groups of both ends, read on the side of gold where it has the link."""
        link = gold or found
        assert link is not None
        side, at = (self.gold, self.gold_at) if gold is not None else (self.found, self.found_at)
        places = (at(link.subject), at(link.object))
        return tuple(
            None if place is None else top_class(side.entities[place].cls, self.ontology)
            for place in places
        )

    def numbers(self) -> tuple[Pair[Number], ...]:
        want = _required((self.number_key(n, gold=True), n) for n in self.gold.numbers)
        have: dict[_Key, Number] = {}
        for number in self.found.numbers:
            have.setdefault(self.number_key(number, gold=False), number)
        return tuple(Pair(self.gold.name, gold, found) for gold, found in _joined(want, have))

    def number_key(self, number: Number, *, gold: bool) -> _Key:
        """What it is about, the value (the growth, where there is none) and the unit."""
        value = number.value if number.value is not None else number.growth
        about = self.end(number.about, gold=gold)
        return (about, None if value is None else round(value, 6), normal(number.unit or ""))


def _required(rows: Iterable[tuple[_Key, _R]]) -> dict[_Key, _R]:
    """One record a key: the first required one, else the last optional one."""
    kept: dict[_Key, _R] = {}
    for key, record in rows:
        if key not in kept or kept[key].optional:
            kept[key] = record
    return kept


def _joined(
    want: Mapping[_Key, _R], have: Mapping[_Key, _R]
) -> Iterable[tuple[_R | None, _R | None]]:
    """Gold's in its order, then what only the prediction has."""
    for key, record in want.items():
        yield record, have.get(key)
    for key, record in have.items():
        if key not in want:
            yield None, record
