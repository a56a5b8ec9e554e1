"""What one document contributes, as the quads of its graph."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pyoxigraph import NamedNode, Quad, Triple

from innograph.graph.contribution import digest
from innograph.graph.rdf.cube import Cell, iter_cells
from innograph.graph.rdf.quads import Maker, node
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
        yield from self._document()
        for passage in self.part.passages:
            yield from self._passage(passage)
        for entity in self.part.entities:
            yield from self._entity(entity)
        for mention in self.part.mentions:
            yield from self._mention(mention)
        for claim in self.part.claims:
            yield from self._claim(claim)
        for observation in self.part.observations:
            yield from self._observation(observation)
        for measure in self.part.measures:
            yield from self._measure(measure)

    def _document(self) -> Iterator[Quad]:
        document, make = self.extraction.document, self.make
        subject = node(self.iri)
        yield from make.types(subject, term_iri("Document"), PROV + "Entity")
        yield from make.plain(subject, document)
        for field, source in document.inferred.items():
            yield make.value(subject, term_iri("inferred"), f"{field}: {source}")
        yield make.value(subject, term_iri("digest"), digest(self.extraction))
        yield make.text(subject, DCTERMS + "title", document.title, "zh")
        if document.published and _DATE.fullmatch(document.published):
            kind = XSD + _DATES[len(document.published)]
            yield make.typed(subject, DCTERMS + "issued", document.published, kind)
        yield from rights(make, subject, document.licence)
        yield from origin(make, subject, document.source)
        if document.extractor:
            yield from self._activity(document.extractor)

    def _activity(self, version: str) -> Iterator[Quad]:
        """Which software read the document: version only, no clock."""
        make = self.make
        activity, agent = node(self.iri + "#extraction"), data_iri("extractor", version)
        yield from make.types(activity, term_iri("ExtractionActivity"), PROV + "Activity")
        yield make.link(activity, PROV + "used", self.iri)
        yield make.link(activity, PROV + "wasAssociatedWith", agent)
        software = node(agent)
        yield from make.types(software, term_iri("Extractor"), PROV + "SoftwareAgent")
        yield make.value(software, RDFS + "label", version)

    def _passage(self, passage: Passage) -> Iterator[Quad]:
        make = self.make
        iri = passage_iri(self.id, passage.ordinal)
        subject = NamedNode(iri)
        yield from make.types(subject, term_iri("Passage"))
        yield make.value(subject, term_iri("id"), f"{self.id}#p{passage.ordinal}")
        yield from make.plain(subject, passage)
        yield make.link(subject, term_iri("inDocument"), self.iri)

    def _entity(self, entity: LocalEntity) -> Iterator[Quad]:
        make = self.make
        subject = NamedNode(local_iri(self.id, entity.name))
        yield from make.types(subject, term_iri("LocalEntity"))
        yield from make.plain(subject, entity)
        yield from make.links(subject, entity, self.nodes)
        yield make.link(subject, term_iri("entity"), self.nodes[entity.name])

    def _mention(self, mention: Mention) -> Iterator[Quad]:
        make, (start, end) = self.make, (mention.start, mention.end)
        subject = NamedNode(mention_iri(self.id, start, end, mention.entity))
        yield from make.types(subject, term_iri("Mention"))
        yield from make.plain(subject, mention)
        yield from make.links(subject, mention, self.nodes)
        yield make.link(subject, OA + "hasTarget", span_iri(self.id, start, end))
        where = passage_iri(self.id, mention.passage)
        if self._is_new(f"{mention.entity}\n{where}"):
            entity = node(self.nodes[mention.entity])
            yield make.link(entity, term_iri("mentionedIn"), where)

    def _claim(self, claim: Claim) -> Iterator[Quad]:
        subject = NamedNode(data_iri("claim", claim.id))
        yield from self._record(subject, claim, "Claim")
        if self.reifiers:
            yield self._reified(subject, claim)
        if claim.context_start is not None and claim.context_end is not None:
            span = (claim.context_start, claim.context_end)
            yield self.make.link(subject, term_iri("context"), span_iri(self.id, *span))
            yield from self._evidence(*span)
        yield from self._evidence(claim.start, claim.end)

    def _reified(self, subject: NamedNode, claim: Claim) -> Quad:
        """The triple that the claim states, which is not thereby stated: a fact or a plan."""
        term = self.ontology.predicates[claim.predicate]
        asserted = self.ontology.statuses[claim.status].asserted
        predicate = node(term_iri(term.name if asserted else term.intended))
        triple = Triple(node(self.nodes[claim.subject]), predicate, node(self.nodes[claim.object]))
        return Quad(subject, node(RDF + "reifies"), triple, self.make.graph)

    def _observation(self, observation: Observation) -> Iterator[Quad]:
        subject = NamedNode(data_iri("observation", observation.id))
        yield from self._record(subject, observation, "Observation")
        if cell := self._cells.get(observation.id):
            yield from self._cell(subject, cell)
        yield from self._evidence(observation.start, observation.end)

    def _cell(self, subject: NamedNode, cell: Cell) -> Iterator[Quad]:
        """The number as an observation of the document's data set."""
        make, dataset = self.make, NamedNode(self.iri + "#observations")
        area = NamedNode(data_iri("area", cell.area))
        yield make.link(subject, RDF + "type", QB + "Observation")
        yield make.link(subject, QB + "dataSet", dataset.value)
        yield make.link(subject, term_iri("refIndicator"), cell.indicator)
        yield make.link(subject, term_iri("refArea"), area.value)
        yield make.value(subject, term_iri("refPeriod"), cell.period)
        if self._is_new(dataset.value):
            yield from make.types(dataset, QB + "DataSet")
            yield make.link(dataset, QB + "structure", term_iri("ObservationStructure"))
            yield make.text(dataset, RDFS + "label", self.extraction.document.title, "zh")
        if self._is_new(area.value):
            yield from make.types(area, term_iri("Area"))
            yield make.text(area, RDFS + "label", cell.area, "zh")
            if cell.place in self.nodes:
                yield make.link(area, term_iri("entity"), self.nodes[cell.place])

    def _measure(self, measure: Measure) -> Iterator[Quad]:
        subject = NamedNode(data_iri("measure", measure.id))
        yield from self._record(subject, measure, "Measure")
        yield from self._evidence(measure.start, measure.end)
        for model in measure.models:
            yield from self._model(model)

    def _record(
        self, subject: NamedNode, record: Claim | Observation | Measure, kind: str
    ) -> Iterator[Quad]:
        """What claims, observations and measures share: fields and provenance."""
        make, (start, end) = self.make, (record.start, record.end)
        yield from make.types(subject, term_iri(kind))
        yield from make.plain(subject, record)
        yield from make.links(subject, record, self.nodes)
        yield make.link(subject, PROV + "wasQuotedFrom", self.iri)
        if self.extraction.document.extractor:
            yield make.link(subject, PROV + "wasGeneratedBy", self.iri + "#extraction")
        yield make.link(subject, term_iri("evidence"), span_iri(self.id, start, end))

    def _evidence(self, start: int, end: int) -> Iterator[Quad]:
        """A piece of the text with both selectors, once however many records rest on it."""
        iri = span_iri(self.id, start, end)
        if not self._is_new(iri):
            return
        make, subject = self.make, NamedNode(iri)
        yield from make.types(subject, term_iri("Evidence"), OA + "SpecificResource")
        yield make.link(subject, OA + "hasSource", self.iri)
        yield make.link(subject, OA + "hasSelector", iri + "/position")
        yield make.link(subject, OA + "hasSelector", iri + "/quote")
        position = NamedNode(iri + "/position")
        yield from make.types(position, OA + "TextPositionSelector")
        yield make.value(position, OA + "start", start)
        yield make.value(position, OA + "end", end)
        quote = NamedNode(iri + "/quote")
        yield from make.types(quote, OA + "TextQuoteSelector")
        yield make.value(quote, OA + "exact", self.text[start:end])

    def _model(self, model: str) -> Iterator[Quad]:
        iri = data_iri("model", model)
        if not self._is_new(iri):
            return
        make, subject = self.make, NamedNode(iri)
        yield from make.types(subject, term_iri("OperatingModel"))
        yield make.value(subject, term_iri("id"), model)
        yield make.text(subject, RDFS + "label", model, "zh")
        for part in dict.fromkeys(model.split("+")):
            yield make.value(subject, term_iri("parts"), part)

    def _is_new(self, key: str) -> bool:
        if key in self._seen:
            return False
        self._seen.add(key)
        return True
