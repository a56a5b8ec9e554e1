"""What the graph holds as a whole: names of entities and documents, and how many there are of each."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.terms import RDF, SKOS, document_iri
from innograph.web.kinds import kind_of

if TYPE_CHECKING:
    from innograph.web.labels import Labels

_TYPE = ox.NamedNode(RDF + "type")


class Listing:
    """Reads an Oxigraph store, each list once."""

    def __init__(self, store: ox.Store, labels: Labels) -> None:
        self._store = store
        self._labels = labels

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
        return self._labels.label(document_iri(name), language) if kind == "document" else name

    @cached_property
    def titles(self) -> list[tuple[str, str, str]]:
        """(name, IRI, class) of the entities and the documents, by name."""
        documents = [(self._labels.label(iri), iri, "Document") for iri in self.documents]
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
