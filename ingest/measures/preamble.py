"""The words before the first section of a text with a title: what they intend, they intend in general."""

from __future__ import annotations

from itertools import dropwhile, takewhile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft, Sentence

# A text that begins in the middle has more than this before its first heading, or no title.
_LONGEST = 1_000
_SECTIONS = 2


def preamble(draft: Draft) -> tuple[int, int]:
    """Its span; empty where there is none. A list (一是 … 二是) makes it a section."""
    said = [sentence for sentence in draft.sentences if sentence.kind != "furniture"]
    body = list(dropwhile(_is_heading, said))
    before = list(takewhile(lambda sentence: not _is_heading(sentence), body))
    sections = {sentence.passage for sentence in body if _is_heading(sentence)}
    titled = bool(said) and _is_heading(said[0])
    if not (titled and before) or len(sections) < _SECTIONS or any(s.item for s in before):
        return 0, 0
    start, end = before[0].start, before[-1].end
    return (start, end) if end - start <= _LONGEST else (0, 0)


def _is_heading(sentence: Sentence) -> bool:
    return sentence.kind == "heading"
