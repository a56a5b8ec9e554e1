"""The class of a name under its top class, from the name alone: 车联网 is a technology, 车联网产业 an
industry, 车联网先导区 a park.

A logistic regression over the name's first and last characters and pairs. Endings of classes that
it was not trained on (a user's own) go before it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.graph.ontology import Ontology

_LONGEST_ENDING = 8


@dataclass(frozen=True, slots=True)
class Classes:
    """For each top class its classes, their biases, and the weights of each feature for each class."""

    names: Mapping[str, tuple[str, ...]]
    biases: Mapping[str, tuple[float, ...]]
    weights: Mapping[str, Mapping[str, tuple[float, ...]]]
    usual: Mapping[str, str]

    def of(self, name: str, top: str, ontology: Ontology) -> str:
        """The most probable class of a name."""
        ending = class_of_ending(name, top, ontology)
        known = self.names.get(top, ())
        if ending is not None and ending not in known:
            return ending
        if not known:
            return self.usual.get(top, top)
        scores = list(self.biases[top])
        for feature in iter_features(name, top, ending):
            for place, weight in enumerate(self.weights[top].get(feature, ())):
                scores[place] += weight
        return known[max(range(len(known)), key=lambda place: (scores[place], -place))]


def class_of_ending(name: str, top: str, ontology: Ontology) -> str | None:
    """The class of the longest ending of the name under its top class."""
    for length in range(min(_LONGEST_ENDING, len(name)), 0, -1):
        cls = ontology.endings.get(name[-length:])
        if cls is not None and ontology.top(cls) == top:
            return cls
    return None


def iter_features(name: str, top: str, ending: str | None) -> Iterator[str]:
    """What the regression sees of a name."""
    yield f"e={ending}"
    yield f"length={min(len(name), 12) // 3}"
    for length in range(1, 5):
        yield f"s{length}={name[-length:]}"
    for length in range(1, 4):
        yield f"p{length}={name[:length]}"
    if "“" in name:
        yield "quoted"
    if top == "Field":
        for place in range(len(name) - 1):
            yield "g=" + name[place : place + 2]
