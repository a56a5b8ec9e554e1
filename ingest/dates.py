"""Dates as they are written in Chinese texts → ISO 8601."""

from __future__ import annotations

import datetime
import re

_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:[-/.年](?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?)?)?[年月]?(?=\D|$)"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)$")
_CN_DATE = re.compile(
    r"[一二〇○零][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
)
_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


def iso_date(written: str) -> str | None:
    """A year, month or day as ISO 8601; None if it is no date. 二〇二四年五月 is read, too."""
    written = _arabic(written.strip())
    if match := _COMPACT.match(written):
        return _checked(*match.groups())
    if match := _DATE.match(written):
        return _checked(match["y"], match["m"], match["d"])
    return None


def find_dates(text: str) -> list[str]:
    """All dates of a line, in their order."""
    return [
        found
        for match in _DATE.finditer(_arabic(text))
        if (found := _checked(match["y"], match["m"], match["d"]))
    ]


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _arabic(text: str) -> str:
    """二〇二四年五月十二日 → 2024年5月12日."""
    return _CN_DATE.sub(lambda match: _arabic_date(match[0]), text)


def _arabic_date(written: str) -> str:
    year, _, rest = written.partition("年")
    digits = "".join(str(_CN_DIGITS[c]) for c in year)
    return f"{digits}年" + re.sub("[一二三四五六七八九十]+", lambda m: str(_small(m[0])), rest)


def _small(number: str) -> int:
    """一 … 九十九."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _CN_DIGITS[number[-1]]
    return (_CN_DIGITS[tens] if tens else 1) * 10 + (_CN_DIGITS[ones] if ones else 0)
