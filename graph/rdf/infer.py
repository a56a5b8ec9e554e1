"""What follows from the stated by the rules of the ontology, kept in a graph of its own.

Superclasses, superproperties, symmetric and inverse properties, and part-of and located-in over
several steps. Only facts go on: from a plan nothing follows but the superproperty of the plan.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from pyoxigraph import BlankNode, NamedNode, Quad

from innograph.graph.rdf.quads import node
from innograph.graph.rdf.terms import DATA, ONTOLOGY, OWL, RDF, RDFS, term_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pyoxigraph import Store

INFERRED = DATA + "graph/inferred"
_TRANSITIVE = ("partOf", "locatedIn")
_TYPE = NamedNode(RDF + "type")

# Terms as pyoxigraph types them: its types cannot say that a place holds no blank node.
Above = dict[Any, set[Any]]


def iter_inferred(store: Store) -> Iterator[Quad]:
    """Quads of the graph `INFERRED`: what follows and is stated in no graph. None comes twice
    but what two rules give."""
    graph = node(INFERRED)
    stated = _Stated(store)
    for triple in _classes(store, stated):
        yield Quad(*triple, graph)
    for triple in _properties(store, stated):
        yield Quad(*triple, graph)
    for name in _TRANSITIVE:
        for triple in _steps(store, node(term_iri(name)), stated):
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


def _properties(store: Store, stated: _Stated) -> Iterator[Triple]:
    """The same statement under the properties above, and turned round where that is the same."""
    upper = _closed(_links(store, RDFS + "subPropertyOf"))
    inverse = _links(store, OWL + "inverseOf")
    for one, others in list(inverse.items()):
        for other in others:
            inverse[other].add(one)
    for quad in store.quads_for_pattern(None, _TYPE, node(OWL + "SymmetricProperty"), None):
        inverse[quad.subject].add(quad.subject)
    for name in sorted({*upper, *inverse}, key=str):
        for quad in store.quads_for_pattern(None, name, None, None):
            if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
                continue
            for above in sorted(upper.get(name, ()), key=str):
                if not stated.has(quad.subject, above, quad.object):
                    yield quad.subject, above, quad.object
            for turned in sorted(inverse.get(name, ()), key=str):
                if isinstance(quad.object, NamedNode) and not stated.has(
                    quad.object, turned, quad.subject
                ):
                    yield quad.object, turned, quad.subject


def _steps(store: Store, name: NamedNode, stated: _Stated) -> Iterator[Triple]:
    """Where a chain of facts of one property leads, beyond its first step."""
    links: Above = defaultdict(set)
    for quad in store.quads_for_pattern(None, name, None, None):
        links[quad.subject].add(quad.object)
    for subject, reached in _closed(links).items():
        for target in sorted(reached, key=str):
            if target != subject and not stated.has(subject, name, target):
                yield subject, name, target


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
