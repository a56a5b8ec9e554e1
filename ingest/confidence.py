"""Leaving out what the reader is less sure of than asked. Needs numbers and claims, before resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from innograph.ingest.draft import ClaimDraft, ObservationDraft

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft

_D = TypeVar("_D", ClaimDraft, ObservationDraft)


def drop_unsure(draft: Draft, minimum: float) -> None:
    """Drop and count claims and numbers below a confidence; entities and measures are kept."""
    draft.claims = _kept(draft, draft.claims, minimum, "claim")
    draft.observations = _kept(draft, draft.observations, minimum, "number")


def _kept(draft: Draft, records: list[_D], minimum: float, noun: str) -> list[_D]:
    kept = [record for record in records if record.confidence >= minimum]
    draft.drop(f"{noun} below the confidence {minimum:g}", len(records) - len(kept))
    return kept
