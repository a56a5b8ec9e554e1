"""The class of a name under its top class: 车联网 is a technology, 车联网产业 an industry, 车联网先导区
a park.

A logistic regression over the characters of the name, what the rules take it for, and what the text
says around it. Endings of classes that it was not trained on (a user's own) go before it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft
    from innograph.ingest.entities.words import Words

_LONGEST_ENDING = 8
_FIELD_TAIL = re.compile("产业(?:链|集群)?|领域|行业|技术")
_LONGEST_FIELD = 10  # characters that are looked at before such a tail
READ = 0.5  # what the network's logarithms count beside the regression's; found by cross-validation
_NOTHING: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Classes:
    """For each top class its classes, their biases, and the weights of each feature for each class."""

    names: Mapping[str, tuple[str, ...]]
    biases: Mapping[str, tuple[float, ...]]
    weights: Mapping[str, Mapping[str, tuple[float, ...]]]
    usual: Mapping[str, str]

    def of(
        self,
        name: str,
        top: str,
        ontology: Ontology,
        around: Iterable[str] = (),
        read: Mapping[str, float] = _NOTHING,
    ) -> str:
        """The most probable class of a name; `around` is what `Surroundings` say of it, `read` the
        logarithms of the classes' probabilities by the network."""
        ending = class_of_ending(name, top, ontology)
        known = self.names.get(top, ())
        if ending is not None and ending not in known:
            return ending
        if not known:
            return self.usual.get(top, top)
        scores, weights = list(self.biases[top]), self.weights[top]
        for feature in (*iter_features(name, ending), *around):
            for place, weight in enumerate(weights.get(feature, ())):
                scores[place] += weight
        scores = [
            score + READ * read.get(cls, 0.0) for cls, score in zip(known, scores, strict=True)
        ]
        return known[max(range(len(known)), key=lambda place: (scores[place], -place))]


def class_of_ending(name: str, top: str, ontology: Ontology) -> str | None:
    """The class of the longest ending of the name under its top class."""
    for length in range(min(_LONGEST_ENDING, len(name)), 0, -1):
        cls = ontology.endings.get(name[-length:])
        if cls is not None and ontology.top(cls) == top:
            return cls
    return None


def iter_features(name: str, ending: str | None) -> Iterator[str]:
    """What the regression sees of a name."""
    yield f"e={ending}"
    yield f"length={min(len(name), 12) // 3}"
    for length in range(1, 5):
        yield f"s{length}={name[-length:]}"
    for length in range(1, 4):
        yield f"p{length}={name[:length]}"
    if "“" in name:
        yield "quoted"
    for place in range(len(name) - 1):
        yield "g=" + name[place : place + 2]


class Surroundings:
    """What a document says of the classes of names: what rules take them for, how their lists end,
    what follows them. By cross-validation: 93.8 % of the classes right, 92.4 % by the name alone.
    """

    def __init__(self, draft: Draft, words: Words) -> None:
        self._words = words
        self._rules: dict[str, Counter[tuple[str, str]]] = {}
        self._tails: dict[str, str] = {}
        self._fields: dict[str, set[str]] = {}  # what stands before 产业, 技术 …, however long
        for candidate in draft.candidates:
            self._add(candidate)
        for match in _FIELD_TAIL.finditer(words.text):
            end = match.start()
            for start in range(max(0, end - _LONGEST_FIELD), end - 1):
                self._fields.setdefault(words.text[start:end], set()).add(match[0])

    def _add(self, candidate: Candidate) -> None:
        votes = self._rules.setdefault(candidate.name, Counter())
        votes[candidate.cls, candidate.rule] += 1
        if candidate.listing is not None:
            self._tails.setdefault(candidate.name, candidate.listing.tail)

    def features(self, name: str, top: str, stop: int | None) -> Iterator[str]:
        """What the regression sees beside the name; `stop` is the word behind it, if it is said."""
        votes = self._rules.get(name)
        if votes:
            cls, rule = min(votes, key=lambda vote: (-votes[vote], vote))
            yield "rule=" + cls
            yield f"rule={cls},{rule}"
        tail = self._tails.get(name)
        if tail:
            yield "tail=" + tail
            yield "tail2=" + tail[-2:]
        if top == "Field":
            yield from self._of_field(name, stop)

    def _of_field(self, name: str, stop: int | None) -> Iterator[str]:
        words = self._words
        for tail in sorted(self._fields.get(name, ())):
            yield "said with " + tail
        if stop is not None:
            yield "right=" + (words.words[stop] if stop < len(words) else "")
            yield f"right2={words.letter(stop)}{words.letter(stop + 1)}"
