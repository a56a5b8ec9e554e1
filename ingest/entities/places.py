"""Places: the administrative list with short names, regions, and 全市, 本省, 在蓉."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.gazetteer import ABBREVIATIONS, full_name, place_words
from innograph.ingest.entities.words import DEICTIC

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words

# Before a noun these says what kind (中国标准, 西部大开发), not where.
_MODIFIED = frozenset("NMFWwx“(")
_WIDE = frozenset("中国 西部 东部 中部 东北 西南 西北 华北 华东 华南 华中 欧洲 亚洲 北美".split())
_IN = re.compile(
    f"(?<=[在来驻])[{''.join(c for c in ABBREVIATIONS if len(c) == 1)}](?![一-龥]?[市省])"
)


def iter_places(words: Words) -> Iterator[Candidate]:
    """Every word that is a place; whether it is said freely is decided later."""
    known = place_words()
    for index, letter in enumerate(words.letters):
        word = words.words[index]
        if letter == "P" and word in known:
            if word in _WIDE and words.letters[index + 1 : index + 2] in _MODIFIED:
                continue
            yield _place(words.starts[index], words.ends[index], word)
        elif word in DEICTIC:
            yield Candidate(words.starts[index], words.ends[index], word, "Place", "place.deictic")
    for match in _IN.finditer(words.text):
        yield _place(match.start(), match.end(), match[0])


def _place(start: int, end: int, name: str) -> Candidate:
    full = full_name(name)
    return Candidate(
        start, end, name, "Place", "place.list", canonical=full if full != name else None
    )
