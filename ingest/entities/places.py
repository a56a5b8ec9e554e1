"""Places: the administrative list with short names, regions, and 全市, 本省, 在蓉."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.gazetteer import ABBREVIATIONS, full_name, gazetteer, place_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words

# The document's own place, by whichever name; resolve.py says which.
DEICTIC = frozenset("全省 全市 全区 全县 全州 我省 我市 我区 我县 我州 本省 本市 本区 本县 本自治区 "
                    "全自治区 我自治区 全疆 全藏".split())  # fmt: skip
_IN = re.compile(f"(?<=[在来驻])[{''.join(c for c in ABBREVIATIONS if len(c) == 1)}](?![一-龥]?[市省])")


def iter_places(words: Words) -> Iterator[Candidate]:
    """Every word that is a place; whether it is said freely is decided later."""
    known = place_words()
    areas = gazetteer()
    for index, letter in enumerate(words.letters):
        word = words.words[index]
        if letter == "P" and word in known:
            start, end, name = words.starts[index], words.ends[index], word
            if name not in areas or areas[name].level == "province":
                yield _place(start, end, name)
                continue
            yield _place(start, end, name)
        elif word in DEICTIC:
            yield Candidate(words.starts[index], words.ends[index], word, "Place", "place.deictic")
    for match in _IN.finditer(words.text):
        yield _place(match.start(), match.end(), match[0])


def _place(start: int, end: int, name: str) -> Candidate:
    full = full_name(name)
    return Candidate(
        start, end, name, "Place", "place.list", canonical=full if full != name else None
    )
