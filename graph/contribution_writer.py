"""The statements that write what documents contribute, within one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.batches import run_batches

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innograph.graph.bolt import Transaction
    from innograph.graph.contribution import Rows
    from innograph.graph.ontology import Ontology

_MATCH_PASSAGE = "MATCH (p:Passage {id: r.passage})"
_CREATE = {
    "document": "UNWIND $rows AS r CREATE (d:Document) SET d = r",
    "passages": (
        "UNWIND $rows AS r MATCH (d:Document {id: r.document}) "
        "CREATE (p:Passage)-[:PART_OF]->(d) SET p = r.props"
    ),
    "mentions": (
        f"UNWIND $rows AS r MATCH (e:Entity {{id: r.entity}}) {_MATCH_PASSAGE} "
        "CREATE (e)-[m:MENTIONED_IN]->(p) SET m = r.props"
    ),
    "claims": (
        "UNWIND $rows AS r MATCH (s:Entity {id: r.subject}) MATCH (o:Entity {id: r.object}) "
        f"{_MATCH_PASSAGE} CREATE (c:Claim) SET c = r.props "
        "CREATE (c)-[x:SUBJECT]->(s) SET x = r.subjectProps "
        "CREATE (c)-[y:OBJECT]->(o) SET y = r.objectProps CREATE (c)-[:STATED_IN]->(p)"
    ),
    "observations": (
        f"UNWIND $rows AS r {_MATCH_PASSAGE} "
        "CREATE (o:Observation)-[:STATED_IN]->(p) SET o = r.props"
    ),
    "abouts": (
        "UNWIND $rows AS r MATCH (o:Observation {id: r.id}) MATCH (e:Entity {id: r.entity}) "
        "CREATE (o)-[:ABOUT {name: r.name, ordinal: r.ordinal}]->(e)"
    ),
    "measures": (
        f"UNWIND $rows AS r {_MATCH_PASSAGE} CREATE (m:Measure)-[:STATED_IN]->(p) SET m = r.props"
    ),
    "measureConcepts": (
        "UNWIND $rows AS r MATCH (m:Measure {id: r.id}) MERGE (c:Concept {id: r.concept}) "
        "SET c.labelZh = r.labelZh, c.labelEn = r.labelEn, c.endings = r.endings "
        "CREATE (m)-[:INSTRUMENT_TYPE {ordinal: r.ordinal}]->(c)"
    ),
    "measureModels": (
        "UNWIND $rows AS r MATCH (m:Measure {id: r.id}) MERGE (o:OperatingModel {id: r.model}) "
        "SET o.parts = r.parts CREATE (m)-[:USES_MODEL {ordinal: r.ordinal}]->(o)"
    ),
    "measureClaims": (
        "UNWIND $rows AS r MATCH (m:Measure {id: r.id}) MATCH (c:Claim {id: r.claim}) "
        "CREATE (m)-[:CONTAINS {ordinal: r.ordinal}]->(c)"
    ),
}
_MEASURE_END = (
    "UNWIND $rows AS r MATCH (m:Measure {{id: r.id}}) MATCH (e:Entity {{id: r.entity}}) "
    "CREATE (m)-[:{type} {{name: r.name, ordinal: r.ordinal}}]->(e)"
)
_REMOVE = (
    "MATCH (:Document {id: $document})<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(n) DETACH DELETE n",
    "MATCH (:Document {id: $document})<-[:PART_OF]-(p:Passage) DETACH DELETE p",
    "MATCH (d:Document {id: $document}) DETACH DELETE d",
)
# What measures share: gone with the last of them. Only what the document used is looked at, so that
# other people's nodes with such labels stay.
_SHARED = (
    "MATCH (:Document {id: $document})<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(:Measure)"
    "-[:INSTRUMENT_TYPE|USES_MODEL]->(n) RETURN DISTINCT n.id AS id"
)
_REMOVE_SHARED = (
    "UNWIND $ids AS id MATCH (n:Concept {id: id}) WHERE NOT (n)--() DELETE n",
    "UNWIND $ids AS id MATCH (n:OperatingModel {id: id}) WHERE NOT (n)--() DELETE n",
)


class ContributionWriter:
    """Writes inside one transaction; whoever opens that decides when it ends."""

    def __init__(self, tx: Transaction, ontology: Ontology) -> None:
        self.tx = tx
        self.ontology = ontology

    def create(self, documents: Iterable[Rows]) -> None:
        """All that documents contribute; their entities must be there."""
        rows: Rows = defaultdict(list)
        for document in documents:
            for kind, found in document.items():
                rows[kind] += found if kind != "passages" else _owned(found, document)
        rows["measureConcepts"] = [self._typed(row) for row in rows["measureConcepts"]]
        for kind, statement in _CREATE.items():
            run_batches(self.tx, statement, rows[kind])
        for type_, ends in _grouped(rows["measureEnds"], "type").items():
            run_batches(self.tx, _MEASURE_END.format(type=type_), ends)

    def _typed(self, row: dict[str, Any]) -> dict[str, Any]:
        """With what the ontology says of the instrument type, so that queries need no ontology."""
        return {**concept_row(row["concept"], self.ontology), **row}

    def remove(self, document: str) -> None:
        """The document and all that it contributes; entities and facts are left to the deriver."""
        shared = [row["id"] for row in self.tx.run(_SHARED, {"document": document})]
        for statement in _REMOVE:
            self.tx.run(statement, {"document": document})
        for statement in _REMOVE_SHARED if shared else ():
            self.tx.run(statement, {"ids": shared})

    def note_origins(self, origins: Mapping[str, tuple[str, str]]) -> None:
        """Where documents were read from; documents that are not there are passed over."""
        rows = [{"id": d, "folder": folder, "file": file} for d, (folder, file) in origins.items()]
        run_batches(
            self.tx,
            "UNWIND $rows AS r MATCH (d:Document {id: r.id}) "
            "SET d.folder = r.folder SET d.file = r.file",
            rows,
        )


def concept_row(concept: str, ontology: Ontology) -> dict[str, Any]:
    """The properties of a Concept node."""
    term = ontology.instruments.get(concept)
    return {
        "id": concept,
        "labelZh": term and term.label_zh,
        "labelEn": term and term.label_en,
        "endings": list(term.endings) if term else [],
    }


def _owned(passages: Iterable[dict[str, Any]], rows: Rows) -> list[dict[str, Any]]:
    """With the document that they are part of."""
    return [{"document": rows["document"][0]["id"], "props": row} for row in passages]


def _grouped(rows: Iterable[dict[str, Any]], key: str) -> dict[str, list[dict[str, Any]]]:
    groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups
