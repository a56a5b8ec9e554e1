"""Labels of the classes, predicates and statuses that a page needs, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology


def term_labels(graph: nx.MultiDiGraph[str], ontology: Ontology) -> dict[str, Any]:
    """Terms that the graph uses, in the order of the ontology; unknown ones last."""
    return {
        "classes": _classes(graph, ontology),
        "predicates": _predicates(graph, ontology),
        "statuses": _statuses(graph, ontology),
    }


def all_terms(ontology: Ontology) -> dict[str, Any]:
    """The same for every term of the ontology: for a view that is not of a graph alone."""
    return {
        "classes": {
            name: {"zh": term.label_zh, "en": term.label_en, "top": ontology.top(name)}
            for name, term in ontology.classes.items()
        },
        "predicates": {
            name: {
                "zh": term.label_zh,
                "en": term.label_en,
                "intendedZh": term.intended_label_zh,
                "intendedEn": term.intended_label_en,
                "symmetric": term.symmetric,
            }
            for name, term in ontology.predicates.items()
        },
        "statuses": {
            name: {"zh": term.label_zh, "en": term.label_en, "asserted": term.asserted}
            for name, term in ontology.statuses.items()
        },
    }


def _classes(graph: nx.MultiDiGraph[str], ontology: Ontology) -> dict[str, dict[str, str]]:
    tops = {data["cls"]: data["top"] for _, data in graph.nodes(data=True)}
    used = {*tops, *tops.values()}
    found = {}
    for name in [*ontology.classes, *sorted(used - set(ontology.classes))]:
        if name in used:
            term = ontology.classes.get(name)
            found[name] = {
                "zh": term.label_zh if term else name,
                "en": term.label_en if term else name,
                "top": tops.get(name) or (term.top if term else name),
            }
    return found


def _predicates(graph: nx.MultiDiGraph[str], ontology: Ontology) -> dict[str, dict[str, Any]]:
    used = {data["predicate"] for _, _, data in graph.edges(data=True)}
    found = {}
    for name in [*ontology.predicates, *sorted(used - set(ontology.predicates))]:
        if name in used:
            term = ontology.predicates.get(name)
            found[name] = {
                "zh": term.label_zh if term else name,
                "en": term.label_en if term else name,
                "intendedZh": term.intended_label_zh if term else name,
                "intendedEn": term.intended_label_en if term else name,
                "symmetric": bool(term and term.symmetric),
            }
    return found


def _statuses(graph: nx.MultiDiGraph[str], ontology: Ontology) -> dict[str, dict[str, Any]]:
    """`asserted` of a status that the ontology does not have is what its edges say."""
    used = {data["status"]: not data["intended"] for _, _, data in graph.edges(data=True)}
    found = {}
    for name in [*ontology.statuses, *sorted(set(used) - set(ontology.statuses))]:
        if name in used:
            term = ontology.statuses.get(name)
            found[name] = {
                "zh": term.label_zh if term else name,
                "en": term.label_en if term else name,
                "asserted": term.asserted if term else used[name],
            }
    return found
