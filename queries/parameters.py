"""Values as people type them → ids and terms of the graph; queries/resolve.py has each kind of value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.wording import Words
from innograph.queries.names import is_empty, names_of
from innograph.queries.nearest import nearest
from innograph.queries.question import Parameter
from innograph.queries.refusals import called, listed, near, phrase, refusal
from innograph.queries.remarks import remark
from innograph.queries.resolve import RESOLVERS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.snapshot import Snapshot
    from innograph.graph.wording import Remark
    from innograph.queries.names import Names
    from innograph.queries.question import Question

# The types whose values are things of the graph: in an empty one there are none.
_KNOWN_BY_GRAPH = ("entity", "place", "document")


@dataclass(frozen=True, slots=True)
class Value:
    """A parameter with its value: as given, as the query takes it, and in words.

    `several` holds all values where more than one are meant; `value` is then the first of them.
    """

    parameter: Parameter
    given: Any
    value: Any
    label: Words | None = None
    several: tuple[str, ...] = ()


def resolve(question: Question, given: Mapping[str, Any], names: Names) -> dict[str, Value]:
    """A value for every parameter that the queries take, None where it is absent.

    Raises UsageError for a parameter that the question does not have, for a value that the graph
    does not know (with near misses), and for one that fits several things (with the choices).
    """
    stated = {name.replace("-", "_"): value for name, value in given.items() if value is not None}
    _check_names(question, stated)
    values: dict[str, Value] = {}
    for parameter in question.parameters:
        value = stated.get(parameter.name, parameter.default)
        if parameter.type != "fact":
            values[parameter.name] = _value(parameter, value, names)
        elif value is not None:
            values |= _of_fact(question, parameter, value, stated, names)
            break
    for parameter in question.parameters:
        if parameter.type != "fact":
            values.setdefault(parameter.name, Value(parameter, None, None))
    return values


def read_value(
    snapshot: Snapshot, kind: str, text: str, *, name: str, top: tuple[str, ...] = ()
) -> Any:
    """One value as people write it → id or term of the graph, for options that are of no question.

    `kind` is a type of parameter, `name` what messages call it. Raises UsageError as `resolve` does.
    """
    parameter = Parameter(name, kind, Words.same(name), top=top)
    found = _value(parameter, text, names_of(snapshot))
    if found.several and found.value not in (text, text.strip()):
        raise refusal("one-value", parameter=name, values=listed(found.several))
    return found.value


def _check_names(question: Question, stated: Mapping[str, Any]) -> None:
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in stated:
        if name not in known:
            raise refusal(
                "unknown-parameter",
                question=_called(question),
                name=name,
                more=near(nearest(name, known)[:2]),
                known=listed(known) if known else Words("无", "none"),
            )
    for parameter in known.values():
        if parameter.required and parameter.name not in stated:
            example = _example(question, parameter)
            raise refusal(
                "needs",
                question=_called(question),
                parameter=called(parameter),
                example=example,
            )
    if question.any and not any(name in stated for name in question.any):
        raise refusal(
            "needs-one",
            question=_called(question),
            names=Words(
                "、".join(known[name].title.zh for name in question.any), ", ".join(question.any)
            ),
            example=_example(question, known[question.any[0]]),
        )


def _called(question: Question) -> Words:
    return Words(question.title.zh, question.id)


def _example(question: Question, parameter: Parameter) -> Remark:
    return phrase(
        "example",
        name=parameter.name,
        words=f"{parameter.title.en}, {parameter.title.zh}",
        shown=str(question.example.get(parameter.name)),
    )


def _value(parameter: Parameter, given: Any, names: Names) -> Value:
    if given is None:
        return Value(parameter, None, None)
    text = str(getattr(given, "id", given)).strip()
    if not text:
        raise refusal("no-value", parameter=called(parameter))
    try:
        value, label = RESOLVERS[parameter.type](parameter, text, names)
    except UsageError:
        if parameter.type in _KNOWN_BY_GRAPH and is_empty(names):
            raise UsageError(remark("empty-store")) from None
        raise
    several = value if isinstance(value, tuple) else ()
    return Value(parameter, given, several[0] if several else value, label, several)


def _of_fact(
    question: Question,
    parameter: Parameter,
    given: Any,
    stated: Mapping[str, Any],
    names: Names,
) -> dict[str, Value]:
    """The values that a fact's id stands for."""
    ends = ("subject", "predicate", "object", "status")
    if twice := [name for name in ends if name in stated]:
        other = next(p for p in question.parameters if p.name == twice[0])
        raise refusal("either", parameter=called(parameter), other=called(other))
    fact = names.fact(str(given).strip())
    if fact is None and is_empty(names):
        raise UsageError(remark("empty-store"))
    if fact is None:
        raise refusal("no-fact", given=str(given))
    known = {p.name: p for p in question.parameters}
    label = Words.same(fact.id)
    return {name: Value(known[name], given, getattr(fact, name), label) for name in ends}
