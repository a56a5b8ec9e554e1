"""Steps down the gradient: Adam."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.ingest.tagger.lac import Array


class Adam:
    """Changes weights in place; the gradient of a step is made no longer than 1."""

    def __init__(self, weights: Mapping[str, Array], *, decay: float = 0.0) -> None:
        self._weights = weights
        self._decay = np.float32(decay)
        self._means = {name: np.zeros_like(weight) for name, weight in weights.items()}
        self._squares = {name: np.zeros_like(weight) for name, weight in weights.items()}
        self._steps = 0

    def step(self, gradients: Mapping[str, Array], rate: float) -> None:
        """One step for the weights that have a gradient."""
        self._steps += 1
        length = sum(float((gradients[name] ** 2).sum()) for name in sorted(gradients)) ** 0.5
        shorter = np.float32(min(1.0, 1 / (length + 1e-6)))
        first, second = np.float32(1 - 0.9**self._steps), np.float32(1 - 0.99**self._steps)
        for name, gradient in sorted(gradients.items()):
            short = gradient * shorter
            mean, square, weight = self._means[name], self._squares[name], self._weights[name]
            mean += np.float32(0.1) * (short - mean)
            square += np.float32(0.01) * (short * short - square)
            move = mean / first / (np.sqrt(square / second) + np.float32(1e-8))
            weight -= np.float32(rate) * (move + self._decay * weight)
