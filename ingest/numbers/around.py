"""A number with what stands around it, and the nouns before it that it cannot be about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.numbers.bridge import Bridge, read_bridge, strip_total
from innograph.ingest.numbers.rows import row_length

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate
    from innograph.ingest.numbers.nouns import Nouns
    from innograph.ingest.numbers.scan import Number

REACH = 120  # characters between a number and the noun before it
_NAMED = ("University", "Enterprise", "ResearchInstitute")
_HAVING = ("的", "有", "共有", "拥有", "现有")
_BASE = re.compile("[按占][^，,。；;、]{0,6}$")
_BASE_REACH = 8


class Around(NamedTuple):
    """A number and its surroundings; all places are offsets into the document's text."""

    number: Number
    bridge: Bridge
    low: int  # no noun before it begins further to the left
    end: int  # where the noun before it ends
    previous: int  # where the last number, or the noun behind it, ends
    following: int  # where the next number begins, or the sentence ends
    row: int  # numbers in a row from this one on
    row_end: int  # where the last of them ends
    totals: bool  # 总数 stands between


def look_around(
    text: str, nouns: Nouns, numbers: list[Number], index: int, previous: int, following: int
) -> Around:
    """The surroundings of one of a sentence's numbers, which lies between two others."""
    number, row = numbers[index], row_length(text, numbers, index)
    low = max(previous, number.start - REACH)
    bridge = read_bridge(text, low, number.start, nouns.by_end, inside=nouns.is_inside)
    end, totals = bridge.start, False
    if text[end - 1 : end] in ("中", "上") and end - 1 in nouns.by_end:
        end -= 1
    elif end not in nouns.by_end:
        end = strip_total(text, low, end)
        totals = end < bridge.start
    if text[end - 1 : end] in ("：", ":") and end - 1 > low:
        end = strip_total(text, low, end - 1)  # 研发投入强度：2025年|2.35%
    row_end = numbers[index + row - 1].end
    return Around(number, bridge, low, end, previous, following, row, row_end, totals)


def fits(noun: Candidate, number: Number) -> bool:
    """Whether a number of its kind can be about such a noun: a measure, or things counted."""
    if number.kind == "count":
        return noun.cls == "Cohort"
    return noun.cls == "Indicator" and number.kind in ("amount", "percent")


def is_owner(text: str, nouns: Nouns, at: Around, member: Candidate) -> bool:
    """Whether the number is of what a body or place has: 某大学的|216件专利, 某厂|8万吨压机."""
    named = member.denotes == "individual" or member.cls in _NAMED
    if member.generic or not named or member.cls == "Fund":
        return False
    if nouns.ontology.top(member.cls) not in ("Organization", "Platform", "Place"):
        return False
    between = text[at.end : at.number.start]
    if at.number.kind == "count":
        return between.endswith(_HAVING)
    following = text[at.number.end : at.number.end + 1]
    return not between and at.number.kind == "amount" and "\u4e00" <= following <= "\u9fff"


def is_base(text: str, at: Around, members: list[Candidate]) -> bool:
    """Whether the noun is what a share is taken of: 按设备投入的|30%, 占年销售收入的|5%."""
    return any(
        c.name[0] == "按" or _BASE.search(text, max(at.low, c.start - _BASE_REACH), c.start)
        for c in members
    )
