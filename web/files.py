"""The data of one resource as Turtle, JSON-LD and the like."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph.rdf.jsonld import write_jsonld
from innograph.graph.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology

# Ending → media type, in the order in which they are offered.
ENDINGS = {
    "ttl": "text/turtle",
    "jsonld": "application/ld+json",
    "nt": "application/n-triples",
    "rdf": "application/rdf+xml",
}
_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
}


def serialized(quads: list[ox.Quad], ending: str, ontology: Ontology) -> bytes:
    """The quads in the format of a file's ending; JSON-LD alone keeps the named graphs."""
    if ending == "jsonld":
        stream = io.BytesIO()
        write_jsonld(quads, stream, ontology)
        return stream.getvalue()
    triples = sorted({quad.triple for quad in quads}, key=str)
    text = "".join(map(str, triples))
    used = {name: iri for name, iri in PREFIXES.items() if iri in text}
    return ox.serialize(triples, format=_FORMATS[ending], prefixes=used) or b""
