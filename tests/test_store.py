"""Documents and decisions in and out of a store, on every engine: nothing lost, nothing left."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from gold import gold_extractions
from graphs import ONTOLOGY, contents, memory, raw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make import make_decisions, make_extractions

from innograph.graph.contribution import digest
from innograph.graph.errors import DataError, StoreError
from innograph.graph.identity import decision_id
from innograph.graph.model import Decision, LocalRef
from innograph.graph.store import open_store


@pytest.fixture
def store(emptied_address):
    with open_store(emptied_address) as opened:
        yield opened


def load(store, documents):
    return [loaded.outcome for loaded in store.load(documents)]


def decide(same, a, b):
    """A decision between the entities (document, name) and (document, name)."""
    first, second = LocalRef(*a), LocalRef(*b)
    return Decision(decision_id(same, first, second), same, first, second, "w", "y")


# ---- documents


def test_what_was_loaded_is_read_back_and_a_second_load_changes_nothing(store):
    documents = [*gold_extractions(), *make_extractions(3, 12)]
    assert store.revision == "0"
    assert load(store, documents) == ["new"] * len(documents)
    assert contents(store) == memory(documents)
    assert store.documents() == [x.document for x in sorted(documents, key=lambda x: x.document.id)]
    assert store.extraction("doc-0") == next(x for x in documents if x.document.id == "doc-0")
    assert store.digests() == {x.document.id: digest(x) for x in documents}
    before = raw(store), store.revision
    assert load(store, documents) == ["unchanged"] * len(documents)
    assert (raw(store), store.revision) == before


def test_a_changed_document_replaces_its_old_self(store):
    old, others = make_extractions(1, 4), make_extractions(2, 4)
    load(store, old)
    assert load(store, others[:2]) == ["changed", "changed"]
    assert contents(store) == memory([*others[:2], *old[2:]])
    retitled = replace(others[0], document=replace(others[0].document, title="另一个标题"))
    assert load(store, [retitled]) == ["changed"]
    assert contents(store) == memory([retitled, others[1], *old[2:]])


def test_a_document_that_is_forgotten_leaves_nothing(store):
    documents = make_extractions(5, 6)
    load(store, documents[:3])
    before = raw(store)
    load(store, documents[3:])
    gone = [x.document.id for x in documents[3:]]
    assert store.forget([*gone, "never read", gone[0]]) == gone
    assert raw(store) == before
    assert store.forget(gone) == []
    store.forget(store.digests())
    assert raw(store) == ([], [])
    assert store.status().documents == store.status().entities == store.status().facts == 0


def test_documents_and_decisions_in_any_order_make_the_same_graph(store, engine):
    """Loaded, replaced, forgotten, decided and taken back at random: what stays is all that counts.

    What makes it so is ours; an engine that did not do as told would show it in any of the others."""
    examples = 6 if engine == "embedded" else 2

    @settings(
        max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck), database=None
    )
    @given(seed=st.integers(0, 10**6))
    def check(seed):
        store.undo([decision.id for decision in store.decisions()])
        store.forget(store.digests())
        random = Random(seed)
        pool = make_extractions(seed, 5) + make_extractions(seed + 1, 5)
        ledger = make_decisions(seed, pool, 8)
        kept, decided = {}, {}
        for _ in range(14):
            act = random.random()
            if act < 0.5:
                documents = random.sample(pool, random.randint(1, 3))
                list(store.load(documents, together=random.randint(1, 3)))
                kept |= {document.document.id: document for document in documents}
            elif act < 0.65 and kept:
                gone = random.choice(sorted(kept))
                store.forget([gone])
                del kept[gone]
            elif act < 0.9:
                decision = random.choice(ledger)
                store.decide([decision])
                decided[decision.id] = decision
            elif decided:
                undone = random.choice(sorted(decided))
                store.undo([undone])
                del decided[undone]
        assert contents(store) == memory(kept.values(), decided.values())

    check()


def test_two_stores_on_one_database_see_each_other_s_changes(emptied_address):
    documents = make_extractions(8, 6)
    ledger = make_decisions(8, documents, 6)
    with open_store(emptied_address) as one, open_store(emptied_address) as other:
        for document, decision in zip(documents, ledger, strict=True):
            load(one, [document])
            other.decide([decision])
        load(other, make_extractions(9, 2))
        one.undo([ledger[0].id])
        kept = [*make_extractions(9, 2), *documents[2:]]
        assert contents(one) == contents(other) == memory(kept, ledger[1:])


def test_a_document_that_breaks_the_evidence_contract_changes_nothing(store):
    good, bad = make_extractions(4, 2)
    bad = replace(bad, document=replace(bad.document, text_sha256="0" * 64))
    loading = store.load([good, bad])
    assert next(loading).outcome == "new"
    before = raw(store), store.revision
    with pytest.raises(DataError, match=r"^plans/文档 1#a\.txt: the text is not the one"):
        next(loading)
    assert (raw(store), store.revision) == before


def test_what_a_store_does_not_have_is_said(store):
    with pytest.raises(
        StoreError, match=r"^The store has no document 'x'; `innograph status --documents`"
    ):
        store.extraction("x")
    load(store, make_extractions(4, 1))
    with pytest.raises(DataError, match=r"^doc-0 has no entity named '无此名'\.$"):
        store.entity_of("doc-0", "无此名")


# ---- decisions


def test_a_merge_joins_two_nodes_and_can_be_undone(store):
    documents = make_extractions(11, 8)
    load(store, documents)
    before = raw(store)
    by_name = {e.name: (x.document.id, e.name) for x in documents for e in x.entities}
    a, b = by_name["望川理工大学"], by_name["砺岚材料研究院"]
    assert store.entity_of(*a) != store.entity_of(*b)
    merge = decide(True, a, b)
    store.decide([merge])
    assert store.entity_of(*a) == store.entity_of(*b)
    assert contents(store) == memory(documents, [merge])
    (joined,) = [e for e in store.entities() if e.id == store.entity_of(*a)]
    assert joined.former_ids
    revision = store.revision
    store.decide([merge])
    store.undo(["d-unknown"])
    assert store.revision == revision
    store.undo([merge.id])
    assert raw(store) == before


def test_a_decision_survives_forgetting(store):
    documents = make_extractions(11, 8)
    load(store, documents)
    by_name = {e.name: (x.document.id, e.name) for x in documents for e in x.entities}
    merge = decide(True, by_name["望川理工大学"], by_name["砺岚材料研究院"])
    store.decide([merge])
    before = raw(store)
    gone = merge.a.document
    store.forget([gone])
    rest = [x for x in documents if x.document.id != gone]
    assert contents(store) == memory(rest, [merge])
    load(store, documents)
    assert raw(store) == before


def test_equal_names_can_be_told_apart(store):
    documents = make_extractions(11, 8)
    load(store, documents)
    named = [x.document.id for x in documents if "太行实验室" in {e.name for e in x.entities}]
    a, b = [(document, "太行实验室") for document in named[:2]]
    assert store.entity_of(*a) == store.entity_of(*b)
    apart = decide(False, a, b)
    store.decide([apart])
    assert store.entity_of(*a) != store.entity_of(*b)
    assert contents(store) == memory(documents, [apart])


# ---- labels and counts


def labels_of(store):
    rows = store.query("MATCH (e:Entity) RETURN e.id AS id, labels(e) AS labels")
    return {row["id"]: sorted(row["labels"]) for row in rows}


def test_labels_stand_for_the_whole_chain_and_follow_the_class(store):
    documents = make_extractions(11, 8)
    load(store, documents)
    wanted = {e.id: sorted(ONTOLOGY.labels(e.cls)) for e in store.entities()}
    assert labels_of(store) == wanted
    changed = [with_class(x, "太行实验室", "PilotPlatform") for x in documents]
    load(store, changed)
    (moved,) = [e for e in store.entities() if e.name == "太行实验室"]
    assert labels_of(store) == wanted | {moved.id: sorted(ONTOLOGY.labels("PilotPlatform"))}
    assert contents(store) == memory(changed)


def with_class(extraction, name, cls):
    entities = tuple(replace(e, cls=cls) if e.name == name else e for e in extraction.entities)
    return replace(extraction, entities=entities)


def test_status_counts_what_is_there(store, emptied_address):
    documents = make_extractions(6, 5)
    load(store, documents)
    status, graph = store.status(), memory(documents)
    assert status.address == emptied_address
    assert status.documents == 5
    assert status.revision == 5
    for kind in ("passages", "claims", "observations", "measures"):
        assert getattr(status, kind) == sum(len(getattr(x, kind)) for x in documents)
    assert status.entities == len(graph["entities"]) == sum(status.classes.values())
    assert status.facts + status.intended == len(graph["facts"])
    plans = [f for f in graph["facts"] if f.status not in ("Achieved", "UnderWay")]
    assert status.intended == len(plans) > 0
    assert sum(status.predicates.values()) == len(graph["facts"])
