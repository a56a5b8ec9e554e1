"""Text → lines → sentences, as spans. One pass each, so a document on one line of a megabyte is fine."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# White space and the marks without width that web pages leave in texts.
BLANK = " \t\n\r\f\v\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, range(0x2000, 0x2010))
)
_LINE = re.compile(r"[^\r\n\f\v\x85\u2028\u2029]*(?:\r\n|[\r\n\f\v\x85\u2028\u2029]|\Z)")
_MARK = re.compile(r"[。！？；]+|[!?;]+(?![A-Za-z0-9])|[“”「」『』《》〈〉（）()【】〔〕\[\]]")
_OPEN = {
    "“": "”", "「": "」", "『": "』", "《": "》", "〈": "〉", "（": ")", "(": ")", "【": "]",
    "〔": "]", "[": "]",
}  # fmt: skip
_CLOSE = {
    "）": ")", "】": "]", "〕": "]", ")": ")", "]": "]",
    "”": "”", "」": "」", "』": "』", "》": "》", "〉": "〉",
}  # fmt: skip
_SAYS = ("", ":", "：", ",", "，", "、")
# A bracket that is still open after this many characters was never meant to be closed.
_REACH = 200


def iter_lines(text: str, position: int = 0) -> Iterator[tuple[int, int]]:
    """Every line with its line end from `position` on; the spans tile the rest of the text."""
    while position < len(text):
        match = _LINE.match(text, position)
        assert match is not None
        yield match.span()
        position = match.end()


def iter_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The sentences of one line, without the white space around them.

    A mark inside quotes or brackets ends no sentence, save the last one in a quote that is itself
    a sentence: after a colon or comma (他说：“要创新。”) or at the beginning.
    """
    begin = start
    open_: list[tuple[str, int]] = []
    for match in _MARK.finditer(text, start, end):
        mark, position = match[0], match.start()
        if mark in _OPEN:
            open_.append((_OPEN[mark], position))
            continue
        if mark in _CLOSE:
            opener = _close(open_, _CLOSE[mark])
            spoken = (
                opener is None or text[max(begin, opener - 4) : opener].strip(BLANK)[-1:] in _SAYS
            )
            ends = not open_ and mark in "”」』" and text[position - 1] in "。！？!?" and spoken
            if not ends or text[match.end() : match.end() + 1] in tuple("，,、。；;：:）)的"):
                continue
        elif open_ and position - open_[-1][1] <= _REACH:
            continue
        open_.clear()
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _close(open_: list[tuple[str, int]], kind: str) -> int | None:
    """Close the innermost bracket of a kind and all inside it; the place where it was opened.

    A closer without opener is nothing.
    """
    for index in range(len(open_) - 1, max(len(open_) - 4, -1), -1):
        if open_[index][0] == kind:
            opener = open_[index][1]
            del open_[index:]
            return opener
    return None


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    part = text[start:end]
    left = len(part) - len(part.lstrip(BLANK))
    if left < len(part):
        yield start + left, start + len(part.rstrip(BLANK))
