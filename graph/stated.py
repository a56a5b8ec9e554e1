"""The claims of a store as pairs see them: read by the entities that they share with new ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.alike import End
from innograph.graph.promises import Source, Stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.bolt import Transaction
    from innograph.graph.ontology import Ontology

# By one end and then by the other: a pattern with both would be looked for from every claim.
_STATED = (
    "UNWIND $ids AS id MATCH (e:Entity {{id: id}})<-[:{role}]-(c:Claim)-[:STATED_IN]->(:Passage)"
    "-[:PART_OF]->(d:Document) WHERE d.published IS NOT NULL "
    "MATCH (c)-[x:SUBJECT]->(s:Entity), (c)-[y:OBJECT]->(o:Entity) WHERE s.id <> o.id "
    "RETURN c.id AS claim, c.predicate AS predicate, c.status AS status, d.id AS document, "
    "d.published AS published, d.place AS place, s.id AS s, x.name AS sName, x.class AS sClass, "
    "x.denotes AS sDenotes, o.id AS o, y.name AS oName, y.class AS oClass, y.denotes AS oDenotes"
)


def read_stated(tx: Transaction, ids: list[str], ontology: Ontology) -> Iterator[Stated]:
    """All claims of dated documents with an end at one of these entities; some of them twice."""
    for role in ("SUBJECT", "OBJECT"):
        for row in tx.run(_STATED.format(role=role), {"ids": ids}):
            yield _stated(row, ontology)


def _stated(row: dict[str, Any], ontology: Ontology) -> Stated:
    return Stated(
        row["claim"],
        Source(row["document"], row["published"], row["place"]),
        row["predicate"],
        ontology.statuses[row["status"]].asserted,
        End(row["s"], row["sName"], row["sClass"], row["sDenotes"]),
        End(row["o"], row["oName"], row["oClass"], row["oDenotes"]),
    )
