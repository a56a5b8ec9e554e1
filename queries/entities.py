"""Entity names as people type them → one node of the graph, through aliases and name endings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.identity import canonical_name
from innograph.graph.wording import Words
from innograph.queries.belonging import belonging
from innograph.queries.nearest import nearest
from innograph.queries.refusals import called, listed, near, phrase, refusal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.errors import UsageError
    from innograph.graph.model import Entity
    from innograph.graph.ontology import Ontology
    from innograph.graph.wording import Remark
    from innograph.queries.names import Names
    from innograph.queries.question import Parameter

_EXAMPLES = 5
_SHOWN = 8  # choices of an ambiguous name
_PART = 3  # characters; two are too few to mean one thing


def resolve_entity(
    parameter: Parameter, text: str, names: Names
) -> tuple[str | tuple[str, ...], Words]:
    """The id of the entity, and its name with its class.

    `NAME@SCOPE` tells entities of one name apart (中试平台@望川市); so does the id. `NAME+` is an industry
    with what belongs to it: a tuple of ids, its own first.
    """
    whole = "Field" in parameter.top and text.endswith(("+", "＋")) and not names.named([text])
    entity = find_entity(parameter, text[:-1].rstrip() if whole else text, names)
    label = Words(
        f"{entity.name}（{words_of(entity, names.ontology, comma='，')}）",
        f"{entity.name} ({words_of(entity, names.ontology)})",
    )
    if whole and (parts := belonging(entity, names)):
        others = [e.name for e in parts]
        listed = Words("、".join([label.zh, *others]), ", ".join([label.en, *others]))
        return (entity.id, *(e.id for e in parts)), listed
    return entity.id, label


def find_entity(parameter: Parameter, text: str, names: Names) -> Entity:
    """The one entity meant. Raises UsageError with near misses, or with the choices."""
    called = _fitting(names.called(text), parameter, names.ontology)
    if len(called) == 1:  # the usual case; aliases would have to be looked for in every node
        return called[0]
    name, _, scope = text.partition("@")
    found = names.named([text]) or names.named([name])
    fitting = _fitting(found, parameter, names.ontology)
    fitting = fitting or _by_ending(name, parameter, names) or _by_canonical(name, parameter, names)
    fitting = fitting or _by_place(name, parameter, names) or _by_part(name, parameter, names)
    if scope:
        fitting = [e for e in fitting if e.id == text or scope in e.scope] or fitting
    # A name goes before an alias, an id before both.
    for test in (text, name):
        exact = [e for e in fitting if e.id == test] or [e for e in fitting if e.name == test]
        if len(exact) == 1:
            return exact[0]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        raise _ambiguous(parameter, text, fitting, names.ontology)
    raise _unknown(parameter, name, found, names)


def _fitting(found: Iterable[Entity], parameter: Parameter, ontology: Ontology) -> list[Entity]:
    """Those of the classes that the parameter takes."""
    tops = set(parameter.top)
    return [e for e in found if not tops or not tops.isdisjoint(ontology.labels(e.cls))]


def _by_ending(name: str, parameter: Parameter, names: Names) -> list[Entity]:
    """Entities whose name is the one typed with or without an ending of its own top class:
    成都 is 成都市, 航空发动机产业链 is 航空发动机."""
    ontology = names.ontology
    forms: dict[str, set[str]] = {}
    for term in ontology.classes.values():
        for ending in term.endings:
            forms.setdefault(name + ending, set()).add(term.top)
            if name.endswith(ending) and name != ending:
                forms.setdefault(name.removesuffix(ending), set()).add(term.top)
    found = _fitting(names.named(list(forms)), parameter, ontology)
    return [
        e
        for e in found
        if any(ontology.top(e.cls) in forms.get(form, ()) for form in (e.name, *e.aliases))
    ]


def _by_canonical(name: str, parameter: Parameter, names: Names) -> list[Entity]:
    """Entities of that name, but for quotes, spaces and the width of brackets."""
    wanted = canonical_name(name)
    return [
        e
        for e in _fitting(names.entities(), parameter, names.ontology)
        if wanted in map(canonical_name, (e.name, *e.aliases))
    ]


def _by_place(name: str, parameter: Parameter, names: Names) -> list[Entity]:
    """A body that its own city's documents name in short: 上海市人民政府 is 市人民政府 of 上海市."""
    wanted: dict[str, set[str]] = {}
    for place in names.places():
        if name.startswith(place) and name != place:
            rest = name.removeprefix(place)
            wanted[f"place:{place}"] = {rest, place[-1] + rest}
    if not wanted:
        return []
    forms = {form for some in wanted.values() for form in some}
    found = _fitting(names.named(sorted(forms)), parameter, names.ontology)
    return [e for e in found if not wanted.get(e.scope, set()).isdisjoint((e.name, *e.aliases))]


def _by_part(name: str, parameter: Parameter, names: Names) -> list[Entity]:
    """The one entity in whose name the part typed stands: 岚翼动力 is 望川岚翼动力有限公司.

    Where several have it they are suggested, not taken; but a name that holds another one of them
    whole (the company and a university) is no rival.
    """
    part = canonical_name(name)
    if len(part) < _PART:
        return []
    having = [
        e
        for e in _fitting(names.entities(), parameter, names.ontology)
        if any(part in canonical_name(form) for form in (e.name, *e.aliases))
    ]
    least = min(having, key=lambda e: len(e.name), default=None)
    if least is None or any(
        least.name not in e.name or e.name == least.name for e in having if e is not least
    ):
        return []
    return [least]


def words_of(entity: Entity, ontology: Ontology, *, comma: str = ", ") -> str:
    """Its class, and the place or document in which its name holds."""
    where = f"{comma}{entity.scope.partition(':')[2]}" if entity.scope else ""
    return f"{ontology.term(entity.cls).label_zh}{where}"


def _ambiguous(
    parameter: Parameter, text: str, fitting: list[Entity], ontology: Ontology
) -> UsageError:
    choices = [f"\n  {e.id}  {e.name} ({words_of(e, ontology)})" for e in fitting[:_SHOWN]]
    rest = len(fitting) - _SHOWN
    return refusal(
        "ambiguous",
        parameter=called(parameter),
        given=text,
        count=len(fitting),
        choices="".join(choices),
        more=phrase("and-more", count=rest) if rest > 0 else phrase("nothing"),
    )


def _unknown(parameter: Parameter, name: str, found: list[Entity], names: Names) -> UsageError:
    ontology = names.ontology
    if found:
        kinds = [ontology.term(top) for top in parameter.top]
        return refusal(
            "other-class",
            parameter=called(parameter),
            name=found[0].name,
            kinds=Words(
                "或".join(kind.label_zh for kind in kinds),
                " or ".join(kind.label_en.lower() for kind in kinds),
            ),
            is_=Words(words_of(found[0], ontology, comma="，"), words_of(found[0], ontology)),
        )
    known: dict[str, Entity] = {}
    fitting = _fitting(names.entities(), parameter, ontology)
    for entity in fitting:
        for form in (entity.name, *entity.aliases):
            known.setdefault(form, entity)
    close = nearest(name, known)
    shown = [form if known[form].name == form else f"{form} ({known[form].name})" for form in close]
    more = near(shown) if shown else _such_as(fitting)
    return refusal("unknown-entity", parameter=called(parameter), given=name, more=more)


def _such_as(fitting: list[Entity]) -> Remark:
    """Some names that could be given, for those whose own is like none: short ones of single things."""
    if not fitting:
        return phrase("nothing")
    order = sorted(fitting, key=lambda e: (e.denotes != "individual", len(e.name), e.name))
    shown = list(dict.fromkeys(e.name for e in order))[:_EXAMPLES]
    return phrase("such-as", count=len(fitting), names=listed(shown, comma="; "))
