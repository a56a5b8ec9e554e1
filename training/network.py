"""The network learnt: batches of sentences, gradients by hand, Adam; numpy alone.

LAC's layers are trained further with it, at a lower rate. Their states are turned to their 192 strongest
directions, found once over all words as LAC came; a trained network has that turn inside its first
weights. The same sentences give the same bytes on one machine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.ingest.tagger.lac import SIZE, Lac, one_thread
from innograph.ingest.tagger.network import (
    CONVOLUTIONS,
    Chains,
    Network,
    beside,
    lay_out,
    log_softmax,
)
from training.adam import Adam
from training.recurrent import Recurrent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innograph.ingest.tagger.lac import Array

DIRECTIONS = 192
HIDDEN = 128
EPOCHS = 6
BATCH = 600  # words
RATE, WARM, EVEN, LAST = 2e-3, 0.15, 0.3, 0.02  # rises to WARM of the steps, falls from EVEN on
LAC_RATE = 0.3  # of it for LAC's layers
DECAY = 0.02
SORTED = 12  # batches whose sentences are sorted by length, so that those of one are about as long
DROPPED = 76  # of 256: dropout
CLASS = 0.5  # of the classes' loss beside the labels'
LEAST_SEEN = 5  # times that a mark's value must be seen to have a vector
# A vector's length: letter, rule, cluster, ending, its class, nested, next class, how far, kind, length.
SIZES = (12, 24, 32, 24, 12, 6, 12, 6, 4, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Words of sentences, with marks and labels; sentence i is words bounds[i] … bounds[i+1].

    `classes` has the class of the name that a word stands in, or nothing.

    `texts` has a text for each sentence, `firsts` and `lasts` for each word where its first and last
    character stand in it.
    """

    texts: Sequence[str]
    firsts: Sequence[int]
    lasts: Sequence[int]
    marks: Sequence[tuple[str, ...]]
    labels: Sequence[str]
    classes: Sequence[str]
    bounds: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """How states are turned to their strongest directions: less `mean`, times `turn`."""

    mean: Array
    turn: Array


@one_thread
def turn(states: Any) -> Turned:
    """Principal components of the states, the weak ones not quite to the size of the strong ones."""
    width = states.shape[1]
    total, products = np.zeros(width), np.zeros((width, width))
    pieces = [states[at : at + 8192].astype(np.float32) for at in range(0, len(states), 8192)]
    for piece in pieces:
        total += piece.sum(axis=0)
        products += piece.T @ piece
    mean = total / len(states)
    values, vectors = np.linalg.eigh(products / len(states) - np.outer(mean, mean))
    values, vectors = values[::-1][:DIRECTIONS], vectors[:, ::-1][:, :DIRECTIONS]
    sizes = np.sqrt(np.maximum(values, values.mean() * 0.05))
    return Turned(mean.astype(np.float32), (vectors / sizes).astype(np.float32))


@one_thread
def train_network(
    sentences: Sentences, turned: Turned, lac: Lac, chosen: Iterable[int]
) -> tuple[Network, Lac]:
    """A network of the chosen sentences, and LAC as it was trained further with it."""
    return _Training(sentences, turned, lac, list(chosen)).run()


class _Training:
    def __init__(self, sentences: Sentences, turned: Turned, lac: Lac, chosen: list[int]) -> None:
        self._bounds = sentences.bounds
        self._turned = turned
        self._chosen = chosen
        self._lac = lac
        self._texts = {i: lac.rows(sentences.texts[i]) for i in chosen}
        self._firsts, self._lasts = np.array(sentences.firsts), np.array(sentences.lasts)
        places = [n for i in chosen for n in range(self._bounds[i], self._bounds[i + 1])]
        self._labels = sorted({sentences.labels[n] for n in places})
        self._classes = sorted({sentences.classes[n] for n in places} - {""})
        self._values = _values(sentences.marks[n] for n in places)
        plain = Network(self._packed({}))
        self._marks = np.zeros((len(sentences.marks), len(SIZES)), np.int32)
        self._marks[places] = plain.rows_of([sentences.marks[n] for n in places])
        known = {label: n for n, label in enumerate(self._labels)}
        self._gold = np.array([known.get(label, 0) for label in sentences.labels])
        numbers = {cls: n for n, cls in enumerate(self._classes)}
        self._class = np.array([numbers.get(cls, -1) for cls in sentences.classes])
        self._random = np.random.default_rng(0)
        self._weights = self._begin()
        self._layers = {name: weight.copy() for name, weight in lac.weights.items()}
        self._learning = Adam(self._weights, decay=DECAY)
        self._learning_layers = Adam(self._layers)

    def _packed(self, weights: dict[str, Array]) -> dict[str, Any]:
        """As a network has it: with labels and values, and names that tell the layers."""
        values = {f"values{n}": np.array(found) for n, found in enumerate(self._values)}
        names = {"labels": np.array(self._labels), "classes": np.array(self._classes)}
        return {**names, **values, **weights}

    def _begin(self) -> dict[str, Array]:
        def normal(scale: float, *shape: int) -> Array:
            return (self._random.standard_normal(shape) * scale).astype(np.float32)

        labels, marked = len(self._labels), sum(SIZES)
        weights = {
            f"vectors{n}": normal(0.3, len(found) + 1, size)
            for n, (found, size) in enumerate(zip(self._values, SIZES, strict=True))
        }
        weights["seen"] = normal(DIRECTIONS**-0.5, DIRECTIONS, HIDDEN)
        weights["marked"] = normal(marked**-0.5, marked, HIDDEN)
        weights["bias"] = np.zeros(HIDDEN, np.float32)
        for layer in range(CONVOLUTIONS):
            weights[f"beside{layer}"] = normal((3 * HIDDEN) ** -0.5, 3 * HIDDEN, HIDDEN)
            weights[f"besidebias{layer}"] = np.zeros(HIDDEN, np.float32)
        weights["out"] = normal(0.05, HIDDEN, labels)
        weights["outbias"] = np.zeros(labels, np.float32)
        weights["class"] = normal(0.05, HIDDEN, len(self._classes))
        weights["classbias"] = np.zeros(len(self._classes), np.float32)
        weights["following"] = np.zeros((labels, labels), np.float32)
        return weights

    def run(self) -> tuple[Network, Lac]:
        words = sum(self._bounds[i + 1] - self._bounds[i] for i in self._chosen)
        steps, done = EPOCHS * words / BATCH, 0
        for _ in range(EPOCHS):
            for batch in self._batches():
                done += 1
                rate = _rate(min(1.0, done / steps))
                of_weights, of_layers = self._gradients(batch)
                self._learning.step(of_weights, rate)
                self._learning_layers.step(of_layers, rate * LAC_RATE)
        return Network(self._packed(self._finished())), Lac(self._lac.file(self._layers))

    def _finished(self) -> dict[str, Array]:
        """The weights as half floats, with the turn of the states inside."""
        weights = dict(self._weights)
        moved: Any = self._turned.mean @ self._turned.turn @ weights["seen"]
        weights["bias"] = weights["bias"] - moved
        weights["seen"] = self._turned.turn @ weights["seen"]
        return {name: array.astype(np.float16) for name, array in weights.items()}

    def _batches(self) -> list[list[int]]:
        """All sentences in an order of chance, those of one batch about as long."""
        self._random.shuffle(self._chosen)
        batches = [
            batch
            for some in self._parts(self._chosen, SORTED * BATCH)
            for batch in self._parts(sorted(some, key=lambda i: len(self._texts[i])), BATCH)
        ]
        return [batches[n] for n in self._random.permutation(len(batches))]

    def _parts(self, sentences: Iterable[int], size: int) -> Iterable[list[int]]:
        """Cut after `size` words or a little more."""
        part: list[int] = []
        words = 0
        for sentence in sentences:
            part.append(sentence)
            words += self._bounds[sentence + 1] - self._bounds[sentence]
            if words >= size:
                yield part
                part, words = [], 0
        if part:
            yield part

    def _drop(self, array: Array) -> tuple[Array, Array]:
        """An array with some of it left out, and what to multiply its gradient by."""
        drawn: Any = self._random.integers(0, 256, array.shape, dtype=np.uint8)
        kept: Array = (drawn >= DROPPED).astype(np.float32)
        kept *= np.float32(256 / (256 - DROPPED))
        return array * kept, kept

    def _gradients(self, batch: list[int]) -> tuple[dict[str, Array], dict[str, Array]]:
        """Of the mean over words of the logarithm of the right labelling's probability, and of the
        right class's where a word has one: those of the network's weights, and those of LAC's layers."""
        weights = self._weights
        batch = sorted(batch, key=lambda i: -len(self._texts[i]))
        bounds = [(self._bounds[i], self._bounds[i + 1]) for i in batch]
        lengths = [stop - first for first, stop in bounds]
        words = np.concatenate([np.arange(first, stop) for first, stop in bounds])
        starts, places, size = lay_out(lengths)
        marks = self._marks[words]
        vectors = [weights[f"vectors{n}"][marks[:, n]] for n in range(len(SIZES))]
        layers_of_lac = Recurrent(self._layers, [self._texts[i] for i in batch])
        rows = [layers_of_lac.steps.rows_of(n) for n in range(len(batch))]
        at_words = [
            np.concatenate([rows[n][at[first:stop]] for n, (first, stop) in enumerate(bounds)])
            for at in (self._firsts, self._lasts)
        ]
        states = np.concatenate([layers_of_lac.states[at] for at in at_words], axis=1)
        x, x_kept = self._drop((states - self._turned.mean) @ self._turned.turn)
        e, e_kept = self._drop(np.concatenate(vectors, axis=1))
        h = np.zeros((size, HIDDEN), np.float32)
        h[places] = np.maximum(x @ weights["seen"] + e @ weights["marked"] + weights["bias"], 0)
        first_on = h > 0
        layers: list[tuple[Array, Any, Array]] = []
        for layer in range(CONVOLUTIONS):
            dropped, kept = self._drop(h)
            wide = beside(dropped)
            more = np.maximum(wide @ weights[f"beside{layer}"] + weights[f"besidebias{layer}"], 0)
            on = np.zeros_like(first_on)
            on[places] = more[places] > 0
            h = h + more * on
            layers.append((wide, on, kept))
        last, last_kept = self._drop(h)
        scores = last @ weights["out"] + weights["outbias"]

        chains = Chains(scores, weights["following"], lengths, starts)
        gold = self._gold[words]
        d_scores = chains.probabilities.copy()
        d_scores[places, gold] -= 1
        d_scores /= len(words)
        follows = np.flatnonzero(np.diff(places) == 1)
        d_following = chains.pairs.copy()
        np.subtract.at(d_following, (gold[follows], gold[follows + 1]), 1)
        found: dict[str, Array] = {"following": d_following / np.float32(len(words))}

        found["out"], found["outbias"] = last.T @ d_scores, d_scores.sum(axis=0)
        named = self._class[words] >= 0
        at, of = places[named], self._class[words][named]
        d_class = np.exp(log_softmax(last[at] @ weights["class"] + weights["classbias"]))
        d_class[np.arange(len(at)), of] -= 1
        d_class *= CLASS / len(words)
        found["class"], found["classbias"] = last[at].T @ d_class, d_class.sum(axis=0)
        d_last = d_scores @ weights["out"].T
        d_last[at] += d_class @ weights["class"].T
        d_h = d_last * last_kept
        for layer in reversed(range(CONVOLUTIONS)):
            wide, on, kept = layers[layer]
            d_more = d_h * on
            found[f"beside{layer}"] = wide.T @ d_more
            found[f"besidebias{layer}"] = d_more.sum(axis=0)
            d_wide = d_more @ weights[f"beside{layer}"].T
            d_h = d_h + _gathered(d_wide) * kept
        d_first = (d_h * first_on)[places]
        found["seen"], found["bias"] = x.T @ d_first, d_first.sum(axis=0)
        found["marked"] = e.T @ d_first
        d_e = (d_first @ weights["marked"].T) * e_kept
        column = 0
        for n, width in enumerate(SIZES):
            table = np.zeros_like(weights[f"vectors{n}"])
            np.add.at(table, marks[:, n], d_e[:, column : column + width])
            found[f"vectors{n}"] = table
            column += width
        d_states = ((d_first @ weights["seen"].T) * x_kept) @ self._turned.turn.T
        d_rows = np.zeros_like(layers_of_lac.states)
        for half, places_of in zip((d_states[:, :SIZE], d_states[:, SIZE:]), at_words, strict=True):
            np.add.at(d_rows, places_of, half)
        return found, layers_of_lac.gradients(d_rows)


def _values(marks: Iterable[tuple[str, ...]]) -> list[list[str]]:
    """For each mark its values that are seen often enough."""
    counts = [Counter[str]() for _ in SIZES]
    for row in marks:
        for count, value in zip(counts, row, strict=True):
            count[value] += 1
    return [sorted(v for v, times in count.items() if times >= LEAST_SEEN) for count in counts]


def _rate(done: float) -> float:
    falling = max(LAST, 1 - max(0.0, (done - EVEN) / (1 - EVEN)))
    return RATE * min(1.0, done / WARM) * falling


def _gathered(wide: Array) -> Array:
    """The gradient of rows, of the gradient of them with their neighbours."""
    size = wide.shape[1] // 3
    rows = wide[:, size : 2 * size].copy()
    rows[:-1] += wide[1:, :size]
    rows[1:] += wide[:-1, 2 * size :]
    return rows
