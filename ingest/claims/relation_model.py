"""A trained model of relations: logistic regressions over what is seen of a pair, one a predicate."""

from __future__ import annotations

import zlib
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.ingest.tagger.model_files import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from innograph.ingest.tagger.lac import Array

FILE = "relations.npz"


@dataclass(frozen=True, slots=True, eq=False)
class RelationModel:
    """`keys` are the hashes of features in order, `weights` a row for each with a column for each
    predicate. `slope` and `offset` turn the score of a pair into the share of such that are right."""

    predicates: tuple[str, ...]
    keys: Any
    weights: Array
    biases: Array
    slope: float
    offset: float

    def scores(self, hashes: Sequence[Any]) -> Array:
        """Of each pair, by the hashes of what is seen of it, the logarithm of the odds of each
        predicate."""
        found = np.concatenate(hashes) if len(hashes) else np.zeros(0, np.uint32)
        places = np.searchsorted(self.keys, found)
        places[places == len(self.keys)] = 0
        known = self.keys[places] == found
        rows = np.repeat(np.arange(len(hashes)), [len(row) for row in hashes])[known]
        counts = np.bincount(rows, minlength=len(hashes))
        begins = (np.cumsum(counts) - counts)[counts > 0]
        scores = np.tile(self.biases, (len(hashes), 1))
        if len(begins):
            scores[counts > 0] += np.add.reduceat(self.weights[places[known]], begins)
        return scores

    def confidence(self, score: float) -> float:
        """How many of 100 links with such a score a reader has too, as a share."""
        return float(1 / (1 + np.exp(-(self.slope * score + self.offset))))


def hashes_of(features: Iterable[str]) -> Any:
    """The features as numbers, each once."""
    numbers = dict.fromkeys(map(zlib.crc32, map(str.encode, features)))
    return np.fromiter(numbers, np.uint32, len(numbers))


@lru_cache(maxsize=8)
def load_relations(folder: Path = SHIPPED) -> RelationModel | None:
    """The model of a folder; None where the folder has none."""
    path = folder / FILE
    if not path.is_file():
        return None
    with np.load(path) as data:
        return RelationModel(
            predicates=tuple(data["predicates"].tolist()),
            keys=data["keys"],
            weights=data["weights"].astype(np.float32),
            biases=data["biases"],
            slope=float(data["calibration"][0]),
            offset=float(data["calibration"][1]),
        )


def write_relations(folder: Path, model: RelationModel) -> None:
    """The inverse; the same model gives the same bytes."""
    np.savez_compressed(
        folder / FILE,
        predicates=np.array(model.predicates),
        keys=model.keys,
        weights=model.weights.astype(np.float16),
        biases=model.biases.astype(np.float32),
        calibration=np.array([model.slope, model.offset], np.float64),
    )
