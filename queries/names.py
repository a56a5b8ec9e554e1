"""What the resolution of parameters asks a graph: a small interface, with or without a store."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Any, Protocol

from innograph.graph.contribution import document_of
from innograph.graph.derived_rows import entity_of
from innograph.graph.model import Fact
from innograph.queries.belonging import PREDICATES, STEPS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from innograph.graph.model import Document, Entity
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot

_NAMED = """
MATCH (e:Entity)
WHERE e.scope IS NOT NULL
  AND (e.id IN $forms OR e.name IN $forms OR any(a IN e.aliases WHERE a IN $forms)
       OR any(a IN e.formerIds WHERE a IN $forms))
RETURN properties(e) AS props
"""
# By id and by name there are indexes; aliases are lists, which have none.
_CALLED = """
MATCH (e:Entity {id: $form})
WHERE e.scope IS NOT NULL
RETURN properties(e) AS props
UNION
MATCH (e:Entity {name: $form})
WHERE e.scope IS NOT NULL
RETURN properties(e) AS props
"""
_DOCUMENT = """
MATCH (d:Document {id: $id})
WHERE d.digest IS NOT NULL
RETURN properties(d) AS props
"""
_PLACES = """
MATCH (d:Document)
WHERE d.digest IS NOT NULL AND d.place IS NOT NULL
RETURN DISTINCT d.place AS place
"""
_COUNTED = """
MATCH (d:Document)
WHERE d.digest IS NOT NULL{conditions}
RETURN count(d) AS documents
"""
_CONDITIONS = {
    "places": "d.place IN $places",
    "ids": "d.id IN $ids",
    "years": "left(d.published, 4) IN $years",
}
_FACT = """
MATCH (a:Entity)-[f]->(b:Entity) WHERE f.id = $id AND f.claims IS NOT NULL
RETURN a.id AS subject, type(f) AS type, b.id AS object, f.status AS status,
       f.claims AS claims, f.documents AS documents, f.open AS open
"""
EMPTY = "The store holds no document yet: `innograph ingest FOLDER` reads texts into it."
_BELONGING = f"""
MATCH (n:Entity)-[:PART_OF|SEGMENT_OF*1..{STEPS}]->(:Entity {{id: $id}})
WHERE n.id <> $id
RETURN DISTINCT properties(n) AS props
"""


class Names(Protocol):
    """Names and ids that a graph knows."""

    ontology: Ontology

    def called(self, form: str) -> list[Entity]:
        """Entities with this as id or name, by id."""

    def named(self, forms: Collection[str]) -> list[Entity]:
        """Entities with one of these as id, former id, name or alias, by id."""

    def entities(self) -> Iterable[Entity]:
        """All of them: read only where a name was not found."""

    def document(self, identity: str) -> Document | None:
        """The document of that id."""

    def documents(self) -> list[Document]:
        """All documents, by id: read only where none has what was typed as its id."""

    def places(self) -> list[str]:
        """The places that documents are of, each once, sorted."""

    def count(
        self, *, places: Collection[str], ids: Collection[str], years: Collection[str]
    ) -> int:
        """How many documents are of these places, ids and years; an empty one leaves all."""

    def fact(self, identity: str) -> Fact | None:
        """The fact of that id."""

    def belonging(self, identity: str) -> list[Entity]:
        """Parts of an entity and links of its chain, as facts say, two steps deep."""


def is_empty(names: Names) -> bool:
    """Whether the graph has no document at all."""
    return not names.count(places=(), ids=(), years=())


def names_of(snapshot: Snapshot) -> Names:
    """The names of a store or of any other graph."""
    return StoreNames(snapshot) if hasattr(snapshot, "query") else SnapshotNames(snapshot)


class SnapshotNames:
    """`Names` of a graph in memory."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.ontology = snapshot.ontology

    def called(self, form: str) -> list[Entity]:
        return self._called.get(form, [])

    @cached_property
    def _called(self) -> dict[str, list[Entity]]:
        """Entities by id and by name."""
        found: dict[str, list[Entity]] = defaultdict(list)
        for entity in self.snapshot.entities():
            for form in {entity.id, entity.name}:
                found[form].append(entity)
        return found

    def named(self, forms: Collection[str]) -> list[Entity]:
        wanted = set(forms)
        return [
            e
            for e in self.snapshot.entities()
            if not wanted.isdisjoint((e.id, e.name, *e.aliases, *e.former_ids))
        ]

    def entities(self) -> Iterable[Entity]:
        return self.snapshot.entities()

    def documents(self) -> list[Document]:
        return self.snapshot.documents()

    def document(self, identity: str) -> Document | None:
        return self._documents.get(identity)

    @cached_property
    def _documents(self) -> dict[str, Document]:
        return {document.id: document for document in self.snapshot.documents()}

    def places(self) -> list[str]:
        return sorted({d.place for d in self.snapshot.documents() if d.place})

    def count(
        self, *, places: Collection[str], ids: Collection[str], years: Collection[str]
    ) -> int:
        return sum(
            (not places or document.place in places)
            and (not ids or document.id in ids)
            and (not years or (document.published or "")[:4] in years)
            for document in self.snapshot.documents()
        )

    def fact(self, identity: str) -> Fact | None:
        return self._facts.get(identity)

    @cached_property
    def _facts(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.snapshot.facts()}

    def belonging(self, identity: str) -> list[Entity]:
        found, links = {identity}, [f for f in self._facts.values() if self._links(f)]
        for _ in range(STEPS):
            found |= {fact.subject for fact in links if fact.object in found}
        return [e for e in self.snapshot.entities() if e.id in found - {identity}]

    def _links(self, fact: Fact) -> bool:
        return fact.predicate in PREDICATES and self.ontology.statuses[fact.status].asserted


class StoreNames:
    """`Names` of a store: the engine looks for them, so that not all entities are fetched."""

    def __init__(self, store: Any) -> None:
        self.store = store
        self.ontology: Ontology = store.ontology

    def called(self, form: str) -> list[Entity]:
        rows = self.store.query(_CALLED, {"form": form})
        return sorted((entity_of(row["props"]) for row in rows), key=lambda e: e.id)

    def named(self, forms: Collection[str]) -> list[Entity]:
        rows = self.store.query(_NAMED, {"forms": list(forms)})
        return sorted((entity_of(row["props"]) for row in rows), key=lambda e: e.id)

    def entities(self) -> Iterable[Entity]:
        found: Iterable[Entity] = self.store.entities()
        return found

    def documents(self) -> list[Document]:
        found: list[Document] = self.store.documents()
        return found

    def document(self, identity: str) -> Document | None:
        rows = self.store.query(_DOCUMENT, {"id": identity})
        return next((document_of(row["props"]) for row in rows), None)

    def places(self) -> list[str]:
        return sorted(row["place"] for row in self.store.query(_PLACES))

    def count(
        self, *, places: Collection[str], ids: Collection[str], years: Collection[str]
    ) -> int:
        chosen = {"places": list(places), "ids": list(ids), "years": list(years)}
        given = {name: values for name, values in chosen.items() if values}
        conditions = "".join(f" AND {_CONDITIONS[name]}" for name in given)
        rows = self.store.query(_COUNTED.format(conditions=conditions), given)
        return sum(row["documents"] for row in rows)

    def fact(self, identity: str) -> Fact | None:
        for row in self.store.query(_FACT, {"id": identity}):
            predicate, _ = self.ontology.relationships[row.pop("type")]
            return Fact(id=identity, predicate=predicate, **row)
        return None

    def belonging(self, identity: str) -> list[Entity]:
        rows = self.store.query(_BELONGING, {"id": identity})
        return sorted((entity_of(row["props"]) for row in rows), key=lambda e: e.id)
