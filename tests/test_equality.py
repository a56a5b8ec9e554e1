"""All questions on a made world of some thousand claims: one answer on every engine, none empty.

`python -m bench equality` does the same on 100,000 claims and under more parameters.
"""

from __future__ import annotations

import pytest
from conftest import VERSIONS
from plans import reading_all_nodes

from bench.calls import needed, scoped
from bench.equality import Asked, differences, empty
from bench.filling import fill
from bench.world import World
from innograph.graph.evidence import iter_breaches
from innograph.graph.rdf.sparql import SparqlStore
from innograph.graph.store import open_store
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue

QUESTIONS = list(load_catalogue().values())


@pytest.fixture(scope="module")
def world():
    return World(claims=3_000, foreign=True)


@pytest.fixture(scope="module")
def asked(world, tmp_path_factory):
    """Each question of the whole world and of one city, in SPARQL."""
    found = []
    with SparqlStore.open(world, cache=tmp_path_factory.mktemp("cache")) as store:
        for question in QUESTIONS:
            calls = [needed(question, world), scoped(question, world)]
            for call in calls[: 1 + (calls[0] != calls[1])]:
                answer = ask(
                    world, question, language="sparql", sparql_store=store, timeout=120, **call
                )
                found.append(Asked(question, call, answer.rows, 0.0))
    return found


def test_the_world_is_the_same_each_time_and_keeps_the_evidence_contract(world):
    documents = list(world.extractions())
    assert documents == list(World(claims=3_000, foreign=True).extractions())
    assert [list(iter_breaches(x, world.ontology)) for x in documents] == [[]] * len(documents)
    assert sum(len(x.claims) for x in documents) >= 3_000
    predicates = {claim.predicate for x in documents for claim in x.claims}
    assert predicates == set(world.ontology.predicates) - {"expresses"}
    assert {c.status for x in documents for c in x.claims} == set(world.ontology.statuses)


def test_no_question_is_without_an_answer(asked):
    assert empty(asked) == []


def test_every_engine_answers_like_sparql(world, asked, engine, emptied_address):
    with open_store(emptied_address) as store:
        fill(store, world)
        assert list(differences(engine, store, asked)) == []
        if engine in VERSIONS:  # the embedded engine explains in words of its own
            assert reading_all_nodes(store, world) == []
        assert store.status().claims == sum(len(x.claims) for x in world.extractions())
