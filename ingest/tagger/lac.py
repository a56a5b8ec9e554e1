"""What a network that was trained on very much Chinese makes of each character: LAC of Baidu.

Its characters' vectors and its two layers of gated recurrent units, both ways, without what it put on
top (words and their tags). `lac.npz` holds the weights as half floats; `training/lac.py` made it.
Sentences of about one length go together, each step over those that are long enough, so nothing is
computed for padding, and what a document gives does not depend on other documents.
"""

from __future__ import annotations

from functools import lru_cache, wraps
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    Array = np.ndarray[Any, np.dtype[np.float32]]

P = ParamSpec("P")
R = TypeVar("R")
SIZE = 256  # of a state: both ways
_TOGETHER = 128  # sentences
_LAYERS = 2


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


class Lac:
    """The weights, and states by character."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as file:
            self._rows = {char: row for row, char in enumerate(file["characters"].tolist(), 1)}
            self._rows |= {
                char: self._rows[to] for char, to in zip(*file["folded"].tolist(), strict=True)
            }
            self._weights: dict[str, Array] = {"vectors": file["vectors"].astype(np.float32)}
            for layer in range(_LAYERS):
                for part in ("outer", "outerbias", "inner", "innerbias"):
                    ways = [file[f"{part}{layer}{way}"] for way in "ab"]
                    joined = np.stack(ways).astype(np.float32)
                    self._weights[f"{part}{layer}"] = _halved(joined)

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
        """States of texts that come longest first: the first characters of all, the second ones …"""
        lengths = np.array([len(text) for text in texts])
        counts = [int(np.count_nonzero(lengths > step)) for step in range(len(texts[0]))]
        begins = np.concatenate([[0], np.cumsum(counts)])
        rows = [
            self._rows.get(text[step], 0)
            for step, count in enumerate(counts)
            for text in texts[:count]
        ]
        turned = np.concatenate(
            [
                begins[lengths[:count] - 1 - step] + np.arange(count)
                for step, count in enumerate(counts)
            ]
        )
        x = self._weights["vectors"][rows]
        for layer in range(_LAYERS):
            ahead, behind = self._run(np.stack([x, x[turned]]), counts, str(layer))
            x = np.concatenate([ahead, behind[turned]], axis=1)
        return [x[begins[: len(text)] + place] for place, text in enumerate(texts)]

    def _run(self, x: Array, counts: list[int], layer: str) -> Array:
        """One layer both ways: update, reset and new state in one product a step."""
        outer = x @ self._weights["outer" + layer] + self._weights["outerbias" + layer][:, None]
        inner, bias = self._weights["inner" + layer], self._weights["innerbias" + layer][:, None]
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


def _halved(array: Array) -> Array:
    """The parts for update and reset by two: 1 / (1 + exp(-x)) is (1 + tanh(x / 2)) / 2, and quicker."""
    size = array.shape[-1] // 3
    array[..., : 2 * size] *= 0.5
    return array


@lru_cache(maxsize=2)
def load_lac(path: Path) -> Lac:
    """The weights of a file."""
    return Lac(path)
