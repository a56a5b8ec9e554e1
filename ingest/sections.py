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
from innograph.ingest.headings import TITLE, Label, read_label, without_markdown
from innograph.ingest.lines import Line, read_lines
from innograph.ingest.metadata import genre_kind, genre_of_title
from innograph.ingest.sentences import iter_sentences

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innograph.ingest.draft import Draft

_ARTICLE = "article"
_PASSING = 2.0  # what an opening that does not last adds to a sentence's score
# Of the paragraph's score that each of its sentences gets. The 1,100 paragraphs of 21 work reports,
# read alone, come out as their chapters say in 81 % of the facts and 95 % of the intentions with 0.2,
# in 87 % and 96 % from 1 on.
_SHARE = 1.5
_BEFORE_NEXT = 3.0  # added to a paragraph that stands before one that opens with 下一步
_CARRY = 0.3  # of the former paragraph's score that the next one gets
_MOST = 6.0  # a paragraph's score is cut here before it is handed on
_HEADING = 45
_CHAPTERS, _ITEMS = 50, 70  # levels up to which a number heads, and from which it never does
_HEAD = 40  # lines at the top in which title and genre are looked for


def find_sections(draft: Draft) -> None:
    """Fill draft.passages and draft.sentences. Passages tile the text; sentences lie inside them."""
    document = draft.document
    title = document.title if "title" not in document.inferred else None
    year = _year(document.published, title)
    reader = _Reader(draft.text, document.genre, year, title, draft.furniture)
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
    """A heading that is open; `mode` is what it or one above it decided; `both` if it names both."""

    level: int
    text: str
    mode: str | None
    both: bool = False


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

    def __init__(
        self,
        text: str,
        genre: str | None,
        year: int | None,
        title: str | None = None,
        furniture: Sequence[tuple[int, int]] = (),
    ) -> None:
        self.text = text
        self.cues: SectionCues = load_cues()
        self.lines = read_lines(text, self.cues, furniture)
        _mark_title(self.lines, title)
        self.genre = genre or next(
            (
                found
                for line in self.lines[:_HEAD]
                if line.kind == "heading"
                if (found := genre_of_title(line.text))
            ),
            None,
        )
        if year is None and self.genre == "work-report":
            year = next(
                (
                    y
                    for line in self.lines[:_HEAD]
                    if (y := _year(line.text if "报告" in line.text else None, None))
                ),
                None,
            )
        self.year = year
        self.default = genre_kind(self.genre)
        self.news = self.genre is None and self.cues.is_news(text)
        self.reviews = self._find_reviews()
        self.state = _State()
        self.articles = [line for line in self.lines if line.label and line.label.article]
        self.sentences: list[Sentence] = []

    def read(self) -> tuple[list[Passage], list[Sentence]]:
        passages = []
        for ordinal, line in enumerate(self.lines):
            first = len(self.sentences)
            before = self.state.heading()
            if line.formal:
                self._read_formal(line, ordinal)
            elif line.kind == "body":
                self._read_body(line, ordinal)
            else:
                if line.content_start < line.content_end:
                    item = line.label.text if line.label else None
                    span = line.content_start, line.content_end
                    self.sentences.append(Sentence(*span, ordinal, line.kind, before, item))
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
        kinds = self.cues.heading(text, self.year, settled=above is not None) if level else set()
        mode = next(iter(kinds)) if len(kinds) == 1 else None
        if mode is None and above is None and sibling and sibling.level == level:
            # Work reports end with chapters without a cue, after those that intend.
            above = sibling.mode if sibling.mode == INTENTION else None
        state.stack.append(_Section(level, text[:_HEADING], mode or above, len(kinds) > 1))
        state.lasting = None
        if label and label.level == 10:
            state.article = None

    def _find_reviews(self) -> set[int]:
        """Where the lines begin that stand in one section with, and before, a 下一步 paragraph."""
        found: set[int] = set()
        since_heading: list[int] = []
        for line in self.lines:
            if line.kind == "heading":
                since_heading = []
            elif line.kind == "body" and not line.formal:
                opening = self.cues.opening(line.text, None)
                if opening == (INTENTION, True):
                    found.update(since_heading)
                    since_heading = []
                else:
                    since_heading.append(line.start)
        return found

    def _read_formal(self, line: Line, ordinal: int) -> None:
        """The document's apparatus reports, whatever its section intends."""
        for start, end in iter_sentences(self.text, line.content_start, line.content_end):
            self.sentences.append(Sentence(start, end, ordinal, FACT, self.state.heading()))

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
                if _runs_in(label, words, whole=end == line.content_end):
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
                score = self.cues.score(self.text, start, end, news=self.news)
                if opening:
                    score += _PASSING if opening[0] == FACT else -_PASSING
                open_.append((sentence, score))
        self._decide(open_, _BEFORE_NEXT if line.start in self.reviews else 0.0)
        if local is not None:
            self._keep(local)

    def _keep(self, mode: str) -> None:
        """An opening governs what follows; in a section without cue also the sections inside it.

        Where the heading names a review and a plan, the review does not outlast its paragraph.
        """
        self.state.lasting = mode
        section = self.state.stack[-1] if self.state.stack else None
        if section and section.mode is None and (mode == INTENTION or not section.both):
            section.mode = mode

    def _known(self, local: str | None) -> str | None:
        return local or self.state.mode() or self.default

    def _decide(self, open_: list[tuple[Sentence, float]], prior: float) -> None:
        if not open_:
            return
        total = sum(score for _, score in open_) + _CARRY * self.state.carried + prior
        total = max(-_MOST, min(_MOST, total))
        for sentence, score in open_:
            sentence.kind = FACT if score + _SHARE * total >= 0 else INTENTION
        self.state.carried = total


def _mark_title(lines: list[Line], title: str | None) -> None:
    """The line that is the title given by metadata is a heading, whatever it looks like."""
    wanted = "".join((title or "").split())
    for line in lines[:_HEAD]:
        if wanted and line.kind == "body" and "".join(line.text.split()) == wanted:
            line.kind, line.level, line.formal = "heading", TITLE, False
            return


def _runs_in(label: Label, words: str, *, whole: bool) -> bool:
    """Whether a numbered sentence heads the ones after it: 1. 在…领域，建设… is an item of a list."""
    if label.article or label.level >= _ITEMS:
        return False
    return label.level <= _CHAPTERS or not (whole or re.search("[,，]", _first_sentence(words)))


def _first_sentence(words: str) -> str:
    return re.split("[。！？；;\n]", words, maxsplit=1)[0].strip()
