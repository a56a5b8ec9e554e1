"""The second tagger: a small network over words, on the states of LAC and what the rules say.

For each word the states at its first and last character and a vector for each of its marks, two
convolutions over its neighbours, then a linear-chain field over the labels, and beside it the class of
the name that the word stands in. `network.npz` holds its weights, the labels, the classes, and the
values that each mark may have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.ingest.tagger.lac import SIZE, one_thread
from innograph.ingest.tagger.tagger import NOTHING, Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from innograph.ingest.tagger.features import Sequences
    from innograph.ingest.tagger.lac import Array, Lac

CONVOLUTIONS = 2
_TOGETHER = 64  # sentences
_LEAST = 1e-20  # of a label against the best, so that no sum is nothing


class Network:
    """Weights, and the probabilities that they give."""

    def __init__(self, weights: Mapping[str, Any]) -> None:
        self.weights = dict(weights)
        self.labels: list[str] = weights["labels"].tolist()
        self.classes: list[str] = weights["classes"].tolist()
        names = sorted(name for name in weights if name.startswith("values"))
        self.values = [
            {value: row for row, value in enumerate(weights[name].tolist(), 1)} for name in names
        ]
        self._run = {
            name: np.asarray(array, np.float32)
            for name, array in self.weights.items()
            if array.dtype.kind == "f"
        }

    def rows_of(self, marks: Sequence[Sequence[str]]) -> Any:
        """The marks of words as rows of the vectors; 0 is a value that was hardly seen."""
        pairs = [[v.get(m, 0) for v, m in zip(self.values, row, strict=True)] for row in marks]
        return np.array(pairs, np.int32).reshape(len(marks), len(self.values))

    def read(self, sequences: Sequences, lac: Lac) -> Reading:
        """The probabilities of all words of a document."""
        return self.read_states(sequences, word_states([sequences], lac)[0])

    @one_thread
    def read_states(self, sequences: Sequences, states: Any) -> Reading:
        """The same, from what LAC made of the words."""
        reading = Reading(sequences.words, self.classes)
        at = 0
        for begin in range(0, len(sequences.spans), _TOGETHER):
            spans = sequences.spans[begin : begin + _TOGETHER]
            lengths = [stop - first for first, stop, _ in spans]
            marks = [row for span in spans for row in sequences.marks(*span)]
            x = states[at : at + len(marks)].astype(np.float32)
            at += len(marks)
            found = self.probabilities(x, self.rows_of(marks), lengths)
            for (first, stop, _), (of_labels, of_classes) in zip(spans, found, strict=True):
                reading.sentences.append((first, stop))
                self._note(reading, first, of_labels, of_classes)
        return reading

    def probabilities(self, x: Array, marks: Any, lengths: list[int]) -> list[tuple[Array, Array]]:
        """Of each label for each word, and the logarithms of those of each class, by sentence, from
        the states and the rows of the marks."""
        starts, places, size = lay_out(lengths)
        weights = self._run
        vectors = [weights[f"vectors{n}"][marks[:, n]] for n in range(len(self.values))]
        inner = np.concatenate(vectors, axis=1) @ weights["marked"] + weights["bias"]
        h = np.zeros((size, inner.shape[1]), np.float32)
        h[places] = np.maximum(x @ weights["seen"] + inner, 0)
        for layer in range(CONVOLUTIONS):
            more = beside(h) @ weights[f"beside{layer}"] + weights[f"besidebias{layer}"]
            h[places] += np.maximum(more[places], 0)
        scores = h @ weights["out"] + weights["outbias"]
        of_labels = Chains(scores, weights["following"], lengths, starts).probabilities
        of_classes = log_softmax(h @ weights["class"] + weights["classbias"])
        return [
            (of_labels[at : at + n], of_classes[at : at + n])
            for at, n in zip(starts, lengths, strict=True)
        ]

    def _note(self, reading: Reading, first: int, of_labels: Array, of_classes: Array) -> None:
        for row, column in np.argwhere(of_labels >= NOTHING).tolist():
            label = self.labels[column]
            if label != "O":
                table = reading.begins if label.startswith("B-") else reading.insides
                table[first + row, label[2:]] = round(float(of_labels[row, column]), 4)
                reading.of_classes[first + row] = of_classes[row]


def read_network(path: Path) -> Network:
    """The network of a file."""
    with np.load(path) as file:
        return Network({name: file[name] for name in file.files})


@one_thread
def word_states(documents: Sequence[Sequences], lac: Lac) -> list[Any]:
    """For each document LAC's states at the first and last character of every word of its sentences,
    half floats."""
    texts = [
        document.words.text[document.words.starts[first] : document.words.ends[stop - 1]]
        for document in documents
        for first, stop, _ in document.spans
    ]
    states = iter(lac.states(texts))
    return [_at_borders(document, states) for document in documents]


def _at_borders(document: Sequences, states: Iterator[Array]) -> Any:
    words = document.words
    found = [np.zeros((0, 2 * SIZE), np.float16)]
    for first, stop, _ in document.spans:
        low, said = words.starts[first], next(states)
        begins = [start - low for start in words.starts[first:stop]]
        ends = [end - 1 - low for end in words.ends[first:stop]]
        found.append(np.concatenate([said[begins], said[ends]], axis=1).astype(np.float16))
    return np.concatenate(found)


def lay_out(lengths: Iterable[int]) -> tuple[list[int], Any, int]:
    """Sentences one after another with an empty row before, between and behind them: where each
    starts, the rows of all words, and how many rows there are."""
    starts, size = [], 1
    for length in lengths:
        starts.append(size)
        size += length + 1
    rows = [np.arange(at, at + n) for at, n in zip(starts, lengths, strict=True)]
    return starts, np.concatenate(rows) if rows else np.zeros(0, np.int64), size


def beside(h: Array) -> Array:
    """Each row with the one before and the one behind it."""
    wide = np.zeros((len(h), 3 * h.shape[1]), np.float32)
    size = h.shape[1]
    wide[1:, :size], wide[:, size : 2 * size], wide[:-1, 2 * size :] = h[:-1], h, h[1:]
    return wide


def log_softmax(scores: Array) -> Array:
    """The logarithm of each row's shares."""
    scores = scores - scores.max(axis=1, keepdims=True)
    found: Array = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    return found


class Chains:
    """Linear chains over the labels of sentences: forward and backward, scaled at each word.

    `probabilities`: of each label at each row; `pairs`: how often each label is expected to follow
    each; `total`: the logarithm of the sum over all labellings.
    """

    def __init__(
        self, scores: Array, following: Array, lengths: Sequence[int], starts: Sequence[int]
    ) -> None:
        order = sorted(range(len(lengths)), key=lambda place: (-lengths[place], place))
        first = np.array([starts[place] for place in order])
        longest = lengths[order[0]]
        sizes = np.array([lengths[place] for place in order])
        counts = [int(np.count_nonzero(sizes > step)) for step in range(longest)]
        highest = scores.max(axis=1, keepdims=True)
        own, after = np.maximum(np.exp(scores - highest), _LEAST), np.exp(following)
        ahead: list[Array] = []
        sums: list[Array] = []
        for step, count in enumerate(counts):
            here = own[first[:count] + step]
            now = here if step == 0 else (ahead[-1][:count] @ after) * here
            sums.append(now.sum(axis=1, keepdims=True))
            ahead.append(now / sums[-1])
        self.probabilities = np.zeros_like(scores)
        self.pairs = np.zeros_like(following)
        self.total = sum(float(np.log(part).sum()) for part in sums)
        self.total += float(
            sum(highest[at : at + n].sum() for at, n in zip(starts, lengths, strict=True))
        )
        behind = np.ones((0, len(following)), np.float32)
        for step in range(longest - 1, -1, -1):
            now = np.ones((counts[step], len(following)), np.float32)
            if step + 1 < longest:
                more = counts[step + 1]
                coming = own[first[:more] + step + 1] * behind / sums[step + 1]
                now[:more] = coming @ after.T
                self.pairs += ahead[step][:more].T @ coming
            self.probabilities[first[: counts[step]] + step] = ahead[step] * now
            behind = now
        self.pairs *= after
