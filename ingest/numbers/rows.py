"""Numbers that stand in a row (69家、107家), and numbers that only say which (10亿元以上项目)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.numbers.scan import Number

_JOINED = ("、", "和", "与", "及")
_LONGEST = 40  # longer ones are tables, and would be counted again for each number


def share_units(text: str, numbers: list[Number]) -> list[Number]:
    """12.7个、12个百分点: the unit of the last holds for those that 、 joins to it."""
    shared = list(numbers)
    for index in range(len(numbers) - 2, -1, -1):
        number, following = shared[index], shared[index + 1]
        joined = text[number.end : following.start] in _JOINED
        if joined and number.unit == "个" and following.kind == "points":
            shared[index] = replace(number, kind="points", unit=following.unit)
    return shared


def row_length(text: str, numbers: list[Number], index: int) -> int:
    """How many numbers stand in a row from one on, only 、 or 和 between them."""
    stop = index + 1
    while stop < len(numbers) and text[numbers[stop - 1].end : numbers[stop].start] in _JOINED:
        stop += 1
        if stop - index >= _LONGEST:
            break
    return stop - index


def says_which(text: str, number: Number) -> bool:
    """10亿元以上|重大项目, 2000万元以上|的项目: a threshold is no measure of what follows."""
    if number.kind == "count" or not text.endswith("以上", number.start, number.end):
        return False
    following = text[number.end : number.end + 1]
    return "\u4e00" <= following <= "\u9fff" and following not in "增和与及"
