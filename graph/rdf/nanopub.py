"""Nanopublications: each claim as a small data set of its own that can be cited and passed on.

Four graphs a claim, after the guidelines of nanopub.org: the head; the assertion, which is the triple
that the claim states (a plan under its intended twin) with class and name of both ends; where that
comes from: document, sentence, cue, software; and about the nanopublication itself.
"""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from innograph.graph.errors import DataError, UsageError
from innograph.graph.rdf.formats import FORMATS, Format, format_of, write_quads
from innograph.graph.rdf.part import choose
from innograph.graph.rdf.provenance import evidence, extraction, software
from innograph.graph.rdf.quads import Maker
from innograph.graph.rdf.rights import origin, rights
from innograph.graph.rdf.terms import (
    DCTERMS,
    NANOPUBS,
    PREFIXES,
    PROV,
    RDFS,
    XSD,
    data_iri,
    document_iri,
    entity_iri,
    span_iri,
    term_iri,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from innograph.graph.model import Claim, Document, Extraction
    from innograph.graph.rdf.part import Part
    from innograph.graph.snapshot import Snapshot

NP = "http://www.nanopub.org/nschema#"
_PREFIXES = {**PREFIXES, "np": NP, "nanopub": NANOPUBS}
_PARTS = (
    ("hasAssertion", "assertion"),
    ("hasProvenance", "provenance"),
    ("hasPublicationInfo", "pubinfo"),
)


class Count:
    """What was written: nanopublications, and those of documents without a licence."""

    def __init__(self) -> None:
        self.written = 0
        self.unlicensed = 0


def write_nanopubs(
    snapshot: Snapshot,
    out: Path | str | IO[bytes],
    *,
    date: str,
    document: str | None = None,
    part: Part | None = None,
) -> Count:
    """Write the claims of a graph, a document or a part as nanopublications that say `date`.

    The name of a file says the format, which has to keep named graphs (UsageError); a stream and a
    name that says none get TriG. Equal graphs and dates give equal bytes.
    """
    chosen = _format(out)
    if not chosen.graphs:
        raise UsageError(
            f"A nanopublication is made of named graphs, which {chosen.name} does not keep: "
            "name a file .trig, .nq or .jsonld."
        )
    count = Count()
    quads = iter_nanopubs(snapshot, date=date, document=document, part=part, count=count)
    write_quads(quads, out, chosen, snapshot.ontology, prefixes=_PREFIXES)
    return count


def _format(out: Path | str | IO[bytes]) -> Format:
    if isinstance(out, (str, Path)):
        try:
            return format_of(out)
        except UsageError:
            pass
    return FORMATS["trig"]


def iter_nanopubs(
    snapshot: Snapshot,
    *,
    date: str,
    document: str | None = None,
    part: Part | None = None,
    count: Count | None = None,
) -> Iterator[Quad]:
    """The quads, by document, in the order of the text."""
    count = count or Count()
    found = False
    for whole, cut in _extractions(snapshot, part):
        if document in (None, whole.document.id):
            found = True
            writer = _Writer(snapshot, whole, date)
            for claim in sorted(cut.claims, key=lambda c: (c.start, c.end, c.id)):
                writer.write(claim)
                yield from writer.make.take_many()
            yield from writer.make.take()
            count.written += len(cut.claims)
            count.unlicensed += 0 if whole.document.licence else len(cut.claims)
    if document is not None and not found:
        raise DataError(f"There is no document {document!r} in the graph.")


def _extractions(snapshot: Snapshot, part: Part | None) -> Iterable[tuple[Extraction, Extraction]]:
    """Each document whole, and what is wanted of it."""
    if part is not None:
        return choose(snapshot, part).extractions
    return ((extraction, extraction) for extraction in snapshot.extractions())


class _Writer:
    """Writes the claims of one document."""

    def __init__(self, snapshot: Snapshot, read: Extraction, date: str) -> None:
        self.snapshot = snapshot
        self.ontology = snapshot.ontology
        self.document: Document = read.document
        self.iri = document_iri(self.document.id)
        self.text = read.text
        self.classes = {entity.name: entity.cls for entity in read.entities}
        self.date = date
        self.make = Maker(self.iri, self.document.id)

    def write(self, claim: Claim) -> None:
        """The four graphs of a claim."""
        make, name = self.make, data_iri("nanopub", claim.id)
        make.into(f"{name}#head")
        make.types(name, NP + "Nanopublication")
        for term, fragment in _PARTS:
            make.link(name, NP + term, f"{name}#{fragment}")
        make.into(f"{name}#assertion")
        self._assertion(claim)
        make.into(f"{name}#provenance")
        self._provenance(f"{name}#assertion", claim)
        make.into(f"{name}#pubinfo")
        self._publication(name, claim)

    def _node(self, name: str) -> str:
        return entity_iri(self.snapshot.entity_of(self.document.id, name))

    def _is_fact(self, claim: Claim) -> bool:
        return self.ontology.statuses[claim.status].asserted

    def _assertion(self, claim: Claim) -> None:
        make = self.make
        term = self.ontology.predicates[claim.predicate]
        predicate = term_iri(term.name if self._is_fact(claim) else term.intended)
        make.link(self._node(claim.subject), predicate, self._node(claim.object))
        for name in dict.fromkeys((claim.subject, claim.object)):
            make.types(self._node(name), term_iri(self.classes[name]))
            make.text(self._node(name), RDFS + "label", name, "zh")

    def _provenance(self, assertion: str, claim: Claim) -> None:
        make, record = self.make, data_iri("claim", claim.id)
        make.link(assertion, PROV + "wasDerivedFrom", record)
        make.link(assertion, PROV + "hadPrimarySource", self.iri)
        make.types(record, term_iri("Claim"))
        make.link(record, term_iri("status"), term_iri(claim.status))
        if claim.cue:
            make.value(record, term_iri("cue"), claim.cue)
        make.value(record, term_iri("confidence"), claim.confidence)
        make.value(record, term_iri("rule"), claim.rule)
        make.link(record, PROV + "wasQuotedFrom", self.iri)
        make.link(record, term_iri("evidence"), span_iri(self.document.id, claim.start, claim.end))
        evidence(make, claim.start, claim.end, self.text[claim.start : claim.end])
        self._source()
        if self.document.extractor:
            make.link(assertion, PROV + "wasGeneratedBy", self.iri + "#extraction")
            extraction(make, self.document.extractor)

    def _source(self) -> None:
        """The document, as far as one needs to find and to date it."""
        make, document = self.make, self.document
        make.types(self.iri, term_iri("Document"), PROV + "Entity")
        make.text(self.iri, DCTERMS + "title", document.title, "zh")
        make.value(self.iri, term_iri("sha256"), document.sha256)
        if document.published:
            make.value(self.iri, term_iri("published"), document.published)
        rights(make, self.iri, document.licence)
        origin(make, self.iri, document.source)

    def _publication(self, name: str, claim: Claim) -> None:
        make = self.make
        term = self.ontology.predicates[claim.predicate]
        words = term.label_zh if self._is_fact(claim) else term.intended_label_zh
        title = f"{claim.subject} – {words} – {claim.object}"
        make.text(name, RDFS + "label", title, "zh")
        make.typed(name, DCTERMS + "created", self.date, XSD + "date")
        rights(make, name, self.document.licence)
        software(make, name, PROV + "wasAttributedTo")
