"""Draft → Extraction: ids, quotes and the evidence contract. Needs entities resolved; adds nothing."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, TypeVar

from innograph.graph.evidence import check_evidence
from innograph.graph.identity import claim_id, measure_id, observation_id
from innograph.graph.model import Claim, Extraction, Measure, Mention, Observation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, ClaimDraft, Draft, MeasureDraft, ObservationDraft


def finish(draft: Draft, ontology: Ontology) -> Extraction:
    """The Extraction of a draft whose entities are resolved; raises EvidenceError if it is unsound.

    Claims and numbers one of whose ends did not become an entity are dropped and counted.
    """
    maker = _Maker(draft)
    claims = _unique(filter(None, map(maker.claim, draft.claims)))
    maker.claims = claims
    extraction = Extraction(
        document=draft.document,
        passages=tuple(draft.passages),
        entities=tuple(sorted((r.entity for r in draft.entities), key=lambda e: e.name)),
        mentions=maker.mentions(),
        claims=tuple(claims),
        observations=tuple(_unique(filter(None, map(maker.observation, draft.observations)))),
        measures=tuple(_unique(map(maker.measure, draft.measures))),
    )
    check_evidence(extraction, ontology)
    return extraction


_R = TypeVar("_R", Claim, Observation, Measure)


class _Maker:
    """Turns drafts into records of the model."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.starts = [passage.start for passage in draft.passages]
        self.name_of: dict[int, str] = {
            id(candidate): resolved.entity.name
            for resolved in draft.entities
            for candidate in resolved.candidates
        }
        self.claims: list[Claim] = []

    def passage(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def names(self, candidates: Iterable[Candidate]) -> tuple[str, ...]:
        """Local names, each once, in the order given; what is no entity is left out."""
        found = (self.name_of.get(id(candidate)) for candidate in candidates)
        return tuple(dict.fromkeys(name for name in found if name is not None))

    def mentions(self) -> tuple[Mention, ...]:
        text = self.draft.text
        found = {
            (c.start, c.end, resolved.entity.name): Mention(
                entity=resolved.entity.name,
                passage=self.passage(c.start),
                start=c.start,
                end=c.end,
                text=text[c.start : c.end],
                rebuilt=c.rebuilt,
            )
            for resolved in self.draft.entities
            for c in resolved.candidates
        }
        return tuple(found[key] for key in sorted(found))

    def claim(self, draft: ClaimDraft) -> Claim | None:
        subject, object_ = draft.subject, draft.object
        names = self.names((subject,)) + self.names((object_,))
        if len(names) != 2 or names[0] == names[1]:
            self.draft.drop("claim without two entities")
            return None
        context = draft.context or (None, None)
        identity = claim_id(
            self.draft.document.id,
            (draft.start, draft.end),
            draft.predicate,
            draft.status,
            (subject.start, subject.end),
            (object_.start, object_.end),
            rebuilt=tuple(
                name for name, end in zip(names, (subject, object_), strict=True) if end.rebuilt
            ),
        )
        return Claim(
            id=identity,
            subject=names[0],
            predicate=draft.predicate,
            object=names[1],
            status=draft.status,
            passage=self.passage(draft.start),
            start=draft.start,
            end=draft.end,
            quote=self.draft.text[draft.start : draft.end],
            subject_start=subject.start,
            subject_end=subject.end,
            object_start=object_.start,
            object_end=object_.end,
            rule=draft.rule,
            confidence=round(draft.confidence, 3),
            origin=draft.origin,
            cue=draft.cue or None,
            open=draft.open,
            role=draft.role,
            context_start=context[0],
            context_end=context[1],
        )

    def observation(self, draft: ObservationDraft) -> Observation | None:
        about = self.names(draft.about)
        if not about:
            self.draft.drop("number about no entity")
            return None
        return Observation(
            id=observation_id(
                self.draft.document.id,
                (draft.start, draft.end),
                draft.raw_start,
                draft.value,
                draft.unit,
                draft.growth,
                draft.rank,
                *about,
            ),
            about=about,
            status=draft.status,
            passage=self.passage(draft.start),
            start=draft.start,
            end=draft.end,
            quote=self.draft.text[draft.start : draft.end],
            raw=draft.raw,
            value=None if draft.value is None else float(draft.value),
            unit=draft.unit,
            bound=draft.bound,
            growth=None if draft.growth is None else float(draft.growth),
            rank=draft.rank,
            reading=draft.reading,
            period=draft.period,
            period_basis=draft.period_basis,
            rule=draft.rule,
            confidence=round(draft.confidence, 3),
        )

    def measure(self, draft: MeasureDraft) -> Measure:
        inside = (c.id for c in self.claims if _lies_in(c, draft))
        return Measure(
            id=measure_id(self.draft.document.id, (draft.start, draft.end)),
            text=self.draft.text[draft.start : draft.end],
            status=draft.status,
            passage=self.passage(draft.start),
            start=draft.start,
            end=draft.end,
            cue=draft.cue or None,
            stage=draft.stage,
            responsible=self.names(draft.responsible),
            needs_approval_from=self.names(draft.needs_approval_from),
            audience=self.names(draft.audience),
            instrument_types=tuple(draft.instrument_types),
            models=tuple(draft.models),
            claims=tuple(inside),
        )


def _lies_in(claim: Claim, measure: MeasureDraft) -> bool:
    """Its quote may begin before the measure, where a clause names who acts."""
    start, end = measure.start, measure.end
    whole = start <= claim.start and claim.end <= end
    return whole or (start <= claim.object_start and claim.object_end <= end)


def _unique(records: Iterable[_R]) -> list[_R]:
    """Each id once, the most confident first; sorted by place in the text, then by id."""
    best: dict[str, _R] = {}
    for record in records:
        known = best.get(record.id)
        if known is None or _confidence(record) > _confidence(known):
            best[record.id] = record
    return sorted(best.values(), key=lambda record: (record.start, record.end, record.id))


def _confidence(record: Claim | Observation | Measure) -> float:
    return 1.0 if isinstance(record, Measure) else record.confidence
