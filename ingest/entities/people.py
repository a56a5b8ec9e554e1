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


# Surnames of two characters that are still borne.
_COMPOUND = ("欧阳", "司马", "上官", "诸葛", "皇甫", "尉迟", "司徒", "令狐", "慕容", "端木")


def iter_people(draft: Draft) -> Iterator[Candidate]:
    """Persons that the text introduces by a by-line, an office or a title behind the name."""
    for rule, pattern in _patterns().items():
        for match in pattern.finditer(draft.text):
            yield Candidate(match.start(1), match.end(1), match[1], "Person", rule)


@lru_cache(maxsize=1)
def _patterns() -> dict[str, re.Pattern[str]]:
    single = f"[{''.join(sorted(load_words('surnames.txt')))}][一-龥]{{1,2}}"
    name, any_name = f"({single})", f"((?:{'|'.join(_COMPOUND)})[一-龥]{{1,2}}|{single})"
    offices = "|".join(sorted(load_table("words.toml")["offices"], key=lambda w: (-len(w), w)))
    by_line = "作者|文|撰文|记者|通讯员|署名|编辑"
    said = "在|说|表示|指出|介绍|强调|认为|出席|主持|同志|等|[,，。、]"
    return {
        "person.author": re.compile(
            rf"^\s*(?:{by_line})\s*[:：/／]\s*{name}(?=[\s,，、;；)）]|$)", re.MULTILINE
        ),
        "person.office": re.compile(rf"(?:{offices})(?:、(?:{offices}))?{name}(?={said})"),
        "person.academic": re.compile(
            rf"(?:科学院|工程院|大学|学院|研究院|聘请|携手|引进){any_name}(?=院士)"
        ),
        "person.honour": re.compile(rf"{name}(?=总书记|主席|总理|同志(?!们))"),
    }
