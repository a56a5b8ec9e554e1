"""One resolver a kind of parameter: text as typed → value of the query, and what it is in words."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from innograph.graph.places import is_within
from innograph.graph.wording import Words
from innograph.queries.entities import resolve_entity
from innograph.queries.nearest import nearest
from innograph.queries.refusals import called, listed, near, phrase, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from innograph.graph.errors import UsageError
    from innograph.graph.model import Document
    from innograph.graph.ontology_terms import Term
    from innograph.graph.wording import Remark
    from innograph.queries.names import Names
    from innograph.queries.question import Parameter

Resolved = tuple[Any, Words | None]  # several values are a tuple; None where no words are needed

_YES = frozenset(["true", "yes", "1", "是", "真"])
_NO = frozenset(["false", "no", "0", "否", "假"])
_YEAR = re.compile(r"[12]\d{3}", re.ASCII)
_YEARS = re.compile(
    r"(?P<first>[12]\d{3})\s*(?:-|–|—|~|至|到|\.\.|to)\s*(?P<last>[12]\d{3})", re.ASCII
)
# What people say for classes whose labels and name endings are other words.
_ALSO = {
    "company": "Enterprise", "firm": "Enterprise", "corporation": "Enterprise", "高校": "University",
    "college": "University", "院校": "University", "institute": "ResearchInstitute",
    "院所": "ResearchInstitute", "lab": "Laboratory", "sector": "Industry", "chain": "IndustryChain",
    "government": "GovernmentBody", "政府": "GovernmentBody", "平台": "Platform",
    "产业链条": "IndustryChain", "industrial park": "Park", "technology": "TechnologyField",
}  # fmt: skip
# And for statuses.
_SAID = {
    "已建成": "Achieved", "建成": "Achieved", "完成": "Achieved", "done": "Achieved",
    "completed": "Achieved", "built": "Achieved", "在建": "UnderWay", "正在进行": "UnderWay",
    "in progress": "UnderWay", "规划": "Planned", "拟建": "Planned", "计划中": "Planned",
    "intended": "Planned", "试行": "Piloted", "pilot": "Piloted", "申报": "Sought",
}  # fmt: skip
_ASIDE = re.compile(r"[\s《》“”]+")


def resolve_class(parameter: Parameter, text: str, names: Names) -> Resolved:
    """By name, by label in either language, or by a name ending (高新区 is a Park)."""
    ontology = names.ontology
    terms = {
        name: term
        for name, term in ontology.classes.items()
        if not parameter.top or not set(parameter.top).isdisjoint(term.labels)
    }
    known = {ending: name for ending, name in ontology.endings.items() if name in terms}
    known |= {word: name for word, name in _ALSO.items() if name in terms}
    return _pick(parameter, text, known | _by_label(terms), terms)


def resolve_status(parameter: Parameter, text: str, names: Names) -> Resolved:
    """By name or by label in either language; `ongoing` is the annotation form's word."""
    terms = names.ontology.statuses
    known = {word: name for word, name in _SAID.items() if name in terms}
    known |= {term.annotation: name for name, term in reversed(terms.items())}
    return _pick(parameter, text, known | _by_label(terms), terms)


def resolve_predicate(parameter: Parameter, text: str, names: Names) -> Resolved:
    """By name, by relationship type or by label; an intended twin stands for its predicate."""
    terms = names.ontology.predicates
    known = {name: predicate for name, (predicate, _) in names.ontology.relationships.items()}
    for name, term in terms.items():
        forms = (term.label_zh, term.label_en, term.intended_label_zh, term.intended_label_en)
        known |= dict.fromkeys((*forms, term.intended, name), name)
    return _pick(parameter, text, known, terms)


def resolve_place(parameter: Parameter, text: str, names: Names) -> Resolved:
    """A place of documents and what lies in it, also by an alias or without 市, 省 and the like.

    四川省本级 is the province alone. A tuple where there are several, the place itself first.
    """
    places = names.places()
    alone = text.removesuffix("本级")
    chosen = _place(parameter, alone, names, places)
    if alone != text:
        if chosen not in places:
            raise _unknown(parameter, text, places, phrase("none-itself", place=chosen))
        return chosen, None
    inner = [place for place in places if place != chosen and is_within(place, chosen)]
    if not inner:
        return chosen, None
    several = (*([chosen] if chosen in places else []), *inner)
    if len(several) == 1:
        return several[0], Words.same(several[0])
    return several, listed(several)


def _place(parameter: Parameter, text: str, names: Names, places: list[str]) -> str:
    """The one place meant: of documents, or one in which places of documents lie."""
    if text in places:
        return text
    aliases = {
        name
        for entity in names.named([text])
        if names.ontology.top(entity.cls) == "Place"
        for name in (entity.name, *entity.aliases)
    }
    endings = names.ontology.classes["Place"].endings if "Place" in names.ontology.classes else ()
    forms = aliases | {text + ending for ending in endings}
    found = [place for place in places if place in forms]
    if len(found) == 1:
        return found[0]
    if not found:
        found = sorted(
            form for form in {text} | forms if any(is_within(place, form) for place in places)
        )[:1]
        if found:
            return found[0]
    if found:
        raise refusal(
            "places-ambiguous",
            parameter=called(parameter),
            given=text,
            places=listed(found, comma="; "),
        )
    known = listed(places, comma="; ") if places else Words("无", "none")
    raise _unknown(parameter, text, places, phrase("places", places=known))


def resolve_document(parameter: Parameter, text: str, names: Names) -> Resolved:
    """By id, title, file name, or words that one title alone contains."""
    if exact := names.document(text):
        return exact.id, Words.same(exact.title)
    documents = names.documents()
    folded = _ASIDE.sub("", text)
    tests: tuple[Callable[[Document], bool], ...] = (
        lambda d: _ASIDE.sub("", d.title) == folded,
        lambda d: text in (_file(d.id), _stem(d.id)) or _stem(text) == d.id,
        lambda d: folded in _ASIDE.sub("", d.title),
    )
    for test in tests:
        found = [document for document in documents if test(document)]
        if len(found) == 1:
            return found[0].id, Words.same(found[0].title)
        if found:
            choices = "".join(f"\n  {d.id}  ({d.title}, {d.published})" for d in found[:10])
            raise refusal(
                "documents-ambiguous",
                parameter=called(parameter),
                given=text,
                count=len(found),
                choices=choices,
            )
    known = [d.id for d in documents] + [d.title for d in documents]
    raise _unknown(parameter, text, known, phrase("documents"))


def resolve_year(parameter: Parameter, text: str, names: Names) -> Resolved:
    """Four digits, as text: dates begin with them. A tuple for 2023-2025 or 2023,2025."""
    del names
    bare = unicodedata.normalize("NFKC", text).replace("年", "")
    found = _YEARS.fullmatch(bare)
    if found and found["last"]:
        first, last = int(found["first"]), int(found["last"])
        if first <= last:
            years = tuple(map(str, range(first, last + 1)))
            said = Words(f"{first}至{last}年", f"{first} to {last}")
            return (years[0], None) if len(years) == 1 else (years, said)
    parts = re.split(r"\s*[,;、]\s*", bare)
    if not all(_YEAR.fullmatch(year) for year in parts):
        raise refusal("no-year", parameter=called(parameter), given=text)
    years = tuple(sorted(set(parts)))
    return (years[0], None) if len(years) == 1 else (years, listed(years))


def resolve_text(parameter: Parameter, text: str, names: Names) -> Resolved:
    """As it is."""
    del parameter, names
    return text, None


def resolve_number(parameter: Parameter, text: str, names: Names) -> Resolved:
    """A finite number."""
    del names
    try:
        number = float(text.replace(",", ""))
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise refusal("no-number", parameter=called(parameter), given=text)
    return number, None


def resolve_flag(parameter: Parameter, text: str, names: Names) -> Resolved:
    """true or false, 是 or 否."""
    del names
    if text.casefold() in _YES | _NO:
        return text.casefold() in _YES, None
    raise refusal("no-flag", parameter=called(parameter), given=text)


RESOLVERS: dict[str, Callable[[Parameter, str, Names], Resolved]] = {
    "entity": resolve_entity,
    "class": resolve_class,
    "status": resolve_status,
    "predicate": resolve_predicate,
    "place": resolve_place,
    "document": resolve_document,
    "year": resolve_year,
    "text": resolve_text,
    "number": resolve_number,
    "flag": resolve_flag,
}


def _by_label(terms: Mapping[str, Term]) -> dict[str, str]:
    """Label in either language, and name → name."""
    known = {term.label_zh: name for name, term in terms.items()}
    return known | {term.label_en: name for name, term in terms.items()} | {n: n for n in terms}


def _pick(
    parameter: Parameter, text: str, known: Mapping[str, str], terms: Mapping[str, Term]
) -> Resolved:
    """The term that `known` has for the text, which may be in any case and in the plural."""
    folded = {_folded(name): term for name, term in known.items()}
    forms = (_folded(text), _folded(text).removesuffix("s"), _ies(_folded(text)))
    found = known.get(text) or next((folded[form] for form in forms if form in folded), None)
    if found:
        return found, Words.same(terms[found].label_zh)
    shown = listed(f"{name} ({term.label_zh})" for name, term in terms.items())
    raise _unknown(parameter, text, known, phrase("one-of", terms=shown))


def _folded(word: str) -> str:
    """Without case, spaces and hyphens: pilot platform is PilotPlatform."""
    return re.sub(r"[\s_-]+", "", word.casefold())


def _ies(word: str) -> str:
    """industries is industry."""
    return f"{word.removesuffix('ies')}y" if word.endswith("ies") else word


def _unknown(parameter: Parameter, text: str, known: Iterable[str], rest: Remark) -> UsageError:
    more = near(nearest(text, known)[:3])
    return refusal("unknown", parameter=called(parameter), given=text, more=more, rest=rest)


def _file(identity: str) -> str:
    return identity.rpartition("/")[2]


def _stem(identity: str) -> str:
    stem, dot, ending = _file(identity).rpartition(".")
    return stem if dot and ending.isalnum() and len(ending) <= 5 else _file(identity)
