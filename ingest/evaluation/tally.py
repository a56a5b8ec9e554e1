"""Pairs → the figures of the guidelines: right, extra, missed; precision, recall, F1."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from innograph.ingest.evaluation.compare import same_class, same_status, same_top
from innograph.ingest.evaluation.records import Entity, Link, Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison, Pair

_R = TypeVar("_R", Entity, Link, Number)

STATUS = "link status"


@dataclass(slots=True)
class Tally:
    """`right`, `extra` (found and not in gold) and `missed` (in gold and not found).

    `missed` is None where only what was found is judged: then there is no recall and no F1.
    `sure` is the sum of the confidences of what was found.
    """

    right: int = 0
    extra: int = 0
    missed: int | None = 0
    sure: float = 0.0

    @property
    def precision(self) -> float | None:
        return _share(self.right, self.right + self.extra)

    @property
    def recall(self) -> float | None:
        return None if self.missed is None else _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float | None:
        if self.missed is None:
            return None
        return _share(2 * self.right, 2 * self.right + self.extra + self.missed)

    @property
    def stated(self) -> float | None:
        """The precision that the confidences promise; None where there are none."""
        return _share(self.sure, self.right + self.extra) if self.sure else None

    def add(self, gold: object, found: object, *, same: bool = True) -> None:
        """Count a pair. Two that met and are not the same are one missed and one extra."""
        right = gold is not None and found is not None and same
        self.right += right
        self.extra += found is not None and not right
        if self.missed is not None:
            self.missed += gold is not None and not right


def _share(part: float, whole: int) -> float | None:
    return part / whole if whole else None


@dataclass(slots=True)
class Figures:
    """Tallies by name, in the order in which the names came; `found_only` ones miss nothing."""

    tallies: dict[str, Tally] = field(default_factory=dict)
    found_only: bool = False

    def __getitem__(self, name: str) -> Tally:
        return self.tallies.setdefault(name, Tally(missed=None if self.found_only else 0))


def summary(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """The figures of the guidelines, micro-averaged over the documents."""
    figures = Figures({name: Tally(missed=None if name == STATUS else 0) for name in _SUMMARY})
    for comparison in comparisons:
        for entity in counted(comparison.entities):
            same = same_top(entity, ontology)
            figures["entities, group"].add(entity.gold, entity.found, same=same)
            figures["entities, class"].add(entity.gold, entity.found, same=same_class(entity))
        for link in counted(comparison.links):
            for name in _names_of(link):
                figures[name].add(link.gold, link.found)
            if link.gold and link.found:
                add_status(figures[STATUS], link, ontology)
        for number in counted(comparison.numbers):
            figures["observations"].add(number.gold, number.found)
    return figures.tallies


_SUMMARY = (
    "entities, group",
    "entities, class",
    "links, all",
    "links, focusesOn",
    "links, Platform focusesOn Field",
    "links, all but focusesOn",
    "observations",
    STATUS,
)


def _names_of(pair: Pair[Link]) -> Iterator[str]:
    """The figures that a link counts for."""
    yield "links, all"
    if predicate_of(pair) != "focusesOn":
        yield "links, all but focusesOn"
        return
    yield "links, focusesOn"
    if pair.tops == ("Platform", "Field"):
        yield "links, Platform focusesOn Field"


def predicate_of(pair: Pair[Link]) -> str:
    link = pair.gold or pair.found
    assert link is not None
    return link.predicate


def add_status(tally: Tally, pair: Pair[Link], ontology: Ontology) -> None:
    """Of links that were found: right or wrong; nothing can be missed."""
    right = same_status(pair, ontology)
    tally.right += right
    tally.extra += not right


def counted(pairs: Iterable[Pair[_R]]) -> Iterator[Pair[_R]]:
    """Without what is optional in gold."""
    return (pair for pair in pairs if pair.counts)
