"""The store: documents go in and out, entities and facts follow. One class for every engine.

Truth is what each document contributes plus the ledger of decisions; entities, facts and pairs of
claims are derived from these by graph.consolidate. Ingest, replace, forget and decide are the same act: change
the inputs, recompute what was touched. A document is written in one transaction, alone or with others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innograph.graph import schema
from innograph.graph.address import parse_address
from innograph.graph.bolt import connect
from innograph.graph.contribution import digest
from innograph.graph.contribution_writer import ContributionWriter
from innograph.graph.derive import Deriver
from innograph.graph.errors import DataError
from innograph.graph.ontology import load_ontology
from innograph.graph.prepare import prepare
from innograph.graph.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from innograph.graph.address import Address
    from innograph.graph.bolt import Bolt
    from innograph.graph.model import ClaimPair, Decision, Document, Entity, Extraction, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.rows import Rows
    from innograph.graph.snapshot import Derived


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one load did to one document: 'new', 'changed' or 'unchanged'."""

    document: str
    outcome: str


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """Counts of what the store holds; classes and facts in the order of the ontology."""

    address: str
    engine: str
    version: str
    schema: int
    revision: int
    documents: int
    passages: int
    entities: int
    claims: int
    observations: int
    measures: int
    facts: int
    intended: int
    pairs: int
    classes: dict[str, int]
    predicates: dict[str, int]


def open_store(
    address: str | Address | None = None,
    *,
    ontology: Ontology | None = None,
    prompt: Callable[[str], str] | None = None,
    adopt: bool = False,
    create: bool = True,
) -> Store:
    """Open the store at a folder or a neo4j:// or bolt:// address.

    `address` falls back to INNOGRAPH_STORE and then to ./innograph-data. `prompt` is asked for a
    password that is given nowhere. A database with other people's data is refused unless `adopt`;
    without `create`, a folder that does not exist is an error instead of an empty store.
    """
    where = parse_address(address) if address is None or isinstance(address, str) else address
    if not create:
        where.check_exists()
    bolt = connect(where, prompt=prompt)
    try:
        return Store(bolt, ontology or load_ontology(), address=str(where), adopt=adopt)
    except BaseException:
        bolt.close()
        raise


class Store:
    """An open store. Close it, or use it in a `with` block: the embedded engine ends with its last user."""

    def __init__(
        self, bolt: Bolt, ontology: Ontology, *, address: str, adopt: bool = False
    ) -> None:
        self.bolt = bolt
        self.ontology = ontology
        self.address = address
        self._reader = Reader(bolt, ontology)
        self._deriver = Deriver(bolt, ontology)
        self._names: tuple[tuple[str, str], dict[str, str]] | None = None
        prepare(bolt, self._reader, address=address, adopt=adopt)

    # ---- writing

    def load(self, extractions: Iterable[Extraction], *, together: int = 1) -> Iterator[Loaded]:
        """Load documents; each is in the graph, whole, when its outcome is yielded.

        `together` is how many are loaded in one transaction: quicker than one by one, but if it fails
        none of them is there. A document that is known is replaced, unless nothing in it changed.
        Iterate to the end: what is not asked for is not loaded.
        """
        for batch in _batches(extractions, together):
            known = self.digests(extraction.document.id for extraction in batch)
            outcomes = [_outcome(extraction, known) for extraction in batch]
            changed = [x for x, what in zip(batch, outcomes, strict=True) if what != "unchanged"]
            if changed:
                self._deriver.change(load=changed)
            for extraction, outcome in zip(batch, outcomes, strict=True):
                yield Loaded(extraction.document.id, outcome)

    def forget(self, documents: Iterable[str]) -> list[str]:
        """Take documents out as if they had never been read; returns those that were there.

        Decisions stay: they hold again when the document comes back.
        """
        chosen = list(dict.fromkeys(documents))
        known = self.digests(chosen)
        for document in chosen:
            if document in known:
                self._deriver.change(forget=[document])
        return [document for document in chosen if document in known]

    def note_origins(self, origins: Mapping[str, tuple[str, str]]) -> None:
        """Remember document id → (folder, file): which documents a folder has brought. Belongs to this
        store, not to the documents: exports and revisions know nothing of it."""
        with self.bolt.transaction() as tx:
            ContributionWriter(tx, self.ontology).note_origins(origins)

    def decide(self, decisions: Iterable[Decision]) -> None:
        """Enter decisions into the ledger and recompute what they touch; known ones change nothing."""
        known = {decision.id for decision in self.decisions()}
        new = [decision for decision in decisions if decision.id not in known]
        if new:
            self._deriver.change(enter=new)

    def undo(self, decisions: Iterable[str]) -> None:
        """Take decisions out of the ledger, by id, and recompute what they touched.

        Ids that the ledger does not have change nothing.
        """
        known = {decision.id for decision in self.decisions()}
        chosen = [identity for identity in decisions if identity in known]
        if chosen:
            self._deriver.change(withdraw=chosen)

    # ---- reading

    def query(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """The answer of a Cypher query, read-only on every engine and within its time limit."""
        return self.bolt.read(cypher, dict(parameters or {}), timeout=timeout)

    def digests(self, documents: Iterable[str] | None = None) -> dict[str, str]:
        """Document id → digest of what it contributes, by id, of those that are in the store."""
        return self._reader.digests(documents)

    @property
    def revision(self) -> str:
        """Raised by every change; a second run that changes nothing leaves it alone."""
        return str(self._reader.revision())

    def documents(self) -> list[Document]:
        """The Document records, by id."""
        return self._reader.documents()

    def iter_documents(self) -> Iterator[Document]:
        """The same one by one, in no order: however many there are."""
        return self._reader.iter_documents()

    def origins(self) -> dict[str, tuple[str, str]]:
        """Document id → (folder, file), as they were noted."""
        return self._reader.origins()

    def extractions(self) -> Iterator[Extraction]:
        """What each document contributes, by document id: all that an export needs."""
        return self._reader.extractions()

    def extraction(self, document: str) -> Extraction:
        """What one document contributes; raises StoreError for an unknown id."""
        return self._reader.extraction(document)

    def entities(self) -> Iterator[Entity]:
        """The nodes, by id."""
        return self._reader.entities()

    def facts(self) -> Iterator[Fact]:
        """The relationships that claims add up to, by id."""
        return self._reader.facts()

    def pairs(self) -> Iterator[ClaimPair]:
        """What later claims say of earlier intentions, by id."""
        return self._reader.pairs()

    def decisions(self) -> Iterator[Decision]:
        """The ledger, by id."""
        return self._reader.decisions()

    def iter_derived(self) -> Iterator[Derived]:
        """Nodes, facts, pairs and decisions in no order, one at a time: however many there are."""
        return self._reader.iter_derived()

    def entity_of(self, document: str, local_name: str) -> str:
        """The id of the node that a document's local entity is part of; DataError if unknown.

        The names of one document are fetched at once and kept until another one is asked for.
        """
        if self._names is None or self._names[0] != (document, self.revision):
            self._names = ((document, self.revision), self._reader.entity_ids(document))
        try:
            return self._names[1][local_name]
        except KeyError:
            raise DataError(f"{document} has no entity named {local_name!r}.") from None

    def status(self) -> StoreStatus:
        """Counts of what the store holds."""
        counts = self._reader.counts()
        return StoreStatus(
            address=self.address,
            engine=self.bolt.engine,
            version=self.bolt.version,
            schema=schema.VERSION,
            revision=self._reader.revision(),
            **counts,
        )

    def to_networkx(self) -> Any:
        """The facts as a networkx.MultiDiGraph, each with its claims and their sentences."""
        from innograph.graph.network import to_networkx

        return to_networkx(self)

    # ---- opening and closing

    def close(self) -> None:
        """Leave the store; the embedded engine stops when nobody else uses it."""
        self.bolt.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()


def _outcome(extraction: Extraction, known: Mapping[str, str]) -> str:
    there = known.get(extraction.document.id)
    if there is None:
        return "new"
    return "unchanged" if there == digest(extraction) else "changed"


def _batches(extractions: Iterable[Extraction], size: int) -> Iterator[list[Extraction]]:
    """Up to `size` each; the second of two of one document begins the next batch, and replaces it."""
    batch: dict[str, Extraction] = {}
    for extraction in extractions:
        if extraction.document.id in batch:
            yield list(batch.values())
            batch = {}
        batch[extraction.document.id] = extraction
        if len(batch) >= size:
            yield list(batch.values())
            batch = {}
    if batch:
        yield list(batch.values())
