"""How much the documents give of what the graph can hold: what is empty, and why that matters.

Whoever asks a graph takes silence for absence unless somebody says how much was said. A property
that no document gives makes answers empty that need it; that tells nothing of the world.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from innograph.graph.codec import camel
from innograph.graph.rows import Rows
from innograph.queries.names import names_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Document, Extraction, Observation
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot

KINDS = ("metadata", "class", "predicate", "status", "number", "measure")

# Metadata → its Chinese name, and what its absence does to answers.
_METADATA = {
    "title": ("标题", "the document is known by its id alone"),
    "issuer": (
        "发布机关",
        "citations lack their author; local names (市科技局) may stay unresolved",
    ),
    "author": ("作者", "question 29 has nothing to tell"),
    "place": (
        "地区",
        "it is left out by place, and no promise of it is paired with a later report",
    ),
    "number": ("文号", "citations lack the document number"),
    "published": ("发布日期", "it is left out by year, and no promise of it is paired or compared"),
    "effective": ("施行日期", "whether a rule is in force cannot be told"),
    "genre": ("体裁", "reports, plans and rules cannot be told apart"),
    "source": ("来源", "where the text was taken from cannot be checked"),
    "licence": ("许可", "whether the text may be passed on is unknown"),
}
_NUMBERS = {
    "value": ("数值", "there is nothing to add up or compare"),
    "growth": ("增幅", "questions 35 and 37 tell no growth"),
    "rank": ("位次", "no rank is told"),
    "period": ("时期", "figures stand in no year: question 36 lists them, series cannot be made"),
    "unit": ("单位", "values without a unit cannot be compared"),
}
_MEASURES = {
    "measure": ("举措", "questions 19 to 21 find no commitment"),
    "responsible": ("责任主体", "question 26 tells nobody who is to act"),
    "needsApprovalFrom": ("批准机关", "question 20 finds only what is sought in words"),
    "audience": ("面向对象", "question 32 tells nobody whom an instrument is for"),
    "instrumentType": ("政策工具类型", "questions 30 to 33 find no instrument"),
    "stage": ("阶段", "question 24 tells no stage"),
}
_SHOWN_MISSING = 5  # documents named where few lack something

Cells = dict[tuple[str, str], Counter[str]]  # kind and name → records by document

_OF = "-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document)"
_CYPHER = (
    "MATCH (:Entity)-[m:MENTIONED_IN]->(:Passage)-[:PART_OF]->(d:Document) "
    "RETURN 'class' AS kind, m.class AS name, d.id AS document, count(DISTINCT m.name) AS n",
    f"MATCH (c:Claim){_OF} RETURN 'predicate' AS kind, c.predicate AS name, d.id AS document, "
    "count(c) AS n",
    f"MATCH (c:Claim){_OF} RETURN 'status' AS kind, c.status AS name, d.id AS document, "
    "count(c) AS n",
    *(
        f"MATCH (o:Observation){_OF} WHERE o.{name} IS NOT NULL RETURN 'number' AS kind, "
        f"'{name}' AS name, d.id AS document, count(o) AS n"
        for name in _NUMBERS
    ),
    f"MATCH (m:Measure){_OF} RETURN 'measure' AS kind, 'measure' AS name, d.id AS document, "
    "count(m) AS n",
    f"MATCH (m:Measure){_OF} WHERE m.stage IS NOT NULL RETURN 'measure' AS kind, 'stage' AS name, "
    "d.id AS document, count(m) AS n",
    *(
        f"MATCH (m:Measure){_OF} MATCH (m)-[:{type_}]->() RETURN 'measure' AS kind, "
        f"'{name}' AS name, d.id AS document, count(DISTINCT m) AS n"
        for name, type_ in (
            ("responsible", "RESPONSIBLE"),
            ("needsApprovalFrom", "NEEDS_APPROVAL_FROM"),
            ("audience", "AUDIENCE"),
            ("instrumentType", "INSTRUMENT_TYPE"),
        )
    ),
)


class Covered(NamedTuple):
    """One property: in how many of all documents it is given, and what it means if it is not.

    `records` counts what is given; `missing` names the documents without it, where they are few;
    `why` is empty where every document gives it.
    """

    kind: str
    name: str
    label_zh: str
    documents: int
    of: int
    share: float
    records: int
    missing: str | None
    why: str | None


class DocumentCovered(NamedTuple):
    """What one document gives; `lacks` names the metadata that it does not."""

    document: str
    published: str | None
    place: str | None
    entities: int
    claims: int
    intentions: int
    numbers: int
    measures: int
    lacks: str | None


@dataclass(frozen=True, slots=True)
class Coverage:
    """Statistics over a graph, by property and by document."""

    properties: tuple[Covered, ...]
    documents: tuple[DocumentCovered, ...]

    def rows(self) -> Rows:
        """One row a property."""
        return Rows(Covered._fields, list(self.properties))

    def document_rows(self) -> Rows:
        """One row a document."""
        return Rows(DocumentCovered._fields, list(self.documents))

    def summary(self) -> str:
        """One sentence for a person."""
        empty = sum(not found.documents for found in self.properties)
        silent = sum(not (d.claims or d.numbers or d.measures) for d in self.documents)
        return (
            f"{empty} of {len(self.properties)} properties are given by no document; {silent} of "
            f"{len(self.documents)} documents give no claim, number or measure."
        )


def coverage(store: Snapshot) -> Coverage:
    """What the documents of a graph give, counted now."""
    documents = names_of(store).documents()
    ontology = store.ontology
    cells = _cells(_queried(store) if hasattr(store, "query") else _counted(store))
    for document in documents:
        for name in _METADATA:
            if getattr(document, name):
                cells["metadata", name][document.id] += 1
    ids = [document.id for document in documents]
    return Coverage(
        tuple(
            _covered(kind, name, label, why, _counts(kind, name, cells, ontology), ids)
            for kind, name, label, why in _all(ontology)
        ),
        tuple(_of_document(document, cells, ontology) for document in documents),
    )


def _cells(found: Iterator[tuple[str, str, str, int]]) -> Cells:
    cells: Cells = defaultdict(Counter)
    for kind, name, document, count in found:
        cells[kind, name][document] += count
    return cells


def _queried(store: Any) -> Iterator[tuple[str, str, str, int]]:
    """Counted by the engine: some 15 queries, however many documents there are."""
    for cypher in _CYPHER:
        for row in store.query(cypher, timeout=600.0):
            yield row["kind"], row["name"], row["document"], row["n"]


def _counted(snapshot: Snapshot) -> Iterator[tuple[str, str, str, int]]:
    """Counted from the contributions of a graph in memory."""
    for extraction in snapshot.extractions():
        found = Counter(_given(extraction))
        for (kind, name), count in found.items():
            yield kind, name, extraction.document.id, count


def _given(extraction: Extraction) -> Iterator[tuple[str, str]]:
    for entity in extraction.entities:
        yield "class", entity.cls
    for claim in extraction.claims:
        yield "predicate", claim.predicate
        yield "status", claim.status
    for observation in extraction.observations:
        yield from (("number", name) for name in _NUMBERS if _has(observation, name))
    for measure in extraction.measures:
        yield "measure", "measure"
        for name in ("responsible", "needs_approval_from", "audience", "stage"):
            if getattr(measure, name):
                yield "measure", camel(name)
        if measure.instrument_types:
            yield "measure", "instrumentType"


def _has(observation: Observation, name: str) -> bool:
    return getattr(observation, name) is not None


def _all(ontology: Ontology) -> Iterator[tuple[str, str, str, str]]:
    """Kind, name, Chinese label and what its absence means, of all that a graph can hold."""
    for name, (label, why) in _METADATA.items():
        yield "metadata", name, label, why
    for name, cls in ontology.classes.items():
        yield "class", name, cls.label_zh, "questions about this class have no row"
    for name, predicate in ontology.predicates.items():
        yield "predicate", name, predicate.label_zh, "no link of this kind is stated"
    for name, status in ontology.statuses.items():
        yield "status", name, status.label_zh, "no claim has this status"
    for kind, table in (("number", _NUMBERS), ("measure", _MEASURES)):
        for name, (label, why) in table.items():
            yield kind, name, label, why


def _counts(kind: str, name: str, cells: Cells, ontology: Ontology) -> Counter[str]:
    """Records by document; of a class, those of the classes below it too."""
    names = ontology.iter_subclasses(name) if kind == "class" else (name,)
    found: Counter[str] = Counter()
    for each in names:
        found.update(cells.get((kind, each), {}))
    return found


def _covered(
    kind: str, name: str, label: str, why: str, counts: Counter[str], ids: list[str]
) -> Covered:
    missing = [identity for identity in ids if not counts[identity]]
    few = 0 < len(missing) <= _SHOWN_MISSING
    given = len(ids) - len(missing)
    return Covered(
        kind=kind,
        name=name,
        label_zh=label,
        documents=given,
        of=len(ids),
        share=round(given / len(ids), 3) if ids else 0.0,
        records=sum(counts.values()),
        missing="; ".join(missing) if few else None,
        why=why if missing else None,
    )


def _of_document(document: Document, cells: Cells, ontology: Ontology) -> DocumentCovered:
    def count(kind: str, *names: str) -> int:
        return sum(cells.get((kind, name), Counter())[document.id] for name in names)

    intended = [name for name, status in ontology.statuses.items() if not status.asserted]
    lacks = [name for name in _METADATA if not getattr(document, name)]
    return DocumentCovered(
        document=document.id,
        published=document.published,
        place=document.place,
        entities=count("class", *ontology.classes),
        claims=count("predicate", *ontology.predicates),
        intentions=count("status", *intended),
        numbers=count("number", "value", "growth", "rank"),
        measures=count("measure", "measure"),
        lacks=", ".join(lacks) or None,
    )
