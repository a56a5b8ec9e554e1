"""Text → words with one letter each for what the word does at the border of a name.

jieba's dictionary (rjieba, MIT; 4 million characters/s) gives words and tags; the lexicons are
added to it, so that their terms come out whole.

Letters: G introducing verb, V other governing verb, v verb of no list, W nominal verb, w nominal
verb that is a plain verb at the beginning, f function word, D 的, E 等, c conjunction, M modifier,
N noun, P place, F field, m number, q unit, o ordinal, t time, x Latin; brackets, quotes, 、 and ·
stand for themselves; `,` ends a clause, `.` a sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from innograph.ingest.entities.gazetteer import abbreviations, place_words
from innograph.ingest.entities.lexicon import load_table, load_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology

INTERNAL = frozenset("NMWwPFx·")
_MARKS = {
    **dict.fromkeys("“‘「『", "“"),
    **dict.fromkeys("”’」』", "”"),
    **dict.fromkeys("(（[［【", "("),
    **dict.fromkeys(")）]］】", ")"),
    **dict.fromkeys("·•・", "·"),
    **dict.fromkeys("。!！?？;；\n\r", "."),
    **dict.fromkeys("-—–－/", "-"),
    **dict.fromkeys("+＋×", "+"),
    **{mark: mark for mark in "《》、"},
}
# jieba's tags, by their first letter: ictclas part-of-speech.
_TAGS = {
    **dict.fromkeys("njlizgabskh", "N"),
    **dict.fromkeys("dpcurfyoe", "f"),
    **{tag: tag for tag in "vmqt"},
}
# Later lists win.
_LISTS = (
    ("modifiers", "M"),
    ("units", "q"),
    ("governing", "V"),
    ("introducing", "G"),
    ("nominal", "W"),
    ("nominal_inside", "w"),
    ("function", "f"),
)
_FORCED = ("nominal", "nominal_inside", "modifiers")
_ADDED = ("governing", "introducing", "function", "before_field", "after_field", "bare", "leading")
# In jieba's dictionary of 60 million tokens 3,000 is a common word: 打造|成渝 beats 打|造成|渝.
_LEAST = 3000
# A list of what one thing is at once: 集研发、孵化和生产于一体.
_GATHERED = re.compile(
    "集(?=[^，,。；;\n成合聚群团资中体]{2}[^。；;\n]{0,120}?(?:于一体|为一体|于一身))"
)
_GUESSED = 2  # characters of a word guessed out of two
_RANKS = frozenset("省市县区国州")
_UNITS = frozenset("家个所座项名条")
_LEADS = frozenset("使令让由对为与和在向将把给被经")
_TIME = re.compile(r"\d|[年前后今昨近期]|世纪|季度|时代|当代|上半|下半|以来")


@dataclass(slots=True)
class Words:
    """The words of a text. `ends[i]` is where word i ends; `letters` holds one letter a word.

    `own` are places that the text alone knows (own_places.py); they are one word each.
    """

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    letters: str
    own: frozenset[str] = frozenset()

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """The word that begins at or after an offset."""
        return bisect_left(self.starts, offset)

    def span(self, first: int, stop: int) -> str:
        """The text of words first … stop-1."""
        return self.text[self.starts[first] : self.ends[stop - 1]]

    def between(self, start: int, end: int) -> Words | None:
        """The words of a stretch as a text of its own; None where a word goes over its border."""
        first, stop = self.at(start), self.at(end)
        aligned = first < stop <= len(self.words) and self.starts[first] == start
        if not aligned or self.ends[stop - 1] != end:
            return None
        return Words(
            self.text[start:end],
            self.words[first:stop],
            [at - start for at in self.starts[first:stop]],
            [at - start for at in self.ends[first:stop]],
            self.letters[first:stop],
            self.own,
        )

    def letter(self, index: int) -> str:
        """The letter of a word; outside the text the end of a sentence."""
        return self.letters[index] if 0 <= index < len(self.words) else "."


def deictic() -> frozenset[str]:
    """全市, 本省 …: the document's own place; resolve.py says which."""
    return load_table("words.toml")["deictic"]


def split_words(text: str, ontology: Ontology, own: frozenset[str] = frozenset()) -> Words:
    """Words of the whole text; offsets are those of the text. `own` are places beside the known."""
    words: list[str] = []
    starts: list[int] = []
    letters: list[str] = []
    known, short = _letters(), abbreviations()
    position, before = 0, "."
    tagged = _segmenter(ontology).tag(text)
    if own:
        tagged = _whole_places(text, tagged, own)
    gathered = {match.start() for match in _GATHERED.finditer(text)}
    for word, tag in _without_guesses(_without_deng(tagged), ontology):
        letter = "P" if word in own else known.get(word)
        if letter is None:
            letter = _letter(word, tag, known)
            if word in short and words and words[-1] in "在来驻":
                letter = "f"
        if letter == "q" and before not in "mq":
            letter = "N"
        if position in gathered:
            letter = "V"
        words.append(word)
        starts.append(position)
        letters.append(letter)
        position += len(word)
        before = letter
    ends = [*starts[1:], position] if starts else []
    return Words(text, words, starts, ends, "".join(letters), own)


def _without_deng(tagged: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The words, with 等 as one of its own where the dictionary guesses a word (云龙|湖等), or knows
    another one (甲、乙等|于一体)."""
    words_in_deng = load_table("words.toml")["words_in_deng"]
    held: tuple[str, str] | None = None
    for word, tag in tagged:
        if word == "等于":
            held = (word, tag)
            continue
        if held is not None:
            apart = word[:2] in ("一体", "一身")
            yield from [("等", "u"), ("于", "p")] if apart else [held]
            held = None
        if len(word) > 1 and word[-1] == "等" and word[-2:] not in words_in_deng:
            yield word[:-1], "n"
            yield "等", "u"
        else:
            yield word, tag
    if held is not None:
        yield held


def _without_guesses(
    tagged: Iterable[tuple[str, str]], ontology: Ontology
) -> Iterator[tuple[str, str]]:
    """The words, with those taken apart that the dictionary guesses out of two: 10|家省|研究院 has a
    unit, 使省|实验室 a word before the rank."""
    has_word = _segmenter(ontology).has_word
    counted = False
    for word, tag in tagged:
        guessed = len(word) == _GUESSED and not has_word(word)
        if guessed and word[1] in _RANKS and (word[0] in _LEADS or (counted and word[0] in _UNITS)):
            yield word[0], "q" if word[0] in _UNITS else "p"
            yield word[1], "n"
        else:
            yield word, tag
        counted = word[-1:].isdigit() or tag == "m"


def _whole_places(
    text: str, tagged: Iterable[tuple[str, str]], own: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """The words, with each of the places as one; a word that one ends in is cut (临岚|市委)."""
    longest_first = sorted(own, key=lambda name: (-len(name), name))
    places = re.compile("|".join(map(re.escape, longest_first))).finditer(text)
    place = next(places, None)
    position = 0
    for word, tag in tagged:
        start, end = position, position + len(word)
        position = end
        while place is not None and place.start() < end:
            if start < place.start():
                yield text[start : place.start()], "n"
            if place.end() > end:
                start = end
                break
            yield place[0], "ns"
            start = place.end()
            place = next(places, None)
        if start < end:
            yield (word, tag) if end - start == len(word) else (text[start:end], "n")


def _letter(word: str, tag: str, known: dict[str, str]) -> str:
    first = word[0]
    if len(word) == 1 and first in _MARKS:
        return _MARKS[first]
    if len(word) == 4 and _is_phrase_of(word, tag, known):
        return "V"
    if "0" <= first <= "9" or tag == "m":
        if first == "第" or (len(word) == 2 and first in "首届"):
            return "o"
        return "x" if word.isascii() and word[-1].isalpha() else "m"
    if tag == "eng" or (word.isascii() and word.isalnum()):
        return "x"
    if tag == "x":
        return "N" if "一" <= first <= "鿿" else ("x" if word.isalnum() else ",")
    if tag[:1] == "t" and not _TIME.search(word):
        return "N"  # 明月, 春风: what jieba takes for a time is also part of names
    return _TAGS.get(tag[:1], "N")


def _is_phrase_of(word: str, tag: str, known: dict[str, str]) -> bool:
    """Whether a word of the dictionary is a phrase that ends in a verb (充分发挥, 高度重视)."""
    if known.get(word[2:], "") in ("V", "G") and known.get(word[:2], "N") in "fVG":
        return True
    return tag[:1] in "lidvn" and _is_phrase(word)


@lru_cache(maxsize=4096)
def _is_phrase(word: str) -> bool:
    """Adverb and verb in one word."""
    import rjieba

    head, tail = word[:2], word[2:]
    if tail in load_table("words.toml")["nominal"]:
        return False
    tags = [tag for part in (head, tail) for _, tag in rjieba.tag(part)]
    return len(tags) == 2 and tags[0] in ("d", "ad", "vd") and tags[1] == "v"


@lru_cache(maxsize=1)
def _letters() -> dict[str, str]:
    """Word → letter where a lexicon decides."""
    table = load_table("words.toml")
    letters: dict[str, str] = {}
    for key, letter in _LISTS:
        letters.update(dict.fromkeys(table[key], letter))
    letters.update(dict.fromkeys(place_words(), "P"))
    letters.update(dict.fromkeys(load_terms("fields.tsv"), "F"))
    letters.update(dict.fromkeys(table["modifiers_first"], "M"))
    for name in ("organisations.tsv", "policies.tsv"):
        letters.update(dict.fromkeys(load_terms(name), "N"))
    letters.update(dict.fromkeys(table["conjunctions"], "c"))
    letters.update(dict.fromkeys(deictic(), "f"))
    letters.update({"的": "D", "等": "E", "等等": "E", "\u3000": ",", " ": ","})
    return letters


def is_dictionary_word(word: str, ontology: Ontology) -> bool:
    """Whether the dictionary or a lexicon has a word."""
    return bool(_segmenter(ontology).has_word(word))


@lru_cache(maxsize=4)
def _segmenter(ontology: Ontology) -> Any:
    """rjieba with the lexicons' terms and the ontology's endings; 0.1 s."""
    import rjieba

    jieba = rjieba.Jieba()
    table = load_table("words.toml")
    names = ("fields.tsv", "organisations.tsv", "policies.tsv")
    terms = [load_terms(name) for name in names]
    for words in (*terms, place_words(), deictic(), ontology.endings):
        for word in sorted(word for word in words if len(word) > 1):
            jieba.add_word(word, max(_LEAST, jieba.suggest_freq(word)), "n")
    for key in (*_FORCED, *_ADDED):
        for word in sorted(word for word in table[key] if len(word) > 1):
            if key in _FORCED or not jieba.has_word(word):
                jieba.add_word(word, jieba.suggest_freq(word), "n")
    return jieba
