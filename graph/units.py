"""Units of numbers made comparable: 1.5 万家 and 15000 个 are one value."""

from __future__ import annotations

import re

# 千 and 百 alone belong to the unit (千米, 百分点).
_MAGNITUDE = re.compile("万亿|千亿|百亿|十亿|亿|千万|百万|十万|万|千(?=[家个户人项件名])")
_TIMES = {
    "千": 1e3, "万": 1e4, "十万": 1e5, "百万": 1e6, "千万": 1e7, "亿": 1e8, "十亿": 1e9,
    "百亿": 1e10, "千亿": 1e11, "万亿": 1e12,
}  # fmt: skip
# Words for the same unit; which measure word counts a thing is a matter of style.
_SAME = {
    "元人民币": "元",
    "％": "%",
    "百分点": "个百分点",
    **dict.fromkeys(("家", "户", "项", "件", "名", "所", "座", "处"), "个"),
    "人": "个",
    "千米": "公里",
    "平方千米": "平方公里",
}


def split_unit(unit: str | None) -> tuple[float, str]:
    """The factor of a unit, and the unit without it: 亿元 → (1e8, 元)."""
    bare = (unit or "").strip()
    found = _MAGNITUDE.match(bare)
    factor = _TIMES[found[0]] if found else 1.0
    rest = bare[found.end() :] if found else bare
    return factor, _SAME.get(rest, rest)
