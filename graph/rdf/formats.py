"""The serialisations: writing them, whole and byte-stable, and opening them for reading."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import IO, TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph.errors import DataError, UsageError
from innograph.graph.files import new_file, opened
from innograph.graph.rdf.describe import Description, Subject
from innograph.graph.rdf.jsonld import write_jsonld
from innograph.graph.rdf.terms import DATA, PREFIXES
from innograph.graph.rdf.write import iter_quads

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.model import Document
    from innograph.graph.ontology import Ontology
    from innograph.graph.rdf.part import Part
    from innograph.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Format:
    """A serialisation: its name here and in pyoxigraph, and whether it keeps named graphs and
    takes RDF 1.2."""

    name: str
    oxigraph: str
    media: str
    endings: tuple[str, ...]
    graphs: bool = False
    reifiers: bool = True


FORMATS = {
    found.name: found
    for found in (
        Format("trig", "TRIG", "application/trig", (".trig",), graphs=True),
        Format("nquads", "N_QUADS", "application/n-quads", (".nq", ".nquads"), graphs=True),
        Format(
            "jsonld",
            "JSON_LD",
            "application/ld+json",
            (".jsonld", ".json"),
            graphs=True,
            reifiers=False,
        ),
        Format("turtle", "TURTLE", "text/turtle", (".ttl", ".turtle")),
        Format("ntriples", "N_TRIPLES", "application/n-triples", (".nt", ".ntriples")),
        Format(
            "rdfxml", "RDF_XML", "application/rdf+xml", (".rdf", ".xml", ".owl"), reifiers=False
        ),
    )
}
# XML 1.0 has no way to write these, and texts out of PDF files do hold form feeds.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Described in the graph of every document that names them, so more than once in a union.
_SHARED = (DATA + "area/", DATA + "extractor/", DATA + "model/")


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
    part: Part | None = None,
    subject: Subject | None = None,
    ontology: bool = True,
    reifiers: bool = False,
) -> int:
    """Write a graph, the graph of one document, or a part, as RDF; equal graphs give equal bytes.

    Returns how many triples it has, without those that describe it.

    Turtle, N-Triples and RDF/XML have no named graphs: they get the union, and cannot be read back
    into documents. In RDF/XML, control characters become U+FFFD. `reifiers` asks for RDF 1.2: each
    claim says which triple it states. The last graph describes the data (VoID, DCAT), by default
    as the graph or the document that it is; `subject` says it otherwise. A file whose name ends in
    .gz is compressed; a file appears only when it is complete. An existing file is replaced.
    """
    where = out if isinstance(out, (str, Path)) else ""
    chosen = format_of(where, format if where else format or "trig")
    if reifiers and not chosen.reifiers:
        raise UsageError(f"{chosen.name} has no RDF 1.2 yet; leave out reifiers, or write TriG.")
    if subject is None:
        subject = Subject("document", document) if document else Subject("graph")
    description = Description(subject, chosen.media)
    documents: list[Document] = []
    quads = iter_quads(
        snapshot,
        document=document,
        part=part,
        ontology=ontology,
        reifiers=reifiers,
        seen=documents.append,
    )
    counted = description.counted(quads if chosen.graphs else _once(quads))
    everything = chain(counted, _later(lambda: description.quads(documents)))
    write_quads(everything, out, chosen, snapshot.ontology)
    return description.triples


def write_quads(
    quads: Iterable[ox.Quad],
    out: Path | str | IO[bytes],
    chosen: Format,
    ontology: Ontology,
    *,
    prefixes: dict[str, str] = PREFIXES,
) -> None:
    """Write quads as they come, to a file that appears when it is complete, or to a stream."""
    if isinstance(out, (str, Path)):
        with new_file(Path(out)) as stream:
            _serialize(quads, stream, chosen, ontology, prefixes)
    else:
        _serialize(quads, out, chosen, ontology, prefixes)


def _later(make: Callable[[], Iterator[ox.Quad]]) -> Iterator[ox.Quad]:
    """What can be said only when all before it has passed."""
    yield from make()


def _serialize(
    quads: Iterable[ox.Quad],
    stream: IO[bytes],
    chosen: Format,
    ontology: Ontology,
    prefixes: dict[str, str],
) -> None:
    if chosen.name == "jsonld":
        write_jsonld(quads, stream, ontology)
        return
    data: Iterable[ox.Quad] | Iterable[ox.Triple] = quads
    if not chosen.graphs:
        data = (quad.triple for quad in quads)
    if chosen.name == "rdfxml":
        data = (_for_xml(quad.triple) for quad in quads)
    ox.serialize(data, stream, getattr(ox.RdfFormat, chosen.oxigraph), prefixes=prefixes)


def _once(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """Without the triples that stand in more than one graph, since the graphs become one."""
    seen = set()
    for quad in quads:
        if getattr(quad.subject, "value", "").startswith(_SHARED):
            triple = quad.triple
            if triple in seen:
                continue
            seen.add(triple)
        yield quad


def _for_xml(triple: ox.Triple) -> ox.Triple:
    value = triple.object
    if not isinstance(value, ox.Literal) or not _NOT_IN_XML.search(value.value):
        return triple
    text = _NOT_IN_XML.sub("\ufffd", value.value)
    literal = ox.Literal(text, language=value.language) if value.language else ox.Literal(text)
    return ox.Triple(triple.subject, triple.predicate, literal)


@contextmanager
def open_quads(path: Path | str, *, name: str | None = None) -> Iterator[Iterator[ox.Quad]]:
    """The quads of a file that keeps named graphs; DataError if it is missing or broken."""
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
