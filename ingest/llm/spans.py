"""Proposed words → spans of the text. What stands nowhere, or in two places, is no span."""

from __future__ import annotations

from typing import NamedTuple

_QUOTES = ("“”", "‘’", "《》", "「」", '""', "''")
_ENDS = set("。；！？;!?\n\r\t")
_JOINS = set("、，,")  # a list is no name, save in titles
_POINTING = tuple("该此其")
_SHORTEST, _LONGEST = 2, 60


class Span(NamedTuple):
    """Offsets into the document's text."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """Whether the other one lies inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether they share a character."""
        return self.start < other.end and other.start < self.end


def find_all(text: str, words: str, window: Span) -> list[Span]:
    """Every place in the window where the words stand, overlapping ones too."""
    found = []
    at = text.find(words, window.start, window.end) if words else -1
    while at >= 0:
        found.append(Span(at, at + len(words)))
        at = text.find(words, at + 1, window.end)
    return found


def the_one(found: list[Span]) -> Span | str:
    """The one place, or what is wrong with the words: `absent` or `ambiguous`."""
    if len(found) == 1:
        return found[0]
    return "ambiguous" if found else "absent"


def bare_name(words: str) -> str:
    """A name without the quotation marks around it."""
    words = words.strip()
    for marks in _QUOTES:
        if len(words) > 2 and words[0] + words[-1] == marks:
            return words[1:-1].strip()
    return words


def is_name(words: str, *, title: bool) -> bool:
    """Whether words can be a name at all."""
    return (
        _SHORTEST <= len(words) <= _LONGEST
        and not words.startswith(_POINTING)
        and _ENDS.isdisjoint(words)
        and (title or _JOINS.isdisjoint(words))
        and any(c.isalpha() for c in words)
    )
