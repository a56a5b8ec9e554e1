"""Nouns made beside a number from a known ending, where no candidate stands.

A phrase without a known ending is no noun here: in annotated texts nine of ten such were wrong.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.tails import PROFILES, trimmed
from innograph.ingest.entities.words import INTERNAL
from innograph.ingest.numbers.lexicon import word_set

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words

_UNMADE = frozenset(
    ["Place", "Person", "GovernmentBody", "Industry", "TechnologyField", "Event", "PolicyDocument"]
)
_LONGEST_ENDING = 8
_FORWARD = 9  # words of a noun behind its number
_QUOTED = 14  # characters of a quoted name
# What a dictionary takes for a number or a bracket, and a name begins with.
_PREFIX = re.compile(
    r"(?:[十百千万亿]+级|(?:\d+|[十百千])[百千]?[万亿]?(?:元|吨|千瓦|亩)(?:以上)?(?:级)?|首台(?:（套）|\(套\)|套)|首批次|首版次|(?:国家|省部|省|市|区|县)级?及?以上|(?:[0-9一二三]|[ⅠⅡI])类|(?<![\d.一二三四五六七八九十])每?[万千百](?:人口|人|户))$"
)
_PREFIX_REACH = 10


class Phrase(NamedTuple):
    """A noun as a span of the sentence, with the class of its ending."""

    start: int
    end: int
    name: str
    cls: str


def phrase_before(words: Words, low: int, end: int, kind: str, ontology: Ontology) -> Phrase | None:
    """The noun that ends at an offset of the sentence and begins at or after `low`."""
    stop = words.at(end)
    if stop == 0 or words.ends[stop - 1] != end:
        return None
    if words.letters[stop - 1] == "”":
        return _quoted(words, stop, low)
    ending = _ending(words, stop, _endings(ontology, kind))
    if ending is None:
        return None
    tail = words.at(end - ending[0] + 1) - 1
    first = _left(words, tail, ending[1], ontology)
    if ending[1] == "Indicator":
        first = _measured(words, first, tail)
    elif ending[1] == "Cohort":
        first = _behind_verb(words, first, tail)
    elif first == tail and tail > 1:
        first = _over_verb(words, tail, "WwVv" if ending[1] == "Event" else "Ww")
    return _phrase(words, first, stop, ending[1], low)


def phrase_after(words: Words, start: int, end: int, ontology: Ontology) -> Phrase | None:
    """The longest run of nouns with a known ending that begins at `start`, up to `end`."""
    first = words.at(start)
    if first >= len(words) or words.starts[first] != start:
        return None
    endings = _endings(ontology, "behind")
    best: tuple[int, str] | None = None
    for stop in range(first + 1, min(first + _FORWARD, len(words)) + 1):
        letter = words.letters[stop - 1]
        if words.ends[stop - 1] > end:
            break
        ending = _ending(words, stop, endings)
        whole = ending is not None and ending[0] > len(words.words[stop - 1])
        if letter not in INTERNAL and not whole and not (stop - first < 3 and letter in "mq"):
            following = _ending(words, stop + 1, endings) if stop < len(words) else None
            if letter != "v" or following is None or words.letters[stop] != "N":
                break
        elif ending is not None:
            best = stop, ending[1]
    if best is None or _goes_on(words, best[0]):
        return None
    return _phrase(words, first, *best, start)


def _goes_on(words: Words, stop: int) -> bool:
    """Whether the noun is longer than what is known of it (改革|经验); an idiom is no noun."""
    return words.letter(stop) in ("N", "F") and len(words.words[stop]) < 4


def _left(words: Words, tail: int, cls: str, ontology: Ontology) -> int:
    return left_border(words, tail, PROFILES.get(ontology.top(cls), "thing"))


def _measured(words: Words, first: int, tail: int) -> int:
    """A measure that says nothing alone takes in the word before (产能占比, 外送电量)."""
    if first == tail and first and words.words[tail] in _bare_measures():
        before = first - 1
        if words.letters[before] in INTERNAL or words.letters[before] == "v":
            return left_border(words, before, "indicator")
    return first


def _behind_verb(words: Words, first: int, tail: int) -> int:
    """Without a verb and its adverbial at the beginning (省内|转化|重大科技成果)."""
    verbs, plain = word_set("heads", "verbs"), word_set("heads", "plain_verbs")
    for index in range(first, tail):
        closing = index + 1 == tail and words.letters[index] not in "Vv"
        closing = closing and words.words[index] not in plain
        if words.words[index] in verbs and not closing:
            first = index + 1
    while first < tail and words.letters[first] in "Vv":
        first += 1
    return first


def _over_verb(words: Words, tail: int, verbs: str) -> int:
    """A bare noun takes in the verb between it and another noun (专利|培育|中心, 成果|对接|活动)."""
    if words.letters[tail - 1] in verbs and words.letters[tail - 2] in "NMF":
        return left_border(words, tail - 1, "thing")
    return tail


def _quoted(words: Words, stop: int, low: int) -> Phrase | None:
    """A name that ends in quotes (专精特新“小巨人”)."""
    opened = words.letters.rfind("“", max(0, stop - _QUOTED), stop - 1)
    if opened < 0 or words.text[words.starts[opened] : words.ends[stop - 1]] not in _quoted_heads():
        return None
    return _phrase(words, left_border(words, opened, "kind"), stop, "Cohort", low)


def _phrase(words: Words, first: int, stop: int, cls: str, low: int) -> Phrase | None:
    while first < stop - 1 and (words.starts[first] < low or _is_batch(words, first)):
        first += 1
    name, start, end = trimmed(words, first, stop)
    prefix = prefix_before(words.text, low, start)
    start -= len(prefix)
    name = prefix + name
    if len(name) < 2 or start < low or name in word_set("heads", "bare"):
        return None
    if cls == "Indicator" and name in _bare_measures():
        return None
    return Phrase(start, end, name, cls)


def prefix_before(text: str, low: int, start: int) -> str:
    """What belongs to a name although the dictionary takes it for a number (一类|创新药)."""
    found = _PREFIX.search(text[max(low, start - _PREFIX_REACH) : start])
    return found[0] if found else ""


def _is_batch(words: Words, index: int) -> bool:
    """第十一|批|省级文物保护单位."""
    return words.words[index] == "批" and words.letter(index - 1) in "om"


def bare_measure(text: str) -> bool:
    """Whether a text is a measure that says nothing alone (出口, 占比)."""
    return text in _bare_measures()


def stem_of(name: str, ontology: Ontology) -> str:
    """What a measure's name is about (猕猴桃|综合产值); empty where no known measure ends it."""
    endings = _endings(ontology, "percent")
    for length in range(min(_LONGEST_ENDING, len(name) - 2), 1, -1):
        if endings.get(name[-length:]) == "Indicator":
            stem = name[:-length]
            return stem[:-2] if stem.endswith(("综合", "全年")) else stem.removesuffix("年")
    return ""


def known_ending(name: str, ontology: Ontology) -> str | None:
    """The class of the longest known ending of a measured or counted noun."""
    endings = _endings(ontology, "percent")
    for length in range(min(_LONGEST_ENDING, len(name) - 1), 0, -1):
        cls = endings.get(name[-length:])
        if cls is not None:
            return cls
    return None


def _ending(words: Words, stop: int, endings: dict[str, str]) -> tuple[int, str] | None:
    """Length and class of the longest known ending that closes word stop-1."""
    end, text = words.ends[stop - 1], words.text
    for length in range(min(_LONGEST_ENDING, end), 1, -1):
        cls = endings.get(text[end - length : end])
        if cls is not None:
            return length, cls
    cls = endings.get(text[end - 1])
    return (1, cls) if cls is not None and words.letters[stop - 1] in "NMWwFVv" else None


@lru_cache(maxsize=1)
def _bare_measures() -> frozenset[str]:
    return load_table("words.toml")["bare_measures"] | word_set("heads", "bare_measures")


@lru_cache(maxsize=1)
def _quoted_heads() -> frozenset[str]:
    return word_set("heads", "quoted")


@lru_cache(maxsize=8)
def _endings(ontology: Ontology, kind: str) -> dict[str, str]:
    """Ending → class. Some end what is counted and what is measured: the number's kind decides."""
    counted = dict.fromkeys(word_set("heads", "cohort"), "Cohort")
    measured = dict.fromkeys(word_set("heads", "indicator"), "Indicator")
    known = {word: cls for word, cls in ontology.endings.items() if cls not in _UNMADE}
    if kind not in ("count", "behind"):
        return {**counted, **known, **measured}
    counted |= dict.fromkeys(word_set("heads", "event"), "Event")
    counted |= dict.fromkeys(word_set("heads", "policy"), "PolicyInstrument")
    known = {word: cls for word, cls in known.items() if cls != "Indicator"}
    if kind == "behind":  # things, never measures, follow on their count
        return {**counted, **known}
    return {**measured, **counted, **known}
