"""What a candidate denotes: one thing, or a group or kind (4个天府实验室, 一批孵化器)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate
    from innograph.ingest.entities.words import Words

_COUNTED = frozenset(["Platform", "Organization", "Cohort"])
_FIELD_TAILS = ("产业集群", "产业链", "产业", "行业", "领域", "技术", "学科")
_TOTALS = ("总数", "总量", "数量", "家数")
_ONE = frozenset(["1", "一", "壹", "１"])
_GOES_ON = frozenset("NFMPx")  # letters of words.py with which a longer name would go on
_REACH = 3  # words between a name and its count (国家高新技术企业|总数|达|13146)


def mark_groups(words: Words, found: Iterable[Candidate], ontology: Ontology) -> None:
    """Set `denotes` of the candidates that stand for several.

    What the text once counts as several (4个天府实验室) is a group wherever it names it.
    """
    found = list(found)
    several_of: set[tuple[str, str]] = set()
    for candidate in found:
        top = ontology.top(candidate.cls)
        several = candidate.generic or top == "Cohort"
        several = several or (top == "Field" and is_kind_of_fields(candidate.name))
        if several or (top in _COUNTED and _is_counted(words, candidate)):
            candidate.denotes = "group"
        if top in _COUNTED and _are_several(words, candidate):
            several_of.add((candidate.name, top))
    for candidate in found:
        if (candidate.name, ontology.top(candidate.cls)) in several_of:
            candidate.denotes = "group"


@lru_cache(maxsize=4096)
def is_kind_of_fields(name: str) -> bool:
    """Whether a name says what sort of industries, not which one: 未来产业, 重点产业链."""
    rest = next((name[: -len(tail)] for tail in _FIELD_TAILS if name.endswith(tail)), None)
    return rest is not None and _qualifiers().fullmatch(rest) is not None


@lru_cache(maxsize=1)
def _qualifiers() -> re.Pattern[str]:
    known = sorted(load_table("words.toml")["field_qualifiers"], key=lambda w: (-len(w), w))
    return re.compile(f"(?:{'|'.join(known)})*")


def _is_counted(words: Words, candidate: Candidate) -> bool:
    """Whether a quantity stands before the name, or a number of them behind it."""
    first, stop = words.at(candidate.start), words.at(candidate.end)
    if words.letter(first - 1) == "q":
        return words.letter(first - 3) != "o"  # 第2个
    if first and words.words[first - 1] in load_table("words.toml")["several"]:
        return True
    for index in range(stop, min(stop + _REACH, len(words) - 1)):
        letter = words.letters[index]
        if letter == "m":
            return words.letters[index + 1] == "q"
        if index == stop and words.words[index] in _TOTALS:
            continue
        if letter in ",.、“《(DENPc":
            return False
    return False


def _are_several(words: Words, candidate: Candidate) -> bool:
    """Whether a number above one counts the whole name: 4个云岭实验室, not 4个云岭实验室|项目."""
    first, stop = words.at(candidate.start), words.at(candidate.end)
    before = words.letters[max(0, first - 3) : first]
    if not before.endswith("mq") or before == "omq":
        return False
    return words.words[first - 2] not in _ONE and words.letter(stop) not in _GOES_ON
