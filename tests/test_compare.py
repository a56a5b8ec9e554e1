"""Two documents or two years compared: what was kept, and numbers against their targets."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from command import innograph as command
from gold import gold_extractions
from graphs import ONTOLOGY
from pairs import saying

import innograph
from innograph.graph.errors import UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.units import split_unit
from innograph.queries.comparison import CHANGES

REPORTS = ("wangchuan-work-report-2024", "wangchuan-work-report-2025")


def statements(comparison, change):
    return {
        f"{c.subject} {c.predicate} {c.object}" for c in comparison.changes if c.change == change
    }


@pytest.fixture(scope="module")
def reports(graph):
    return innograph.compare(graph, *REPORTS)


# ---- the samples, as a careful reader compares them


def test_what_was_kept_of_the_promises_of_a_year(reports):
    assert statements(reports, "achieved") == {
        "望川航空动力中试基地 focusesOn 航空发动机",
        "望川市 establishes 望川航空动力中试基地",
        "砚山航空产业园 focusesOn 低空经济",
        "砚山航空产业园 locatedIn 砚山区",
        "望川市 issues 青栎科学城建设方案",
        "先投后股 locatedIn 望川高新区",
    }
    assert statements(reports, "under way") == {
        "望川超算中心 focusesOn 人工智能",
        "望川超算中心 focusesOn 工业软件",
        "望川超算中心 locatedIn 砚山区",
        "望川市 establishes 望川超算中心",
    }
    assert statements(reports, "restated") == {
        "国家级创新中心 focusesOn 氢能",
        "望川市 establishes 望川科创基金",
    }
    assert {
        "国家级创新中心 focusesOn 工业软件",
        "加速器 focusesOn 量子信息",
        "孵化器 locatedIn 望川高新区",
    } <= statements(reports, "dropped")
    assert {
        "无人机中试平台 focusesOn 低空经济",
        "望川岚翼动力有限公司 establishes 航空发动机创新联合体",
    } <= statements(reports, "new")
    assert statements(reports, "replanned") == {"望川市 cooperatesWith 北曜大学"}
    assert len(statements(reports, "repeated")) == 4


def test_both_sentences_stand_in_their_documents(reports):
    texts = {x.document.id: x.text for x in gold_extractions()}
    for change in reports.changes:
        for document, sentence in (
            (change.earlier_document, change.earlier_sentence),
            (change.later_document, change.later_sentence),
        ):
            assert (document is None) == (sentence is None)
            assert document is None or sentence in texts[document]
        both = change.earlier_document is not None and change.later_document is not None
        assert both is (change.change not in ("dropped", "new"))
        assert both is (change.score is not None)


def test_every_intention_is_told_once_and_every_fact_is_counted(reports, graph):
    (earlier,) = [x for x in graph.extractions() if x.document.id == REPORTS[0]]
    said = {(c.subject, c.predicate, c.object, c.status == "Achieved") for c in earlier.claims}
    before = [c for c in reports.changes if c.change != "new"]
    assert len(before) + reports.unmentioned == len(said)
    assert len({(c.subject, c.predicate, c.object, c.before) for c in before}) == len(before)


def test_a_thing_that_is_still_named_may_not_be_dropped(reports):
    """The report tells that 积分保 went on line, which is no claim about the city."""
    named = {c.object: c.named for c in reports.changes if c.change == "dropped"}
    assert named["积分保"] is True
    assert named["量子信息"] is False


def test_targets_in_numbers(reports, graph):
    found = {t.about: t for t in reports.targets}
    kept, missed = found["高新技术企业"], found["技术合同成交额"]
    assert (kept.outcome, kept.target, kept.reported, kept.difference) == ("kept", 1400, 1483, 83)
    assert (missed.outcome, missed.difference, missed.percent) == ("missed", -11.4, -7.6)
    assert (missed.unit, missed.due) == ("亿元", "2024")
    assert "150亿元" in missed.earlier_sentence
    assert "138.6亿元" in missed.later_sentence
    assert found["望川科创基金"].outcome == "silent"
    other = innograph.compare(graph, "linlan-action-plan-2024", "linlan-work-report-2025")
    assert {(t.about, t.measure, t.outcome, t.difference) for t in other.targets} == {
        ("科技型中小企业", "value", "kept", 42),  # for 2025, and reached in 2024
        ("全社会研发经费支出", "growth", "missed", -2.4),
        ("技术合同成交额", "value", "open", -5.7),  # for 2025, of which nothing is reported yet
        ("生物医药", "value", "silent", None),
    }


# ---- which documents


def test_the_documents_of_two_years(graph):
    found = innograph.compare(graph, 2024, "2025年", place="望川")
    assert {d.place for d in (*found.earlier, *found.later)} == {"望川市"}
    assert len(found.earlier) == 3
    assert "望川市 issues 青栎科学城建设方案" in statements(found, "achieved")
    with pytest.raises(UsageError, match="2024 are of several places: choose one with --place"):
        innograph.compare(graph, 2024, 2025)
    with pytest.raises(UsageError, match="no document of 望川市 published in 1999"):
        innograph.compare(graph, 1999, 2025, place="望川市")


def test_the_order_does_not_matter(graph, reports):
    turned = innograph.compare(graph, *REPORTS[::-1])
    assert turned.changes == reports.changes
    assert turned.targets == reports.targets
    assert "published before" in turned.notes[0]


@pytest.mark.parametrize("genre", ["regulation", "work-report"])
def test_what_a_regulation_lays_down_stands(genre):
    link = ("甲中试平台", "focusesOn", "航空发动机")
    rule = saying("rule", (*link, "Planned"), published="2024-02-01")
    rule = replace(rule, document=replace(rule.document, genre=genre))
    texts = [rule, saying("report", (*link, "Planned"), published="2025-02-01")]
    found = innograph.compare(MemoryGraph(texts, ontology=ONTOLOGY), "rule", "report")
    assert any("stands until it is repealed" in note for note in found.notes) is (
        genre == "regulation"
    )


def test_a_year_of_a_place_has_what_lies_in_it():
    link = ("甲中试平台", "focusesOn", "航空发动机")
    texts = (
        saying("plan", (*link, "Planned"), published="2024-02-01", place="四川省"),
        saying("report", (*link, "Achieved"), published="2025-02-01", place="成都市"),
        saying("else", (*link, "Achieved"), published="2025-02-01", place="重庆市"),
    )
    graph = MemoryGraph(texts, ontology=ONTOLOGY)
    found = innograph.compare(graph, 2024, 2025, place="四川")
    assert [d.id for d in found.later] == ["report"]
    assert found.counts["achieved"] == 1
    with pytest.raises(UsageError, match="no document of 成都 published in 2024"):
        innograph.compare(graph, 2024, 2025, place="成都")


@pytest.mark.parametrize(
    ("dates", "note"),
    [
        (("2024-02-01", None), "b has no date: nothing of it is paired"),
        ((None, "2024-02-01"), "a has no date: nothing of it is paired"),
        (("2024-02-01", "2024-02-01"), "not certain that b was published after a"),
        (("2024-02", "2024"), "not certain that b was published after a"),
    ],
)
def test_where_dates_do_not_say_which_was_first_it_is_the_first_named(dates, note):
    texts = [
        saying(name, ("甲中试平台", "focusesOn", "航空发动机", "Planned"), published=date)
        for name, date in zip("ab", dates, strict=True)
    ]
    found = innograph.compare(MemoryGraph(texts, ontology=ONTOLOGY), "a", "b")
    assert [d.id for d in (*found.earlier, *found.later)] == ["a", "b"]
    (said,) = found.notes
    assert note in said


def test_what_cannot_be_compared(graph):
    with pytest.raises(UsageError, match=f"have {REPORTS[0]} in common"):
        innograph.compare(graph, REPORTS[0], 2024, place="望川")
    with pytest.raises(UsageError, match="are the same"):
        innograph.compare(graph, REPORTS[0], REPORTS[0])
    with pytest.raises(UsageError, match="is not known"):
        innograph.compare(graph, REPORTS[0], "无此文件")


def test_less_sure_matches_can_be_left_out(graph):
    sure = innograph.compare(graph, *REPORTS, min_score=0.9)
    assert "望川市 issues 青栎科学城建设方案" in statements(sure, "dropped")
    assert {c.match for c in sure.changes} == {"same", None}


# ---- numbers


def judged(target, reported, *, later="2025-02-01", name="研发经费", other=None):
    """(outcome, difference) of one target set in 2024 and one number reported later."""
    one = saying("a", numbers=[(name, "Planned", "若干", target)])
    two = saying("b", numbers=[(other or name, "Achieved", "若干", reported)], published=later)
    (found,) = innograph.compare(MemoryGraph([one, two], ontology=ONTOLOGY), "a", "b").targets
    return found.outcome, found.difference


@pytest.mark.parametrize(
    ("target", "reported", "expected"),
    [
        ({"value": 1.5, "unit": "万家", "period": "2024"}, {"value": 15200.0, "unit": "个"}, ("kept", 0.02)),
        ({"value": 2.0, "unit": "亿元", "period": "2024"}, {"value": 18000.0, "unit": "万元"}, ("missed", -0.2)),
        ({"value": 2.0, "unit": "亿元", "period": "2027"}, {"value": 18000.0, "unit": "万元"}, ("open", -0.2)),
        ({"value": 2.0, "unit": "亿元"}, {"value": 1.0, "unit": "亿元"}, ("open", -1.0)),
        ({"value": 2.0, "unit": "亿元", "period": "2024"}, {"value": 3.0, "unit": "%"}, ("silent", None)),
        ({"value": 5.0, "unit": "%", "bound": "atMost", "period": "2024"}, {"value": 4.8, "unit": "%"}, ("kept", -0.2)),
        ({"growth": 5.0, "bound": "approx"}, {"growth": 4.9}, ("kept", -0.1)),
        ({"growth": 5.0}, {"growth": 4.9}, ("missed", -0.1)),
        ({"growth": -3.0}, {"growth": -3.5}, ("kept", -0.5)),
        ({"growth": 5.0}, {"value": 5.0, "unit": "%"}, ("silent", None)),
        ({"rank": 10, "period": "2024"}, {"rank": 8}, ("kept", -2.0)),
        ({"value": 2.0, "unit": "亿", "period": "2023/2024"}, {"value": 1.0, "unit": "亿"}, ("missed", -1.0)),
    ],
)  # fmt: skip
def test_a_number_against_its_target(target, reported, expected):
    assert judged(target, reported) == expected


def test_the_year_of_a_report_tells_whether_a_target_is_due():
    target = {"value": 2.0, "unit": "亿元", "period": "2023/2024"}
    assert judged(target, {"value": 1.0, "unit": "亿元", "period": "2023"}) == ("open", -1.0)
    assert judged(target, {"value": 1.0, "unit": "亿元", "period": "2024"}) == ("missed", -1.0)


def test_a_number_about_something_else_is_no_answer():
    fields = {"value": 1.0, "unit": "家", "period": "2024"}
    assert judged(fields, fields, other="高新技术企业") == ("silent", None)


def test_a_total_answers_and_not_its_part():
    target = ("高新技术企业", "Planned", "若干", {"value": 30.0, "unit": "家", "period": "2024"})
    told = [
        ("高新技术企业", "Achieved", raw, {"value": value, "unit": "家", "period": "2024"})
        for raw, value in (("其中", 3.0), ("共", 31.0))
    ]
    graph = MemoryGraph(
        [saying("a", numbers=[target]), saying("b", numbers=told, published="2025-02-01")],
        ontology=ONTOLOGY,
    )
    (found,) = innograph.compare(graph, "a", "b").targets
    assert (found.outcome, found.reported) == ("kept", 31.0)


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("亿元", (1e8, "元")),
        ("万亿元", (1e12, "元")),
        ("千万元", (1e7, "元")),
        ("万家", (1e4, "个")),
        ("千米", (1.0, "公里")),
        ("千瓦", (1.0, "千瓦")),
        ("万千瓦", (1e4, "千瓦")),
        ("百分点", (1.0, "个百分点")),
        ("人次", (1.0, "人次")),
        (None, (1.0, "")),
    ],
)
def test_units(unit, expected):
    assert split_unit(unit) == expected


# ---- on a store, and as a command


def test_a_store_gives_the_same_comparison(sample_store):
    with innograph.open_store(sample_store) as store:
        found = innograph.compare(store, *REPORTS)
        memory = MemoryGraph(store.extractions(), store.decisions(), ontology=ONTOLOGY)
        assert found == innograph.compare(memory, *REPORTS)
        assert found.counts["achieved"] > 0
        assert list(found.counts) == list(CHANGES)


def test_the_command(sample_store):
    where = {"INNOGRAPH_STORE": sample_store}
    done = command("compare", *REPORTS, "--format", "json", **where)
    rows = json.loads(done.stdout)
    assert {row["change"] for row in rows} <= set(CHANGES)
    assert all(row["earlier_sentence"] or row["later_sentence"] for row in rows)
    assert "Statements:" in done.stderr
    done = command("compare", *REPORTS, "--numbers", "--format", "json", **where)
    assert {"kept", "missed"} <= {row["outcome"] for row in json.loads(done.stdout)}
    table = command("compare", "2024", "2025", "--place", "望川市", **where).stdout
    assert "later_sentence" in table
    assert "later_claim" not in table
    wrong = command("compare", "2024", "2025", code=2, **where)
    assert "--place" in wrong.stderr
