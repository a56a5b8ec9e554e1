"""LAC's two recurrent layers as they are trained further: forwards with what is kept for the way back.

The same arithmetic as `innograph.ingest.tagger.lac.Lac`; its vectors of characters stay as they are,
since most characters are too rare here to learn anything of.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from innograph.ingest.tagger.lac import LAYERS, Steps, in_steps

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innograph.ingest.tagger.lac import Array


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    """What one layer computed, both ways: inputs, states before, gates of update and reset, and the
    new state before its reset and after."""

    inputs: Array
    before: Array
    gates: Array
    bare: Array
    new: Array


class Recurrent:
    """One pass over texts that come longest first; each is a list of rows of the vectors."""

    def __init__(self, weights: Mapping[str, Array], texts: Sequence[Sequence[int]]) -> None:
        self._weights = weights
        self.steps = Steps([len(text) for text in texts])
        self._layers: list[_Layer] = []
        x = weights["vectors"][in_steps(texts, self.steps)]
        for layer in range(LAYERS):
            ahead, behind = self._run(np.stack([x, x[self.steps.turned]]), str(layer))
            x = np.concatenate([ahead, behind[self.steps.turned]], axis=1)
        self.states = x

    def _run(self, x: Array, layer: str) -> Array:
        weights = self._weights
        outer = x @ weights["outer" + layer] + weights["outerbias" + layer][:, None]
        inner, bias = weights["inner" + layer], weights["innerbias" + layer][:, None]
        size = inner.shape[1]
        before, bare, new, states = (np.empty((*x.shape[:2], size), np.float32) for _ in range(4))
        gates = np.empty((*x.shape[:2], 2 * size), np.float32)
        state = np.zeros((2, self.steps.counts[0], size), np.float32)
        for here, count in self._slices():
            state = state[:, :count]
            before[:, here] = state
            given, kept = outer[:, here], state @ inner + bias
            gate = np.tanh(given[..., : 2 * size] + kept[..., : 2 * size]) * 0.5 + 0.5
            gates[:, here], bare[:, here] = gate, kept[..., 2 * size :]
            fresh = np.tanh(given[..., 2 * size :] + kept[..., 2 * size :] * gate[..., size:])
            new[:, here] = fresh
            state = fresh + gate[..., :size] * (state - fresh)
            states[:, here] = state
        self._layers.append(_Layer(x, before, gates, bare, new))
        return states

    def _slices(self) -> list[tuple[slice, int]]:
        begins, counts = self.steps.begins.tolist(), self.steps.counts
        return [(slice(begins[n], begins[n + 1]), count) for n, count in enumerate(counts)]

    def gradients(self, wanted: Array) -> dict[str, Array]:
        """Of the weights, from that of the states."""
        found: dict[str, Array] = {}
        turned, size = self.steps.turned, self._weights["inner0"].shape[1]
        for layer in reversed(range(LAYERS)):
            both = np.empty((2, len(wanted), size), np.float32)
            both[0], both[1][turned] = wanted[:, :size], wanted[:, size:]
            before = self._back(both, layer, found)
            wanted = before[0].copy()
            wanted[turned] += before[1]
        return found

    def _back(self, wanted: Array, layer: int, found: dict[str, Array]) -> Array:
        """The gradient of what came into a layer; those of its weights go into `found`."""
        seen, size = self._layers[layer], self._weights["inner0"].shape[1]
        inner = self._weights[f"inner{layer}"].transpose(0, 2, 1).copy()
        of_kept = np.empty((*wanted.shape[:2], 3 * size), np.float32)
        of_new = np.empty_like(wanted)
        later = np.zeros((2, 0, size), np.float32)
        for here, _ in reversed(self._slices()):
            now = wanted[:, here].copy()
            now[:, : later.shape[1]] += later
            update, reset = seen.gates[:, here, :size], seen.gates[:, here, size:]
            new = seen.new[:, here]
            of_new[:, here] = now * (1 - update) * (1 - new * new)
            kept = of_kept[:, here]
            kept[..., :size] = 2 * update * (1 - update) * now * (seen.before[:, here] - new)
            kept[..., size : 2 * size] = (
                2 * reset * (1 - reset) * of_new[:, here] * seen.bare[:, here]
            )
            kept[..., 2 * size :] = of_new[:, here] * reset
            later = now * update + kept @ inner
        found[f"inner{layer}"] = seen.before.transpose(0, 2, 1) @ of_kept
        found[f"innerbias{layer}"] = of_kept.sum(axis=1)
        of_kept[..., 2 * size :] = of_new
        found[f"outer{layer}"] = seen.inputs.transpose(0, 2, 1) @ of_kept
        found[f"outerbias{layer}"] = of_kept.sum(axis=1)
        below: Array = of_kept @ self._weights[f"outer{layer}"].transpose(0, 2, 1)
        return below
