"""Fields: coordinations with a tail (A、B等重点产业链), X产业, and terms of the lexicon said freely."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.draft import Candidate, Listing
from innograph.ingest.entities.borders import divides
from innograph.ingest.entities.lexicon import load_table, load_terms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.ingest.entities.words import Words

CLASS_OF_TAIL = {
    "产业链": "IndustryChain", "全产业链": "IndustryChain", "产业链条": "IndustryChain",
    "供应链": "IndustryChain", "产业": "Industry", "行业": "Industry", "产业集群": "Industry",
    "制造业": "Industry", "支柱产业": "Industry", "未来产业": "Industry", "新兴产业": "Industry",
    "战略性新兴产业": "Industry", "传统产业": "Industry", "特色产业": "Industry",
    "特色优势产业": "Industry", "优势产业": "Industry", "主导产业": "Industry",
    "高新技术产业": "Industry", "传统优势产业": "Industry", "赛道": "", "方向": "", "领域": "",
    "技术": "TechnologyField", "学科": "TechnologyField", "关键技术": "TechnologyField",
    "前沿技术": "TechnologyField", "核心技术": "TechnologyField", "产品": "", "应用领域": "",
}  # fmt: skip
# Only behind a list that ends in 等: “A、B等产品” names fields, “X产品” and “X技术” alone mostly do not.
_LIST_ONLY = frozenset(["产品", "产业集群", "核心技术", "关键技术", "制造业", "供应链", "学科"])
# “X领域”, “X技术” alone name a field only where X is one.
_LISTED_OR_KNOWN = frozenset(["领域", "技术", "方向", "赛道", "应用领域", "前沿技术"])
_ENDS_NAME = ("城", "园区", "开发区", "示范区", "新区", "中心", "实验室", "研究院", "集聚区", "先导区", "基地")
_MEMBER_WORDS = 7
_MOST_MEMBERS = 60


class Member(NamedTuple):
    """Words first … stop-1 of a coordination."""

    first: int
    stop: int


def iter_fields(words: Words) -> tuple[list[Candidate], list[Listing]]:
    """All field candidates of a text, and the coordinations that carry them."""
    candidates: list[Candidate] = []
    listings: list[Listing] = []
    taken: set[int] = set()
    known = load_terms("fields.tsv")
    weak = load_table("words.toml")["weak_fields"]
    for index, word in enumerate(words.words):
        if word in CLASS_OF_TAIL:
            read_tail(words, index, known, candidates, listings, taken)
    for index, letter in enumerate(words.letters):
        if letter == "E":
            read_list(words, index, known, candidates, listings, taken)
    for index, letter in enumerate(words.letters):
        if letter == "F" and index not in taken:
            if words.words[index] in weak and not _beside_field(words, index):
                continue
            candidates += free_term(words, index, known)
    return candidates, listings


def read_tail(
    words: Words,
    tail: int,
    known: dict[str, str],
    candidates: list[Candidate],
    listings: list[Listing],
    taken: set[int],
) -> None:
    """The coordination or the single field that a tail word closes."""
    letters = words.letters
    position = tail
    while (position > 0 and letters[position - 1] in "Mmq") or _qualifies(words, position - 1):
        position -= 1
    opened = position > 0 and letters[position - 1] == "E"
    if opened:
        stop = position - 1
    elif words.words[tail] in _LIST_ONLY or words.words[tail] in known:
        return
    else:
        stop = tail
    members = members_before(words, stop)
    if not members or (opened and len(members) == 1 and letters[members[0].first] not in "FN"):
        return
    if len(members) == 1 and not opened and words.words[tail] in _LISTED_OR_KNOWN:
        if "F" not in letters[members[0].first : members[0].stop]:
            return
    following = letters[tail + 1] if tail + 1 < len(words) else "."
    if not opened:
        if following in "NMFx" and not _is_head(words, tail + 1):
            return  # X产业园区, X技术需求: part of a longer name
        if make_field(words, members[-1], words.words[tail], known) is None:
            return
    made = []
    for member in members:
        last = member is members[-1] and not opened
        candidate = make_field(words, member, words.words[tail], known)
        if candidate is None:
            continue
        if last:
            candidate.aliases.add(words.span(member.first, tail + 1))
        made.append(candidate)
        taken.update(range(member.first, member.stop))
    candidates += made
    if len(members) > 1 and made:
        start, end = words.starts[members[0].first], words.ends[tail]
        listing = Listing(start, end, made, open=opened, tail=words.span(stop, tail + 1))
        for candidate in made:
            candidate.listing = listing
        listings.append(listing)


def read_list(
    words: Words,
    etc: int,
    known: dict[str, str],
    candidates: list[Candidate],
    listings: list[Listing],
    taken: set[int],
) -> None:
    """A coordination before 等 with another tail or none, at least half of it known fields."""
    members = members_before(words, etc)
    if len(members) < 2 or any(m.first in taken for m in members):
        return
    tail = _far_tail(words, etc)
    fields = sum("F" in words.letters[m.first : m.stop] for m in members)
    if tail is None and 2 * fields < len(members):
        return
    made = []
    for member in members:
        candidate = make_field(words, member, "产业" if tail else "领域", known)
        if candidate is not None:
            candidate.rule = "field.list"
            made.append(candidate)
            taken.update(range(member.first, member.stop))
    candidates += made
    if len(made) > 1:
        stop = tail if tail is not None else etc + 1
        start, end = words.starts[members[0].first], words.ends[stop - 1]
        listing = Listing(start, end, made, open=True, tail=words.span(etc, stop))
        for candidate in made:
            candidate.listing = listing
        listings.append(listing)


def _far_tail(words: Words, etc: int) -> int | None:
    """Where a tail of up to four words ends that closes in 业 (等数据安全服务业)."""
    for stop in range(etc + 2, min(etc + 6, len(words) + 1)):
        if words.letters[stop - 1] not in "NMFWmq":
            return None
        if words.words[stop - 1].endswith(("服务业", "产业", "制造业", "行业", "工业")):
            return stop
    return None


def _beside_field(words: Words, index: int) -> bool:
    """Whether a field stands on the other side of a 、 or 和."""
    letters = words.letters
    before = index >= 2 and letters[index - 1] in "、c" and letters[index - 2] == "F"
    after = index + 2 < len(words) and letters[index + 1] in "、c" and letters[index + 2] == "F"
    return before or after


def _qualifies(words: Words, index: int) -> bool:
    return index >= 0 and words.words[index] in _QUALIFIERS


_QUALIFIERS = frozenset(["新兴", "未来", "传统", "重点", "特色", "优势", "支柱", "主导", "关键", "前沿", "核心", "战略性", "高新技术", "新", "绿色", "条", "大", "战略", "标志性", "细分", "垂直", "行业", "产业", "技术", "重要", "多个", "多", "等", "相关", "产业领域"]) - {"等"}  # fmt: skip


def _is_head(words: Words, index: int) -> bool:
    """Words after a field that do not make it part of a name."""
    return words.words[index] in load_table("words.toml")["after_field"]


def members_before(words: Words, stop: int) -> list[Member]:
    """The members of a coordination that ends before word `stop`, in the order of the text."""
    letters = words.letters
    members: list[Member] = []
    end = stop
    while len(members) < _MOST_MEMBERS:
        first = end
        while first > 0 and end - first < _MEMBER_WORDS and letters[first - 1] in "NMWwFPxm-":
            if words.words[first - 1].endswith(_ENDS_NAME):
                break  # 科学城|高端科学仪器装备产业: another name ends there
            if letters[first - 1] == "w" and end - first > 1 and divides(words, first - 1, end - 1):
                break
            first -= 1
        if end - first < 4:
            wider = _between_separators(letters, first)
            first = wider if wider is not None and end - wider <= 5 else first
        if first == end:
            break
        separated = first > 0 and letters[first - 1] in "、c"
        if not separated:
            first = _first_member(words, first, end)
        if first == end:
            break
        members.append(Member(first, end))
        if not separated:
            break
        end = first - 1
    return list(reversed(members))


def _between_separators(letters: str, first: int) -> int | None:
    """Where a member begins that holds verbs (反诈, 监测预警): only right behind another 、."""
    index = first
    while index > 0 and first - index < 4 and letters[index - 1] in "NMWwFPxmvt-":
        index -= 1
    return index if index > 0 and letters[index - 1] == "、" else None


def _first_member(words: Words, first: int, end: int) -> int:
    """Without the verb, place or quantity before the coordination."""
    letters = words.letters
    while first < end:
        if (letters[first] == "w" and end - first > 1 and letters[first + 1] not in "Ww") or (letters[first] in "Pm-" and end - first > 1) or words.words[first] in ("新", "大", "相关"):
            first += 1
        else:
            break
    return first


def make_field(words: Words, member: Member, tail: str, known: dict[str, str]) -> Candidate | None:
    """A field out of a member; None where it says nothing of its own."""
    first, stop = member
    letters = words.letters[first:stop]
    if all(letter in "Mm-wq" for letter in letters) and "w" not in letters[1:]:
        if words.span(first, stop) not in known:
            return None
    start, end = words.starts[first], words.ends[stop - 1]
    name = words.text[start:end]
    if len(name) < 2 and name not in known:
        return None
    cls = CLASS_OF_TAIL[tail] or known.get(name) or "TechnologyField"
    return Candidate(start, end, name, cls, rule="field.tail")


def free_term(words: Words, index: int, known: dict[str, str]) -> Iterable[Candidate]:
    """A term of the lexicon, with the modifiers before it, unless a noun follows that it modifies."""
    letters = words.letters
    prefixes = load_table("words.toml")["before_field"]
    stop = index + 1
    while stop < len(words) and words.words[stop] in (
        "技术",
        "产业",
        "装备",
        "材料",
        "制造",
        "设备",
        "器件",
    ):
        stop += 1
    if stop < len(words):
        following = letters[stop]
        if following in "NFPx" and not _is_head(words, stop):
            return
    first = index
    while first > 0 and words.words[first - 1] in prefixes:
        first -= 1
    start, end = words.starts[first], words.ends[stop - 1]
    name = words.text[start:end]
    cls = known.get(name) or known[words.words[index]]
    yield Candidate(start, end, name, cls, rule="field.term")
