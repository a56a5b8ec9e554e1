"""A name that the text is sure of in one place is a name wherever else it begins a clause.

光谷生物城 in a heading, and 光谷生物城于2008年开工 below it: the dictionary makes 城于 one word there.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.status import sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft

_SURE = 0.5
_SHORTEST = 5  # characters; shorter ones are kinds and parts of others
_TOPS = frozenset(["Platform", "Organization", "Event"])
_NESTED = frozenset(["Place", "Industry", "TechnologyField", "IndustryChain"])
# What stands before a name that begins there: a mark, the line's begin, a preposition.
_BEFORE = frozenset("\n，,。；;：:、“”‘’《》（）() 　在与和对由据从将把向以经及到为")
_MOST = 400  # names of a document that are looked for again


def repeat_names(draft: Draft, ontology: Ontology) -> None:
    """Add the other mentions of sure names; what nobody is sure of inside them is only nested."""
    outer = [c for c in draft.candidates if not c.layer and not c.rebuilt]  # by their starts
    sure: dict[str, Candidate] = {}
    for c in outer:
        long = len(c.name) >= _SHORTEST and draft.text[c.start : c.end] == c.name
        if long and not c.generic and c.score >= _SURE and ontology.top(c.cls) in _TOPS:
            sure.setdefault(c.name, c)
    added: list[Candidate] = []
    taken = bytearray(len(draft.text))
    starts = [c.start for c in outer]
    for name in sorted(sure, key=lambda name: (-len(name), name))[:_MOST]:
        before = len(added)
        for start, end in _mentions(draft.text, name):
            low = max(0, bisect_left(starts, start) - 1)
            met = [c for c in outer[low : bisect_left(starts, end)] if c.end > start]
            sentence = sentence_at(draft, start)
            if sentence is None or sentence.kind == "furniture" or end > sentence.end:
                continue
            if any(taken[start:end]):
                continue  # of a longer name that was added
            if any(c.start < start or c.end > end or c.end - c.start == end - start for c in met):
                continue
            if any(c.listing is not None and c.cls not in _NESTED for c in met):
                continue
            for c in met:
                c.layer = 1
            taken[start:end] = b"\1" * (end - start)
            of = sure[name]
            added.append(
                Candidate(start, end, name, of.cls, "again", score=of.score, denotes=of.denotes)
            )
        if len(added) > before:
            outer = [c for c in outer if not c.layer]
            starts = [c.start for c in outer]
    if added:
        kept = [c for c in draft.candidates if not c.layer or c.cls in _NESTED]
        draft.candidates = sorted([*kept, *added], key=lambda c: (c.start, -c.end, c.layer, c.name))


def _mentions(text: str, name: str) -> Iterator[tuple[int, int]]:
    """Where the name stands behind what ends another word."""
    start = text.find(name)
    while start >= 0:
        if start == 0 or text[start - 1] in _BEFORE:
            yield start, start + len(name)
        start = text.find(name, start + len(name))
