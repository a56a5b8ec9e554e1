"""The nouns that end before a number: candidates, else phrases with a known ending."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import split_words
from innograph.ingest.numbers.nouns import FIELDS
from innograph.ingest.numbers.phrases import bare_measure, phrase_before, prefix_before, stem_of

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Listing
    from innograph.ingest.entities.words import Words
    from innograph.ingest.numbers.nouns import Nouns

_SHARES = {"比重": "占", "比例": "占", "占比": "占", "份额": "占", "贡献率": "对"}
_SHARE_REACH = 20
_FIRST = 8  # words of a noun at the beginning of a clause
_STOPS = re.compile("[，,、。；;：:]")


def nouns_before(nouns: Nouns, low: int, end: int, kind: str) -> list[Candidate]:
    """The nouns of the coordination that ends there, in the order of the text."""
    closed = end - 1 if nouns.draft.text[end - 1 : end] in ("”", "》") else end
    found = [c for at in {end, closed} for c in nouns.by_end.get(at, ()) if c.start >= low]
    plain = [c for c in found if not c.rebuilt]
    if not plain:
        made = _phrase_before(nouns, low, end, kind)
        return [made] if made is not None else []
    last = min(plain, key=lambda c: (c.layer, c.start))
    share = _share(nouns, low, last) if kind in ("percent", "points") else None
    if share is not None:
        return [share]
    prefix = prefix_before(nouns.draft.text, low, last.start)
    if prefix and last.cls == "Indicator" and not last.rebuilt and not last.layer:
        last.name, last.start = prefix + last.name, last.start - len(prefix)
        return [last]  # 万人|发明专利拥有量: one measure, not two
    if prefix:
        cls = "Cohort" if last.cls in FIELDS else last.cls
        return [nouns.make(last.start - len(prefix), last.end, prefix + last.name, cls)]
    return _members(nouns, last, [c for c in found if c.rebuilt])


def nouns_first(nouns: Nouns, start: int, end: int, kind: str) -> list[Candidate]:
    """The nouns that begin at `start` and end before `end`, longest first."""
    found = [c for c in nouns.by_start.get(start, ()) if not c.rebuilt and c.end <= end]
    words, offset = nouns.words, nouns.offset
    first = words.at(start - offset)
    for stop in range(first + 1, min(first + _FIRST, len(words) - 1) + 1):
        close = offset + words.ends[stop - 1]
        if close <= end and (made := _phrase_before(nouns, start, close, kind)) is not None:
            found += [made] if made.start == start else []
    return sorted(found, key=lambda c: (-c.end, c.name))


def _members(nouns: Nouns, last: Candidate, rebuilt: list[Candidate]) -> list[Candidate]:
    """The members of a coordination that ends with `last`, one for each place of the text."""
    members = [c for c in rebuilt if c.start < last.start]
    if last.listing is not None:
        top = nouns.ontology.top(last.cls)
        members += [
            c
            for c in last.listing.members
            if c.end <= last.start and nouns.ontology.top(c.cls) == top
        ]
    first: dict[int, Candidate] = {}
    for member in sorted(members, key=lambda c: (c.start, not c.rebuilt, -len(c.name), c.name)):
        first.setdefault(member.start, member)
    return [*first.values(), last]


def together(nouns: Nouns, members: list[Candidate]) -> list[Candidate]:
    """The members that one number counts: a coordination with a shared tail is one thing first.

    新能源及新能源装备产业产值: one measure; 创新型、科技型企业300家: the whole, then each.
    """
    last = members[-1]
    shared = [c for c in members[:-1] if c.rebuilt and c.end == last.end]
    if shared and last.cls in ("Indicator", "Cohort"):
        start = min(c.start for c in shared)
        start = _behind_leading(nouns, start, shared[0].end)
        name = nouns.draft.text[start : last.end]
        whole = nouns.make(start, last.end, name, last.cls)
        return [whole] if last.cls == "Indicator" else [whole, *members]
    return sorted(members, key=lambda c: c.rebuilt)


def further_measure(nouns: Nouns, start: int, end: int, last: Candidate) -> Candidate | None:
    """猕猴桃综合产值…、|出口: a bare measure takes over what the last one is about."""
    text = nouns.draft.text
    if last.cls != "Indicator" or end - start > _SHARE_REACH:
        return None
    if text[start : start + 1] == "占" and text[start:end].endswith(tuple(_SHARES)):
        return nouns.make(last.start, end, last.name + text[start:end], "Indicator", rebuilt=True)
    if not bare_measure(text[start:end]):
        return None
    stem = stem_of(last.name, nouns.ontology)
    if not stem:
        return None
    return nouns.make(last.start, end, stem + text[start:end], "Indicator", rebuilt=True)


def _behind_leading(nouns: Nouns, start: int, end: int) -> int:
    """Without the verb that a coordination begins with (培育|“独角兽”、“瞪羚”企业)."""
    index = nouns.words.at(start - nouns.offset)
    leading = load_table("words.toml")["leading"]
    if nouns.words.letter(index) and nouns.words.words[index] in leading:
        return min(end - 2, nouns.offset + nouns.words.ends[index])
    return start


def _share(nouns: Nouns, low: int, last: Candidate) -> Candidate | None:
    """The whole of A占B比重 or A对B贡献率, of which the candidate is the end."""
    text = nouns.draft.text
    verb = next((v for tail, v in _SHARES.items() if last.name.endswith(tail)), None)
    if verb is None:
        return None
    at = text.rfind(verb, max(low, last.start - _SHARE_REACH), last.end - 2)
    if at <= low or _STOPS.search(text, at - 1, last.end):
        return None
    stop = nouns.words.at(at - nouns.offset)
    if stop == 0 or nouns.words.ends[stop - 1] != at - nouns.offset:
        return None
    first = left_border(nouns.words, stop - 1, "indicator")
    start = max(low, nouns.offset + nouns.words.starts[first])
    return nouns.make(start, last.end, text[start : last.end], "Indicator")


def _phrase_before(nouns: Nouns, low: int, end: int, kind: str) -> Candidate | None:
    words, offset = _words_until(nouns, low, end)
    phrase = phrase_before(words, low - offset, end - offset, kind, nouns.ontology)
    if phrase is None:
        return None
    start, close = offset + phrase.start, offset + phrase.end
    begin = _behind_names(nouns, start, close)
    if bare_measure(nouns.draft.text[begin:close]):
        begin = start
    listing = _listing_before(nouns, start, close) if phrase.cls == "Indicator" else None
    if listing is not None and listing.start >= low:
        begin = listing.start
    name = phrase.name if begin == start else nouns.draft.text[begin:close]
    return nouns.make(begin, close, name, phrase.cls)


def _words_until(nouns: Nouns, low: int, end: int) -> tuple[Words, int]:
    """The sentence's words; split anew where one goes on behind the noun (参保|率达|95%)."""
    index = nouns.words.at(end - nouns.offset)
    if index == 0 or nouns.words.ends[index - 1] == end - nouns.offset:
        return nouns.words, nouns.offset
    return split_words(nouns.draft.text[low:end], nouns.ontology), low


def _behind_names(nouns: Nouns, start: int, end: int) -> int:
    """Where a phrase begins without the platform or body that stands before its noun."""
    index = bisect_left(nouns.outer, start, key=lambda c: c.start)
    while index < len(nouns.outer) and nouns.outer[index].start < end:
        candidate = nouns.outer[index]
        named = nouns.ontology.top(candidate.cls) in ("Platform", "Organization")
        if named and not candidate.generic and start <= candidate.start < candidate.end < end:
            start = candidate.end
        index += 1
    return start


def _listing_before(nouns: Nouns, start: int, end: int) -> Listing | None:
    """The coordination whose 等产业 the phrase begins with or follows on."""
    index = bisect_left(nouns.listings, start, key=lambda listing: listing.start)
    if index == 0:
        return None
    listing = nouns.listings[index - 1]
    return listing if listing.open and start <= listing.end < end else None
