"""Quads of one named graph, made fast: every term that returns is made once.

Terms are half of the work on 40,000 mentions: predicates are looked up by their IRI in one
dictionary, and the fields of each record in a table of (field, predicate).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from innograph.graph.rdf.mapping import CODERS, LINKS, Link, is_in_order, plain_fields
from innograph.graph.rdf.terms import RDF, XSD, term_iri

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_DOUBLE = NamedNode(XSD + "double")
_TYPE = NamedNode(RDF + "type")


class Maker:
    """Makes the quads of one graph; `document` is the id by which local names are resolved."""

    def __init__(self, graph: str, document: str = "") -> None:
        self.graph = NamedNode(graph)
        self.document = document
        self._targets: dict[tuple[str, Any], NamedNode] = {}

    def link(self, subject: NamedNode, predicate: str, target: str) -> Quad:
        """A statement about another resource."""
        return Quad(subject, node(predicate), node(target), self.graph)

    def value(self, subject: NamedNode, predicate: str, value: str | float | bool) -> Quad:
        """A statement with a literal of the value's own type."""
        return Quad(subject, node(predicate), literal(value), self.graph)

    def text(self, subject: NamedNode, predicate: str, text: str, language: str) -> Quad:
        """A statement with a text in a language."""
        return Quad(subject, node(predicate), Literal(text, language=language), self.graph)

    def typed(self, subject: NamedNode, predicate: str, text: str, datatype: str) -> Quad:
        """A statement with a literal of a given datatype."""
        typed = Literal(text, datatype=node(datatype))
        return Quad(subject, node(predicate), typed, self.graph)

    def types(self, subject: NamedNode, *types: str) -> Iterator[Quad]:
        """The classes of a resource."""
        return (Quad(subject, _TYPE, node(iri), self.graph) for iri in types)

    def plain(self, subject: NamedNode, record: Any) -> Iterator[Quad]:
        """The fields of a record that are literals, without None and without `rebuilt false`."""
        for field, predicate in _plain_predicates(record.__class__):
            value = getattr(record, field)
            if value is None or (field == "rebuilt" and not value):
                continue
            for item in value if isinstance(value, tuple) else (value,):
                yield Quad(subject, predicate, literal(item), self.graph)

    def links(self, subject: NamedNode, record: Any, nodes: Mapping[str, str]) -> Iterator[Quad]:
        """The fields of a record that are links; `nodes` maps local names to IRIs of entities."""
        for link, predicate, local in _link_predicates(record.__class__):
            value = getattr(record, link.field)
            for item in dict.fromkeys(value) if link.many else (value,):
                target = self._target(link, item)
                if local is None:
                    yield Quad(subject, predicate, target, self.graph)
                else:
                    yield Quad(subject, predicate, node(nodes[item]), self.graph)
                    yield Quad(subject, local, target, self.graph)
            if link.many and not is_in_order(value):
                yield from self._sequence(subject, link, value)

    def _sequence(self, subject: NamedNode, link: Link, values: tuple[Any, ...]) -> Iterator[Quad]:
        """The order of a list that is not that of its sorted values."""
        place = f"{subject.value}{'/' if '#' in subject.value else '#'}{link.term}"
        sequence = node(place)
        yield self.link(subject, term_iri("inOrder"), place)
        yield from self.types(sequence, RDF + "Seq")
        yield self.link(sequence, term_iri("ofProperty"), term_iri(link.term))
        for number, item in enumerate(values, 1):
            yield Quad(sequence, node(f"{RDF}_{number}"), self._target(link, item), self.graph)

    def _target(self, link: Link, item: Any) -> NamedNode | Literal:
        if link.kind == "literal":
            return literal(item)
        found = self._targets.get((link.kind, item))
        if found is None:
            encode, _ = CODERS[link.kind]
            found = self._targets[link.kind, item] = NamedNode(encode(self.document, item))
        return found


@lru_cache(maxsize=1 << 14)
def node(iri: str) -> NamedNode:
    """The term of an IRI."""
    return NamedNode(iri)


def literal(value: str | float | bool) -> Literal:
    """A literal of the value's own type. Floats by `repr`, so that the same number comes back."""
    if isinstance(value, float):
        return Literal(repr(value), datatype=_DOUBLE)
    return Literal(value)


@lru_cache(maxsize=32)
def _plain_predicates(kind: type) -> tuple[tuple[str, NamedNode], ...]:
    return tuple((field, NamedNode(term_iri(name))) for field, name in plain_fields(kind))


@lru_cache(maxsize=32)
def _link_predicates(kind: type) -> tuple[tuple[Link, NamedNode, NamedNode | None], ...]:
    """Links with their predicates: to the node, and to the document's own reading if any."""
    return tuple(
        (
            link,
            NamedNode(term_iri(link.term)),
            NamedNode(term_iri(link.local)) if link.kind == "local" else None,
        )
        for link in LINKS.get(kind, ())
    )
