"""What one document contributes, as the quads of its graph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from innograph.graph.contribution import digest
from innograph.graph.rdf.cube import Cell, iter_cells
from innograph.graph.rdf.provenance import evidence, extraction
from innograph.graph.rdf.quads import Maker
from innograph.graph.rdf.rights import origin, rights
from innograph.graph.rdf.terms import (
    DCTERMS,
    OA,
    PROV,
    QB,
    RDF,
    RDFS,
    XSD,
    data_iri,
    document_iri,
    entity_iri,
    local_iri,
    mention_iri,
    passage_iri,
    span_iri,
    term_iri,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from pyoxigraph import Quad

    from innograph.graph.model import (
        Claim,
        Extraction,
        LocalEntity,
        Measure,
        Mention,
        Observation,
        Passage,
    )
    from innograph.graph.ontology import Ontology

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_DATES = {4: "gYear", 7: "gYearMonth", 10: "date"}  # by length


def in_text_order(extraction: Extraction) -> Extraction:
    """The same contribution in the order in which extraction and stores give it."""
    inferred = dict(sorted(extraction.document.inferred.items()))
    return replace(
        extraction,
        document=replace(extraction.document, inferred=inferred),
        passages=tuple(sorted(extraction.passages, key=lambda p: p.ordinal)),
        entities=tuple(sorted(extraction.entities, key=lambda e: e.name)),
        mentions=tuple(sorted(extraction.mentions, key=lambda m: (m.start, m.end, m.entity))),
        claims=_sorted(extraction.claims),
        observations=_sorted(extraction.observations),
        measures=_sorted(extraction.measures),
    )


def _sorted(records: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: (record.start, record.end, record.id)))


class DocumentWriter:
    """Writes one extraction; `entity_of` gives the node of a (document id, local name).

    With `part`, only that part of it is written, in the same words. With `reifiers`, each claim
    also says which triple it states (RDF 1.2).
    """

    def __init__(
        self,
        extraction: Extraction,
        entity_of: Callable[[str, str], str],
        ontology: Ontology,
        *,
        part: Extraction | None = None,
        reifiers: bool = False,
    ) -> None:
        self.extraction = in_text_order(extraction)
        self.part = in_text_order(part) if part else self.extraction
        self.ontology = ontology
        self.reifiers = reifiers
        self.id = extraction.document.id
        self.iri = document_iri(self.id)
        self.make = Maker(self.iri, self.id)
        self.text = extraction.text
        self.nodes = {
            entity.name: entity_iri(entity_of(self.id, entity.name))
            for entity in self.part.entities
        }
        self._cells = dict(
            iter_cells(self.extraction, ontology, lambda name: entity_iri(entity_of(self.id, name)))
        )
        self._seen: set[str] = set()

    def quads(self) -> Iterator[Quad]:
        """Everything, grouped by subject, in the order of the text."""
        for _ in self._write():
            yield from self.make.take_many()
        yield from self.make.take()

    def triples(self) -> bytes:
        """The same as N-Triples, in a third of the time: Oxigraph does not read what it writes."""
        self.make.into(None)
        for _ in self._write():
            pass
        return self.make.triples()

    def _write(self) -> Iterator[None]:
        """Record by record."""
        self._document()
        part = self.part
        groups: tuple[tuple[Callable[[Any], None], tuple[Any, ...]], ...] = (
            (self._passage, part.passages),
            (self._entity, part.entities),
            (self._mention, part.mentions),
            (self._claim, part.claims),
            (self._observation, part.observations),
            (self._measure, part.measures),
        )
        for write, records in groups:
            for record in records:
                write(record)
                yield

    def _document(self) -> None:
        document, make = self.extraction.document, self.make
        subject = self.iri
        make.types(subject, term_iri("Document"), PROV + "Entity")
        make.plain(subject, document)
        for field, source in document.inferred.items():
            make.value(subject, term_iri("inferred"), f"{field}: {source}")
        make.value(subject, term_iri("digest"), digest(self.extraction))
        make.text(subject, DCTERMS + "title", document.title, "zh")
        if document.published and _DATE.fullmatch(document.published):
            kind = XSD + _DATES[len(document.published)]
            make.typed(subject, DCTERMS + "issued", document.published, kind)
        rights(make, subject, document.licence)
        origin(make, subject, document.source)
        if document.extractor:
            extraction(make, document.extractor)

    def _passage(self, passage: Passage) -> None:
        make = self.make
        subject = passage_iri(self.id, passage.ordinal)
        make.types(subject, term_iri("Passage"))
        make.value(subject, term_iri("id"), f"{self.id}#p{passage.ordinal}")
        make.plain(subject, passage)
        make.link(subject, term_iri("inDocument"), self.iri)

    def _entity(self, entity: LocalEntity) -> None:
        make = self.make
        subject = local_iri(self.id, entity.name)
        make.types(subject, term_iri("LocalEntity"))
        make.plain(subject, entity)
        make.links(subject, entity, self.nodes)
        make.link(subject, term_iri("entity"), self.nodes[entity.name])

    def _mention(self, mention: Mention) -> None:
        make, (start, end) = self.make, (mention.start, mention.end)
        subject = mention_iri(self.id, start, end, mention.entity)
        make.types(subject, term_iri("Mention"))
        make.plain(subject, mention)
        make.links(subject, mention, self.nodes)
        make.link(subject, OA + "hasTarget", span_iri(self.id, start, end))
        where = passage_iri(self.id, mention.passage)
        if self._is_new(f"{mention.entity}\n{where}"):
            make.link(self.nodes[mention.entity], term_iri("mentionedIn"), where)

    def _claim(self, claim: Claim) -> None:
        subject = data_iri("claim", claim.id)
        self._record(subject, claim, "Claim")
        if self.reifiers:
            self._reified(subject, claim)
        if claim.context_start is not None and claim.context_end is not None:
            span = (claim.context_start, claim.context_end)
            self.make.link(subject, term_iri("context"), span_iri(self.id, *span))
            self._evidence(*span)
        self._evidence(claim.start, claim.end)

    def _reified(self, subject: str, claim: Claim) -> None:
        """The triple that the claim states, which is not thereby stated: a fact or a plan."""
        term = self.ontology.predicates[claim.predicate]
        asserted = self.ontology.statuses[claim.status].asserted
        predicate = term_iri(term.name if asserted else term.intended)
        triple = (self.nodes[claim.subject], predicate, self.nodes[claim.object])
        self.make.triple(subject, RDF + "reifies", triple)

    def _observation(self, observation: Observation) -> None:
        subject = data_iri("observation", observation.id)
        self._record(subject, observation, "Observation")
        if cell := self._cells.get(observation.id):
            self._cell(subject, cell)
        self._evidence(observation.start, observation.end)

    def _cell(self, subject: str, cell: Cell) -> None:
        """The number as an observation of the document's data set."""
        make, dataset = self.make, self.iri + "#observations"
        area = data_iri("area", cell.area)
        make.link(subject, RDF + "type", QB + "Observation")
        make.link(subject, QB + "dataSet", dataset)
        make.link(subject, term_iri("refIndicator"), cell.indicator)
        make.link(subject, term_iri("refArea"), area)
        make.value(subject, term_iri("refPeriod"), cell.period)
        if self._is_new(dataset):
            make.types(dataset, QB + "DataSet")
            make.link(dataset, QB + "structure", term_iri("ObservationStructure"))
            make.text(dataset, RDFS + "label", self.extraction.document.title, "zh")
        if self._is_new(area):
            make.types(area, term_iri("Area"))
            make.text(area, RDFS + "label", cell.area, "zh")
            if cell.place in self.nodes:
                make.link(area, term_iri("entity"), self.nodes[cell.place])

    def _measure(self, measure: Measure) -> None:
        subject = data_iri("measure", measure.id)
        self._record(subject, measure, "Measure")
        self._evidence(measure.start, measure.end)
        for model in measure.models:
            self._model(model)

    def _record(self, subject: str, record: Claim | Observation | Measure, kind: str) -> None:
        """What claims, observations and measures share: fields and provenance."""
        make, (start, end) = self.make, (record.start, record.end)
        make.types(subject, term_iri(kind))
        make.plain(subject, record)
        make.links(subject, record, self.nodes)
        make.link(subject, PROV + "wasQuotedFrom", self.iri)
        if self.extraction.document.extractor:
            make.link(subject, PROV + "wasGeneratedBy", self.iri + "#extraction")
        make.link(subject, term_iri("evidence"), span_iri(self.id, start, end))

    def _evidence(self, start: int, end: int) -> None:
        """A piece of the text with both selectors, once however many records rest on it."""
        if self._is_new(span_iri(self.id, start, end)):
            evidence(self.make, start, end, self.text[start:end])

    def _model(self, model: str) -> None:
        iri = data_iri("model", model)
        if not self._is_new(iri):
            return
        make = self.make
        make.types(iri, term_iri("OperatingModel"))
        make.value(iri, term_iri("id"), model)
        make.text(iri, RDFS + "label", model, "zh")
        for part in dict.fromkeys(model.split("+")):
            make.value(iri, term_iri("parts"), part)

    def _is_new(self, key: str) -> bool:
        if key in self._seen:
            return False
        self._seen.add(key)
        return True
