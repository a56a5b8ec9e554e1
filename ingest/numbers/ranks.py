"""Ranks: 第23位, 居全国首位, 世界第一, 前10位."""

from __future__ import annotations

import re
from functools import lru_cache

from innograph.ingest.numbers.lexicon import numbers_table
from innograph.ingest.numbers.numerals import chinese_value

_ORDINAL = "(?:\\d{1,4}|[一二三四五六七八九十]{1,3})"
_END = r"(?=[，,。；;、！)）\n的]|$)"
RANK = re.compile(
    f"第(?P<full>{_ORDINAL})[位名](?![次额])|第(?P<bare>{_ORDINAL}){_END}"
    f"|(?P<top>首位|榜首|第一位)|前(?P<within>{_ORDINAL})(?:[位名]|{_END})"
)


def read_rank(match: re.Match[str]) -> tuple[int, str] | None:
    """The rank and its bound; None for an ordinal that ranks nothing (第一, 放在首位)."""
    if match["full"] is None and not match.string.endswith(_cues(), 0, match.start()):
        return None
    if match["top"]:
        return 1, "exact"
    ordinal = match["full"] or match["bare"] or match["within"]
    value = float(ordinal) if ordinal.isdigit() else chinese_value(ordinal)
    return (int(value), "atMost" if match["within"] else "exact") if value else None


@lru_cache(maxsize=1)
def _cues() -> tuple[str, ...]:
    """What stands before a rank: the field of comparison, or a verb of ranking."""
    table = numbers_table()["ranks"]
    return (*table["places"], *table["verbs"])
