"""What follows from the stated by the rules of the ontology, kept in a graph of its own.

Superclasses, superproperties, symmetric and inverse properties, and part-of and located-in over
several steps. Facts alone have inverses and lead on; a plan is turned round where that is the same.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, NamedNode, Quad

from innograph.graph.rdf.terms import DATA, ONTOLOGY, OWL, RDF, RDFS, term_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pyoxigraph import Store

INFERRED = DATA + "graph/inferred"
_TRANSITIVE = ("partOf", "locatedIn")
_TYPE = NamedNode(RDF + "type")

# Terms as pyoxigraph types them: its types cannot say that a place holds no blank node.
Above = dict[Any, set[Any]]
Forms = dict[Any, list[tuple[Any, bool]]]


def iter_inferred(store: Store) -> Iterator[Quad]:
    """Quads of the graph `INFERRED`: what follows and is stated in no graph. None comes twice
    but what two rules give."""
    graph = node(INFERRED)
    stated = _Stated(store)
    for triple in _classes(store, stated):
        yield Quad(*triple, graph)
    forms = _forms(store)
    for triple in _properties(store, stated, forms):
        yield Quad(*triple, graph)
    for name in _TRANSITIVE:
        for triple in _steps(store, node(term_iri(name)), stated, forms):
            yield Quad(*triple, graph)


class _Stated:
    """Whether a triple is in one of the store's graphs."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def has(self, subject: Any, predicate: NamedNode, value: Any) -> bool:
        return (
            next(self._store.quads_for_pattern(subject, predicate, value, None), None) is not None
        )


Triple = tuple[Any, NamedNode, Any]


def _classes(store: Store, stated: _Stated) -> Iterator[Triple]:
    """The classes above the classes of each resource; the schema itself stays as it is."""
    for kind, above in _closed(_links(store, RDFS + "subClassOf")).items():
        for quad in store.quads_for_pattern(None, _TYPE, kind, None):
            if quad.graph_name == node(ONTOLOGY) or isinstance(quad.subject, BlankNode):
                continue
            for upper in sorted(above, key=str):
                if not stated.has(quad.subject, _TYPE, upper):
                    yield quad.subject, _TYPE, upper


def _properties(store: Store, stated: _Stated, forms: Forms) -> Iterator[Triple]:
    """The same statement in its other forms."""
    for name, others in forms.items():
        for quad in store.quads_for_pattern(None, name, None, None):
            if not isinstance(quad.subject, BlankNode) and not isinstance(quad.object, BlankNode):
                yield from _reformed(quad.subject, quad.object, others, stated)


def _steps(store: Store, name: NamedNode, stated: _Stated, forms: Forms) -> Iterator[Triple]:
    """Where a chain of facts of one property leads, beyond its first step, in all forms."""
    links: Above = defaultdict(set)
    for quad in store.quads_for_pattern(None, name, None, None):
        links[quad.subject].add(quad.object)
    for subject, reached in _closed(links).items():
        for target in sorted(reached, key=str):
            if target != subject and not stated.has(subject, name, target):
                yield subject, name, target
                yield from _reformed(subject, target, forms.get(name, ()), stated)


def _reformed(
    subject: Any, value: Any, others: Iterable[tuple[NamedNode, bool]], stated: _Stated
) -> Iterator[Triple]:
    for name, turned in others:
        if turned and not isinstance(value, NamedNode):
            continue  # a literal is the subject of nothing
        triple = (value, name, subject) if turned else (subject, name, value)
        if not stated.has(*triple):
            yield triple


def _forms(store: Store) -> Forms:
    """Property → the others under which the same statement holds, and whether with its ends turned
    round: properties above, inverses, what is above the inverses, itself if it is symmetric."""
    next_forms: dict[Any, set[tuple[Any, bool]]] = defaultdict(set)
    for lower, uppers in _links(store, RDFS + "subPropertyOf").items():
        next_forms[lower].update((upper, False) for upper in uppers)
    for one, others in _links(store, OWL + "inverseOf").items():
        for other in others:
            next_forms[one].add((other, True))
            next_forms[other].add((one, True))
    for quad in store.quads_for_pattern(None, _TYPE, node(OWL + "SymmetricProperty"), None):
        next_forms[quad.subject].add((quad.subject, True))
    found: Forms = {}
    for name in sorted(next_forms, key=str):
        reached: set[tuple[Any, bool]] = set()
        waiting: list[tuple[Any, bool]] = [(name, False)]
        while waiting:
            current, turned = waiting.pop()
            for other, turns in next_forms.get(current, ()):
                form = (other, turned ^ turns)
                if form not in reached:
                    reached.add(form)
                    waiting.append(form)
        found[name] = sorted(reached - {(name, False)}, key=str)
    return found


def _links(store: Store, predicate: str) -> Above:
    """Named terms of the schema and what the predicate leads to."""
    found: Above = defaultdict(set)
    for quad in store.quads_for_pattern(None, node(predicate), None, node(ONTOLOGY)):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            found[quad.subject].add(quad.object)
    return found


def _closed(links: Mapping[Any, set[Any]]) -> Above:
    """All that each leads to over any number of steps; a circle comes to an end."""
    closed: Above = {}
    for start in sorted(links, key=str):
        reached: set[Any] = set()
        waiting = list(links[start])
        while waiting:
            target = waiting.pop()
            if target not in reached:
                reached.add(target)
                waiting.extend(links.get(target, ()))
        closed[start] = reached
    return closed


@lru_cache(maxsize=1 << 8)
def node(iri: str) -> NamedNode:
    """The term of an IRI."""
    return NamedNode(iri)
