"""The queue of pairs that may be one thing, and what is decided about them.

A decision is an entry of the ledger about two local entities, so it stays when nodes change their
ids, holds again when a forgotten document comes back, and changes no claim.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.graph.errors import DataError
from innograph.graph.identity import decision_id, renaming_id
from innograph.graph.model import Decision
from innograph.resolution.blocking import block
from innograph.resolution.score import score
from innograph.resolution.things import read_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innograph.graph.model import LocalRef
    from innograph.graph.snapshot import Snapshot
    from innograph.graph.store import Store
    from innograph.resolution.score import Reason
    from innograph.resolution.things import Thing

# From this score on all judged pairs of training/pairs.json are one thing; docs/resolution.md.
SURE = 0.9
# Of the judged pairs below this score one in seven is one thing.
LEAST = 0.3


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two nodes that may be one. The id is a function of the two local entities that stand for them."""

    id: str
    score: float
    a: Thing
    b: Thing
    reasons: tuple[Reason, ...]

    def decide(self, same: bool, *, who: str, why: str = "") -> Decision:
        """The entry for the ledger; without `why` the reasons of the score are written down."""
        told = why or f"score {self.score}: " + "; ".join(r.text for r in self.reasons)
        return make_decision(same, self.a.ref, self.b.ref, who=who, why=told)


@dataclass(frozen=True, slots=True)
class Queue:
    """Candidates, the surest first; how many more are decided already, or score too low; and the
    keys that too many things share to be looked through, with their numbers."""

    candidates: tuple[Candidate, ...]
    decided: int
    low: int
    skipped: dict[str, int]


def make_decision(same: bool, a: LocalRef, b: LocalRef, *, who: str, why: str) -> Decision:
    """A decision about two local entities, the lesser one first."""
    first, second = sorted((a, b))
    return Decision(decision_id(same, first, second), same, first, second, who, why)


def make_renaming(former: LocalRef, later: LocalRef, *, who: str, why: str) -> Decision:
    """A decision that one became the other: two nodes, with a link."""
    return Decision(renaming_id(former, later), False, former, later, who, why, renamed=True)


def candidate_id(a: LocalRef, b: LocalRef) -> str:
    """The same for (a, b) and (b, a)."""
    return "r" + decision_id(True, a, b)[1:]


def find_candidates(graph: Snapshot, *, least: float = LEAST) -> Queue:
    """The pairs of a store or another graph that no decision speaks of, from the score `least` on."""
    things = read_things(graph)
    blocks = block(things)
    apart = _apart(graph, graph.decisions())
    found = []
    decided = low = 0
    for i, j in blocks.pairs:
        a, b = things[i], things[j]
        if frozenset((a.id, b.id)) in apart:
            decided += 1
            continue
        scored = score(a, b, graph.ontology)
        if scored.score < least:
            low += 1
            continue
        identity = candidate_id(a.ref, b.ref)
        found.append(Candidate(identity, scored.score, a, b, scored.reasons))
    found.sort(key=lambda c: (-c.score, c.a.name, c.b.name, c.id))
    return Queue(tuple(found), decided, low, blocks.skipped)


def decide(store: Store, decisions: Sequence[Decision]) -> int:
    """Enter decisions into the ledger, all or none; how many are new.

    Raises DataError where they contradict each other or what was decided before.
    """
    clash = _clash(store, decisions)
    if clash is not None:
        a, b = clash.a, clash.b
        raise DataError(
            f"{a.name} ({a.document}) and {b.name} ({b.document}) would be one thing, and {clash.id} "
            f"says that they are not: leave one out, or `innograph resolve undo {clash.id}`."
        )
    known = {decision.id for decision in store.decisions()}
    store.decide(decisions)
    return len({decision.id for decision in decisions} - known)


def decide_sure(store: Store, queue: Queue, *, sure: float = SURE) -> tuple[int, int]:
    """Accept what is sure; how many were entered, and how many left out, as what was decided before
    speaks against them."""
    kept = list(store.decisions())
    ends = _ends(store, kept)
    groups = _Groups((*ends[d.id], d) for d in kept if not d.same and d.id in ends)
    taken: list[Decision] = []
    left = 0
    for candidate in queue.candidates:
        if candidate.score < sure:
            continue
        if groups.join(candidate.a.id, candidate.b.id) is None:
            taken.append(candidate.decide(True, who=f"innograph, from {sure} on"))
        else:
            left += 1
    return decide(store, taken), left


def _clash(graph: Snapshot, new: Sequence[Decision]) -> Decision | None:
    """A decision, old or new, that calls apart what would be one node. What names local entities
    that are not there rests."""
    known = {d.id: d for d in (*graph.decisions(), *new)}
    ends = _ends(graph, known.values())
    _check_unmerged(graph, new, ends)
    groups = _Groups((*ends[d.id], d) for d in known.values() if not d.same and d.id in ends)
    joined = (groups.join(*ends[d.id]) for d in new if d.same and d.id in ends)
    return next((clash for clash in joined if clash is not None), None)


def _check_unmerged(
    graph: Snapshot, new: Sequence[Decision], ends: dict[str, tuple[str, str]]
) -> None:
    """Two that a decision has made one are not called different before that is undone."""
    merged = {ends[d.id][0]: d for d in graph.decisions() if d.same and d.id in ends}
    for decision in new:
        a, b = ends.get(decision.id, ("", None))
        if not decision.same and a == b and a in merged:
            raise DataError(
                f"{decision.a.name} and {decision.b.name} are in one node with what {merged[a].id} "
                f"made one: `innograph resolve undo {merged[a].id}` first."
            )


class _Groups:
    """Nodes that become one, and which of them are decided to be apart."""

    def __init__(self, apart: Iterable[tuple[str, str, Decision]]) -> None:
        self._root: dict[str, str] = {}
        self._foes: dict[str, dict[str, Decision]] = {}
        for a, b, decision in apart:
            if a == b:  # to be parted: of one name so far
                continue
            self._foes.setdefault(a, {})[b] = decision
            self._foes.setdefault(b, {})[a] = decision

    def join(self, a: str, b: str) -> Decision | None:
        """Make two nodes one; in place of that, the decision that stands against it."""
        a, b = self._find(a), self._find(b)
        if a == b:
            return None
        if clash := self._foes.get(a, {}).get(b):
            return clash
        self._root[b] = a
        for foe, decision in self._foes.pop(b, {}).items():
            del self._foes[foe][b]
            self._foes[foe][a] = decision
            self._foes.setdefault(a, {})[foe] = decision
        return None

    def _find(self, node: str) -> str:
        while node in self._root:
            node = self._root[node]
        return node


def _apart(graph: Snapshot, decisions: Iterable[Decision]) -> set[frozenset[str]]:
    ends = _ends(graph, [decision for decision in decisions if not decision.same])
    return {frozenset(pair) for pair in ends.values()}


def _ends(graph: Snapshot, decisions: Iterable[Decision]) -> dict[str, tuple[str, str]]:
    """Decision → the nodes of its two local entities, where both are there."""
    listed = list(decisions)
    nodes: dict[LocalRef, str] = {}
    # A store fetches the names of one document at a time.
    for ref in sorted({ref for d in listed for ref in (d.a, d.b)}):
        with suppress(DataError):
            nodes[ref] = graph.entity_of(ref.document, ref.name)
    return {d.id: (nodes[d.a], nodes[d.b]) for d in listed if d.a in nodes and d.b in nodes}
