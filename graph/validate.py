"""Is a graph sound? The evidence contract on every document, and the SHACL shapes on the triples.

The shapes are checked piece by piece, so that memory depends on the piece and not on the graph; what is
found, and in which order, is the same for pieces of any size (graph/rdf/units.py says why).
"""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph.evidence import iter_breaches
from innograph.graph.shacl import check_shapes, default_engine

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pyoxigraph import Quad

    from innograph.graph.model import Extraction
    from innograph.graph.rdf.units import Described, Unit
    from innograph.graph.shacl import Violation
    from innograph.graph.snapshot import Snapshot

# Bytes of N-Triples, beside 600,000 of the schema: with less, reading the schema anew takes most of
# the time, with more, a query for each piece of evidence does.
PIECE = 3_000_000
_RECORD = re.compile(r"(?:claim|observation|measure) ([com]-[0-9a-f]+)")
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
    """What was checked and what was found: documents by id, then all that belongs to none."""

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


def validate(
    snapshot: Snapshot, *, engine: str | None = None, piece: int | None = PIECE
) -> ValidationReport:
    """Check a whole graph. `engine` is shacl or pyshacl, by default the fast one if it is there.

    About `piece` bytes of triples are in memory at a time, some 20 times over, or all for None; but a
    document is never divided. pyshacl takes some hundred times as long.
    """
    from innograph.graph.rdf.units import Described, describes

    check = _Check(snapshot, engine or default_engine())
    with closing(Described()) as described:
        for units in _pieces(check.units(described), piece):
            check.shapes(units)
        shared = described.twice()
    if shared:
        check.together([unit for unit in check.units() if describes(unit, shared)])
    return check.report()


def _pieces(units: Iterable[Unit], size: int | None) -> Iterator[list[Unit]]:
    """At least one, for the schema has to be checked without any unit too."""
    waiting: list[Unit] = []
    length = count = 0
    for unit in units:
        waiting.append(unit)
        length += len(unit.triples)
        if size is not None and length >= size:
            yield waiting
            waiting, length, count = [], 0, count + 1
    if waiting or not count:
        yield waiting


@dataclass
class _Check:
    """What is known so far."""

    snapshot: Snapshot
    engine: str
    documents: int = 0
    claims: int = 0
    observations: int = 0
    _evidence: dict[str, list[Finding]] = field(default_factory=dict)
    _shapes: dict[str, list[Finding]] = field(default_factory=dict)
    _other: set[Violation] = field(default_factory=set)

    def __post_init__(self) -> None:
        from innograph.graph.rdf.write import ontology_quads

        self._schema = _triples(ontology_quads(self.snapshot.ontology))

    def units(self, described: Described | None = None) -> Iterator[Unit]:
        """All units but documents whose parts do not fit together, which make no graph. The first
        time, documents are counted and held against the contract, and what is described is noted."""
        from innograph.graph.rdf.units import document_unit, iter_derived_units

        for extraction in self.snapshot.extractions():
            if described:
                self._contract(extraction)
            name = extraction.document.id
            if any(finding.subject == name for finding in self._evidence.get(name, ())):
                continue
            unit = document_unit(extraction, self.snapshot)
            if described:
                described.add(unit)
            yield unit
        for unit in iter_derived_units(self.snapshot):
            if described:
                described.add(unit)
            yield unit

    def _contract(self, extraction: Extraction) -> None:
        self.documents += 1
        self.claims += len(extraction.claims)
        self.observations += len(extraction.observations)
        if breaches := list(dict.fromkeys(_breaches(extraction, self.snapshot))):
            self._evidence[extraction.document.id] = breaches

    def shapes(self, units: list[Unit]) -> None:
        """Check a piece."""
        data = self._schema + b"".join(unit.triples for unit in units)
        violations = check_shapes(data, self.engine)
        if not violations:
            return
        owners = _owners(units)
        found: dict[str | None, list[Violation]] = {}
        for violation in violations:
            found.setdefault(owners.get(violation.focus.partition("#")[0]), []).append(violation)
        self._other.update(found.pop(None, ()))
        for unit in units:
            if unit.extraction and (mine := found.get(unit.extraction.document.id)):
                self._shapes[unit.extraction.document.id] = list(_findings(mine, unit.extraction))

    def together(self, units: list[Unit]) -> None:
        """Check units that describe the same records in one piece, in place of what each showed."""
        foci = {iri for unit in units for iri in unit.records}
        self._other = {violation for violation in self._other if violation.focus not in foci}
        for unit in units:
            if unit.extraction:
                self._shapes.pop(unit.extraction.document.id, None)
        self.shapes(units)

    def report(self) -> ValidationReport:
        """All findings in their order."""
        findings: list[Finding] = []
        for document in sorted(self._evidence.keys() | self._shapes.keys()):
            findings += self._evidence.get(document, ())
            findings += self._shapes.get(document, ())
        findings += _findings(self._other, None)
        return ValidationReport(
            self.engine, self.documents, self.claims, self.observations, tuple(findings)
        )


def _owners(units: Sequence[Unit]) -> dict[str, str]:
    """IRI of a document, passage or record → id of the document that it belongs to, the first if many."""
    from innograph.graph.rdf.terms import document_iri, passage_iri

    owners: dict[str, str] = {}
    for unit in reversed(units):
        if unit.extraction:
            document = unit.extraction.document.id
            passages = (passage_iri(document, p.ordinal) for p in unit.extraction.passages)
            owners |= dict.fromkeys((document_iri(document), *passages, *unit.records), document)
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
