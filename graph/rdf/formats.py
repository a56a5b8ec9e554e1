"""The serialisations: writing them, whole and byte-stable, and opening them for reading."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

from innograph.graph.errors import DataError, UsageError
from innograph.graph.files import new_file, opened
from innograph.graph.rdf.terms import DATA, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pyoxigraph as ox

    from innograph.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation, its name in pyoxigraph, and whether it keeps named graphs."""

    name: str
    oxigraph: str
    endings: tuple[str, ...]
    graphs: bool


FORMATS = {
    found.name: found
    for found in (
        Format("trig", "TRIG", (".trig",), graphs=True),
        Format("nquads", "N_QUADS", (".nq", ".nquads"), graphs=True),
        Format("jsonld", "JSON_LD", (".jsonld", ".json"), graphs=True),
        Format("turtle", "TURTLE", (".ttl", ".turtle"), graphs=False),
        Format("ntriples", "N_TRIPLES", (".nt", ".ntriples"), graphs=False),
        Format("rdfxml", "RDF_XML", (".rdf", ".xml", ".owl"), graphs=False),
    )
}
# XML 1.0 has no way to write these, and texts out of PDF files do hold form feeds.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Described in the graph of every document that names them, so more than once in a union.
_SHARED = (DATA + "extractor/", DATA + "model/")


def format_of(path: Path | str, name: str | None = None) -> Format:
    """The format of that name, else by the file's ending (before .gz); UsageError if neither."""
    if name is None:
        plain = Path(Path(path).stem if str(path).endswith(".gz") else path)
        for found in FORMATS.values():
            if plain.suffix.lower() in found.endings:
                return found
    elif name in FORMATS:
        return FORMATS[name]
    what = f"the RDF format {name!r}" if name else f"an RDF format with the ending of {path}"
    raise UsageError(f"There is not {what}; choose one of {', '.join(FORMATS)}.")


def write_rdf(
    snapshot: Snapshot,
    out: Path | str | IO[bytes],
    *,
    format: str | None = None,  # noqa: A002 the word that users know
    document: str | None = None,
    ontology: bool = True,
) -> None:
    """Write a graph, or the graph of one document, as RDF; equal graphs give equal bytes.

    Turtle, N-Triples and RDF/XML have no named graphs: they get the union, and cannot be read back
    into documents. In RDF/XML, control characters become U+FFFD. A file whose name ends in .gz is
    compressed; a file appears only when it is complete. An existing file is replaced.
    """
    if isinstance(out, (str, Path)):
        chosen = format_of(out, format)
        with new_file(Path(out)) as stream:
            _serialize(snapshot, stream, chosen, document, ontology=ontology)
    else:
        _serialize(snapshot, out, format_of("", format or "trig"), document, ontology=ontology)


def _serialize(
    snapshot: Snapshot, stream: IO[bytes], chosen: Format, document: str | None, *, ontology: bool
) -> None:
    import pyoxigraph as ox

    from innograph.graph.rdf.write import iter_quads

    quads = iter_quads(snapshot, document=document, ontology=ontology)
    data: Iterable[ox.Quad] | Iterable[ox.Triple] = quads if chosen.graphs else _union(quads)
    if chosen.name == "rdfxml":
        data = map(_for_xml, _union(quads))
    kind = getattr(ox.RdfFormat, chosen.oxigraph)
    ox.serialize(data, stream, kind, prefixes=PREFIXES)


def _union(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """The triples of all graphs, each once."""
    seen = set()
    for quad in quads:
        triple = quad.triple
        if getattr(triple.subject, "value", "").startswith(_SHARED):
            if triple in seen:
                continue
            seen.add(triple)
        yield triple


def _for_xml(triple: ox.Triple) -> ox.Triple:
    import pyoxigraph as ox

    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    text = _NOT_IN_XML.sub("\ufffd", value.value)
    literal = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
    return ox.Triple(triple.subject, triple.predicate, literal)


@contextmanager
def open_quads(path: Path | str, *, name: str | None = None) -> Iterator[Iterator[ox.Quad]]:
    """The quads of a file that keeps named graphs; DataError if it is missing or broken."""
    import pyoxigraph as ox

    chosen = format_of(path, name)
    if not chosen.graphs:
        raise DataError(
            f"{path}: {chosen.name} keeps no named graphs, so documents cannot be told apart; "
            "read TriG, N-Quads or JSON-LD."
        )
    kind = getattr(ox.RdfFormat, chosen.oxigraph)
    try:
        with opened(Path(path)) as stream:
            yield ox.parse(stream, format=kind)
    except (SyntaxError, ValueError) as error:
        raise DataError(f"{path} is not valid {chosen.name}: {error}.") from None
    except (OSError, EOFError) as error:
        raise DataError(
            f"Cannot read {path}: {getattr(error, 'strerror', None) or error}."
        ) from None
