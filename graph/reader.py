"""Reading a store back into the model: documents, entities, facts, decisions, counts."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Any

from innograph.graph import schema
from innograph.graph.contribution import MEASURE_ENDS, document_of, from_rows
from innograph.graph.derived_rows import decision_of, entity_of, pair_of
from innograph.graph.errors import StoreError
from innograph.graph.model import Fact
from innograph.graph.promises import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.bolt import Bolt
    from innograph.graph.model import ClaimPair, Decision, Document, Entity, Extraction
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Derived

_DOCUMENTS = 20  # read at once: one by one, twelve queries each take most of the time
_NAMED = "UNWIND $documents AS document MATCH (d:Document {id: document})"
_OF_DOCUMENT = f"{_NAMED}<-[:PART_OF]-(p:Passage)"
# One query a kind of record; `ordinal` is the passage's, or a place in a list.
_PARTS = {
    "document": f"{_NAMED} RETURN document, properties(d) AS props",
    "passages": f"{_OF_DOCUMENT} RETURN document, properties(p) AS props",
    "mentions": f"{_OF_DOCUMENT}<-[m:MENTIONED_IN]-(:Entity) "
    "RETURN document, p.ordinal AS ordinal, properties(m) AS props",
    "claims": f"{_OF_DOCUMENT}<-[:STATED_IN]-(c:Claim), (c)-[s:SUBJECT]->(:Entity), "
    "(c)-[o:OBJECT]->(:Entity) RETURN document, p.ordinal AS ordinal, s.name AS subject, "
    "o.name AS object, properties(c) AS props",
    "observations": f"{_OF_DOCUMENT}<-[:STATED_IN]-(o:Observation) "
    "RETURN document, p.ordinal AS ordinal, properties(o) AS props",
    "abouts": f"{_OF_DOCUMENT}<-[:STATED_IN]-(o:Observation)-[a:ABOUT]->(:Entity) "
    "RETURN document, o.id AS id, a.name AS name, a.ordinal AS ordinal",
    "measures": f"{_OF_DOCUMENT}<-[:STATED_IN]-(m:Measure) "
    "RETURN document, p.ordinal AS ordinal, properties(m) AS props",
    "measureEnds": f"{_OF_DOCUMENT}<-[:STATED_IN]-(m:Measure)-[r:{'|'.join(MEASURE_ENDS.values())}]"
    "->(:Entity) RETURN document, m.id AS id, type(r) AS type, r.name AS name, r.ordinal AS ordinal",
    "measureConcepts": f"{_OF_DOCUMENT}<-[:STATED_IN]-(m:Measure)-[r:INSTRUMENT_TYPE]->(c:Concept) "
    "RETURN document, m.id AS id, c.id AS concept, r.ordinal AS ordinal",
    "measureModels": f"{_OF_DOCUMENT}<-[:STATED_IN]-(m:Measure)-[r:USES_MODEL]->(o:OperatingModel) "
    "RETURN document, m.id AS id, o.id AS model, r.ordinal AS ordinal",
    "measureClaims": f"{_OF_DOCUMENT}<-[:STATED_IN]-(m:Measure)-[r:CONTAINS]->(c:Claim) "
    "RETURN document, m.id AS id, c.id AS claim, r.ordinal AS ordinal",
}
_PAIR = f"(a:Claim)-[p:{'|'.join(RELATIONSHIPS.values())}]->(b:Claim)"
_ONLY_PROPERTIES = {"document", "passages"}
# Beside other people's data a label alone does not tell what is ours; a property does.
DECISIONS = "MATCH (d:Decision) WHERE d.aDocument IS NOT NULL RETURN properties(d) AS props"


class Reader:
    """The reading verbs of a store."""

    def __init__(self, bolt: Bolt, ontology: Ontology) -> None:
        self.bolt = bolt
        self.ontology = ontology

    def rows(self, cypher: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Records as dictionaries, streamed, without a time limit of a question."""
        return self.bolt.stream(cypher, parameters)

    def meta(self) -> dict[str, Any] | None:
        """The properties of the meta node, or None for a database that is not (yet) ours."""
        found = list(self.rows(f"MATCH (m:{schema.META}) RETURN properties(m) AS props"))
        return found[0]["props"] if found else None

    def revision(self) -> int:
        """The counter that every change raises."""
        meta = self.meta()
        return int(meta["revision"]) if meta else 0

    def is_occupied(self) -> bool:
        """Whether the database holds any node at all."""
        return bool(list(self.rows("MATCH (n) RETURN 1 AS one LIMIT 1")))

    def digests(self, documents: Iterable[str] | None = None) -> dict[str, str]:
        """Document id → digest, by id; of all documents, or of those named."""
        if documents is None:
            rows = self.rows(
                "MATCH (d:Document) WHERE d.digest IS NOT NULL RETURN d.id AS id, d.digest AS digest"
            )
        else:
            rows = self.rows(
                "UNWIND $ids AS id MATCH (d:Document {id: id}) WHERE d.digest IS NOT NULL "
                "RETURN d.id AS id, d.digest AS digest",
                ids=list(documents),
            )
        return dict(sorted((row["id"], row["digest"]) for row in rows))

    def documents(self) -> list[Document]:
        """The Document records, by id."""
        return sorted(self.iter_documents(), key=lambda d: d.id)

    def iter_documents(self) -> Iterator[Document]:
        """In no order, as they come."""
        for row in self.rows(
            "MATCH (d:Document) WHERE d.digest IS NOT NULL RETURN properties(d) AS props"
        ):
            yield document_of(row["props"])

    def origins(self) -> dict[str, tuple[str, str]]:
        """Document id → (folder, file in it), of those that were read from a folder."""
        rows = self.rows(
            "MATCH (d:Document) WHERE d.digest IS NOT NULL AND d.folder IS NOT NULL "
            "RETURN d.id AS id, d.folder AS folder, d.file AS file"
        )
        return {row["id"]: (row["folder"], row["file"]) for row in rows}

    def extractions(self) -> Iterator[Extraction]:
        """By document id, few documents in memory at a time."""
        documents = sorted(self.digests())
        for start in range(0, len(documents), _DOCUMENTS):
            yield from self._extractions(documents[start : start + _DOCUMENTS])

    def extraction(self, document: str) -> Extraction:
        """What one document contributes."""
        found = self._extractions([document])
        if not found:
            raise StoreError(
                f"The store has no document {document!r}; `innograph status --documents` lists them."
            )
        return found[0]

    def _extractions(self, documents: list[str]) -> list[Extraction]:
        """What documents contribute, in their order; those that are not there are left out."""
        found: dict[str, dict[str, list[Any]]] = {
            document: {part: [] for part in _PARTS} for document in documents
        }
        for part, cypher in _PARTS.items():
            for row in self.rows(cypher, documents=documents):
                rows = found[row.pop("document")][part]
                rows.append(row["props"] if part in _ONLY_PROPERTIES else row)
        return [from_rows(rows) for rows in found.values() if rows["document"]]

    def entity_ids(self, document: str) -> dict[str, str]:
        """Local name → id of the node, of one document."""
        rows = self.rows(
            f"{_OF_DOCUMENT}<-[m:MENTIONED_IN]-(e:Entity) "
            "RETURN DISTINCT m.name AS name, e.id AS entity",
            documents=[document],
        )
        return {row["name"]: row["entity"] for row in rows}

    def entities(self) -> Iterator[Entity]:
        """By id."""
        return iter(sorted(self._entities(), key=lambda e: e.id))

    def _entities(self) -> Iterator[Entity]:
        rows = self.rows("MATCH (e:Entity) WHERE e.scope IS NOT NULL RETURN properties(e) AS props")
        return (entity_of(row["props"]) for row in rows)

    def facts(self) -> Iterator[Fact]:
        """By id."""
        return iter(sorted(self._facts(), key=lambda fact: fact.id))

    def _facts(self) -> Iterator[Fact]:
        rows = self.rows(
            "MATCH (a:Entity)-[f]->(b:Entity) WHERE f.claims IS NOT NULL "
            "RETURN a.id AS subject, type(f) AS type, b.id AS object, f.id AS id, "
            "f.status AS status, f.claims AS claims, f.documents AS documents, f.open AS open"
        )
        return map(self._fact, rows)

    def _fact(self, row: dict[str, Any]) -> Fact:
        predicate, _ = self.ontology.relationships[row.pop("type")]
        return Fact(predicate=predicate, **row)

    def pairs(self) -> Iterator[ClaimPair]:
        """By id."""
        return iter(sorted(self._pairs(), key=lambda pair: pair.id))

    def _pairs(self) -> Iterator[ClaimPair]:
        rows = self.rows(
            f"MATCH {_PAIR} WHERE p.score IS NOT NULL RETURN a.id AS later, type(p) AS type, "
            "b.id AS earlier, p.id AS id, p.score AS score, p.match AS match"
        )
        return map(pair_of, rows)

    def decisions(self) -> Iterator[Decision]:
        """By id."""
        rows = self.rows(DECISIONS)
        return iter(sorted((decision_of(row["props"]) for row in rows), key=lambda d: d.id))

    def iter_derived(self) -> Iterator[Derived]:
        """What is derived and decided, as it comes."""
        return chain(self._entities(), self._facts(), self._pairs(), self.decisions())

    def counts(self) -> dict[str, Any]:
        """The counts of `StoreStatus`; only what is ours is counted."""
        counts = {
            "documents": len(self.digests()),
            "passages": self._count("(n:Passage)"),
            "claims": self._count("(n:Claim)-[:STATED_IN]->(:Passage)"),
            "observations": self._count("(n:Observation)-[:STATED_IN]->(:Passage)"),
            "measures": self._count("(n:Measure)-[:STATED_IN]->(:Passage)"),
            "pairs": self._count_pairs(),
        }
        leaves: dict[str, int] = defaultdict(int)
        for row in self.rows(
            "MATCH (e:Entity) WHERE e.scope IS NOT NULL RETURN e.class AS class, count(*) AS n"
        ):
            leaves[row["class"]] = row["n"]
        types: dict[str, int] = defaultdict(int)
        for row in self.rows(
            "MATCH (:Entity)-[f]->(:Entity) WHERE f.claims IS NOT NULL "
            "RETURN type(f) AS type, count(*) AS n"
        ):
            types[row["type"]] = row["n"]
        intended = {name for name, (_, plan) in self.ontology.relationships.items() if plan}
        return {
            **counts,
            "entities": sum(leaves.values()),
            "facts": sum(n for name, n in types.items() if name not in intended),
            "intended": sum(n for name, n in types.items() if name in intended),
            "classes": {name: leaves[name] for name in self.ontology.classes if leaves[name]},
            "predicates": {
                name: types[name] for name in self.ontology.relationships if types[name]
            },
        }

    def _count_pairs(self) -> int:
        rows = self.rows(f"MATCH {_PAIR} WHERE p.score IS NOT NULL RETURN count(p) AS n")
        return next(int(row["n"]) for row in rows)

    def _count(self, pattern: str) -> int:
        """How many `n` of this pattern, which ends at a passage, documents of ours have."""
        rows = self.rows(
            f"MATCH {pattern}-[:PART_OF]->(d:Document) WHERE d.digest IS NOT NULL "
            "RETURN count(n) AS n"
        )
        return next(int(row["n"]) for row in rows)
