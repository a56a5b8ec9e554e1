"""Changing the inputs and recomputing what was touched: the one act behind load, forget and decide.

One explicit transaction: old contributions out, new ones in, the touched entities, facts and pairs
derived from all that is left. Known ids are read first, new nodes created, old ones set: the idiom
that is right on every engine (MERGE with several labels loses labels on the embedded one).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph import schema
from innograph.graph.change import Change
from innograph.graph.derived_rows import decision_of
from innograph.graph.errors import StoreError
from innograph.graph.evidence import check_evidence
from innograph.graph.known import Known
from innograph.graph.reader import DECISIONS, Reader

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innograph.graph.bolt import Bolt, Transaction
    from innograph.graph.model import Decision, Extraction
    from innograph.graph.ontology import Ontology


class Deriver:
    """The writing half of a store. What it has read is kept from load to load for as long as
    nobody else changes the store; the revision tells."""

    def __init__(self, bolt: Bolt, ontology: Ontology) -> None:
        self.bolt = bolt
        self.ontology = ontology
        self.reader = Reader(bolt, ontology)
        self._revision: int | None = None
        self._decisions: dict[str, Decision] = {}
        self._known = Known(ontology)

    def change(
        self,
        *,
        load: Sequence[Extraction] = (),
        forget: Sequence[str] = (),
        enter: Sequence[Decision] = (),
        withdraw: Sequence[str] = (),
    ) -> None:
        """Documents in (in place of what they were) and out, decisions in and out: all or nothing."""
        for extraction in load:
            check_evidence(extraction, self.ontology)
        try:
            with self.bolt.transaction() as tx:
                self._raise_revision(tx)
                change = Change(
                    tx,
                    self.reader,
                    self._known,
                    self._decisions,
                    load=load,
                    forget=forget,
                    enter=enter,
                    withdraw=withdraw,
                )
                change.run()
            self._decisions = change.decisions
        except BaseException:
            self._revision = None  # what is known may be ahead of the store
            raise
        if self._known.is_full():
            self._known.clear()

    def _raise_revision(self, tx: Transaction) -> None:
        """Locks out other writers, and tells whether what is known is still the truth."""
        rows = tx.run(
            f"MATCH (m:{schema.META}) SET m.revision = m.revision + 1 RETURN m.revision AS revision"
        )
        if not rows:
            raise StoreError("The store has lost its meta node; load it anew from an export.")
        revision = int(rows[0]["revision"])
        if self._revision is None or revision != self._revision + 1:
            self._known.clear()
            found = tx.run(DECISIONS)
            decisions = (decision_of(row["props"]) for row in found)
            self._decisions = {decision.id: decision for decision in decisions}
        self._revision = revision
