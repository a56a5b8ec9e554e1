"""What an export is, as VoID and DCAT: counts, licences, sources. No clock: equal data, equal bytes.

The counts are taken while the quads pass by, so the description comes last, in a graph of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.provenance import software
from innograph.graph.rdf.quads import Maker
from innograph.graph.rdf.rights import origin, rights
from innograph.graph.rdf.terms import (
    DATA,
    DCAT,
    DCTERMS,
    ONTOLOGY,
    PREFIXES,
    PROV,
    RDF,
    RDFS,
    VOID,
    data_iri,
    document_iri,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pyoxigraph import Quad

    from innograph.graph.model import Document

DATASET = DATA + "graph/dataset"
_IANA = "https://www.iana.org/assignments/media-types/"
_WORDS = {
    "graph": ("Innovation graph of innograph", "创新图谱"),
    "document": (
        "What one document contributes to an innovation graph",
        "一篇文档对创新图谱的贡献",
    ),
    "answer": ("What an answer rests on in an innovation graph", "创新图谱中一个答案的依据"),
}


class Subject(NamedTuple):
    """What is described: `kind` is graph, document or answer; `identity` names one of the latter."""

    kind: str
    identity: str = ""
    title_en: str = ""
    title_zh: str = ""

    @property
    def iri(self) -> str:
        """The IRI of the data set."""
        if self.kind == "document":
            return document_iri(self.identity) + "#dataset"
        return data_iri("dataset", self.identity) if self.identity else DATA + "dataset"


class Description:
    """Counts the quads that pass through `counted`, and then describes them."""

    def __init__(self, subject: Subject, media: str) -> None:
        self.subject = subject
        self.media = media
        self.make = Maker(DATASET)
        self._graphs: Counter[str] = Counter()
        self._properties: Counter[str] = Counter()
        self._classes: Counter[str] = Counter()

    @property
    def triples(self) -> int:
        """How many have passed."""
        return sum(self._graphs.values())

    def counted(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The same quads."""
        graphs, properties, classes = self._graphs, self._properties, self._classes
        kind = RDF + "type"
        for quad in quads:
            graphs[getattr(quad.graph_name, "value", "")] += 1
            predicate = quad.predicate.value
            properties[predicate] += 1
            if predicate == kind:
                classes[getattr(quad.object, "value", "")] += 1
            yield quad

    def quads(self, documents: Iterable[Document]) -> Iterator[Quad]:
        """The description, with the documents that are in the data."""
        dataset, make = self.subject.iri, self.make
        make.types(dataset, VOID + "Dataset", DCAT + "Dataset", PROV + "Entity")
        self._titles(dataset)
        make.link(dataset, DCTERMS + "conformsTo", ONTOLOGY)
        make.value(dataset, VOID + "uriSpace", DATA)
        for name in ("inno", "dcterms", "oa", "org", "prov", "qb", "skos"):
            make.link(dataset, VOID + "vocabulary", PREFIXES[name])
        self._counts(dataset)
        self._activity(dataset)
        self._distribution(dataset)
        for document in documents:
            self._document(dataset, document)
            yield from make.take_many()
        yield from make.take()

    def _titles(self, dataset: str) -> None:
        english, chinese = _WORDS[self.subject.kind]
        if self.subject.title_en:
            english, chinese = (
                f"{english}: {self.subject.title_en}",
                f"{chinese}:{self.subject.title_zh}",
            )
        for term in (DCTERMS + "title", RDFS + "label"):
            self.make.text(dataset, term, english, "en")
            self.make.text(dataset, term, chinese, "zh")
        if self.subject.identity:
            self.make.value(dataset, DCTERMS + "identifier", self.subject.identity)

    def _counts(self, dataset: str) -> None:
        """Of all graphs together: a triple that stands in two graphs counts twice."""
        make = self.make
        make.value(dataset, VOID + "triples", self.triples)
        make.value(dataset, VOID + "classes", len(self._classes))
        make.value(dataset, VOID + "properties", len(self._properties))
        make.value(dataset, VOID + "entities", self._classes[NAMESPACE + "Entity"])
        self._parts(dataset, "class", "entities", self._classes)
        self._parts(dataset, "property", "triples", self._properties)

    def _parts(self, dataset: str, what: str, number: str, counts: Counter[str]) -> None:
        """A partition for each class or property, by IRI."""
        make, stem = self.make, f"{dataset}{_joint(dataset)}{what}-"
        found = [(f"{stem}{i}", *item) for i, item in enumerate(sorted(counts.items()), 1)]
        for part, _, _ in found:
            make.link(dataset, f"{VOID}{what}Partition", part)
        for part, iri, count in found:
            make.link(part, VOID + what, iri)
            make.value(part, VOID + number, count)

    def _activity(self, dataset: str) -> None:
        """Which software wrote it; no time, since equal graphs give equal files."""
        make = self.make
        activity = f"{dataset}{_joint(dataset)}export"
        make.link(dataset, PROV + "wasGeneratedBy", activity)
        make.types(activity, PROV + "Activity")
        software(make, activity, PROV + "wasAssociatedWith")

    def _distribution(self, dataset: str) -> None:
        make, form = self.make, f"{dataset}{_joint(dataset)}distribution"
        make.link(dataset, DCAT + "distribution", form)
        make.types(form, DCAT + "Distribution")
        make.link(form, DCAT + "mediaType", _IANA + self.media)

    def _document(self, dataset: str, document: Document) -> None:
        """The part that comes from one document, with its licence and source."""
        make, iri = self.make, document_iri(document.id)
        part = iri + "#dataset"
        make.link(dataset, DCTERMS + "source", iri)
        if part != dataset:
            make.link(dataset, VOID + "subset", part)
            make.types(part, VOID + "Dataset")
            make.text(part, DCTERMS + "title", document.title, "zh")
            make.value(part, VOID + "triples", self._graphs[iri])
            make.link(part, DCTERMS + "source", iri)
        make.link(part, PROV + "wasDerivedFrom", iri)
        rights(make, part, document.licence)
        origin(make, part, document.source)


def _joint(iri: str) -> str:
    """A second fragment is none."""
    return "/" if "#" in iri else "#"
