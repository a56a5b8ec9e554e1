"""The network learnt: batches of sentences, gradients by hand, Adam; numpy alone.

LAC's states stay as they are. They are turned to their 192 strongest directions, found once over all
words; a trained network has that turn inside its first weights. The same words give the same bytes on
one machine.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.ingest.tagger.lac import one_thread
from innograph.ingest.tagger.network import CONVOLUTIONS, Chains, Network, beside, lay_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innograph.ingest.tagger.lac import Array

DIRECTIONS = 192
HIDDEN = 128
EPOCHS = 6
BATCH = 600  # words
RATE, WARM, EVEN, LAST = 2e-3, 0.15, 0.3, 0.02  # rises to WARM of the steps, falls from EVEN on
DECAY = 0.02
DROPPED = 76  # of 256: dropout
LEAST_SEEN = 5  # times that a mark's value must be seen to have a vector
# A vector's length: letter, rule, cluster, ending, its class, nested, next class, how far, kind, length.
SIZES = (12, 24, 32, 24, 12, 6, 12, 6, 4, 4)


@dataclass(frozen=True, slots=True, eq=False)
class Sentences:
    """Words of sentences: states of LAC, marks and labels; sentence i is words bounds[i] … bounds[i+1]."""

    states: Any
    marks: Sequence[tuple[str, ...]]
    labels: Sequence[str]
    bounds: Sequence[int]


@dataclass(frozen=True, slots=True, eq=False)
class Turned:
    """States in their strongest directions, and how they got there."""

    states: Array
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
    matrix, middle = (vectors / sizes).astype(np.float32), mean.astype(np.float32)
    turned = [(piece - middle) @ matrix for piece in pieces]
    return Turned(np.concatenate(turned), middle, matrix)


@one_thread
def train_network(sentences: Sentences, turned: Turned, chosen: Iterable[int]) -> Network:
    """A network of the chosen sentences."""
    return _Training(sentences, turned, list(chosen)).run()


class _Training:
    def __init__(self, sentences: Sentences, turned: Turned, chosen: list[int]) -> None:
        self._bounds = sentences.bounds
        self._turned = turned
        self._chosen = chosen
        places = [n for i in chosen for n in range(self._bounds[i], self._bounds[i + 1])]
        self._labels = sorted({sentences.labels[n] for n in places})
        self._values = _values(sentences.marks[n] for n in places)
        plain = Network(self._packed({}))
        self._marks = np.zeros((len(sentences.marks), len(SIZES)), np.int32)
        self._marks[places] = plain.rows_of([sentences.marks[n] for n in places])
        known = {label: n for n, label in enumerate(self._labels)}
        self._gold = np.array([known.get(label, 0) for label in sentences.labels])
        self._random = np.random.default_rng(0)
        self._weights = self._begin()
        self._means = {name: np.zeros_like(w) for name, w in self._weights.items()}
        self._squares = {name: np.zeros_like(w) for name, w in self._weights.items()}
        self._steps = 0

    def _packed(self, weights: dict[str, Array]) -> dict[str, Any]:
        """As a network has it: with labels and values, and names that tell the layers."""
        values = {f"values{n}": np.array(found) for n, found in enumerate(self._values)}
        return {"labels": np.array(self._labels), **values, **weights}

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
        weights["following"] = np.zeros((labels, labels), np.float32)
        return weights

    def run(self) -> Network:
        words = sum(self._bounds[i + 1] - self._bounds[i] for i in self._chosen)
        steps = EPOCHS * words / BATCH
        for _ in range(EPOCHS):
            self._random.shuffle(self._chosen)
            for batch in self._batches():
                self._steps += 1
                self._update(self._gradients(batch), _rate(min(1.0, self._steps / steps)))
        return Network(self._packed(self._finished()))

    def _finished(self) -> dict[str, Array]:
        """The weights as half floats, with the turn of the states inside."""
        weights = dict(self._weights)
        weights["bias"] = weights["bias"] - self._turned.mean @ self._turned.turn @ weights["seen"]
        weights["seen"] = self._turned.turn @ weights["seen"]
        return {name: array.astype(np.float16) for name, array in weights.items()}

    def _batches(self) -> Iterable[list[int]]:
        batch: list[int] = []
        words = 0
        for sentence in self._chosen:
            batch.append(sentence)
            words += self._bounds[sentence + 1] - self._bounds[sentence]
            if words >= BATCH:
                yield batch
                batch, words = [], 0

    def _drop(self, array: Array) -> tuple[Array, Array]:
        """An array with some of it left out, and what to multiply its gradient by."""
        drawn = self._random.integers(0, 256, array.shape, dtype=np.uint8)
        kept = (drawn >= DROPPED) * np.float32(256 / (256 - DROPPED))
        return array * kept, kept

    def _gradients(self, batch: list[int]) -> dict[str, Array]:
        """Of the mean over words of the logarithm of the right labelling's probability."""
        weights = self._weights
        bounds = [(self._bounds[i], self._bounds[i + 1]) for i in batch]
        lengths = [stop - first for first, stop in bounds]
        words = np.concatenate([np.arange(first, stop) for first, stop in bounds])
        starts, places, size = lay_out(lengths)
        marks = self._marks[words]
        vectors = [weights[f"vectors{n}"][marks[:, n]] for n in range(len(SIZES))]
        x, _ = self._drop(self._turned.states[words])
        e, e_kept = self._drop(np.concatenate(vectors, axis=1))
        h = np.zeros((size, HIDDEN), np.float32)
        h[places] = np.maximum(x @ weights["seen"] + e @ weights["marked"] + weights["bias"], 0)
        first_on = h > 0
        layers = []
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
        found = {"following": d_following / len(words)}

        found["out"], found["outbias"] = last.T @ d_scores, d_scores.sum(axis=0)
        d_h = (d_scores @ weights["out"].T) * last_kept
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
        at = 0
        for n, width in enumerate(SIZES):
            table = np.zeros_like(weights[f"vectors{n}"])
            np.add.at(table, marks[:, n], d_e[:, at : at + width])
            found[f"vectors{n}"] = table
            at += width
        return found

    def _update(self, gradients: dict[str, Array], rate: float) -> None:
        """One step of Adam with decay, its gradient no longer than 1."""
        length = sum(float((array * array).sum()) for array in gradients.values()) ** 0.5
        shorter = np.float32(min(1.0, 1 / (length + 1e-6)))
        first, second = np.float32(1 - 0.9**self._steps), np.float32(1 - 0.99**self._steps)
        for name, array in sorted(gradients.items()):
            step = array * shorter
            mean, square, weight = self._means[name], self._squares[name], self._weights[name]
            mean += np.float32(0.1) * (step - mean)
            square += np.float32(0.01) * (step * step - square)
            move = mean / first / (np.sqrt(square / second) + np.float32(1e-8))
            weight -= np.float32(rate) * (move + np.float32(DECAY) * weight)


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
