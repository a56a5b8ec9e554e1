"""Decisions that one thing became another → links between their nodes.

No text says so, a person does: such a link is of the predicate `successorOf`, but no fact, and counts no
claims. The two stay two nodes.
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innograph.graph.model import Decision, LocalRef
    from innograph.graph.snapshot import Snapshot

PREDICATE, RELATIONSHIP, STATUS = "successorOf", "SUCCESSOR_OF", "Achieved"


class Succession(NamedTuple):
    """What a decision says of two nodes."""

    decision: str
    later: str
    former: str


def renamed_refs(decisions: Iterable[Decision]) -> set[LocalRef]:
    """The local entities that such decisions name."""
    return {ref for d in decisions if d.renamed for ref in (d.a, d.b)}


def successions(decisions: Iterable[Decision], nodes: Mapping[LocalRef, str]) -> list[Succession]:
    """By decision; one rests while a document of it is not there, or both ends are one node."""
    found = [
        Succession(d.id, nodes[d.b], nodes[d.a])
        for d in decisions
        if d.renamed and d.a in nodes and d.b in nodes
    ]
    return sorted(link for link in found if link.later != link.former)


def successions_of(snapshot: Snapshot) -> list[Succession]:
    """Those of a whole graph."""
    decisions = list(snapshot.decisions())
    nodes: dict[LocalRef, str] = {}
    for ref in sorted(renamed_refs(decisions)):
        with suppress(DataError):
            nodes[ref] = snapshot.entity_of(ref.document, ref.name)
    return successions(decisions, nodes)
