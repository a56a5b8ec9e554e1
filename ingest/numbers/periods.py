"""When a number holds: a period that its sentence states, or one that 去年 gives in a dated document."""

from __future__ import annotations

import re
from typing import NamedTuple

_DIGITS = "一二三四五六七八九"
_REACH = 300
_STATED = re.compile(
    r"(?<![\d较比])(?P<from>(?:19|20)\d\d)年?\s*(?:[-—–－~～至]{1,2})\s*(?P<to>(?:19|20)\d\d)年"
    r"|(?P<since>[较比与从自由])?(?P<by>(?<![截直])[到至])?(?<!\d)(?P<year>(?:19|20)\d\d)年(?P<after>以来|[前后]|起|相?比)?"
    r"|“?十(?P<plan>[一二三四五六])五”?(?=时期|期间|末|以来)"
    r"|(?P<last>去年|上年)(?!底|末|同期)|(?P<this>今年|本年度)"
)
_FIRST_PLAN = 2001  # 十五, the tenth; 十一五 follows it


class Period(NamedTuple):
    """ISO 8601: a year, or two with a slash; None where nothing says it."""

    value: str | None
    basis: str
    target: bool = False  # 到2027年: a year to come


UNKNOWN = Period(None, "unknown")


def read_period(text: str, start: int, number: int, published: str | None) -> Period:
    """The last period said between a sentence's beginning and a number."""
    period = UNKNOWN
    for match in _STATED.finditer(text, max(start, number - _REACH), number):
        period = _period(match, published) or period
    return period


def _period(match: re.Match[str], published: str | None) -> Period | None:
    if match["from"]:
        return Period(f"{match['from']}/{match['to']}", "stated")
    if match["year"]:
        if match["since"] or match["after"]:
            return None  # 较2020年, 2020年以来: what it is compared with
        spoken = published[:4] if published else ""
        return Period(match["year"], "stated", bool(match["by"]) and match["year"] > spoken)
    if match["plan"]:
        if _is_compared(match):
            return None
        begin = _FIRST_PLAN + 5 * (_DIGITS.index(match["plan"]) + 1)
        return Period(f"{begin}/{begin + 4}", "stated")
    if published and published[:4].isdigit() and not _is_compared(match):
        return Period(str(int(published[:4]) - bool(match["last"])), "inferred")
    return None


def _is_compared(match: re.Match[str]) -> bool:
    """较去年, 比“十三五”: the time that the number is compared with."""
    return match.string.endswith(("较", "比", "与"), 0, match.start())
