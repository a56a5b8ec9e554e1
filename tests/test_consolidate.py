"""Consolidation, ids and JSON Lines: no order plays a part, and nothing is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make import make_decisions, make_extractions
from texts import any_text, extractions

from innograph.graph.codec import camel, from_dict, read_jsonl, to_dict, write_jsonl
from innograph.graph.consolidate import consolidate
from innograph.graph.errors import DataError
from innograph.graph.identity import (
    Key,
    canonical_name,
    claim_id,
    decision_id,
    entity_id,
    fact_id,
)
from innograph.graph.model import Claim, Decision, Extraction, LocalEntity, LocalRef
from innograph.graph.ontology import load_ontology

ONTOLOGY = load_ontology()
seeds = st.integers(0, 10**6)
quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def shuffled(extraction: Extraction, random: Random) -> Extraction:
    """The same document, its records in another order."""
    return replace(
        extraction,
        entities=tuple(random.sample(extraction.entities, len(extraction.entities))),
        claims=tuple(random.sample(extraction.claims, len(extraction.claims))),
    )


def two(names: tuple[str, str], cls: str = "Laboratory", **fields) -> list[Extraction]:
    """Two documents that name one entity each."""
    documents = make_extractions(1, 2, sentences=1)
    return [
        replace(
            document,
            entities=(LocalEntity(name=name, cls=cls, **fields),),
            mentions=(),
            claims=(),
            observations=(),
            measures=(),
        )
        for document, name in zip(documents, names, strict=True)
    ]


def decide(same: bool, documents: list[Extraction]) -> Decision:
    a, b = (LocalRef(x.document.id, x.entities[0].name) for x in documents)
    return Decision(decision_id(same, a, b), same, a, b, "w", "y")


# ---- order


@quick
@given(seed=seeds, shuffle=seeds)
def test_the_order_of_documents_records_and_decisions_plays_no_part(seed, shuffle):
    documents = make_extractions(seed, 5)
    ledger = make_decisions(seed, documents, 6)
    random = Random(shuffle)
    others = [shuffled(x, random) for x in random.sample(documents, len(documents))]
    assert consolidate(documents, ledger, ONTOLOGY) == consolidate(
        others, random.sample(ledger, len(ledger)), ONTOLOGY
    )


@quick
@given(seed=seeds, shuffle=seeds, kept=st.sets(st.integers(0, 5)))
def test_forgotten_documents_leave_nothing_behind(seed, shuffle, kept):
    """What is derived mentions only what the documents that are left contribute."""
    documents = make_extractions(seed, 6)
    ledger = make_decisions(seed, documents, 6)
    left = [documents[i] for i in sorted(kept)]
    Random(shuffle).shuffle(left)
    found = consolidate(left, ledger, ONTOLOGY)
    known = {LocalRef(x.document.id, e.name) for x in left for e in x.entities}
    assert set(found.entity_of) == known
    assert set(found.entity_of.values()) == set(found.entities)
    names = {name for x in left for e in x.entities for name in (e.name, e.canonical, *e.aliases)}
    for entity in found.entities.values():
        assert {entity.name, *entity.aliases} <= names
    assert all(f.documents <= len(left) for f in found.facts.values())
    relevant = [d for d in ledger if d.a in known and d.b in known]
    dropped = [d for d in ledger if d not in relevant and d.same]
    assert found == consolidate(left, [d for d in ledger if d not in dropped], ONTOLOGY)


@quick
@given(seed=seeds)
def test_undoing_a_decision_gives_the_graph_as_it_was(seed):
    documents = make_extractions(seed, 4)
    *before, last = make_decisions(seed, documents, 5)
    found = consolidate(documents, before, ONTOLOGY)
    consolidate(documents, [*before, last], ONTOLOGY)
    assert consolidate(documents, before, ONTOLOGY) == found


# ---- what adds up


@quick
@given(seed=seeds)
def test_every_claim_is_counted_in_one_fact_or_is_a_loop(seed):
    documents = make_extractions(seed, 5)
    found = consolidate(documents, make_decisions(seed, documents, 4), ONTOLOGY)
    claims = sum(len(x.claims) for x in documents)
    assert sum(f.claims for f in found.facts.values()) + found.loops == claims
    for identity, fact in found.facts.items():
        assert identity == fact.id
        assert fact.subject in found.entities
        assert fact.object in found.entities
        assert 1 <= fact.documents <= fact.claims


@quick
@given(seed=seeds)
def test_ids_that_were_once_given_still_resolve_after_merges(seed):
    documents = make_extractions(seed, 5)
    same = [d for d in make_decisions(seed, documents, 6) if d.same]
    before = consolidate(documents, [], ONTOLOGY)
    after = consolidate(documents, same, ONTOLOGY)
    resolves = {old: e.id for e in after.entities.values() for old in (e.id, *e.former_ids)}
    for ref, old in before.entity_of.items():
        assert resolves[old] == after.entity_of[ref]


def test_a_decision_joins_two_names_and_another_keeps_one_name_apart():
    documents = two(("太行实验室", "太行国家实验室"))
    found = consolidate(documents, [decide(True, documents)], ONTOLOGY)
    (entity,) = found.entities.values()
    assert (entity.name, entity.aliases) == ("太行国家实验室", ("太行实验室",))
    assert entity.former_ids == ("Platform//太行实验室",)
    documents = two(("太行实验室", "太行实验室"))
    assert len(consolidate(documents, [], ONTOLOGY).entities) == 1
    assert len(consolidate(documents, [decide(False, documents)], ONTOLOGY).entities) == 2


def test_two_that_differ_anyway_stay_where_they_are_when_they_are_called_different():
    one, other = two(("中试平台", "中试平台"), scope="place:成都市")
    other = replace(other, entities=(replace(other.entities[0], scope="place:上海市"),))
    for documents in (two(("太行实验室", "太行国家实验室")), [one, other]):
        without = consolidate(documents, [], ONTOLOGY)
        assert consolidate(documents, [decide(False, documents)], ONTOLOGY) == without


def test_class_by_vote_and_ties_in_the_order_of_the_ontology():
    documents = make_extractions(1, 3, sentences=1)
    classes = ["Platform", "Incubator", "Laboratory"]
    for votes, winner in (
        (classes, "Platform"),
        (["Incubator", "Platform", "Incubator"], "Incubator"),
    ):
        named = [
            replace(
                x,
                entities=(LocalEntity("甲", cls),),
                mentions=(),
                claims=(),
                observations=(),
                measures=(),
            )
            for x, cls in zip(documents, votes, strict=True)
        ]
        (entity,) = consolidate(named, [], ONTOLOGY).entities.values()
        assert entity.cls == winner


def test_equal_names_of_different_scopes_are_different_nodes():
    one, other = two(("中试平台", "中试平台"), scope="place:成都市")
    other = replace(other, entities=(replace(other.entities[0], scope="place:上海市"),))
    found = consolidate([one, other], [], ONTOLOGY)
    assert set(found.entities) == {
        "Platform/place:成都市/中试平台",
        "Platform/place:上海市/中试平台",
    }


def test_both_directions_of_a_symmetric_claim_are_one_fact():
    (base,) = make_extractions(1, 1)
    claim = replace(base.claims[0], id="c-1", predicate="cooperatesWith")
    turned = replace(claim, id="c-2", subject=claim.object, object=claim.subject)
    found = consolidate([replace(base, claims=(claim, turned))], [], ONTOLOGY)
    assert [f.claims for f in found.facts.values()] == [2]
    led = [replace(c, predicate="ledBy") for c in (claim, turned)]
    found = consolidate([replace(base, claims=tuple(led))], [], ONTOLOGY)
    assert [f.claims for f in found.facts.values()] == [1, 1]


# ---- ids


@given(top=any_text, scope=any_text, name=any_text)
def test_an_id_splits_into_its_three_parts(top, scope, name):
    parts = entity_id(Key(top, scope, name)).split("/")
    assert [p.replace("%2F", "/").replace("%25", "%") for p in parts] == [top, scope, name]


def test_names_are_folded_over_widths_spaces_and_quotes():
    assert canonical_name("“低空 经济”") == canonical_name("低空经济")
    assert canonical_name("ＡＩ(深圳)") == canonical_name("AI（深圳）")
    assert canonical_name("“”") == "“”"


@given(st.booleans(), any_text, any_text, any_text, any_text)
def test_a_decision_has_one_id_whichever_comes_first(same, a, b, c, d):
    one, other = LocalRef(a, b), LocalRef(c, d)
    assert decision_id(same, one, other) == decision_id(same, other, one)
    assert decision_id(same, one, other) != decision_id(not same, one, other)


def test_a_claim_keeps_its_id_when_its_ends_are_merged():
    documents = make_extractions(1, 3)
    ids = {c.id for x in documents for c in x.claims}
    assert len(ids) == sum(len(x.claims) for x in documents)
    claim = documents[0].claims[0]
    given_again = claim_id(
        documents[0].document.id,
        (claim.start, claim.end),
        claim.predicate,
        claim.status,
        (claim.subject_start, claim.subject_end),
        (claim.object_start, claim.object_end),
    )
    assert given_again == claim.id
    assert fact_id("a", "p", "b", "Achieved") != fact_id("a", "p", "b", "Planned")


# ---- JSON Lines


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(extractions(), max_size=2))
def test_any_document_comes_back_from_json_lines(documents):
    lines = list(write_jsonl(documents))
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)
    assert list(read_jsonl(lines)) == documents


def test_keys_are_spelled_as_in_the_property_graph():
    assert (camel("text_sha256"), camel("cls"), camel("subject_start")) == (
        "textSha256",
        "class",
        "subjectStart",
    )
    entity = LocalEntity("甲", "Laboratory")
    assert to_dict(entity) == {
        "name": "甲",
        "class": "Laboratory",
        "denotes": "individual",
        "scope": "",
    }
    assert from_dict(LocalEntity, to_dict(entity)) == entity


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "Expecting"),
        ("[]", "not an extraction"),
        ('{"innograph": 99}', "not an extraction"),
        ('{"innograph": 1}', "incomplete"),
        ('{"innograph": 1, "colour": "red"}', "no field 'colour'"),
    ],
)
def test_a_broken_line_is_named_by_its_number(line, message):
    good = next(iter(write_jsonl(make_extractions(1, 1))))
    with pytest.raises(DataError, match=rf"data.jsonl, line 3: .*{message}"):
        list(read_jsonl([good, "\n", line], name="data.jsonl"))


def test_a_field_of_the_wrong_type_is_refused():
    (line,) = write_jsonl(make_extractions(1, 1))
    record = json.loads(line)
    record["claims"][0]["start"] = "0"
    with pytest.raises(DataError, match="'0' is not of type int"):
        list(read_jsonl([json.dumps(record)]))
    with pytest.raises(DataError, match="Claim record is incomplete"):
        from_dict(Claim, {"id": "c-1"})
