"""Indicators: what a number measures, by the ontology's endings, only where a number follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.tails import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words

_REACH = 9  # words between an indicator and its number


def iter_indicators(words: Words, ontology: Ontology) -> Iterator[Candidate]:
    """Nouns with an indicator's ending and a number after them in the clause."""
    endings = tuple(sorted(e for e, cls in ontology.endings.items() if cls == "Indicator"))
    for index, letter in enumerate(words.letters):
        word = words.words[index]
        if letter not in "NWwMVv" or not (
            word.endswith(endings) or (word[-1] in "量额率值" and letter != "M" and word not in _NO_MEASURE)
        ):
            continue
        if not has_number(words, index + 1):
            continue
        first = left_border(words, index, "indicator")
        if first == index and words.words[index] in _BARE:
            continue
        name, start, end = trimmed(words, first, index + 1)
        if len(name) > 2:
            yield Candidate(start, end, name, "Indicator", rule="indicator.tail")


_NO_MEASURE = frozenset(
    ["质量", "力量", "能量", "变量", "价值", "名额", "效率", "商量", "较量", "大量", "少量", "含量", "增量", "存量", "流量", "体量", "数量", "高质量"]
)
_BARE = frozenset(
    ["收入", "利润", "规模", "占比", "比重", "总量", "产值", "指数", "排名", "投入", "支出", "投资", "出口", "余额", "面积", "税收", "数量"]
)


def has_number(words: Words, index: int) -> bool:
    """Whether a number follows, with only verbs, adverbs and bounds before it."""
    for letter in words.letters[index : index + _REACH]:
        if letter in "mo":
            return True
        if letter in ".,DN“《(":
            return False
    return False
