"""The sentences behind chosen facts: only what is shown is fetched, however large the graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.model import Fact
    from innograph.graph.snapshot import Snapshot

_CLAIMS = """
UNWIND $facts AS f
MATCH (s:Entity {id: f.subject})<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity {id: f.object})
MATCH (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)
WHERE c.predicate = f.predicate AND c.status = f.status
RETURN f.id AS fact, c.id AS id, c.quote AS quote, c.cue AS cue, c.start AS start, c.end AS end,
       d.id AS document, d.title AS title, d.published AS published
"""
_BATCH = 500  # facts in one query


def sentences_of(snapshot: Snapshot, facts: Iterable[Fact]) -> dict[str, list[dict[str, Any]]]:
    """Fact id → its claims: id, quote, cue, start, end, document, title, published.

    Sorted by document and place in its text.
    """
    chosen = sorted({fact.id: fact for fact in facts}.values(), key=lambda fact: fact.id)
    found = _asked(snapshot, chosen) if hasattr(snapshot, "query") else _read(snapshot, chosen)
    for claims in found.values():
        claims.sort(key=lambda c: (c["document"], c["start"], c["end"], c["id"]))
    return found


def _asked(store: Any, facts: list[Fact]) -> dict[str, list[dict[str, Any]]]:
    """A symmetric fact has claims in both directions."""
    found: dict[str, dict[str, dict[str, Any]]] = defaultdict(dict)
    predicates = store.ontology.predicates
    asked = [
        {
            "id": fact.id,
            "subject": subject,
            "object": object_,
            "predicate": fact.predicate,
            "status": fact.status,
        }
        for fact in facts
        for subject, object_ in ((fact.subject, fact.object), (fact.object, fact.subject))
        if subject == fact.subject or predicates[fact.predicate].symmetric
    ]
    for start in range(0, len(asked), _BATCH):
        for row in store.query(_CLAIMS, {"facts": asked[start : start + _BATCH]}):
            found[row.pop("fact")][row["id"]] = row
    return {fact: list(claims.values()) for fact, claims in found.items()}


def _read(snapshot: Snapshot, facts: list[Fact]) -> dict[str, list[dict[str, Any]]]:
    from innograph.graph.network import claims_by_fact

    claims, _ = claims_by_fact(snapshot)
    return {fact.id: list(claims[fact.id]) for fact in facts if fact.id in claims}
