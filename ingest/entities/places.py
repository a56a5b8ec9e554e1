"""Places: the administrative list with short names, regions, and 全市, 本省, 在蓉."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.gazetteer import (
    abbreviations,
    full_name,
    gazetteer,
    place_words,
)
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import deictic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words

# Before a noun some places say what kind (中国标准, 西部大开发), not where.
_MODIFIED = frozenset("NMFWwx“(")


# Rules that the learned part knows: 成德眉资, cities by their first characters; 本市, 全省.
COMPOSED, OWN = "place.composed", "place.deictic"


@lru_cache(maxsize=1)
def _abbreviated() -> re.Pattern[str]:
    """在蓉, 驻京, 来沪."""
    return re.compile(f"(?<=[在来驻])[{''.join(abbreviations())}](?![一-龥]?[市省])")


def iter_places(words: Words) -> Iterator[Candidate]:
    """Every word that is a place; whether it is said freely is decided later."""
    known, own = place_words(), deictic()
    wide = load_table("words.toml")["wide_places"]
    for index, letter in enumerate(words.letters):
        word = words.words[index]
        if letter == "P" and (word in known or word in words.own):
            if word in wide and words.letters[index + 1 : index + 2] in _MODIFIED:
                continue
            yield _place(words.starts[index], words.ends[index], word)
        elif word in own:
            yield Candidate(words.starts[index], words.ends[index], word, "Place", OWN)
    for match in _abbreviated().finditer(words.text):
        yield _place(match.start(), match.end(), match[0])


@lru_cache(maxsize=1)
def _composed() -> re.Pattern[str]:
    """Cities of one province by their first characters (成德眉资), before words for a group."""
    firsts: dict[str, set[str]] = {}
    for name, area in gazetteer().items():
        if area.level == "city":
            firsts.setdefault(area.province, set()).add(name[0])
    runs = (f"[{''.join(sorted(firsts[p]))}]{{3,5}}" for p in sorted(firsts) if len(firsts[p]) > 2)
    after = "|".join(sorted(load_table("words.toml")["after_cities"]))
    return re.compile(f"(?:{'|'.join(runs)})(?={after})")


def iter_composed(text: str) -> Iterator[Candidate]:
    """长株潭, 成德眉资: in 85 real documents each of ten such runs was one."""
    for match in _composed().finditer(text):
        if len(set(match[0])) == len(match[0]):
            yield Candidate(match.start(), match.end(), match[0], "Place", COMPOSED)


def _place(start: int, end: int, name: str) -> Candidate:
    full = full_name(name)
    return Candidate(
        start, end, name, "Place", "place.list", canonical=full if full != name else None
    )
