"""A graph into an empty store by the quickest way over Bolt, without looking at what is there."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from innograph.graph.contribution import to_rows
from innograph.graph.contribution_writer import ContributionWriter
from innograph.graph.writer import Writer

if TYPE_CHECKING:
    from innograph.graph.snapshot import Snapshot
    from innograph.graph.store import Store

_DOCUMENTS = 20  # in a transaction: more cost the embedded engine memory and bring nothing


def fill(store: Store, graph: Snapshot) -> None:
    """Everything that the graph holds; the store must be new.

    Ten times quicker than `store.load`, which derives what each document touches anew.
    """
    with store.bolt.transaction() as tx:
        Writer(tx, store.ontology).create_entities(graph.entities())
    extractions = graph.extractions()
    while documents := list(islice(extractions, _DOCUMENTS)):
        with store.bolt.transaction() as tx:
            rows = []
            for extraction in documents:
                known = extraction.document.id
                nodes = {e.name: graph.entity_of(known, e.name) for e in extraction.entities}
                rows.append(to_rows(extraction, nodes))
            ContributionWriter(tx, store.ontology).create(rows)
    with store.bolt.transaction() as tx:
        Writer(tx, store.ontology).create_facts(graph.facts())
        Writer(tx, store.ontology).create_pairs(graph.pairs())
