"""Constraints and indexes of the property graph, all from the ontology; and the meta node."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.ontology_terms import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology

VERSION = 2  # raised when a former reader would misread the graph

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
# Properties that questions select by; names of entities have theirs for each top class.
_INDEXED = (
    ("Entity", "name"),
    ("Claim", "predicate"),
    ("Document", "place"),
    ("Document", "published"),
    ("Measure", "status"),
    ("Measure", "stage"),
)


def iter_statements(ontology: Ontology, engine: str) -> Iterator[str]:
    """Schema statements; repeating one changes nothing.

    Every class of the ontology gets its own, so that a question that starts from
    (:Laboratory {id: …}) uses an index too. The embedded engine moves a node to another type when
    its class changes, and where any type of the chain has a unique index it takes the move for a
    duplicate (also on plain indexes of the types above). There entity classes get plain indexes,
    and the loader, which reads known ids first, is what keeps ids unique.
    """
    for label in (ROOT, *ontology.classes, *RECORDS):
        name = f"innograph_{label.lower()}_id"
        if engine == "arcadedb" and label not in RECORDS:
            yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.id)"
        else:
            yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label, key in indexed(ontology):
        name = f"innograph_{label.lower()}_{key}"
        yield f"CREATE INDEX {name} IF NOT EXISTS FOR (n:{label}) ON (n.{key})"


def indexed(ontology: Ontology) -> list[tuple[str, str]]:
    """Label and property of each plain index: (:Indicator {name: …}) begins at one as well."""
    tops = dict.fromkeys(term.top for term in ontology.classes.values())
    return [*_INDEXED, *((top, "name") for top in tops)]


def key(ontology: Ontology) -> str:
    """What constraints and indexes depend on: another set of them makes the missing ones."""
    return ",".join((*ontology.classes, *(f"{label}.{key}" for label, key in indexed(ontology))))
