"""Under which parameters each question is asked of the made world."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.world import World
    from innograph.queries.answer import Answer
    from innograph.queries.question import Parameter, Question

Call = dict[str, Any]
_WHOLE = 20_000  # claims


def needed(question: Question, world: World) -> Call:
    """What the question cannot do without: a city with an odd name, two years of it, an industry."""
    city, other = world.cities[0], world.cities[1]
    cities = len(world.cities)
    known = {
        "place": city.name,
        "other": other.name,
        "industry": world.fields[3].name,
        "earlier": world.id_of(0),
        "later": world.id_of(2 * cities if world.size > 2 * cities else cities),
        "subject": city.place.name,
    }
    names = {p.name for p in question.parameters if p.required} | set(question.any[:1])
    return {name: known[name] for name in sorted(names)}


def iter_calls(
    question: Question, world: World, answer: Callable[[Question, Call], Answer]
) -> Iterator[Call]:
    """Without any parameter that may be left out, then with each of them in turn; of a large world always
    of one city, since the whole of it is millions of rows.

    Values come out of the world and out of the first answer, so that they fit something.
    """
    base = needed(question, world) if world.claims <= _WHOLE else scoped(question, world)
    yield base
    first = answer(question, base)
    for parameter in question.parameters:
        if parameter.name in base or parameter.type == "fact":
            continue
        value = _value(parameter, world, first)
        if value is not None:
            yield {**base, parameter.name: value}


def scoped(question: Question, world: World) -> Call:
    """As a person asks who has one place in mind, or one industry, and of a university's ways to it one
    university: the first city's platforms are of the first industries."""
    base = needed(question, world)
    known = {parameter.name for parameter in question.parameters}
    if "place" in known:
        return {**base, "place": world.cities[0].name}
    if "industry" in known:
        base["industry"] = world.fields[3].name
    if "university" in known:
        base["university"] = world.cities[0].universities[0].name
    return base


def _value(parameter: Parameter, world: World, first: Answer) -> Any:
    """A value that the first answer has, or one of the world."""
    city = world.cities[0]
    fixed = {
        "place": city.name,
        "year": "2023",
        "document": world.id_of(0),
        "flag": not parameter.default,
        "predicate": "focusesOn",
        "status": "Planned",
    }
    if parameter.type in fixed:
        return fixed[parameter.type]
    for column in (f"{parameter.name}_id", parameter.name):
        if column in first.names:
            place = first.names.index(column)
            found = sorted({row[place] for row in first.rows if row[place] is not None})
            return found[len(found) // 2] if found else None
    if parameter.type == "class":
        return parameter.default or parameter.top[0]
    if parameter.default is not None:
        return parameter.default
    raise UsageError(
        f"{first.question.id} is asked without {parameter.name}: give it a value here."
    )
