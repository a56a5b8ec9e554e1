"""Sections: which paragraphs report, which intend, which are articles, headings or page furniture.

Needs the text, the document's genre and year; fills passages and sentences. The nearest heading with
a cue decides, then the opening of a paragraph (下一步, 近年来), and where neither speaks the sum of
weighted cues of the paragraph and of the sentence (cues.py).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph.model import Passage
from innograph.ingest.cues import FACT, INTENTION, SectionCues, load_cues
from innograph.ingest.draft import Sentence
from innograph.ingest.headings import Label, read_label, without_markdown
from innograph.ingest.lines import Line, read_lines
from innograph.ingest.metadata import genre_intends, genre_of_title
from innograph.ingest.sentences import iter_sentences

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft

_ARTICLE = "article"
_PASSING = 2.0  # what an opening that does not last adds to a sentence's score
_SHARE = 0.5  # of the paragraph's score that each of its sentences gets
_CARRY = 0.3  # of the former paragraph's score that the next one gets
_MOST = 6.0  # a paragraph's score is cut here before it is handed on
_HEADING = 45


def find_sections(draft: Draft) -> None:
    """Fill draft.passages and draft.sentences. Passages tile the text; sentences lie inside them."""
    document = draft.document
    title = document.title if "title" not in document.inferred else None
    reader = _Reader(draft.text, document.genre, _year(document.published, title))
    draft.passages, draft.sentences = reader.read()


def split_passages(
    text: str, *, genre: str | None = None, year: int | None = None
) -> list[Passage]:
    """The passages of a text without a Document. `year` is the one in which it speaks."""
    return _Reader(text, genre, year).read()[0]


def _year(published: str | None, title: str | None) -> int | None:
    for value in (published, title):
        if value and (match := re.search(r"(?:19|20)\d\d", value)):
            return int(match[0])
    return None


@dataclass(slots=True)
class _Section:
    """A heading that is open; `mode` is what it or one above it decided."""

    level: int
    text: str
    mode: str | None


@dataclass(slots=True)
class _State:
    """What holds at a place of the text."""

    stack: list[_Section] = field(default_factory=list)
    lasting: str | None = None  # set by an opening that governs what follows
    article: str | None = None
    carried: float = 0.0

    def mode(self) -> str | None:
        return self.lasting or (self.stack[-1].mode if self.stack else None)

    def heading(self) -> str | None:
        return " / ".join(section.text for section in self.stack) or None


class _Reader:
    """Reads one text from top to bottom."""

    def __init__(self, text: str, genre: str | None, year: int | None) -> None:
        self.text = text
        self.cues: SectionCues = load_cues()
        self.lines = read_lines(text, self.cues)
        self.genre = genre or next(
            (
                found
                for line in self.lines[:40]
                if line.kind == "heading"
                if (found := genre_of_title(line.text))
            ),
            None,
        )
        if year is None and self.genre == "work-report":
            year = next(
                (
                    y
                    for line in self.lines[:40]
                    if (y := _year(line.text if "报告" in line.text else None, None))
                ),
                None,
            )
        self.year = year
        self.default = INTENTION if genre_intends(self.genre) else None
        self.state = _State()
        self.articles = [line for line in self.lines if line.label and line.label.article]
        self.sentences: list[Sentence] = []

    def read(self) -> tuple[list[Passage], list[Sentence]]:
        passages = []
        for ordinal, line in enumerate(self.lines):
            first = len(self.sentences)
            before = self.state.heading()
            if line.kind == "body":
                self._read_body(line, ordinal)
            else:
                if line.content_start < line.content_end:
                    self.sentences.append(
                        Sentence(line.content_start, line.content_end, ordinal, line.kind, before)
                    )
                if line.kind == "heading":
                    self._open(line.level, line.text, line.label)
            kind = self._passage_kind(line, first)
            heading = before if line.kind != "body" else self.state.heading()
            passages.append(
                Passage(
                    ordinal, kind, line.start, line.end, self.text[line.start : line.end], heading
                )
            )
        return passages, self.sentences

    def _passage_kind(self, line: Line, first: int) -> str:
        if line.kind != "body":
            return line.kind
        sizes: Counter[str] = Counter()
        for sentence in self.sentences[first:]:
            sizes[sentence.kind] += sentence.end - sentence.start
        return max(sorted(sizes), key=lambda kind: sizes[kind]) if sizes else FACT

    def _open(self, level: int, text: str, label: Label | None) -> None:
        """A heading closes all of its level and below."""
        state, sibling = self.state, None
        while state.stack and state.stack[-1].level >= level:
            sibling = state.stack.pop()
        above = state.stack[-1].mode if state.stack else None
        mode = self.cues.heading(text, self.year, settled=above is not None) if level else None
        if mode is None and above is None and sibling and sibling.level == level:
            # Work reports end with chapters without a cue, after those that intend.
            above = sibling.mode if sibling.mode == INTENTION else None
        state.stack.append(_Section(level, text[:_HEADING], mode or above))
        state.lasting = None
        if label and label.level == 10:
            state.article = None

    def _read_body(self, line: Line, ordinal: int) -> None:
        if line.label and line.label.article:
            self.state.article = line.label.text
        if self._in_statute(line):
            self._read_article(line, ordinal)
        else:
            self._read_paragraph(line, ordinal)

    def _in_statute(self, line: Line) -> bool:
        """Articles and their paragraphs; before the first, only if the text begins inside a statute."""
        if self.state.article is not None:
            return True
        if len(self.articles) < 2 or line.start > self.articles[0].start:
            return False
        first = self.articles[0].label
        begins_inside = first is not None and first.text not in {"第一条", "第1条"}
        return begins_inside and not self.cues.enacted.search(line.text)

    def _read_article(self, line: Line, ordinal: int) -> None:
        item = line.label.text if line.label else self.state.article
        for start, end in iter_sentences(self.text, line.content_start, line.content_end):
            self.sentences.append(
                Sentence(start, end, ordinal, _ARTICLE, self.state.heading(), item)
            )

    def _read_paragraph(self, line: Line, ordinal: int) -> None:
        """Sentences with their kinds; those without section or opening are decided together."""
        state, item = self.state, None
        open_: list[tuple[Sentence, float]] = []
        local: str | None = None
        for start, end in iter_sentences(self.text, line.content_start, line.content_end):
            words = without_markdown(self.text[start : min(end, start + 120)])
            label = read_label(words)
            if label is not None:
                item = label.text
                if label.level < 70 and not label.article:
                    self._open(label.level, _first_sentence(words), label)
                    local = None
                words = words[len(label.text) :].lstrip("、．. 　")
            opening = self.cues.opening(words, self.year)
            if opening and opening[1]:
                local = opening[0]
            kind = opening[0] if opening and self._known(local) else self._known(local)
            sentence = Sentence(start, end, ordinal, kind or FACT, state.heading(), item)
            self.sentences.append(sentence)
            if kind is None:
                score = self.cues.score(self.text, start, end)
                if opening:
                    score += _PASSING if opening[0] == FACT else -_PASSING
                open_.append((sentence, score))
        self._decide(open_)
        if local is not None:
            state.lasting = local

    def _known(self, local: str | None) -> str | None:
        return local or self.state.mode() or self.default

    def _decide(self, open_: list[tuple[Sentence, float]]) -> None:
        if not open_:
            return
        total = sum(score for _, score in open_) + _CARRY * self.state.carried
        total = max(-_MOST, min(_MOST, total))
        for sentence, score in open_:
            sentence.kind = FACT if score + _SHARE * total >= 0 else INTENTION
        self.state.carried = total


def _first_sentence(words: str) -> str:
    return re.split("[。！？；;\n]", words, maxsplit=1)[0].strip()
