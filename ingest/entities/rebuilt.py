"""Names put together from a coordination: 国家、省重点实验室 gives 省重点实验室 as well.

A rebuilt candidate spans the whole coordination. Four kinds: ranks before one name, members
before 等 and a bare tail (千企技改、绿色制造等专项行动), kinds that share 企业, indicators that
share 产量.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.lexicon import load_table, load_terms
from innograph.ingest.entities.members import Member, members_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words

_DISTRIBUTED = frozenset(["ResearchInfrastructure", "Programme", "PolicyInstrument"])
_HEADS = frozenset(["产业", "行业", "产品"])
_QUOTED_REACH = 12
_JOINED_RANKS = ("国家级", "省级", "市级", "县级")


def iter_rebuilt(
    words: Words, found: Iterable[Candidate], ontology: Ontology
) -> Iterator[Candidate]:
    """The names that the coordinations before already found names imply."""
    for candidate in found:
        if candidate.rebuilt:
            continue
        first, stop = words.at(candidate.start), words.at(candidate.end)
        if first >= len(words) or words.starts[first] != candidate.start or first == 0:
            continue
        top = ontology.top(candidate.cls)
        if words.letters[first - 1] in "、c":
            yield from _ranks(words, candidate, first)
            if top == "Cohort":
                yield from _kinds(words, candidate, first, stop)
            elif top == "Indicator":
                yield from _indicators(words, candidate, first, stop)
            elif top == "Platform":
                yield from _stems(words, candidate, first, ontology)


def _ranks(words: Words, candidate: Candidate, first: int) -> Iterator[Candidate]:
    """国家、省重点实验室, 国家和省实验室; the dictionary has 省级重点 as one word."""
    ranks = load_table("words.toml")["ranks"]
    own = words.words[first]
    if own not in ranks:
        own = max((rank for rank in _JOINED_RANKS if own.startswith(rank)), key=len, default="")
        if not own:
            return
    rest = words.text[words.starts[first] + len(own) : candidate.end]
    index = first
    while index >= 2 and words.letters[index - 1] in "、c" and words.words[index - 2] in ranks:
        index -= 2
        yield _make(words, words.words[index] + rest, index, candidate, "rebuilt.rank")


def _kinds(words: Words, candidate: Candidate, first: int, stop: int) -> Iterator[Candidate]:
    """科技型、创新型中小企业; a member counts that ends in 型 or is known with the shared tail."""
    known = load_terms("policies.tsv")
    tail = words.words[stop - 1]
    for ending in ("中小企业", "企业", "人才", "团队"):
        if tail.endswith(ending):
            tail = ending
            break
    index = first - 1
    for _ in range(5):
        member = _member(words, index)
        if member is None:
            return
        name = words.span(*member)
        if not (name[-1] in "型性级”" or name + tail in known):
            return
        yield _make(words, name + tail, member.first, candidate, "rebuilt.kind")
        index = member.first - 1
        if index < 1 or words.letters[index] not in "、c":
            return


def _indicators(words: Words, candidate: Candidate, first: int, stop: int) -> Iterator[Candidate]:
    """原煤、原油、天然气产量分别增长…: only where 分别, a rank or several numbers follow."""
    following = words.letters[stop : stop + 8]
    each = "分别" in words.words[stop : stop + 4] or "o" in following.partition(",")[0]
    if not each and following.count("m") < 2:
        return
    head = stop - 1
    while head > first + 1 and words.words[head - 1] in _HEADS:
        head -= 1
    shared = words.text[words.starts[head] : candidate.end]
    for member in members_before(words, first - 1):
        last = words.words[member.stop - 1]
        if "m" in words.letters[member.first : member.stop]:
            continue
        if member.stop > first - 1 or last[-1] in "量额率值比数" or last.endswith(shared):
            continue
        name = words.span(*member) + shared
        yield _make(words, name, member.first, candidate, "rebuilt.indicator")


def _stems(
    words: Words, candidate: Candidate, first: int, ontology: Ontology
) -> Iterator[Candidate]:
    """概念验证和中试平台: the member with the last word of the tail is an ontology's ending."""
    member = _member(words, first - 1)
    if member is None or member.stop - member.first > 3:
        return
    for last in ("平台", "中心", "基地", "机构"):
        if candidate.name.endswith(last):
            name = words.span(*member) + last
            cls = ontology.endings.get(name)
            if cls is not None:
                made = _make(words, name, member.first, candidate, "rebuilt.stem")
                made.cls = cls
                made.aliases.add(words.span(*member))
                yield made


def _member(words: Words, separator: int) -> Member | None:
    """The words between a separator and what stands before: nouns or one quoted name."""
    letters = words.letters
    first = separator
    while first > 0 and separator - first < 6:
        letter = letters[first - 1]
        if letter in "NMWwFxv·":
            first -= 1
        elif letter == "”":
            opened = letters.rfind("“", max(0, first - _QUOTED_REACH), first - 1)
            if opened < 0:
                break
            first = opened
        else:
            break
    return Member(first, separator) if first < separator else None


def iter_distributed(words: Words, ontology: Ontology) -> Iterator[Candidate]:
    """Members before 等 and a bare tail of a policy or facility, each with that tail."""
    endings = {e: c for e, c in ontology.endings.items() if c in _DISTRIBUTED}
    for index, letter in enumerate(words.letters):
        if letter != "E":
            continue
        tail = _bare_tail(words, index + 1, endings)
        if tail is None:
            continue
        stop, cls = tail
        first = index + 1
        while first < stop - 1 and words.letters[first] in "mq":
            first += 1  # 甲改造、乙创建等|5个|专项行动
        shared = words.span(first, stop)
        if first > index + 1 and (shared.startswith("重大") or shared.endswith("战略")):
            continue  # 制糖、铝资源等|11个|重大专项: fields of counted programmes
        if cls == "ResearchInfrastructure" and "科" not in shared:
            continue  # 道路、供水等基础设施
        for member in _quoted_or_plain(words, index):
            made = _distribute(words, member, stop, cls, shared)
            if made is not None:
                yield made


def _distribute(words: Words, member: Member, stop: int, cls: str, shared: str) -> Candidate | None:
    text = words.span(*member)
    start, end = words.starts[member.first], words.ends[member.stop - 1]
    if text[0] == "“":
        return Candidate(start + 1, end - 1, text.strip("“”"), cls, "rebuilt.quoted")
    single = member.stop - member.first == 1
    if single and text in load_terms("fields.tsv"):
        return None
    # Of instruments only the quoted are names: 评价、收益分配等机制 says what mechanisms are for.
    if cls == "PolicyInstrument" or shared.startswith("重点"):
        return None
    made = Candidate(start, words.ends[stop - 1], text + shared, cls, "rebuilt.tail")
    made.rebuilt = True
    made.aliases.add(text)
    return made


def _bare_tail(words: Words, first: int, endings: dict[str, str]) -> tuple[int, str] | None:
    """Where a tail ends that follows 等 with at most four modifiers, and its class."""
    for stop in range(first + 1, min(first + 6, len(words) + 1)):
        word = words.words[stop - 1]
        if words.letters[stop - 1] not in "NMWwvmq":
            return None
        for length in (len(word), 4, 3, 2):
            cls = endings.get(words.text[words.ends[stop - 1] - length : words.ends[stop - 1]])
            if cls is not None and length >= 2:
                following = words.letters[stop] if stop < len(words) else "."
                return None if following in "NMFx" else (stop, cls)
    return None


def _quoted_or_plain(words: Words, stop: int) -> list[Member]:
    """The members of a coordination before 等, quoted ones included."""
    members: list[Member] = []
    end = stop
    while len(members) < 20:
        member = _member(words, end)
        if member is None:
            break
        first = member.first
        separated = first > 0 and words.letters[first - 1] == "、"
        adjacent = words.letters[end - 1] == "”" and first > 0 and words.letters[first - 1] == "”"
        if not separated and not adjacent:
            leading = load_table("words.toml")["leading"]
            while first < member.stop - 1 and words.words[first] in leading:
                first += 1
            members.append(Member(first, member.stop))
            break
        members.append(member)
        end = first if adjacent else first - 1
    return list(reversed(members))


def _make(words: Words, name: str, first: int, candidate: Candidate, rule: str) -> Candidate:
    """A candidate over the whole coordination, of the class of the name that carries it."""
    return Candidate(
        words.starts[first],
        candidate.end,
        name,
        candidate.cls,
        rule,
        denotes=candidate.denotes,
        generic=candidate.generic,
        rebuilt=True,
    )
