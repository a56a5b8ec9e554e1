"""What one document contributes, as rows of nodes and relationships, and back again without loss.

Each function has its inverse beside it. Local names stand on the relationships to entities, so a
document's own reading can be told from the consolidated one, and a merge can be undone.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.codec import from_dict, to_dict, write_jsonl
from innograph.graph.identity import passage_id
from innograph.graph.model import (
    Claim,
    Document,
    Extraction,
    LocalEntity,
    Measure,
    Mention,
    Observation,
    Passage,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# What a measure points at: field of the model → relationship type, all of them to entities.
MEASURE_ENDS = {
    "responsible": "RESPONSIBLE",
    "needsApprovalFrom": "NEEDS_APPROVAL_FROM",
    "audience": "AUDIENCE",
}


def digest(extraction: Extraction) -> str:
    """A hash of all that the document contributes: equal digests mean that nothing changed."""
    (line,) = write_jsonl([extraction])
    return hashlib.sha256(line.encode()).hexdigest()


def to_rows(extraction: Extraction, node_of: Mapping[str, str]) -> Rows:
    """Rows by kind; `node_of` maps local names to entity ids."""
    document = extraction.document.id
    entities = {entity.name: entity for entity in extraction.entities}
    return {
        "document": [document_row(extraction)],
        "passages": [
            {**to_dict(passage), "id": passage_id(document, passage.ordinal)}
            for passage in extraction.passages
        ],
        "mentions": [
            {
                "entity": node_of[mention.entity],
                "passage": passage_id(document, mention.passage),
                "props": _mention_properties(mention, entities[mention.entity]),
            }
            for mention in extraction.mentions
        ],
        "claims": [_claim_row(claim, document, node_of, entities) for claim in extraction.claims],
        "observations": [_ended_row(o, document) for o in extraction.observations],
        "abouts": [
            {"id": o.id, "entity": node_of[name], "name": name, "ordinal": ordinal}
            for o in extraction.observations
            for ordinal, name in enumerate(o.about)
        ],
        "measures": [_ended_row(measure, document) for measure in extraction.measures],
        "measureEnds": [row for m in extraction.measures for row in _measure_ends(m, node_of)],
        "measureConcepts": [
            {"id": m.id, "concept": concept, "ordinal": ordinal}
            for m in extraction.measures
            for ordinal, concept in enumerate(m.instrument_types)
        ],
        "measureModels": [
            {"id": m.id, "model": model, "parts": model.split("+"), "ordinal": ordinal}
            for m in extraction.measures
            for ordinal, model in enumerate(m.models)
        ],
        "measureClaims": [
            {"id": m.id, "claim": claim, "ordinal": ordinal}
            for m in extraction.measures
            for ordinal, claim in enumerate(m.claims)
        ],
    }


# Properties of a Document node that are the store's own: not part of what the document contributes.
_OF_THE_STORE = frozenset(("digest", "folder", "file"))


def document_row(extraction: Extraction) -> Row:
    """The properties of a Document node; `inferred` as strings, since a property holds no mapping."""
    row = to_dict(extraction.document)
    if "inferred" in row:
        row["inferred"] = [f"{key}: {value}" for key, value in row["inferred"].items()]
    return {**row, "digest": digest(extraction)}


def document_of(properties: Mapping[str, Any]) -> Document:
    """The inverse of `document_row`."""
    data = {key: value for key, value in properties.items() if key not in _OF_THE_STORE}
    if "inferred" in data:
        data["inferred"] = dict(item.split(": ", 1) for item in data["inferred"])
    return from_dict(Document, data)


def local_entity_of(properties: Mapping[str, Any]) -> LocalEntity:
    """The local entity that a MENTIONED_IN relationship carries."""
    keys = ("name", "class", "denotes", "scope", "canonical", "aliases")
    return from_dict(
        LocalEntity, {key: properties[key] for key in keys if properties.get(key) is not None}
    )


def from_rows(found: Mapping[str, Iterable[Mapping[str, Any]]]) -> Extraction:
    """The Extraction that `to_rows` was given, from what the store returns for one document.

    `found`: document, passages (properties); mentions (ordinal of passage, properties); claims
    (properties, ordinal, subject, object); observations and measures (properties, ordinal);
    abouts, measureEnds, measureConcepts, measureModels, measureClaims as in `to_rows`.
    """
    (document,) = found["document"]
    entities: dict[str, LocalEntity] = {}
    mentions = []
    for row in found["mentions"]:
        entity = local_entity_of(row["props"])
        entities[entity.name] = entity
        mentions.append(_mention_of(row))
    return Extraction(
        document=document_of(document),
        passages=tuple(
            sorted((_passage_of(row) for row in found["passages"]), key=lambda p: p.ordinal)
        ),
        entities=tuple(sorted(entities.values(), key=lambda e: e.name)),
        mentions=tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.entity))),
        claims=_in_order(_claim_of(row) for row in found["claims"]),
        observations=_in_order(_observations(found)),
        measures=_in_order(_measures(found)),
    )


def _in_order(records: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: (record.start, record.end, record.id)))


def _mention_properties(mention: Mention, entity: LocalEntity) -> Row:
    row = {**to_dict(entity), "start": mention.start, "end": mention.end, "text": mention.text}
    row["rebuilt"] = mention.rebuilt
    return row


def _mention_of(row: Mapping[str, Any]) -> Mention:
    props = row["props"]
    return Mention(
        entity=props["name"],
        passage=row["ordinal"],
        start=props["start"],
        end=props["end"],
        text=props["text"],
        rebuilt=props["rebuilt"],
    )


def _passage_of(properties: Mapping[str, Any]) -> Passage:
    return from_dict(Passage, {key: value for key, value in properties.items() if key != "id"})


def _claim_row(
    claim: Claim, document: str, node_of: Mapping[str, str], entities: Mapping[str, LocalEntity]
) -> Row:
    props = to_dict(claim)
    subject, object_ = props.pop("subject"), props.pop("object")
    return {
        "subject": node_of[subject],
        "subjectProps": _end_properties(entities[subject]),
        "object": node_of[object_],
        "objectProps": _end_properties(entities[object_]),
        "passage": passage_id(document, props.pop("passage")),
        "props": props,
    }


def _end_properties(entity: LocalEntity) -> Row:
    """The end of a claim as its document reads it: what pairs of claims are derived from."""
    return {"name": entity.name, "class": entity.cls, "denotes": entity.denotes}


def _claim_of(row: Mapping[str, Any]) -> Claim:
    return from_dict(
        Claim,
        {
            **row["props"],
            "passage": row["ordinal"],
            "subject": row["subject"],
            "object": row["object"],
        },
    )


def _ended_row(record: Observation | Measure, document: str) -> Row:
    """A node without the fields that become relationships."""
    props = to_dict(record)
    for key in ("about", "instrumentTypes", "models", "claims", *MEASURE_ENDS):
        props.pop(key, None)
    return {"passage": passage_id(document, props.pop("passage")), "props": props}


def _measure_ends(measure: Measure, node_of: Mapping[str, str]) -> Iterable[Row]:
    fields = to_dict(measure)
    for field, kind in MEASURE_ENDS.items():
        for ordinal, name in enumerate(fields.get(field, [])):
            yield {
                "id": measure.id,
                "type": kind,
                "entity": node_of[name],
                "name": name,
                "ordinal": ordinal,
            }


def _observations(found: Mapping[str, Iterable[Mapping[str, Any]]]) -> Iterable[Observation]:
    abouts = _grouped(found["abouts"], "name")
    for row in found["observations"]:
        props = {**row["props"], "passage": row["ordinal"]}
        yield from_dict(Observation, {**props, "about": abouts[props["id"]]})


def _measures(found: Mapping[str, Iterable[Mapping[str, Any]]]) -> Iterable[Measure]:
    ends = {
        field: _grouped((row for row in found["measureEnds"] if row["type"] == kind), "name")
        for field, kind in MEASURE_ENDS.items()
    }
    ends["instrumentTypes"] = _grouped(found["measureConcepts"], "concept")
    ends["models"] = _grouped(found["measureModels"], "model")
    ends["claims"] = _grouped(found["measureClaims"], "claim")
    for row in found["measures"]:
        identity = row["props"]["id"]
        lists = {field: values[identity] for field, values in ends.items() if identity in values}
        yield from_dict(Measure, {**row["props"], **lists, "passage": row["ordinal"]})


def _grouped(rows: Iterable[Mapping[str, Any]], key: str) -> dict[str, list[Any]]:
    """Values by record id, in the order that their relationships carry."""
    groups: dict[str, list[tuple[int, Any]]] = defaultdict(list)
    for row in rows:
        groups[row["id"]].append((row["ordinal"], row[key]))
    return {identity: [value for _, value in sorted(pairs)] for identity, pairs in groups.items()}
