"""Measures from marked text: what is to be done, by whom, with whose approval, in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.measures import find_measures

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft, MeasureDraft

ONTOLOGY = load_ontology()


def measures(text: str, kind: str = "intention") -> tuple[Draft, list[MeasureDraft]]:
    draft = marked(text, kind)
    find_measures(draft, ONTOLOGY)
    return draft, draft.measures


def test_each_task_sentence_is_a_measure_and_a_remark_is_none() -> None:
    draft, found = measures("加快建设中试平台。企业是创新的主要推动者。争取布局国家级创新中心。")
    assert [draft.text[m.start : m.end] for m in found] == [
        "加快建设中试平台。",
        "争取布局国家级创新中心。",
    ]
    assert [(m.status, m.cue) for m in found] == [("Planned", "加快建设"), ("Sought", "争取")]


def in_items(text: str, *items: str, kind: str = "intention") -> list[tuple[str, str]]:
    """Text and status of the measures, where each sentence stands in the list item given."""
    draft = marked(text, kind)
    for sentence, item in zip(draft.sentences, items, strict=True):
        sentence.item = item
    find_measures(draft, ONTOLOGY)
    return [(draft.text[m.start : m.end], m.status) for m in draft.measures]


def test_each_action_of_a_list_item_is_a_measure_with_the_opening_words() -> None:
    assert in_items(
        "一是完善科技金融。深化滨海贷服务。试行院长负责制。二是争取布局国家级创新中心。",
        *("一是", "一是", "一是", "二是"),
    ) == [
        ("一是完善科技金融。深化滨海贷服务。", "Planned"),
        ("试行院长负责制。", "Piloted"),
        ("二是争取布局国家级创新中心。", "Sought"),
    ]


def test_who_is_responsible_belongs_to_the_action_before() -> None:
    text = "一是设立科创基金，聚焦海洋产业开展股权投资。由市财政局牵头，报市政府批准后设立。"
    assert [words for words, _ in in_items(text, "一是", "一是")] == [text]


def test_a_review_reports_actions_and_growth_is_none() -> None:
    assert in_items(
        "（一）创新能力提升。滨海实验室挂牌运行。高新技术企业发展到30家。",
        *("（一）",) * 3,
        kind="fact",
    ) == [
        (
            "（一）创新能力提升。滨海实验室挂牌运行。高新技术企业发展到30家。",
            "Achieved",
        )
    ]
    assert in_items("（二）企业发展。企业发展到30家。", *("（二）",) * 2, kind="fact") == []


def test_facts_outside_lists_are_no_measures() -> None:
    assert measures("去年建成中试平台3个。", "fact")[1] == []


def test_article_obliges_or_it_is_no_measure() -> None:
    assert measures("本条例所称平台,是指公共平台。", "article")[1] == []
    _, (measure,) = measures("[市科技局|GovernmentBody]应当建立平台目录。", "article")
    assert [c.name for c in measure.responsible] == ["市科技局"]
    assert (measure.status, measure.cue) == ("Planned", "应当")


def test_who_leads_and_whose_approval_is_needed() -> None:
    _, (measure,) = measures(
        "编制海岸科学城方案,由[市发展改革委|GovernmentBody]牵头,报[省政府|GovernmentBody]批准。"
    )
    assert [c.name for c in measure.responsible] == ["市发展改革委"]
    assert [c.name for c in measure.needs_approval_from] == ["省政府"]
    assert measure.stage == "drafted"


def test_stages() -> None:
    def stage(text: str) -> str | None:
        return measures(text)[1][0].stage

    assert stage("争取国家批复海岸科学城建设方案。") == "submitted"
    assert stage("推进已批复的科学城建设。") == "approved"
    assert stage("研究制定中试办法。") == "drafted"
    assert stage("推进园区建设。") is None
    assert stage("推进科普，对失信者予以通报批评。") is None
    assert stage("完善统计，按年度报送知识产权报告。") is None
    assert stage("完善方案，报送省政府审批。") == "submitted"
    assert stage("推进引才，在编制限额内招聘。") is None
    assert measures("编制园区方案，报省政府批复后推进实施。")[1][0].stage == "drafted"


def test_operating_models_are_the_quoted_ones_with_a_plus() -> None:
    _, (measure,) = measures("采取“甲主建+乙运营”“丙搭台+丁自建”2种模式建设“阳光”平台。")
    assert measure.models == ["甲主建+乙运营", "丙搭台+丁自建"]


@pytest.mark.parametrize(
    "text",
    [
        "支持[科技型企业|Cohort]加大投入。",
        "鼓励创新，对首次入库的[科技型企业|Cohort]给予最高50万元奖励。",
        "引导银行为[科技型企业|Cohort]提供信用贷款。",
        "向[科技型企业|Cohort]发放科技创新券。",
        "支持创新，[科技型企业|Cohort]可以申请贴息。",
        "优先给予[科技型企业|Cohort]场租补贴。",
        "应当吸引[科技型企业|Cohort]入驻。",
    ],
)
def test_audience_is_who_is_supported(text) -> None:
    _, (measure,) = measures(text, "article")
    assert [c.name for c in measure.audience] == ["科技型企业"]


@pytest.mark.parametrize(
    "text",
    [
        "支持创新，[科技型企业|Cohort]突破3万家。",
        "支持创新，推动服务业与[科技型企业|Cohort]融合。",
        "对[科技型企业|Cohort]认定实行目录管理，支持创新。",
    ],
)
def test_who_is_counted_or_ruled_is_no_audience(text) -> None:
    assert measures(text, "article")[1][0].audience == []


def test_types_of_named_instruments_and_of_what_is_given_or_built() -> None:
    def types(text: str) -> list[str]:
        return measures(text)[1][0].instrument_types

    assert types("推广“[滨海贷|PolicyInstrument]”，探索推出“[滨海保|PolicyInstrument]”。") == [
        "PI012",
        "PI029",
    ]
    assert types("推动设立[滨海科创基金|Fund]。") == ["PI013"]
    assert types("支持企业创新，给予最高50万元补助。") == ["PI008"]
    assert types("加快建设[滨海中试基地|PilotPlatform]。") == ["PI022"]
    assert types("推动[滨海中试基地|PilotPlatform]提升服务。") == []  # merely named
    assert types("加强信用担保机构培育。") == []  # an ending is of names, not of words
