"""lexicons/numbers.toml, read once."""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent.parent / "lexicons" / "numbers.toml"


@lru_cache(maxsize=1)
def numbers_table() -> dict[str, Any]:
    """The tables of the file, as TOML gives them."""
    return tomllib.loads(_FILE.read_text("utf-8"))


def alternation(words: list[str] | frozenset[str]) -> str:
    """A regular expression of words, longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@lru_cache(maxsize=32)
def word_set(table: str, key: str) -> frozenset[str]:
    """One list of one table."""
    return frozenset(numbers_table()[table][key])
