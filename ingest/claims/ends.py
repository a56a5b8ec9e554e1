"""Which names can be an end of a claim at all, whatever makes the claim."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.grammar import Grammar
    from innograph.ingest.draft import Candidate

# Predicates whose objects must say more than that something is done (重大工程项目, 新技术).
_DONE_TO = frozenset(["establishes", "supports", "focusesOn"])
# Several under one name, which a list should have given apart: 独角兽、小巨人.
_SEVERAL = {"Cohort": re.compile(".+、.+"), "GovernmentBody": re.compile(".+、.+等.{0,6}部门")}


def may_end(
    candidate: Candidate,
    classes: frozenset[str],
    allowed: Collection[str],
    grammar: Grammar,
    ontology: Ontology,
) -> bool:
    """Whether a name says enough and is of one of the classes, and of one that the predicate allows;
    none given means any."""
    several = _SEVERAL.get(candidate.cls)
    if candidate.name in grammar.bare or (several and several.fullmatch(candidate.name)):
        return False
    chain = ontology.classes[candidate.cls].labels
    if classes and not classes.intersection(chain):
        return False
    return not allowed or bool(set(allowed).intersection(chain))


def says_enough(name: str, predicate: str, grammar: Grammar) -> bool:
    """Whether an object's name says as much as the predicate asks for."""
    return predicate not in _DONE_TO or grammar.bare_objects.fullmatch(name) is None
