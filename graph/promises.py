"""Pairs of claims: what one document intends, and what a later one says of it.

A pair runs from the later claim to the earlier one. The earlier claim is only intended; the later
one is achieved or under way (FULFILS), or intends it again (RESTATES).

Two claims are a pair where the later one's document is published after the other's (2024 and
2024-05 are not put in order; a document without a date has no pair), and where they

* have one predicate, one end that is the same entity, and another that is the same or alike
  (graph.alike): the score is the product of both. That one of a kind was built is said only where it
  focuses on the same field or lies in the same place; or
* are about one named thing that the earlier one will make or place somewhere (establishes,
  locatedIn, issues), while the later one says in other words that it is there: .7.

Their documents are of one place, or of places one of which lies within the other. Documents of
places apart, or of no known place, make a pair only of the same ends or of one named thing, and only
where that bears the name of one of both places (望川超算中心, of which another place reports), for
nine tenths of the score. Of a later claim, a document gets only its best pairs by ends: a platform
planned by name hides the kind planned beside it. What the claim says of a named thing stands beside.

A pair depends on its two documents alone. So it makes no difference in which order they came, and
a document that goes takes its pairs with it and no other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.alike import SAME, End, Likeness, likeness
from innograph.graph.identity import pair_id
from innograph.graph.model import ClaimPair
from innograph.graph.places import are_of_one_place, stem_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology

RESTATES, FULFILS = "restates", "fulfils"
# Relation of the ontology → type of relationship.
RELATIONSHIPS = {RESTATES: "RESTATES", FULFILS: "FULFILS"}
_APART = 0.9
# Named in full they are one thing wherever a document comes from.
_NAMED_TOPS = frozenset(["Organization", "Platform", "Policy", "Event"])
_WORSE = ("same", "alike", "kind")

# Predicate → the end that is made or placed by it, and the classes of which that can be said: an
# organization that is to come to a place is there before, a platform is not.
_MAKES = {
    "establishes": ("object", frozenset(["Platform", "Organization"])),
    "locatedIn": ("subject", frozenset(["Platform"])),
    "issues": ("object", frozenset(["Policy"])),
}
# Predicate → the end that has to be there for it to be true.
_SHOWS = {
    "establishes": "object",
    "issues": "object",
    "focusesOn": "subject",
    "locatedIn": "subject",
    "ledBy": "subject",
    "segmentOf": "subject",
}
_THING = Likeness(0.7, "thing")
# Where a shared end tells more than that some city supports something.
_OF_KIND = frozenset(["focusesOn", "locatedIn"])


class Source(NamedTuple):
    """A document, as far as pairs depend on it."""

    document: str
    published: str
    place: str | None


class Stated(NamedTuple):
    """A claim, as far as pairs depend on it."""

    id: str
    source: Source
    predicate: str
    asserted: bool
    subject: End
    object: End


# Role of the end that is shared ("both", "thing"), its node or nodes, predicate if it has to agree.
Key = tuple[str, str, str]


def stated_of(
    extraction: Extraction, node_of: Mapping[str, str], ontology: Ontology
) -> list[Stated]:
    """The claims of a document that can be part of a pair; `node_of` maps local names to node ids."""
    document = extraction.document
    if not document.published:
        return []
    source = Source(document.id, document.published, document.place)
    ends = {
        entity.name: End(node_of[entity.name], entity.name, entity.cls, entity.denotes)
        for entity in extraction.entities
    }
    return [
        Stated(
            claim.id,
            source,
            claim.predicate,
            ontology.statuses[claim.status].asserted,
            ends[claim.subject],
            ends[claim.object],
        )
        for claim in extraction.claims
        if node_of[claim.subject] != node_of[claim.object]
    ]


class Pairing:
    """Claims by what a partner must share with them, so that none is compared in vain."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        # Key → place → document → claims.
        self._found: dict[Key, dict[str | None, dict[str, list[Stated]]]] = {}
        self._by_document: dict[str, dict[str, Stated]] = defaultdict(dict)

    def __len__(self) -> int:
        return sum(map(len, self._by_document.values()))

    def clear(self) -> None:
        """Forget all."""
        self._found.clear()
        self._by_document.clear()

    def add(self, claims: Iterable[Stated]) -> None:
        """Known claims are left as they are."""
        for claim in claims:
            source = claim.source
            known = self._by_document[source.document]
            if claim.id not in known:
                known[claim.id] = claim
                for key in self.keys(claim):
                    places = self._found.setdefault(key, {})
                    documents = places.setdefault(source.place, {})
                    documents.setdefault(source.document, []).append(claim)

    def remove(self, document: str) -> None:
        """Take the claims of a document out."""
        claims = self._by_document.pop(document, {}).values()
        for key, place in {(key, c.source.place) for c in claims for key in self.keys(c)}:
            places = self._found[key]
            del places[place][document]
            if not places[place]:
                del places[place]
            if not places:
                del self._found[key]

    def pairs(self, claims: Iterable[Stated]) -> Iterator[ClaimPair]:
        """The pairs of the claims of one document with those of all others that were added."""
        candidates: dict[tuple[str, str], dict[str, ClaimPair]] = defaultdict(dict)
        for document, pair in self.candidates(claims):
            candidates[pair.later, document][pair.earlier] = pair
        for found in candidates.values():
            yield from best_pairs(found.values())

    def candidates(self, claims: Iterable[Stated]) -> Iterator[tuple[str, ClaimPair]]:
        """Document of the earlier claim, and what might be a pair: `best_pairs` tells."""
        for claim in claims:
            for other in {other.id: other for other in self._partners(claim)}.values():
                later, earlier = (
                    (claim, other)
                    if claim.source.published > other.source.published
                    else (other, claim)
                )
                if not earlier.asserted and (pair := self._pair(later, earlier)):
                    yield earlier.source.document, pair

    def _partners(self, claim: Stated) -> Iterator[Stated]:
        """Claims of other documents that share what a pair has to share; some more than once."""
        mine = claim.source
        for key in self.keys(claim):
            anywhere = key[0] in ("both", "thing")
            for place, documents in self._found.get(key, {}).items():
                if not anywhere and not are_of_one_place(mine.place, place):
                    continue
                for document, others in documents.items():
                    if document != mine.document and _in_order(mine, others[0].source):
                        yield from others

    def keys(self, claim: Stated) -> Iterator[Key]:
        """What a partner must have one of; first those for which places may be apart.

        Symmetric claims have no subject and object, but two ends.
        """
        subject, object_ = claim.subject.node, claim.object.node
        roles = ("subject", "object")
        if self.ontology.predicates[claim.predicate].symmetric:
            roles = ("end", "end")
            subject, object_ = sorted((subject, object_))
        yield "both", f"{subject}\n{object_}", claim.predicate
        if claim.predicate in _SHOWS:
            thing: End = getattr(claim, _SHOWS[claim.predicate])
            if self._is_thing(thing):
                yield "thing", thing.node, ""
        yield roles[0], subject, claim.predicate
        yield roles[1], object_, claim.predicate

    def _is_thing(self, end: End) -> bool:
        return end.denotes == "individual" and self.ontology.top(end.cls) in _NAMED_TOPS

    def _pair(self, later: Stated, earlier: Stated) -> ClaimPair | None:
        near = are_of_one_place(later.source.place, earlier.source.place)
        if not (near or self._bears_place(later, earlier)):
            return None
        found = self._likeness(later, earlier)
        if found is None or not (near or found.match == "same"):
            found = self._as_thing(later, earlier)
        if found is None:
            return None
        relation = FULFILS if later.asserted else RESTATES
        return ClaimPair(
            id=pair_id(later.id, relation, earlier.id),
            later=later.id,
            relation=relation,
            earlier=earlier.id,
            score=found.score if near else round(found.score * _APART, 3),
            match=found.match,
        )

    def _bears_place(self, later: Stated, earlier: Stated) -> bool:
        """Whether a named thing of theirs is named after the place of either document."""
        ends = (later.subject, later.object, earlier.subject, earlier.object)
        places = (later.source.place, earlier.source.place)
        stems = [stem_of(place) for place in places if place]
        return any(stem in end.name for end in ends if self._is_thing(end) for stem in stems)

    def _as_thing(self, later: Stated, earlier: Stated) -> Likeness | None:
        """What the earlier claim will make or place is there in the later one, or will be made."""
        if earlier.predicate not in _MAKES or later.predicate not in _SHOWS:
            return None
        if not later.asserted and later.predicate != earlier.predicate:
            return None
        role, tops = _MAKES[earlier.predicate]
        thing: End = getattr(earlier, role)
        shown: End = getattr(later, _SHOWS[later.predicate])
        is_one = thing.node == shown.node and self._is_thing(thing) and self._is_thing(shown)
        return _THING if is_one and self.ontology.top(thing.cls) in tops else None

    def _likeness(self, later: Stated, earlier: Stated) -> Likeness | None:
        """As statements of one predicate, in either direction if that is symmetric."""
        if later.predicate != earlier.predicate:
            return None
        found = self._ends(later.subject, later.object, later, earlier)
        if not self.ontology.predicates[later.predicate].symmetric:
            return found
        crossed = self._ends(later.object, later.subject, later, earlier)
        return max(filter(None, (found, crossed)), default=None)

    def _ends(self, subject: End, object_: End, later: Stated, earlier: Stated) -> Likeness | None:
        """Of both ends together; None where neither is the same, or one is another thing."""
        if subject.node != earlier.subject.node and object_.node != earlier.object.node:
            return None
        places = later.source.place, earlier.source.place
        one = likeness(subject, earlier.subject, places, self.ontology)
        other = likeness(object_, earlier.object, places, self.ontology)
        if one is None or other is None:
            return None
        if "kind" in (one.match, other.match) and later.predicate not in _OF_KIND:
            return None
        match = max(one.match, other.match, key=_WORSE.index)
        return SAME if match == "same" else Likeness(round(one.score * other.score, 3), match)


def best_pairs(candidates: Collection[ClaimPair]) -> Iterator[ClaimPair]:
    """Of a later claim with the claims of one document: the best by ends, and those about a thing."""
    by_ends = [pair.score for pair in candidates if pair.match != _THING.match]
    best = max(by_ends, default=0.0)
    for pair in candidates:
        if pair.match == _THING.match or pair.score == best:
            yield pair


def all_pairs(claims: Iterable[Iterable[Stated]], ontology: Ontology) -> list[ClaimPair]:
    """The pairs of whole documents, given as the claims of each; sorted by id."""
    pairing = Pairing(ontology)
    found: list[ClaimPair] = []
    for document in claims:
        stated = list(document)
        found += pairing.pairs(stated)
        pairing.add(stated)
    return sorted(found, key=lambda pair: pair.id)


def is_later(date: str | None, other: str | None) -> bool:
    """Whether a date, whole or a year or month, is certainly after another."""
    return bool(date and other) and str(date) > str(other) and not str(date).startswith(str(other))


def _in_order(one: Source, other: Source) -> bool:
    """Whether it is certain which of the two was published first."""
    a, b = one.published, other.published
    return is_later(a, b) or is_later(b, a)
