"""What may be a name: the rules' candidates and the tagger's spans, each told what lies beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.places import COMPOSED, OWN
from innograph.ingest.entities.shared import RULE as SHARED_TAIL
from innograph.ingest.entities.shared import members
from innograph.ingest.tagger.classes import Surroundings
from innograph.ingest.tagger.trim import trimmed

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft
    from innograph.ingest.entities.words import Words
    from innograph.ingest.tagger.classes import Classes
    from innograph.ingest.tagger.tagger import Reading, Span

# Names of these are clauses, or hold them.
_CLAUSES = frozenset(["Policy", "Indicator", "Event"])
# From “shelf” to “counter”: no names.
_METAPHOR = re.compile("(?<=[由从])“[^“”]{2,4}”[走迈]?[到向至]“[^“”]{2,4}”")
# Letters of words (ingest/entities/words.py) with which no name begins: 的, 等, 和, punctuation.
_BEGINS_NONE = frozenset("D,.、Ec")
_QUOTED = re.compile("“[^”]*”")
_ASIDE = re.compile("“[^”]*”|《[^》]*》|（[^）]*）|\\([^)]*\\)")
# Names of these are whole lists now and then (市、县人民政府); of 4,500 others four hold a 、, or an 等
# that ends a list (高等, 等级 are words).
_LISTS = _CLAUSES | {"Organization", "Cohort"}
_LISTED = re.compile("、|(?<![高中初平同对均优])等(?![级次第保候待同])")
# A count stands before a name, a rate in a sentence.
_COUNTED = re.compile(r"\d+(?:\.\d+)?余?(?:[项个家条座所批]|[%％])")
# Nor in the middle of one: 甲、乙等|5个专项行动, 低空旅游|3个|集聚区 (of 25,000 names five, 中船703所).
_COUNTS_INSIDE = re.compile(r".(?:等[0-9一二两三四五六七八九十]+[个项大家条类]|\d+[个家座])")
# Two ranks of one name are two names, which rules take apart: 国家和省级|创新平台.
_TWO_RANKS = re.compile("(?:国家|省|市|区|县|部)级?[和与及、](?:国家|省|市|区|县|部)级")
# What has something is named with its noun or not at all: 具有全球影响力的科技创新中心.
_HAS_ALONE = re.compile("(?:具有|拥有|具备)[^的]*$")
# Of 18,000 annotated names hardly one has one of these outside quotes.
_FULL_TITLE = re.compile(
    "(?:通知|办法|条例|意见|方案|规划|纲要|规定|细则|公告|措施|决定)(?:[（(][^（）()]*[）)])?$"
)
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
    certain = [c for c in draft.candidates if not c.rebuilt and is_certain(c, words)]
    taken_by_rule = metaphors | {at for c in certain for at in range(c.start, c.end)}
    taken_by_rule |= members(c for c in draft.candidates if c.rule == SHARED_TAIL)
    shared = {at for c in draft.candidates if _is_shared(c) for at in range(c.start, c.end)}
    for candidate in draft.candidates:
        if candidate.layer or candidate.rebuilt or is_certain(candidate, words):
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


def is_certain(candidate: Candidate, words: Words) -> bool:
    """Whether no training is asked: titles in 《》 that end as documents do, cities by their first
    characters, which no trained name may swallow, 本市 (by convention a name), and bodies that begin
    with their place (广州市|科学技术局)."""
    if candidate.rule == "title" and _FULL_TITLE.search(candidate.name):
        return True
    if candidate.rule == COMPOSED or (candidate.rule == OWN and candidate.name.startswith("本")):
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
    if _COUNTS_INSIDE.search(bare) or (span.top == "Platform" and _TWO_RANKS.match(bare)):
        return True
    if _HAS_ALONE.match(bare) or _COUNTED.match(bare):
        return True
    if span.top not in _LISTS and _LISTED.search(bare):
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
    low = words.starts[span.first]
    within = trimmed(text, words.text[max(0, low - 1) : low])
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
