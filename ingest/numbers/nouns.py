"""The nouns beside a number: the candidates that are there, else phrases with a known ending."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import Words, split_words
from innograph.ingest.numbers.lexicon import word_set
from innograph.ingest.numbers.phrases import (
    bare_measure,
    phrase_after,
    phrase_before,
    prefix_before,
    stem_of,
)

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft, Listing, Sentence

_UNCOUNTED = frozenset(["Place", "Person", "GovernmentBody"])
_FIELDS = frozenset(["Industry", "TechnologyField", "IndustryChain"])
_PRAISE = re.compile(r"[\u4e00-\u9fff]{1,6}?的(?=.)")
_ABOVE = re.compile("(?:国家|省部|省|市|区|县)级?及?以上")
_NUMBERED = re.compile(r".{0,6}?\d")
_SHARES = {"比重": "占", "比例": "占", "占比": "占", "份额": "占", "贡献率": "对"}
_SHARE_REACH = 20
_STOPS = re.compile("[，,、。；;：:]")


class Nouns:
    """The nouns of one document. `enter` a sentence before asking about it."""

    def __init__(self, draft: Draft, ontology: Ontology) -> None:
        self.draft = draft
        self.ontology = ontology
        self.made: dict[tuple[int, int, str], Candidate] = {}
        self.by_end: dict[int, list[Candidate]] = {}
        self.by_start: dict[int, list[Candidate]] = {}
        totals = word_set("bridge", "total")
        for candidate in draft.candidates:
            if candidate.cls not in _UNCOUNTED and candidate.name not in totals:
                self.by_end.setdefault(candidate.end, []).append(candidate)
                self.by_start.setdefault(candidate.start, []).append(candidate)
        self.listings = sorted(draft.listings, key=lambda listing: listing.start)
        self.outer = [c for c in draft.candidates if not c.layer and not c.rebuilt]

    def enter(self, sentence: Sentence) -> None:
        """Split the sentence into words."""
        text = self.draft.text[sentence.start : sentence.end]
        self.offset = sentence.start
        self.words: Words = split_words(text, self.ontology)

    def is_inside(self, position: int) -> bool:
        """Whether a position is in the middle of a noun."""
        index = self.words.at(position - self.offset)
        starts = index < len(self.words) and self.words.starts[index] == position - self.offset
        return not starts and self.words.letter(index - 1) in "NMFP"

    # ---- before a number -------------------------------------------------------------------------

    def before(self, low: int, end: int, kind: str) -> list[Candidate]:
        """The nouns of the coordination that ends there, in the order of the text."""
        closed = end - 1 if self.draft.text[end - 1 : end] in ("”", "》") else end
        found = [c for at in {end, closed} for c in self.by_end.get(at, ()) if c.start >= low]
        plain = [c for c in found if not c.rebuilt]
        if not plain:
            made = self._phrase_before(low, end, kind)
            return [made] if made is not None else []
        last = min(plain, key=lambda c: (c.layer, c.start))
        share = self._share(low, last) if kind in ("percent", "points") else None
        if share is not None:
            return [share]
        prefix = prefix_before(self.draft.text, low, last.start)
        if prefix:
            cls = "Cohort" if last.cls in _FIELDS else last.cls
            return [self.make(last.start - len(prefix), last.end, prefix + last.name, cls)]
        return self._members(last, [c for c in found if c.rebuilt])

    def _members(self, last: Candidate, rebuilt: list[Candidate]) -> list[Candidate]:
        """The members of a coordination that ends with `last`, one for each place of the text."""
        members = [c for c in rebuilt if c.start < last.start]
        if last.listing is not None:
            top = self.ontology.top(last.cls)
            members += [
                c
                for c in last.listing.members
                if c.end <= last.start and self.ontology.top(c.cls) == top
            ]
        first: dict[int, Candidate] = {}
        for member in sorted(members, key=lambda c: (c.start, not c.rebuilt, -len(c.name), c.name)):
            first.setdefault(member.start, member)
        return [*first.values(), last]

    def together(self, members: list[Candidate]) -> list[Candidate]:
        """The members that one number counts: a coordination with a shared tail is one thing first.

        新能源及新能源装备产业产值: one measure; 创新型、科技型企业300家: the whole, then each.
        """
        last = members[-1]
        shared = [c for c in members[:-1] if c.rebuilt and c.end == last.end]
        if shared and last.cls in ("Indicator", "Cohort"):
            start = min(c.start for c in shared)
            start = self._behind_leading(start, shared[0].end)
            name = self.draft.text[start : last.end]
            whole = self.make(start, last.end, name, last.cls)
            return [whole] if last.cls == "Indicator" else [whole, *members]
        return sorted(members, key=lambda c: c.rebuilt)

    def further_measure(self, start: int, end: int, last: Candidate) -> Candidate | None:
        """猕猴桃综合产值…、|出口: a bare measure takes over what the last one is about."""
        text = self.draft.text
        if last.cls != "Indicator" or end - start > _SHARE_REACH:
            return None
        if text[start : start + 1] == "占" and text[start:end].endswith(tuple(_SHARES)):
            return self.make(
                last.start, end, last.name + text[start:end], "Indicator", rebuilt=True
            )
        if not bare_measure(text[start:end]):
            return None
        stem = stem_of(last.name, self.ontology)
        if not stem:
            return None
        return self.make(last.start, end, stem + text[start:end], "Indicator", rebuilt=True)

    def granting(self, low: int, end: int) -> Candidate | None:
        """The policy, programme or fund that was named last."""
        index = bisect_left(self.outer, end, key=lambda c: c.start) - 1
        while index >= 0 and self.outer[index].start >= low:
            candidate = self.outer[index]
            named = candidate.cls == "Fund" or self.ontology.top(candidate.cls) == "Policy"
            if named and candidate.end <= end and not candidate.generic:
                return candidate
            index -= 1
        return None

    def _behind_leading(self, start: int, end: int) -> int:
        """Without the verb that a coordination begins with (培育|“独角兽”、“瞪羚”企业)."""
        index = self.words.at(start - self.offset)
        leading = load_table("words.toml")["leading"]
        if self.words.letter(index) and self.words.words[index] in leading:
            return min(end - 2, self.offset + self.words.ends[index])
        return start

    def _share(self, low: int, last: Candidate) -> Candidate | None:
        """The whole of A占B比重 or A对B贡献率, of which the candidate is the end."""
        text = self.draft.text
        verb = next((v for tail, v in _SHARES.items() if last.name.endswith(tail)), None)
        if verb is None:
            return None
        at = text.rfind(verb, max(low, last.start - _SHARE_REACH), last.end - 2)
        if at <= low or _STOPS.search(text, at - 1, last.end):
            return None
        stop = self.words.at(at - self.offset)
        if stop == 0 or self.words.ends[stop - 1] != at - self.offset:
            return None
        first = left_border(self.words, stop - 1, "indicator")
        start = max(low, self.offset + self.words.starts[first])
        return self.make(start, last.end, text[start : last.end], "Indicator")

    def _phrase_before(self, low: int, end: int, kind: str) -> Candidate | None:
        words, offset = self._words_until(low, end)
        phrase = phrase_before(words, low - offset, end - offset, kind, self.ontology)
        if phrase is None:
            return None
        start, close = offset + phrase.start, offset + phrase.end
        begin = self._behind_names(start, close)
        if bare_measure(self.draft.text[begin:close]):
            begin = start
        listing = self._listing_before(start, close) if phrase.cls == "Indicator" else None
        if listing is not None and listing.start >= low:
            begin = listing.start
        name = phrase.name if begin == start else self.draft.text[begin:close]
        return self.make(begin, close, name, phrase.cls)

    def _words_until(self, low: int, end: int) -> tuple[Words, int]:
        """The sentence's words; split anew where one goes on behind the noun (参保|率达|95%)."""
        index = self.words.at(end - self.offset)
        if index == 0 or self.words.ends[index - 1] == end - self.offset:
            return self.words, self.offset
        return split_words(self.draft.text[low:end], self.ontology), low

    def _behind_names(self, start: int, end: int) -> int:
        """Where a phrase begins without the platform or body that stands before its noun."""
        index = bisect_left(self.outer, start, key=lambda c: c.start)
        while index < len(self.outer) and self.outer[index].start < end:
            candidate = self.outer[index]
            named = self.ontology.top(candidate.cls) in ("Platform", "Organization")
            if named and not candidate.generic and start <= candidate.start < candidate.end < end:
                start = candidate.end
            index += 1
        return start

    def _listing_before(self, start: int, end: int) -> Listing | None:
        """The coordination whose 等产业 the phrase begins with or follows on."""
        index = bisect_left(self.listings, start, key=lambda listing: listing.start)
        if index == 0:
            return None
        listing = self.listings[index - 1]
        return listing if listing.open and start <= listing.end < end else None

    # ---- behind a number -------------------------------------------------------------------------

    def after(self, start: int, end: int) -> list[Candidate]:
        """The nouns that begin there; `end` is as far as they may reach."""
        text = self.draft.text
        if text[start : start + 1] in ("“", "《"):
            start += 1
        praise = _PRAISE.match(text, start, end)
        above = _ABOVE.match(text, start, end)
        if above is not None:
            return [self._widened(noun, start) for noun in self.after(above.end(), end)[:1]]
        for begin in (start, praise.end() if praise else start):
            found = [c for c in self.by_start.get(begin, ()) if c.end <= end and not c.rebuilt]
            known = max(found, key=lambda c: (-c.layer, c.end), default=None)
            if known is not None and known.cls in _FIELDS and self.goes_on(known.end):
                known = None  # 2家生态修复|公司
            noun = self._phrase_after(begin, end, known) or known
            if noun is not None and noun.name not in word_set("heads", "bare"):
                return self._joined(noun, end)
        return []

    def _widened(self, noun: Candidate, start: int) -> Candidate:
        """The noun with what stands before it (省级以上|创新平台)."""
        name = self.draft.text[start : noun.start] + noun.name
        return self.make(start, noun.end, name, noun.cls)

    def goes_on(self, end: int) -> bool:
        """Whether a noun follows directly on the one that ends there."""
        index = self.words.at(end - self.offset)
        starts = index < len(self.words) and self.words.starts[index] == end - self.offset
        return starts and self.words.letters[index] in "NFWM"

    def _joined(self, noun: Candidate, end: int) -> list[Candidate]:
        """With the noun that 和 joins to it, unless that has a number of its own."""
        members = noun.listing.members if noun.listing else []
        if len(members) < 2 or members[-2] is not noun:
            return [noun]
        other = members[-1]
        between = self.draft.text[noun.end : other.start].strip("“”")
        counted = _NUMBERED.match(self.draft.text, other.end, min(end, other.end + 8))
        same = self.ontology.top(other.cls) == self.ontology.top(noun.cls)
        return [noun, other] if between in ("和", "与", "及") and same and not counted else [noun]

    def _phrase_after(self, start: int, end: int, known: Candidate | None) -> Candidate | None:
        """The phrase that begins there, if it is longer than the candidate."""
        phrase = phrase_after(self.words, start - self.offset, end - self.offset, self.ontology)
        if phrase is None:
            return None
        close = self.offset + phrase.end
        if known is not None and (close <= known.end or known.cls not in _FIELDS):
            return None
        inner = [
            c
            for c in self.by_end.get(close, ())
            if c.start > start and not c.rebuilt and c.cls not in _FIELDS
        ]
        if inner:
            return min(inner, key=lambda c: c.start)
        return self.make(self.offset + phrase.start, close, phrase.name, phrase.cls)

    def make(
        self, start: int, end: int, name: str, cls: str, *, rebuilt: bool = False
    ) -> Candidate:
        """A noun of the document, once for its place and name."""
        key = (start, end, name)
        if key not in self.made:
            denotes = "individual" if cls == "Indicator" else "group"
            self.made[key] = Candidate(
                start, end, name, cls, "number.noun", denotes=denotes, rebuilt=rebuilt
            )
        return self.made[key]
