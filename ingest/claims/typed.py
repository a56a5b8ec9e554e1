"""A sentence with every entity written as one letter of its top class: what trigger rules match on.

A typed sentence is as long as the sentence, so offsets stay. The first character of an entity, or
of a coordination of one class with its tail (A、B等重点产业链), is a private code point for the
class; the others are INSIDE, the last one may be OPEN. Rules therefore see grammar, never names.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft, Listing, Sentence

# The letters of rules; Policy is two, since documents are issued and programmes are not.
LETTERS = {
    "Organization": "O",
    "Person": "N",
    "Platform": "P",
    "Field": "F",
    "Policy": "D",
    "Place": "L",
    "Event": "E",
    "Cohort": "C",
    "Indicator": "I",
}
DOCUMENT = "T"
INSIDE = "\ue0ff"
OPEN = "\ue0fe"  # the last where what follows directly is one more: A、B等|C, 链主企业|云岭药业
STARTS = {letter: chr(0xE000 + n) for n, letter in enumerate("ONPFDLECIT")}
# Quoted words that are no entity (“链主自建+共享开放”) must not trigger anything.
_QUOTED = re.compile("[“《][^“”《》\ue000-\ue0ff]{0,200}[”》]")
# 等 before a platform (A、B等平台) makes A and B platforms, 等领域平台 makes them its fields.
_FIELD_TAIL = re.compile("产业|领域|行业|链|方向|技术|赛道")
# Longer coordinations are hostile or tables; what lies beyond is dropped and counted.
_MOST_MEMBERS = 40
# A sentence that is a label and one name, which the next says more of: （一）云岭科学城。重点布局….
_HEAD = re.compile(
    r"[\s—\-•·●]*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．]|[①-⑳]|第[一二三四五六七八九十]+[，,、])?\s*"
    f"[“]?[{''.join(STARTS[letter] for letter in 'PLO')}][{INSIDE}]*[”]?。"
)


@dataclass(slots=True, eq=False)
class Unit:
    """An entity or a coordination, as one thing for the rules. `ends` are its members."""

    start: int
    end: int
    letter: str
    ends: list[Candidate]
    listing: Listing | None = None


@dataclass(slots=True, eq=False)
class TypedSentence:
    """`text` is typed, `start` its offset in the document; units in the order of the text. Where a name
    stands before as a sentence of its own, the sentence proper begins at `head`."""

    sentence: Sentence
    start: int
    text: str
    units: list[Unit]
    starts: list[int]
    head: int = 0

    def units_in(self, start: int, end: int) -> list[Unit]:
        """The units that begin inside a span of the document."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return self.units[low:high]


def letter_of(candidate: Candidate, ontology: Ontology) -> str:
    """The letter that rules know the candidate by; `?` for a class that they do not know."""
    return _letters(ontology).get(candidate.cls, "?")


@lru_cache(maxsize=4)
def _letters(ontology: Ontology) -> dict[str, str]:
    """Class → letter."""
    found = {cls: LETTERS.get(ontology.top(cls), "?") for cls in ontology.classes}
    return found | {"PolicyDocument": DOCUMENT}


def iter_typed(
    draft: Draft, ontology: Ontology, blocks: tuple[re.Pattern[str], ...] = ()
) -> Iterator[TypedSentence]:
    """The sentences of the draft. Nouns in a stretch that a block matches are mere words."""
    units = _units(draft, ontology)
    at = 0
    for sentence in draft.sentences:
        while at < len(units) and units[at].start < sentence.start:
            at += 1
        first = at
        while at < len(units) and units[at].start < sentence.end:
            at += 1
        inside = [unit for unit in units[first:at] if unit.end <= sentence.end]
        typed = _typed(draft.text, sentence, inside)
        spans = [match.span() for block in blocks for match in block.finditer(typed.text)]
        if spans:
            start = sentence.start
            inside = [
                unit
                for unit in inside
                if not any(low <= unit.start - start < high for low, high in spans)
            ]
            typed = _typed(draft.text, sentence, inside)
        yield typed


def with_heads(draft: Draft, sentences: Iterable[TypedSentence]) -> Iterator[TypedSentence]:
    """The sentences, with the name before that stands alone in its own: as if a colon followed it."""
    before: TypedSentence | None = None
    for typed in sentences:
        headed = before is not None and before.sentence.passage == typed.sentence.passage
        if headed and before is not None and _HEAD.fullmatch(before.text):
            gap = draft.text[before.start + len(before.text) : typed.start]
            text = f"{before.text[:-1]}：{gap}"
            units = [*before.units, *typed.units]
            yield TypedSentence(
                replace(typed.sentence, start=before.start),
                before.start,
                text + typed.text,
                units,
                [unit.start for unit in units],
                len(text),
            )
        else:
            yield typed
        before = typed


def _typed(text: str, sentence: Sentence, units: list[Unit]) -> TypedSentence:
    starts = [unit.start for unit in units]
    return TypedSentence(sentence, sentence.start, _type(text, sentence, units), units, starts)


def _type(text: str, sentence: Sentence, units: list[Unit]) -> str:
    parts, position = [], sentence.start
    for unit, behind in zip_longest(units, units[1:]):
        parts.append(text[position : unit.start])
        typed = STARTS[unit.letter] + INSIDE * (unit.end - unit.start - 1)
        same = unit.letter == "C" and behind and (behind.start, behind.letter) == (unit.end, "O")
        opened = same or text.endswith("等", unit.start, unit.end)
        parts.append(typed[:-1] + OPEN if opened and len(typed) > 1 else typed)
        position = unit.end
    parts.append(text[position : sentence.end])
    return _QUOTED.sub(lambda match: "□" * len(match[0]), "".join(parts))


def _units(draft: Draft, ontology: Ontology) -> list[Unit]:
    """Outermost units that do not overlap, in the order of the text."""
    outer = [
        candidate
        for candidate in draft.candidates
        if candidate.layer == 0 and letter_of(candidate, ontology) != "?"
    ]
    found = [Unit(c.start, c.end, letter_of(c, ontology), [c]) for c in outer]
    found += _coordinations(draft, outer, ontology)
    found.sort(key=lambda unit: (unit.start, -unit.end, unit.listing is None))
    kept: list[Unit] = []
    for unit in found:
        last = kept[-1] if kept else None
        if last is None or unit.start >= last.end:
            kept.append(unit)
        elif _is_tail(unit, last):
            last.end = unit.start
            kept.append(unit)
        elif unit.end <= last.end and unit.listing is None:
            _join(last, unit)
    return kept


def _is_tail(unit: Unit, last: Unit) -> bool:
    """Whether the tail of a list is a name or the beginning of one: 甲、乙等|产业集群."""
    if last.listing is None or unit.start < (members := max(m.end for m in last.ends)):
        return False
    if unit.end > last.end:
        return True
    # Not 现代物流及|供应链服务产业集群, where one more member is joined.
    follows = last.listing.open or unit.start == members
    return unit.end == last.end and last.letter + unit.letter == "FP" and follows


def _join(last: Unit, unit: Unit) -> None:
    """A unit inside another one: a second name of the same span, or a noun in the list's tail."""
    candidate = unit.ends[0]
    if unit.letter != last.letter or candidate in last.ends:
        return
    if last.listing is None and (unit.start, unit.end) != (last.start, last.end):
        # 国家、省级中心, 云岭、南山等实验室: each name to the shared tail's end, the tail itself none.
        shared = last.ends[0].rebuilt and unit.end == last.end
        if not shared or any(m.name.endswith(candidate.name) for m in last.ends):
            return
    if any(m.start <= unit.start and unit.end <= m.end and not m.rebuilt for m in last.ends):
        return
    if len(last.ends) < _MOST_MEMBERS:
        last.ends.append(candidate)


def _coordinations(draft: Draft, outer: list[Candidate], ontology: Ontology) -> Iterator[Unit]:
    """The listings whose members are of one class: each is one unit, its tail included."""
    known = {id(candidate) for candidate in outer}
    for listing in draft.listings:
        members = [member for member in listing.members if id(member) in known]
        letters = {letter_of(member, ontology) for member in members}
        if len(letters) == 1 and all(m.end <= listing.end for m in members):
            for _ in members[_MOST_MEMBERS:]:
                draft.drop("member of a list beyond the 40th")
            letter, end = letters.pop(), listing.end
            if letter == "F" and not _FIELD_TAIL.search(listing.tail):
                end = max(member.end for member in members)
            start = min(member.start for member in members)
            yield Unit(start, end, letter, members[:_MOST_MEMBERS], listing)
