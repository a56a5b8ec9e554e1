"""The networkx graph: what a developer finds on its nodes and edges."""

from __future__ import annotations

from make import make_decisions, make_extractions

from innograph.graph.memory import MemoryGraph
from innograph.graph.network import to_networkx
from innograph.graph.ontology import load_ontology


def snapshot(n: int = 6) -> MemoryGraph:
    documents = make_extractions(3, n)
    return MemoryGraph(documents, make_decisions(3, documents, 3), ontology=load_ontology())


def test_every_entity_is_a_node_and_every_fact_an_edge():
    graph = snapshot()
    network = to_networkx(graph)
    assert set(network) == {entity.id for entity in graph.entities()}
    edges = {key: (a, b) for a, b, key in network.edges(keys=True)}
    assert edges == {fact.id: (fact.subject, fact.object) for fact in graph.facts()}
    assert network.graph["documents"] == 6


def test_a_node_says_what_it_is():
    graph = snapshot()
    network = to_networkx(graph)
    for entity in graph.entities():
        assert network.nodes[entity.id] == {
            "name": entity.name,
            "cls": entity.cls,
            "top": graph.ontology.top(entity.cls),
            "aliases": list(entity.aliases),
            "denotes": entity.denotes,
            "scope": entity.scope,
        }


def test_an_edge_carries_as_many_claims_as_its_fact_counts():
    graph = snapshot()
    network = to_networkx(graph)
    counts = {fact.id: (fact.claims, fact.documents) for fact in graph.facts()}
    assert counts
    for _, _, key, edge in network.edges(keys=True, data=True):
        documents = {claim["document"] for claim in edge["claims"]}
        assert (len(edge["claims"]), len(documents)) == counts[key]


def test_plans_are_marked_and_claims_show_their_sentence():
    graph = snapshot()
    texts = {x.document.id: x.text for x in graph.extractions()}
    titles = {x.document.id: x.document.title for x in graph.extractions()}
    seen = set()
    for _, _, edge in to_networkx(graph).edges(data=True):
        asserted = edge["status"] in {"Achieved", "UnderWay"}
        assert edge["intended"] is not asserted
        assert edge["relationship"].startswith("INTENDED_") is edge["intended"]
        seen.add(edge["intended"])
        for claim in edge["claims"]:
            text = texts[claim["document"]]
            assert text[claim["start"] : claim["end"]] == claim["quote"]
            assert claim["status"] == edge["status"]
            assert claim["title"] == titles[claim["document"]]
    assert seen == {True, False}


def test_one_fact_out_of_two_directions_of_a_symmetric_claim():
    base = make_extractions(1, 1)[0]
    from dataclasses import replace

    claim = replace(base.claims[0], id="c-1", predicate="cooperatesWith", status="Achieved")
    turned = replace(
        claim,
        id="c-2",
        subject=claim.object,
        object=claim.subject,
        subject_start=claim.object_start,
        subject_end=claim.object_end,
        object_start=claim.subject_start,
        object_end=claim.subject_end,
    )
    graph = MemoryGraph(
        [replace(base, claims=(claim, turned), measures=())], ontology=load_ontology()
    )
    ((_, _, edge),) = to_networkx(graph).edges(data=True)
    assert [c["id"] for c in edge["claims"]] == ["c-1", "c-2"]
