"""Pairs of claims: what a later document says of an earlier intention, in the graph and in RDF."""

from __future__ import annotations

import itertools
from random import Random

import pytest
from gold import gold_extractions
from graphs import ONTOLOGY, contents, memory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from make import make_decisions
from pairs import saying

from innograph.graph.codec import read_jsonl, write_jsonl
from innograph.graph.identity import decision_id
from innograph.graph.memory import MemoryGraph
from innograph.graph.model import Decision, LocalRef
from innograph.graph.rdf import SparqlStore, read_rdf, write_rdf
from innograph.graph.store import open_store

LATER = "2025-03-01"
seeds = st.integers(0, 10**6)


def graph_of(*documents, decisions=()):
    return MemoryGraph(documents, decisions, ontology=ONTOLOGY)


def told(graph):
    """(relation, match, score, earlier statement, later statement) of every pair."""
    claims = {c.id: c for x in graph.extractions() for c in x.claims}
    return {
        (
            pair.relation,
            pair.match,
            pair.score,
            *(
                f"{claims[end].subject} {claims[end].predicate} {claims[end].object}"
                for end in (pair.earlier, pair.later)
            ),
        )
        for pair in graph.pairs()
    }


def pair_of(earlier, later, **documents):
    """How one claim is paired with one of a year later: (relation, match, score), or nothing."""
    one = saying("a", earlier)
    other = saying("b", later, **{"published": LATER} | documents)
    found = [entry[:3] for entry in told(graph_of(one, other))]
    assert len(found) < 2
    return found[0] if found else None


PLANNED = ("航空动力中试基地", "focusesOn", "航空发动机", "Planned")
BUILT = (*PLANNED[:3], "Achieved")


# ---- which claims are a pair


@pytest.mark.parametrize(
    ("status", "relation"),
    [
        ("Achieved", "fulfils"),
        ("UnderWay", "fulfils"),
        ("Planned", "restates"),
        ("Sought", "restates"),
        ("Encouraged", "restates"),
    ],
)
def test_the_later_status_says_what_became_of_the_intention(status, relation):
    assert pair_of(PLANNED, (*PLANNED[:3], status)) == (relation, "same", 1.0)


def test_a_fact_that_is_told_again_is_no_promise():
    assert pair_of(BUILT, BUILT) is None
    assert pair_of(BUILT, PLANNED) is None


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        ("2024", "2025", True),
        ("2024-05", "2024-06-01", True),
        ("2024", "2024-05", False),
        ("2024-05", "2024-05-17", False),
        ("2024-05-17", "2024-05-17", False),
        (None, "2025", False),
        ("2024", None, False),
    ],
)
def test_documents_whose_order_is_not_certain_make_no_pair(earlier, later, found):
    one = saying("a", PLANNED, published=earlier)
    other = saying("b", BUILT, published=later)
    pairs = list(graph_of(one, other).pairs())
    assert bool(pairs) is found
    if found:
        assert pairs[0].earlier == one.claims[0].id
        assert pairs[0].later == other.claims[0].id


KIND = ("中试平台", "focusesOn", "新材料", "Planned")
ONE_OF_IT = ("高温合金中试平台", "focusesOn", "新材料", "Achieved")


@pytest.mark.parametrize(
    ("place", "near"),
    [
        ("成都市", True),
        ("四川省", True),  # 成都市 lies in it
        ("武侯区", True),  # and this in 成都市
        ("成都市武侯区", True),
        ("重庆市", False),
        ("绵阳市", False),
        ("朝阳区", False),  # there are several
        (None, False),
    ],
)
def test_documents_of_one_place_or_of_one_within_the_other(place, near):
    assert bool(pair_of(KIND, ONE_OF_IT, place=place)) is near
    # A thing that bears the place's name is the same wherever it is reported from, less surely so.
    own = [("成都超算中心", *claim[1:]) for claim in (PLANNED, BUILT)]
    assert pair_of(*own, place=place) == ("fulfils", "same", 1.0 if near else 0.9)
    assert bool(pair_of(PLANNED, BUILT, place=place)) is near


@pytest.mark.parametrize(
    ("earlier", "later", "match"),
    [
        ("航空动力中试基地", "成都航空动力中试基地", "alike"),
        ("航空动力中试基地", "成都市航空动力中试基地", "alike"),
        ("高温合金中试平台", "高温合金材料中试平台", "alike"),
        ("高温合金中试平台", "高温合金中试基地", None),  # a platform need not be a base
        ("生物医药中试平台", "生物农药中试平台", None),  # another character, another thing
        ("第一中试平台", "第二中试平台", None),
        ("城东中试平台", "城西中试平台", None),
        ("国家中药中试平台", "中药中试平台", None),
        ("中试平台", "高温合金中试平台", "kind"),
        ("国家级中试平台", "高温合金中试平台", None),
        ("国家级中试平台", "国家高温合金中试平台", "kind"),
        ("概念验证中心", "高温合金中试平台", None),  # of another class
        ("高温合金中试平台", "中试平台", None),  # one was planned; the kind says nothing of it
    ],
)
def test_names_that_are_alike(earlier, later, match):
    one, other = ((name, "focusesOn", "新材料", "Planned") for name in (earlier, later))
    found = pair_of(one, (*other[:3], "Achieved"))
    assert (found and found[1]) == match
    if found:
        assert found[2] == pytest.approx(0.6) if match == "kind" else 0.75 < found[2] < 1


def test_ends_that_are_both_merely_alike_are_no_pair():
    one = ("高温合金中试平台", "focusesOn", "高温合金", "Planned")
    assert pair_of(one, ("高温合金中试平台", "focusesOn", "高温合金材料", "Achieved"))
    assert not pair_of(one, ("高温合金材料中试平台", "focusesOn", "高温合金材料", "Achieved"))


def test_that_one_of_a_kind_was_built_takes_more_than_a_city_that_supports_it():
    assert not pair_of(
        ("成都市", "supports", "中试平台", "Planned"),
        ("成都市", "supports", "高温合金中试平台", "Achieved"),
    )


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        ("新材料", "新材料产业链", True),
        ("现代服务业", "现代农业", False),
        ("高温合金", "铝合金", False),
    ],
)
def test_fields_by_their_names(earlier, later, found):
    one = ("航空动力中试基地", "focusesOn", earlier, "Planned")
    assert bool(pair_of(one, ("航空动力中试基地", "focusesOn", later, "Achieved"))) is found


def test_another_predicate_is_another_statement():
    assert not pair_of(
        ("华夏公司", "supports", "新材料", "Planned"),
        ("华夏公司", "focusesOn", "新材料", "Achieved"),
    )


def test_a_direction_does_not_matter_where_it_has_no_meaning():
    one = ("华夏公司", "cooperatesWith", "市政府", "Planned")
    turned = ("市政府", "cooperatesWith", "华夏公司", "Achieved")
    assert pair_of(one, turned) == ("fulfils", "same", 1.0)
    led = ("市政府", "ledBy", "华夏公司", "Achieved")
    assert not pair_of(("华夏公司", "ledBy", "市政府", "Planned"), led)


@pytest.mark.parametrize(
    ("earlier", "later", "found"),
    [
        (("市政府", "establishes", "甲基地"), ("甲基地", "focusesOn", "新材料"), True),
        (("市政府", "establishes", "甲基地"), ("华夏公司", "establishes", "甲基地"), True),
        (("甲基地", "locatedIn", "砚山区"), ("甲基地", "segmentOf", "航空发动机"), True),
        (("市政府", "issues", "科学城方案"), ("省政府", "issues", "科学城方案"), True),
        # What it will work on says nothing of whether it is there.
        (("甲基地", "focusesOn", "新材料"), ("甲基地", "locatedIn", "砚山区"), False),
        (("市政府", "supports", "甲基地"), ("甲基地", "focusesOn", "新材料"), False),
        # A company that is to come is there before.
        (("华夏公司", "locatedIn", "砚山区"), ("华夏公司", "focusesOn", "新材料"), False),
        (("市政府", "establishes", "中试平台"), ("中试平台", "focusesOn", "新材料"), False),
    ],
)
def test_a_named_thing_that_is_there_was_made(earlier, later, found):
    pair = pair_of((*earlier, "Planned"), (*later, "Achieved"))
    assert pair == (("fulfils", "thing", 0.7) if found else None)


def test_a_later_claim_takes_the_best_of_a_document_and_all_that_are_as_good():
    earlier = saying("a", PLANNED, ("中试平台", "focusesOn", "航空发动机", "Planned"))
    later = saying("b", BUILT, published=LATER)
    assert {entry[1] for entry in told(graph_of(earlier, later))} == {"same"}
    other = saying("c", ("中试平台", "focusesOn", "航空发动机", "Planned"))
    assert {entry[1] for entry in told(graph_of(earlier, later, other))} == {"same", "kind"}
    twice = saying("a", PLANNED, PLANNED)
    assert len(list(graph_of(twice, later).pairs())) == 2


# ---- the samples, as a careful reader pairs them

REPORTS = ("wangchuan-work-report-2024", "wangchuan-work-report-2025")
EXPECTED = {
    ("fulfils", "same", f"{subject} focusesOn {field}", f"{subject} focusesOn {field}")
    for subject, field in [
        ("望川航空动力中试基地", "航空发动机"),
        ("望川超算中心", "人工智能"),
        ("望川超算中心", "工业软件"),
        ("砚山航空产业园", "低空经济"),
    ]
} | {
    ("fulfils", "same", "先投后股 locatedIn 望川高新区", "先投后股 locatedIn 望川高新区"),
    # That they are there, as two other claims of the report say, fulfils the plan to build them too.
    (
        "fulfils",
        "thing",
        "望川市 establishes 望川航空动力中试基地",
        "望川航空动力中试基地 focusesOn 航空发动机",
    ),
    ("fulfils", "thing", "望川市 establishes 望川超算中心", "望川超算中心 focusesOn 人工智能"),
    ("fulfils", "thing", "望川市 establishes 望川超算中心", "望川超算中心 focusesOn 工业软件"),
    ("fulfils", "thing", "望川超算中心 locatedIn 砚山区", "望川超算中心 focusesOn 人工智能"),
    ("fulfils", "thing", "望川超算中心 locatedIn 砚山区", "望川超算中心 focusesOn 工业软件"),
    ("fulfils", "thing", "砚山航空产业园 locatedIn 砚山区", "砚山航空产业园 focusesOn 低空经济"),
    ("fulfils", "thing", "望川市 issues 青栎科学城建设方案", "省政府 issues 青栎科学城建设方案"),
    ("restates", "same", "国家级创新中心 focusesOn 氢能", "国家级创新中心 focusesOn 氢能"),
    ("restates", "same", "望川市 establishes 望川科创基金", "望川市 establishes 望川科创基金"),
    ("restates", "same", "望川市 establishes 望川超算中心", "望川市 establishes 望川超算中心"),
}


def test_the_two_reports_of_a_city():
    documents = [x for x in gold_extractions() if x.document.id in REPORTS]
    assert {(r, m, a, b) for r, m, _, a, b in told(graph_of(*documents))} == EXPECTED


# ---- derived, in any order


SUBJECTS = ("航空动力中试基地", "成都航空动力中试基地", "成都超算中心", "中试平台", "成都超算中心")
OBJECTS = ("新材料", "高温合金", "高温合金材料", "成都超算中心")
PREDICATES = ("focusesOn", "focusesOn", "establishes", "locatedIn", "cooperatesWith")
STATUSES = ("Achieved", "UnderWay", "Planned", "Sought")
DATES = ("2022", "2023", "2023-02", "2024-05", None)
PLACES = ("成都市", "成都市", "四川省", "重庆市", None)


def sayings(seed, number):
    """Documents that say much about few things, so that many of their claims are pairs."""
    random = Random(seed)
    pick = random.choice
    return [
        saying(
            f"d{i}",
            *[
                (pick(SUBJECTS), pick(PREDICATES), pick(OBJECTS), pick(STATUSES))
                for _ in range(random.randint(3, 9))
            ],
            published=pick(DATES),
            place=pick(PLACES),
        )
        for i in range(number)
    ]


quick = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


@quick
@given(seed=seeds)
def test_a_pair_depends_on_its_two_documents_alone(seed):
    documents = sayings(seed, 6)
    found = set(graph_of(*documents).pairs())
    by_two = [graph_of(*two).pairs() for two in itertools.combinations(documents, 2)]
    assert found == set(itertools.chain(*by_two))


@quick
@given(seed=seeds)
def test_no_order_plays_a_part(seed):
    documents = sayings(seed, 6)
    ledger = make_decisions(seed, documents, 5)
    others = Random(seed).sample(documents, len(documents))
    one = list(graph_of(*documents, decisions=ledger).pairs())
    assert one == list(graph_of(*others, decisions=ledger).pairs())
    assert [pair.id for pair in one] == sorted({pair.id for pair in one})


def test_a_store_holds_the_same_pairs_whatever_was_done_to_it(warm_store):
    """Loaded, replaced, forgotten, decided and undone at random; now and then opened anew."""
    folder, bolt = warm_store
    with bolt.transaction() as tx:
        tx.run("MATCH (n) WHERE NOT n:InnographMeta DETACH DELETE n")
    counted = 0
    for seed in range(2):
        random = Random(seed)
        pool = sayings(seed, 6) + sayings(seed + 50, 6)
        ledger = make_decisions(seed, pool, 8)
        kept, decided = {x.document.id: x for x in pool[:6]}, {}
        with open_store(folder) as store:
            list(store.load(pool[:6]))
        for _ in range(3):
            with open_store(folder) as store:
                for _ in range(6):
                    _act(store, random, pool, ledger, kept, decided)
                assert contents(store) == memory(kept.values(), decided.values())
                counted += len(list(store.pairs()))
        with open_store(folder) as store:
            store.undo(decided)
            store.forget(kept)
            assert store.query("MATCH (:Claim)-[r]->(:Claim) RETURN r").records == []
    assert counted > 10


def _act(store, random, pool, ledger, kept, decided):
    act = random.random()
    if act < 0.6 or not kept:
        document = random.choice(pool)
        list(store.load([document]))
        kept[document.document.id] = document
    elif act < 0.75:
        gone = random.choice(sorted(kept))
        store.forget([gone])
        del kept[gone]
    elif act < 0.9 or not decided:
        decision = random.choice(ledger)
        store.decide([decision])
        decided[decision.id] = decision
    else:
        undone = random.choice(sorted(decided))
        store.undo([undone])
        del decided[undone]


def test_a_merge_makes_a_pair_and_its_undoing_takes_it_away(emptied_address):
    one = saying("a", ("航发中试基地", "focusesOn", "航空发动机", "Planned"))
    other = saying("b", BUILT, published=LATER)
    a, b = LocalRef("a", "航发中试基地"), LocalRef("b", "航空动力中试基地")
    merge = Decision(decision_id(True, a, b), True, a, b, "w", "y")
    with open_store(emptied_address) as store:
        list(store.load([one, other]))
        assert list(store.pairs()) == []
        store.decide([merge])
        assert told(store) == told(graph_of(one, other, decisions=[merge])) != set()
        assert store.status().pairs == 1
        store.undo([merge.id])
        assert list(store.pairs()) == []


# ---- in Cypher, in RDF, in files


def test_a_pair_is_a_relationship_with_score_and_match(emptied_address):
    documents = saying("a", PLANNED), saying("b", BUILT, published=LATER)
    with open_store(emptied_address) as store:
        list(store.load(documents))
        rows = store.query(
            "MATCH (later:Claim)-[f:FULFILS]->(earlier:Claim) "
            "RETURN later.status, earlier.status, f.score, f.match, f.id"
        )
        (pair,) = store.pairs()
    assert rows.records == [("Achieved", "Planned", 1.0, "same", pair.id)]


def test_a_pair_in_sparql(tmp_path):
    graph = graph_of(saying("a", PLANNED), saying("b", BUILT, published=LATER))
    with SparqlStore.open(graph, cache=tmp_path) as store:
        rows = store.query(
            "SELECT ?before ?after ?score ?match WHERE { GRAPH ?facts { "
            "?later inno:fulfils ?earlier . ?pair a inno:ClaimPair ; inno:laterClaim ?later ; "
            "inno:earlierClaim ?earlier ; inno:relation inno:fulfils ; inno:score ?score ; "
            "inno:match ?match } ?earlier inno:status ?before . ?later inno:status ?after }"
        )
    inno = "https://w3id.org/innograph/ontology#"
    assert rows.records == [(f"{inno}Planned", f"{inno}Achieved", 1.0, "same")]


def test_pairs_come_back_from_every_file_that_holds_documents(tmp_path):
    graph = MemoryGraph(gold_extractions(), ontology=ONTOLOGY)
    assert len(list(graph.pairs())) > 30
    again = graph_of(*read_jsonl(write_jsonl(graph.extractions())))
    assert list(again.pairs()) == list(graph.pairs())
    for name in ("a.trig", "a.nq"):
        write_rdf(graph, tmp_path / name)
        documents, decisions = read_rdf(tmp_path / name)
        assert list(graph_of(*documents, decisions=decisions).pairs()) == list(graph.pairs())
