"""Numbers against their targets: what one document set for later, and what a later one reports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.alike import End, likeness
from innograph.graph.units import split_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.model import Document, Extraction, LocalEntity, Observation
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot

_YEAR = re.compile(r"[12]\d{3}")
# Of these the less is the better, whatever bound the text states.
_LESS = re.compile("失业率|能耗|排放|涨幅|消费价格|事故|死亡|成本|负债|贫困|发病率|浓度")
# 左右 is kept by what comes so near: 2 % of a value, a fifth of a percentage point of a growth.
_NEAR_VALUE, _NEAR_GROWTH = 0.02, 0.2
_KINDS = ("value", "growth", "rank")
_OUTCOMES = ("kept", "missed", "open", "silent")


@dataclass(frozen=True, slots=True)
class Target:
    """A number that the earlier document intends, and what the later one reports.

    `outcome`: kept, missed, open (it is not due yet, or no year is stated, and it is not reached) or
    silent (nothing comparable is reported). `measure` says what is compared: value, growth (in %)
    or rank. `difference` is reported less target, in the target's unit (percentage points of a
    growth); `percent` the same in % of the target.
    """

    outcome: str
    about: str
    measure: str
    target: float
    reported: float | None
    unit: str | None
    bound: str
    difference: float | None
    percent: float | None
    due: str | None
    period: str | None
    match: str | None
    score: float | None
    earlier_document: str
    earlier_sentence: str
    later_document: str | None
    later_sentence: str | None
    target_observation: str
    reported_observation: str | None


class _Number(NamedTuple):
    document: Document
    observation: Observation
    ends: tuple[End, ...]  # what it is about, places apart
    places: frozenset[str]
    measure: str
    value: float
    factor: float
    unit: str


def compare_numbers(
    store: Snapshot, earlier: Iterable[Extraction], later: Iterable[Extraction]
) -> tuple[Target, ...]:
    """Every target of the earlier documents, with the number of the later ones that answers it."""
    ontology = store.ontology
    reported = [
        number
        for number in _numbers(store, later)
        if ontology.statuses[number.observation.status].asserted
    ]
    found = {
        _judged(target, _answer(target, reported, ontology))
        for target in _numbers(store, earlier)
        if not ontology.statuses[target.observation.status].asserted
    }
    return tuple(
        sorted(
            found,
            key=lambda t: (_OUTCOMES.index(t.outcome), t.about, t.measure, t.target_observation),
        )
    )


def _numbers(store: Snapshot, extractions: Iterable[Extraction]) -> Iterator[_Number]:
    """Values, growths and ranks, each by itself."""
    for extraction in extractions:
        document = extraction.document
        entities = {entity.name: entity for entity in extraction.entities}
        for observation in extraction.observations:
            about = [entities[name] for name in observation.about]
            nodes = {e.name: store.entity_of(document.id, e.name) for e in about}
            is_place = {e.name: store.ontology.top(e.cls) == "Place" for e in about}
            things = [e for e in about if not is_place[e.name]] or about
            ends = tuple(_end(entity, nodes[entity.name]) for entity in things)
            places = frozenset(nodes[name] for name, is_one in is_place.items() if is_one)
            for measure in _KINDS:
                value = getattr(observation, measure)
                if value is not None:
                    factor, unit = split_unit(observation.unit if measure == "value" else None)
                    yield _Number(
                        document, observation, ends, places, measure, float(value), factor, unit
                    )


def _end(entity: LocalEntity, node: str) -> End:
    return End(node, entity.name, entity.cls, entity.denotes)


def _answer(
    target: _Number, reported: Iterable[_Number], ontology: Ontology
) -> tuple[_Number, str, float] | None:
    """The report that answers a target: the surest, that of its year, else the latest, the greatest."""
    found = []
    for number in reported:
        like = _likeness(number, target, ontology)
        if like is None:
            continue
        year, due = _year(number.observation.period), _year(target.observation.period)
        # Of several the greatest: parts of a total are told beside it (31家, 其中市级3家).
        rank = (like[1], year == due and year is not None, year or 0, number.value * number.factor)
        found.append((rank, number.observation.id, (number, *like)))
    return max(found, key=lambda f: f[:2])[2] if found else None


def _likeness(number: _Number, target: _Number, ontology: Ontology) -> tuple[str, float] | None:
    """Whether both are about the same, in one measure and unit; how, and how surely."""
    if (number.measure, number.unit) != (target.measure, target.unit):
        return None
    if number.places and target.places and number.places != target.places:
        return None
    if {end.node for end in number.ends} == {end.node for end in target.ends}:
        return "same", 1.0
    if len(number.ends) == len(target.ends) == 1:
        places = number.document.place, target.document.place
        like = likeness(number.ends[0], target.ends[0], places, ontology)
        if like is not None and like.match == "alike":
            return like.match, like.score
    return None


def _judged(target: _Number, answer: tuple[_Number, str, float] | None) -> Target:
    observation = target.observation
    number, match, score = answer or (None, None, None)
    reported = difference = None
    outcome = "silent"
    if number is not None:
        reported = round(number.value * number.factor / target.factor, 6)
        difference = round(reported - target.value, 6)
        outcome = _outcome(target, number, reported)
    percent = None
    if difference is not None and target.measure == "value" and target.value:
        percent = round(100 * difference / abs(target.value), 2)
    return Target(
        outcome=outcome,
        about="、".join(end.name for end in target.ends),
        measure=target.measure,
        target=target.value,
        reported=reported,
        unit=observation.unit if target.measure == "value" else _unit_of(target.measure),
        bound=observation.bound,
        difference=difference,
        percent=percent,
        due=observation.period,
        period=number.observation.period if number else None,
        match=match,
        score=score,
        earlier_document=target.document.id,
        earlier_sentence=observation.quote,
        later_document=number.document.id if number else None,
        later_sentence=number.observation.quote if number else None,
        target_observation=observation.id,
        reported_observation=number.observation.id if number else None,
    )


def _unit_of(measure: str) -> str | None:
    return "%" if measure == "growth" else None


def _outcome(target: _Number, number: _Number, reported: float) -> str:
    if _is_reached(target, reported):
        return "kept"
    return "missed" if target.measure == "growth" or _is_due(target, number) else "open"


def _is_reached(target: _Number, reported: float) -> bool:
    name = "".join(end.name for end in target.ends)
    less = (
        target.measure == "rank"
        or target.observation.bound == "atMost"
        or target.value < 0
        or _LESS.search(name) is not None
    )
    slack = 0.0
    if target.observation.bound == "approx":
        slack = _NEAR_GROWTH if target.measure == "growth" else _NEAR_VALUE * abs(target.value)
    return reported <= target.value + slack if less else reported >= target.value - slack


def _is_due(target: _Number, number: _Number) -> bool:
    """Whether the target's year is over in what is reported. A number without a year may be of the
    year before its document: a report of February tells of December."""
    due = _year(target.observation.period)
    if due is None:
        return False
    year = _year(number.observation.period)
    if year is None:
        published = _year(number.document.published)
        year = published - 1 if published else None
    return year is not None and due <= year


def _year(period: str | None) -> int | None:
    """The last year that a period names."""
    years = _YEAR.findall(period or "")
    return int(years[-1]) if years else None
