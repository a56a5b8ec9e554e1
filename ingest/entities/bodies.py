"""Public bodies: governments, party committees, departments (市科技局, 省发展改革部门)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.gazetteer import gazetteer
from innograph.ingest.entities.lexicon import load_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words

_LEVEL = (
    "(?:各?(?:省|市|区|县|州)(?:级)?|国家|自治区|本市|本省|各级|县级以上(?:地方)?(?:各级)?|市、区|市、县"
    "|市、县[（(]区[）)]|市、县[（(]市、区[）)]|县[（(]市、区[）)]|区[（(]市[）)]县|市和县[（(]市[）)]区"
    "|省、设区的?市|设区的?市|市和区、县|市和区|区、县|市、州|州、市)"
)


@lru_cache(maxsize=1)
def _department() -> re.Pattern[str]:
    stems = "|".join(sorted(load_words("departments.txt"), key=lambda w: (-len(w), w)))
    kind = "(?:行政主管部门|行政管理部门|行政部门|主管部门|管理部门|管理局|部门|委员会|厅|局|委|办)"
    return re.compile(
        f"(?P<level>{_LEVEL}(?:人民政府)?)?(?P<stems>(?:{stems})(?:、(?:{stems})){{0,12}}(?:[和与](?:{stems}))?)(?P<etc>等)?"
        f"(?P<kind>{kind})(?!门|长|际|署)(?:[（(][^（）()\\n]{{2,20}}[局委办厅][）)])?"
    )


_GOVERNMENT = re.compile(
    f"(?P<level>{_LEVEL})(?P<kind>(?:人民政府|政府)(?:办公厅|办公室)?|人民代表大会常务委员会|人大常委会|人民代表大会)"
)
_KIND = re.compile(
    "(?:人民政府|政府|党委|市委|省委)(?:办公厅|办公室)?"
    "|人民代表大会常务委员会|人大常委会|人民法院|人民检察院"
)
_LONGEST_PLACE = 8  # characters


def iter_bodies(words: Words) -> Iterator[Candidate]:
    """Public bodies; a coordination (科技、教育等部门) gives each by a rebuilt name."""
    text = words.text
    for match in _department().finditer(text):
        yield from _departments(words, match)
    for match in _GOVERNMENT.finditer(text):
        yield _body(match.start(), match.end(), match[0], "body.government")
    for match in _KIND.finditer(text):
        start = _place_before(words, match.start())
        if start < match.start():
            name = text[start : match.end()]
            yield _body(start, match.end(), name, "body.place")
            yield from _of_places(words, start, match)


def _of_places(words: Words, start: int, match: re.Match[str]) -> Iterator[Candidate]:
    """The governments of the places that a list joins to the last one's: 长沙、株洲、湘潭市|人民政府."""
    text, rank = words.text, words.text[match.start() - 1]
    if rank not in "省市区县州":
        return
    while start and text[start - 1] in "、和与及":
        first = _place_before(words, start - 1)
        place = text[first : start - 1]
        if not place or len(place) > _LONGEST_PLACE:
            return
        place += "" if place[-1] in "省市区县州" else rank
        candidate = _body(first, match.end(), place + match[0], "body.places")
        candidate.rebuilt = True
        yield candidate
        start = first


def _departments(words: Words, match: re.Match[str]) -> Iterator[Candidate]:
    stems = list(_split_stems(match["stems"]))
    level, kind = match["level"] or "", match["kind"]
    whole = words.at(match.start() + 1) - 1
    if words.starts[whole] < match.start() and words.ends[whole] == match.end():
        start = words.starts[whole]  # one word of the dictionary: 长江水利委员会
    else:
        start = _place_before(words, _level_start(words, match.start(), level))
    if len(stems) == 1:
        bare = not level and start == match.start() and kind in ("局", "委", "办", "厅")
        if bare and words.starts[words.at(start + 1) - 1] != start:
            return  # the middle of a word
        said = words.text[start : match.end()]
        candidate = _body(start, match.end(), said.replace("等部门", "部门"), "body.department")
        candidate.rebuilt = candidate.name != said
        yield candidate
        return
    prefix = words.text[start : match.start("stems")]
    for stem in stems:
        candidate = _body(start, match.end(), prefix + stem + kind, "body.departments")
        candidate.rebuilt = True
        candidate.aliases.add(stem + kind)
        yield candidate


def _level_start(words: Words, start: int, level: str) -> int:
    """Where the place begins whose last character was taken for a rank (成都市|科学技术局)."""
    index = words.at(start + len(level)) - 1
    if level and index >= 0 and words.letters[index] == "P" and words.starts[index] < start:
        return words.starts[index]
    return start


def _split_stems(joined: str) -> Iterator[str]:
    """科技、教育和财政 → three; 经济和信息化 is one."""
    known = load_words("departments.txt")
    for part in joined.split("、"):
        yield from (part,) if part in known else re.split("[和与]", part)


def _place_before(words: Words, offset: int) -> int:
    """Where the places directly before an offset begin (佛山市禅城区|政府), or that it lies in.

    Inside any other word (黄河|水利委员会) nothing stands before.
    """
    index, areas = words.at(offset), gazetteer()

    def is_place(at: int) -> bool:
        return at >= 0 and (words.words[at] in areas or words.words[at] in words.own)

    inside = index == len(words) or words.starts[index] > offset
    if inside and not is_place(index - 1):
        return offset
    while is_place(index - 1):  # words tile the text
        index -= 1
    return words.starts[index]


def _body(start: int, end: int, name: str, rule: str) -> Candidate:
    return Candidate(start, end, name, "GovernmentBody", rule)
