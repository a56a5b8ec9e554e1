"""Is a graph sound? The evidence contract on every document, and the SHACL shapes on the quads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.graph.evidence import iter_breaches
from innograph.graph.shacl import check_shapes, default_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from innograph.graph.model import Extraction
    from innograph.graph.shacl import Violation
    from innograph.graph.snapshot import Snapshot

_RECORD = re.compile(r"(?:claim|observation|measure) ([com]-[0-9a-f]+)")
_BATCH = 4_000_000  # bytes of N-Triples: 20,000 triples or so, beside 4,000 of the schema
_SPAN = re.compile(r"#char=(\d+),(\d+)$")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: `subject` an id or IRI, `check` the contract or the constraint.

    `sentence` is the quote of the claim or observation, where there is one.
    """

    document: str | None
    subject: str
    check: str
    message: str
    message_zh: str
    sentence: str | None = None


@dataclass(frozen=True, slots=True)
class ValidationReport:
    """What was checked and what was found, in the order of documents, then of what is derived."""

    engine: str
    documents: int
    claims: int
    observations: int
    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether nothing was found."""
        return not self.findings

    def summary(self) -> str:
        """One sentence for a person."""
        checked = (
            f"Checked {self.claims} claims and {self.observations} observations "
            f"of {self.documents} documents"
        )
        return f"{checked}: {len(self.findings) or 'nothing'} wrong."


def validate(snapshot: Snapshot, *, engine: str | None = None) -> ValidationReport:
    """Check a whole graph. `engine` is shacl or pyshacl, by default the fast one if it is there.

    Some documents are in memory at a time; pyshacl takes some hundred times as long.
    """
    from innograph.graph.rdf.document import DocumentWriter
    from innograph.graph.rdf.write import derived_quads, ontology_quads

    chosen = engine or default_engine()
    batch = _Batch(_triples(ontology_quads(snapshot.ontology)), chosen)
    findings: dict[Finding, None] = {}  # an ordered set: the schema is checked with each batch
    documents = claims = observations = 0
    for extraction in snapshot.extractions():
        documents += 1
        claims += len(extraction.claims)
        observations += len(extraction.observations)
        breaches = list(_breaches(extraction, snapshot))
        findings.update(dict.fromkeys(breaches))
        if any(finding.subject == extraction.document.id for finding in breaches):
            continue  # a document whose parts do not fit together makes no graph
        quads = DocumentWriter(extraction, snapshot.entity_of, snapshot.ontology).quads()
        batch.add(extraction, _triples(quads))
        if batch.size > _BATCH:
            findings.update(dict.fromkeys(batch.findings()))
    findings.update(dict.fromkeys(batch.findings()))
    batch.add(None, _triples(derived_quads(snapshot)))
    findings.update(dict.fromkeys(batch.findings()))
    return ValidationReport(chosen, documents, claims, observations, tuple(findings))


class _Batch:
    """Documents that are checked in one go, since each go reads the schema anew."""

    def __init__(self, schema: bytes, engine: str) -> None:
        self._schema = schema
        self._engine = engine
        self._parts: list[tuple[Extraction | None, bytes]] = []

    @property
    def size(self) -> int:
        """Bytes of N-Triples that wait."""
        return sum(len(triples) for _, triples in self._parts)

    def add(self, extraction: Extraction | None, triples: bytes) -> None:
        """Take up a document, or what is derived."""
        self._parts.append((extraction, triples))

    def findings(self) -> Iterator[Finding]:
        """Check what waits, and let it go; in the order of documents."""
        parts, self._parts = self._parts, []
        if not parts:
            return
        data = self._schema + b"".join(triples for _, triples in parts)
        violations = check_shapes(data, self._engine)
        owners = _owners(extraction for extraction, _ in parts if extraction) if violations else {}
        found: dict[str | None, list[Violation]] = {}
        for violation in violations:
            found.setdefault(owners.get(violation.focus.partition("#")[0]), []).append(violation)
        for extraction, _ in parts:
            name = extraction.document.id if extraction else None
            yield from _findings(found.pop(name, []), extraction)
        yield from _findings(found.pop(None, []), None)


def _owners(extractions: Iterable[Extraction]) -> dict[str, str]:
    """IRI of a document, passage or record → id of the document that it belongs to."""
    from innograph.graph.rdf.terms import data_iri, document_iri, passage_iri

    owners: dict[str, str] = {}
    for extraction in extractions:
        document = extraction.document.id
        iris = [document_iri(document)]
        iris += [passage_iri(document, passage.ordinal) for passage in extraction.passages]
        iris += [data_iri("claim", claim.id) for claim in extraction.claims]
        iris += [data_iri("observation", number.id) for number in extraction.observations]
        iris += [data_iri("measure", measure.id) for measure in extraction.measures]
        owners |= dict.fromkeys(iris, document)
    return owners


def _triples(quads: Iterable[Quad]) -> bytes:
    import pyoxigraph as ox

    data: bytes | None = ox.serialize(
        (quad.triple for quad in quads), format=ox.RdfFormat.N_TRIPLES
    )
    return data or b""


def _breaches(extraction: Extraction, snapshot: Snapshot) -> Iterator[Finding]:
    """Breaches of the evidence contract; those of no one record are the document's."""
    quotes = _quotes(extraction)
    document = extraction.document.id
    for breach in iter_breaches(extraction, snapshot.ontology):
        named = _RECORD.match(breach)
        record = named[1] if named else document
        yield Finding(document, record, "evidence", breach, breach, quotes.get(record))


def _findings(found: Iterable[Violation], extraction: Extraction | None) -> Iterator[Finding]:
    from innograph.graph.rdf.terms import DATA, unescape

    quotes = _quotes(extraction) if extraction else {}
    for violation in sorted(found):
        record = unescape(violation.focus.removeprefix(DATA).partition("/")[2])
        if not violation.focus.startswith(DATA) or "#" in violation.focus:
            record = violation.focus
        span = _SPAN.search(violation.focus)
        sentence = quotes.get(record)
        if span and extraction:
            sentence = extraction.text[int(span[1]) : int(span[2])]
        yield Finding(
            document=extraction.document.id if extraction else None,
            subject=record,
            check=violation.component,
            message=violation.message_en,
            message_zh=violation.message_zh,
            sentence=sentence,
        )


def _quotes(extraction: Extraction) -> dict[str, str]:
    """Record id → its sentence."""
    quotes = {claim.id: claim.quote for claim in extraction.claims}
    quotes |= {observation.id: observation.quote for observation in extraction.observations}
    return quotes | {measure.id: measure.text for measure in extraction.measures}
