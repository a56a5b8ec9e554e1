"""Documents by their titles in 《》."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate

if TYPE_CHECKING:
    from collections.abc import Iterator

_TITLE = re.compile(r"《([^《》\n]{2,120})》(?:的?(通知|批复|函))?")
# Newspapers and journals are named in 《》 too.
_MEDIA = re.compile(r"(?:日报|晚报|时报|周刊|杂志|学报|月刊|求是|科学|自然|细胞)$")
# Short titles without a word for documents are films, books and works of art.
_DOCUMENT = re.compile(r"法|[条案定见知规则书告录南纲例约要]|办法|措施|计划|纪要|标准")


def iter_titles(text: str, start: int, end: int) -> Iterator[Candidate]:
    """The titles of a stretch of text."""
    for match in _TITLE.finditer(text, start, end):
        name = match[1]
        if _MEDIA.search(name):
            yield Candidate(match.start(1), match.end(1), name, "Organization", "title.media")
            continue
        if len(name) > 6 or _DOCUMENT.search(name):
            yield Candidate(match.start(1), match.end(1), name, "PolicyDocument", "title")
