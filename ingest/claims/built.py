"""Fields that only a name says, where the name is plainly built from them: 己二酸生产基地."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.entities.gazetteer import place_words
from innograph.ingest.entities.lexicon import load_terms

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.draft import Candidate

_FILE = Path(__file__).parent.parent / "lexicons" / "names.toml"
_FEWEST, _MOST = 2, 10
_LONGEST_PLACE = 12
_SHORT = 3
_NAME_TAGS = frozenset(["ns", "nr", "nrt", "nrfg", "nt"])  # of jieba's dictionary


@dataclass(frozen=True, slots=True)
class BuiltNames:
    """How such names are built."""

    classes: frozenset[str]
    pattern: re.Pattern[str]
    area: re.Pattern[str]
    prefix: re.Pattern[str]
    split: re.Pattern[str]
    before: re.Pattern[str]
    not_field: re.Pattern[str]
    not_fields: frozenset[str]
    says_industry: frozenset[str]
    industry: re.Pattern[str]


@lru_cache(maxsize=1)
def load_built() -> BuiltNames:
    """Read once."""
    whole = tomllib.loads(_FILE.read_text("utf-8"))
    data = whole["built"]
    return BuiltNames(
        classes=frozenset(data["classes"]),
        pattern=re.compile(data["pattern"]),
        area=re.compile(data["area"]),
        prefix=re.compile(data["prefix"]),
        split=re.compile(data["split"]),
        before=re.compile(whole["before"]),
        not_field=re.compile(data["not_field"]),
        not_fields=frozenset(data["not_fields"]),
        says_industry=frozenset(data["says_industry"]),
        industry=re.compile(data["industry"]),
    )


def iter_built_fields(
    name: Candidate, text: str, places: list[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The spans of the fields in a name; `places` are the spans of places nested in it."""
    built = load_built()
    start = max([name.start, *(end for begin, end in places if begin >= name.start)])
    start = _begins(text, start, name.end)
    match = built.pattern.fullmatch(text, start, name.end)
    if match is None:
        return
    position = match.start("field")
    for part in built.split.split(match["field"]):
        told = part not in built.not_fields and not built.not_field.fullmatch(part)
        if _FEWEST <= len(part) <= _MOST and told and _is_word(part):
            yield from _field_of(part, position)
        position += len(part) + 1


@lru_cache(maxsize=4096)
def _is_word(part: str) -> bool:
    """A short part has to hold a word (萤石, not 苏银): else it is a name of something."""
    import rjieba

    if len(part) > _SHORT or part in load_terms("fields.tsv"):
        return True
    return any(len(word) > 1 for word in rjieba.cut(part, False))


def _begins(text: str, start: int, end: int) -> int:
    """Where a name goes on behind its place, known or unknown, and its rank."""
    built = load_built()
    high = min(end, start + _LONGEST_PLACE)
    known = next(
        (at for at in range(high, start + 1, -1) if text[start:at] in place_words()), start
    )
    area = built.area.match(text, start, end)
    start = max(known, area.end() if area else start)
    return built.prefix.match(text, start, end).end()  # type: ignore[union-attr]


def iter_industries(name: Candidate, text: str) -> Iterator[tuple[int, int]]:
    """The well-known field in a name that 产业 follows (国家人工智能产业投资基金)."""
    built, terms = load_built(), load_terms("fields.tsv")
    for match in built.industry.finditer(text, name.start + _FEWEST, name.end):
        for start in range(max(name.start, match.start() - _MOST), match.start() - _FEWEST + 1):
            if text[start : match.start()] in terms:
                if not built.before.search(text, name.start, start):
                    yield start, match.start()
                return


def _field_of(part: str, position: int) -> Iterator[tuple[int, int]]:
    """The span of a field, without a place before it (大兴生物医药, 蛟河石材), if one is left."""
    built = load_built()
    low = _known_end(part) or _without_places(part)
    field = part[low:]
    if (
        len(field) >= _FEWEST
        and field not in built.not_fields
        and not built.not_field.fullmatch(field)
    ):
        yield position + low, position + len(part)


def _known_end(part: str) -> int:
    """Where a well-known field begins that the part ends with; 0 where it does not."""
    terms = load_terms("fields.tsv")
    at = next((at for at in range(len(part) - _FEWEST + 1) if part[at:] in terms), 0)
    return 0 if load_built().before.search(part, 0, at) else at


@lru_cache(maxsize=4096)
def _without_places(part: str) -> int:
    """How much of a part the dictionary takes for places and names before the field."""
    import rjieba

    low = 0
    for word, tag in rjieba.tag(part, False):
        if tag not in _NAME_TAGS or len(word) < _FEWEST:
            break
        low += len(word)
    return low if _is_word(part[low:]) else 0
