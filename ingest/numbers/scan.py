"""Number expressions of a text: value, unit, bound. What a number is about is read elsewhere.

Dates, lengths of time, ordinals, parts of longer numbers and digits inside words (5G, C919, 1+M+N)
are no expressions here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.numbers.lexicon import alternation, numbers_table
from innograph.ingest.numbers.numerals import chinese_value
from innograph.ingest.numbers.ranks import RANK, read_rank

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE = str.maketrans("０１２３４５６７８９．", "0123456789.")
# Thousands: at most six groups, so that a megabyte of 111,111,… is read once.
_DIGITS = r"(?>\d{1,3}(?:,\d{3}){1,6}(?![\d,])|\d++)(?:\.\d++)?+"
_PER = "/(?:年|日|天|月|小时|人|亩|户|升|吨|公里|平方公里|立方米|万元)"
_RANGE = "lower end of a range"
_ORDINAL_UNITS = ("次", "期", "批", "回", "本")  # 二次创业, 二期工程: the second
_ALONE = ("条", "台", "套", "座", "家", "项", "艘", "架")
_CHINESE = "[一二两三四五六七八九十百千]"
# 七成: tenths, but not 成功, 成果, 构成; 百分之三点五.
_TENTHS = re.compile(
    r"(?P<before>近|超过?|逾|约|不足|过|达)?(?<![一二三四五六七八九十几数第])(?P<tenths>[一二两三四五六七八九])成(?P<half>[一二三四五六七八九](?![年月日个项家]))?"
    r"(?![^，,。；;、以左多的用左及和是流来在为、）)])(?P<after>以上|左右|多)?"
)
_PERCENT = re.compile(
    "(?P<before>近|超过?|逾|约|不足|不低于|不少于|不高于|不超过|不得超过|不得低于)?"
    "百分之(?P<whole>[〇零一二三四五六七八九十百]{1,7})(?:点(?P<part>[〇零一二三四五六七八九]{1,4}))?"
    "(?P<range>[至到—-]百分之[一二三四五六七八九十百点零]{1,9})?(?P<after>以上|以下|以内|左右)?"
)
_NUMERALS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0"}


@dataclass(frozen=True, slots=True)
class Number:
    """One expression. `kind`: count, group, amount, percent, points, times, double, rank.

    start/end hold the bounds (超过300场); `unit` is normalised only in ％ → %.
    """

    start: int
    end: int
    kind: str
    value: float
    unit: str
    bound: str = "exact"
    reading: str | None = None
    spelled: bool = False  # in Chinese numerals


def scan_numbers(text: str) -> list[Number]:
    """All expressions in the order of the text; none overlaps another."""
    plain = text.translate(_WIDE)
    hidden = _hidden(plain)
    found = [*_measured(plain), *_spelled(plain), *_doubled(plain)]
    found += [*_lasting(plain), *_ranked(plain), *_grouped(plain)]
    found.sort(key=lambda number: (number.start, -number.end))
    kept: list[Number] = []
    for number in found:
        if not _covers(hidden, number) and (not kept or kept[-1].end <= number.start):
            kept.append(number)
    return kept


def _measured(text: str) -> Iterator[Number]:
    for match in _pattern().finditer(text):
        if match["skip"] is None and (number := _number(match, text)) is not None:
            yield number


def _number(match: re.Match[str], text: str) -> Number | None:
    unit = match["unit"] or ""
    kind = unit_kinds().get(unit, "amount")
    digits = match["low"] or match["digits"] or match["numeral"] or "一"  # 突破|万亿元
    spelled = match["digits"] is None
    if not unit and (spelled or not match["magnitude"] or not _ends_clause(text, match.end())):
        return None
    if kind == "count" and (_in_word(text, match) or (spelled and unit in _ORDINAL_UNITS)):
        return None
    value = chinese_value(digits) if spelled else float(digits.replace(",", ""))
    magnitude = match["magnitude"] or ""
    if value is None or (match["numeral"] and not _definite(match, value)):
        return None
    if magnitude[:1] in ("百", "千"):
        value *= 100 if magnitude[0] == "百" else 1000
        magnitude = magnitude[1:]
    unit = "%" if unit in ("％", "﹪") else magnitude + unit + (match["per"] or "")
    return Number(
        match.start(), match.end(), kind, value, unit,
        bound=_bound(match), reading=_range(match), spelled=spelled,
    )  # fmt: skip


def _definite(match: re.Match[str], value: float) -> bool:
    """Of spelled numbers: not 一个, unless behind what it counts (中试线一条。).

    百 and 千 alone only after 上, 超, 近 (上千家).
    """
    if value == 1:
        closes = match["unit"] in _ALONE and _ends_clause(match.string, match.end())
        return closes or (match["magnitude"] not in (None, "") and match["before"] is not None)
    return match["numeral"] not in ("百", "千") or match["before"] is not None


def _in_word(text: str, match: re.Match[str]) -> bool:
    """Whether letters or signs before the digits make them part of a name (C919架, 1+10个).

    A + behind a Chinese word joins counts (3个实验室+4个中心).
    """
    start = match.start()
    before = text[start - 1 : start]
    if before == "+":
        return start < 2 or text[start - 2].isascii()
    return before != "" and before.isascii() and (before.isalpha() or before in "-/_")


def _bound(match: re.Match[str]) -> str:
    said = _said_bound(match)
    if said is None and not match["many"] and not match["manier"] and match["low"] is None:
        return "exact"
    return said or "atLeast"


def _said_bound(match: re.Match[str]) -> str | None:
    """What 超过, 以上 and the like say around the number."""
    table = numbers_table()["bounds"]
    for side in ("after", "before"):
        for bound, words in table[side].items():
            if match[side] in words:
                return str(bound)
    return None


def _range(match: re.Match[str]) -> str | None:
    return None if match["low"] is None else _RANGE


def _lasting(text: str) -> Iterator[Number]:
    """Lengths of time directly behind a measure that is told in them (平均耗时9个工作日)."""
    for match in _time_pattern().finditer(text):
        bound = _said_bound(match) or "exact"
        value = float(match["digits"])
        yield Number(match.start("said"), match.end(), "amount", value, match["unit"], bound)


@lru_cache(maxsize=1)
def _time_pattern() -> re.Pattern[str]:
    table = numbers_table()
    bridge = table["bridge"]["to"] + table["bridge"]["fall"] + ["为", "仅", "仅为", "平均", "约为"]
    before = alternation([word for words in table["bounds"]["before"].values() for word in words])
    after = alternation([word for words in table["bounds"]["after"].values() for word in words])
    return re.compile(
        f"(?:{alternation(table['heads']['durations'])})(?:{alternation(bridge)}){{0,2}}"
        f"(?P<said>(?P<before>{before})?(?P<digits>{_DIGITS})(?P<unit>{alternation(table['units']['time'])}))"
        f"(?P<after>{after})?"
    )


def _spelled(text: str) -> Iterator[Number]:
    """百分之三十, 七成: shares in words."""
    for match in _PERCENT.finditer(text):
        whole = chinese_value(match["whole"])
        if whole is not None:
            part = "".join(_NUMERALS[digit] for digit in match["part"] or "零")
            yield _share(match, float(f"{whole:.0f}.{part}"))
    for match in _TENTHS.finditer(text):
        tenths = chinese_value(match["tenths"]) or 0
        yield _share(match, 10 * tenths + (chinese_value(match["half"] or "") or 0))


def _share(match: re.Match[str], value: float) -> Number:
    reading = _RANGE if "range" in match.re.groupindex and match["range"] else None
    bound = "atLeast" if reading else _said_bound(match) or "exact"
    return Number(match.start(), match.end(), "percent", value, "%", bound, reading, spelled=True)


def _doubled(text: str) -> Iterator[Number]:
    """翻番, 翻一番, 翻两番: growth of 100, 100 and 300 per cent."""
    for match in re.finditer(r"翻(?:([一两二三])番|了?([一两二三])?番)", text):
        times = chinese_value(match[1] or match[2] or "一") or 1
        value = 100 * (2**times - 1)
        yield Number(match.start(), match.end(), "double", value, "", reading="doubled")


def _grouped(text: str) -> Iterator[Number]:
    """三大, 十大: a count only of platforms (三大优势集群)."""
    for match in re.finditer(
        r"(?<![第\d一二三四五六七八九十])([两三四五六七八九十])大(?![会赛学道力])", text
    ):
        yield Number(
            match.start(), match.end(), "group", chinese_value(match[1]) or 0, "大", spelled=True
        )


def _ranked(text: str) -> Iterator[Number]:
    for match in RANK.finditer(text):
        rank = read_rank(match)
        if rank is not None:
            yield Number(match.start(), match.end(), "rank", rank[0], "位", bound=rank[1])


@lru_cache(maxsize=1)
def unit_kinds() -> dict[str, str]:
    """Unit → kind."""
    units = numbers_table()["units"]
    kinds = ("amount", "percent", "points", "times", "count")
    return {unit: kind for kind in kinds for unit in units[kind]}


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    table = numbers_table()
    forbidden = table["units"]["not"]
    units = [
        re.escape(unit) + (f"(?!{forbidden[unit]})" if unit in forbidden else "")
        for unit in sorted(unit_kinds(), key=lambda unit: (-len(unit), unit))
    ]
    bounds = [word for words in table["bounds"]["before"].values() for word in words]
    before = alternation([word for word in bounds if word != "上"])
    after = [w for words in table["bounds"]["after"].values() for w in words if w not in "多余"]
    skipped = alternation(table["units"]["skip"])
    guard = r"(?<![\d.〇零一二三四五六七八九十百千万亿数几第])(?<!\d,)"
    return re.compile(
        f"(?P<before>{before}|(?<![迈站跃登踏以])上)?{guard}"
        f"(?:(?:(?P<low>{_DIGITS})(?:[%％万亿]?)(?:[-—–－~～]{{1,2}}|至))?(?P<digits>{_DIGITS})"
        f"|(?P<numeral>{_CHINESE}{{1,7}})|(?(before)(?=万亿?|亿)|(?!)))"
        r"(?P<many>[多余])?(?P<magnitude>(?:[百千](?![瓦伏米克]))?万?亿?)(?P<manier>[多余])?"
        f"(?:(?P<skip>{skipped}|[多余]?个[多余]?月)|(?P<unit>{'|'.join(units)})(?P<per>{_PER})?)?"
        f"(?P<after>{alternation(after)})?"
    )


def _ends_clause(text: str, end: int) -> bool:
    return end >= len(text) or text[end] in "，,。；;、）)\n"


# ---- what is not read ----------------------------------------------------------------------------

_TITLE = re.compile(r"《[^《》\n]{1,100}》|〔[^〕\n]{1,10}〕")
_QUOTE = re.compile(r"“[^“”\n]{1,12}”")


def _hidden(text: str) -> list[tuple[int, int]]:
    """Titles, document numbers and short quotations: numbers in them belong to names."""
    spans = [match.span() for pattern in (_TITLE, _QUOTE) for match in pattern.finditer(text)]
    return sorted(spans)


def _covers(hidden: list[tuple[int, int]], number: Number) -> bool:
    index = bisect_right(hidden, (number.start, 1 << 62)) - 1
    return any(
        start <= number.start and number.end <= end
        for start, end in hidden[max(0, index - 1) : index + 1]
    )
