"""Where a record comes from: the piece of text that it rests on, and the software that read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph import __version__
from innograph.graph.rdf.terms import OA, PROV, RDFS, data_iri, document_iri, span_iri, term_iri

if TYPE_CHECKING:
    from innograph.graph.rdf.quads import Maker


def evidence(make: Maker, start: int, end: int, quote: str) -> None:
    """A piece of the document's text with both selectors (Web Annotation)."""
    iri = span_iri(make.document, start, end)
    position, exact = iri + "/position", iri + "/quote"
    make.types(iri, term_iri("Evidence"), OA + "SpecificResource")
    make.link(iri, OA + "hasSource", document_iri(make.document))
    make.link(iri, OA + "hasSelector", position, exact)
    make.types(position, OA + "TextPositionSelector")
    make.value(position, OA + "start", start)
    make.value(position, OA + "end", end)
    make.types(exact, OA + "TextQuoteSelector")
    make.value(exact, OA + "exact", quote)


def extraction(make: Maker, version: str) -> None:
    """Which software read the document (PROV-O): version only, no clock."""
    iri = document_iri(make.document)
    activity, agent = iri + "#extraction", data_iri("extractor", version)
    make.types(activity, term_iri("ExtractionActivity"), PROV + "Activity")
    make.link(activity, PROV + "used", iri)
    make.link(activity, PROV + "wasAssociatedWith", agent)
    make.types(agent, term_iri("Extractor"), PROV + "SoftwareAgent")
    make.value(agent, RDFS + "label", version)


def software(make: Maker, subject: str, predicate: str) -> None:
    """Link what this software wrote or did to it, and describe it as an agent (PROV-O)."""
    agent = data_iri("software", __version__)
    make.link(subject, predicate, agent)
    make.types(agent, PROV + "SoftwareAgent")
    make.value(agent, RDFS + "label", f"innograph {__version__}")
