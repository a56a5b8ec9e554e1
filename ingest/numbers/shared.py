"""Measures that share their end: 能源、旅游|投资分别…, 文化产业、旅游产业|增加值占…比重分别….

Names alone do not give them: each item of the coordination takes the measure of the last one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.entities.borders import left_border
from innograph.ingest.numbers.lexicon import numbers_table, word_set
from innograph.ingest.numbers.phrases import known_ending, stem_of

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate
    from innograph.ingest.numbers.nouns import Nouns

_BORDER = re.compile("[，,。；;：:（）()《》\n]")
_JOINTS = re.compile("以及|[和与及](?!相关)")
_SHARE = re.compile("[占对](?=.{2,16}(?:比重|比例|占比|份额|贡献率)$)")
_APART = re.compile("分别|的")
# What all items of a coordination share when it stands before the first.
_SCOPES = ("规模以上", "规上", "限额以上", "限上", "对")
_RATES = ("增速", "增幅", "占比", "比重")
# What a field ends in, said once for all: 新材料、生物医药|产业产值.
_COMMON = ("产业", "行业", "领域", "企业", "园区", "制造业", "市场", "国家", "地区")
_COUNTED = (
    "企业",
    "机构",
    "平台",
    "中心",
    "基地",
    "实验室",
    "园区",
    "人才",
    "团队",
    "项目",
    "工厂",
)
_LONGEST_ITEM = 24


def shared_nouns(nouns: Nouns, low: int, end: int, count: int, *, counted: bool) -> list[Candidate]:
    """The measures of the coordination that ends there, in the order of the text: the last `count`,
    or all with 0; none where they are fewer or share no end.

    Of things `counted`, one noun that ends them all (“小巨人”、单项冠军|企业分别…).
    """
    text = nouns.draft.text
    paired = _paired(nouns, low, end) if count == 2 and not counted else []
    if paired:
        return paired
    border = max((m.end() for m in _BORDER.finditer(text, low, end)), default=low)
    if not count:  # all that 、 joins
        count = text.count("、", border, end) + 1
    items = _items(text, border, end, count) if count > 1 else []
    if not items or _APART.search(text, items[-1][0], end):
        return []
    last = text[slice(*items[-1])]
    heads = [head for head in _COUNTED if last.endswith(head) and last != head] if counted else []
    if counted and (
        not heads or any(text[low:high].endswith(_COUNTED) for low, high in items[:-1])
    ):
        return []
    measure, stem = (heads[0], last) if counted else _measure(last, nouns.ontology)
    if not stem:
        return []
    cls = (known_ending(last, nouns.ontology) or "Cohort") if counted else "Indicator"
    start = _first(nouns, border, items[0])
    spans = [(start, items[0][1]), *items[1:]]
    scope = next((s for s in _SCOPES if text.startswith(s, start)), "")
    made = []
    for at, (first, close) in enumerate(spans):
        said = text[first:close]
        if not 2 <= len(said) <= _LONGEST_ITEM:
            return []
        name = said
        if at < len(spans) - 1:
            name = said + measure if counted else _whole(said, stem, measure, nouns.ontology)
        if at and scope and not name.startswith(scope):
            name = scope + name
        literal = name == said
        place = (first, close) if literal else (start, end)
        made.append(nouns.make(*place, name, cls, rebuilt=not literal))
    return made


def _paired(nouns: Nouns, low: int, end: int) -> list[Candidate]:
    """城镇居民人均收入 and 农村居民人均收入 of 城乡居民|人均收入."""
    text = nouns.draft.text
    for word, both in numbers_table()["shared"]["pairs"].items():
        at = text.rfind(word, max(low, end - _LONGEST_ITEM), end)
        if at < 0 or _BORDER.search(text, at, end) or "、" in text[at:end]:
            continue
        start = _first(nouns, low, (low, end))
        if not start <= at < end:
            start = at
        names = [text[start:at] + one + text[at + len(word) : end] for one in both]
        if known_ending(names[0], nouns.ontology) == "Indicator":
            return [nouns.make(start, end, name, "Indicator", rebuilt=True) for name in names]
    return []


def _items(text: str, start: int, end: int, count: int) -> list[tuple[int, int]]:
    """The last `count` members that 、 joins, the last one perhaps by 和."""
    commas = [m.span() for m in re.finditer("、", text[start:end])]
    commas = [(start + low, start + high) for low, high in commas]
    after = commas[-1][1] if commas else start
    joints = [(m.start(), m.end()) for m in _JOINTS.finditer(text, after, end)]
    if len(commas) == count - 1 or (len(commas) >= count and not joints):
        breaks = commas[-(count - 1) :]
    elif joints and len(commas) >= count - 2:
        breaks = [*(commas[-(count - 2) :] if count > 2 else []), joints[0]]
    else:
        return []
    begins = [before for before in (low for low, _ in commas) if before < breaks[0][0]]
    first = begins[-1] + 1 if begins else start
    starts, ends = [first, *(high for _, high in breaks)], [*(low for low, _ in breaks), end]
    return list(zip(starts, ends, strict=True))


def _measure(name: str, ontology: Ontology) -> tuple[str, str]:
    """增加值占地区生产总值比重 of 旅游产业增加值占…, and what it is a measure of."""
    share = _SHARE.search(name)
    core = name[: share.start()] if share else name
    stem = stem_of(core, ontology) or ("" if share is None else core)
    return name[len(stem) :], stem


def _whole(said: str, stem: str, measure: str, ontology: Ontology) -> str:
    """An item with the end of the last one, unless it has a measure of its own."""
    rate = next((r for r in _RATES if measure.endswith(r)), "")
    if rate and not said.endswith(rate) and (stem + measure)[: -len(rate)].endswith(said[-2:]):
        return said + rate  # 技改投资、工业投资|增速
    if (
        said.startswith("接待")
        or known_ending(said, ontology) == "Indicator"
        or _SHARE.search(said)
    ):
        return said
    common = next((c for c in _COMMON if stem.endswith(c)), "")
    if common and said.endswith((common, "业")):
        common = ""
    return said + common + measure


def _first(nouns: Nouns, low: int, item: tuple[int, int]) -> int:
    """Where the first item begins: with the candidate that ends it, else by the words."""
    start, end = item
    start += _leading(nouns.draft.text, start)
    if nouns.draft.text.startswith("对", start):
        return start  # 对东盟|进出口
    known = [c.start for c in nouns.by_end.get(end, ()) if not c.rebuilt and c.start >= start]
    words, offset = nouns.words, nouns.offset
    if nouns.draft.text[end - 1] == "”":
        end = max(start, nouns.draft.text.rfind("“", start, end))  # 国家|“小巨人”
    index = words.at(end - offset)
    if index and words.ends[index - 1] == end - offset:
        known.append(max(start, offset + words.starts[left_border(words, index - 1, "indicator")]))
    first = min(known, default=start)
    if nouns.draft.text[max(low, first - 1) : first] == "对":
        first -= 1  # 对东盟|进出口
    return max(low, first + _leading(nouns.draft.text, first))


def _leading(text: str, start: int) -> int:
    """How long the words are that begin no measure (全年, 力争)."""
    first, leading = start, word_set("shared", "leading")
    while word := next((w for w in leading if text.startswith(w, first)), ""):
        first += len(word)
    return first - start
