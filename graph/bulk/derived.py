"""What is derived, from piles that were sorted on disk: nodes, facts and pairs of claims.

At any time one node is in memory with all that documents say of it, or one fact with all claims of
it, or the claims that share one end: never the whole graph.
"""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from innograph.graph.alike import End
from innograph.graph.consolidate import (
    Contribution,
    Statement,
    consolidate_facts,
    fact_ends,
    iter_statements,
    node_of_members,
)
from innograph.graph.errors import DataError
from innograph.graph.model import ClaimPair, LocalEntity
from innograph.graph.promises import Pairing, Source, Stated, best_pairs, stated_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.graph.bulk.runs import Runs
    from innograph.graph.consolidate import Ledger
    from innograph.graph.identity import Key
    from innograph.graph.model import Entity, Extraction, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.promises import Key as Shared

_Record = tuple[Any, ...]


def iter_nodes(
    pile: Runs, ledger: Ledger, groups: Mapping[Key, frozenset[Key]], ontology: Ontology
) -> Iterator[Entity]:
    """The entities, by id."""
    for _, records in groupby(pile, key=itemgetter(0)):
        members = [Contribution(record[1], LocalEntity(*record[2:])) for record in records]
        yield node_of_members(members, ledger, groups, ontology)


def contribution_record(node: str, document: str, entity: LocalEntity) -> _Record:
    """What `iter_nodes` reads."""
    return (
        node,
        document,
        entity.name,
        entity.cls,
        entity.denotes,
        entity.scope,
        entity.canonical,
        entity.aliases,
    )


def iter_facts(pile: Runs, ontology: Ontology) -> Iterator[Fact]:
    """The facts, by their ends."""
    for (subject, predicate, object_, status), records in groupby(pile, key=itemgetter(0, 1, 2, 3)):
        statements = [
            Statement(document, subject, predicate, object_, status, is_open)
            for *_, document, is_open in records
        ]
        yield from consolidate_facts(statements, ontology).values()


def statement_records(
    extraction: Extraction, node_of: Mapping[str, str], ontology: Ontology
) -> Iterator[_Record]:
    """What `iter_facts` reads; claims whose ends are one node state no fact."""
    for statement in iter_statements(extraction, node_of):
        if statement.subject != statement.object:
            yield (*fact_ends(statement, ontology), statement.document, statement.open)


class SharedPairing(Pairing):
    """Claims that all share one key. Those that share one before it are compared there."""

    def __init__(self, ontology: Ontology, shared: Shared) -> None:
        super().__init__(ontology)
        self._shared = shared
        self._before: dict[str, frozenset[Shared]] = {}

    def keys(self, claim: Stated) -> Iterator[Shared]:
        """The key that all of them share."""
        if claim.id not in self._before:
            keys = list(super().keys(claim))
            self._before[claim.id] = frozenset(keys[: keys.index(self._shared)])
        yield self._shared

    def _partners(self, claim: Stated) -> Iterator[Stated]:
        for other in super()._partners(claim):
            if self._before[claim.id].isdisjoint(self._before[other.id]):
                yield other


def stated_records(
    extraction: Extraction, node_of: Mapping[str, str], pairing: Pairing
) -> Iterator[_Record]:
    """A claim by each key that a partner may share with it: what `pile_candidates` reads."""
    for claim in stated_of(extraction, node_of, pairing.ontology):
        source = claim.source
        said = (claim.id, source.published, source.place, claim.asserted)
        for key in pairing.keys(claim):
            yield (*key, source.document, *said, claim.predicate, *claim.subject, *claim.object)


def _stated(record: _Record) -> Stated:
    document, identity, published, place, asserted, predicate, *ends = record[3:]
    subject, object_ = End(*ends[:4]), End(*ends[4:])
    return Stated(
        identity, Source(document, published, place), predicate, asserted, subject, object_
    )


def pile_candidates(pile: Runs, found: Runs, ontology: Ontology) -> None:
    """All that might be a pair, for `iter_pairs`, out of claims that lie by what they share."""
    for shared, records in groupby(pile, key=itemgetter(0, 1, 2)):
        pairing = SharedPairing(ontology, shared)
        for _, claims in groupby(records, key=itemgetter(3)):
            stated = [_stated(record) for record in claims]
            for document, pair in pairing.candidates(stated):
                found.add(
                    (pair.later, document, pair.earlier, pair.relation, pair.id, pair.score, pair.match)
                )  # fmt: skip
            pairing.add(stated)


def iter_pairs(found: Runs) -> Iterator[ClaimPair]:
    """The pairs, by the later claim."""
    for (later, _), records in groupby(found, key=itemgetter(0, 1)):
        yield from best_pairs(
            [
                ClaimPair(identity, later, relation, earlier, score, match)
                for _, _, earlier, relation, identity, score, match in records
            ]
        )


def check_unique(documents: Iterable[_Record]) -> None:
    """Two documents with one id would become one node."""
    former = None
    for (document,) in documents:
        if document == former:
            raise DataError(
                f"There are two documents with the id {document!r}: leave one of them out."
            )
        former = document
