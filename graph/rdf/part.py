"""Part of a graph: the records behind an answer, with what they need to be understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from innograph.graph.identity import passage_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Claim, Extraction, Measure, Observation
    from innograph.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Part:
    """`records`: ids of claims, observations, measures and passages. `entities`: ids of nodes that
    belong to it besides those that the records name."""

    records: frozenset[str]
    entities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a part comes to: documents whole and cut, nodes, and the ends of facts."""

    extractions: tuple[tuple[Extraction, Extraction], ...]
    entities: frozenset[str]
    facts: frozenset[tuple[frozenset[str], str, str]]  # both ends, predicate, status


def choose(snapshot: Snapshot, part: Part) -> Chosen:
    """Find the part in a graph; all of it is in memory."""
    found, entities, facts = [], set(part.entities), set()
    for extraction in snapshot.extractions():
        cut = _cut(extraction, part.records)
        if cut is None:
            continue
        found.append((extraction, cut))
        document = extraction.document.id
        nodes = {e.name: snapshot.entity_of(document, e.name) for e in cut.entities}
        entities.update(nodes.values())
        for claim in cut.claims:
            ends = frozenset((nodes[claim.subject], nodes[claim.object]))
            facts.add((ends, claim.predicate, claim.status))
    return Chosen(tuple(found), frozenset(entities), frozenset(facts))


def _cut(extraction: Extraction, records: frozenset[str]) -> Extraction | None:
    """The records of one document with their passages, and the entities that they name there."""
    claims = tuple(claim for claim in extraction.claims if claim.id in records)
    observations = tuple(o for o in extraction.observations if o.id in records)
    measures = tuple(measure for measure in extraction.measures if measure.id in records)
    document = extraction.document.id
    asked = {p.ordinal for p in extraction.passages if passage_id(document, p.ordinal) in records}
    places = asked | {claim.passage for claim in claims}
    places |= {record.passage for group in (observations, measures) for record in group}
    if not places:
        return None
    names = set(_named(claims, observations, measures))
    names |= {mention.entity for mention in extraction.mentions if mention.passage in asked}
    return replace(
        extraction,
        passages=tuple(p for p in extraction.passages if p.ordinal in places),
        entities=tuple(entity for entity in extraction.entities if entity.name in names),
        mentions=tuple(
            mention
            for mention in extraction.mentions
            if mention.passage in places and mention.entity in names
        ),
        claims=claims,
        observations=observations,
        measures=measures,
    )


def _named(
    claims: tuple[Claim, ...], observations: tuple[Observation, ...], measures: tuple[Measure, ...]
) -> Iterator[str]:
    """Local names that the records point at."""
    for claim in claims:
        yield from (claim.subject, claim.object)
    for observation in observations:
        yield from observation.about
    for measure in measures:
        yield from (*measure.responsible, *measure.needs_approval_from, *measure.audience)
