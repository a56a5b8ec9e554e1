"""What an export is, as VoID and DCAT: counts, licences, sources. No clock: equal data, equal bytes.

The counts are taken while the quads pass by, so the description comes last, in a graph of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import NamedNode

from innograph import __version__
from innograph.graph.ontology import NAMESPACE
from innograph.graph.rdf.quads import Maker, node
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

    def counted(self, quads: Iterable[Quad]) -> Iterator[Quad]:
        """The same quads."""
        kind = node(RDF + "type")
        for quad in quads:
            self._graphs[getattr(quad.graph_name, "value", "")] += 1
            self._properties[quad.predicate.value] += 1
            if quad.predicate == kind:
                self._classes[getattr(quad.object, "value", "")] += 1
            yield quad

    def quads(self, documents: Iterable[Document]) -> Iterator[Quad]:
        """The description, with the documents that are in the data."""
        iri, make = self.subject.iri, self.make
        dataset = NamedNode(iri)
        yield from make.types(dataset, VOID + "Dataset", DCAT + "Dataset", PROV + "Entity")
        yield from self._titles(dataset)
        yield make.link(dataset, DCTERMS + "conformsTo", ONTOLOGY)
        yield make.value(dataset, VOID + "uriSpace", DATA)
        for name in ("inno", "dcterms", "oa", "org", "prov", "qb", "skos"):
            yield make.link(dataset, VOID + "vocabulary", PREFIXES[name])
        yield from self._counts(dataset)
        yield from self._activity(dataset)
        yield from self._distribution(dataset)
        for document in documents:
            yield from self._document(dataset, document)

    def _titles(self, dataset: NamedNode) -> Iterator[Quad]:
        english, chinese = _WORDS[self.subject.kind]
        if self.subject.title_en:
            english, chinese = (
                f"{english}: {self.subject.title_en}",
                f"{chinese}:{self.subject.title_zh}",
            )
        for term in (DCTERMS + "title", RDFS + "label"):
            yield self.make.text(dataset, term, english, "en")
            yield self.make.text(dataset, term, chinese, "zh")
        if self.subject.identity:
            yield self.make.value(dataset, DCTERMS + "identifier", self.subject.identity)

    def _counts(self, dataset: NamedNode) -> Iterator[Quad]:
        """Of all graphs together: a triple that stands in two graphs counts twice."""
        make = self.make
        yield make.value(dataset, VOID + "triples", sum(self._graphs.values()))
        yield make.value(dataset, VOID + "classes", len(self._classes))
        yield make.value(dataset, VOID + "properties", len(self._properties))
        yield make.value(dataset, VOID + "entities", self._classes[NAMESPACE + "Entity"])
        yield from self._parts(dataset, "class", "entities", self._classes)
        yield from self._parts(dataset, "property", "triples", self._properties)

    def _parts(
        self, dataset: NamedNode, what: str, number: str, counts: Counter[str]
    ) -> Iterator[Quad]:
        """A partition for each class or property, by IRI."""
        make, stem = self.make, f"{dataset.value}{_joint(dataset.value)}{what}-"
        found = [(f"{stem}{i}", *item) for i, item in enumerate(sorted(counts.items()), 1)]
        for part, _, _ in found:
            yield make.link(dataset, f"{VOID}{what}Partition", part)
        for part, iri, count in found:
            yield make.link(node(part), VOID + what, iri)
            yield make.value(node(part), VOID + number, count)

    def _activity(self, dataset: NamedNode) -> Iterator[Quad]:
        """Which software wrote it; when is nobody's business, since equal graphs are equal files."""
        make, iri = self.make, dataset.value
        activity, agent = NamedNode(f"{iri}{_joint(iri)}export"), data_iri("software", __version__)
        yield make.link(dataset, PROV + "wasGeneratedBy", activity.value)
        yield from make.types(activity, PROV + "Activity")
        yield make.link(activity, PROV + "wasAssociatedWith", agent)
        yield from make.types(node(agent), PROV + "SoftwareAgent")
        yield make.value(node(agent), RDFS + "label", f"innograph {__version__}")

    def _distribution(self, dataset: NamedNode) -> Iterator[Quad]:
        make, iri = self.make, dataset.value
        form = NamedNode(f"{iri}{_joint(iri)}distribution")
        yield make.link(dataset, DCAT + "distribution", form.value)
        yield from make.types(form, DCAT + "Distribution")
        yield make.link(form, DCAT + "mediaType", _IANA + self.media)

    def _document(self, dataset: NamedNode, document: Document) -> Iterator[Quad]:
        """The part that comes from one document, with its licence and source."""
        make, iri = self.make, document_iri(document.id)
        part = NamedNode(iri + "#dataset")
        yield make.link(dataset, DCTERMS + "source", iri)
        if part != dataset:
            yield make.link(dataset, VOID + "subset", part.value)
            yield from make.types(part, VOID + "Dataset")
            yield make.text(part, DCTERMS + "title", document.title, "zh")
            yield make.value(part, VOID + "triples", self._graphs[iri])
            yield make.link(part, DCTERMS + "source", iri)
        yield make.link(part, PROV + "wasDerivedFrom", iri)
        yield from rights(make, part, document.licence)
        yield from origin(make, part, document.source)


def _joint(iri: str) -> str:
    """A second fragment is none."""
    return "/" if "#" in iri else "#"
