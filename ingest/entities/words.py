"""Text → words with one letter each for what the word does at the border of a name.

jieba's dictionary (rjieba, MIT; 4 million characters/s) gives words and tags; the lexicons are added
to it, so that their terms come out whole.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from innograph.ingest.entities.gazetteer import ABBREVIATIONS, place_words
from innograph.ingest.entities.lexicon import load_table, load_terms

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology

# The document's own place, by whichever name; resolve.py says which.
DEICTIC = frozenset(
    ["全省", "全市", "全区", "全县", "全州", "我省", "我市", "我区", "我县", "我州", "本省", "本市", "本区", "本县", "本自治区", "全自治区", "我自治区", "全疆", "全藏"]
)
# Letters: G introducing verb, V other governing verb, v any other verb, w nominal verb that is a
# verb at the beginning, W nominal verb, f function word, D 的, E 等, c conjunction, M modifier,
# N noun, P place, F field, m number, q unit, o ordinal, t time, x Latin; brackets, quotes, 、 and ·
# stand for themselves; `,` ends a clause, `.` a sentence.
INTERNAL = frozenset("NMWwPFx·")
_MARKS = {
    "“": "“", "”": "”", "‘": "“", "’": "”", "「": "“", "」": "”", "『": "“", "』": "”",
    "(": "(", "（": "(", "[": "(", "［": "(", "【": "(", ")": ")", "）": ")", "]": ")", "］": ")",
    "】": ")", "《": "《", "》": "》", "、": "、", "·": "·", "•": "·", "・": "·",
    "。": ".", "!": ".", "！": ".", "?": ".", "？": ".", ";": ".", "；": ".", "\n": ".", "\r": ".",
    "-": "-", "—": "-", "–": "-", "－": "-", "+": "+", "＋": "+", "/": "-", "×": "+", "~": "-",
}  # fmt: skip
_CONJUNCTIONS = frozenset(["和", "与", "及", "以及", "暨", "或", "或者", "及其", "并"])
_UNITS = frozenset(
    ["个", "家", "项", "名", "人", "条", "批", "所", "户", "件", "台", "款", "种", "类", "座", "场", "次", "位", "只", "支", "套", "例", "颗", "艘", "架", "辆", "部", "对", "处", "片", "宗", "万家", "万户", "万件", "万人", "万名", "万项", "余家", "多家", "余个", "多个", "余项", "多项", "余名", "多名", "余件", "大", "万", "亿", "亿元", "万元", "元"]
)
_TAGS = {
    "n": "N", "j": "N", "l": "N", "i": "N", "z": "N", "g": "N", "a": "N", "b": "N", "s": "N",
    "v": "v", "d": "f", "p": "f", "c": "f", "u": "f", "r": "f", "f": "f", "y": "f", "o": "f",
    "e": "f", "m": "m", "q": "q", "t": "t", "k": "N", "h": "N",
}  # fmt: skip


# In jieba's dictionary of 60 million tokens 3,000 is a common word: 打造|成渝 beats 打|造成|渝.
_LEAST = 3000
_TIME = re.compile(r"\d|[年前后今昨近期]|世纪|季度|时代|当代|目前|上半|下半|以来")


@dataclass(slots=True)
class Words:
    """The words of a text. `ends[i]` is where word i ends; `letters` holds one letter a word."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    letters: str

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """The word that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, last: int) -> str:
        """The text of words first … last-1."""
        return self.text[self.starts[first] : self.ends[last - 1]]


def split_words(text: str, ontology: Ontology) -> Words:
    """Words of the whole text; offsets are those of the text."""
    words: list[str] = []
    starts: list[int] = []
    letters: list[str] = []
    known = _letters(ontology)
    position = 0
    for word, tag in _segmenter(ontology).tag(text):
        letter = known.get(word)
        if letter is None:
            letter = _letter(word, tag, known)
            if word in ABBREVIATIONS and words and words[-1] in "在来驻":
                letter = "f"
        if letter == "q" and (not letters or letters[-1] not in "mq"):
            letter = "N"
        words.append(word)
        starts.append(position)
        letters.append(letter)
        position += len(word)
    ends = [*starts[1:], position] if starts else []
    return Words(text, words, starts, ends, "".join(letters))


def _letter(word: str, tag: str, known: dict[str, str]) -> str:
    first = word[0]
    if (
        len(word) == 4
        and known.get(word[2:], "") in ("V", "G")
        and known.get(word[:2], "N") in "fVG"
    ):
        return "V"  # 充分发挥, 深入实施: phrases of the dictionary that end in a verb
    if len(word) == 4 and tag[:1] in "lidvn" and _is_phrase(word):
        return "V"
    if first in _MARKS and len(word) == 1:
        return _MARKS[first]
    if "0" <= first <= "9" or tag == "m":
        if first == "第" or (word[:1] in "首届" and len(word) == 2):
            return "o"
        return "m" if not word[-1].isalpha() or not word.isascii() else "x"
    if tag == "eng" or (word.isascii() and word.isalnum()):
        return "x"
    if tag == "x":
        return "N" if "一" <= first <= "鿿" else ("x" if word.isalnum() else ",")
    if tag[:1] == "t" and not _TIME.search(word):
        return "N"  # 明月, 春风: names of months and seasons are names of places too
    return _TAGS.get(tag[:1], "N")


@lru_cache(maxsize=4096)
def _is_phrase(word: str) -> bool:
    """Adverb and verb in one word of the dictionary (高度重视, 积极融入)."""
    import rjieba

    head, tail = word[:2], word[2:]
    if tail in load_table("words.toml")["nominal"]:
        return False
    tags = [tag for part in (head, tail) for _, tag in rjieba.tag(part)]
    return len(tags) == 2 and tags[0] in ("d", "ad", "vd") and tags[1] == "v"


@lru_cache(maxsize=4)
def _letters(ontology: Ontology) -> dict[str, str]:
    """Word → letter where a lexicon decides; later lines win."""
    table = load_table("words.toml")
    letters: dict[str, str] = {}
    letters.update(dict.fromkeys(table["modifiers"], "M"))
    letters.update(dict.fromkeys(_UNITS, "q"))
    letters.update(dict.fromkeys(table["governing"], "V"))
    letters.update(dict.fromkeys(table["introducing"], "G"))
    letters.update(dict.fromkeys(table["nominal"] - table["nominal_inside"], "W"))
    letters.update(dict.fromkeys(table["nominal_inside"], "w"))
    letters.update(dict.fromkeys(table["function"], "f"))
    letters.update(dict.fromkeys(place_words(), "P"))
    letters.update(dict.fromkeys(load_terms("fields.tsv"), "F"))
    letters.update(dict.fromkeys(table["modifiers"] & _either(), "M"))
    for name in ("organisations.tsv", "policies.tsv"):
        letters.update(dict.fromkeys(load_terms(name), "N"))
    letters.update(dict.fromkeys(_CONJUNCTIONS, "c"))
    letters.update(dict.fromkeys(DEICTIC, "f"))
    letters.update({"的": "D", "等": "E", "等等": "E", "\u3000": ",", " ": ","})
    return letters


def _either() -> frozenset[str]:
    """Words that are modifiers first, although other lists have them too."""
    return frozenset(["创新", "科技", "研究", "服务", "联合", "合作", "示范", "转化", "孵化", "研发",
                      "共享", "协同", "综合", "开放", "创业", "引领"])  # fmt: skip


@lru_cache(maxsize=4)
def _segmenter(ontology: Ontology) -> Any:
    """rjieba with the lexicons' terms and the ontology's endings; 0.1 s."""
    import rjieba

    jieba = rjieba.Jieba()
    names = ("fields.tsv", "organisations.tsv", "policies.tsv")
    for terms in (*(load_terms(name) for name in names), place_words(), DEICTIC, ontology.endings):
        for term in sorted(terms):
            if len(term) > 1:
                jieba.add_word(term, max(_LEAST, jieba.suggest_freq(term)), "n")
    forced = ("nominal", "nominal_inside", "modifiers")
    for key, words in load_table("words.toml").items():
        for word in sorted(words):
            if len(word) > 1 and (key in forced or not jieba.has_word(word)):
                jieba.add_word(word, jieba.suggest_freq(word), "n")
    return jieba
