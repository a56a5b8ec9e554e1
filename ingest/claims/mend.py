"""Names that what stands around them mends: descriptions before them, addresses, lists in brackets.

Runs over all candidates of a document, learned or not, before claims are made of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.gazetteer import place_words
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.words import split_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.entities.words import Words

_OUTER = frozenset(["Organization", "Platform"])
# 质谱检测公司|海州云岭医学, 国家级动物卫生机构|中国动物卫生中心: what somebody is, and then the name.
_DESCRIBED = re.compile(
    "(?P<what>[^、，,；;。（(“”]{0,20}?(?:(?<!限)(?<!团)(?<!份)(?<!总)(?<!分)(?<!子)公司|机构|企业|巨头|厂商|服务商|供应商|制造商))"
    "(?P<name>[\u4e00-\u9fff].{3,})"
)
_LONGEST_PLACE = 6
# 有限公司北京分公司 is one name: what stands behind the place names no one.
_BRANCH = re.compile(
    "(?:分公司|子公司|公司|分院|分部|分所|分行|支行|总部|代表处|办事处|研究院|中心|基地|园区?|实验室|集团)"
)
# 市北区云岭路(377号): the street says where in the district.
_STREET = re.compile("(?P<area>.+?[市区县])[\u4e00-\u9fff]{1,6}(?:路|街|大街|大道|巷)")
# 甲(光电)、乙(能源)等两家省实验室: of one kind, each with its field.
_ENTRY = "[\u4e00-\u9fffA-Za-z·]{2,12}[（(][^（）()，,；;。、]{2,12}[)）]"
_ENTRIES = re.compile(
    f"(?P<list>{_ENTRY}(?:[、和]{_ENTRY})+)等?(?:\\d+|[一二两三四五六七八九十]+)?[家个所大]?$"
)
_EACH = re.compile("(?P<name>[\u4e00-\u9fffA-Za-z·]{2,12})[（(](?P<field>[^（）()]{2,12})[)）]")
_OPENED = re.compile("[（(]")
_REACH = 400
_FEWEST_FIELDS = 0.5
# “云岭科技园-海岸概念验证中心”: quotes hold it together.
_DASHED = re.compile(
    "[“‘](?P<name>[\u4e00-\u9fffA-Za-z0-9]{2,14}[-—–－][\u4e00-\u9fffA-Za-z0-9]{3,18})[”’]"
)
# What stands before a name and is none of it: 新能源方面|有云岭科技公司, 院长|助理王某, a last member
# of a list before the count (…、政产学研|五大产业集群).
_LEADS = {
    "Organization": re.compile("(?<=方面|领域|行业|产业)有"),
    "Person": re.compile(
        "(?:院长|校长|总经理|董事长|行长|所长|主任|区长|市长|县长)?(?:助理|特助|秘书)(?=[\u4e00-\u9fff]{2,4})"
    ),
    "Platform": re.compile(
        "(?:(?<=、)[\u4e00-\u9fff]{2,8})?[两三四五六七八九十]大(?!学|数据|模型|科学|湾|都)"
    ),
}
_SHORTEST_LEFT = 2
_PLANS = ("计划", "规划")
_WHEN = re.compile("(?:到|于|在|用|自|从)?(?:\\d|[今明后]年|[一二两三四五六七八九十]年)")
_SHORTEST_ENDING = 3
_NO_NAME = "VGvfDcEmq,."  # letters of words (ingest/entities/words.py) that no short name holds
# What a short form leaves off: 云岭精密|科技有限公司, 海州云岭|科技产业园.
_SHORTENED = frozenset(["Enterprise", "Park", "ScienceHub"])
_SHORTEST_SHORT, _SHORTEST_PLACED = 3, 5
_ENDS_SHORT = ",.、fVGvcD(”"
_BEGINS_SHORT = frozenset("\n，,。；;：:、“‘（(  　在与和对由据从将把向以及为到")


def mend_names(draft: Draft, ontology: Ontology) -> None:
    """Mend the draft's candidates in place."""
    for candidate in draft.candidates:
        if candidate.layer or candidate.rebuilt:
            continue
        top = ontology.top(candidate.cls)
        _without_lead(candidate, top, draft.text)
        if top in _OUTER:
            _without_description(candidate, draft.text)
        elif candidate.cls == "Place":
            _without_street(candidate, draft.text)
        elif candidate.cls == "Programme":
            _planning_place(candidate, draft.text)
    added = list(_dashed(draft, ontology)) + list(_in_brackets(draft, ontology))
    for candidate in added:
        _put_in(draft, candidate)
    if draft.words is not None:
        for candidate in list(_short_forms(draft, draft.words)):
            _put_in(draft, candidate)


def _without_lead(candidate: Candidate, top: str, text: str) -> None:
    """Without what only leads to a name of its top class."""
    lead = _LEADS.get(top)
    match = lead.match(text, candidate.start, candidate.end) if lead else None
    if match is None or text[candidate.start : candidate.end] != candidate.name:
        return
    if candidate.end - match.end() >= _SHORTEST_LEFT:
        candidate.start = match.end()
        candidate.name = text[candidate.start : candidate.end]


def _planning_place(candidate: Candidate, text: str) -> None:
    """海州计划(2027年建成…): the place plans, and no plan is named."""
    said = text[candidate.start : candidate.end]
    if said[:-2] in place_words() and said[-2:] in _PLANS and _WHEN.match(text, candidate.end):
        candidate.end -= 2
        candidate.name, candidate.cls, candidate.denotes = said[:-2], "Place", "individual"


def _without_description(candidate: Candidate, text: str) -> None:
    said = text[candidate.start : candidate.end]
    match = _DESCRIBED.fullmatch(said) if said == candidate.name else None
    if match is None or _begins_with_place(match["what"]):
        return
    place = _begins_with_place(match["name"])
    if _firm_kind().fullmatch(match["what"]) or (
        place and not _BRANCH.fullmatch(match["name"], place)
    ):
        candidate.start += match.start("name")
        candidate.name = match["name"]


@lru_cache(maxsize=1)
def _firm_kind() -> re.Pattern[str]:
    """检测行业|龙头企业: no more than a line of business and a kind of firms."""
    kinds = "|".join(sorted(load_table("words.toml")["firm_kinds"], key=len, reverse=True))
    return re.compile(
        "(?:[\u4e00-\u9fff]{0,8}(?:行业|领域|产业))?"
        f"(?:国内|全国|全球|世界|国际|省内|市内|本地|国家级?|省级|知名)*(?:{kinds})"
    )


def _begins_with_place(name: str) -> int:
    """Where the place ends that the name begins with; 0 if with none."""
    longest = min(_LONGEST_PLACE, len(name) - 1)
    return next((at for at in range(longest, 1, -1) if name[:at] in place_words()), 0)


def _without_street(candidate: Candidate, text: str) -> None:
    said = text[candidate.start : candidate.end]
    match = _STREET.fullmatch(said) if said == candidate.name else None
    if match is not None:
        candidate.end = candidate.start + match.end("area")
        candidate.name = match["area"]


def _dashed(draft: Draft, ontology: Ontology) -> Iterator[Candidate]:
    for match in _DASHED.finditer(draft.text):
        cls = _class_by_ending(match["name"], ontology)
        if cls is not None:
            yield Candidate(*match.span("name"), match["name"], cls, rule="quoted.dashed")


def _class_by_ending(name: str, ontology: Ontology) -> str | None:
    """The class of the longest ending of platforms and bodies that the name has."""
    for length in range(min(len(name) - 2, 8), _SHORTEST_ENDING - 1, -1):
        cls = ontology.endings.get(name[-length:])
        if cls is not None:
            return cls if ontology.top(cls) in _OUTER else None
    return None


def _in_brackets(draft: Draft, ontology: Ontology) -> Iterator[Candidate]:
    """The names before the brackets, as of the kind behind the list, and fields among known ones."""
    fields = {(c.start, c.end) for c in draft.candidates if ontology.top(c.cls) == "Field"}
    for kind in list(draft.candidates):
        if kind.layer or kind.rebuilt or ontology.top(kind.cls) not in _OUTER:
            continue
        match = _ENTRIES.search(draft.text, max(0, kind.start - _REACH), kind.start)
        if match is None or kind.name != draft.text[kind.start : kind.end]:
            continue
        begin = _list_begins(draft.text, *match.span("list"), ontology)
        entries = list(_EACH.finditer(draft.text, begin, match.end("list")))
        known = sum(entry.span("field") in fields for entry in entries)
        if known < _FEWEST_FIELDS * len(entries):
            continue
        noun = _without_rank(kind.name)
        for entry in entries:
            name = entry["name"]
            made = Candidate(*entry.span("name"), name, kind.cls, rule="listed.bracket")
            if not name.endswith(noun):
                made.aliases.add(name + noun)
            yield made
            if entry.span("field") not in fields:
                yield Candidate(*entry.span("field"), entry["field"], "Industry", "listed.bracket")


def _list_begins(text: str, start: int, end: int, ontology: Ontology) -> int:
    """Behind the verb and what goes with it: 先后布局建设了|甲(光电)."""
    opened = _OPENED.search(text, start, end)
    stop = opened.start() if opened else start
    words = split_words(text[start:stop], ontology)
    verbs = [at for at, letter in enumerate(words.letters) if letter in _NO_NAME]
    return start + words.ends[verbs[-1]] if verbs else start


@lru_cache(maxsize=256)
def _without_rank(name: str) -> str:
    ranks = sorted(load_table("words.toml")["ranks"], key=len, reverse=True)
    return next((name[len(rank) :] for rank in ranks if name.startswith(rank)), name)


def _short_forms(draft: Draft, words: Words) -> Iterator[Candidate]:
    """Later mentions of firms and parks by the beginning of their names, without place or kind."""
    taken = [(c.start, c.end) for c in draft.candidates if c.cls != "Place"]
    covered = bytearray(len(draft.text) + 1)
    for start, end in taken:
        covered[start:end] = b"\1" * (end - start)
    seen: set[str] = set()
    for full in list(draft.candidates):
        own = not (full.layer or full.rebuilt or full.generic) and full.cls in _SHORTENED
        if not own or full.name in seen or full.denotes != "individual":
            continue
        seen.add(full.name)
        place = _begins_with_place(full.name)
        forms = [(full.name, max(_SHORTEST_PLACED, place + 2))]
        if place and full.cls == "Enterprise":
            forms.append((full.name[place:], _SHORTEST_SHORT))
        for form, least in forms:
            for start, end in _mentions(words, form, least, full.end):
                if not any(covered[start:end]):
                    covered[start:end] = b"\1" * (end - start)
                    name = draft.text[start:end]
                    yield Candidate(
                        start, end, name, full.cls, "short", score=full.score, aliases={full.name}
                    )


def _mentions(words: Words, form: str, least: int, begin: int) -> Iterator[tuple[int, int]]:
    """Where a shorter beginning of a name stands as words of their own."""
    text = words.text
    at = text.find(form[:least], begin)
    while at >= 0:
        end = at + least
        while end < len(text) and end - at < len(form) and text[end] == form[end - at]:
            end += 1
        stop = words.at(end)
        whole = stop == len(words) or words.starts[stop] == end
        alone = whole and text[at - 1] in _BEGINS_SHORT and words.letter(stop) in _ENDS_SHORT
        if alone and end - at < len(form):
            yield at, end
        at = text.find(form[:least], end)


def _put_in(draft: Draft, candidate: Candidate) -> None:
    """Add a candidate; names that it holds are nested in it, others that it meets are gone."""
    kept = []
    for other in draft.candidates:
        meets = not other.layer and other.start < candidate.end and candidate.start < other.end
        if not meets or other.rebuilt:
            kept.append(other)
        elif candidate.start <= other.start and other.end <= candidate.end:
            if other.cls == "Place":
                other.layer = 1
                kept.append(other)
        elif (other.start, other.end) != (candidate.start, candidate.end):
            return
    gone = {id(c) for c in draft.candidates} - {id(c) for c in kept}
    for listing in draft.listings:
        listing.members = [member for member in listing.members if id(member) not in gone]
    draft.listings = [listing for listing in draft.listings if len(listing.members) > 1]
    starts = [c.start for c in kept]
    kept.insert(bisect_left(starts, candidate.start), candidate)
    draft.candidates = kept
