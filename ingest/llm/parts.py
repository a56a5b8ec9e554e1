"""Which pieces of a document the model reads, and how each is put to it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Passage
    from innograph.ingest.draft import Draft, Sentence

# Longer passages are put in pieces, cut between sentences; models lose track, and answers are cut off.
_LONGEST = 3000
_SHORTEST = 8
_LEFT_OUT = {"furniture", "heading"}


class Part(NamedTuple):
    """A passage or a piece of one; `message` is what is sent about it."""

    start: int
    end: int
    message: str


def iter_parts(draft: Draft) -> Iterator[Part]:
    """Passages that can claim something. What is too long to be sent is counted."""
    for passage in draft.passages:
        if passage.kind in _LEFT_OUT:
            continue
        for start, end in _pieces(draft, passage):
            piece = draft.text[start:end]
            if len(piece.strip()) < _SHORTEST:
                continue
            if end - start > _LONGEST:
                draft.drop("sentence too long for the LLM")
                continue
            yield Part(start, end, _message(passage, piece))


def _pieces(draft: Draft, passage: Passage) -> Iterator[tuple[int, int]]:
    if passage.end - passage.start <= _LONGEST:
        yield passage.start, passage.end
        return
    start = end = passage.start
    for sentence in _sentences(draft, passage):
        if sentence.end - start > _LONGEST and end > start:
            yield start, end
            start = sentence.start
        end = sentence.end
    if end > start:
        yield start, end


def _sentences(draft: Draft, passage: Passage) -> Iterator[Sentence]:
    return (s for s in draft.sentences if passage.start <= s.start and s.end <= passage.end)


def _message(passage: Passage, piece: str) -> str:
    parts = {"section": passage.kind, "heading": passage.heading or "", "passage": piece}
    return json.dumps(parts, ensure_ascii=False)
