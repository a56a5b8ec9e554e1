"""Labels of the classes, predicates and statuses that a page needs, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.graph.ontology_terms import ClassTerm, PredicateTerm, StatusTerm

_T = TypeVar("_T")


def term_labels(graph: nx.MultiDiGraph[str], ontology: Ontology) -> dict[str, Any]:
    """Terms that the graph uses, in the order of the ontology; unknown ones last.

    An unknown term has its name for a label. What the graph says of a class or an unknown status
    goes before the ontology, which may be another one than the graph was made with.
    """
    tops = {data["cls"]: data["top"] for _, data in graph.nodes(data=True)}
    links = [data for _, _, data in graph.edges(data=True)]
    predicates = {data["predicate"] for data in links}
    asserted = {data["status"]: not data["intended"] for data in links}
    return {
        "classes": {
            name: (class_label(term) if term else _unknown(name, top=name))
            | ({"top": tops[name]} if tops.get(name) else {})
            for name, term in _used({*tops, *tops.values()}, ontology.classes)
        },
        "predicates": {
            name: predicate_label(term)
            if term
            else _unknown(name, intendedZh=name, intendedEn=name, symmetric=False)
            for name, term in _used(predicates, ontology.predicates)
        },
        "statuses": {
            name: status_label(term) if term else _unknown(name, asserted=asserted[name])
            for name, term in _used(asserted, ontology.statuses)
        },
    }


def all_terms(ontology: Ontology) -> dict[str, Any]:
    """The same for every term of the ontology: for a view that is not of a graph alone."""
    return {
        "classes": {name: class_label(term) for name, term in ontology.classes.items()},
        "predicates": {name: predicate_label(term) for name, term in ontology.predicates.items()},
        "statuses": {name: status_label(term) for name, term in ontology.statuses.items()},
    }


def class_label(term: ClassTerm) -> dict[str, Any]:
    """A class, with the top class that gives it its colour and shape."""
    return {"zh": term.label_zh, "en": term.label_en, "top": term.top}


def predicate_label(term: PredicateTerm) -> dict[str, Any]:
    """A predicate and its intended twin."""
    return {
        "zh": term.label_zh,
        "en": term.label_en,
        "intendedZh": term.intended_label_zh,
        "intendedEn": term.intended_label_en,
        "symmetric": term.symmetric,
    }


def status_label(term: StatusTerm) -> dict[str, Any]:
    """A status, and whether its links are facts (drawn solid) or plans (dashed)."""
    return {"zh": term.label_zh, "en": term.label_en, "asserted": term.asserted}


def _unknown(name: str, **more: Any) -> dict[str, Any]:
    return {"zh": name, "en": name, **more}


def _used(used: Collection[str], known: Mapping[str, _T]) -> Iterator[tuple[str, _T | None]]:
    for name in [*known, *sorted(set(used) - set(known))]:
        if name in used:
            yield name, known.get(name)
