"""What the tagger sees of each word: itself, its neighbours, the lexicons' letters, the rules' reading.

Words are those of entities/words.py: the borders of 99.4 % of the annotated names are borders of
words, and a window of words reaches further than one of characters. Clusters put words together that
stand between the same neighbours in a large corpus (打造, 引进, 吸引), so that a word no annotated text
has is no stranger.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.entities.words import Words

Row = list[str]
_LONGEST_ENDING = 6
_AHEAD = 8  # words that are looked through for the ending of a name
_CLOSED = frozenset(",.、E")
_OUTSIDE = "#"
_DIGIT = re.compile(r"\d")
# Whole texts are written with these; the annotated ones hardly are.
_WIDE = {",": "，", ";": "；", ":": "：", "(": "（", ")": "）", "!": "！", "?": "？"}


class Sequences:
    """The words of a document as sequences, one a sentence: `spans` are (first word, stop), `rows`
    the features of their words."""

    def __init__(
        self, draft: Draft, words: Words, ontology: Ontology, clusters: Mapping[str, str]
    ) -> None:
        self.words = words
        self._seen = [_WIDE.get(word, word) for word in words.words]
        self._clusters = [clusters.get(shaped(word)) for word in words.words]
        self._endings = [_ending(word, ontology) for word in words.words]
        self._rules = rule_marks(draft, words, ontology)
        self._nested = _nested_marks(draft, words)
        self.spans = list(_sentence_spans(draft, words))

    def rows(self, first: int, stop: int, kind: str) -> list[Row]:
        """The features of the words of one sentence."""
        return [self._row(index, first, stop, kind) for index in range(first, stop)]

    def marks(self, first: int, stop: int, kind: str) -> list[tuple[str, ...]]:
        """What the network sees of the words of one sentence beside their characters."""
        found = []
        for at in range(first, stop):
            ending, cls = self._endings[at] or ("", "")
            coming = self._next_ending(at, stop) or ["", ""]
            found.append(
                (
                    self.words.letters[at],
                    self._rules[at],
                    self._clusters[at] or "",
                    ending,
                    cls,
                    self._nested[at],
                    *coming,
                    kind,
                    str(min(len(self._seen[at]), 5)),
                )
            )
        return found

    def _row(self, at: int, first: int, stop: int, kind: str) -> Row:
        words, letters, rules = self._seen, self.words.letters, self._rules
        word = words[at]

        def letter(index: int) -> str:
            return letters[index] if first <= index < stop else _OUTSIDE

        left2, left, here = letter(at - 2), letter(at - 1), letters[at]
        right, right2 = letter(at + 1), letter(at + 2)
        row = [
            "b",
            "k=" + kind,
            f"l-3={letter(at - 3)}",
            "l-2=" + left2,
            "l-1=" + left,
            "l0=" + here,
            "l1=" + right,
            "l2=" + right2,
            f"l3={letter(at + 3)}",
            "la=" + left + here,
            "lb=" + here + right,
            "lc=" + left + here + right,
            "ld=" + left2 + left + here,
            "le=" + here + right + right2,
            "w0=" + word,
            "p1=" + word[0],
            "s1=" + word[-1],
            "s2=" + word[-2:],
            f"len={min(len(word), 5)}",
            "r0=" + rules[at],
            "rl=" + rules[at] + left + here,
            "rr=" + rules[at] + here + right,
        ]
        for offset in (-2, -1, 1, 2):
            index = at + offset
            if first <= index < stop:
                row.append(f"w{offset}={words[index]}")
                if offset != -2:
                    row.append(f"r{offset}={rules[index]}")
        for offset in (-1, 0, 1):
            index = at + offset
            if first <= index < stop and self._clusters[index] is not None:
                row.append(f"u{offset}={self._clusters[index]}")
        for offset in range(4):
            index = at + offset
            if index < stop and self._endings[index] is not None:
                ending, cls = self._endings[index]  # type: ignore[misc]
                row.append(f"t{offset}={ending}")
                row.append(f"c{offset}={cls}")
        if self._nested[at]:
            row.append("n=" + self._nested[at])
        row += self._next_ending(at, stop)
        return row

    def _next_ending(self, at: int, stop: int) -> Row:
        """The class of the next ending of a name, and how far it is."""
        for index in range(at, min(at + _AHEAD, stop)):
            if self.words.letters[index] in _CLOSED:
                break
            ending = self._endings[index]
            if ending is not None and ending[1] != "Cohort":
                return ["e=" + ending[1], f"ed={min(index - at, 5)}"]
        return []


def shaped(word: str) -> str:
    """A word with every digit as 0."""
    return _DIGIT.sub("0", word)


def rule_marks(draft: Draft, words: Words, ontology: Ontology) -> list[str]:
    """What the rules take each word for: B or I, g for generic nouns, the top class; else O."""
    marks = ["O"] * len(words)
    for candidate in draft.candidates:
        if candidate.layer or candidate.rebuilt:
            continue
        mark = ("g" if candidate.generic else "") + ontology.top(candidate.cls)
        first, stop = words.at(candidate.start), words.at(candidate.end)
        for index in range(first, min(stop, len(words))):
            marks[index] = ("B" if index == first else "I") + mark
    return marks


def _nested_marks(draft: Draft, words: Words) -> list[str]:
    marks = [""] * len(words)
    for candidate in draft.candidates:
        if candidate.layer:
            for index in range(words.at(candidate.start), min(words.at(candidate.end), len(words))):
                marks[index] = candidate.cls
    return marks


def _ending(word: str, ontology: Ontology) -> tuple[str, str] | None:
    """The longest name ending of the ontology that closes a word, and its class."""
    for length in range(min(_LONGEST_ENDING, len(word)), 0, -1):
        cls = ontology.endings.get(word[-length:])
        if cls is not None:
            return word[-length:], cls
    return None


def _sentence_spans(draft: Draft, words: Words) -> Iterator[tuple[int, int, str]]:
    """(first word, stop, kind) of each sentence that is no furniture, cut where it is very long."""
    for sentence in draft.sentences:
        if sentence.kind == "furniture":
            continue
        first = bisect_left(words.starts, sentence.start)
        stop = bisect_left(words.starts, sentence.end)
        for start, end in _pieces(words.letters, first, stop):
            yield start, end, sentence.kind


_LONGEST = 300  # words; a line of a megabyte is read in pieces


def _pieces(letters: Sequence[str], first: int, stop: int) -> Iterable[tuple[int, int]]:
    start = first
    while stop - start > _LONGEST:
        cut = next(
            (i + 1 for i in range(start + _LONGEST - 1, start, -1) if letters[i] in ",、"),
            start + _LONGEST,
        )
        yield start, cut
        start = cut
    if start < stop:
        yield start, stop
