"""The status that a span's sentence gives to what it says: the section first, the cue second.

In an intention section or a statute 推进, 加快, 建设 mean a plan; in a fact section the same words
report. The cues are data: lexicons/status.toml.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft, Sentence

_FILE = Path(__file__).parent / "lexicons" / "status.toml"
_BOUNDARY = ",，;；:：。!！?？\n"
_HIDDEN = re.compile(r"《[^《》]{0,200}》|“[^“”]{0,200}”")
# A sentence may be a megabyte long; no cue stands further away from what it governs.
_REACH = 300
_HEADINGS = 4  # levels of headings that stand one below the other without text between them


class StatusReading(NamedTuple):
    """`cue` is the word that says so; None where only the section does."""

    status: str
    cue: str | None


@dataclass(frozen=True, slots=True)
class _Rule:
    status: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None
    before: bool  # looks at the clauses before the span's as well


@dataclass(frozen=True, slots=True)
class _Cues:
    rules: dict[str, tuple[_Rule, ...]]  # by kind of section
    default: dict[str, str]


def read_status(draft: Draft, start: int, end: int) -> StatusReading:
    """The status of what a span inside one sentence says.

    The cue stands in the clauses that the span touches, or in an earlier one of its sentence.
    """
    return locate_status(draft, start, end)[0]


def locate_status(draft: Draft, start: int, end: int) -> tuple[StatusReading, int | None]:
    """The same, with the offset at which the cue begins."""
    sentence = sentence_at(draft, start)
    kind = _kind(draft, sentence) if sentence else "fact"
    low = max(sentence.start if sentence else 0, start - _REACH)
    high = min(max(sentence.end, end) if sentence else end, end + _REACH)
    window = hide_quoted(draft.text[low:high])
    left, right = clause_bounds(window, start - low, end - low)
    cues, year = _load(), _year(draft)
    for rule in cues.rules.get(kind, ()):
        cue = _cue(rule, window, left, right, year)
        if cue is not None:
            return StatusReading(rule.status, cue[0]), low + cue.start()
    return StatusReading(cues.default.get(kind, "Achieved"), None), None


def sentence_at(draft: Draft, position: int) -> Sentence | None:
    """The sentence that holds a position; None between sentences."""
    index = bisect_right(draft.sentences, position, key=lambda sentence: sentence.start) - 1
    if index < 0 or draft.sentences[index].end <= position:
        return None
    return draft.sentences[index]


def _kind(draft: Draft, sentence: Sentence) -> str:
    """The section's kind; a numbered heading speaks as the first sentence below it does."""
    if sentence.kind != "heading" or not sentence.item:
        return sentence.kind
    index = bisect_right(draft.sentences, sentence.start, key=lambda found: found.start)
    below = draft.sentences[index : index + _HEADINGS]
    return next((found.kind for found in below if found.kind != "heading"), "heading")


def hide_quoted(text: str) -> str:
    """The text with the words of titles and quotes blanked out, offsets kept: a name is no cue."""
    if "“" not in text and "《" not in text:
        return text
    return _HIDDEN.sub(lambda match: match[0][0] + "□" * (len(match[0]) - 2) + match[0][-1], text)


def clause_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to whole clauses."""
    while start > 0 and text[start - 1] not in _BOUNDARY:
        start -= 1
    while end < len(text) and text[end] not in _BOUNDARY:
        end += 1
    return start, end


def _cue(rule: _Rule, window: str, left: int, right: int, year: int | None) -> re.Match[str] | None:
    if rule.unless and rule.unless.search(window, left, right):
        return None
    low = 0 if rule.before else left
    for match in rule.pattern.finditer(window, low, right):
        stated = match.groupdict().get("year")
        if stated is None or year is None or int(stated) > year:
            return match
    return None


def _year(draft: Draft) -> int | None:
    """The year in which the document speaks, if it is known."""
    published = draft.document.published
    return int(published[:4]) if published and published[:4].isdigit() else None


@lru_cache(maxsize=1)
def _load() -> _Cues:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    rules: dict[str, list[_Rule]] = {kind: [] for kind in data["default"]}
    for entry in data["rule"]:
        rule = _Rule(
            status=entry["status"],
            pattern=re.compile(entry["pattern"]),
            unless=re.compile(entry["unless"]) if "unless" in entry else None,
            before=entry["scope"] == "sentence",
        )
        for kind in entry["sections"]:
            rules[kind].append(rule)
    return _Cues({kind: tuple(found) for kind, found in rules.items()}, data["default"])
