"""Which candidates stay: the longest of those that overlap.

Nested fields and places stay in layer 1, where the text also says them freely.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, Listing

_NESTED = frozenset(["Place", "Industry", "TechnologyField", "IndustryChain"])
# Nested in these a name counts also where the text says it nowhere else: in annotated texts 11 of
# 14 fields in indicators are entities, 10 of 13 fields and places in titles, 3 of 30 elsewhere.
_TRANSPARENT = {"Indicator": _NESTED | {"Cohort"}, "PolicyDocument": _NESTED}
_RANK = {"title": 0, "name": 1, "body": 1, "person": 1, "field": 3, "place": 4}


def choose(draft: Draft, found: list[Candidate], listings: list[Listing]) -> None:
    """Fill the draft with non-overlapping outer candidates and the nested ones that count."""
    inside = [candidate for candidate in found if _in_text(draft, candidate)]
    inside.sort(key=lambda c: (c.start - c.end, _RANK.get(c.rule.partition(".")[0], 2), c.start))
    outer, nested = _outermost(inside, len(draft.text))
    free = {candidate.name for candidate in outer if candidate.cls in _NESTED}
    inner: list[Candidate] = []
    for candidate, cover in nested:
        if _counts(candidate, cover, free) and not _is_nested(candidate, inner):
            candidate.layer = 1
            inner.append(candidate)
    kept = [*outer, *inner]
    draft.candidates = sorted(kept, key=lambda c: (c.start, -c.end, c.layer, c.name))
    known = {id(candidate) for candidate in kept}
    for listing in listings:
        listing.members = [member for member in listing.members if id(member) in known]
        if len(listing.members) > 1:
            draft.listings.append(listing)


def _outermost(
    found: list[Candidate], length: int
) -> tuple[list[Candidate], list[tuple[Candidate, Candidate]]]:
    """The first of those that overlap, and (nested, cover) for those inside it."""
    outer: list[Candidate] = []
    nested: list[tuple[Candidate, Candidate]] = []
    owner: list[Candidate | None] = [None] * (length + 1)
    for candidate in found:
        start, end = candidate.start, candidate.end
        cover = owner[start] or owner[end - 1]
        if candidate.rebuilt:
            outer.append(candidate)
        elif cover is not None:
            if cover.start <= start and end <= cover.end:
                nested.append((candidate, cover))
        elif candidate.rule != "field.nested":
            outer.append(candidate)
            owner[start:end] = [candidate] * (end - start)
    return outer, nested


def _counts(candidate: Candidate, cover: Candidate, free: set[str]) -> bool:
    """Whether a nested name is an entity: said freely elsewhere, or in a transparent cover."""
    if cover.cls in _NESTED:
        return False
    if candidate.cls in _NESTED and candidate.name in free:
        return True
    transparent = cover.cls != "PolicyDocument" or cover.rule.startswith("title")
    return transparent and candidate.cls in _TRANSPARENT.get(cover.cls, ())


def _is_nested(candidate: Candidate, inner: list[Candidate]) -> bool:
    """Whether a longer nested name, or the same one, already stands there."""
    return any(c.start < candidate.end and candidate.start < c.end for c in inner[-20:])


def _in_text(draft: Draft, candidate: Candidate) -> bool:
    """Whether one sentence that is no furniture holds it."""
    low, high = 0, len(draft.sentences)
    index = bisect_right(draft.sentences, candidate.start, low, high, key=lambda s: s.start) - 1
    if index < 0:
        return False
    sentence = draft.sentences[index]
    return candidate.end <= sentence.end and sentence.kind != "furniture"
