"""Texts in traditional characters: recognised, and on demand put into simplified ones."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.ingest.formats.page import Page

NOTE = "in traditional characters, which are read badly: --simplify turns them into simplified ones"
_SAMPLE = 20_000  # characters that are looked at
_SHARE = (
    0.08  # of the Chinese characters; simplified texts have 0.001, traditional ones 0.25 to 0.4
)


def is_traditional(text: str) -> bool:
    """Whether many characters are in Big5 and not in GB 2312, which has only simplified ones."""
    han = Counter(c for c in text[:_SAMPLE] if "\u4e00" <= c <= "\u9fff")
    only = sum(times for character, times in han.items() if _only_traditional(character))
    return only > _SHARE * han.total()


def _only_traditional(character: str) -> bool:
    try:
        character.encode("gb2312")
    except UnicodeEncodeError:
        try:
            character.encode("big5")
        except UnicodeEncodeError:
            return False
        return True
    return False


def simplify(page: Page, name: str) -> None:
    """Put the text of a page into simplified characters; its furniture stays where it is."""
    try:
        from opencc import OpenCC
    except ImportError:
        raise UsageError(
            f"{name} is in traditional characters: pip install 'innograph[files]' brings what "
            "--simplify needs."
        ) from None
    convert = OpenCC("t2s").convert
    parts, marks, length, at = [], [], 0, 0
    for start, end in [*page.furniture, (len(page.text), len(page.text))]:
        for low, high in ((at, start), (start, end)):
            part = convert(page.text[low:high])
            if low == start and high > low:
                marks.append((length, length + len(part)))
            parts.append(part)
            length += len(part)
        at = end
    page.text, page.furniture = "".join(parts), marks
    page.notes.append("put from traditional into simplified characters")
