"""The SPARQL 1.1 Service Description of the endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph.rdf.terms import DCTERMS, PREFIXES, RDF, RDFS, VOID

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SD = "http://www.w3.org/ns/sparql-service-description#"
_FORMATS = "http://www.w3.org/ns/formats/"
_RESULTS = (
    *("SPARQL_Results_JSON", "SPARQL_Results_XML", "SPARQL_Results_CSV", "SPARQL_Results_TSV"),
    *("Turtle", "N-Triples", "RDF_XML", "JSON-LD"),
)


def service_description(endpoint: str, graphs: Mapping[str, int], form: str) -> bytes:
    """The description as RDF; `graphs` maps names of graphs to the number of their triples."""
    data = ox.serialize(
        _triples(endpoint, graphs),
        format=getattr(ox.RdfFormat, form),
        prefixes=PREFIXES | {"sd": SD},
    )
    assert data is not None
    return data


def _triples(endpoint: str, graphs: Mapping[str, int]) -> Iterator[ox.Triple]:
    service, dataset, default = (
        ox.NamedNode(endpoint),
        ox.BlankNode("dataset"),
        ox.BlankNode("default"),
    )
    yield _link(service, RDF + "type", ox.NamedNode(SD + "Service"))
    yield _link(service, RDFS + "label", ox.Literal("innograph SPARQL", language="en"))
    yield _link(service, SD + "endpoint", service)
    yield _link(service, SD + "supportedLanguage", ox.NamedNode(SD + "SPARQL11Query"))
    yield _link(service, SD + "feature", ox.NamedNode(SD + "UnionDefaultGraph"))
    for name in _RESULTS:
        yield _link(service, SD + "resultFormat", ox.NamedNode(_FORMATS + name))
    yield _link(service, SD + "defaultDataset", dataset)
    yield _link(dataset, RDF + "type", ox.NamedNode(SD + "Dataset"))
    yield _link(dataset, DCTERMS + "title", ox.Literal("innograph", language="en"))
    yield _link(dataset, SD + "defaultGraph", default)
    yield _link(default, RDF + "type", ox.NamedNode(SD + "Graph"))
    yield _link(default, VOID + "triples", ox.Literal(sum(graphs.values())))
    for number, (name, size) in enumerate(sorted(graphs.items())):
        named, graph = ox.BlankNode(f"named{number}"), ox.BlankNode(f"graph{number}")
        yield _link(dataset, SD + "namedGraph", named)
        yield _link(named, RDF + "type", ox.NamedNode(SD + "NamedGraph"))
        yield _link(named, SD + "name", ox.NamedNode(name))
        yield _link(named, SD + "graph", graph)
        yield _link(graph, RDF + "type", ox.NamedNode(SD + "Graph"))
        yield _link(graph, VOID + "triples", ox.Literal(size))


def _link(subject: ox.NamedNode | ox.BlankNode, predicate: str, value: object) -> ox.Triple:
    return ox.Triple(subject, ox.NamedNode(predicate), value)  # type: ignore[arg-type]
