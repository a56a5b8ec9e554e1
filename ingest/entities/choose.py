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
    outer: list[Candidate] = []
    nested: list[Candidate] = []
    owner: list[Candidate | None] = [None] * (len(draft.text) + 1)
    for candidate in inside:
        if candidate.rebuilt:
            outer.append(candidate)
            continue
        cover = owner[candidate.start] or owner[candidate.end - 1]
        if cover is None:
            outer.append(candidate)
            owner[candidate.start : candidate.end] = [candidate] * (candidate.end - candidate.start)
        elif (
            candidate.cls in _NESTED | {"Cohort"}
            and cover.start <= candidate.start
            and candidate.end <= cover.end
        ):
            nested.append(candidate)
    free = {(candidate.name, candidate.cls in _NESTED) for candidate in outer}
    inner: list[Candidate] = []
    for candidate in nested:
        cover = owner[candidate.start]
        assert cover is not None
        through = candidate.cls in _TRANSPARENT.get(cover.cls, ())
        if cover.cls == "PolicyDocument":
            through = through and cover.rule.startswith("title")
        said = candidate.cls in _NESTED and (candidate.name, True) in free
        if (said or through) and cover.cls not in _NESTED and not _is_nested(candidate, inner):
            candidate.layer = 1
            inner.append(candidate)
            outer.append(candidate)
    draft.candidates = sorted(outer, key=lambda c: (c.start, -c.end, c.layer, c.name))
    kept = {id(candidate) for candidate in outer}
    for listing in listings:
        listing.members = [member for member in listing.members if id(member) in kept]
        if len(listing.members) > 1:
            draft.listings.append(listing)


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
