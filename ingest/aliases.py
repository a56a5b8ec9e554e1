"""Which names of one document are the same thing: short forms, brackets, its own place."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from innograph.graph.identity import canonical_name
from innograph.ingest.entities.gazetteer import full_name, gazetteer, place_words
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import deictic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft

_FIELD_TAIL = re.compile(r"(?:全?产业链|产业集群|产业|领域|行业|技术)$")
# Of these a tail makes different things: 新兴技术 is not 新兴产业.
_ADJECTIVES = re.compile(
    "(?:战略性?|新兴|未来|先进|高端|前沿|关键|核心|重点|优势|特色|传统|主导|支柱|高新|共性|现代|绿色|低碳"
    "|数字|信息|智能|公共|实用|适用|新型?|高)+"
)
_AREA = re.compile("(?:领域|行业)$")
# Abbreviations that stand for one Chinese word wherever they are used.
_IN_CHINESE = {
    "AI": "人工智能",
    "IC": "集成电路",
    "VR": "虚拟现实",
    "AR": "增强现实",
    "IOT": "物联网",
    "BCI": "脑机接口",
    "AIGC": "生成式人工智能",
}
# Ministries and commissions by the names that everybody uses.
_MINISTRIES = {
    "工信部": "工业和信息化部",
    "科技部": "科学技术部",
    "人社部": "人力资源和社会保障部",
    "发改委": "发展和改革委员会",
    "发展改革委": "发展和改革委员会",
    "卫健委": "卫生健康委员会",
    "网信办": "互联网信息办公室",
    "国资委": "国务院国有资产监督管理委员会",
}
_BRACKET = re.compile(r"[(（][^()（）]{1,12}[)）]")
_QUOTE = re.compile('[“”‘’"]')  # “中试”平台 and 中试平台
_UNLISTED = re.compile(r"(?<=..)(?:自治[区州县]|新区|[省市县区州])$")
_CALLED = re.compile(
    r"(?:以下|下)?(?:统)?简称(?:为)?[:：]?[“\"]?([^”\"“）)，,。、]{2,15})[”\"]?(?=[)）”\"，,。])"
)
# 甲实验室(乙实验室): one name behind the other; 实验室简称为“乙实验室”: of the last one so called.
_NAMED_TWICE = re.compile(r"[”’》]?[(（][“‘《]?")
_CALLED_KIND = re.compile(
    r"([\u4e00-\u9fff]{2,4})(?:的)?(?:又)?(?:简称|也称|又称|又名|亦称)为?[“\"]"
)
# 江苏省、浙江省(以下简称两省一市)
_OF_SEVERAL = re.compile("[两二三四五六七八九十][省市区县州地].*")
_KIND = 2  # characters of a name that say what kind of thing it is
# Short kinds of houses, and what the full ones end in.
_CORES = {
    "公司": "[\u4e00-\u9fff]{0,6}(?:股份|集团)?有限(?:责任)?公司",
    "集团": "(?:集团)?(?:股份)?有限(?:责任)?公司",
    "研究院": "(?:产业|技术|科学|工业)+研究院",
    "院": "(?:产业|技术|科学)*研究院",
}
_SHORTEST_CORE = 3
_RANK = 4  # characters of a rank and what may stand between it and the kind (省重点实验室)
_LONGEST_PLACE = 6
_SHORTEST_NAME = 5
_SHORTEST_OWN = 8  # 省重点实验室 is a kind, 省云岭产业研究院 one house
_TWICE = frozenset(
    [
        "Laboratory",
        "InnovationCenter",
        "ResearchInfrastructure",
        "Platform",
        "TransferPlatform",
        "PilotPlatform",
        "ResearchInstitute",
        "Park",
        "ScienceHub",
    ]
)
_MOST_BODIES = 50  # of one level and first character; real documents name three
_BODY = re.compile(
    r"^(?P<place>.*?)(?P<level>省|市|区|县|自治区)(?P<stem>.{1,14}?)(?P<kind>局|委|厅|委员会|办公室|办)$"
)
_GOVERNMENT = re.compile(
    "(?:中共)?(?P<place>.*?)(?P<level>自治区|省|市|区|县)(?P<kind>人民政府|政府|委)"
)


def iter_same(
    groups: dict[str, list[Candidate]], draft: Draft, ontology: Ontology
) -> Iterator[tuple[str, str]]:
    """Pairs of keys of `groups` that name one thing."""
    tops = {key: ontology.top(candidates[0].cls) for key, candidates in groups.items()}
    yield from _stated_aliases(groups, tops)
    yield from _by_stem(groups, tops)
    yield from (pair for pair in iter_called(draft) if set(pair) <= groups.keys())
    yield from _with_place(groups)
    yield from _by_core(groups)
    yield from _bodies(groups)
    yield from _governments(groups)
    yield from _places(groups, tops, draft)


def _stated_aliases(
    groups: dict[str, list[Candidate]], tops: dict[str, str]
) -> Iterator[tuple[str, str]]:
    for key, candidates in groups.items():
        for candidate in candidates:
            for alias in sorted(candidate.aliases):
                other = canonical_name(alias)
                if other != key and other in groups and tops[other] == tops[key]:
                    yield key, other


def _by_stem(groups: dict[str, list[Candidate]], tops: dict[str, str]) -> Iterator[tuple[str, str]]:
    """新材料 and 新材料产业; 西部科学城 and 西部(成都)科学城."""
    seen: dict[tuple[str, str], str] = {}
    for key, top in tops.items():
        if top == "Field":
            stem = _field_stem(key)
            stem = _IN_CHINESE.get(stem.upper(), stem)
        elif groups[key][0].cls == "GovernmentBody":
            stem = key.removeprefix("国家") if len(key) > 4 else key
            stem = _MINISTRIES.get(stem, stem)
        else:
            stem = _QUOTE.sub("", _BRACKET.sub("", key))
        known = seen.setdefault((top, stem), key)
        if known != key:
            yield known, key


def _field_stem(key: str) -> str:
    """The name without its tail; a name that is an adjective and a tail has its own: =新兴技术."""
    stem = _FIELD_TAIL.sub("", key) or key
    if _ADJECTIVES.fullmatch(stem):
        return f"={key}"
    inner = _FIELD_TAIL.sub("", stem)
    return f"={stem}" if _AREA.search(key) and _ADJECTIVES.fullmatch(inner) else stem


def iter_called(draft: Draft) -> Iterator[tuple[str, str]]:
    """X(以下简称Y) as keys (X, Y): X is the candidate that ends before the bracket."""
    ending = {c.end: c for c in draft.candidates if c.layer == 0}
    for match in _CALLED.finditer(draft.text):
        before = [c for gap in range(4) if (c := ending.get(match.start() - gap)) is not None]
        if before:
            long, short = canonical_name(before[0].name), canonical_name(match[1])
            if long != short and not _OF_SEVERAL.fullmatch(short):
                yield long, short
    yield from _named_twice(draft)
    yield from _called_by_kind(draft)


def _named_twice(draft: Draft) -> Iterator[tuple[str, str]]:
    """甲实验室(乙实验室) as keys: names of one class that end alike, the second alone in a bracket."""
    outer = [c for c in draft.candidates if c.layer == 0]
    for left, right in pairwise(outer):
        alike = left.cls == right.cls and left.name[-_KIND:] == right.name[-_KIND:]
        if not alike or left.generic or right.generic or left.cls not in _TWICE:
            continue
        opened = _NAMED_TWICE.fullmatch(draft.text, left.end, right.start)
        if opened and draft.text[right.end : right.end + 1] in tuple(")）"):
            yield canonical_name(left.name), canonical_name(right.name)


def _called_by_kind(draft: Draft) -> Iterator[tuple[str, str]]:
    """该实验室简称为“乙实验室”: the last name of that kind before it is the same."""
    outer = [c for c in draft.candidates if c.layer == 0]
    starting = {c.start: c for c in outer}
    last: dict[tuple[str, str], Candidate] = {}  # by class and kind
    at = 0
    for match in _CALLED_KIND.finditer(draft.text):
        while at < len(outer) and outer[at].end <= match.start():
            kind = outer[at].name[-_KIND:]
            if _is_own(outer[at], kind):
                last[outer[at].cls, kind] = outer[at]
            at += 1
        short = starting.get(match.end())
        long = last.get((short.cls, match[1][-_KIND:])) if short else None
        if short and long and short.name.endswith(match[1][-_KIND:]) and long.name != short.name:
            yield canonical_name(long.name), canonical_name(short.name)


def _is_own(candidate: Candidate, kind: str) -> bool:
    """Whether a name says which one of its kind it is: no 省实验室."""
    short = len(candidate.name) <= len(kind) + _RANK
    own = not (short and _is_ranked(candidate.name))
    return own and candidate.name.endswith(kind) and not candidate.generic


def _is_ranked(name: str) -> bool:
    return name.startswith(tuple(load_table("words.toml")["ranks"]))


def _with_place(groups: dict[str, list[Candidate]]) -> Iterator[tuple[str, str]]:
    """海州云岭实验室 and 云岭实验室: a place before a name that stands alone elsewhere."""
    longer: dict[str, list[str]] = {}
    for key, candidates in groups.items():
        if candidates[0].cls not in _TWICE:
            continue
        for at in range(2, min(_LONGEST_PLACE, len(key) - _SHORTEST_NAME + 1)):
            if key[:at] in place_words() and key[at:] in groups:
                longer.setdefault(key[at:], []).append(key)
    for short, keys in longer.items():
        of = groups[short][0]
        if len(keys) == 1 and _shares_level(short, keys[0]) and of.cls == groups[keys[0]][0].cls:
            yield keys[0], short
            continue
        if _is_ranked(short):
            continue  # a kind: 海州国家自主创新示范区 is one of several
        if len(keys) == 1 and of.cls == groups[keys[0]][0].cls and _is_own(of, of.name[-_KIND:]):
            yield keys[0], short


def _shares_level(short: str, long: str) -> bool:
    """省云岭产业研究院 and 海州省云岭产业研究院: the level belongs to the place, and the rest says which."""
    area = long[: len(long) - len(short) + 1]
    return short[0] in "省市区县" and area in place_words() and len(short) >= _SHORTEST_OWN


def _by_core(groups: dict[str, list[Candidate]]) -> Iterator[tuple[str, str]]:
    """云岭材料院 and 海州云岭材料研究院, 云岭精密公司 and 云岭精密科技有限公司: the only one with that core."""
    houses = {k: c[0] for k, c in groups.items() if c[0].cls in ("ResearchInstitute", "Enterprise")}
    for short, candidate in list(houses.items())[:_MOST_BODIES]:
        kind = next((kind for kind in _CORES if short.endswith(kind)), None)
        core = short[: -len(kind)] if kind else ""
        if kind is None or len(core) < _SHORTEST_CORE:
            continue
        fits = [
            long
            for long, of in houses.items()
            if len(long) > len(short) and of.cls == candidate.cls
            if core in long and re.fullmatch(_CORES[kind], long[long.rindex(core) + len(core) :])
        ]
        if len(fits) == 1:
            yield fits[0], short


def _bodies(groups: dict[str, list[Candidate]]) -> Iterator[tuple[str, str]]:
    """市科技局 and 成都市科学技术局(市外国专家局), where only one body fits."""
    bodies = {
        key: match
        for key, candidates in groups.items()
        if candidates[0].cls == "GovernmentBody" and (match := _BODY.match(_BRACKET.sub("", key)))
    }
    full: dict[tuple[str, str], list[str]] = {}
    for key, match in bodies.items():
        if match["place"]:
            full.setdefault((match["level"], match["stem"][0]), []).append(key)
    for key, short in bodies.items():
        if short["place"]:
            continue
        fits = [
            other
            for other in full.get((short["level"], short["stem"][0]), ())[:_MOST_BODIES]
            if _abbreviates(short["stem"], bodies[other]["stem"])
        ]
        if len(fits) == 1:
            yield fits[0], key


def _governments(groups: dict[str, list[Candidate]]) -> Iterator[tuple[str, str]]:
    """市政府 and 海州市人民政府, 市委 and 中共海州市委, where the text has only one of that level."""
    full: dict[tuple[str, str], set[str]] = {}
    short: list[tuple[str, tuple[str, str]]] = []
    for key, candidates in groups.items():
        match = _GOVERNMENT.fullmatch(key) if candidates[0].cls == "GovernmentBody" else None
        if match is None:
            continue
        kind = match["level"], match["kind"].removeprefix("人民")
        if match["place"]:
            full.setdefault(kind, set()).add(key)
        else:
            short.append((key, kind))
    for key, kind in short:
        of = sorted(full.get(kind, ()), key=lambda name: (-len(name), name))
        if of and all(_same_government(name, of[0]) for name in of):
            yield of[0], key


def _same_government(one: str, other: str) -> bool:
    """海州市政府 and 海州市人民政府."""
    plain = [name.removeprefix("中共").replace("人民政府", "政府") for name in (one, other)]
    return plain[0] == plain[1]


def _abbreviates(short: str, long: str) -> bool:
    """Whether the short form's characters stand in the long one, in order, first with first."""
    if not short or not long or short[0] != long[0]:
        return False
    rest = iter(long)
    return all(character in rest for character in short)


def _places(
    groups: dict[str, list[Candidate]], tops: dict[str, str], draft: Draft
) -> Iterator[tuple[str, str]]:
    """蓉, 成都 and 成都市; then 全市 and 本市 with the place of the document."""
    by_area: dict[str, str] = {}
    for key, top in tops.items():
        if top != "Place":
            continue
        area = full_name(key)
        if area is not None:
            known = by_area.setdefault(area, key)
            if known != key:
                yield known, key
        elif (
            (stem := _UNLISTED.sub("", key)) != key
            and tops.get(stem) == "Place"
            and full_name(stem) is None  # 福州 is the city, not 福州新区
        ):
            yield key, stem
    own = _own_place(groups, tops, draft, by_area)
    first: str | None = None
    for key, top in tops.items():
        if top == "Place" and key in deictic():
            if own is not None:
                yield own, key
            elif first is not None:
                yield first, key
            first = first or key


def _own_place(
    groups: dict[str, list[Candidate]],
    tops: dict[str, str],
    draft: Draft,
    by_area: dict[str, str],
) -> str | None:
    """The key of the document's place: its metadata, else the only place of that level."""
    if draft.document.place:
        area = full_name(draft.document.place) or draft.document.place
        return by_area.get(area, area if tops.get(area) == "Place" else None)
    levels = {key[-1] for key, top in tops.items() if top == "Place" and key in deictic()}
    wanted = {"省": "province", "市": "city"}
    areas = gazetteer()
    named: Counter[str] = Counter()
    for area, key in by_area.items():
        record = areas.get(area)
        if record is None:
            continue
        level = "city" if record.level == "province" and area.endswith("市") else record.level
        if level in {wanted.get(last) for last in levels}:
            named[key] = len(groups[key])
    return next(iter(named)) if len(named) == 1 else None
