"""The clauses of a sentence, as spans; what stands in brackets or quotes ends none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.status import hide_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Draft

_CLAUSE = re.compile(r"[^,，;；:：。\n]+")
_BRACKETS = re.compile(r"（[^（）]{0,100}）|\([^()]{0,100}\)")
_LABEL = re.compile(
    r"\s*(?:[一二三四五六七八九十]{1,3}是[要,，]?|[（(][一二三四五六七八九十\d]{1,3}[)）]"
    r"|第[一二三四五六七八九十百零]{1,6}条|[一二三四五六七八九十\d]{1,3}[、.．])?\s*"
)
# A clause without punctuation must not make every pattern look at a whole text.
_LONGEST = 300


class Clause(NamedTuple):
    """Offsets of the document; `words` are plain, quoted ones blanked, `typed` has entities as letters.

    Both begin at `at`, after a list label, and are cut if the clause is very long.
    """

    start: int
    end: int
    at: int
    words: str
    typed: str


def iter_clauses(draft: Draft, typed: TypedSentence) -> Iterator[Clause]:
    """In the order of the text; blank ones are left out."""
    plain = hide_quoted(draft.text[typed.start : typed.sentence.end])
    flat = _BRACKETS.sub(lambda match: "□" * len(match[0]), plain)
    for match in _CLAUSE.finditer(flat):
        low, high = match.span()
        if not match[0].strip():
            continue
        label = _LABEL.match(plain, low, high)
        at = label.end() if label else low
        stop = min(high, at + _LONGEST)
        start = typed.start
        yield Clause(start + low, start + high, start + at, plain[at:stop], typed.text[at:stop])
