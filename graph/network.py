"""The facts as a networkx graph, each edge with its claims and their sentences."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.consolidate import Statement, fact_ends
from innograph.graph.identity import fact_id

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.model import Claim, Entity, Extraction, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot

_SOURCE = ("id", "title", "place", "published", "issuer", "number")  # of a document


def to_networkx(snapshot: Snapshot) -> nx.MultiDiGraph[str]:
    """Nodes by entity id, edges by fact id; `graph.graph['documents']` counts the documents, and
    `graph.graph['sources']` says for each, silent ones too, its id, title, place, date, issuer and
    number (文号).

    A symmetric fact is one edge, from the end whose id is the lesser. Numbers and measures are left
    out: a network holds links alone.
    """
    import networkx as nx

    ontology = snapshot.ontology
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    claims, sources = claims_by_fact(snapshot)
    graph.graph["documents"] = len(sources)
    graph.graph["sources"] = sources
    for entity in snapshot.entities():
        graph.add_node(entity.id, **_node(entity, ontology))
    for fact in snapshot.facts():
        attributes = _edge(fact, ontology)
        graph.add_edge(fact.subject, fact.object, key=fact.id, **attributes, claims=claims[fact.id])
    return graph


def _node(entity: Entity, ontology: Ontology) -> dict[str, Any]:
    return {
        "name": entity.name,
        "cls": entity.cls,
        "top": ontology.top(entity.cls),
        "aliases": list(entity.aliases),
        "denotes": entity.denotes,
        "scope": entity.scope,
    }


def _edge(fact: Fact, ontology: Ontology) -> dict[str, Any]:
    return {
        "predicate": fact.predicate,
        "relationship": ontology.relationship(fact.predicate, fact.status),
        "status": fact.status,
        "intended": not ontology.statuses[fact.status].asserted,
        "open": fact.open,
    }


def claims_by_fact(
    snapshot: Snapshot,
) -> tuple[dict[str, list[dict[str, Any]]], list[dict[str, Any]]]:
    """Fact id → its claims in the order of documents and of their text; and the documents."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    sources: list[dict[str, Any]] = []
    for extraction in snapshot.extractions():
        document = extraction.document
        sources.append({name: getattr(document, name) for name in _SOURCE})
        for claim in sorted(extraction.claims, key=lambda c: (c.start, c.end, c.id)):
            found[_fact_of(claim, extraction, snapshot)].append(_evidence(claim, extraction))
    return found, sources


def _fact_of(claim: Claim, extraction: Extraction, snapshot: Snapshot) -> str:
    document = extraction.document.id
    statement = Statement(
        document,
        snapshot.entity_of(document, claim.subject),
        claim.predicate,
        snapshot.entity_of(document, claim.object),
        claim.status,
        claim.open,
    )
    return fact_id(*fact_ends(statement, snapshot.ontology))


def _evidence(claim: Claim, extraction: Extraction) -> dict[str, Any]:
    document = extraction.document
    return {
        "id": claim.id,
        "quote": claim.quote,
        "cue": claim.cue,
        "status": claim.status,
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "place": document.place,
        "open": claim.open,
        "start": claim.start,
        "end": claim.end,
    }
