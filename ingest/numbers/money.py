"""Money and what it is for: a fund's size, what a policy grants, what a scheme pays to whom."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.numbers.before import nouns_before
from innograph.ingest.numbers.lexicon import alternation, word_set

if TYPE_CHECKING:
    from collections.abc import Callable

    from innograph.ingest.draft import Candidate
    from innograph.ingest.numbers.around import Around
    from innograph.ingest.numbers.nouns import Nouns

_CLAUSE = re.compile("[，,。；;：:\n]")
_NEAR = 60  # characters between a fund and its size
_FOR = re.compile("对[^，,。；;对]{0,30}$")
# 国家级中心|奖励|200万元: what is paid stands right behind who gets it.
_PAID = re.compile(
    "(?:每[家个户]|分别|各|再|一次性|最高|不超过)*(?:(?:给予|予以)[^，,。；;]{0,8})?"
    "(?:奖励|奖补|补助|补贴|资助)(?:资金)?(?:每[家个户]|各|再|一次性|最高|不超过)*"
)
_FOLLOWS = re.compile("的?“?")


def endowed(nouns: Nouns, end: int, following: int) -> Candidate | None:
    """The fund, programme or payment that money is given for: 100亿元的|母基金, 50万元|安家补贴."""
    match = _FOLLOWS.match(nouns.draft.text, end, following)
    assert match is not None
    for at in (end, match.end()):
        for c in nouns.by_start.get(at, ()):
            paid = c.cls == "PolicyInstrument" and c.name.endswith(_payments())
            if c.end <= following and (paid or c.cls in ("Fund", "Programme")):
                return c
    return None


def sized(nouns: Nouns, low: int, end: int) -> Candidate | None:
    """The fund that was named last, where only its size stands before the money (首期, 总规模)."""
    if not _size().search(nouns.draft.text, max(low, end - 12), end):
        return None
    return last_before(nouns, max(low, end - _NEAR), end, lambda c: c.cls == "Fund")


def granting(nouns: Nouns, low: int, end: int) -> Candidate | None:
    """The policy, programme or fund that was named last."""

    def grants(c: Candidate) -> bool:
        named = c.cls == "Fund" or nouns.ontology.top(c.cls) == "Policy"
        return named and not c.generic

    return last_before(nouns, low, end, grants)


def receiving(nouns: Nouns, low: int, end: int) -> Candidate | None:
    """Whom money is for, where nothing says of which policy it is: 对省级创新联合体，给予|50万元,
    省级中心奖励|70万元."""
    text = nouns.draft.text

    def receives(c: Candidate) -> bool:
        cls = nouns.ontology.top(c.cls)
        if cls not in ("Cohort", "Platform", "Organization") or c.cls in ("GovernmentBody", "Fund"):
            return False
        if _PAID.fullmatch(text, c.end, end):
            return True
        closes = text.startswith(("，", ",", "的", "给", "予", "按", "分别"), c.end)
        return closes and _FOR.search(text, max(low, c.start - 32), c.start) is not None

    found = last_before(nouns, low, end, receives)
    bare = word_set("heads", "bare")
    return None if found is None or found.name in bare else found


def granted_each(nouns: Nouns, at: Around, last: Candidate) -> list[Candidate]:
    """For whom a row of sums is, one each: 对国家级、省级中心分别给予|500万元、100万元."""
    if at.row < 2 or "分别" not in nouns.draft.text[last.end : at.number.start]:
        return []
    members = nouns_before(nouns, at.low, last.end, "count")
    return members if len(members) == at.row else []


def grants_in(text: str, start: int, number: int, end: int) -> bool:
    """Whether the clause of a number says that money is given: before it, or behind a share."""
    words = word_set("heads", "granting")
    stop = _CLAUSE.search(text, end)
    close = stop.start() if stop else min(len(text), end + 30)
    return any(word in text[start:number] or word in text[end:close] for word in words)


def last_before(
    nouns: Nouns, low: int, end: int, fits: Callable[[Candidate], bool]
) -> Candidate | None:
    """The last name that fits, wholly inside a span of the text."""
    index = bisect_left(nouns.outer, end, key=lambda c: c.start) - 1
    while index >= 0 and nouns.outer[index].start >= low:
        candidate = nouns.outer[index]
        if candidate.end <= end and fits(candidate):
            return candidate
        index -= 1
    return None


@lru_cache(maxsize=1)
def _payments() -> tuple[str, ...]:
    return tuple(sorted(word_set("heads", "payments")))


@lru_cache(maxsize=1)
def _size() -> re.Pattern[str]:
    sizes = alternation(word_set("heads", "sizes"))
    return re.compile(f"(?:{sizes})(?:达到?|为|至|到)?$")
