"""What an annotator may choose: the classes, predicates and statuses of the annotation form."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology

# Groups of the form without a class of their own name: a reader has to say which kind it is.
GROUPS_ONLY = ("Field", "Policy")


def form_classes(ontology: Ontology) -> list[str]:
    """In the order of the ontology."""
    return [name for name in ontology.classes if name not in GROUPS_ONLY]


def form_predicates(ontology: Ontology) -> list[str]:
    """In the order of the ontology."""
    return [name for name, term in ontology.predicates.items() if term.in_annotation_form]


def form_statuses(ontology: Ontology) -> list[str]:
    """Each once, the strongest first."""
    terms = sorted(ontology.statuses.values(), key=lambda term: term.strength)
    return list(dict.fromkeys(term.annotation for term in terms))
