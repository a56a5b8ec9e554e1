"""Which candidates stay: the longest of those that overlap; nested fields and places only if free elsewhere."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, Listing
    from innograph.ingest.entities.words import Words

_NESTED = frozenset(["Place", "Industry", "TechnologyField", "IndustryChain"])
_RANK = {"title": 0, "name": 1, "body": 1, "person": 1, "field": 3, "place": 4}


def choose(
    draft: Draft, words: Words, found: list[Candidate], listings: list[Listing]
) -> None:
    """Fill the draft with non-overlapping outer candidates and the nested ones that count."""
    inside = [candidate for candidate in found if _in_text(draft, candidate)]
    inside.sort(key=lambda c: (c.start - c.end, _RANK.get(c.rule.partition(".")[0], 2), c.start))
    outer: list[Candidate] = []
    nested: list[Candidate] = []
    owner: list[Candidate | None] = [None] * (len(draft.text) + 1)
    for candidate in inside:
        cover = owner[candidate.start] or owner[candidate.end - 1]
        if cover is None:
            outer.append(candidate)
            owner[candidate.start : candidate.end] = [candidate] * (candidate.end - candidate.start)
        elif cover.rebuilt and candidate.rebuilt and (cover.start, cover.end) == (candidate.start, candidate.end):
            outer.append(candidate)
        elif candidate.cls in _NESTED and cover.start <= candidate.start and candidate.end <= cover.end:
            nested.append(candidate)
    free = {(candidate.name, candidate.cls in _NESTED) for candidate in outer}
    for candidate in nested:
        cover = owner[candidate.start]
        assert cover is not None
        if (candidate.name, True) in free and cover.cls not in _NESTED:
            candidate.layer = 1
            outer.append(candidate)
    draft.candidates = sorted(outer, key=lambda c: (c.start, -c.end, c.layer, c.name))
    kept = {id(candidate) for candidate in outer}
    for listing in listings:
        listing.members = [member for member in listing.members if id(member) in kept]
        if len(listing.members) > 1:
            draft.listings.append(listing)


def _in_text(draft: Draft, candidate: Candidate) -> bool:
    """Whether one sentence that is no furniture holds it."""
    low, high = 0, len(draft.sentences)
    index = bisect_right(draft.sentences, candidate.start, low, high, key=lambda s: s.start) - 1
    if index < 0:
        return False
    sentence = draft.sentences[index]
    return candidate.end <= sentence.end and sentence.kind != "furniture"
