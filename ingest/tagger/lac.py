"""What a network that was trained on very much Chinese makes of each character: LAC of Baidu.

Its characters' vectors and its two layers of gated recurrent units, both ways, without what it put on
top (words and their tags). `lac.npz` holds the weights as half floats, trained further here with the
network on top of them (`training/network.py`).
Sentences of about one length go together, each step over those that are long enough, so nothing is
computed for padding, and what a document gives does not depend on other documents.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    Array = np.ndarray[Any, np.dtype[np.float32]]

P = ParamSpec("P")
R = TypeVar("R")
SIZE = 256  # of a state: both ways
LAYERS = 2
_TOGETHER = 128  # sentences
_PARTS, _WAYS = ("outer", "outerbias", "inner", "innerbias"), "ab"


@lru_cache(maxsize=1)
def _libraries() -> Any:
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def one_thread(function: Callable[P, R]) -> Callable[P, R]:
    """Products on one thread: each process reads on one core, and small products are slower on two."""

    @wraps(function)
    def limited(*args: P.args, **kwargs: P.kwargs) -> R:
        with _libraries().limit(limits=1, user_api="blas"):
            return function(*args, **kwargs)

    return limited


class Steps:
    """Texts that come longest first, side by side: the first characters of all, the second ones …

    `counts`: how many texts have a character at each step; `begins`: the row of each step's first;
    `turned`: the row of the character as far from the end of its text as this one from its beginning.
    """

    def __init__(self, lengths: Sequence[int]) -> None:
        self.lengths = np.array(lengths)
        self.counts = [int(np.count_nonzero(self.lengths > step)) for step in range(lengths[0])]
        self.begins = np.concatenate([[0], np.cumsum(self.counts)])
        self.turned = np.concatenate(
            [
                self.begins[self.lengths[:count] - 1 - step] + np.arange(count)
                for step, count in enumerate(self.counts)
            ]
        )

    def rows_of(self, place: int) -> Any:
        """The rows of the characters of one text."""
        return self.begins[: self.lengths[place]] + place


class Lac:
    """The weights, and states by character.

    `packed`: what the file holds. `weights`: `vectors`, a row for each character, row 0 for those that
    it does not know; for each layer `outer0` … of what comes in and `inner0` … of the state, with their
    biases, both ways in one. Those of update and reset are half of what the file holds:
    1 / (1 + exp(-x)) is (1 + tanh(x / 2)) / 2, and quicker.
    """

    def __init__(self, file: Mapping[str, Any]) -> None:
        self.packed = dict(file)
        self._rows = {char: row for row, char in enumerate(file["characters"].tolist(), 1)}
        self._rows |= {
            char: self._rows[to] for char, to in zip(*file["folded"].tolist(), strict=True)
        }
        self.weights: dict[str, Array] = {"vectors": file["vectors"].astype(np.float32)}
        for name, layer in _matrices():
            joined = np.stack([file[f"{name}{layer}{way}"] for way in _WAYS]).astype(np.float32)
            _gates(joined)[...] *= 0.5
            self.weights[f"{name}{layer}"] = joined

    def file(self, weights: Mapping[str, Array]) -> dict[str, Any]:
        """What a file of these characters with other weights holds, as half floats."""
        made = dict(self.packed)
        made["vectors"] = weights["vectors"].astype(np.float16)
        for name, layer in _matrices():
            joined = weights[f"{name}{layer}"].copy()
            _gates(joined)[...] *= 2.0
            for way, half in zip(_WAYS, joined.astype(np.float16), strict=True):
                made[f"{name}{layer}{way}"] = half
        return made

    def rows(self, text: str) -> list[int]:
        """The rows of a text's characters among the vectors."""
        return [self._rows.get(char, 0) for char in text]

    def states(self, texts: Sequence[str]) -> list[Array]:
        """The states of the second layer, a row for each character."""
        found: list[Array] = [np.zeros((0, SIZE), np.float32)] * len(texts)
        order = sorted(range(len(texts)), key=lambda place: (-len(texts[place]), place))
        for first in range(0, len(order), _TOGETHER):
            places = [place for place in order[first : first + _TOGETHER] if texts[place]]
            if places:
                read = self._read([texts[place] for place in places])
                for place, states in zip(places, read, strict=True):
                    found[place] = states
        return found

    def _read(self, texts: list[str]) -> list[Array]:
        """States of texts that come longest first."""
        steps = Steps([len(text) for text in texts])
        x = self.weights["vectors"][in_steps([self.rows(text) for text in texts], steps)]
        for layer in range(LAYERS):
            ahead, behind = self._run(np.stack([x, x[steps.turned]]), steps.counts, str(layer))
            x = np.concatenate([ahead, behind[steps.turned]], axis=1)
        return [x[steps.rows_of(place)] for place in range(len(texts))]

    def _run(self, x: Array, counts: list[int], layer: str) -> Array:
        """One layer both ways: update, reset and new state in one product a step."""
        outer = x @ self.weights["outer" + layer] + self.weights["outerbias" + layer][:, None]
        inner, bias = self.weights["inner" + layer], self.weights["innerbias" + layer][:, None]
        size = inner.shape[1]
        states = np.empty((2, x.shape[1], size), np.float32)
        state = np.zeros((2, counts[0], size), np.float32)
        begin = 0
        for count in counts:
            stop = begin + count
            state = state[:, :count]
            given, kept = outer[:, begin:stop], state @ inner
            kept += bias
            gates = np.tanh(given[..., : 2 * size] + kept[..., : 2 * size])
            gates *= 0.5
            gates += 0.5
            kept[..., 2 * size :] *= gates[..., size:]
            new = np.tanh(given[..., 2 * size :] + kept[..., 2 * size :])
            state = new + gates[..., :size] * (state - new)
            states[:, begin:stop] = state
            begin = stop
        return states


def in_steps(texts: Sequence[Sequence[int]], steps: Steps) -> list[int]:
    """The rows of all texts in the order of the steps."""
    return [text[step] for step, count in enumerate(steps.counts) for text in texts[:count]]


def _matrices() -> list[tuple[str, int]]:
    return [(name, layer) for layer in range(LAYERS) for name in _PARTS]


def _gates(joined: Array) -> Array:
    """The parts of a weight for update and reset."""
    return joined[..., : joined.shape[-1] // 3 * 2]


@lru_cache(maxsize=2)
def load_lac(path: Path) -> Lac:
    """The weights of a file."""
    with np.load(path) as file:
        return Lac({name: file[name] for name in file.files})
