"""ontology.ttl, read once: labels, relationship types, name endings and statuses all come from here."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import OntologyError

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMESPACE = "https://w3id.org/innograph/ontology#"
ROOT = "Entity"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*")  # what may stand unquoted in Cypher and as a file name


@dataclass(frozen=True, slots=True)
class ClassTerm:
    """An entity class. `order` is its place in the file, which breaks ties of a vote."""

    name: str
    top: str
    labels: tuple[str, ...]  # of the whole chain, from Entity to the class itself
    label_en: str
    label_zh: str
    definition_en: str
    definition_zh: str
    endings: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class PredicateTerm:
    """A predicate with its intended twin and the relationship types of both."""

    name: str
    intended: str
    relationship: str
    intended_relationship: str
    label_en: str
    label_zh: str
    intended_label_en: str
    intended_label_zh: str
    symmetric: bool
    in_annotation_form: bool
    domain: tuple[str, ...]
    range: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class StatusTerm:
    """A status: `asserted` ones add up to facts, the others to plans; `strength` 1 is strongest."""

    name: str
    label_en: str
    label_zh: str
    asserted: bool
    annotation: str
    strength: int


@dataclass(frozen=True, slots=True)
class InstrumentTerm:
    """A type of policy instruments. An instrument whose name has one of the endings is of it."""

    name: str
    label_en: str
    label_zh: str
    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PropertyTerm:
    """A property of records in words."""

    name: str
    label_en: str
    label_zh: str
    definition_en: str
    definition_zh: str


class Ontology:
    """The schema. Cheap to share; equal files give equal objects."""

    def __init__(
        self,
        classes: dict[str, ClassTerm],
        predicates: dict[str, PredicateTerm],
        statuses: dict[str, StatusTerm],
        instruments: dict[str, InstrumentTerm],
        *,
        properties: dict[str, PropertyTerm],
        version: str,
        path: Path,
    ) -> None:
        self.classes = classes
        self.predicates = predicates
        self.statuses = statuses
        self.instruments = instruments
        self.properties = properties
        self.version = version
        self.path = path

    @cached_property
    def tops(self) -> tuple[str, ...]:
        """The top classes in the order of the file."""
        return tuple(name for name, term in self.classes.items() if term.top == name)

    def top(self, cls: str) -> str:
        """The top class of a class; raises OntologyError for an unknown one."""
        return self.term(cls).top

    def labels(self, cls: str) -> tuple[str, ...]:
        """All node labels of a class, Entity first."""
        return self.term(cls).labels

    def term(self, cls: str) -> ClassTerm:
        """The class of that name; raises OntologyError for an unknown one."""
        try:
            return self.classes[cls]
        except KeyError:
            raise OntologyError(f"{self.path.name} has no entity class {cls!r}.") from None

    def relationship(self, predicate: str, status: str) -> str:
        """The relationship type under which a fact of this status stands."""
        term = self.predicates[predicate]
        asserted = self.statuses[status].asserted
        return term.relationship if asserted else term.intended_relationship

    @cached_property
    def relationships(self) -> dict[str, tuple[str, bool]]:
        """Relationship type → (predicate, whether it is the intended twin)."""
        plain = {term.relationship: (name, False) for name, term in self.predicates.items()}
        twins = {term.intended_relationship: (name, True) for name, term in self.predicates.items()}
        return plain | twins

    @cached_property
    def endings(self) -> dict[str, str]:
        """Name ending → class. An ending given to two classes belongs to the later one."""
        return {end: name for name, term in self.classes.items() for end in term.endings}

    def iter_subclasses(self, cls: str) -> Iterator[str]:
        """The class itself and all classes below it."""
        return (name for name, term in self.classes.items() if cls in term.labels)

    def status_rank(self, status: str) -> int:
        """Strongest first, for folding several statuses into one."""
        return self.statuses[status].strength


def default_path() -> Path:
    """`INNOGRAPH_ONTOLOGY` if it is set, else the ontology that is shipped."""
    chosen = os.environ.get("INNOGRAPH_ONTOLOGY")
    return Path(chosen) if chosen else shipped_path()


def shipped_path() -> Path:
    """The ontology that is shipped."""
    return Path(__file__).resolve().parent.parent / "ontology.ttl"


def load_ontology(path: Path | str | None = None) -> Ontology:
    """Read a schema; a file that has not changed is read once in a process."""
    chosen = Path(path) if path else default_path()
    try:
        stamp = chosen.stat().st_mtime_ns
    except OSError as error:
        raise OntologyError(f"Cannot read the ontology {chosen}: {error.strerror}.") from None
    return _load(chosen, stamp)


@lru_cache(maxsize=8)
def _load(path: Path, _stamp: int) -> Ontology:
    triples = _Triples(path)
    return Ontology(
        _classes(triples),
        _predicates(triples),
        _statuses(triples),
        _instruments(triples),
        properties=_properties(triples),
        version=triples.version(),
        path=path,
    )


class _Triples:
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


def _classes(triples: _Triples) -> dict[str, ClassTerm]:
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


def _chain(name: str, parents: dict[str, str | None], triples: _Triples) -> tuple[str, ...]:
    """From Entity down to the class; empty for a class that is no entity class."""
    chain = [name]
    while (parent := parents.get(chain[-1])) is not None:
        if parent in chain:
            raise OntologyError(f"{triples.path.name}: inno:{name} is a subclass of itself.")
        chain.append(parent)
    return tuple(reversed(chain)) if chain[-1] == ROOT else ()


def _predicates(triples: _Triples) -> dict[str, PredicateTerm]:
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


def _properties(triples: _Triples) -> dict[str, PropertyTerm]:
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


def _statuses(triples: _Triples) -> dict[str, StatusTerm]:
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


def _instruments(triples: _Triples) -> dict[str, InstrumentTerm]:
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
