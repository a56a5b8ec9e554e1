"""Text → lines with what they are: body, heading or furniture. Lines tile the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.ingest.headings import (
    LOOSE,
    TITLE,
    Label,
    looks_like_heading,
    markdown_level,
    read_label,
    without_markdown,
)
from innograph.ingest.metadata import front_matter_end
from innograph.ingest.sentences import iter_lines

if TYPE_CHECKING:
    from innograph.ingest.cues import SectionCues

_SHORT = 130  # no line of furniture and no heading is longer
_NUMBERED_BY_LINE = 40  # up to this level a numbered short line is a heading, whatever follows it


@dataclass(slots=True)
class Line:
    """A line with the blank lines after it. `text` is its content, at most the first characters."""

    start: int
    end: int
    content_start: int
    content_end: int
    text: str
    kind: str = "body"  # body, heading or furniture
    level: int = LOOSE
    label: Label | None = None


def read_lines(text: str, cues: SectionCues) -> list[Line]:
    """All lines of a text, classified; blank lines belong to the line before them."""
    lines = _split(text)
    for line in lines:
        if line.kind == "furniture":
            continue
        line.label = read_label(line.text)
        if line.content_start == line.content_end or (
            len(line.text) < _SHORT and cues.is_furniture(line.text.rstrip("：:"))
        ):
            line.kind = "furniture"
    _mark_tail(lines)
    _mark_headings(text, lines)
    return lines


def _split(text: str) -> list[Line]:
    lines: list[Line] = []
    front = front_matter_end(text)
    if front:
        lines.append(Line(0, front, 0, front, "---", "furniture"))
    for start, end in iter_lines(text, front):
        part = text[start:end]
        left = len(part) - len(part.lstrip())
        if left == len(part) and lines:
            lines[-1].end = end
            continue
        content_start, content_end = start + left, max(start + left, start + len(part.rstrip()))
        content = text[content_start : min(content_end, content_start + _SHORT)]
        lines.append(Line(start, end, content_start, content_end, without_markdown(content)))
        markdown = markdown_level(content)
        if markdown is not None:
            lines[-1].level = markdown
    return lines


def _mark_tail(lines: list[Line]) -> None:
    """Short lines after the last body and after a line of furniture are links to other pages."""
    tail: list[Line] = []
    for line in reversed(lines):
        if line.kind == "body" and not looks_like_heading(line.text):
            break
        tail.append(line)
    seen = False
    for line in reversed(tail):
        seen = seen or line.kind == "furniture"
        if seen and len(tail) < len(lines):
            line.kind = "furniture"


def _mark_headings(text: str, lines: list[Line]) -> None:
    bodies = [line for line in lines if line.kind == "body"]
    numbered = False
    body_seen = False
    for index, line in enumerate(bodies):
        following = bodies[index + 1] if index + 1 < len(bodies) else None
        is_markdown = text[line.content_start] == "#"
        if not (is_markdown or looks_like_heading(line.text)) or not _may_head(line, following):
            body_seen = True
            continue
        line.kind = "heading"
        if line.label is not None:
            line.level, numbered = line.label.level, True
        elif not body_seen and index == 0:
            line.level = TITLE
        elif not is_markdown:
            line.level = 55 if numbered else LOOSE


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
