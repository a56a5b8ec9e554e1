"""What things are called on the pages, and the sentences of claims, numbers and measures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from innograph.graph.ontology import NAMESPACE
from innograph.graph.rdf.infer import INFERRED
from innograph.graph.rdf.terms import PREFIXES, PROV, RDFS, SKOS
from innograph.web.kinds import RECORDS, kind_of
from innograph.web.words import MARKS

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
_INFERRED = ox.NamedNode(INFERRED)
_NAMES = tuple(map(ox.NamedNode, (NAMESPACE + "name", NAMESPACE + "title", RDFS + "label")))
_KEPT = 1 << 14  # labels and records in memory, some 20 MB


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


class Labels:
    """Reads them from an Oxigraph store, which is read-only."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        # Of the schema, which each page names again and again.
        self._terms: dict[tuple[str, str], str] = {}
        self._words: dict[tuple[str, str], dict[str, str]] = {}
        # One record is on the pages of all that it names.
        self._label = lru_cache(maxsize=_KEPT)(self._read_label)
        self.statement = lru_cache(maxsize=_KEPT)(self._read_statement)

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


def _amount(raw: str, unit: str) -> str:
    """The number as the text has it, mostly with its unit."""
    return raw if unit in raw else raw + unit
