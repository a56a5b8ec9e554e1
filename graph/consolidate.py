"""Contributions and decisions → entities, facts and pairs of claims: one pure function of its input, in any order.

What a document says of an entity is a Contribution. Contributions with one key are one thing;
decisions of the ledger join keys or take a local entity out of its key. Class by vote (ties in
ontology order), name the fullest (ties by code point), aliases the union, facts from claims.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.identity import Key, canonical_name, entity_id, fact_id
from innograph.graph.model import Entity, Fact, LocalEntity, LocalRef
from innograph.graph.promises import all_pairs, stated_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.graph.model import ClaimPair, Decision, Extraction
    from innograph.graph.ontology import Ontology
    from innograph.graph.promises import Stated


class Contribution(NamedTuple):
    """One local entity of one document."""

    document: str
    entity: LocalEntity


class Cluster(NamedTuple):
    """Contributions that are one thing, with the keys under which they came."""

    keys: frozenset[Key]
    members: tuple[Contribution, ...]


class Statement(NamedTuple):
    """What a claim says once its ends are resolved to entity ids."""

    document: str
    subject: str
    predicate: str
    object: str
    status: str
    open: bool


@dataclass(frozen=True, slots=True)
class Consolidated:
    """Everything that is derived; `entity_of` maps a local entity to its node's id.

    `loops` counts claims that state nothing between two things, since their ends are one entity.
    """

    entities: dict[str, Entity]
    facts: dict[str, Fact]
    entity_of: dict[LocalRef, str]
    pairs: tuple[ClaimPair, ...] = ()
    loops: int = 0


def consolidate(
    extractions: Iterable[Extraction], decisions: Iterable[Decision], ontology: Ontology
) -> Consolidated:
    """The whole graph from the whole input. The store does the same for what a change touched."""
    documents = list(extractions)
    contributions = [
        Contribution(extraction.document.id, entity)
        for extraction in documents
        for entity in extraction.entities
    ]
    clusters = make_clusters(contributions, Ledger(decisions), ontology)
    entities = {}
    entity_of = {}
    for cluster in clusters:
        entity = consolidate_entity(cluster, ontology)
        entities[entity.id] = entity
        for member in cluster.members:
            entity_of[LocalRef(member.document, member.entity.name)] = entity.id
    statements = [
        statement
        for extraction in documents
        for statement in iter_statements(extraction, _names(extraction, entity_of))
    ]
    facts = consolidate_facts(statements, ontology)
    loops = sum(statement.subject == statement.object for statement in statements)
    return Consolidated(entities, facts, entity_of, _pairs(documents, entity_of, ontology), loops)


def _pairs(
    extractions: Iterable[Extraction], entity_of: Mapping[LocalRef, str], ontology: Ontology
) -> tuple[ClaimPair, ...]:
    def claims(extraction: Extraction) -> list[Stated]:
        return stated_of(extraction, _names(extraction, entity_of), ontology)

    return tuple(all_pairs(map(claims, extractions), ontology))


def _names(extraction: Extraction, entity_of: Mapping[LocalRef, str]) -> dict[str, str]:
    document = extraction.document.id
    return {e.name: entity_of[LocalRef(document, e.name)] for e in extraction.entities}


def iter_statements(extraction: Extraction, node_of: Mapping[str, str]) -> Iterator[Statement]:
    """What the claims of a document say; `node_of` maps its local names to ids of nodes."""
    for claim in extraction.claims:
        yield Statement(
            extraction.document.id,
            node_of[claim.subject],
            claim.predicate,
            node_of[claim.object],
            claim.status,
            claim.open,
        )


class Ledger:
    """Decisions in the form that clustering asks for; the order of the decisions plays no part."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.joined: list[tuple[LocalRef, LocalRef]] = []
        self.parted: list[tuple[LocalRef, LocalRef]] = []
        self.apart: set[LocalRef] = set()
        for decision in decisions:
            pairs = self.joined if decision.same else self.parted
            pairs.append((decision.a, decision.b))

    def place(self, contributions: Iterable[Contribution], ontology: Ontology) -> None:
        """Find out who is apart. Of two that are not the same one must leave their common key, the
        greater one, in any order; of two with different keys nobody has to leave. A decision about
        a local entity that is not among the contributions rests."""
        if not self.parted:
            return
        keys = {
            LocalRef(c.document, c.entity.name): natural_key(c.entity, ontology)
            for c in contributions
        }
        self.apart = {
            max(a, b) for a, b in self.parted if a in keys and b in keys and keys[a] == keys[b]
        }

    def key(self, contribution: Contribution, ontology: Ontology) -> Key:
        """The key of a local entity; one that was taken apart is scoped to its document."""
        key = natural_key(contribution.entity, ontology)
        if LocalRef(contribution.document, contribution.entity.name) in self.apart:
            return key._replace(scope=f"document:{contribution.document}")
        return key


def natural_key(entity: LocalEntity, ontology: Ontology) -> Key:
    """The key of a local entity of which no decision speaks."""
    name = canonical_name(entity.canonical or entity.name)
    return Key(ontology.top(entity.cls), entity.scope, name)


def make_clusters(
    contributions: Iterable[Contribution], ledger: Ledger, ontology: Ontology
) -> list[Cluster]:
    """Contributions that are one thing: equal keys, and keys that a decision joins."""
    contributions = list(contributions)
    ledger.place(contributions, ontology)
    by_key: dict[Key, list[Contribution]] = defaultdict(list)
    key_of: dict[LocalRef, Key] = {}
    for contribution in contributions:
        key = ledger.key(contribution, ontology)
        by_key[key].append(contribution)
        key_of[LocalRef(contribution.document, contribution.entity.name)] = key
    groups = join_keys(ledger, key_of)
    clusters = {groups.get(key, frozenset((key,))) for key in by_key}
    return [
        Cluster(keys, tuple(member for key in sorted(keys) for member in by_key[key]))
        for keys in clusters
    ]


def join_keys(ledger: Ledger, key_of: Mapping[LocalRef, Key]) -> dict[Key, frozenset[Key]]:
    """Key → all keys of its cluster, for the keys that decisions join.

    `key_of` holds the local entities that are there; a decision about others rests.
    """
    groups: dict[Key, frozenset[Key]] = {}
    for a, b in ledger.joined:
        if a in key_of and b in key_of:
            first, second = key_of[a], key_of[b]
            union = groups.get(first, frozenset((first,))) | groups.get(
                second, frozenset((second,))
            )
            groups.update(dict.fromkeys(union, union))
    return groups


def key_groups(
    contributions: list[Contribution], ledger: Ledger, ontology: Ontology
) -> dict[Key, frozenset[Key]]:
    """The keys that decisions join, told from the local entities that decisions name."""
    ledger.place(contributions, ontology)
    keys = {LocalRef(c.document, c.entity.name): ledger.key(c, ontology) for c in contributions}
    return join_keys(ledger, keys)


def node_of_key(key: Key, groups: Mapping[Key, frozenset[Key]]) -> str:
    """The id of the node that a key has a part in."""
    return entity_id(chosen_key(groups.get(key, frozenset((key,)))))


def node_of_members(
    members: Iterable[Contribution],
    ledger: Ledger,
    groups: Mapping[Key, frozenset[Key]],
    ontology: Ontology,
) -> Entity:
    """The node of contributions that are known to be one thing: all that there are of it."""
    ordered = tuple(sorted(members, key=lambda c: (c.document, c.entity.name)))
    keys = {ledger.key(member, ontology) for member in ordered}
    for key in tuple(keys):
        keys |= groups.get(key, frozenset())
    return consolidate_entity(Cluster(frozenset(keys), ordered), ontology)


def consolidate_entity(cluster: Cluster, ontology: Ontology) -> Entity:
    """One node out of its cluster.

    The id depends on the keys alone, never on a vote, so that it stays as documents come and go:
    the widest scope first, then the longest name. The ids of the cluster's other keys are its
    former ids, whichever of them was loaded first.
    """
    keys, members = cluster
    cls = _vote(
        Counter(member.entity.cls for member in members),
        {name: term.order for name, term in ontology.classes.items()},
    )
    chosen = chosen_key(keys)
    names = {member.entity.name for member in members}
    canonical = {m.entity.canonical for m in members if m.entity.canonical}
    name = max(canonical or names, key=lambda text: (len(text), _descending(text)))
    aliases = {alias for member in members for alias in member.entity.aliases}
    return Entity(
        id=entity_id(chosen),
        name=name,
        cls=cls,
        denotes=_vote(
            Counter(member.entity.denotes for member in members), {"individual": 0, "group": 1}
        ),
        scope=chosen.scope,
        aliases=tuple(sorted((aliases | names | canonical) - {name})),
        former_ids=tuple(sorted(entity_id(key) for key in keys - {chosen})),
    )


def chosen_key(keys: Iterable[Key]) -> Key:
    """The key that names the node of a cluster."""
    return min(keys, key=lambda key: (key.scope != "", -len(key.name), key))


def consolidate_facts(statements: Iterable[Statement], ontology: Ontology) -> dict[str, Fact]:
    """Facts by id, from the statements about them: all of them, or none may be left out."""
    groups: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        if statement.subject != statement.object:
            groups[fact_ends(statement, ontology)].append(statement)
    facts = {}
    for (subject, predicate, object_, status), group in groups.items():
        identity = fact_id(subject, predicate, object_, status)
        facts[identity] = Fact(
            id=identity,
            subject=subject,
            predicate=predicate,
            object=object_,
            status=status,
            claims=len(group),
            documents=len({statement.document for statement in group}),
            open=any(statement.open for statement in group),
        )
    return facts


def fact_ends(statement: Statement, ontology: Ontology) -> tuple[str, str, str, str]:
    """Subject, predicate, object, status; the ends of a symmetric predicate in code-point order."""
    subject, object_ = statement.subject, statement.object
    if ontology.predicates[statement.predicate].symmetric and object_ < subject:
        subject, object_ = object_, subject
    return subject, statement.predicate, object_, statement.status


def _vote(votes: Counter[str], order: Mapping[str, int]) -> str:
    return min(votes, key=lambda choice: (-votes[choice], order[choice]))


def _descending(text: str) -> tuple[int, ...]:
    """So that `max` takes the first by code point among the longest."""
    return tuple(-ord(character) for character in text)
