"""Near misses for a word that was typed: by edit distance and by shared characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# Of 100. Chinese names are short: one of three characters different is 67.
_ENOUGH = 50.0
# So much worse than the best is noise beside it: serve for vieww, where view is there.
_NOISE = 30.0


def nearest(word: str, known: Iterable[str], *, limit: int = 5) -> list[str]:
    """The known words nearest to a word, best first; ties by likeness, then by code point."""
    from rapidfuzz import fuzz

    asked = word.casefold()
    scored: list[tuple[float, float, str]] = []
    for name in set(known):
        other = name.casefold()
        likeness = fuzz.ratio(asked, other)
        score = max(likeness, 0.9 * fuzz.partial_ratio(asked, other))
        score = max(score, 90.0 * _shared(asked, other))
        if score >= _ENOUGH:
            scored.append((-score, -likeness, name))
    best = min(scored, default=(0.0,))[0]
    return [name for score, _, name in sorted(scored)[:limit] if score <= best + _NOISE]


def _shared(one: str, other: str) -> float:
    """How much of the shorter word's pairs of characters the other has: 动力航空 finds 航空动力."""
    pairs, others = _pairs(one), _pairs(other)
    least = min(len(pairs), len(others))
    return len(pairs & others) / least if least else 0.0


def _pairs(word: str) -> set[str]:
    return {word[i : i + 2] for i in range(len(word) - 1)}


def or_list(names: Iterable[str]) -> str:
    """a; b; c: Chinese names may hold commas."""
    return "; ".join(names)
