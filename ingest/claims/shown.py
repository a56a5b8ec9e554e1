"""What shows a claim: the status and cue of its verb's clause, and the clauses that are quoted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.status import clause_bounds, hide_quoted, locate_status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Candidate, Draft

# Text without punctuation must not make every quote as long as the text.
_LONGEST_CLAUSE = 300
# Before the verb: 将由海州市建设的平台 is not there.
_NOT_YET = re.compile("[拟将要待]|计划|准备|正在")
_LABEL = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十百]+条\s*)?\s*")


class Said(NamedTuple):
    """`at` is where the cue begins in the document."""

    status: str
    cue: str | None = None
    at: int = 0


def said_by(draft: Draft, typed: TypedSentence, match: re.Match[str], status: str | None) -> Said:
    """What a match says, unless its rule itself decides the status.

    Where only the section decides, the verb (of building, if the rule has one) is the cue.
    """
    if status is not None:
        return Said(status)
    found = match.groupdict()
    verb = "b" if found.get("b") else "v"
    groups = ("b",) if verb == "b" else ("v", "o", "s", "m")
    spans = [match.span(group) for group in groups if found.get(group) is not None]
    low, high = min(span[0] for span in spans), max(span[1] for span in spans)
    low = max(low, typed.head) if high > typed.head else low
    reading, at = locate_status(draft, typed.start + low, typed.start + high)
    if _is_attributive(typed, match) and (at is None or at >= typed.start + match.start("v")):
        return Said("Achieved", found["v"], typed.start + match.start("v"))
    if reading.cue is not None and at is not None:
        return Said(reading.status, reading.cue, at)
    if found.get(verb):
        return Said(reading.status, found[verb], typed.start + match.start(verb))
    return Said(reading.status)


def _is_attributive(typed: TypedSentence, match: re.Match[str]) -> bool:
    """Whether the verb only says which thing is meant: of 本市设立的研发机构应当开放 the opening is planned,
    what opens is there."""
    found = match.groupdict()
    if not (found.get("v") and "o" in found and typed.text.startswith("的", match.end("v"))):
        return False
    return _NOT_YET.search(typed.text, max(0, match.start() - 2), match.start("v")) is None


def quote_of(
    draft: Draft,
    typed: TypedSentence,
    match: re.Match[str],
    shown: Iterable[Candidate],
    said: Said,
) -> tuple[int, int]:
    """The whole clauses that hold the match, the mentions and the cue, without a list label."""
    spans = [(typed.start + match.start(), typed.start + match.end())]
    spans += [(candidate.start, candidate.end) for candidate in shown]
    if said.cue is not None:
        spans.append((said.at, said.at + len(said.cue)))
    return clauses_of(draft, typed, min(s[0] for s in spans), max(s[1] for s in spans))


def clauses_of(draft: Draft, typed: TypedSentence, low: int, high: int) -> tuple[int, int]:
    """The whole clauses that hold a span of the sentence, without a list label."""
    text = draft.text
    first = max(typed.start, low - _LONGEST_CLAUSE)
    last = min(typed.sentence.end, high + _LONGEST_CLAUSE)
    left, right = clause_bounds(hide_quoted(text[first:last]), low - first, high - first)
    left, right = left + first, right + first
    label = _LABEL.match(text, left, low)
    left = label.end() if label else left
    while right > high and text[right - 1].isspace():
        right -= 1
    return left, right
