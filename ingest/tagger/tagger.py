"""The first tagger: a conditional random field over words that says where names begin and end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from innograph.ingest.entities.words import Words
    from innograph.ingest.tagger.features import Row, Sequences
    from innograph.ingest.tagger.lac import Array

LEAST = 0.12  # of a span's probability; below it nothing was ever right
_LONGEST = 40  # words
NOTHING = 0.03  # marginals below it are not kept
_ROUNDED = 1e-6  # by which the marginals of a word may miss 1
_LIKELY = 0.3


@dataclass(frozen=True, slots=True)
class Span:
    """Words first … stop-1 as a name of a top class. `probability` is that of its weakest word."""

    first: int
    stop: int
    top: str
    probability: float


class Tagger:
    """A trained model. One instance reads one text at a time."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite

        self._crf = pycrfsuite.Tagger()
        self.model = model  # crfsuite reads it in place, for as long as it lives
        self._crf.open_inmemory(model)
        labels = self._crf.labels()
        self.tops = sorted(label[2:] for label in labels if label.startswith("B-"))
        self._longer = {label[2:] for label in labels if label.startswith("I-")}

    def read(self, sequences: Sequences) -> Reading:
        """The probabilities of all words of a document."""
        reading = Reading(sequences.words)
        for first, stop, kind in sequences.spans:
            self._read(reading, sequences.rows(first, stop, kind), first)
        return reading

    def _read(self, reading: Reading, rows: list[Row], first: int) -> None:
        self._crf.set(rows)
        reading.sentences.append((first, first + len(rows)))
        tops = list(self.tops)  # the latest found first: names have several words
        for index in range(len(rows)):
            left = 1.0 - self._crf.marginal("O", index)
            for top in tuple(tops):
                if left < NOTHING - _ROUNDED:
                    break
                begin = self._crf.marginal("B-" + top, index)
                inside = self._crf.marginal("I-" + top, index) if top in self._longer else 0.0
                left -= begin + inside
                if begin >= NOTHING:
                    reading.begins[first + index, top] = begin
                if inside >= NOTHING:
                    reading.insides[first + index, top] = inside
                if begin + inside > _LIKELY:
                    tops.remove(top)
                    tops.insert(0, top)


def mean(first: Reading, second: Reading) -> Reading:
    """The mean of two readings of the same words; classes are read by the second alone."""
    found = Reading(first.words, second.classes)
    found.sentences = first.sentences
    found.of_classes = second.of_classes
    for one, other, both in (
        (first.begins, second.begins, found.begins),
        (first.insides, second.insides, found.insides),
    ):
        for key in sorted(one.keys() | other.keys()):
            middle = (one.get(key, 0.0) + other.get(key, 0.0)) / 2
            if middle >= NOTHING:
                both[key] = middle
    return found


class Reading:
    """What the tagger makes of a document: marginal probabilities by word and top class.

    `of_classes`: for words that may be in a name, the logarithm of the probability of each class of
    `classes`.
    """

    def __init__(self, words: Words, classes: Sequence[str] = ()) -> None:
        self.words = words
        self.classes = classes
        self.of_classes: dict[int, Array] = {}
        self.sentences: list[tuple[int, int]] = []
        self.begins: dict[tuple[int, str], float] = {}
        self.insides: dict[tuple[int, str], float] = {}

    def probability(self, first: int, stop: int, top: str) -> float:
        """That words first … stop-1 are a name of a top class: the least of its marginals."""
        found = self.begins.get((first, top), 0.0)
        for index in range(first + 1, stop):
            found = min(found, self.insides.get((index, top), 0.0))
        return min(found, 1.0 - self.insides.get((stop, top), 0.0))

    def class_scores(self, first: int, stop: int) -> Mapping[str, float]:
        """For each class the mean of its logarithms over words first … stop-1; empty where nothing is
        known of them."""
        rows = [self.of_classes[i] for i in range(first, stop) if i in self.of_classes]
        if not rows:
            return {}
        total = rows[0]
        for row in rows[1:]:
            total = total + row
        return dict(zip(self.classes, (total / len(rows)).tolist(), strict=True))

    def spans(self) -> Iterator[Span]:
        """All spans of some probability, overlapping ones too, in the order of the text."""
        limits = {i: stop for first, stop in self.sentences for i in range(first, stop)}
        for (first, top), begin in sorted(self.begins.items()):
            if begin < LEAST:
                continue
            within, stop = begin, first + 1
            while stop - first <= _LONGEST:
                further = self.insides.get((stop, top), 0.0) if stop < limits[first] else 0.0
                if min(within, 1.0 - further) >= LEAST:
                    yield Span(first, stop, top, min(within, 1.0 - further))
                if further < LEAST:
                    break
                within = min(within, further)
                stop += 1
