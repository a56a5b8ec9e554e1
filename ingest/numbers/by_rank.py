"""Counts that have only a rank of their own: 8个国家级、13个|省级中心, 国家级企业技术中心5家、|省级20家."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, ObservationDraft
    from innograph.ingest.numbers.around import Around
    from innograph.ingest.numbers.nouns import Nouns
    from innograph.ingest.numbers.scan import Number

_NEAR = 20  # characters between a rank without its noun and that noun
_SEPARATORS = "，,、和与；;"


def rank_behind(text: str, at: Around) -> str | None:
    """The rank that is all that stands between a number and the next."""
    rank = text[at.number.end : at.following].rstrip("、和")
    return rank if rank in load_table("words.toml")["ranks"] else None


def named_later(nouns: Nouns, number: Number, rank: str, noun: Candidate) -> Candidate | None:
    """What the number before counts, if it had only a rank: 国家级|区域医疗中心."""
    if noun.start - number.end > _NEAR:
        return None
    return _of_rank(nouns, rank, noun, number.end, noun.end)


def named_before(nouns: Nouns, at: Around, last: ObservationDraft) -> Candidate | None:
    """What a number counts that has only a rank before it: of the last number's noun."""
    rank = nouns.draft.text[at.previous : at.end].lstrip(_SEPARATORS)
    known = rank in load_table("words.toml")["ranks"] and len(last.about) == 1
    if not known or last.value is None or last.unit != at.number.unit:
        return None
    noun = last.about[0]
    return _of_rank(nouns, rank, noun, noun.start, at.end)


def _of_rank(nouns: Nouns, rank: str, noun: Candidate, start: int, end: int) -> Candidate | None:
    ranks = load_table("words.toml")["ranks"]
    own = max((r for r in ranks if noun.name.startswith(r)), key=len, default="")
    if not own or own == rank:
        return None
    return nouns.make(start, end, rank + noun.name[len(own) :], noun.cls, rebuilt=True)
