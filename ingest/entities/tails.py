"""Names by their endings: the ontology says which ending means which class."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words

PROFILES = {"Policy": "policy", "Cohort": "kind", "Indicator": "indicator", "Field": "field"}
# These need more than an ending: lists of bodies and places, or a number beside them.
_ELSEWHERE = frozenset(["GovernmentBody", "Place", "Person", "Indicator", "Industry",
                        "TechnologyField", "IndustryChain"])  # fmt: skip
_SHORTEST = 6  # characters of an instrument: 支持政策, 攻关机制 name none
_MODIFIERS = 2
_DECIDING = frozenset(
    ["研究", "审议", "评审", "讨论", "集体", "会议", "自行", "自主", "依法", "共同"]
)
_FOLLOWED = frozenset("NMWFwx")


@lru_cache(maxsize=4)
def tail_table(ontology: Ontology) -> dict[str, tuple[tuple[str, str], ...]]:
    """Last character → (ending, class), longest ending first."""
    table: dict[str, list[tuple[str, str]]] = {}
    for ending, cls in ontology.endings.items():
        if cls not in _ELSEWHERE:
            table.setdefault(ending[-1], []).append((ending, cls))
    return {
        last: tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))
        for last, pairs in table.items()
    }


def iter_tails(words: Words, ontology: Ontology) -> Iterator[Candidate]:
    """A candidate for each longest ending that closes a word."""
    table = tail_table(ontology)
    text = words.text
    for index, word in enumerate(words.words):
        for ending, cls in table.get(word[-1], ()):
            end = words.ends[index]
            if text.startswith(ending, end - len(ending)) and _is_tail(words, index, ending):
                tail = words.at(end - len(ending) + 1) - 1
                candidate = _candidate(words, tail, index + 1, ending, cls, ontology)
                if candidate is not None:
                    yield candidate
                break


def _is_tail(words: Words, index: int, ending: str) -> bool:
    """One character ends a name only as a word of its own, after a noun (生物|城, not 进|城)."""
    if len(ending) > 1:
        return True
    return words.words[index] == ending and index > 0 and words.letters[index - 1] in "MFNPx"


def _candidate(
    words: Words, tail: int, stop: int, ending: str, cls: str, ontology: Ontology
) -> Candidate | None:
    table = load_table("words.toml")
    profile = PROFILES.get(ontology.top(cls), "thing")
    first = left_border(words, tail, profile)
    if cls == "Enterprise":
        first = _after_kind(words, first, tail)
    following = words.letters[stop] if stop < len(words) else "."
    if profile == "kind" and following in _FOLLOWED and words.words[stop] not in table["countable"]:
        return None
    name, start, end = trimmed(words, first, stop)
    generic = is_generic(words, first, tail)
    if generic and cls == "Enterprise":
        cls = "Cohort"  # 成果转化公司: a kind of company
    if profile == "kind":
        generic = generic or (following != "m" and not _counted(words, first))
    if cls == "PolicyInstrument" and (is_generic(words, first, tail) or len(name) < _SHORTEST):
        return None
    if ending == "决定" and stop < len(words) and words.letters[stop] in "VGv":
        return None  # 市政府|决定|组建: a verb
    if ending == "决定" and tail > first and words.words[tail - 1] in _DECIDING:
        return None  # 论证评审及研究决定: what is done, no paper
    if ending == "项目" and tail > first and words.words[tail - 1] in table["any_project"]:
        return None
    if profile == "policy" and ((generic and tail - first < 2) or len(name) - len(ending) < 2):
        return None
    if set(words.letters[first:stop]) == {"P"}:
        return None  # 粤港澳大湾区: a place, whatever its ending
    if name in table["bare"]:
        return None
    if ending == "活动" and "”" not in name:
        return None
    generic = generic and profile != "policy"
    return Candidate(start, end, name, cls, rule=f"tail.{profile}", generic=generic)


def _after_kind(words: Words, first: int, tail: int) -> int:
    """Where the firm's own name begins: 链主企业|望川岚翼动力有限公司 is a kind and a name."""
    if first < tail - 1 and words.words[first] in load_table("words.toml")["firm_kinds"]:
        return first + 1
    return first


def _counted(words: Words, first: int) -> bool:
    """Whether a quantity stands before."""
    return words.letters[max(0, first - 1) : first] == "q"


def trimmed(words: Words, first: int, stop: int) -> tuple[str, int, int]:
    """Name and span of words, without quotes or brackets that enclose or dangle."""
    start, end = words.starts[first], words.ends[stop - 1]
    if start and words.text[start - 1].isdigit() and words.text[start] in "项家个名批户条":
        start += 1  # 12项|省科技重大专项, which the dictionary splits as 项省
    name = words.text[start:end]
    if name[0] in "“‘「" and name[-1] in "”’」" and name[1:-1].find(name[-1]) < 0:
        return name[1:-1], start + 1, end - 1
    return name, start, end


def is_generic(words: Words, first: int, tail: int) -> bool:
    """Whether nothing before the tail says which one. A rank (国家实验室) or many modifiers do."""
    before = words.letters[first:tail]
    ranks = load_table("words.toml")["ranks_that_name"]
    if len(before) > _MODIFIERS or not ranks.isdisjoint(words.words[first:tail]):
        return False
    return all(letter in "MfDWw" for letter in before)
