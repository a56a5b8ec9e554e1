"""Draft → Extraction: ids, quotes and the evidence contract. Needs entities resolved; adds nothing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, TypeVar

from innograph.graph.evidence import check_evidence
from innograph.graph.identity import claim_id, measure_id, observation_id
from innograph.graph.model import Claim, Extraction, Measure, Mention, Observation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, ClaimDraft, Draft, MeasureDraft, ObservationDraft


def finish(draft: Draft, ontology: Ontology) -> Extraction:
    """The Extraction of a draft whose entities are resolved; raises EvidenceError if it is unsound.

    Claims and numbers one of whose ends did not become an entity are dropped and counted.
    """
    maker = _Maker(draft)
    claims = _unique(filter(None, map(maker.claim, draft.claims)))
    maker.hold(claims)
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
        self._claims: list[Claim] = []  # by where their quotes begin
        self._by_object: list[Claim] = []

    def hold(self, claims: list[Claim]) -> None:
        """Take the claims that measures may have, in the order of the text."""
        self._claims = claims
        self._by_object = sorted(claims, key=_object_start)

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
            confidence=draft.confidence,
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
            confidence=draft.confidence,
        )

    def measure(self, draft: MeasureDraft) -> Measure:
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
            claims=tuple(id_ for _, _, id_ in sorted(self._inside(draft.start, draft.end))),
        )

    def _inside(self, start: int, end: int) -> set[tuple[int, int, str]]:
        """Start, end and id of the claims in a span: of those, too, whose quote begins before it,
        where a clause names who acts."""
        quoted = _between(self._claims, start, end, _start)
        objects = _between(self._by_object, start, end, _object_start)
        found = [c for c in quoted if c.end <= end] + [c for c in objects if c.object_end <= end]
        return {(claim.start, claim.end, claim.id) for claim in found}


def _start(claim: Claim) -> int:
    return claim.start


def _object_start(claim: Claim) -> int:
    return claim.object_start


def _between(
    claims: list[Claim], start: int, end: int, place: Callable[[Claim], int]
) -> list[Claim]:
    """Those of the claims, which are sorted by a place, that have it in a span."""
    low = bisect_left(claims, start, key=place)
    return claims[low : bisect_left(claims, end, lo=low, key=place)]


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
