"""The model as quads: one named graph a document, and graphs of entities, facts and decisions.

Quads come grouped by subject in an order that depends on the content alone: equal graphs give equal
bytes without sorting a million lines. No clock, and no blank node of ours.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from innograph.graph.errors import DataError
from innograph.graph.rdf.document import DocumentWriter
from innograph.graph.rdf.part import choose
from innograph.graph.rdf.quads import Maker
from innograph.graph.rdf.terms import (
    DATA,
    ONTOLOGY,
    RDFS,
    SKOS,
    data_iri,
    entity_iri,
    term_iri,
)
from innograph.graph.successions import PREDICATE, successions_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from innograph.graph.model import ClaimPair, Decision, Document, Entity, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.rdf.part import Chosen, Part
    from innograph.graph.snapshot import Snapshot
    from innograph.graph.successions import Succession

ENTITIES = DATA + "graph/entities"
FACTS = DATA + "graph/facts"
DECISIONS = DATA + "graph/decisions"


def iter_quads(
    snapshot: Snapshot,
    *,
    document: str | None = None,
    part: Part | None = None,
    ontology: bool = True,
    reifiers: bool = False,
    seen: Callable[[Document], object] | None = None,
) -> Iterator[ox.Quad]:
    """All quads of a graph: ontology, entities, facts, decisions, then the documents by id.

    With `document`, only the graph of that document; DataError if there is none of that id. With
    `part`, only that part of the entities, facts and documents. Records of a document come in the
    order of the text, whatever order they had. `seen` is told each document that is written.
    """
    if part is not None:
        yield from _part_quads(snapshot, choose(snapshot, part), reifiers=reifiers, seen=seen)
        return
    if document is None:
        if ontology:
            yield from ontology_quads(snapshot.ontology)
        yield from derived_quads(snapshot)
    found = False
    for extraction in snapshot.extractions():
        if document in (None, extraction.document.id):
            found = True
            if seen:
                seen(extraction.document)
            yield from DocumentWriter(
                extraction, snapshot.entity_of, snapshot.ontology, reifiers=reifiers
            ).quads()
    if document is not None and not found:
        raise DataError(f"There is no document {document!r} in the graph.")


def _part_quads(
    snapshot: Snapshot,
    chosen: Chosen,
    *,
    reifiers: bool,
    seen: Callable[[Document], object] | None,
) -> Iterator[ox.Quad]:
    """Entities, facts and documents of a part."""
    make = Maker(ENTITIES)
    for entity in snapshot.entities():
        if entity.id in chosen.entities:
            write_entity(make, entity, snapshot.ontology)
    yield from make.take()
    facts = (fact for fact in snapshot.facts() if _is_chosen(fact, chosen))
    yield from _facts(facts, snapshot.ontology)
    claims = {claim.id for _, cut in chosen.extractions for claim in cut.claims}
    yield from _pairs(p for p in snapshot.pairs() if {p.later, p.earlier} <= claims)
    for whole, cut in chosen.extractions:
        if seen:
            seen(whole.document)
        yield from DocumentWriter(
            whole, snapshot.entity_of, snapshot.ontology, part=cut, reifiers=reifiers
        ).quads()


def _is_chosen(fact: Fact, chosen: Chosen) -> bool:
    return (frozenset((fact.subject, fact.object)), fact.predicate, fact.status) in chosen.facts


def derived_quads(snapshot: Snapshot) -> Iterator[ox.Quad]:
    """The graphs of entities, of facts with pairs of claims, and of decisions."""
    make = Maker(ENTITIES)
    for entity in snapshot.entities():
        write_entity(make, entity, snapshot.ontology)
        yield from make.take_many()
    for link in successions_of(snapshot):
        write_succession(make, link)
    yield from make.take()
    yield from _facts(snapshot.facts(), snapshot.ontology)
    yield from _pairs(snapshot.pairs())
    make = Maker(DECISIONS)
    for decision in snapshot.decisions():
        write_record(make, "decision", decision)
    yield from make.take()


def ontology_quads(ontology: Ontology) -> Iterator[ox.Quad]:
    """The schema as its file has it, blank nodes numbered in the order of the file."""
    return iter(_ontology_quads(ontology.path, ontology.path.stat().st_mtime_ns))


@lru_cache(maxsize=4)
def _ontology_quads(path: Path, _stamp: int) -> tuple[ox.Quad, ...]:
    graph = ox.NamedNode(ONTOLOGY)
    names: dict[Any, Any] = {}

    def renamed(node: Any) -> Any:
        if isinstance(node, ox.BlankNode):
            return names.setdefault(node, ox.BlankNode(f"o{len(names)}"))
        return node

    return tuple(
        ox.Quad(renamed(quad.subject), quad.predicate, renamed(quad.object), graph)
        for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE)
    )


def direct_of(fact: Fact, ontology: Ontology) -> tuple[str, str, str]:
    """The triple that a fact states, or as a plan its intended twin: three IRIs."""
    term = ontology.predicates[fact.predicate]
    asserted = ontology.statuses[fact.status].asserted
    predicate = term_iri(term.name if asserted else term.intended)
    return entity_iri(fact.subject), predicate, entity_iri(fact.object)


def write_entity(make: Maker, entity: Entity, ontology: Ontology) -> None:
    subject = entity_iri(entity.id)
    make.types(subject, *(term_iri(label) for label in ontology.labels(entity.cls)))
    make.plain(subject, entity)
    for term in (RDFS + "label", SKOS + "prefLabel"):
        make.text(subject, term, entity.name, "zh")
    for alias in entity.aliases:
        make.text(subject, SKOS + "altLabel", alias, "zh")


def _facts(facts: Iterable[Fact], ontology: Ontology) -> Iterator[ox.Quad]:
    """The direct triple of each fact, once for all statuses that share it, and its resource."""
    make = Maker(FACTS)
    direct = set()
    for fact in facts:
        triple = direct_of(fact, ontology)
        if triple not in direct:
            direct.add(triple)
            make.link(*triple)
        write_record(make, "fact", fact)
        yield from make.take_many()
    yield from make.take()


def _pairs(pairs: Iterable[ClaimPair]) -> Iterator[ox.Quad]:
    """The direct triple of each pair of claims, and its resource with score and match."""
    make = Maker(FACTS)
    for pair in pairs:
        write_pair(make, pair)
        yield from make.take_many()
    yield from make.take()


def write_pair(make: Maker, pair: ClaimPair) -> None:
    """Both claims directly, and the pair as a resource."""
    later, earlier = data_iri("claim", pair.later), data_iri("claim", pair.earlier)
    make.link(later, term_iri(pair.relation), earlier)
    write_record(make, "pair", pair)


def write_succession(make: Maker, link: Succession) -> None:
    """What a decision says of two nodes."""
    ends = [data_iri("entity", identity) for identity in (link.later, link.former)]
    make.link(ends[0], term_iri(PREDICATE), ends[1])


def write_record(make: Maker, kind: str, record: Fact | ClaimPair | Decision) -> None:
    """A record that no document contributes; its class is called as in the model."""
    subject = data_iri(kind, record.id)
    make.types(subject, term_iri(record.__class__.__name__))
    make.plain(subject, record)
    make.links(subject, record, {})
