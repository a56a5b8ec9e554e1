"""JSON-LD for people to read: terms of the ontology as plain keys, evidence inside what rests on it.

Written as a stream, one graph after the other. The context stands in each file, so that no reader
has to fetch anything; the same context is shipped as context.jsonld.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import groupby
from typing import IO, TYPE_CHECKING, Any

import pyoxigraph as ox

from innograph.graph.errors import UsageError
from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.terms import DATA, DCTERMS, OA, OWL, PREFIXES, PROV, QB, RDF, RDFS, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from innograph.graph.ontology import Ontology

_ID = {"@type": "@id"}
_TERM = {"@type": "@vocab"}  # values that are terms of the ontology: "Achieved"
# Properties of other vocabularies whose values are resources.
_OUTER = {
    DCTERMS: ("conformsTo", "isPartOf", "license"),
    OA: ("hasSelector", "hasSource", "hasTarget"),
    OWL: ("unionOf", "versionIRI"),
    PROV: ("used", "wasAssociatedWith", "wasGeneratedBy", "wasQuotedFrom"),
    QB: ("dataSet", "structure"),
    RDF: ("first", "rest"),
    RDFS: ("domain", "isDefinedBy", "range", "subClassOf", "subPropertyOf"),
}
_OF_TERMS = {"status", "predicate", "instrumentType", "ofProperty", "intendedFormOf", "relation"}
# What is written inside the first thing that points at it, if that comes before it.
_INSIDE = {
    NAMESPACE + "Evidence",
    OA + "TextPositionSelector",
    OA + "TextQuoteSelector",
    RDF + "Seq",
}
# Graphs as long as the store: their nodes are written as they come.
_LONG = tuple(f"{DATA}graph/{name}" for name in ("entities", "facts", "decisions"))
_SHORT_NAME = re.compile(r"[A-Za-z][\w.-]*")
_TRUTHS = {"true": True, "false": False}
_NUMBER = re.compile(r"0|-?[1-9][0-9]{0,14}")  # what is the same number in every JSON reader

Node = dict[str, Any]


def context(ontology: Ontology) -> dict[str, Any]:
    """The context for a schema: prefixes, and which properties point at resources or are doubles."""
    found: dict[str, Any] = {"@version": 1.1, "@vocab": NAMESPACE, **PREFIXES}
    for namespace, names in _OUTER.items():
        found.update({_compact(namespace + name): _ID for name in names})
    for name, kind in sorted(_kinds(ontology.path, ontology.path.stat().st_mtime_ns).items()):
        key = _key(NAMESPACE + name)
        found[key] = {"@id": "inno:" + name, **kind} if key == name else dict(kind)
    return found


def shown_context(terms: dict[str, Any]) -> str:
    """The context as JSON, one term a line."""
    lines = (f" {json.dumps(name)}: {json.dumps(value)}" for name, value in terms.items())
    return "{\n" + ",\n".join(lines) + "\n}"


@lru_cache(maxsize=8)
def _kinds(path: Path, _stamp: int) -> dict[str, dict[str, str]]:
    """Property of the schema → how its values are written, where that is no plain JSON value."""
    kinds: dict[str, dict[str, str]] = {}
    for quad in ox.parse(path=str(path), format=ox.RdfFormat.TURTLE):
        name = getattr(quad.subject, "value", "").removeprefix(NAMESPACE)
        if not isinstance(quad.subject, ox.NamedNode) or not _SHORT_NAME.fullmatch(name):
            continue
        is_link = quad.predicate.value == RDF + "type" and getattr(quad.object, "value", "") in (
            OWL + "ObjectProperty",
            NAMESPACE + "intendedFormOf",
        )
        if is_link or name == "intendedFormOf":
            kinds[name] = _TERM if name in _OF_TERMS else _ID
        elif quad.predicate.value == RDFS + "range" and quad.object.value == XSD + "double":
            kinds[name] = {"@type": "xsd:double"}
    return kinds


def write_jsonld(quads: Iterable[ox.Quad], stream: IO[bytes], ontology: Ontology) -> None:
    """Write the quads of named graphs; those of one graph have to come together."""
    terms = context(ontology)
    stream.write(f'{{"@context": {shown_context(terms)},\n"@graph": ['.encode())
    writer, comma = _Nodes(terms), ""
    for graph, content in groupby(
        quads, key=lambda quad: str(getattr(quad.graph_name, "value", ""))
    ):
        name = json.dumps(_compact(graph), ensure_ascii=False)
        stream.write(f'{comma}\n{{"@id": {name}, "@graph": ['.encode())
        write = writer.flat if graph in _LONG else writer.nested
        lines = write(content)
        inner = ""
        for node in lines:
            shown = json.dumps(node, ensure_ascii=False, indent=1)
            stream.write(f"{inner}\n{shown}".encode())
            inner = ","
        stream.write(b"\n]}")
        comma = ","
    stream.write(b"\n]}\n")


class _Nodes:
    """Turns the quads of one graph into node objects."""

    def __init__(self, terms: dict[str, Any]) -> None:
        self._types = {key: kind["@type"] for key, kind in terms.items() if isinstance(kind, dict)}

    def flat(self, quads: Iterable[ox.Quad]) -> Iterator[Node]:
        """One node object for each run of a subject."""
        for subject, statements in groupby(quads, key=lambda quad: quad.subject):
            node: Node = {"@id": _name(subject)}
            for quad in statements:
                self._add(node, quad)
            yield node

    def nested(self, quads: Iterable[ox.Quad]) -> Iterator[Node]:
        """Node objects, evidence and the like inside the first that points at it."""
        nodes: dict[str, Node] = {}
        inside = set()
        links: dict[str, list[tuple[Node, str]]] = {}
        for quad in quads:
            name = _name(quad.subject)
            node = nodes.setdefault(name, {"@id": name})
            key = self._add(node, quad)
            if (
                quad.predicate.value == RDF + "type"
                and getattr(quad.object, "value", "") in _INSIDE
            ):
                inside.add(name)
            if isinstance(quad.object, ox.BlankNode):
                inside.add(_name(quad.object))
            if self._types.get(key) == "@id":
                links.setdefault(_name(quad.object), []).append((node, key))
        holders: dict[str, str] = {}  # what is written inside what
        for name in nodes:  # in the order of the graph, so that equal graphs give equal bytes
            if name in inside and name in links and not _holds(name, links[name][0][0], holders):
                owner, key = links[name][0]
                _put(owner, key, nodes[name])
                holders[name] = owner["@id"]
        return (node for name, node in nodes.items() if name not in holders)

    def _add(self, node: Node, quad: ox.Quad) -> str:
        """Put a statement into its node; returns the key under which it stands."""
        predicate, value = quad.predicate.value, quad.object
        if predicate == RDF + "type" and isinstance(value, ox.NamedNode):
            key, shown = "@type", _key(value.value)
        elif isinstance(value, ox.Triple):
            raise UsageError("JSON-LD has no RDF 1.2 yet; leave out reifiers, or write TriG.")
        else:
            key = _key(predicate)
            shown = _shown(value, self._types.get(key))
        if key not in node:
            node[key] = shown
        elif isinstance(node[key], list):
            node[key].append(shown)
        else:
            node[key] = [node[key], shown]
        return key


def _holds(name: str, owner: Node, holders: dict[str, str]) -> bool:
    """Whether the owner is that node, or stands inside it: then it cannot hold it."""
    outer: str | None = owner["@id"]
    while outer is not None and outer != name:
        outer = holders.get(outer)
    return outer == name


def _put(owner: Node, key: str, node: Node) -> None:
    """Write a node in place of the link to it."""
    if isinstance(owner[key], list):
        owner[key][owner[key].index(node["@id"])] = node
    else:
        owner[key] = node


def _shown(term: Any, kind: str | None) -> Any:
    """A value under a key that has this type in the context."""
    if not isinstance(term, ox.Literal):
        if kind == "@vocab" and isinstance(term, ox.NamedNode):
            return _key(term.value)
        return _name(term) if kind == "@id" else {"@id": _name(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    datatype, value = term.datatype.value, term.value
    if kind is not None:
        short = _compact(datatype)
        return value if short == kind else _typed(value, short)
    if datatype == XSD + "integer" and _NUMBER.fullmatch(value):
        return int(value)
    if datatype == XSD + "boolean" and value in _TRUTHS:
        return _TRUTHS[value]
    return value if datatype == XSD + "string" else _typed(value, _compact(datatype))


def _typed(value: str, datatype: str) -> dict[str, str]:
    return {"@value": value} if datatype == "xsd:string" else {"@value": value, "@type": datatype}


def _name(term: Any) -> str:
    return f"_:{term.value}" if isinstance(term, ox.BlankNode) else _compact(term.value)


@lru_cache(maxsize=1 << 12)
def _key(iri: str) -> str:
    """A property or class: a plain word for a term of ours, unless a prefix has that name."""
    name = iri.removeprefix(NAMESPACE)
    if name != iri and name not in PREFIXES and _SHORT_NAME.fullmatch(name):
        return name
    return _compact(iri)


@lru_cache(maxsize=1 << 15)
def _compact(iri: str) -> str:
    """prefix:name, where JSON-LD reads that back as the same IRI."""
    for prefix, namespace in PREFIXES.items():
        if iri.startswith(namespace):
            name = iri[len(namespace) :]
            return iri if name.startswith("//") else f"{prefix}:{name}"
    return iri
