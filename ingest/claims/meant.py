"""Nouns that stand for a name of the text: 云岭园是由海州市打造的专业化园区, and 园区 below it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.claims.grammar import expand
from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Candidate

# X[位于…，]是…的Y: what stands between is said of X as well, clause by clause.
_IS = (
    "(?:(?:^|[，,；;：:])[^，,；;。：:\ue000-\ue0ff]{0,8})?+(?P<x><LETTER>)(?:[（(][^（）()]{0,40}[）)])?"
    "(?:[，,]?(?:(?:位于|地处|坐落于?|成立于|始建于|创建于|于)[^，,；;。]{1,60}[，,]){0,3})"
    "(?:作为|也|正|均)?(?:是|系)(?!否|由于|因为)[^；;。]{0,120}?的(?P<y><LETTER>)(?=[，,；;。”]|$)"
)
_LETTERS = "PO"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(expand(_IS.replace("LETTER", letter), [])) for letter in _LETTERS)


def find_predicates(typed: TypedSentence) -> dict[int, Candidate]:
    """The nouns that only say what a named one is, by their ids → the named one.

    A rank makes another thing of them: 云岭园是获批的国家级孵化器 tells what it is one of.
    """
    if "是" not in typed.text and "系" not in typed.text:
        return {}
    found: dict[int, Candidate] = {}
    for pattern in _patterns():
        for match in pattern.finditer(typed.text):
            named, noun = (
                typed.units_in(typed.start + match.start(group), typed.start + match.end(group))
                for group in ("x", "y")
            )
            if len(named) != 1 or len(noun) != 1:
                continue
            (name, *more), (kind, *others) = named[0].ends, noun[0].ends
            if more or others or name.generic or kind.name.startswith(_ranks()):
                continue
            kind.generic = True
            found[id(kind)] = name
    return found


@lru_cache(maxsize=1)
def _ranks() -> tuple[str, ...]:
    return tuple(load_table("words.toml")["ranks"])
