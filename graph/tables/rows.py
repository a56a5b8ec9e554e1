"""The rows of the tables, each a (table, values) in the order of documents and text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.graph.model import Extraction, Measure, Observation
    from innograph.graph.snapshot import Snapshot

Row = tuple[str, dict[str, Any]]


def iter_rows(snapshot: Snapshot) -> Iterator[Row]:
    """All rows; one document is in memory at a time, and the names of all entities."""
    names = {}
    for entity in snapshot.entities():
        names[entity.id] = entity.name
        top = snapshot.ontology.top(entity.cls)
        yield "entities", {**_fields(entity), "class": entity.cls, "top": top}
        for alias in entity.aliases:
            yield "aliases", {"entity": entity.id, "alias": alias}
    for fact in snapshot.facts():
        ends = {"subjectName": names[fact.subject], "objectName": names[fact.object]}
        yield "facts", {**_fields(fact), **ends}
    for extraction in snapshot.extractions():
        yield from _document(extraction, snapshot, names)
    for pair in snapshot.pairs():
        yield "pairs", _fields(pair)
    for decision in snapshot.decisions():
        yield (
            "decisions",
            {
                **_fields(decision),
                "firstDocument": decision.a.document,
                "firstName": decision.a.name,
                "secondDocument": decision.b.document,
                "secondName": decision.b.name,
            },
        )


def _document(extraction: Extraction, snapshot: Snapshot, names: dict[str, str]) -> Iterator[Row]:
    document = extraction.document
    nodes = {e.name: snapshot.entity_of(document.id, e.name) for e in extraction.entities}
    yield "documents", _fields(document)
    for claim in extraction.claims:
        subject, object_ = nodes[claim.subject], nodes[claim.object]
        ends = {"subject": subject, "object": object_}
        shown = {"subjectName": names[subject], "objectName": names[object_]}
        yield "claims", {**_fields(claim), **ends, **shown, "document": document.id}
    for observation in extraction.observations:
        yield from _observation(observation, document.id, nodes, names)
    for measure in extraction.measures:
        yield from _measure(measure, document.id, nodes)


def _observation(
    observation: Observation, document: str, nodes: dict[str, str], names: dict[str, str]
) -> Iterator[Row]:
    about = [nodes[name] for name in observation.about]
    shown = {
        "aboutNames": "、".join(names[node] for node in about),
        "periodBasis": observation.period_basis,
        "document": document,
    }
    yield "observations", {**_fields(observation), **shown}
    for ordinal, node in enumerate(about, 1):
        row = {"observation": observation.id, "ordinal": ordinal, "entity": node}
        yield "observation-entities", row


def _measure(measure: Measure, document: str, nodes: dict[str, str]) -> Iterator[Row]:
    yield "measures", {**_fields(measure), "document": document}
    ends = {
        "responsible": measure.responsible,
        "needsApprovalFrom": measure.needs_approval_from,
        "audience": measure.audience,
    }
    for row, name in _listed(measure, ends):
        yield "measure-entities", {**row, "entity": nodes[name]}
    values = {
        "instrumentType": measure.instrument_types,
        "usesModel": measure.models,
        "contains": measure.claims,
    }
    for row, value in _listed(measure, values):
        yield "measure-types", {**row, "value": value}


def _listed(
    measure: Measure, lists: Mapping[str, tuple[str, ...]]
) -> Iterator[tuple[dict[str, Any], str]]:
    """Each member of the lists, which stand under their relations, with the start of its row."""
    for relation, members in lists.items():
        for ordinal, member in enumerate(members, 1):
            yield {"measure": measure.id, "relation": relation, "ordinal": ordinal}, member


def _fields(record: Any) -> dict[str, Any]:
    """The record's own fields; what no column asks for is left aside."""
    return {name: getattr(record, name) for name in record.__slots__}
