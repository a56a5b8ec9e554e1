"""What stands between a noun and its number: 总数已增至, 年均增长, 分别达到, 较上年提高."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.numbers.lexicon import word_set

if TYPE_CHECKING:
    from collections.abc import Callable, Container

# Words of the bridge that also end words: 床位, 博士后, 国有, 许可, 创新, 系列, 安排.
_ALSO_ENDINGS = ("位", "后", "有", "可", "新", "列", "起", "排")
_LONGEST = 8
_ROUNDS = 8
_ROLES = ("pass", "rise", "fall", "to", "each", "all", "earlier")
_SPAN = r"(?:\d{1,4}|[一二两三四五六七八九十]{1,3})(?:多|余)?个?(?:年|月|季度|年度)"
_FILLER = re.compile(
    f"(?:(?:近|过去|最近|未来|前|今后|这)?{_SPAN}(?:来|间|内|底|末|以来)?"
    "|“?十[二三四五六]五”?(?:以来|期间|时期|末|规划)?"
    f"|(?:较|比|与|相较于?|相比)[^，,。；;、]{{1,14}}?(?:年|末|底|期|同期|初|相比|全国|全省|{_SPAN})"
    "|[（(][^（）()，。]{1,12}[）)])$"
)


@dataclass(slots=True)
class Bridge:
    """Where the noun ends and the bridge begins, and what the bridge says."""

    start: int
    growth: int = 0  # 1 grows by the number, -1 falls by it, 0 is the number
    each: bool = False  # 分别
    all: bool = False  # 均
    earlier: bool = False  # 从 … 增加到


def read_bridge(
    text: str,
    low: int,
    end: int,
    stops: Container[int] = (),
    *,
    inside: Callable[[int], bool] = lambda _: False,
) -> Bridge:
    """The bridge before a number that begins at `end`; `low` is as far as it may reach.

    It ends where a known noun does (投资增速|高于全国: 增速 alone would be passed over), and no
    character that is `inside` a noun belongs to it (床|位).
    """
    bridge = Bridge(end)
    settled = False
    for _ in range(_ROUNDS):
        if bridge.start in stops:
            break
        word, role = _last_word(text, low, bridge.start)
        if not word or (word in _ALSO_ENDINGS and inside(bridge.start - 1)):
            break
        bridge.start -= len(word)
        if role in ("rise", "fall", "to") and not settled:
            settled = word != "达" and word != "达到"
            bridge.growth = {"rise": 1, "fall": -1, "to": 0}[role]
        elif role == "each":
            bridge.each = True
        elif role == "all":
            bridge.all = True
        elif role == "earlier":
            bridge.earlier = True
    return bridge


def strip_total(text: str, low: int, end: int) -> int:
    """Where a noun ends without 总数, 数量."""
    for length in range(min(3, end - low), 0, -1):
        if text[end - length : end] in word_set("bridge", "total"):
            return end - length
    return end


def _last_word(text: str, low: int, end: int) -> tuple[str, str]:
    """The longest word of the bridge that ends there, and its role."""
    roles = _roles()
    if end > low and text[end - 1] in "年月度来间内底末期初比国省五划）)":
        match = _FILLER.search(text[max(low, end - 24) : end])
        if match:
            return match[0], "pass"
    for length in range(min(_LONGEST, end - low), 0, -1):
        word = text[end - length : end]
        if word in roles:
            return word, roles[word]
    return "", ""


@lru_cache(maxsize=1)
def _roles() -> dict[str, str]:
    ranked = dict.fromkeys(word_set("ranks", "verbs"), "pass")
    return ranked | {word: role for role in _ROLES for word in word_set("bridge", role)}
