"""IRIs and prefixes. Ids become readable IRIs (Chinese stays Chinese) and come back whole.

What belongs to one document hangs on its IRI as a fragment: `#entity/NAME`,
`#mention/START-END/NAME`, and `#char=START,END` (RFC 5147) for a piece of its text.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

from innograph.graph.errors import DataError
from innograph.graph.identity import passage_id
from innograph.graph.ontology_terms import NAMESPACE

DATA = "https://w3id.org/innograph/id/"
NANOPUBS = DATA + "nanopub/"
ONTOLOGY = NAMESPACE.removesuffix("#")

RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
XSD = "http://www.w3.org/2001/XMLSchema#"
PROV = "http://www.w3.org/ns/prov#"
OA = "http://www.w3.org/ns/oa#"
DCTERMS = "http://purl.org/dc/terms/"
QB = "http://purl.org/linked-data/cube#"
VOID = "http://rdfs.org/ns/void#"
DCAT = "http://www.w3.org/ns/dcat#"

PREFIXES = {
    "inno": NAMESPACE,
    "rdf": RDF,
    "rdfs": RDFS,
    "owl": OWL,
    "skos": SKOS,
    "xsd": XSD,
    "prov": PROV,
    "oa": OA,
    "dcterms": DCTERMS,
    "qb": QB,
    "void": VOID,
    "dcat": DCAT,
    "sdmx-dimension": "http://purl.org/linked-data/sdmx/2009/dimension#",
    "sdmx-measure": "http://purl.org/linked-data/sdmx/2009/measure#",
    "sdmx-attribute": "http://purl.org/linked-data/sdmx/2009/attribute#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "eurio": "http://data.europa.eu/s66#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
    "schema": "https://schema.org/",
    "vivo": "http://vivoweb.org/ontology/core#",
    "document": DATA + "document/",
    "passage": DATA + "passage/",
    "entity": DATA + "entity/",
    "claim": DATA + "claim/",
    "observation": DATA + "observation/",
    "measure": DATA + "measure/",
    "fact": DATA + "fact/",
    "pair": DATA + "pair/",
    "area": DATA + "area/",
}

# What RFC 3987 does not allow in a path or fragment, `%` itself, and all kinds of spaces.
_ILLEGAL = re.compile(
    r"[^A-Za-z0-9._~!$&'()*+,;=:@/\-"
    "\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufefe\uff01-\uffef"
    "\U00010000-\U0001fffd\U00020000-\U0002fffd\U00030000-\U0003fffd]"
)


@lru_cache(maxsize=1 << 16)
def escape(text: str) -> str:
    """The text as part of an IRI; `unescape` gives it back."""
    return _ILLEGAL.sub(lambda found: "".join(f"%{b:02X}" for b in found[0].encode()), text)


@lru_cache(maxsize=1 << 16)
def unescape(text: str) -> str:
    """The inverse of `escape`."""
    return unquote(text)


def data_iri(kind: str, identity: str) -> str:
    """The IRI of a document, passage, entity, claim, observation, measure, fact, pair or decision."""
    return f"{DATA}{kind}/{escape(identity)}"


def id_of(kind: str, iri: str) -> str:
    """The inverse of `data_iri`; DataError for an IRI of another kind."""
    prefix = f"{DATA}{kind}/"
    if not iri.startswith(prefix) or "#" in iri:
        raise DataError(f"<{iri}> is not the IRI of a {kind}.")
    return unescape(iri.removeprefix(prefix))


def entity_iri(identity: str) -> str:
    """The IRI of an entity's node id."""
    return data_iri("entity", identity)


def entity_id_of(iri: str) -> str | None:
    """The node id behind an IRI, or None where it is not the IRI of an entity."""
    try:
        return id_of("entity", iri)
    except DataError:
        return None


def document_iri(document: str) -> str:
    """The IRI of a document, which is also the name of its graph."""
    return data_iri("document", document)


def passage_iri(document: str, ordinal: int) -> str:
    """The IRI of a passage."""
    return data_iri("passage", passage_id(document, ordinal))


def local_iri(document: str, name: str) -> str:
    """The IRI of an entity as one document names it."""
    return f"{document_iri(document)}#entity/{escape(name)}"


def local_of(iri: str) -> tuple[str, str]:
    """Document id and local name behind a `local_iri`; DataError for any other IRI."""
    head, found, name = iri.partition("#entity/")
    if not found:
        raise DataError(f"<{iri}> is not the IRI of a local entity.")
    return id_of("document", head), unescape(name)


def mention_iri(document: str, start: int, end: int, name: str) -> str:
    """The IRI of a mention: where it stands and what it names."""
    return f"{document_iri(document)}#mention/{start}-{end}/{escape(name)}"


def span_iri(document: str, start: int, end: int) -> str:
    """The IRI of a piece of a document's text."""
    return f"{document_iri(document)}#char={start},{end}"


@lru_cache(maxsize=1 << 12)
def term_iri(name: str) -> str:
    """The IRI of a term of the ontology."""
    return NAMESPACE + escape(name)


def term_of(iri: str) -> str:
    """The local name of a term of the ontology; DataError for any other IRI."""
    if not iri.startswith(NAMESPACE):
        raise DataError(f"<{iri}> is not a term of the innograph ontology.")
    return unescape(iri.removeprefix(NAMESPACE))
