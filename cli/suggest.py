"""Near misses for a word that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """' Did you mean …?' or nothing."""
    from innograph.queries.nearest import nearest, or_list

    found = nearest(word, known, limit=3)
    return f" Did you mean {or_list(found)}?" if found else ""
