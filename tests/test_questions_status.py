"""Answers on the samples' gold: status, time and change (19 to 24).

What is expected was read from the sample texts, as samples/README.md shows them.
"""

from __future__ import annotations

import json
from collections import Counter

from asked import counted
from gold import SAMPLES, gold_extractions

INTENDED = {"Planned", "Sought", "Piloted", "Encouraged"}
REPORTS = {"earlier": "wangchuan-work-report-2024", "later": "wangchuan-work-report-2025"}


def of(answer, *names):
    return set(counted(answer, *names))


def read_measures():
    """(document, text, status, cue) of all measures that the careful reader found."""
    for extraction in gold_extractions():
        path = SAMPLES / "gold" / f"{extraction.document.id}.json"
        for row in json.loads(path.read_text("utf-8"))["measures"]:
            yield extraction.document.id, row["quote"], row["status"], row["cue"]


def test_19_every_commitment_with_its_status_and_cue(answered):
    found = counted(answered(19), "document", "sentence", "status", "cue")
    assert found == Counter(row for row in read_measures() if row[2] in INTENDED)
    assert all(cue in sentence for _, sentence, _, cue in found)


def test_19_a_status_may_be_asked_for(answered):
    found = counted(answered(19, status="进行中"), "document", "sentence")
    assert found == Counter(row[:2] for row in read_measures() if row[2] == "UnderWay")
    assert found


def test_20_whose_approval_is_awaited(answered):
    assert counted(answered(20), "authority", "document") == Counter(
        [
            ("省政府", "wangchuan-work-report-2024"),
            (None, "wangchuan-work-report-2024"),
            (None, "wangchuan-work-report-2025"),
            (None, "wangchuan-work-report-2025"),
            ("省政府", "wangchuan-director-essay-2024"),
            ("省发展改革委", "wangchuan-aero-chain-plan-2025"),
            ("科技部", "linlan-action-plan-2024"),
            ("临澜市人民政府", "linlan-action-plan-2024"),
            ("省政府", "linlan-work-report-2025"),
            ("市政府", "linlan-finance-measures-2025"),
            ("国家金融监管部门", "linlan-finance-measures-2025"),
            ("国家发展改革委", "lanjiang-chain-plan-2025"),
            (None, "lanjiang-chain-plan-2025"),
            ("省政府", "lanjiang-cooperation-news-2025"),
            ("省人民政府", "lanjiang-platform-regulation"),
        ]
    )
    assert of(answered(20, authority="科技部"), "document") == {("linlan-action-plan-2024",)}


def test_21_pilots_of_a_year(answered):
    assert counted(answered(21, year=2025), "document", "word", "status") == Counter(
        [
            ("wangchuan-work-report-2025", "试行", "Piloted"),
            ("wangchuan-work-report-2025", "试点", "Achieved"),
            ("linlan-work-report-2025", "试点", "Achieved"),
            ("linlan-work-report-2025", "探索", "Piloted"),
            ("lanjiang-chain-plan-2025", "试点", "Piloted"),
            ("lanjiang-chain-plan-2025", "探索", "Piloted"),
            ("lanjiang-cooperation-news-2025", "探索", "Piloted"),
            ("linlan-finance-measures-2025", "探索", "Piloted"),
            ("linlan-finance-measures-2025", "试点", "Piloted"),
            ("linlan-finance-measures-2025", "试点", "Sought"),
            ("linlan-pilot-platform-news-2025", "试点", "Piloted"),
        ]
    )


def test_21_a_title_in_trial_is_no_pilot(answered):
    assert not [r for r in answered(21) if "管理办法（试行）" in r["sentence"]]


def test_22_what_changed_in_a_year(answered):
    answer = answered(22, predicate="面向", **REPORTS)
    by_change = {}
    for row in answer:
        by_change.setdefault(row["change"], set()).add((row["subject"], row["object"]))
    assert by_change["fulfilled"] == {
        ("望川航空动力中试基地", "航空发动机"),
        ("望川超算中心", "人工智能"),
        ("望川超算中心", "工业软件"),
        ("砚山航空产业园", "低空经济"),
    }
    assert by_change["restated"] == {("国家级创新中心", "氢能")} | {
        (platform, chain)
        for platform in ("中试平台", "概念验证中心")
        for chain in ("航空发动机", "新材料")
    }
    assert {("国家级创新中心", "工业软件"), ("加速器", "量子信息")} <= by_change["gone"]
    assert {("无人机中试平台", "低空经济"), ("企业技术中心", "新材料")} <= by_change["new"]
    assert set(by_change) == {"fulfilled", "restated", "gone", "new"}


def test_22_has_the_sentences_of_both_documents(answered):
    answer = answered(22, **REPORTS)
    for place, row in enumerate(answer):
        documents = {item.document for item in answer.evidence(place)}
        told = {"new": {REPORTS["later"]}, "gone": {REPORTS["earlier"]}}
        assert documents == told.get(row["change"], set(REPORTS.values()))
    assert "2 documents looked at" in " ".join(answer.notes)


def test_22_the_other_way_round(answered):
    names = ("before", "after", "match", "score", "earlier_claim", "later_claim")
    turned = ("after", "before", "match", "score", "later_claim", "earlier_claim")
    back = answered(22, earlier=REPORTS["later"], later=REPORTS["earlier"])
    assert counted(answered(22, **REPORTS), *names) == counted(back, *turned)


def test_22_matches_what_is_said_in_other_words(answered):
    rows = [row for row in answered(22, **REPORTS) if row["match"] == "thing"]
    assert of(
        rows, "change", "earlier_subject", "earlier_object", "subject", "object", "score"
    ) == {
        ("fulfilled", "望川市", "青栎科学城建设方案", "省政府", "青栎科学城建设方案", 0.7),
        ("fulfilled", "望川市", "望川航空动力中试基地", "望川航空动力中试基地", "航空发动机", 0.7),
        ("fulfilled", "望川市", "望川超算中心", "望川超算中心", "人工智能", 0.7),
        ("fulfilled", "望川市", "望川超算中心", "望川超算中心", "工业软件", 0.7),
        ("fulfilled", "望川超算中心", "砚山区", "望川超算中心", "人工智能", 0.7),
        ("fulfilled", "望川超算中心", "砚山区", "望川超算中心", "工业软件", 0.7),
        ("fulfilled", "砚山航空产业园", "砚山区", "砚山航空产业园", "低空经济", 0.7),
    }


def test_23_planned_platforms_that_were_built(answered):
    answer = answered(23)
    same = [row for row in answer if row["match"] in ("same", "thing")]
    city, plan = "wangchuan-work-report-2024", "linlan-action-plan-2024"
    assert of(same, "platform", "planned_in", "built_in", "built") == {
        ("望川航空动力中试基地", city, "wangchuan-director-essay-2024", "UnderWay"),
        ("望川航空动力中试基地", city, "wangchuan-work-report-2025", "Achieved"),
        ("望川航空动力中试基地", city, "wangchuan-aero-chain-plan-2025", "Achieved"),
        ("望川超算中心", city, "wangchuan-work-report-2025", "UnderWay"),
        ("望川超算中心", city, "lanjiang-cooperation-news-2025", "Achieved"),
        ("砚山航空产业园", city, "wangchuan-work-report-2025", "Achieved"),
        ("砚山航空产业园", city, "wangchuan-aero-chain-plan-2025", "Achieved"),
        ("临澜生物医药中试平台", plan, "linlan-work-report-2025", "Achieved"),
        ("临澜生物医药中试平台", plan, "linlan-pilot-platform-news-2025", "Achieved"),
        ("临澜集成电路创新中心", plan, "linlan-work-report-2025", "UnderWay"),
    }
    assert ("砚山航空产业园", "wangchuan-aero-chain-plan-2025", 0.7) in of(
        [row for row in same if row["match"] == "thing"], "platform", "built_in", "score"
    )
    for row in answer:
        assert row["planned_on"] < row["built_on"]
        assert row["planned"] in INTENDED


def test_23_a_kind_that_was_planned_may_be_a_named_platform_later(answered):
    kind = [row for row in answered(23) if row["match"] == "kind"]
    assert of(kind, "planned_as", "platform") == {
        ("中试平台", "望川航空动力中试基地"),
        ("中试平台", "砺岚高温合金中试平台"),
    }


def test_24_stages(answered):
    assert of(answered(24), "object", "stage", "published") == {
        ("青栎科学城建设方案", "drafted", "2024-02-06"),
        ("青栎科学城建设方案", "approved", "2025-02-11"),
        ("临澜市中试平台管理办法", "drafted", "2024-03-18"),
        ("临澜市中试平台管理办法", "approved", "2025-02-18"),
        ("望川市中试平台建设管理办法（试行）", "approved", "2024-05-20"),
        ("临澜市促进科技金融支持产业创新若干措施", "approved", "2025-05-09"),
        ("望澜科创走廊发展规划", "drafted", "2025-03-10"),
        ("岚江省跨区域科技合作管理办法", "drafted", "2025-01-20"),
    }
