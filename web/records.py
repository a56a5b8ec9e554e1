"""What the pages show of the RDF: a resource with its statements, and links both ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.infer import INFERRED
from innograph.graph.rdf.terms import DATA, DCTERMS, PROV, QB, RDF, RDFS, SKOS
from innograph.web.kinds import RECORDS, kind_of
from innograph.web.labels import Labels
from innograph.web.listing import Listing
from innograph.web.statements import Statement, Statements

if TYPE_CHECKING:
    from collections.abc import Iterator

SHOWN = 500  # statements on one page: some 300 kB
_INFERRED = ox.NamedNode(INFERRED)
_TYPE = ox.NamedNode(RDF + "type")
_FACT = NAMESPACE + "Fact"
# Said in other words on the page, or of use to machines alone; the data files have them.
_UNTOLD = {
    *(NAMESPACE + name for name in ("id", "start", "end", "subjectStart", "subjectEnd")),
    *(NAMESPACE + name for name in ("objectStart", "objectEnd", "evidence", "quote", "inOrder")),
    *(NAMESPACE + name for name in ("name", "class", "localSubject", "localObject", "context")),
    *(NAMESPACE + name for name in ("localAbout", "localResponsible", "localAudience")),
    *(NAMESPACE + name for name in ("localNeedsApprovalFrom", "mentionedIn", "digest")),
    *(NAMESPACE + name for name in ("title", "sha256", "textSha256", "refPeriod")),
    *(DCTERMS + name for name in ("title", "issued", "bibliographicCitation")),
    *(DCTERMS + name for name in ("license", "rights", "source")),
    *(SKOS + "altLabel", PROV + "wasGeneratedBy", QB + "dataSet"),
    *(RDF + "type", RDFS + "label", SKOS + "prefLabel"),
}
# A statement is read in this order; other properties are sorted by name.
_STATED = tuple(NAMESPACE + name for name in ("subject", "predicate", "object", "status"))
# What the sentence of a record says already, with its ends, status and document.
_ON_CARD = {
    *(NAMESPACE + name for name in ("subject", "predicate", "object", "about", "status")),
    *(NAMESPACE + name for name in ("text", "cue")),
    PROV + "wasQuotedFrom",
}


@dataclass(slots=True)
class Resource:
    """All that one page says. `texts` and `links` map properties to values and to IRIs; `back` maps
    properties to the IRIs of what points here; `left_out` counts statements beyond the limit."""

    iri: str
    kind: str
    classes: list[str]
    texts: dict[str, list[str]] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)
    back: dict[str, list[str]] = field(default_factory=dict)
    statements: list[Statement] = field(default_factory=list)
    own: Statement | None = None
    left_out: int = 0


def _told(classes: list[str]) -> set[str]:
    """Ours, which say what those of other vocabularies say, and more; else all."""
    return {iri for iri in classes if iri.startswith(NAMESPACE)} or set(classes)


def _reading_order(name: str) -> tuple[int, str]:
    return (_STATED.index(name) if name in _STATED else len(_STATED), name)


class Records:
    """Reads an Oxigraph store for pages; `labels` and `listing` read the same one."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._statements = Statements(store)
        self.labels = Labels(store, self._statements)
        self.listing = Listing(store, self.labels)
        self._depths: dict[str, tuple[bool, int, str]] = {}

    def resource(self, iri: str) -> Resource | None:
        """What is known of an IRI; None if nothing is."""
        subject = ox.NamedNode(iri)
        found = Resource(iri, kind_of(iri), [])
        texts: dict[str, set[str]] = defaultdict(set)
        links: dict[str, set[str]] = defaultdict(set)
        for quad in self._store.quads_for_pattern(subject, None, None, None):
            name = quad.predicate.value
            if quad.predicate == _TYPE:
                found.classes.append(getattr(quad.object, "value", ""))
            elif name in _UNTOLD or quad.graph_name == _INFERRED:
                continue
            elif isinstance(quad.object, ox.NamedNode):
                links[name].add(quad.object.value)
            elif value := getattr(quad.object, "value", ""):
                texts[name].add(value)
        if not found.classes:
            return None
        found.classes = sorted(_told(found.classes), key=self._depth, reverse=True)
        found.texts = {name: sorted(values) for name, values in sorted(texts.items())}
        found.links = {name: sorted(links[name]) for name in sorted(links, key=_reading_order)}
        self._add_back(found, subject)
        if found.kind == "fact":
            self._add_claims(found)
        if found.kind in RECORDS:
            found.own = self._statements.statement(iri)
            for said in (found.links, found.texts):
                for name in _ON_CARD & said.keys():
                    del said[name]
        return found

    def _add_back(self, found: Resource, subject: ox.NamedNode) -> None:
        back: dict[str, set[str]] = defaultdict(set)
        records: set[str] = set()
        for quad in self._store.quads_for_pattern(None, None, subject, None):
            iri = getattr(quad.subject, "value", "")
            kind = kind_of(iri)
            if kind in RECORDS and found.kind != "claim":
                records.add(iri)
            elif kind and quad.graph_name != _INFERRED:
                # Whichever end of it this is: its name says that.
                back[_FACT if kind == "fact" else quad.predicate.value].add(iri)
        back.pop(NAMESPACE + "entity", None)
        found.back = {name: sorted(iris) for name, iris in sorted(back.items())}
        statements = sorted(
            map(self._statements.statement, sorted(records)), key=lambda s: (s.place, s.iri)
        )
        found.statements, found.left_out = statements[:SHOWN], max(len(statements) - SHOWN, 0)

    def _add_claims(self, found: Resource) -> None:
        """The claims that a fact adds up, which the graph does not link to it."""
        ends = {name: found.links[NAMESPACE + name][0] for name in ("subject", "object")}
        told = {found.links[NAMESPACE + name][0] for name in ("predicate", "status")}
        known = [
            {
                quad.subject.value
                for name in ends
                for quad in self._store.quads_for_pattern(
                    None, ox.NamedNode(NAMESPACE + name), ox.NamedNode(end), None
                )
                if isinstance(quad.subject, ox.NamedNode) and kind_of(quad.subject.value) == "claim"
            }
            for end in ends.values()
        ]
        claims = [self._statements.statement(iri) for iri in sorted(set.intersection(*known))]
        claims = [
            claim
            for claim in claims
            if {claim.value, claim.status} == told
            and {end for _, end in claim.ends} == set(ends.values())
        ]
        claims.sort(key=lambda claim: (claim.place, claim.iri))
        found.statements, found.left_out = claims[:SHOWN], max(len(claims) - SHOWN, 0)

    def iter_resources(self) -> Iterator[str]:
        """All IRIs that have a page, in order."""
        found = {
            quad.subject.value
            for quad in self._store.quads_for_pattern(None, _TYPE, None, None)
            if isinstance(quad.subject, ox.NamedNode) and kind_of(quad.subject.value)
        }
        return iter(sorted(found))

    def is_known(self, iri: str) -> bool:
        """Whether the IRI has a page."""
        found = self._store.quads_for_pattern(ox.NamedNode(iri), _TYPE, None, None)
        return bool(kind_of(iri)) and next(found, None) is not None

    def quads(self, iri: str) -> list[ox.Quad]:
        """The data of a page: a document's whole graph, else what is said of the resource, with the
        pieces of text that it rests on. In order, so that equal data gives equal bytes."""
        node = ox.NamedNode(iri)
        if kind_of(iri) == "document":
            return self._sorted(self._store.quads_for_pattern(None, None, None, node))
        found = set(self._store.quads_for_pattern(node, None, None, None))
        waiting = [quad.object for quad in found]
        while waiting:
            target = waiting.pop()
            value = getattr(target, "value", "")
            inside = value.startswith((iri + "#", DATA)) and ("#char=" in value or iri in value)
            if isinstance(target, ox.NamedNode) and inside and target != node:
                more = set(self._store.quads_for_pattern(target, None, None, None)) - found
                found |= more
                waiting.extend(quad.object for quad in more)
        return self._sorted(found)

    @staticmethod
    def _sorted(quads: Any) -> list[ox.Quad]:
        return sorted(
            quads,
            key=lambda q: (str(q.graph_name), str(q.subject), str(q.predicate), str(q.object)),
        )

    def _depth(self, iri: str) -> tuple[bool, int, str]:
        """Classes further down the tree come first, those of others last."""
        if iri not in self._depths:
            self._depths[iri] = self._depth_in_tree(iri)
        return self._depths[iri]

    def _depth_in_tree(self, iri: str) -> tuple[bool, int, str]:
        above = self._store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(RDFS + "subClassOf"), None, None
        )
        upper = [
            up for q in above if (up := str(getattr(q.object, "value", ""))).startswith(NAMESPACE)
        ]
        depth = 1 + self._depth(upper[0])[1] if upper and iri not in upper else 0
        return iri.startswith(NAMESPACE), depth, iri
