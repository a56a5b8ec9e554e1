"""Statements of one named graph: written as lines of N-Quads, and read as quads by Oxigraph.

A quad that is put together from terms in Python costs 1.6 µs if it ends in a literal, and two terms
before that; a line that Oxigraph reads costs a third of it all (measured on pyoxigraph 0.5.13).
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from innograph.graph.rdf.mapping import CODERS, LINKS, Link, is_in_order, plain_fields
from innograph.graph.rdf.terms import RDF, XSD, term_iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_TYPE = f"<{RDF}type>"
_ESCAPES = str.maketrans({'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"})
_UNSAID = ("rebuilt", "renamed")  # where false
_MANY = 1000  # lines that wait, some 250 kB: more leaves the caches of the processor


class Maker:
    """Writes down the statements of one graph; IRIs are given as they are, and have to be valid.

    `document` is the id by which local names are resolved. What was written waits until `take` or
    `triples`.
    """

    def __init__(self, graph: str | None, document: str = "") -> None:
        self.document = document
        self._lines: list[str] = []
        self._targets: dict[tuple[str, Any], str] = {}
        self.into(graph)

    def into(self, graph: str | None) -> None:
        """Another graph for what follows, or none: N-Triples, which are not for `take`."""
        self._end = f" <{graph}> .\n" if graph else " .\n"

    def take(self) -> Iterator[ox.Quad]:
        """The quads that wait, in the order in which they were written."""
        text = "".join(self._lines).encode()  # given a str, Oxigraph takes twice as long
        self._lines.clear()
        # What is lenient is the check of IRIs: those of ours are escaped when they are made.
        return ox.parse(text, format=ox.RdfFormat.N_QUADS, lenient=True)

    def triples(self) -> bytes:
        """The N-Triples that wait, as they were written: without a graph."""
        text = "".join(self._lines).encode()
        self._lines.clear()
        return text

    def take_many(self) -> Iterable[ox.Quad]:
        """What waits, if that is much."""
        return self.take() if len(self._lines) > _MANY else ()

    def link(self, subject: str, predicate: str, *targets: str) -> None:
        """Statements about other resources."""
        for target in targets:
            self._lines.append(f"<{subject}> <{predicate}> <{target}>{self._end}")

    def value(self, subject: str, predicate: str, value: str | float | bool) -> None:
        """A statement with a literal of the value's own type."""
        self._lines.append(f"<{subject}> <{predicate}> {literal(value)}{self._end}")

    def text(self, subject: str, predicate: str, text: str, language: str) -> None:
        """A statement with a text in a language."""
        self._lines.append(f"<{subject}> <{predicate}> {literal(text)}@{language}{self._end}")

    def typed(self, subject: str, predicate: str, text: str, datatype: str) -> None:
        """A statement with a literal of a given datatype."""
        self._lines.append(f"<{subject}> <{predicate}> {literal(text)}^^<{datatype}>{self._end}")

    def triple(self, subject: str, predicate: str, target: tuple[str, str, str]) -> None:
        """A statement about a triple (RDF 1.2)."""
        shown = " ".join(f"<{iri}>" for iri in target)
        self._lines.append(f"<{subject}> <{predicate}> <<( {shown} )>>{self._end}")

    def types(self, subject: str, *types: str) -> None:
        """The classes of a resource."""
        for iri in types:
            self._lines.append(f"<{subject}> {_TYPE} <{iri}>{self._end}")

    def plain(self, subject: str, record: Any) -> None:
        """The fields of a record that are literals, without None and without `rebuilt false` and the
        like."""
        add, end, start = self._lines.append, self._end, f"<{subject}> "
        for field, predicate in _plain_predicates(record.__class__):
            value = getattr(record, field)
            if value is None or (value is False and field in _UNSAID):
                continue
            for item in value if value.__class__ is tuple else (value,):
                add(f"{start}{predicate}{literal(item)}{end}")

    def links(self, subject: str, record: Any, nodes: Mapping[str, str]) -> None:
        """The fields of a record that are links; `nodes` maps local names to IRIs of entities."""
        add, end, start = self._lines.append, self._end, f"<{subject}> "
        for link, predicate, local in _link_predicates(record.__class__):
            value = getattr(record, link.field)
            for item in dict.fromkeys(value) if link.many else (value,):
                target = self._target(link, item)
                if local is None:
                    add(f"{start}{predicate}{target}{end}")
                else:
                    add(f"{start}{predicate}<{nodes[item]}>{end}")
                    add(f"{start}{local}{target}{end}")
            if link.many and not is_in_order(value):
                self._sequence(subject, link, value)

    def _sequence(self, subject: str, link: Link, values: tuple[Any, ...]) -> None:
        """The order of a list that is not that of its sorted values."""
        place = f"{subject}{'/' if '#' in subject else '#'}{link.term}"
        self.link(subject, term_iri("inOrder"), place)
        self.types(place, RDF + "Seq")
        self.link(place, term_iri("ofProperty"), term_iri(link.term))
        for number, item in enumerate(values, 1):
            self._lines.append(f"<{place}> <{RDF}_{number}> {self._target(link, item)}{self._end}")

    def _target(self, link: Link, item: Any) -> str:
        """A value as N-Quads has it."""
        if link.kind == "literal":
            return literal(item)
        found = self._targets.get((link.kind, item))
        if found is None:
            encode, _ = CODERS[link.kind]
            found = self._targets[link.kind, item] = f"<{encode(self.document, item)}>"
        return found


def literal(value: str | float | bool) -> str:
    """A literal of the value's own type. Floats by `repr`, so that the same number comes back."""
    if isinstance(value, str):
        if '"' in value or "\\" in value or "\n" in value or "\r" in value:
            value = value.translate(_ESCAPES)
        return f'"{value}"'
    if value is True or value is False:
        return f'"{"true" if value else "false"}"^^<{XSD}boolean>'
    if isinstance(value, int):
        return f'"{value}"^^<{XSD}integer>'
    return f'"{value!r}"^^<{XSD}double>'


@lru_cache(maxsize=32)
def _plain_predicates(kind: type) -> tuple[tuple[str, str], ...]:
    return tuple((field, f"<{term_iri(name)}> ") for field, name in plain_fields(kind))


@lru_cache(maxsize=32)
def _link_predicates(kind: type) -> tuple[tuple[Link, str, str | None], ...]:
    """Links with their predicates: to the node, and to the document's own reading if any."""
    return tuple(
        (
            link,
            f"<{term_iri(link.term)}> ",
            f"<{term_iri(link.local)}> " if link.kind == "local" else None,
        )
        for link in LINKS.get(kind, ())
    )
