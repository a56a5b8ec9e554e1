"""The nouns of a document that numbers may be about, by where they end and begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.words import Words, split_words
from innograph.ingest.numbers.lexicon import word_set

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft, Sentence

_UNCOUNTED = frozenset(["Place", "Person", "GovernmentBody"])
FIELDS = frozenset(["Industry", "TechnologyField", "IndustryChain"])


_TOTALS = ("总数量", "总数", "总量", "家数", "户数")


class Nouns:
    """The nouns of one document. `enter` a sentence before asking about it."""

    def __init__(self, draft: Draft, ontology: Ontology) -> None:
        self.draft = draft
        self.ontology = ontology
        self.made: dict[tuple[int, int, str], Candidate] = {}
        self.by_end: dict[int, list[Candidate]] = {}
        self.by_start: dict[int, list[Candidate]] = {}
        totals = word_set("bridge", "total")
        for candidate in draft.candidates:
            _without_total(candidate)
            if candidate.cls not in _UNCOUNTED and candidate.name not in totals:
                self.by_end.setdefault(candidate.end, []).append(candidate)
                self.by_start.setdefault(candidate.start, []).append(candidate)
        self.listings = sorted(draft.listings, key=lambda listing: listing.start)
        self.outer = [c for c in draft.candidates if not c.layer and not c.rebuilt]

    def enter(self, sentence: Sentence) -> None:
        """Split the sentence into words."""
        start, end, whole = sentence.start, sentence.end, self.draft.words
        self.offset = start
        words = whole.between(start, end) if whole is not None else None
        self.words: Words = words or split_words(self.draft.text[start:end], self.ontology)

    def is_inside(self, position: int) -> bool:
        """Whether a position is in the middle of a noun."""
        index = self.words.at(position - self.offset)
        starts = index < len(self.words) and self.words.starts[index] == position - self.offset
        return not starts and self.words.letter(index - 1) in "NMFP"

    def goes_on(self, end: int) -> bool:
        """Whether a noun follows directly on the one that ends there."""
        index = self.words.at(end - self.offset)
        starts = index < len(self.words) and self.words.starts[index] == end - self.offset
        return starts and self.words.letters[index] in "NFWM"

    def make(
        self, start: int, end: int, name: str, cls: str, *, rebuilt: bool = False
    ) -> Candidate:
        """A noun of the document, once for its place and name."""
        key = (start, end, name)
        if key not in self.made:
            denotes = "individual" if cls == "Indicator" else "group"
            self.made[key] = Candidate(
                start, end, name, cls, "number.noun", denotes=denotes, rebuilt=rebuilt
            )
        return self.made[key]


def _without_total(candidate: Candidate) -> None:
    """高新技术企业|总数: how many there are is no part of what they are called."""
    if candidate.cls == "Indicator" or candidate.rebuilt:
        return
    total = next((t for t in _TOTALS if candidate.name.endswith(t)), "")
    if total and len(candidate.name) > len(total) + 1:
        candidate.name = candidate.name.removesuffix(total)
        candidate.end -= len(total)
