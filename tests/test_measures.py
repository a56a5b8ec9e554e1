"""Measures from marked text: what is to be done, by whom, with whose approval, in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    draft, found = measures("加快建设中试平台。大家辛苦了。争取布局国家级创新中心。")
    assert [draft.text[m.start : m.end] for m in found] == [
        "加快建设中试平台。",
        "争取布局国家级创新中心。",
    ]
    assert [(m.status, m.cue) for m in found] == [("Planned", "加快建设"), ("Sought", "争取")]


def test_sentences_of_one_list_item_are_one_measure() -> None:
    draft = marked("一是推进园区建设。完善服务。二是试行院长负责制。", "intention")
    for sentence, item in zip(draft.sentences, ("一是", "一是", "二是"), strict=True):
        sentence.item = item
    find_measures(draft, ONTOLOGY)
    assert [draft.text[m.start : m.end] for m in draft.measures] == [
        "一是推进园区建设。完善服务。",
        "二是试行院长负责制。",
    ]
    assert [m.status for m in draft.measures] == ["Planned", "Piloted"]


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


def test_operating_models_are_the_quoted_ones_with_a_plus() -> None:
    _, (measure,) = measures("采取“甲主建+乙运营”“丙搭台+丁自建”2种模式建设“阳光”平台。")
    assert measure.models == ["甲主建+乙运营", "丙搭台+丁自建"]


def test_audience_is_who_is_supported() -> None:
    _, (measure,) = measures("支持[科技型企业|Cohort]加大投入。", "article")
    assert [c.name for c in measure.audience] == ["科技型企业"]
