"""Which names stay: the rules' candidates and the tagger's spans, scored and set against each other.

A logistic regression scores each proposal from the tagger's probability, the rule that made it, its
class and its neighbours, with the best probability that its name has anywhere in the document.
Where two overlap the higher score stays. What the scorer is unsure of stays as a generic noun does:
only if a claim or a number uses it.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.tagger.again import repeat_names
from innograph.ingest.tagger.proposals import is_certain
from innograph.ingest.tagger.scorer import endings

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.entities.words import Words
    from innograph.ingest.tagger.proposals import Proposal
    from innograph.ingest.tagger.scorer import Scorer


# Of what only the tagger proposes. Cross-validated, names by kind / links but focusesOn where such names
# have to be sure, at 0.36 and at 0.3: whole texts .884 / .750, .887 / .798, .886 / .791, passages
# .734 / .324, .735 / .335, .736 / .345, written ones at 0.3 .766 / .421 for .764 / .417.
_DOUBT = 0.33
_SURE, _REACH, _LESS = 0.7, 8, 0.001
_RULING, _RULED = ("管委会", "管理委员会"), 0.3


def decide(
    draft: Draft, found: list[Proposal], words: Words, scorer: Scorer, ontology: Ontology
) -> None:
    """Replace the draft's candidates by the proposals that stay."""
    chosen = _choose(_possible(found, scorer, ontology), len(words))
    kept: list[Candidate] = [
        c for c in draft.candidates if c.layer or c.rebuilt or is_certain(c, words)
    ]
    dropped = sum(p.candidate is not None for p in found)
    for proposal in chosen:
        candidate = proposal.candidate or _candidate(proposal, words)
        candidate.cls = proposal.cls
        dropped -= proposal.candidate is not None
        candidate.score = round(proposal.score, 3)
        candidate.generic = proposal.score < scorer.keep
        kept.append(candidate)
    draft.drop("name with a low score", dropped)
    draft.candidates = sorted(kept, key=lambda c: (c.start, -c.end, c.layer, c.name))
    repeat_names(draft, ontology)
    _free_nested(draft)
    _mend_listings(draft)


def _possible(found: Iterable[Proposal], scorer: Scorer, ontology: Ontology) -> list[Proposal]:
    """Those that may stay, if only as what a claim or a number uses.

    What only the tagger proposes, and is unsure of, has to end as its class does if it is a platform:
    概念验证、小批量试生产等中试平台 names what platforms do.
    """
    return [
        p
        for p in found
        if p.score >= scorer.keep
        or (p.candidate is not None and p.score >= scorer.doubt)
        or (
            p.score >= _DOUBT and (p.top != "Platform" or p.name.endswith(endings(p.cls, ontology)))
        )
    ]


def _choose(found: list[Proposal], length: int) -> list[Proposal]:
    """The highest scores that do not overlap."""
    taken = bytearray(length + 1)
    chosen = []
    ranks = _ranks(found)
    for proposal in sorted(found, key=lambda p: (-ranks[id(p)], p.first, -p.stop)):
        if any(taken[proposal.first : proposal.stop]):
            continue
        taken[proposal.first : proposal.stop] = b"\1" * (proposal.stop - proposal.first)
        chosen.append(proposal)
    return chosen


def _ranks(found: list[Proposal]) -> dict[int, float]:
    """The scores, but what a sure name goes on behind comes after the name: a field before a
    platform (生物医药|园), a park before its committee (云岭高新区|管委会), however often the text
    names the park alone."""
    ranks = {id(p): p.score for p in found}
    for inner, outer in (("Field", "Platform"), ("Platform", "Organization")):
        names = [p for p in found if p.top == outer and _goes_before(p)]
        starts = [p.first for p in names]
        for part in found:
            if part.top != inner:
                continue
            low = bisect_left(starts, part.first - _REACH)
            for name in names[low : bisect_left(starts, part.first + 1)]:
                if part.stop < name.stop and ranks[id(part)] >= name.score:
                    ranks[id(part)] = name.score - _LESS
    return ranks


def _goes_before(name: Proposal) -> bool:
    if name.top == "Platform":
        return name.score >= _SURE
    return name.score >= _RULED and name.name.endswith(_RULING)


def _candidate(proposal: Proposal, words: Words) -> Candidate:
    low = words.starts[proposal.first]
    start = words.text.index(proposal.name, low)
    return Candidate(start, start + len(proposal.name), proposal.name, proposal.cls, rule="tagger")


def _mend_listings(draft: Draft) -> None:
    """Members that are gone are replaced by the name of their top class that stands in their place."""
    known = {id(candidate) for candidate in draft.candidates}
    outer = [c for c in draft.candidates if not c.layer and not c.rebuilt]
    starts = [c.start for c in outer]
    for listing in draft.listings:
        members: list[Candidate] = []
        for member in listing.members:
            if id(member) in known:
                members.append(member)
                continue
            low = max(0, bisect_left(starts, member.start) - 1)
            for other in outer[low : low + 3]:
                meets = other.start < member.end and member.start < other.end
                if meets and listing.start <= other.start and other.end <= listing.end:
                    other.listing = listing
                    members.append(other)
        listing.members = list(dict.fromkeys(members))
    draft.listings = [listing for listing in draft.listings if len(listing.members) > 1]


def _free_nested(draft: Draft) -> None:
    """Names nested in one that is gone stand alone now."""
    ends: list[tuple[int, int]] = [(c.start, c.end) for c in draft.candidates if not c.layer]
    covered = bytearray(len(draft.text) + 1)
    for start, end in ends:
        covered[start:end] = b"\1" * (end - start)
    for candidate in draft.candidates:
        if candidate.layer and not any(covered[candidate.start : candidate.end]):
            candidate.layer = 0
