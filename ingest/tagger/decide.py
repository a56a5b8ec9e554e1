"""Which names stay: the rules' candidates and the tagger's spans, scored and set against each other.

A logistic regression scores each proposal from the tagger's probability, the rule that made it, its
class and its neighbours, with the best probability that its name has anywhere in the document.
Where two overlap the higher score stays. What the scorer is unsure of stays as a generic noun does:
only if a claim or a number uses it.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.shared import RULE as SHARED_TAIL
from innograph.ingest.entities.shared import members
from innograph.ingest.tagger.classes import Surroundings
from innograph.ingest.tagger.trim import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.entities.words import Words
    from innograph.ingest.tagger.classes import Classes
    from innograph.ingest.tagger.tagger import Reading, Span

# 成德眉资: cities by their first characters, which no trained name may swallow.
COMPOSED = "place.composed"
# Names of these are clauses, or hold them.
_CLAUSES = frozenset(["Policy", "Indicator", "Event"])
# From “shelf” to “counter”: no names.
_METAPHOR = re.compile("(?<=[由从])“[^“”]{2,4}”[走迈]?[到向至]“[^“”]{2,4}”")
_BEGINS_NONE = frozenset("D,.、Ec")
_QUOTED = re.compile("“[^”]*”")
_ASIDE = re.compile("“[^”]*”|《[^》]*》|（[^）]*）|\\([^)]*\\)")
# Names of these are whole lists now and then (市、县人民政府); of 4,500 others four hold a 、, or an 等
# that ends a list (高等, 等级 are words).
_LISTS = _CLAUSES | {"Organization", "Cohort"}
_LISTED = re.compile("、|(?<![高中初平同对均优])等(?![级次第保候待同])")
# A count stands before a name, a rate in a sentence.
_COUNTED = re.compile(r"\d+(?:\.\d+)?(?:[项个家条座所批]|[%％])")
# Of 18,000 annotated names hardly one has one of these outside quotes.
_GOES_ON = re.compile("[，,。；;].|.(?:一大?批|一系列|多[个家]|大批|许多|及其(?!常委))")


@dataclass(slots=True, eq=False)
class Proposal:
    """A span that may be a name: one candidate of the rules, or one span of the tagger."""

    first: int
    stop: int
    top: str
    name: str
    cls: str
    probability: float
    candidate: Candidate | None = None
    best: float = 0.0  # the highest probability of that name in the document
    times: int = 1
    rival: float = 0.0  # the highest probability of an overlapping span
    rules: str = ""  # how it lies to the rules' candidates: inside, over, across or nothing
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights by feature; `keep` and `doubt` are scores: above the one a name stays, below the other
    it goes, between them it stays where something uses it."""

    weights: Mapping[str, float]
    bias: float
    keep: float
    doubt: float

    def score(self, features: Mapping[str, float]) -> float:
        """The probability that a reader has it too."""
        total = self.bias + sum(self.weights.get(k, 0.0) * v for k, v in features.items())
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@dataclass(frozen=True, slots=True)
class _ToldClasses:
    """The classes of names in one document, by all that tells them."""

    reading: Reading
    surroundings: Surroundings
    classes: Classes
    ontology: Ontology

    def of(self, name: str, first: int, stop: int, top: str) -> str:
        """Of a name of a top class whose words are first … stop-1."""
        around = self.surroundings.features(name, top, stop)
        several = top in self.classes.names
        read = self.reading.class_scores(first, stop) if several else {}
        return self.classes.of(name, top, self.ontology, around, read)


def proposals(
    draft: Draft, words: Words, reading: Reading, ontology: Ontology, classes: Classes
) -> list[Proposal]:
    """All proposals of a document, in the order of the text; scores are not set."""
    found: dict[tuple[int, int, str], Proposal] = {}
    told = _ToldClasses(reading, Surroundings(draft, words), classes, ontology)
    metaphors = {at for m in _METAPHOR.finditer(words.text) for at in range(*m.span())}
    certain = [c for c in draft.candidates if not c.rebuilt and _is_certain(c, words)]
    taken_by_rule = metaphors | {at for c in certain for at in range(c.start, c.end)}
    taken_by_rule |= members(c for c in draft.candidates if c.rule == SHARED_TAIL)
    shared = {at for c in draft.candidates if _is_shared(c) for at in range(c.start, c.end)}
    for candidate in draft.candidates:
        if candidate.layer or candidate.rebuilt or _is_certain(candidate, words):
            continue
        if candidate.start in metaphors:
            continue
        first, stop = words.at(candidate.start), words.at(candidate.end)
        top = ontology.top(candidate.cls)
        cls = candidate.cls
        if cls in classes.names.get(top, ()):
            cls = told.of(candidate.name, first, stop, top)
        found[first, stop, top] = Proposal(
            first, stop, top, candidate.name, cls,
            reading.probability(first, stop, top), candidate,
        )  # fmt: skip
    borders = {(p.first, p.stop) for p in found.values()}
    for span in reading.spans():
        if _is_coordination(span, borders, words) or _is_clause(span, words):
            continue
        low, high = words.starts[span.first], words.ends[span.stop - 1]
        if not taken_by_rule.isdisjoint(range(low, high)):
            continue
        if span.top == "Organization" and shared.issuperset(range(low, high)):
            continue
        proposal = _of_span(span, words, told)
        if proposal is not None:
            found.setdefault((span.first, span.stop, span.top), proposal)
    ordered = sorted(found.values(), key=lambda p: (p.first, -p.stop, p.top))
    _compare(ordered)
    return ordered


def _is_certain(candidate: Candidate, words: Words) -> bool:
    """Whether no training is asked: cities by their first characters, and bodies that begin with
    their place (广州市|科学技术局)."""
    if candidate.rule == COMPOSED:
        return True
    index = words.at(candidate.start)
    begins = index < len(words) and words.starts[index] == candidate.start
    return begins and words.letters[index] == "P" and candidate.rule.startswith("body.")


def _is_shared(candidate: Candidate) -> bool:
    """Whether rules took a list of bodies apart (教育、科技等部门): its pieces name nothing."""
    return candidate.rebuilt and candidate.rule.startswith("body.")


def _is_coordination(span: Span, borders: set[tuple[int, int]], words: Words) -> bool:
    """Whether a span is two names of the rules with 和 or 、 between: those are two things."""
    return any(
        words.letters[middle] in "c、"
        and (span.first, middle) in borders
        and (middle + 1, span.stop) in borders
        for middle in range(span.first + 1, span.stop - 1)
    )


def _is_clause(span: Span, words: Words) -> bool:
    """Whether a span goes on behind a comma, 及其 or an indefinite number outside quotes, begins with
    what begins no name or with a count, is one of a list (加速器等|共享平台), or is a name of a thing
    and holds a verb that governs clauses (云岭市|建成|产业园).

    In the annotated texts 140 of 5,850 such names hold a verb, nearly all one of a few.
    """
    letters = words.letters[span.first : span.stop]
    if letters[0] in _BEGINS_NONE:
        return True
    text = words.span(span.first, span.stop)
    bare = _ASIDE.sub("", text)
    if _GOES_ON.search(_QUOTED.sub("“”", text)):
        return True
    if _COUNTED.match(bare) or (span.top not in _LISTS and _LISTED.search(bare)):
        return True
    if span.top in _CLAUSES:
        return False
    allowed = load_table("words.toml")["verbs_in_names"]
    return any(
        letter in "VG" and words.words[index] not in allowed
        for index, letter in enumerate(letters, span.first)
    )


def _of_span(span: Span, words: Words, told: _ToldClasses) -> Proposal | None:
    text = words.span(span.first, span.stop)
    within = trimmed(text)
    if within is None:
        return None
    name = text[slice(*within)]
    cls = told.of(name, span.first, span.stop, span.top)
    return Proposal(span.first, span.stop, span.top, name, cls, span.probability)


def _compare(ordered: list[Proposal]) -> None:
    """Set what proposals say of each other: the best of a name, rivals, how rules lie to them."""
    named: dict[tuple[str, str], list[Proposal]] = defaultdict(list)
    for proposal in ordered:
        named[proposal.name, proposal.top].append(proposal)
    for same in named.values():
        best = max(proposal.probability for proposal in same)
        for proposal in same:
            proposal.best, proposal.times = best, len(same)
    for index, one in enumerate(ordered):
        for other in ordered[index + 1 : index + 60]:
            if other.first >= one.stop:
                break
            for a, b in ((one, other), (other, one)):
                a.rival = max(a.rival, b.probability)
                if b.candidate is not None:
                    a.rules = _relation(a, b)


def _relation(a: Proposal, b: Proposal) -> str:
    if b.first <= a.first and a.stop <= b.stop:
        return "same" if (a.first, a.stop) == (b.first, b.stop) else "inside"
    return "over" if a.first <= b.first and b.stop <= a.stop else "across"


def features(proposal: Proposal, words: Words, ontology: Ontology) -> dict[str, float]:
    """What the scorer sees of a proposal."""
    p, candidate = proposal.probability, proposal.candidate
    rule = candidate.rule if candidate else "none"
    generic = candidate is not None and candidate.generic
    mark = f"{rule},{'g' if generic else 'n'}"
    letter = words.letter
    return {
        "p": p,
        "log p": math.log(p + 0.01),
        "best": proposal.best,
        "rival": proposal.rival,
        "times": min(proposal.times, 5) / 5,
        "length": min(len(proposal.name), 20) / 10,
        "single": float(proposal.stop - proposal.first == 1),
        "ends": float(proposal.name.endswith(_endings(proposal.cls, ontology))),
        f"rule={mark}": 1.0,
        f"top,rule={proposal.top},{mark}": 1.0,
        f"p,rule={rule}": p,
        f"p,top={proposal.top}": p,
        f"top={proposal.top}": 1.0,
        f"class={proposal.cls}": 1.0,
        f"rules={proposal.rules},{bool(candidate)}": 1.0,
        f"left={letter(proposal.first - 1)}": 1.0,
        f"begins={letter(proposal.first)}": 1.0,
        f"ended={letter(proposal.stop - 1)}": 1.0,
        f"right={letter(proposal.stop)}": 1.0,
    }


def _endings(cls: str, ontology: Ontology) -> tuple[str, ...]:
    return ontology.classes[cls].endings if cls in ontology.classes else ()


def decide(draft: Draft, found: list[Proposal], words: Words, scorer: Scorer) -> None:
    """Replace the draft's candidates by the proposals that stay."""
    chosen = _choose(found, scorer.doubt, len(words))
    kept: list[Candidate] = [
        c for c in draft.candidates if c.layer or c.rebuilt or _is_certain(c, words)
    ]
    dropped = sum(p.candidate is not None for p in found)
    for proposal in chosen:
        candidate = proposal.candidate
        if candidate is None and proposal.score < scorer.keep:
            continue
        candidate = candidate or _candidate(proposal, words)
        candidate.cls = proposal.cls
        dropped -= proposal.candidate is not None
        candidate.score = round(proposal.score, 3)
        candidate.generic = proposal.score < scorer.keep
        kept.append(candidate)
    draft.drop("name with a low score", dropped)
    draft.candidates = sorted(kept, key=lambda c: (c.start, -c.end, c.layer, c.name))
    _free_nested(draft)
    _mend_listings(draft)


def _choose(found: Iterable[Proposal], least: float, length: int) -> list[Proposal]:
    """The highest scores that do not overlap."""
    taken = bytearray(length + 1)
    chosen = []
    for proposal in sorted(found, key=lambda p: (-p.score, p.first, -p.stop)):
        if proposal.score < least:
            break
        if any(taken[proposal.first : proposal.stop]):
            continue
        taken[proposal.first : proposal.stop] = b"\1" * (proposal.stop - proposal.first)
        chosen.append(proposal)
    return chosen


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
