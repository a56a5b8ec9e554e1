"""Text → lines with what they are: body, heading or furniture. Lines tile the text."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.ingest.dates import find_dates
from innograph.ingest.headings import (
    LOOSE,
    TITLE,
    Label,
    looks_like_heading,
    markdown_level,
    read_label,
    without_markdown,
)
from innograph.ingest.metadata import front_matter_end, genre_of_title, load_lexicon
from innograph.ingest.sentences import BLANK, iter_lines

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.ingest.cues import SectionCues

_SHORT = 130  # no line of furniture and no heading is longer
_LINK = 24  # characters of a link or of a source's name
_DATED = 16  # characters of a line that is hardly more than a date
_LONGEST_TITLE = 80
_SENTENCE = re.compile("[，,。；;：:]|^[（(]")
_FRONT = "---"
_ARROWS = frozenset(">»›→")
_VALUED = re.compile(
    r"(?:信息|稿件|文章)?来源[:：]|(?:阅读|浏览|点击)[次数量率]*[:：]|(?:作者|编辑)[:：]"
)
_NUMBERED_BY_LINE = 40  # up to this level a numbered short line is a heading, whatever follows it


@dataclass(slots=True)
class Line:
    """A line with the blank lines after it. `text` is its content, at most the first characters.

    `formal` lines say something about the document itself: number, date, who passed or signed it.
    """

    start: int
    end: int
    content_start: int
    content_end: int
    text: str
    kind: str = "body"  # body, heading or furniture
    level: int = LOOSE
    label: Label | None = None
    formal: bool = False


def read_lines(
    text: str, cues: SectionCues, furniture: Iterable[tuple[int, int]] = ()
) -> list[Line]:
    """All lines of a text, classified; blank lines belong to the line before them.

    `furniture` are the spans of lines that whoever laid out the pages has put there.
    """
    lines = _split(text)
    known = {start for start, _ in furniture}
    for line in lines:
        if line.start in known:
            line.kind = "furniture"
        if line.kind == "furniture":
            continue
        line.label = read_label(line.text)
        if line.content_start == line.content_end or (
            len(line.text) < _SHORT and cues.is_furniture(line.text)
        ):
            line.kind = "furniture"
    _mark_crumbs(lines)
    _mark_formal(lines, cues)
    _mark_tail(lines)
    _mark_headings(text, lines)
    return lines


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    front = front_matter_end(text)
    if front:
        lines.append(Line(0, front, 0, front, _FRONT, "furniture"))
    for start, end in iter_lines(text, front):
        part = text[start:end]
        left = len(part) - len(part.lstrip(BLANK))
        if left == len(part) and lines:
            lines[-1].end = end
            continue
        content_start = start + left
        content_end = max(content_start, start + len(part.rstrip(BLANK)))
        content = text[content_start : min(content_end, content_start + _SHORT)]
        lines.append(Line(start, end, content_start, content_end, without_markdown(content)))
        markdown = markdown_level(content)
        if markdown is not None:
            lines[-1].level = markdown
    return lines


def _mark_crumbs(lines: list[Line]) -> None:
    """What follows a lone > is a link; what follows a lone 来源： is its value; so is its echo."""
    for before, line in itertools.pairwise(lines):
        if before.kind != "furniture" or line.kind == "furniture" or len(line.text) > _LINK:
            continue
        value = _VALUED.fullmatch(before.text) and line.text[-1:] not in "。！？"
        if before.text in _ARROWS or before.text == line.text or value:
            line.kind = "furniture"


def _mark_formal(lines: list[Line], cues: SectionCues) -> None:
    """Lines of the document's apparatus, and a body's name above a date: a signature."""
    body = load_lexicon().body
    for line, after in itertools.zip_longest(lines, lines[1:]):
        if line.kind == "furniture" or len(line.text) >= _SHORT:
            continue
        signed = after is not None and len(after.text) < _DATED and find_dates(after.text)
        line.formal = bool(
            cues.formal.fullmatch(line.text)
            or body["speaker"].fullmatch(line.text)
            or (signed and body["name"].fullmatch(line.text))
        )


def _mark_tail(lines: list[Line]) -> None:
    """Short lines after the last body and after a line of furniture are links to other pages."""
    tail: list[Line] = []
    for line in reversed(lines):
        if line.formal or (line.kind == "body" and not looks_like_heading(line.text, line.label)):
            break
        tail.append(line)
    seen = False
    for line in reversed(tail):
        seen = seen or line.kind == "furniture"
        if seen and len(tail) < len(lines):
            line.kind = "furniture"


def _mark_headings(text: str, lines: list[Line]) -> None:
    bodies = [line for line in lines if line.kind == "body" and not line.formal]
    numbered = False
    body_seen = False
    _mark_first(lines)
    for index, line in enumerate(bodies):
        following = bodies[index + 1] if index + 1 < len(bodies) else None
        is_markdown = text[line.content_start] == "#"
        looks = is_markdown or looks_like_heading(line.text, line.label) or _is_title(line.text)
        if not looks or not _may_head(line, following):
            body_seen = True
            continue
        line.kind = "heading"
        if line.label is not None:
            line.level, numbered = line.label.level, True
        elif not body_seen and index == 0:
            line.level = TITLE
        elif not is_markdown:
            line.level = 55 if numbered else LOOSE


def _mark_first(lines: list[Line]) -> None:
    """The first line above 来源： or 时间： is a title, whatever marks are in it."""
    rest = [line for line in lines if line.text not in ("", _FRONT)]
    if len(rest) < 2 or rest[0].kind != "body" or rest[1].kind != "furniture":
        return
    if len(rest[0].text) < _LONGEST_TITLE and "。" not in rest[0].text and not rest[0].label:
        rest[0].kind, rest[0].level = "heading", TITLE


def _is_title(text: str) -> bool:
    """A title that ends in a bracket (…管理办法（试行）) looks like no other heading."""
    if len(text) >= _LONGEST_TITLE or text[-1:] not in "）)":
        return False
    return not _SENTENCE.search(text) and genre_of_title(text) is not None


def _may_head(line: Line, following: Line | None) -> bool:
    """Numbered lines one after the other are a list, not headings; articles never are."""
    label = line.label
    if label is None:
        return True
    if label.article or label.item:
        return False
    if label.level <= _NUMBERED_BY_LINE:
        return True
    return following is not None and (
        following.label is None or following.label.level > label.level
    )
