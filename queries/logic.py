"""Conditions with parameters whose presence is known: `($x IS NULL OR …)` → `…`, or nothing at all.

Words are read, no grammar: strings, comments and what stands in brackets are kept whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TOKEN = re.compile(
    r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|<[^<>"{}|^`\\\s]*>|//[^\n]*|[(\[{]|[)\]}]"""
    r"""|\|\||&&|[?$]?\w+|\#[^\n]*|.""",
    re.DOTALL,
)
_OPEN, _CLOSE = set("([{"), set(")]}")


@dataclass(frozen=True, slots=True)
class Syntax:
    """How a language writes `or` and `and`; `known` tells the truth of an atom, None if open."""

    or_: str
    and_: str
    known: Callable[[str], bool | None]


def simplified(text: str, syntax: Syntax) -> str | bool:
    """The condition without what is known; True or False where that decides it."""
    if len(parts := _split(text, syntax.or_)) > 1:
        return _joined(parts, syntax, syntax.or_, decides=True)
    if len(parts := _split(text, syntax.and_)) > 1:
        return _joined(parts, syntax, syntax.and_, decides=False)
    atom = text.strip()
    if (known := syntax.known(" ".join(atom.split()))) is not None:
        return known
    if atom.startswith("(") and matching(atom, 0) == len(atom) - 1:
        inner = simplified(atom[1:-1], syntax)
        if isinstance(inner, bool) or inner.strip() == atom[1:-1].strip():
            return inner if isinstance(inner, bool) else atom
        return inner if len(_split(inner, syntax.or_)) == 1 else f"({inner})"
    return atom


def _joined(parts: list[str], syntax: Syntax, word: str, *, decides: bool) -> str | bool:
    """`decides` is the value of a part that is the value of the whole."""
    found = [simplified(part, syntax) for part in parts]
    if any(part is decides for part in found):
        return decides
    kept = [part for part in found if isinstance(part, str)]
    lead = "\n  " if "\n" in "".join(parts).strip() else " "
    return f"{lead}{word} ".join(kept) if kept else not decides


def _split(text: str, word: str) -> list[str]:
    """The text cut at a word outside brackets and outside CASE … END."""
    parts, last = [], 0
    for start, token, depth in tokens(text):
        if depth == 0 and token == word:
            parts.append(text[last:start])
            last = start + len(token)
    return [*parts, text[last:]]


def tokens(text: str, start: int = 0) -> Iterator[tuple[int, str, int]]:
    """Where each token begins, and how many brackets are open there."""
    depth = 0
    for found in TOKEN.finditer(text, start):
        token = found[0]
        if token in _CLOSE or token == "END":  # noqa: S105 (no password)
            depth -= 1
        yield found.start(), token, depth
        if token in _OPEN or token == "CASE":  # noqa: S105
            depth += 1


def matching(text: str, start: int) -> int:
    """The place of the bracket that closes the one at `start`."""
    return next(place for place, _, depth in tokens(text, start) if depth == 0 and place > start)
