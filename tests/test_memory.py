"""The in-memory graph, and the generator that other tests build on."""

from __future__ import annotations

from dataclasses import replace

import pytest
from make import make_decisions, make_extractions

from innograph.graph.errors import DataError
from innograph.graph.evidence import iter_breaches
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology

ONTOLOGY = load_ontology()


def test_made_documents_keep_the_evidence_contract_and_use_every_kind_of_record():
    documents = make_extractions(5, 20)
    assert [list(iter_breaches(x, ONTOLOGY)) for x in documents] == [[]] * 20
    for kind in ("passages", "entities", "mentions", "claims", "observations", "measures"):
        assert any(getattr(x, kind) for x in documents)
    assert make_extractions(5, 20) == documents
    assert make_extractions(6, 20) != documents


def test_reading_verbs_are_sorted_whatever_came_first():
    documents = make_extractions(2, 5)
    decisions = make_decisions(2, documents, 5)
    graph = MemoryGraph(documents[::-1], decisions[::-1], ontology=ONTOLOGY)
    for verb, key in (
        (graph.extractions, lambda x: x.document.id),
        (graph.entities, lambda e: e.id),
        (graph.facts, lambda f: f.id),
        (graph.decisions, lambda d: d.id),
    ):
        keys = [key(item) for item in verb()]
        assert keys == sorted(keys)
        assert keys


def test_every_local_entity_is_part_of_a_node():
    documents = make_extractions(2, 5)
    graph = MemoryGraph(documents, ontology=ONTOLOGY)
    ids = {entity.id for entity in graph.entities()}
    found = {graph.entity_of(x.document.id, e.name) for x in documents for e in x.entities}
    assert found == ids


def test_a_name_that_no_document_has_is_an_error():
    graph = MemoryGraph(make_extractions(2, 1), ontology=ONTOLOGY)
    with pytest.raises(DataError, match="no entity named '无此名'"):
        graph.entity_of("doc-0", "无此名")


def test_the_revision_follows_the_content_and_nothing_else():
    documents = make_extractions(2, 3)
    decisions = make_decisions(2, documents, 2)
    graph = MemoryGraph(documents, decisions, ontology=ONTOLOGY)
    same = MemoryGraph(documents[::-1], decisions[::-1], ontology=ONTOLOGY)
    assert graph.revision == same.revision
    assert graph.revision != MemoryGraph(documents, ontology=ONTOLOGY).revision
    changed = replace(documents[0], document=replace(documents[0].document, genre="x"))
    assert (
        graph.revision
        != MemoryGraph([changed, *documents[1:]], decisions, ontology=ONTOLOGY).revision
    )


def test_one_document_twice_is_refused():
    documents = make_extractions(2, 1)
    with pytest.raises(DataError, match="two documents with the id 'doc-0'"):
        MemoryGraph(documents * 2, ontology=ONTOLOGY)
