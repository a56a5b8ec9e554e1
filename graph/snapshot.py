"""What every export reads: the verbs that a store and an in-memory graph have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import ClaimPair, Decision, Document, Entity, Extraction, Fact
    from innograph.graph.ontology import Ontology

    Derived = Entity | Fact | ClaimPair | Decision


class Snapshot(Protocol):
    """A graph as it stands: contributions, ledger, and what they add up to.

    Implemented by graph.store.Store and graph.memory.MemoryGraph. Members are read-only.
    """

    @property
    def ontology(self) -> Ontology:
        """The schema under which the graph was made."""

    @property
    def address(self) -> str:
        """Which store this is. Two stores at one revision are told apart by it."""

    @property
    def revision(self) -> str:
        """Differs whenever the content does: a store's counter, or a hash of the content."""

    def documents(self) -> list[Document]:
        """The Document records, sorted by id."""

    def extractions(self) -> Iterator[Extraction]:
        """What each document contributes, sorted by document id."""

    def entities(self) -> Iterator[Entity]:
        """The nodes, sorted by id."""

    def facts(self) -> Iterator[Fact]:
        """The relationships that claims add up to, sorted by id."""

    def pairs(self) -> Iterator[ClaimPair]:
        """What later claims say of earlier intentions, sorted by id."""

    def decisions(self) -> Iterator[Decision]:
        """The ledger, sorted by id."""

    def iter_derived(self) -> Iterator[Derived]:
        """Nodes, facts, pairs and decisions in no order, one at a time: however many there are."""

    def entity_of(self, document: str, local_name: str) -> str:
        """The id of the node that a document's local entity is part of; DataError if unknown.

        Asked once a mention while documents are read in order: a store fetches the names of one
        document at a time and keeps them until another document is asked for.
        """
