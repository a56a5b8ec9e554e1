"""Near misses for a word that was typed."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str]) -> str:
    """' Did you mean …?' or nothing."""
    found = get_close_matches(word, list(known), n=3, cutoff=0.5)
    return f" Did you mean {' or '.join(found)}?" if found else ""
