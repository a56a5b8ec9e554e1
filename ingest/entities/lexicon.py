"""The lexicons, read once: terms with their classes, and words by what they do at a border."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

ROOM = Path(__file__).resolve().parent.parent / "lexicons"


@lru_cache(maxsize=16)
def load_terms(name: str) -> dict[str, str]:
    """Term → class of a file of `class<TAB>terms`; the first class of a term holds."""
    terms: dict[str, str] = {}
    for line in _lines(name):
        cls, _, words = line.partition("\t")
        for word in words.split():
            terms.setdefault(word, cls)
    return terms


@lru_cache(maxsize=16)
def load_words(name: str) -> frozenset[str]:
    """The words of a file without classes."""
    return frozenset(word for line in _lines(name) for word in line.split())


@lru_cache(maxsize=4)
def load_table(name: str) -> dict[str, frozenset[str]]:
    """A TOML file of word lists."""
    table = tomllib.loads((ROOM / name).read_text("utf-8"))
    return {key: frozenset(words) for key, words in table.items()}


def _lines(name: str) -> list[str]:
    lines = (ROOM / name).read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]
