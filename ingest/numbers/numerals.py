"""Chinese numerals as numbers."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=1024)
def chinese_value(numeral: str) -> float | None:
    """The value of a numeral that was matched as one (十二, 三百五十); None if it is none (三五)."""
    if numeral in ("百", "千"):
        return 100.0 if numeral == "百" else 1000.0
    import cn2an  # 60 ms: only when a numeral is met

    try:
        return float(cn2an.cn2an(numeral, "smart"))
    except (ValueError, KeyError):  # cn2an looks up 十二十二 in a table that lacks it
        return None
