"""What things are called on the pages."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.terms import PREFIXES, RDFS, SKOS
from innograph.web.kinds import RECORDS, kind_of
from innograph.web.statements import KEPT, fields_of
from innograph.web.words import MARKS

if TYPE_CHECKING:
    from innograph.web.statements import Statement, Statements

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
_NAMES = tuple(map(ox.NamedNode, (NAMESPACE + "name", NAMESPACE + "title", RDFS + "label")))


class Labels:
    """Reads them from an Oxigraph store, which is read-only; `statements` reads the same one."""

    def __init__(self, store: ox.Store, statements: Statements) -> None:
        self._store = store
        self._statements = statements
        # Of the schema, which each page names again and again.
        self._terms: dict[tuple[str, str], str] = {}
        self._words: dict[tuple[str, str], dict[str, str]] = {}
        self._label = lru_cache(maxsize=KEPT)(self._read_label)

    def label(self, iri: str, language: str = "zh") -> str:
        """A name for people; for terms of a vocabulary in the language asked for."""
        if iri.startswith(NAMESPACE):
            if (iri, language) not in self._terms:
                self._terms[iri, language] = self._label(iri, language)
            return self._terms[iri, language]
        if kind_of(iri) in RECORDS:
            return self.statement_label(self._statements.statement(iri), language)
        made = {"passage": self._of_passage, "fact": self._of_fact, "pair": self._of_pair}
        if make := made.get(kind_of(iri)):
            fields = fields_of(self._store, iri)
            return make({name: str(min(values)) for name, values in fields.items()}, language)
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
