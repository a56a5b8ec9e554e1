"""A graph without a store: the null backend, for tests and for export straight after extraction."""

from __future__ import annotations

import hashlib
import itertools
import json
from functools import cached_property
from typing import TYPE_CHECKING

from innograph.graph.codec import to_dict, write_jsonl
from innograph.graph.consolidate import consolidate
from innograph.graph.errors import DataError
from innograph.graph.model import LocalRef

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.model import ClaimPair, Decision, Document, Entity, Extraction, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Derived


class MemoryGraph:
    """Extractions and decisions, consolidated when it is made; never changes. A `Snapshot`.

    Raises DataError where two extractions are of one document or two decisions share one id.
    """

    address = "memory"  # its revision alone says what it holds

    def __init__(
        self,
        extractions: Iterable[Extraction],
        decisions: Iterable[Decision] = (),
        *,
        ontology: Ontology,
    ) -> None:
        self.ontology = ontology
        self._extractions = sorted(extractions, key=lambda e: e.document.id)
        self._decisions = sorted(decisions, key=lambda d: d.id)
        _check_unique("document", [e.document.id for e in self._extractions])
        _check_unique("decision", [d.id for d in self._decisions])
        self._derived = consolidate(self._extractions, self._decisions, ontology)

    @cached_property
    def revision(self) -> str:
        """A hash of the contributions and the ledger, whatever order they came in."""
        seen = hashlib.sha256(self.ontology.version.encode())
        for line in write_jsonl(self._extractions):
            seen.update(line.encode())
        for decision in self._decisions:
            seen.update(json.dumps(to_dict(decision)).encode())
        return seen.hexdigest()[:16]

    def documents(self) -> list[Document]:
        """The Document records, sorted by id."""
        return [extraction.document for extraction in self._extractions]

    def extractions(self) -> Iterator[Extraction]:
        """What each document contributes, sorted by document id."""
        return iter(self._extractions)

    def entities(self) -> Iterator[Entity]:
        """The nodes, sorted by id."""
        return (self._derived.entities[key] for key in sorted(self._derived.entities))

    def facts(self) -> Iterator[Fact]:
        """The relationships that claims add up to, sorted by id."""
        return (self._derived.facts[key] for key in sorted(self._derived.facts))

    def pairs(self) -> Iterator[ClaimPair]:
        """What later claims say of earlier intentions, sorted by id."""
        return iter(self._derived.pairs)

    def decisions(self) -> Iterator[Decision]:
        """The ledger, sorted by id."""
        return iter(self._decisions)

    def iter_derived(self) -> Iterator[Derived]:
        """Nodes, facts, pairs and decisions."""
        yield from self.entities()
        yield from self.facts()
        yield from self.pairs()
        yield from self.decisions()

    def entity_of(self, document: str, local_name: str) -> str:
        """The id of the node that a document's local entity is part of; DataError if unknown."""
        try:
            return self._derived.entity_of[LocalRef(document, local_name)]
        except KeyError:
            raise DataError(f"{document} has no entity named {local_name!r}.") from None


def _check_unique(kind: str, ids: list[str]) -> None:
    for one, other in itertools.pairwise(ids):
        if one == other:
            raise DataError(f"There are two {kind}s with the id {one!r}; give each its own.")
