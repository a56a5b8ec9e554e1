"""Pinyin initials of the characters of names, computed ahead, with all their readings.

A browser knows one reading a character, so 重庆 would be found by zq alone; and dictionaries of words
lack the names that matter here (长三角). With all readings, cq and zq both find it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_HAN = re.compile("[㐀-\u9fff\U00020000-\U0003134f]")


def initials_data(names: Iterable[str]) -> dict[str, str]:
    """Letter → the characters of these names that some reading begins with it.

    A character costs a few bytes on the page, however many names have it.
    """
    characters = {c for name in names for c in _HAN.findall(unicodedata.normalize("NFKC", name))}
    if not characters:
        return {}
    from pypinyin import Style, pinyin

    found: dict[str, str] = defaultdict(str)
    for character in sorted(characters):
        (readings,) = pinyin(character, style=Style.FIRST_LETTER, heteronym=True, strict=False)
        for letter in sorted({reading for reading in readings if "a" <= reading <= "z"}):
            found[letter] += character
    return dict(sorted(found.items()))
