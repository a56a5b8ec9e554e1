"""The evidence contract: every claim and every number shows its sentence, checked by machine.

Quote = slice of the text; both mentions lie inside the quote, or the elided subject inside its
context; the cue stands inside the quote or in its context; offsets lie inside their passage;
passages tile the text; hashes agree. A breach is an error, never a warning.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from innograph.graph.errors import EvidenceError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.graph.model import Claim, Extraction, Measure, Mention, Observation
    from innograph.graph.ontology import Ontology


def check_evidence(extraction: Extraction, ontology: Ontology) -> None:
    """Raise EvidenceError for the first breach and say how many more there are."""
    breaches = list(iter_breaches(extraction, ontology))
    if breaches:
        more = f" (and {len(breaches) - 1} more)" if len(breaches) > 1 else ""
        raise EvidenceError(f"{extraction.document.id}: {breaches[0]}{more}")


def iter_breaches(extraction: Extraction, ontology: Ontology) -> Iterator[str]:
    """Every breach of the contract in one document, in the order of the text's parts."""
    yield from _document_breaches(extraction)
    text = extraction.text
    names = {entity.name for entity in extraction.entities}
    if len(names) != len(extraction.entities):
        yield "two local entities share one name"
    for entity in extraction.entities:
        if entity.cls not in ontology.classes:
            yield f"entity {entity.name!r} is of the unknown class {entity.cls!r}"
    spans = set()
    for mention in extraction.mentions:
        spans.add((mention.entity, mention.start, mention.end))
        yield from _mention_breaches(mention, extraction, text, names)
    for name in sorted(names - {mention.entity for mention in extraction.mentions}):
        yield f"entity {name!r} is mentioned nowhere"
    for claim in extraction.claims:
        for breach in _claim_breaches(claim, extraction, text, spans, ontology):
            yield f"claim {claim.id}: {breach}"
    for observation in extraction.observations:
        for breach in _observation_breaches(observation, extraction, text, names, ontology):
            yield f"observation {observation.id}: {breach}"
    yield from _measure_breaches(extraction, text, names, ontology)
    kinds: dict[str, Sequence[Claim | Observation | Measure]] = {
        "claim": extraction.claims,
        "observation": extraction.observations,
        "measure": extraction.measures,
    }
    for kind, records in kinds.items():
        if len({record.id for record in records}) != len(records):
            yield f"two {kind}s share one id"


def _document_breaches(extraction: Extraction) -> Iterator[str]:
    document, position = extraction.document, 0
    for ordinal, passage in enumerate(extraction.passages):
        if (passage.ordinal, passage.start) != (ordinal, position):
            yield f"passage {passage.ordinal} does not follow on the one before it"
        if passage.end - passage.start != len(passage.text):
            yield f"passage {passage.ordinal} is not as long as its text"
        position = passage.end
    if position != document.characters:
        yield f"the passages hold {position} of {document.characters} characters"
    if hashlib.sha256(extraction.text.encode()).hexdigest() != document.text_sha256:
        yield "the text is not the one whose hash the document gives"


def _mention_breaches(
    mention: Mention, extraction: Extraction, text: str, names: set[str]
) -> Iterator[str]:
    what = f"mention {mention.text!r} at {mention.start}"
    if mention.entity not in names:
        yield f"{what} refers to no local entity"
    if text[mention.start : mention.end] != mention.text:
        yield f"{what} is not what stands there"
    if not _in_passage(mention.passage, mention.start, mention.end, extraction):
        yield f"{what} lies outside its passage"


def _claim_breaches(
    claim: Claim,
    extraction: Extraction,
    text: str,
    spans: set[tuple[str, int, int]],
    ontology: Ontology,
) -> Iterator[str]:
    if claim.predicate not in ontology.predicates:
        yield f"unknown predicate {claim.predicate!r}"
    if claim.status not in ontology.statuses:
        yield f"unknown status {claim.status!r}"
    if text[claim.start : claim.end] != claim.quote:
        yield "the quote is not what stands there"
    if not _in_passage(claim.passage, claim.start, claim.end, extraction):
        yield "the quote lies outside its passage"
    windows = [(claim.start, claim.end)]
    if claim.context_start is not None and claim.context_end is not None:
        windows.append((claim.context_start, claim.context_end))
    ends = (
        ("subject", claim.subject, claim.subject_start, claim.subject_end),
        ("object", claim.object, claim.object_start, claim.object_end),
    )
    for role, name, start, end in ends:
        if (name, start, end) not in spans:
            yield f"its {role} {name!r} is not mentioned at {start}"
        if not any(low <= start < end <= high for low, high in windows):
            yield f"its {role} {name!r} lies outside quote and context"
    if claim.cue and not any(claim.cue in text[low:high] for low, high in windows):
        yield f"its cue {claim.cue!r} is not in the quote"


def _observation_breaches(
    observation: Observation, extraction: Extraction, text: str, names: set[str], ontology: Ontology
) -> Iterator[str]:
    if text[observation.start : observation.end] != observation.quote:
        yield "the quote is not what stands there"
    if observation.raw not in observation.quote:
        yield f"the number {observation.raw!r} is not in the quote"
    if not _in_passage(observation.passage, observation.start, observation.end, extraction):
        yield "the quote lies outside its passage"
    if observation.status not in ontology.statuses:
        yield f"unknown status {observation.status!r}"
    if not observation.about or not set(observation.about) <= names:
        yield "it is about no local entity"
    if observation.value is None and observation.growth is None and observation.rank is None:
        yield "it has neither value nor growth nor rank"


def _measure_breaches(
    extraction: Extraction, text: str, names: set[str], ontology: Ontology
) -> Iterator[str]:
    claims = {claim.id for claim in extraction.claims}
    for measure in extraction.measures:
        if text[measure.start : measure.end] != measure.text:
            yield f"measure {measure.id}: its text is not what stands there"
        if measure.status not in ontology.statuses:
            yield f"measure {measure.id}: unknown status {measure.status!r}"
        if not set(measure.claims) <= claims:
            yield f"measure {measure.id}: it contains an unknown claim"
        ends = measure.responsible + measure.needs_approval_from + measure.audience
        if not set(ends) <= names:
            yield f"measure {measure.id}: it refers to no local entity"


def _in_passage(ordinal: int, start: int, end: int, extraction: Extraction) -> bool:
    if not 0 <= ordinal < len(extraction.passages):
        return False
    passage = extraction.passages[ordinal]
    return passage.start <= start < end <= passage.end
