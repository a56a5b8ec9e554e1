"""Places: the administrative list with short names, regions, and 全市, 本省, 在蓉."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.gazetteer import abbreviations, full_name, place_words
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import deictic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words

# Before a noun some places say what kind (中国标准, 西部大开发), not where.
_MODIFIED = frozenset("NMFWwx“(")


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
        if letter == "P" and word in known:
            if word in wide and words.letters[index + 1 : index + 2] in _MODIFIED:
                continue
            yield _place(words.starts[index], words.ends[index], word)
        elif word in own:
            yield Candidate(words.starts[index], words.ends[index], word, "Place", "place.deictic")
    for match in _abbreviated().finditer(words.text):
        yield _place(match.start(), match.end(), match[0])


def _place(start: int, end: int, name: str) -> Candidate:
    full = full_name(name)
    return Candidate(
        start, end, name, "Place", "place.list", canonical=full if full != name else None
    )
