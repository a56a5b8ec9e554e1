"""Quads → the model: the inverse of write.py, checked by the digest that each document carries."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, TypeVar

import pyoxigraph as ox

from innograph.graph.codec import camel, from_dict
from innograph.graph.contribution import digest
from innograph.graph.errors import DataError
from innograph.graph.model import (
    Claim,
    Decision,
    Document,
    Extraction,
    LocalEntity,
    Measure,
    Mention,
    Observation,
    Passage,
)
from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.describe import DATASET
from innograph.graph.rdf.document import in_text_order
from innograph.graph.rdf.formats import open_quads
from innograph.graph.rdf.mapping import CODERS, LINKS, plain_fields
from innograph.graph.rdf.terms import NANOPUBS, ONTOLOGY, RDF, XSD, id_of, term_of
from innograph.graph.rdf.write import DECISIONS, ENTITIES, FACTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from innograph.graph.rdf.mapping import Link

_T = TypeVar("_T")
_SKIPPED = {DATASET, ENTITIES, FACTS, ONTOLOGY}  # derived again from what the documents contribute
_KEPT = (NAMESPACE, RDF)
_NUMBERS = {XSD + "double": float, XSD + "decimal": float, XSD + "float": float}
_INTEGERS = {XSD + "integer", XSD + "int", XSD + "long", XSD + "nonNegativeInteger"}

Statements = dict[str, list[Any]]  # predicate → objects


def read_rdf(
    path: Path | str,
    *,
    format: str | None = None,  # noqa: A002 the word that users know
) -> tuple[list[Extraction], list[Decision]]:
    """The documents and decisions of a TriG, N-Quads or JSON-LD file, sorted by id.

    Raises DataError for a file that is broken, that is not innograph's, or that holds a document of
    which something is missing. Triples that are not innograph's are passed over.
    """
    with open_quads(path, name=format) as quads:
        graphs = _by_graph(quads)
    if any(graph.startswith(NANOPUBS) for graph in graphs):
        raise DataError(
            f"{path} holds nanopublications, which are for citing; "
            "import a file that was written without --as nanopub."
        )
    try:
        decisions = [_decision(node) for node in graphs.pop(DECISIONS, {}).items()]
        documents = [_extraction(iri, nodes) for iri, nodes in graphs.items() if nodes]
    except DataError as error:
        raise DataError(f"{path}: {error}") from None
    if not documents and not decisions and ONTOLOGY not in graphs:
        raise DataError(f"{path} holds no document and no decision of innograph.")
    return (
        sorted(documents, key=lambda x: x.document.id),
        sorted((d for d in decisions if d), key=lambda d: d.id),
    )


def _by_graph(quads: Iterable[ox.Quad]) -> dict[str, dict[str, Statements]]:
    """Graph → subject → predicate → objects, without what is derived and what is not ours."""
    graphs: dict[str, dict[str, Statements]] = {}
    for quad in quads:
        if not isinstance(quad.graph_name, ox.NamedNode):
            continue
        graph = quad.graph_name.value
        nodes = graphs.setdefault(graph, {})
        predicate = quad.predicate.value
        if graph not in _SKIPPED and predicate.startswith(_KEPT):
            statements = nodes.setdefault(str(getattr(quad.subject, "value", "")), {})
            statements.setdefault(predicate, []).append(quad.object)
    return graphs


class _Graph:
    """The statements of one document, by record."""

    def __init__(self, nodes: dict[str, Statements]) -> None:
        self.nodes = nodes
        self.of_type: dict[str, list[str]] = defaultdict(list)
        for iri, statements in nodes.items():
            for kind in statements.get(RDF + "type", []):
                self.of_type[getattr(kind, "value", "")].append(iri)

    def records(self, kind: type[_T]) -> tuple[_T, ...]:
        """All records of a kind."""
        found = self.of_type[NAMESPACE + kind.__name__]
        return tuple(self.record(kind, iri) for iri in found)

    def record(self, kind: type[_T], iri: str) -> _T:
        """One record; DataError that names it if a field is missing, double or of a wrong type."""
        statements, data = self.nodes[iri], {}
        hashable: Any = kind
        try:
            for _, name in plain_fields(hashable):
                if values := statements.get(NAMESPACE + name):
                    data[name] = _python(_only(values, name))
            for link in LINKS.get(kind, ()):
                values = self._linked(iri, link)
                if values or link.many:
                    value = values if link.many else _only(values, link.term)
                    data[camel(link.field)] = value
            if inferred := statements.get(NAMESPACE + "inferred"):
                data["inferred"] = dict(_python(item).split(": ", 1) for item in inferred)
            return from_dict(kind, data)
        except (DataError, ValueError, TypeError) as error:
            raise DataError(f"<{iri}>: {error}") from None

    def _linked(self, iri: str, link: Link) -> list[Any]:
        name = link.local if link.kind == "local" else link.term
        values = [_decoded(item, link) for item in self.nodes[iri].get(NAMESPACE + name, [])]
        if not link.many:
            return values
        for sequence in self.nodes[iri].get(NAMESPACE + "inOrder", []):
            members = self.nodes.get(sequence.value, {})
            if term_of(_only(members[NAMESPACE + "ofProperty"], "ofProperty").value) == link.term:
                return [_decoded(item, link) for item in _members(members)]
        return sorted(values)


def _members(statements: Statements) -> list[Any]:
    """The members of an rdf:Seq in their order."""
    numbered = {
        int(name.removeprefix(RDF + "_")): items
        for name, items in statements.items()
        if name.startswith(RDF + "_")
    }
    return [item for number in sorted(numbered) for item in numbered[number]]


def _extraction(graph: str, nodes: dict[str, Statements]) -> Extraction:
    found = _Graph(nodes)
    documents = found.records(Document)
    if len(documents) != 1 or documents[0].id != id_of("document", graph):
        raise DataError(f"the graph <{graph}> is not that of one document of innograph.")
    extraction = in_text_order(
        Extraction(
            document=documents[0],
            passages=found.records(Passage),
            entities=found.records(LocalEntity),
            mentions=found.records(Mention),
            claims=found.records(Claim),
            observations=found.records(Observation),
            measures=found.records(Measure),
        )
    )
    stated = [_python(item) for item in nodes[graph].get(NAMESPACE + "digest", [])]
    if stated and stated != [digest(extraction)]:
        raise DataError(
            f"the document {documents[0].id!r} was changed or cut after it was written; "
            "export it again, or remove its inno:digest to take it as it is."
        )
    return extraction


def _decision(node: tuple[str, Statements]) -> Decision:
    iri, statements = node
    return _Graph({iri: statements}).record(Decision, iri)


def _decoded(term: Any, link: Link) -> Any:
    if link.kind == "literal":
        return _python(term)
    if not isinstance(term, ox.NamedNode):
        raise DataError(f"{link.term} is not an IRI")
    _, decode = CODERS[link.kind]
    return decode(term.value)


def _only(values: list[Any], name: str) -> Any:
    if len(values) != 1:
        raise DataError(f"{name} has {len(values)} values instead of one")
    return values[0]


def _python(term: Any) -> Any:
    """The value of a literal in the type of its datatype."""
    if not isinstance(term, ox.Literal):
        raise DataError(f"{term} is not a literal")
    datatype = term.datatype.value
    if datatype == XSD + "boolean":
        return term.value in {"true", "1"}
    if datatype in _INTEGERS:
        return int(term.value)
    return _NUMBERS.get(datatype, str)(term.value)
