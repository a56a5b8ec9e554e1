"""Persons: author lines, and names beside an office."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.lexicon import load_table, load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.draft import Draft


def iter_people(draft: Draft) -> Iterator[Candidate]:
    """Persons that the text introduces by a by-line, an office or a title behind the name."""
    for rule, pattern in _patterns().items():
        for match in pattern.finditer(draft.text):
            yield Candidate(match.start(1), match.end(1), match[1], "Person", rule)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    name = f"([{''.join(sorted(load_words('surnames.txt')))}][一-龥]{{1,2}})"
    offices = "|".join(sorted(load_table("words.toml")["offices"], key=lambda w: (-len(w), w)))
    by_line = "作者|文|撰文|记者|通讯员|署名|编辑"
    said = "在|说|表示|指出|介绍|强调|认为|出席|主持|同志|等|[,，。、]"
    return {
        "person.author": re.compile(
            rf"^\s*(?:{by_line})\s*[:：/／]\s*{name}(?=[\s,，、;；)）]|$)", re.MULTILINE
        ),
        "person.office": re.compile(rf"(?:{offices})(?:、(?:{offices}))?{name}(?={said})"),
        "person.honour": re.compile(rf"{name}(?=总书记|主席|总理|同志(?!们))"),
    }
