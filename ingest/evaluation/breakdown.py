"""The same figures by class, group, predicate, status, rule, confidence or document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from innograph.ingest.evaluation.align import top_class
from innograph.ingest.evaluation.compare import same_class, same_top
from innograph.ingest.evaluation.records import Number
from innograph.ingest.evaluation.tally import (
    Figures,
    Tally,
    add_status,
    counted,
    predicate_of,
    summary,
)

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison, Pair
    from innograph.ingest.evaluation.records import Link


def by_top(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Entities by group."""
    figures = Figures({name: Tally() for name in ontology.tops})
    for pair in counted(pair for c in comparisons for pair in c.entities):
        same = same_top(pair, ontology)
        if pair.gold:
            figures[_top(pair.gold.cls, ontology)].add(pair.gold, pair.found if same else None)
        if pair.found and not same:
            figures[_top(pair.found.cls, ontology)].add(None, pair.found)
    return _met(figures)


def by_class(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Entities by class."""
    figures = Figures({name: Tally() for name in ontology.classes})
    for pair in counted(pair for c in comparisons for pair in c.entities):
        same = same_class(pair)
        if pair.gold:
            figures[pair.gold.cls].add(pair.gold, pair.found if same else None)
        if pair.found and not same:
            figures[pair.found.cls].add(None, pair.found)
    return _met(figures)


def by_predicate(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Links by predicate."""
    figures = Figures({name: Tally() for name in ontology.predicates})
    for pair in counted(pair for c in comparisons for pair in c.links):
        figures[predicate_of(pair)].add(pair.gold, pair.found)
    return _met(figures)


def by_status(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Statuses of the links that were found, by gold's status."""
    figures = Figures(found_only=True)
    for pair in counted(pair for c in comparisons for pair in c.links):
        if pair.gold and pair.found:
            add_status(figures[pair.gold.status or ""], pair, ontology)
    return dict(sorted(figures.tallies.items()))


def by_rule(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Links and numbers by the rule that found them; what no rule found belongs to none."""
    del ontology
    figures = Figures(found_only=True)
    for pair in _ruled(comparisons):
        assert pair.found is not None
        _add_found(figures[pair.found.rule or "no rule"], pair)
    return dict(sorted(figures.tallies.items()))


# Lower ends; each band reaches to the next.
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98)


def by_confidence(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Links and numbers by the confidence that they were given, in bands."""
    del ontology
    names = (f"{noun}, {_band(low)}" for noun in _NOUNS for low in BANDS)
    figures = Figures({name: Tally(missed=None) for name in names}, found_only=True)
    for pair in _ruled(comparisons):
        assert pair.found is not None
        if pair.found.confidence is not None:
            low = max(low for low in BANDS if low <= pair.found.confidence)
            _add_found(figures[f"{_noun(pair.found)}, {_band(low)}"], pair)
    return _met(figures)


_NOUNS = ("links", "observations")


def _noun(found: Link | Number) -> str:
    return _NOUNS[isinstance(found, Number)]


def _band(low: float) -> str:
    high = min((band for band in BANDS if band > low), default=1.0)
    return f"{low:.2f}–{high:.2f}"


def by_document(comparisons: Iterable[Comparison], ontology: Ontology) -> dict[str, Tally]:
    """Entities by group, links and numbers of each document."""
    figures = Figures()
    for comparison in comparisons:
        whole = summary([comparison], ontology)
        for name in ("entities, group", "links, all", "observations"):
            figures.tallies[f"{comparison.document}: {name}"] = whole[name]
    return figures.tallies


Breakdown = Callable[["Iterable[Comparison]", "Ontology"], dict[str, Tally]]
BREAKDOWNS: dict[str, Breakdown] = {
    "top": by_top,
    "class": by_class,
    "predicate": by_predicate,
    "status": by_status,
    "rule": by_rule,
    "confidence": by_confidence,
    "document": by_document,
}
NEED_RULES = ("rule", "confidence")


def _ruled(comparisons: Iterable[Comparison]) -> Iterator[Pair[Link] | Pair[Number]]:
    """Links and numbers that were found."""
    for comparison in comparisons:
        yield from (pair for pair in counted(comparison.links) if pair.found)
        yield from (pair for pair in counted(comparison.numbers) if pair.found)


def _add_found(tally: Tally, pair: Pair[Link] | Pair[Number]) -> None:
    tally.right += pair.gold is not None
    tally.extra += pair.gold is None
    if pair.found is not None and pair.found.confidence is not None:
        tally.sure += pair.found.confidence


def _top(cls: str, ontology: Ontology) -> str:
    return top_class(cls, ontology) or "of no group"


def _met(figures: Figures) -> dict[str, Tally]:
    """Without the lines where neither side has anything."""
    tallies = figures.tallies
    return {name: t for name, t in tallies.items() if t.right or t.extra or t.missed}
