"""The nouns beside a number: found candidates, or made ones where only an ending is known.

What is no candidate and has no known ending is no noun here: in annotated texts nine of ten such
phrases were wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.tails import PROFILES, trimmed
from innograph.ingest.entities.words import INTERNAL, Words, split_words
from innograph.ingest.numbers.lexicon import word_set

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft, Sentence

_UNCOUNTED = frozenset(["Place", "Person", "GovernmentBody"])
_UNMADE = _UNCOUNTED | {"Industry", "TechnologyField", "Event", "PolicyDocument"}
_FIELDS = frozenset(["Industry", "TechnologyField", "IndustryChain"])
_LONGEST_ENDING = 8
_FORWARD = 9  # words of a noun behind its number
_REACH = 90  # characters of a noun's clause that are looked at
_PRAISE = re.compile(r"[\u4e00-\u9fff]{1,6}?的(?=.)")
_SHARE = ("比重", "比例", "占比", "份额")


class Ending(NamedTuple):
    """A known last part of a noun and the class that it gives."""

    length: int
    cls: str


class Nouns:
    """The nouns of one document. `enter` a sentence before asking about it."""

    def __init__(self, draft: Draft, ontology: Ontology) -> None:
        self.draft = draft
        self.ontology = ontology
        self.made: dict[tuple[int, int, str], Candidate] = {}
        self.by_end: dict[int, list[Candidate]] = {}
        self.by_start: dict[int, list[Candidate]] = {}
        for candidate in draft.candidates:
            if candidate.cls not in _UNCOUNTED:
                self.by_end.setdefault(candidate.end, []).append(candidate)
                self.by_start.setdefault(candidate.start, []).append(candidate)

    def enter(self, sentence: Sentence) -> None:
        """Split the sentence into words."""
        self.offset = sentence.start
        self.words: Words = split_words(
            self.draft.text[sentence.start : sentence.end], self.ontology
        )

    # ---- before a number -------------------------------------------------------------------------

    def before(self, low: int, end: int, kind: str) -> list[Candidate]:
        """The nouns of the coordination that ends there, in the order of the text."""
        closed = end - 1 if self.draft.text[end - 1 : end] in ("”", "》") else end
        found = [c for at in (end, closed) for c in self.by_end.get(at, ()) if c.start >= low]
        plain = [c for c in found if not c.rebuilt]
        if plain:
            last = min(plain, key=lambda c: (c.layer, c.start))
            wider = self._clause_noun(low, last) if kind in ("percent", "points") else None
            if wider is not None:
                return [wider]
            return self._members(last, [c for c in found if c.rebuilt])
        made = self._made_before(low, end, kind)
        return [made] if made is not None else []

    def _members(self, last: Candidate, rebuilt: list[Candidate]) -> list[Candidate]:
        """The members of a coordination that ends with `last`, one for each place of the text."""
        members = [c for c in rebuilt if c.start < last.start]
        top = self.ontology.top(last.cls)
        if last.listing is not None:
            members += [
                c
                for c in last.listing.members
                if c.end <= last.start and self.ontology.top(c.cls) == top
            ]
        first: dict[int, Candidate] = {}
        for member in sorted(members, key=lambda c: (c.start, not c.rebuilt, -len(c.name), c.name)):
            first.setdefault(member.start, member)
        return [*first.values(), last]

    def _clause_noun(self, low: int, last: Candidate) -> Candidate | None:
        """The whole of A占B比重 and A对B贡献率, of which the candidate is the end."""
        text = self.draft.text
        if last.name.endswith(_SHARE):
            verb = text.rfind("占", max(low, last.start - 20), last.end - 2)
        elif last.name.endswith("贡献率"):
            verb = text.rfind("对", max(low, last.start - 20), last.end - 3)
        else:
            return None
        if (
            verb <= low
            or text[verb - 1] in "，,、。；;"
            or re.search("[，,、。；;]", text[verb : last.end])
        ):
            return None
        stop = self.words.at(verb - self.offset)
        if stop == 0 or self.words.ends[stop - 1] != verb - self.offset:
            return None
        first = left_border(self.words, stop - 1, "indicator")
        start = max(low, self.offset + self.words.starts[first])
        if start >= verb:
            return None
        return self.make(start, last.end, text[start : last.end], "Indicator")

    def _made_before(self, low: int, end: int, kind: str) -> Candidate | None:
        stop = self.words.at(end - self.offset)
        if stop == 0 or self.words.ends[stop - 1] != end - self.offset:
            return None
        ending = self._ending(stop, kind)
        if ending is None:
            return None
        return self._noun(stop, ending, low)

    def _ending(self, stop: int, kind: str) -> Ending | None:
        """The longest known ending that closes word stop-1."""
        endings = _endings(self.ontology, kind)
        end = self.words.ends[stop - 1]
        word = self.words.words[stop - 1]
        text = self.words.text
        for length in range(min(_LONGEST_ENDING, end), 1, -1):
            cls = endings.get(text[end - length : end])
            if cls is not None:
                return Ending(length, cls)
        cls = endings.get(word[-1])
        if cls is None or self.words.letters[stop - 1] not in "NMWwFVv":
            return None
        return Ending(1, cls)

    def _noun(
        self, stop: int, ending: Ending, low: int, first: int | None = None
    ) -> Candidate | None:
        words = self.words
        tail = words.at(words.ends[stop - 1] - ending.length + 1) - 1
        profile = PROFILES.get(self.ontology.top(ending.cls), "thing")
        left = first if first is not None else left_border(words, tail, profile)
        while left < tail and self.offset + words.starts[left] < low:
            left += 1
        name, start, end = trimmed(words, left, stop)
        if name in word_set("heads", "bare") or len(name) < 2 or self.offset + start < low:
            return None
        return self.make(self.offset + start, self.offset + end, name, ending.cls)

    # ---- behind a number -------------------------------------------------------------------------

    def after(self, start: int, end: int) -> list[Candidate]:
        """The nouns that begin there; `end` is as far as they may reach."""
        text = self.draft.text
        if text[start : start + 1] in ("“", "《"):
            start += 1
        praise = _PRAISE.match(text, start, end)
        for begin in (start, praise.end() if praise else start):
            found = [c for c in self.by_start.get(begin, ()) if c.end <= end and not c.rebuilt]
            longest = max(found, key=lambda c: (-c.layer, c.end), default=None)
            made = self._made_after(begin, end, longest)
            noun = made or longest
            if noun is not None and noun.name not in word_set("heads", "bare"):
                return self._joined(noun, end)
        return []

    def _joined(self, noun: Candidate, end: int) -> list[Candidate]:
        """With the noun that 和 joins to it, unless that has a number of its own."""
        if noun.listing is None:
            return [noun]
        members = noun.listing.members
        at = members.index(noun)
        if at + 2 != len(members):
            return [noun]
        other = members[at + 1]
        between = self.draft.text[noun.end : other.start].strip("“”")
        counted = re.match(r".{0,6}?\d", self.draft.text[other.end : min(end, other.end + 8)])
        same = self.ontology.top(other.cls) == self.ontology.top(noun.cls)
        return [noun, other] if between in ("和", "与", "及") and same and not counted else [noun]

    def _made_after(self, start: int, end: int, known: Candidate | None) -> Candidate | None:
        """The longest run of nouns with a known ending, if it is longer than what is known."""
        words = self.words
        first = words.at(start - self.offset)
        if first >= len(words) or words.starts[first] != start - self.offset:
            return None
        best: tuple[int, Ending] | None = None
        for stop in range(first + 1, min(first + _FORWARD, len(words)) + 1):
            letter = words.letters[stop - 1]
            if words.ends[stop - 1] > end - self.offset:
                break
            if letter not in INTERNAL and not (stop - 1 == first and letter in "mqv"):
                break
            ending = self._ending(stop, "count")
            if ending is not None:
                best = stop, ending
        if best is None:
            return None
        stop, ending = best
        close = self.offset + words.ends[stop - 1]
        if known is not None and close <= known.end:
            return None
        if known is not None and known.cls not in _FIELDS and words.letters[stop - 1] in "Ww":
            return None
        inner = self._inner(start, close)
        if inner is not None:
            return inner
        return self._noun(stop, ending, start, first)

    def _inner(self, start: int, end: int) -> Candidate | None:
        """A candidate that is no field and ends where the noun does."""
        found = [
            c
            for c in self.by_end.get(end, ())
            if c.start > start and not c.rebuilt and c.cls not in _FIELDS
        ]
        return min(found, key=lambda c: c.start, default=None)

    # ---- made ------------------------------------------------------------------------------------

    def make(
        self, start: int, end: int, name: str, cls: str, *, rebuilt: bool = False
    ) -> Candidate:
        key = (start, end, name)
        if key not in self.made:
            denotes = "individual" if cls == "Indicator" else "group"
            self.made[key] = Candidate(
                start, end, name, cls, "number.noun", denotes=denotes, rebuilt=rebuilt
            )
        return self.made[key]


@lru_cache(maxsize=8)
def _endings(ontology: Ontology, kind: str) -> dict[str, str]:
    """Ending → class. What is measured and what is counted share endings: the number decides."""
    counted = dict.fromkeys(word_set("heads", "cohort"), "Cohort")
    measured = dict.fromkeys(word_set("heads", "indicator"), "Indicator")
    known = {word: cls for word, cls in ontology.endings.items() if cls not in _UNMADE}
    if kind == "count":
        known = {word: cls for word, cls in known.items() if cls != "Indicator"}
        return {**measured, **counted, **known}
    return {**counted, **known, **measured}
