"""Constraints and indexes of the property graph, all from the ontology; and the meta node."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology

VERSION = 1  # raised when a former reader would misread the graph

META = "InnographMeta"
# Labels of the records that have an id of their own, besides Entity.
RECORDS = (
    "Document",
    "Passage",
    "Claim",
    "Observation",
    "Measure",
    "Concept",
    "OperatingModel",
    "Decision",
    META,
)
# Properties that questions select by.
_INDEXED = (
    ("Entity", "name"),
    ("Claim", "predicate"),
    ("Document", "place"),
)


def iter_statements(ontology: Ontology) -> Iterator[str]:
    """Schema statements; repeating one changes nothing.

    Every class of the ontology gets its own constraint, so that a question that starts from
    (:Laboratory {id: …}) uses an index too.
    """
    for label in ("Entity", *ontology.classes, *RECORDS):
        yield (
            f"CREATE CONSTRAINT innograph_{label.lower()}_id IF NOT EXISTS "
            f"FOR (n:{label}) REQUIRE n.id IS UNIQUE"
        )
    for label, key in _INDEXED:
        yield (
            f"CREATE INDEX innograph_{label.lower()}_{key} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"
        )
