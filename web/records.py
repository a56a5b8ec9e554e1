"""What the pages show of the RDF: labels, statements with their sentences, and links both ways."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from innograph.graph.ontology import NAMESPACE
from innograph.graph.rdf.infer import INFERRED
from innograph.graph.rdf.terms import (
    DATA,
    DCTERMS,
    PREFIXES,
    PROV,
    QB,
    RDF,
    RDFS,
    SKOS,
    document_iri,
)
from innograph.web.words import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterator

KINDS = (
    *("entity", "document", "claim", "observation", "measure"),
    *("fact", "passage", "pair", "model", "area", "decision", "extractor"),
)
RECORDS = ("claim", "observation", "measure")
# Property whose values are notations of concepts → the scheme that has their labels.
SCHEMES = {
    "bound": "ValueBoundScheme",
    "periodBasis": "PeriodBasisScheme",
    "kind": "PassageKindScheme",
    "stage": "MeasureStageScheme",
    "genre": "GenreScheme",
    "denotes": "DenotationScheme",
    "origin": "ClaimOriginScheme",
}
SHOWN = 500  # statements on one page: some 300 kB
_INFERRED = ox.NamedNode(INFERRED)
_TYPE = ox.NamedNode(RDF + "type")
_FACT = NAMESPACE + "Fact"
_NAMES = tuple(map(ox.NamedNode, (NAMESPACE + "name", NAMESPACE + "title", RDFS + "label")))
_KEPT = 1 << 14  # labels and records in memory, some 20 MB
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


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, observation or measure: its sentence, and the ends that it links."""

    iri: str
    kind: str
    sentence: str
    cue: str
    status: str
    document: str
    ends: tuple[tuple[str, str], ...]  # property, IRI of the other end
    value: str = ""
    place: tuple[str, int] = ("", 0)  # document and offset, to sort by


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


def _amount(raw: str, unit: str) -> str:
    """The number as the text has it, mostly with its unit."""
    return raw if unit in raw else raw + unit


def _told(classes: list[str]) -> set[str]:
    """Ours, which say what those of other vocabularies say, and more; else all."""
    return {iri for iri in classes if iri.startswith(NAMESPACE)} or set(classes)


def _reading_order(name: str) -> tuple[int, str]:
    return (_STATED.index(name) if name in _STATED else len(_STATED), name)


def kind_of(iri: str) -> str:
    """entity, document, claim …; empty for what has no page of its own."""
    if not iri.startswith(DATA) or "#" in iri:
        return ""
    kind = iri.removeprefix(DATA).partition("/")[0]
    return kind if kind in KINDS else ""


class Records:
    """Reads an Oxigraph store for pages."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        # Of the schema, which each page names again and again.
        self._terms: dict[tuple[str, str], str] = {}
        self._depths: dict[str, tuple[bool, int, str]] = {}
        self._words: dict[tuple[str, str], dict[str, str]] = {}
        # The store is read-only, and one record is on the pages of all that it names.
        self._label = lru_cache(maxsize=_KEPT)(self._read_label)
        self.statement = lru_cache(maxsize=_KEPT)(self._read_statement)

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
            found.own = self.statement(iri)
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
        statements = sorted(map(self.statement, sorted(records)), key=lambda s: (s.place, s.iri))
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
        claims = [self.statement(iri) for iri in sorted(set.intersection(*known))]
        claims = [
            claim
            for claim in claims
            if {claim.value, claim.status} == told
            and {end for _, end in claim.ends} == set(ends.values())
        ]
        claims.sort(key=lambda claim: (claim.place, claim.iri))
        found.statements, found.left_out = claims[:SHOWN], max(len(claims) - SHOWN, 0)

    def _fields(self, iri: str) -> dict[str, list[Any]]:
        """Values by property, those of ours under their local names; nothing that was inferred."""
        fields: dict[str, list[Any]] = defaultdict(list)
        for quad in self._store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
            if quad.graph_name != _INFERRED:
                fields[quad.predicate.value.removeprefix(NAMESPACE)].append(
                    getattr(quad.object, "value", "")
                )
        return fields

    def _read_statement(self, iri: str) -> Statement:
        """A record with its sentence."""
        fields = self._fields(iri)

        def one(name: str) -> str:
            return str(min(fields.get(name, ("",))))

        ends = [
            (name, value)
            for name in ("subject", "object", "about", "responsible", "audience")
            for value in sorted(fields.get(name, ()))
        ]
        document = one(PROV + "wasQuotedFrom")
        return Statement(
            iri=iri,
            kind=kind_of(iri),
            sentence=one("quote") or one("text"),
            cue=one("cue"),
            status=one("status"),
            document=document,
            ends=tuple(ends),
            value=one("predicate") if kind_of(iri) == "claim" else _amount(one("raw"), one("unit")),
            place=(document, int(one("start") or 0)),
        )

    def label(self, iri: str, language: str = "zh") -> str:
        """A name for people; for terms of a vocabulary in the language asked for."""
        if iri.startswith(NAMESPACE):
            if (iri, language) not in self._terms:
                self._terms[iri, language] = self._label(iri, language)
            return self._terms[iri, language]
        if kind_of(iri) in RECORDS:
            return self.statement_label(self.statement(iri), language)
        made = {"passage": self._of_passage, "fact": self._of_fact, "pair": self._of_pair}
        if make := made.get(kind_of(iri)):
            return make({name: str(min(v)) for name, v in self._fields(iri).items()}, language)
        return self._label(iri, language)

    def definition(self, iri: str, language: str) -> str:
        """What a term of the schema means."""
        terms = self._store.quads_for_pattern(
            ox.NamedNode(iri), ox.NamedNode(SKOS + "definition"), None, None
        )
        found = [quad.object for quad in terms if isinstance(quad.object, ox.Literal)]
        return next((text.value for text in found if text.language == language), "")

    def _of_passage(self, found: dict[str, str], language: str) -> str:
        """The title of its document and its number there."""
        return f"{self._label(found['inDocument'], language)} ¶{found['ordinal']}"

    def _of_fact(self, found: dict[str, str], language: str) -> str:
        """Its ends, and how far it has come."""
        words = [self.label(found[name], language) for name in ("subject", "predicate", "object")]
        return f"{' – '.join(words)} · {self.label(found['status'], language)}"

    def _of_pair(self, found: dict[str, str], language: str) -> str:
        """What the later claim says of the earlier."""
        later = self.label(found["laterClaim"], language)
        relation = self.label(found["relation"], language)
        return f"{later} · {relation} · {self.label(found['earlierClaim'], language)}"

    def word(self, name: str, value: str, language: str) -> str:
        """A value of a property for people: in the words of its scheme, if it is of one."""
        scheme = SCHEMES.get(name.removeprefix(NAMESPACE))
        if scheme is None:
            return value
        if (scheme, language) not in self._words:
            self._words[scheme, language] = self._scheme(NAMESPACE + scheme, language)
        return self._words[scheme, language].get(value, value)

    def _scheme(self, scheme: str, language: str) -> dict[str, str]:
        """Notation → label of the concepts of a scheme."""
        within, notation = ox.NamedNode(SKOS + "inScheme"), ox.NamedNode(SKOS + "notation")
        return {
            str(getattr(code.object, "value", "")): self.label(concept.subject.value, language)
            for concept in self._store.quads_for_pattern(None, within, ox.NamedNode(scheme), None)
            if isinstance(concept.subject, ox.NamedNode)
            for code in self._store.quads_for_pattern(concept.subject, notation, None, None)
        }

    def _read_label(self, iri: str, language: str) -> str:
        """By name, not by reading all that is said of it: some entities have thousands of facts."""
        node = ox.NamedNode(iri)
        found: list[tuple[bool, int, str]] = []
        for rank, name in enumerate(_NAMES):
            for quad in self._store.quads_for_pattern(node, name, None, None):
                if isinstance(quad.object, ox.Literal):
                    other = quad.object.language not in (None, language)
                    found.append((other, rank, quad.object.value))
            if found and not min(found)[0]:
                break
        if found:
            return min(found)[2]
        return next(
            (f"{name}:{iri.removeprefix(p)}" for name, p in PREFIXES.items() if iri.startswith(p)),
            iri,
        )

    def statement_label(self, statement: Statement, language: str) -> str:
        """Subject – predicate – object, or what the number or measure is about."""
        ends = [self.label(iri, language) for _, iri in statement.ends]
        if statement.kind == "claim" and len(ends) == 2:
            return f"{ends[0]} – {self.label(statement.value, language)} – {ends[1]}"
        if statement.kind == "observation":
            return f"{' · '.join(ends)}{MARKS[language]['colon']}{statement.value}"
        text = statement.sentence
        return text if len(text) <= 60 else text[:60] + "…"

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

    def search(self, words: str) -> list[tuple[str, str, str]]:
        """(name, IRI, class) of the entities and documents whose name or alias holds the words;
        names that are the words come first, then shorter ones."""
        folded = words.casefold()
        found = [
            (name, iri, cls)
            for name, iri, cls in self.titles
            if any(folded in each.casefold() for each in (name, *self.aliases.get(iri, ())))
        ]
        return sorted(found, key=lambda n: (n[0].casefold() != folded, len(n[0]), n))

    @cached_property
    def names(self) -> list[tuple[str, str, str]]:
        """(name, IRI, class) of the entities, by name."""
        name, kind = ox.NamedNode(NAMESPACE + "name"), ox.NamedNode(NAMESPACE + "class")
        classes = {
            quad.subject: quad.object.value
            for quad in self._store.quads_for_pattern(None, kind, None, None)
            if isinstance(quad.object, ox.Literal)
        }
        return sorted(
            (quad.object.value, quad.subject.value, classes.get(quad.subject, ""))
            for quad in self._store.quads_for_pattern(None, name, None, None)
            if isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.Literal)
            and kind_of(quad.subject.value) == "entity"
        )

    @cached_property
    def aliases(self) -> dict[str, list[str]]:
        """Other names of entities, in order."""
        found: dict[str, set[str]] = defaultdict(set)
        label = ox.NamedNode(SKOS + "altLabel")
        for quad in self._store.quads_for_pattern(None, label, None, None):
            if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
                found[quad.subject.value].add(quad.object.value)
        return {iri: sorted(names) for iri, names in found.items()}

    @cached_property
    def scopes(self) -> dict[str, str]:
        """Where the name of an entity holds, if not everywhere: place:望川市, document:…"""
        scope = ox.NamedNode(NAMESPACE + "scope")
        return {
            quad.subject.value: quad.object.value
            for quad in self._store.quads_for_pattern(None, scope, None, None)
            if isinstance(quad.subject, ox.NamedNode)
            and isinstance(quad.object, ox.Literal)
            and kind_of(quad.subject.value) == "entity"
        }

    def where(self, iri: str, language: str) -> str:
        """The place or the title of the document in which the name of an entity holds; entities of
        one name are told apart by it. Empty where it holds everywhere."""
        kind, _, name = self.scopes.get(iri, "").partition(":")
        return self.label(document_iri(name), language) if kind == "document" else name

    @cached_property
    def titles(self) -> list[tuple[str, str, str]]:
        """(name, IRI, class) of the entities and the documents, by name."""
        documents = [(self.label(iri), iri, "Document") for iri in self.documents]
        return sorted([*self.names, *documents])

    @cached_property
    def documents(self) -> list[str]:
        """The IRIs of the documents, in order."""
        return [iri for iri in self.of_class("Document") if kind_of(iri) == "document"]

    def of_class(self, name: str) -> list[str]:
        """The IRIs of what is of a class of ours, in order."""
        term = ox.NamedNode(NAMESPACE + name)
        found = {
            getattr(quad.subject, "value", "")
            for quad in self._store.quads_for_pattern(None, _TYPE, term, None)
        }
        return sorted(found)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many there are of each kind."""
        names = ("Document", "Entity", "Claim", "Observation", "Measure", "Fact")
        return {name: len(self.of_class(name)) for name in names}

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
