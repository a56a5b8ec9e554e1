"""A graph in units: parts that are sound or not whatever stands elsewhere, if the schema is at hand.

A unit is one document with all that it contributes, or one entity, one fact with its direct triple, one
pair of claims, or one decision with the succession that it makes. All units together say what the
whole graph says. Shapes look no further than one unit and the schema (graph/shapes.ttl), so pieces of
whole units show what the whole shows, as long as no record is described by two units; `Described`
tells which are.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.graph.model import ClaimPair, Decision, Entity, Fact
from innograph.graph.rdf.document import DocumentWriter
from innograph.graph.rdf.quads import Maker
from innograph.graph.rdf.terms import data_iri, entity_iri, local_iri, term_iri
from innograph.graph.rdf.write import (
    direct_of,
    write_entity,
    write_pair,
    write_record,
    write_succession,
)
from innograph.graph.successions import successions_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Derived, Snapshot
    from innograph.graph.successions import Succession


@dataclass(frozen=True, slots=True)
class Unit:
    """N-Triples, and the IRIs of the records that they describe, which should stand in this unit alone.

    The IRIs of passages, mentions and evidence hold that of their document, which no other has.
    """

    triples: bytes
    records: tuple[str, ...]
    extraction: Extraction | None = None


def document_unit(extraction: Extraction, snapshot: Snapshot) -> Unit:
    """What a document contributes; its parts have to fit together."""
    writer = DocumentWriter(extraction, snapshot.entity_of, snapshot.ontology)
    iris = [data_iri("claim", claim.id) for claim in extraction.claims]
    iris += [data_iri("observation", number.id) for number in extraction.observations]
    iris += [data_iri("measure", measure.id) for measure in extraction.measures]
    return Unit(writer.triples(), tuple(iris), extraction)


def iter_derived_units(snapshot: Snapshot) -> Iterator[Unit]:
    """What is derived and decided, in no order, one at a time; decisions about successions are known
    beforehand."""
    links = {link.decision: link for link in successions_of(snapshot)}
    make = Maker(None)
    for record in snapshot.iter_derived():
        iri = _write(make, record, links, snapshot.ontology)
        yield Unit(make.triples(), (iri,))


def _write(make: Maker, record: Derived, links: dict[str, Succession], ontology: Ontology) -> str:
    """Write down one record; its IRI."""
    match record:
        case Entity():
            write_entity(make, record, ontology)
            return entity_iri(record.id)
        case Fact():
            make.link(*direct_of(record, ontology))
            write_record(make, "fact", record)
            return data_iri("fact", record.id)
        case ClaimPair():
            write_pair(make, record)
            return data_iri("pair", record.id)
        case Decision():
            write_record(make, "decision", record)
            if link := links.get(record.id):
                write_succession(make, link)
                _ends(make, record, link)
            return data_iri("decision", record.id)


def _ends(make: Maker, decision: Decision, link: Succession) -> None:
    """Of which nodes both local entities are part, as their documents say too."""
    for ref, node in ((decision.a, link.former), (decision.b, link.later)):
        make.link(local_iri(ref.document, ref.name), term_iri("entity"), entity_iri(node))


class Described:
    """Which records are described by more than one unit: asked of a table on disk, since all ids of a
    large graph take more memory than all else. Records are known by hash: one that seems to be
    described twice need not be."""

    def __init__(self) -> None:
        # A database without a name is a file that SQLite keeps to itself and removes.
        self._table = sqlite3.connect("", isolation_level=None)
        self._table.execute("PRAGMA journal_mode = OFF")
        self._table.execute("CREATE TABLE described (record INTEGER, unit INTEGER)")
        self._table.execute("BEGIN")
        self._units = 0

    def add(self, unit: Unit) -> None:
        """Note what a unit describes."""
        self._units += 1
        rows = ((hash(iri), self._units) for iri in unit.records)
        self._table.executemany("INSERT INTO described VALUES (?, ?)", rows)

    def twice(self) -> frozenset[int]:
        """Hashes of what stands in more than one of the units."""
        rows = self._table.execute(
            "SELECT record FROM described GROUP BY record HAVING min(unit) < max(unit)"
        )
        return frozenset(record for (record,) in rows)

    def close(self) -> None:
        """Remove the table."""
        self._table.close()


def describes(unit: Unit, records: Iterable[int]) -> bool:
    """Whether one of its records is among those of these hashes."""
    return not {hash(iri) for iri in unit.records}.isdisjoint(records)
