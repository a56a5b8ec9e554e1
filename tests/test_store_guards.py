"""Whose database it is: other people's is refused or left alone, another version's is refused."""

from __future__ import annotations

import pytest
from graphs import contents, memory
from make import make_decisions, make_extractions

from innograph.graph.bolt import connect
from innograph.graph.errors import ForeignDatabase, StoreError
from innograph.graph.store import open_store

# Labels that we use as well, in other people's meaning.
FOREIGN = [
    "CREATE (:Person {name: '甲'})-[:KNOWS {since: 2001}]->(:Person {name: '乙'})",
    "CREATE (:Concept {id: 'c'}), (:OperatingModel {id: 'o'}), (:Decision {id: 'd'})",
    "CREATE (:Document {id: 'theirs', title: 't'})<-[:PART_OF]-(:Passage {id: 'theirs#p0'})",
    "CREATE (:Entity {id: 'e', name: 'n'})-[:FOCUSES_ON]->(:Entity {id: 'f'})",
    "CREATE (:Claim {id: 'c'})-[:STATED_IN]->(:Passage {id: 'p'})",
]


def write(address, *statements):
    with connect(address) as bolt:
        for statement in statements:
            with bolt.transaction() as tx:
                tx.run(statement)


def foreign(store):
    """Their nodes and relationships, by what ours have and theirs have not."""
    return sorted(
        repr((sorted(row["labels"]), sorted(row["props"].items()), row["links"]))
        for row in store.query(
            "MATCH (n) WHERE n.id IS NULL OR n.id IN $ids "
            "RETURN labels(n) AS labels, properties(n) AS props, COUNT { (n)--() } AS links",
            {"ids": ["c", "o", "d", "theirs", "theirs#p0", "e", "f", "p"]},
        )
    )


def test_a_database_of_others_is_refused_and_left_as_it_was(address):
    write(address, *FOREIGN)
    with pytest.raises(ForeignDatabase) as refused:
        open_store(address)
    assert str(refused.value) == (
        f"The database at {address} holds data that is not innograph's: name an empty one "
        "(?database=NAME), or add --adopt to put innograph's data beside it."
    )
    with connect(address) as bolt:
        assert list(bolt.read("MATCH (n) RETURN count(n) AS n")) == [{"n": 11}]
        assert list(bolt.read("MATCH (m:InnographMeta) RETURN m.id")) == []


def test_an_adopted_database_keeps_what_others_have_in_it(address):
    write(address, *FOREIGN)
    documents = make_extractions(7, 5)
    decisions = make_decisions(7, documents, 3)
    with open_store(address, adopt=True) as store:
        before = foreign(store)
        assert len(before) == 11
        assert store.status().documents == store.status().entities == 0
        list(store.load(documents))
        store.decide(decisions)
    with open_store(address) as store:  # ours now, so it need not be said again
        assert contents(store) == memory(documents, decisions)
        status = store.status()
        assert status.documents == 5
        assert status.passages == sum(len(x.passages) for x in documents)
        assert status.claims == sum(len(x.claims) for x in documents)
        assert status.entities == len(memory(documents, decisions)["entities"])
        store.undo([decision.id for decision in decisions])
        assert store.forget([*store.digests(), "theirs"]) == sorted(
            x.document.id for x in documents
        )
        assert foreign(store) == before
        assert list(store.query("MATCH (n) RETURN count(n) AS n")) == [{"n": 12}]


def test_a_store_of_another_schema_version_is_refused(address):
    with open_store(address) as store:
        list(store.load(make_extractions(1, 1)))
    write(address, "MATCH (m:InnographMeta) SET m.schema = 99")
    with pytest.raises(StoreError) as refused:
        open_store(address, adopt=True)
    assert str(refused.value) == (
        f"The store {address} has schema version 99, this innograph reads 2: "
        "export it with the innograph that wrote it."
    )


def test_a_store_whose_meta_node_is_gone_says_so(address):
    with open_store(address) as store:
        with store.bolt.transaction() as tx:
            tx.run("MATCH (m:InnographMeta) DELETE m")
        with pytest.raises(StoreError, match=r"^The store has lost its meta node; load it anew"):
            list(store.load(make_extractions(1, 1)))
