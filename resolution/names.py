"""Names taken apart: the short form, the place in front, the level, the numbers, what is left."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from innograph.graph.identity import canonical_name
from innograph.ingest.entities.gazetteer import full_name, gazetteer
from innograph.ingest.entities.words import deictic

_BRACKET = re.compile(r"\(([^()]{1,20})\)")
_LEVEL = re.compile(r"(省级|市级|区级|县级|国家|全国|省|市|自治区)")
_LEVELS = {"全国": "国家", "省级": "省", "市级": "市", "自治区": "省"}
_RENAMED = re.compile(r"(?:国家|全国)重点实验室")
_NUMBER = re.compile(
    r"\d+(?:\.\d+)?|第?[一二三四五六七八九十百]+(?=期|批|届|次|号|院|区|代|带|中心|大)"
)
_SIDES = re.compile(r"[东南西北中](?=部|区|片|岸|路|线|段|方|校|院)|[上下]游|[甲乙丙]类")
_TAIL = re.compile(r"(?:全?产业链|产业集群|产业|领域|行业|技术|业)$")
_LONGEST_PLACE = 11
# What stands for another thing in each text, or for many: 市科技局, 该基地, 有关部门, 县级以上人民政府.
_SHORT = re.compile(r"(?:本|我|该|全(?!国)|此|市|省|区|县|州|自治区)(?!场|域|块链)")
_KIND = re.compile(
    r"(?:部门|机构|单位|机关|组织|企业|高校|院所)$|^(?:各|有关|相关|县级以上|乡镇|镇)|[、等]|^(?:人民)?(?:政府|法院)$"
)


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its parts. `rest` is what the place in front leaves, or the 市 of 市科技局, in short forms."""

    text: str  # folded
    place: str | None  # official, of the place in front
    rest: str
    bare: str  # rest without brackets
    bracket: str
    level: str | None
    numbers: tuple[str, ...]
    sides: tuple[str, ...]
    renamed: bool  # a laboratory of either of the two national kinds


@lru_cache(maxsize=1 << 17)
def parse(text: str) -> Name:
    """The parts of one name."""
    folded = canonical_name(text)
    place, rest = _split(folded)
    rest = rest.replace("国家级", "国家")
    level = _LEVEL.match(rest)
    kind = _LEVELS.get(level[0], level[0]) if level else None
    if level and place is None and _SHORT.match(rest) and len(rest) > len(level[0]) + 1:
        rest = rest[level.end() :]
    short = shorten(rest)
    bracket = _BRACKET.search(short)
    return Name(
        text=folded,
        place=place or (full_name(bracket[1]) if bracket else None),
        rest=short,
        bare=_BRACKET.sub("", short) or short,
        bracket=bracket[1] if bracket else "",
        level=kind,
        numbers=tuple(_NUMBER.findall(folded)),
        sides=tuple(_SIDES.findall(rest)),
        renamed=_RENAMED.search(folded) is not None,
    )


def is_short(text: str) -> bool:
    """Whether the name means something only where it stands (市科技局, 本规划, 全市)."""
    return text in deictic() or _SHORT.match(text) is not None


def is_kind(name: Name) -> bool:
    """Whether the name, without its place, is that of a kind of body (科技部门)."""
    return _KIND.search(name.bare) is not None


def stem(name: Name) -> str:
    """What two names of one thing have in common: no brackets, national kind, or tail of a field."""
    kind = _RENAMED.sub("重点实验室", name.bare)
    if kind == name.bare and len(kind) > 4:
        kind = re.sub(r"^(?:国家级?|全国|中国|[省市区县本])(?=..)", "", kind)
    return _TAIL.sub("", kind) or kind


def shorten(text: str) -> str:
    """科学技术厅 → 科技厅: official words in their common short forms."""
    for long, short in _short_forms():
        if long in text:
            text = text.replace(long, short)
    return text


def _split(text: str) -> tuple[str | None, str]:
    """The places in front of a name, the innermost of them, and the rest."""
    place: str | None = None
    while True:
        for end in range(min(_LONGEST_PLACE, len(text) - 2), 1, -1):
            if text[:end] in gazetteer():
                place = full_name(text[:end])
                text = text[end:]
                break
        else:
            return place, text


@lru_cache(maxsize=1)
def _short_forms() -> tuple[tuple[str, str], ...]:
    lines = files("innograph.resolution").joinpath("short_forms.tsv").read_text("utf-8").split("\n")
    pairs = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return tuple(sorted(((a, b) for a, b in pairs), key=lambda pair: (-len(pair[0]), pair)))
