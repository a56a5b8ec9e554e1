"""The terms of the ontology: classes, predicates, statuses, types of instruments, properties."""

from __future__ import annotations

from dataclasses import dataclass

NAMESPACE = "https://w3id.org/innograph/ontology#"
ROOT = "Entity"


@dataclass(frozen=True, slots=True)
class Term:
    """What all have: the local name under NAMESPACE, and a label in each language."""

    name: str
    label_en: str
    label_zh: str

    def label_in(self, language: str) -> str:
        """The label in zh or en."""
        return self.label_zh if language == "zh" else self.label_en


@dataclass(frozen=True, slots=True)
class ClassTerm(Term):
    """An entity class. `order` is its place in the file, which breaks ties of a vote."""

    top: str
    labels: tuple[str, ...]  # of the whole chain, from Entity to the class itself
    definition_en: str
    definition_zh: str
    endings: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class PredicateTerm(Term):
    """A predicate with its intended twin and the relationship types of both."""

    intended: str
    relationship: str
    intended_relationship: str
    intended_label_en: str
    intended_label_zh: str
    symmetric: bool
    in_annotation_form: bool
    domain: tuple[str, ...]
    range: tuple[str, ...]
    order: int


@dataclass(frozen=True, slots=True)
class StatusTerm(Term):
    """A status: `asserted` ones add up to facts, the others to plans; `strength` 1 is strongest."""

    asserted: bool
    annotation: str
    strength: int


@dataclass(frozen=True, slots=True)
class InstrumentTerm(Term):
    """A type of policy instruments. An instrument whose name has one of the endings is of it."""

    endings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PropertyTerm(Term):
    """A property of records in words."""

    definition_en: str
    definition_zh: str
