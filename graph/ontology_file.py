"""ontology.ttl read: its statements, and the terms that they describe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import OntologyError
from innograph.graph.ontology_terms import (
    NAMESPACE,
    ROOT,
    ClassTerm,
    InstrumentTerm,
    PredicateTerm,
    PropertyTerm,
    StatusTerm,
)

if TYPE_CHECKING:
    from pathlib import Path

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")  # what may stand unquoted in Cypher and as a file name


class Triples:
    """The file's statements by subject, in the order of the file."""

    def __init__(self, path: Path) -> None:
        import pyoxigraph  # 20 ms: only when an ontology is read

        self.path = path
        self.of: dict[Any, dict[str, list[Any]]] = {}
        try:
            for quad in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE):
                predicate = quad.predicate.value
                self.of.setdefault(quad.subject, {}).setdefault(predicate, []).append(quad.object)
        except (SyntaxError, ValueError) as error:
            raise OntologyError(f"The ontology {path} is not valid Turtle: {error}.") from None

    def named(self, kind: str) -> dict[str, dict[str, list[Any]]]:
        """The innograph terms of one rdf:type, by local name."""
        found = {}
        for subject, statements in self.of.items():
            iri = getattr(subject, "value", "")
            types = [item.value for item in statements.get(_RDF + "type", [])]
            if iri.startswith(NAMESPACE) and kind in types:
                found[self.check_name(iri.removeprefix(NAMESPACE))] = statements
        return found

    def check_name(self, name: str) -> str:
        if not _NAME.fullmatch(name):
            raise OntologyError(
                f"{self.path.name}: the term {name!r} must be letters and digits only, "
                "since it becomes a label and a relationship type."
            )
        return name

    def label(self, name: str, statements: dict[str, list[Any]], term: str, lang: str) -> str:
        for literal in statements.get(term, []):
            if literal.language == lang:
                return str(literal.value)
        what = "label" if term.endswith("label") else "definition"
        raise OntologyError(f"{self.path.name}: inno:{name} has no {what} in {lang!r}; add one.")

    def union(self, statements: dict[str, list[Any]], term: str) -> tuple[str, ...]:
        """The classes of a domain or range: one class, or the members of an owl:unionOf."""
        names: list[str] = []
        for node in statements.get(term, []):
            members = self.of.get(node, {}).get(_OWL + "unionOf")
            names += self._list(members[0]) if members else [node.value.removeprefix(NAMESPACE)]
        return tuple(names)

    def _list(self, node: Any) -> list[str]:
        names = []
        while node in self.of:
            names.append(self.of[node][_RDF + "first"][0].value.removeprefix(NAMESPACE))
            node = self.of[node][_RDF + "rest"][0]
        return names

    def version(self) -> str:
        for statements in self.of.values():
            if _OWL + "versionInfo" in statements:
                return str(statements[_OWL + "versionInfo"][0].value)
        return "unversioned"


def read_classes(triples: Triples) -> dict[str, ClassTerm]:
    found = triples.named(_OWL + "Class")
    parents = {name: _parent(statements) for name, statements in found.items()}
    terms: dict[str, ClassTerm] = {}
    for name, statements in found.items():
        chain = _chain(name, parents, triples)
        if not chain or name == ROOT:
            continue
        terms[name] = ClassTerm(
            name=name,
            top=chain[1],
            labels=chain,
            label_en=triples.label(name, statements, _RDFS + "label", "en"),
            label_zh=triples.label(name, statements, _RDFS + "label", "zh"),
            definition_en=triples.label(name, statements, _SKOS + "definition", "en"),
            definition_zh=triples.label(name, statements, _SKOS + "definition", "zh"),
            endings=tuple(item.value for item in statements.get(NAMESPACE + "nameEnding", [])),
            order=len(terms),
        )
    return terms


def _parent(statements: dict[str, list[Any]]) -> str | None:
    for node in statements.get(_RDFS + "subClassOf", []):
        if getattr(node, "value", "").startswith(NAMESPACE):
            return str(node.value.removeprefix(NAMESPACE))
    return None


def _chain(name: str, parents: dict[str, str | None], triples: Triples) -> tuple[str, ...]:
    """From Entity down to the class; empty for a class that is no entity class."""
    chain = [name]
    while (parent := parents.get(chain[-1])) is not None:
        if parent in chain:
            raise OntologyError(f"{triples.path.name}: inno:{name} is a subclass of itself.")
        chain.append(parent)
    return tuple(reversed(chain)) if chain[-1] == ROOT else ()


def read_predicates(triples: Triples) -> dict[str, PredicateTerm]:
    found = triples.named(_OWL + "ObjectProperty")
    twins = {
        statements[NAMESPACE + "intendedFormOf"][0].value.removeprefix(NAMESPACE): name
        for name, statements in found.items()
        if NAMESPACE + "intendedFormOf" in statements
    }
    terms: dict[str, PredicateTerm] = {}
    for name, twin in sorted(twins.items(), key=lambda pair: list(found).index(pair[0])):
        statements = found[name]
        types = [item.value for item in statements[_RDF + "type"]]
        terms[name] = PredicateTerm(
            name=name,
            intended=twin,
            relationship=_screaming(name),
            intended_relationship=_screaming(twin),
            label_en=triples.label(name, statements, _RDFS + "label", "en"),
            label_zh=triples.label(name, statements, _RDFS + "label", "zh"),
            intended_label_en=triples.label(twin, found[twin], _RDFS + "label", "en"),
            intended_label_zh=triples.label(twin, found[twin], _RDFS + "label", "zh"),
            symmetric=_OWL + "SymmetricProperty" in types,
            in_annotation_form=_flag(statements, "inAnnotationForm"),
            domain=triples.union(statements, _RDFS + "domain"),
            range=triples.union(statements, _RDFS + "range"),
            order=len(terms),
        )
    return terms


def read_properties(triples: Triples) -> dict[str, PropertyTerm]:
    """The properties that have both labels and both definitions; `validate` names the others."""
    found = triples.named(_OWL + "DatatypeProperty") | triples.named(_OWL + "ObjectProperty")
    terms = {}
    for name, statements in found.items():
        words = [
            {literal.language: literal.value for literal in statements.get(term, [])}
            for term in (_RDFS + "label", _SKOS + "definition")
        ]
        if all({"en", "zh"} <= known.keys() for known in words):
            labels, definitions = words
            terms[name] = PropertyTerm(
                name, labels["en"], labels["zh"], definitions["en"], definitions["zh"]
            )
    return terms


def read_statuses(triples: Triples) -> dict[str, StatusTerm]:
    return {
        name: StatusTerm(
            name=name,
            label_en=triples.label(name, statements, _RDFS + "label", "en"),
            label_zh=triples.label(name, statements, _RDFS + "label", "zh"),
            asserted=_flag(statements, "asserted"),
            annotation=statements[NAMESPACE + "annotationStatus"][0].value,
            strength=int(statements[NAMESPACE + "strength"][0].value),
        )
        for name, statements in triples.named(NAMESPACE + "Status").items()
    }


def read_instruments(triples: Triples) -> dict[str, InstrumentTerm]:
    return {
        name: InstrumentTerm(
            name=name,
            label_en=triples.label(name, statements, _RDFS + "label", "en"),
            label_zh=triples.label(name, statements, _RDFS + "label", "zh"),
            endings=tuple(
                item.value for item in statements.get(NAMESPACE + "instrumentEnding", [])
            ),
        )
        for name, statements in triples.named(NAMESPACE + "InstrumentType").items()
    }


def _flag(statements: dict[str, list[Any]], term: str) -> bool:
    return any(item.value == "true" for item in statements.get(NAMESPACE + term, []))


def _screaming(name: str) -> str:
    """focusesOn → FOCUSES_ON, the spelling of relationship types."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).upper()
