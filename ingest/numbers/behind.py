"""The nouns that begin behind a number: candidates, else phrases with a known ending."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.numbers.lexicon import word_set
from innograph.ingest.numbers.nouns import FIELDS
from innograph.ingest.numbers.phrases import phrase_after

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate
    from innograph.ingest.numbers.nouns import Nouns

# 10家|具有生态主导力的|企业, 50家|作用大、带动强的|基地
_PRAISE = re.compile(r"(?:[\u4e00-\u9fff]{3,8}、)?[\u4e00-\u9fff]{1,10}?的(?=.)")
_ABOVE = re.compile("(?:国家|省部|省|市|区|县)级?及?以上")
_BATCH = re.compile("(?:全国)?(?:首批|第[一二三四五六七八九十]{1,2}批|新一批)")  # 241家首批|平台
_QUOTED = 12  # characters of what is quoted at the beginning of a name
_NUMBERED = re.compile(r".{0,6}?\d")


def nouns_after(nouns: Nouns, start: int, end: int) -> list[Candidate]:
    """The nouns that begin there; `end` is as far as they may reach."""
    text = nouns.draft.text
    batch = _BATCH.match(text, start, end)
    if batch is not None:
        start = batch.end()
    if text[start : start + 1] in ("“", "《"):
        close = text.find("”", start, min(end, start + _QUOTED))
        behind = _phrase_after(nouns, close + 1, end, None) if close > 0 else None
        if behind is not None and behind.start == close + 1:
            return [_widened(nouns, behind, start)]  # 4个“两山”|实践创新基地
        start += 1
    praise = _PRAISE.match(text, start, end)
    if praise is not None and praise[0].startswith(_things()):
        praise = None  # 21家|单位组成的联盟, 139个|国家的用户
    above = _ABOVE.match(text, start, end)
    if above is not None:
        return [_widened(nouns, noun, start) for noun in nouns_after(nouns, above.end(), end)[:1]]
    for begin in (start, praise.end() if praise else start):
        found = [
            c
            for c in nouns.by_start.get(begin, ())
            if c.end <= end and not c.rebuilt and c.cls != "Indicator"
        ]
        known = max(found, key=lambda c: (-c.layer, c.end), default=None)
        if known is not None and known.cls in FIELDS and nouns.goes_on(known.end):
            known = None  # 2家生态修复|公司
        noun = _phrase_after(nouns, begin, end, known) or known
        if noun is not None and noun.name not in word_set("heads", "bare"):
            return _joined(nouns, noun, end)
    return []


@lru_cache(maxsize=1)
def _things() -> tuple[str, ...]:
    """What the number itself counts, so that what follows on 的 is another thing."""
    return tuple(sorted(word_set("heads", "bare") | word_set("heads", "cohort")))


def _widened(nouns: Nouns, noun: Candidate, start: int) -> Candidate:
    """The noun with what stands before it (省级以上|创新平台)."""
    name = nouns.draft.text[start : noun.start] + noun.name
    return nouns.make(start, noun.end, name, noun.cls)


def _joined(nouns: Nouns, noun: Candidate, end: int) -> list[Candidate]:
    """With the noun that 和 joins to it, unless that has a number of its own."""
    members = noun.listing.members if noun.listing else []
    if len(members) < 2 or members[-2] is not noun:
        return [noun]
    other = members[-1]
    between = nouns.draft.text[noun.end : other.start].strip("“”")
    counted = _NUMBERED.match(nouns.draft.text, other.end, min(end, other.end + 8))
    same = nouns.ontology.top(other.cls) == nouns.ontology.top(noun.cls)
    return [noun, other] if between in ("和", "与", "及") and same and not counted else [noun]


def _phrase_after(nouns: Nouns, start: int, end: int, known: Candidate | None) -> Candidate | None:
    """The phrase that begins there, if it is longer than the candidate."""
    phrase = phrase_after(nouns.words, start - nouns.offset, end - nouns.offset, nouns.ontology)
    if phrase is None:
        return None
    close = nouns.offset + phrase.end
    if known is not None and (close <= known.end or known.cls not in FIELDS):
        return None
    inner = [
        c
        for c in nouns.by_end.get(close, ())
        if c.start > start and not c.rebuilt and c.cls not in FIELDS
    ]
    if inner:
        return min(inner, key=lambda c: c.start)
    return nouns.make(nouns.offset + phrase.start, close, phrase.name, phrase.cls)
