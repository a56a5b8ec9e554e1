"""How surely two things are one, with the reasons in words.

Each reason has a weight, in log odds; the score is what they add up to, from 0 to 1. The weights are
set by hand; `python -m training.pairs` measures what they are worth.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.graph.places import is_within
from innograph.resolution.names import is_kind, parse, stem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.resolution.names import Name
    from innograph.resolution.things import Thing

_START = -3.0
_DEICTIC = re.compile(r"县级以上|自治区|[省市区县州](?!场|域|块链)")


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for (above 0) or against a pair."""

    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A score from 0 to 1 and what it is made of, the weightiest first."""

    score: float
    reasons: tuple[Reason, ...]


def score(a: Thing, b: Thing, ontology: Ontology) -> Scored:
    """The same for (a, b) and (b, a)."""
    if b.id < a.id:
        a, b = b, a
    pairs = ((parse(x), parse(y)) for x in a.names for y in b.names)
    best = max(pairs, key=lambda pair: (_likeness(*pair), pair[0].text, pair[1].text))
    reasons = [*_of_names(*best, a, b), *_of_conflicts(a, b, best), *_of_kind(a, b, ontology)]
    reasons += _of_scope(a, b)
    if a.documents & b.documents:
        reasons.append(Reason(-1.0, "one text names both and does not say that they are one"))
    total = _START + sum(reason.weight for reason in reasons)
    ranked = sorted(reasons, key=lambda r: (-abs(r.weight), r.text))
    return Scored(round(1 / (1 + math.exp(-total)), 4), tuple(ranked))


def _likeness(a: Name, b: Name) -> float:
    """Which pair of names is compared; places that conflict are the last choice."""
    base = _base(a, b)
    return base - (3 if a.place and b.place and a.place != b.place else 0)


def _base(a: Name, b: Name) -> float:
    if a.text == b.text:
        return 6.0
    if a.rest == b.rest and a.place == b.place and a.level == b.level:
        return 5.5
    if a.rest == b.rest:
        return 5.0
    if a.bare == b.bare:
        return 4.0
    if stem(a) == stem(b):
        return 3.0
    if (a.bracket and a.bracket == b.rest) or (b.bracket and b.bracket == a.rest):
        return 3.0
    return _dice(a.bare, b.bare)


def _of_names(a: Name, b: Name, one: Thing, other: Thing) -> Iterator[Reason]:
    said = f"{a.text} and {b.text}"
    if a.text == b.text:
        both_main = parse(one.name).text == a.text and parse(other.name).text == b.text
        yield Reason(6.0 if both_main else 3.5, f"both are called {a.text}")
    elif a.rest == b.rest and a.place == b.place and a.level == b.level:
        yield Reason(5.5, f"{said} are one name in long and in short form")
    elif a.rest == b.rest and a.place != b.place:
        yield from _of_one_place(a, b, one, other, said)
    elif a.renamed and b.renamed and stem(a) == stem(b):
        yield Reason(4.0, f"国家重点实验室 were renamed 全国重点实验室: {said}")
    elif a.bare == b.bare:
        yield Reason(
            3.0 if a.place == b.place else 1.0, f"{said} are equal without what stands in brackets"
        )
    elif stem(a) == stem(b):
        if one.top == other.top == "Field":
            yield Reason(3.5, f"{said} are one field with and without its tail")
        else:
            yield Reason(2.5, f"{said} differ only in level or tail")
    elif (a.bracket and a.bracket == b.rest) or (b.bracket and b.bracket == a.rest):
        yield Reason(2.0, f"one name stands in brackets behind the other: {said}")
    else:
        yield Reason(round(3 * _dice(a.bare, b.bare) - 1, 2), f"{said} are alike in part")


def _of_one_place(a: Name, b: Name, one: Thing, other: Thing, said: str) -> Iterator[Reason]:
    """四川省科技厅 and 科技厅: what matters is where the name without a place is used."""
    if a.place and b.place:
        yield Reason(3.0, f"{said} are equal but for the place")
        return
    place, thing = (a.place, other) if a.place else (b.place, one)
    assert place is not None
    used_in = thing.places | ({thing.scope[6:]} if thing.scope.startswith("place:") else set())
    if used_in and all(area == place or is_within(area, place) for area in used_in):
        yield Reason(4.0, f"{said} are equal but for {place}, where both are spoken of")
    elif used_in:
        yield Reason(0.5, f"{said} are equal but for {place}, and not all is spoken of there")
    else:
        yield Reason(1.5, f"{said} are equal but for {place}")


def _of_conflicts(a: Thing, b: Thing, names: tuple[Name, Name]) -> Iterator[Reason]:
    x, y = names
    if x.place and y.place and x.place != y.place:
        if is_within(x.place, y.place) or is_within(y.place, x.place):
            yield Reason(-2.5, f"one is of {x.place}, the other of {y.place}, one in the other")
        else:
            yield Reason(-8.0, f"{x.place} is not {y.place}")
    yield from _of_levels(names)
    yield from _of_main_names(a, b)
    if x.bracket and y.bracket and x.bracket != y.bracket:
        yield Reason(-8.0, f"{x.bracket} is not {y.bracket}")
    if x.numbers != y.numbers:
        told = " and ".join("、".join(n.numbers) or "none" for n in names)
        yield Reason(-6.0, f"the numbers differ: {told}")
    if x.sides != y.sides:
        told = " and ".join("、".join(n.sides) or "none" for n in names)
        yield Reason(-5.0, f"the sides differ: {told}")
    yield from _of_kinds(a, b, names)


def _of_kinds(a: Thing, b: Thing, names: tuple[Name, Name]) -> Iterator[Reason]:
    """科技部门 is a body that every place has, and 重点项目 a programme."""
    x, y = names
    same_scope = a.scope and a.scope == b.scope
    if (is_kind(x) or is_kind(y)) and not same_scope and not (x.place and y.place):
        yield Reason(-4.0, "a kind of body is another in each text")
    elif x.text != y.text and "Field" not in (a.top, b.top) and not _is_placed(a, b, names):
        yield Reason(-2.0, "neither name says of which place it is")


def _is_placed(a: Thing, b: Thing, names: tuple[Name, Name]) -> bool:
    """Whether a name or a scope says of which place one of them is; a laboratory's own name will do."""
    return any(x.scope for x in (a, b)) or any(n.place or n.renamed for n in names)


def _of_levels(names: tuple[Name, Name]) -> Iterator[Reason]:
    """国家 against 省, or 市 against the name of a district."""
    x, y = names
    if x.renamed and y.renamed:
        return
    one, other = (n.level or _level_of(n.place) for n in names)
    if one and other and one != other:
        yield Reason(-5.0, f"the level differs: {one} and {other}")
    elif x.level != y.level and not (one and other):
        yield Reason(-2.0, f"only one names a level: {x.level or y.level}")


def _of_main_names(a: Thing, b: Thing) -> Iterator[Reason]:
    """县科技部门 and 市科技部门 may share an alias (科技部门), and are two for all that."""
    found = [_DEICTIC.match(thing.name) for thing in (a, b)]
    one, other = (match[0] if match else None for match in found)
    if one and other and one != other:
        yield Reason(-5.0, f"one is called {one}…, the other {other}…")


def _level_of(place: str | None) -> str | None:
    if place is None:
        return None
    if place.endswith("自治区"):
        return "省"
    return place[-1] if place[-1] in "省市区县" else None


def _of_kind(a: Thing, b: Thing, ontology: Ontology) -> Iterator[Reason]:
    if a.cls == b.cls:
        yield Reason(1.0, f"both are {a.cls}")
    elif a.cls in ontology.labels(b.cls) or b.cls in ontology.labels(a.cls):
        yield Reason(0.5, f"{a.cls} and {b.cls} are kinds of one another")
    elif a.top == b.top:
        yield Reason(-0.5, f"one is {a.cls}, the other {b.cls}")
    elif "Field" in (a.top, b.top):
        yield Reason(-4.0, f"one is {a.top}, the other {b.top}")
    else:
        yield Reason(-2.0, f"one is {a.top}, the other {b.top}")


def _of_scope(a: Thing, b: Thing) -> Iterator[Reason]:
    if a.scope == b.scope or not (a.scope and b.scope):
        return
    if not (a.scope.startswith("place:") and b.scope.startswith("place:")):
        yield Reason(-5.0, "each is named in short in a text of its own")
        return
    here, there = sorted((a.scope[6:], b.scope[6:]))
    if a.top == b.top == "Person":
        yield Reason(-4.0, f"persons of one name, in texts of {here} and of {there}")
    elif is_within(here, there) or is_within(there, here):
        outer = there if is_within(here, there) else here
        if _level_of(outer) == "省" and a.name[:1] == b.name[:1] == "省":
            yield Reason(-1.0, f"{here} and {there} are of one province")
        else:
            yield Reason(-6.0, f"one is of {here}, the other of {there}, one in the other")
    else:
        yield Reason(-8.0, f"one is of {here}, the other of {there}")


def _dice(a: str, b: str) -> float:
    """How many pairs of neighbouring characters they share, from 0 to 1."""
    x, y = ({t[i : i + 2] for i in range(len(t) - 1)} for t in (a, b))
    return 2 * len(x & y) / (len(x) + len(y)) if x and y else 0.0
