"""Measures from marked text: what is to be done, by whom, with whose approval, in which way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from gold import SAMPLES, gold_extractions
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.measures import find_measures
from innograph.ingest.pipeline import extract

if TYPE_CHECKING:
    from innograph.graph.model import Measure
    from innograph.ingest.draft import Draft, MeasureDraft, Sentence

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
        "（一）创新能力提升。[滨海实验室|Laboratory]挂牌运行。高新技术企业发展到30家。",
        *("（一）",) * 3,
        kind="fact",
    ) == [("滨海实验室挂牌运行。", "Achieved")]
    assert in_items("（二）企业发展。企业发展到30家。", *("（二）",) * 2, kind="fact") == []


@pytest.mark.parametrize(
    ("text", "status", "cue"),
    [
        (
            "去年，[市政府|GovernmentBody]出台《[中试平台管理办法|PolicyDocument]》。",
            "Achieved",
            "出台",
        ),
        ("先后推出“[滨海贷|PolicyInstrument]”。", "Achieved", "推出"),
        ("[海州市|Place]组织实施[中试能力提升行动|Programme]。", "Achieved", "实施"),
        ("[省科技厅|GovernmentBody]正在起草《[平台办法|PolicyDocument]》。", "UnderWay", "正在"),
        ("聚焦海工装备产业链，建成[滨海中试基地|PilotPlatform]。", "Achieved", "建成"),
        ("[滨海中试基地|PilotPlatform]建成投用。", "Achieved", "建成"),
        ("在全省率先设立[滨海科创基金|Fund]。", "Achieved", "设立"),
        ("配套实施人才引育、企业培育等30余项政策措施。", "Achieved", "实施"),
        ("《[科技金融措施|PolicyDocument]》已经市政府常务会议审议通过。", "Achieved", "已经"),
        ("[滨海实验室|Laboratory]与[东海大学|University]签约。", "Achieved", "签约"),
    ],
)
def test_what_a_report_says_was_done_is_a_measure(text, status, cue) -> None:
    draft, (measure,) = measures(text, "fact")
    assert (measure.status, measure.cue) == (status, cue)
    assert draft.text[measure.start : measure.end] == draft.text


@pytest.mark.parametrize(
    "text",
    [
        "全省拥有[滨海实验室|Laboratory]等平台12家。",
        "[中试平台|PilotPlatform]总数增至31家，服务能力持续增强。",
        "[海州市|Place]依托[滨海高新区|Park]，集聚技术转移机构35家。",
        "[滨海实验室|Laboratory]具有区位优势。",
        "该公司建立了[质量追溯机制|PolicyInstrument]。",
        "科研人员构建了[滨海模型平台|Platform]。",
        "美国出台《[芯片法案|PolicyDocument]》。",
        "我国应当建立[容错机制|PolicyInstrument]。",
        "根据市政府印发的《[平台办法|PolicyDocument]》，企业可以申请补助。",
        "建成后的[滨海中试基地|PilotPlatform]面积3万平方米。",
        "高新技术企业发展到30家。",
    ],
)
def test_what_grew_or_is_or_others_did_is_none(text) -> None:
    assert measures(text, "fact")[1] == []


def spans(text: str, kind: str = "intention") -> list[tuple[str, str, str | None]]:
    draft, found = measures(text, kind)
    return [(draft.text[m.start : m.end], m.status, m.stage) for m in found]


def test_each_clause_with_words_of_its_own_is_a_measure_with_its_own_status() -> None:
    assert spans(
        "推进[镜泊科学城|ScienceHub]建设，落实《[支持镜泊科学城的意见|PolicyDocument]》，"
        "争取国家批复[镜泊科学城方案|PolicyDocument]，试行[院长负责制|PolicyInstrument]，"
        "赋予其经费自主权，推动出台科创条例。"
    ) == [
        ("推进镜泊科学城建设，落实《支持镜泊科学城的意见》", "Planned", None),
        ("争取国家批复镜泊科学城方案", "Sought", "submitted"),
        ("试行院长负责制，赋予其经费自主权", "Piloted", None),
        ("推动出台科创条例。", "Planned", None),
    ]


def test_circumstances_go_with_the_action_that_they_are_of() -> None:
    assert spans("完善服务体系，聚焦地热、海洋药物等领域，争取布局国家级创新中心。") == [
        ("完善服务体系", "Planned", None),
        ("聚焦地热、海洋药物等领域，争取布局国家级创新中心。", "Sought", None),
    ]


def test_what_others_are_encouraged_to_do_stays_one_measure() -> None:
    assert [
        words for words, *_ in spans("鼓励链主企业开放场景，建设研发中心，办好滨海科创大会。")
    ] == [
        "鼓励链主企业开放场景，建设研发中心",
        "办好滨海科创大会。",
    ]
    assert len(spans("鼓励银行开发信用贷款，鼓励保险机构开发科技保险。", "article")) == 2
    assert len(spans("[省政府|GovernmentBody]设立科创基金，支持中试平台建设。", "article")) == 1


def test_a_report_has_a_measure_for_each_stage() -> None:
    assert spans(
        "近年来，[海州市|Place]推出“[滨海贷|PolicyInstrument]”，"
        "编制《[镜泊科学城方案|PolicyDocument]》，建成[滨海超算中心|ResearchInfrastructure]，"
        "平台总数增至80家。",
        "fact",
    ) == [
        ("近年来，海州市推出“滨海贷”", "Achieved", None),
        ("编制《镜泊科学城方案》", "Achieved", "drafted"),
        ("建成滨海超算中心", "Achieved", None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一流的创新生态是围绕要素配置，建立健全政策体系，激发活力。",
        "强化企业主体地位既是重要手段，也是优化创新体系的重要举措。",
        "为推动平台建设，制定本办法。",
        "本措施自印发之日起施行，有效期三年。",
        "到2027年，建成中试平台20家，技术合同成交额达到80亿元。",
    ],
)
def test_definitions_targets_and_words_about_the_document_are_none(text) -> None:
    assert measures(text)[1] == []


def test_what_is_most_to_be_done_is_a_measure_whatever_is_in_it() -> None:
    assert len(measures("下一步的重点是推进中试平台建设。")[1]) == 1
    assert len(measures("推进公共服务，特别是加快建设中试平台。")[1]) == 1


def test_words_before_the_first_section_commit_nobody() -> None:
    draft = marked("攻坚之年\n要实施攻坚行动。\n平台\n加快建设中试平台。\n企业\n支持企业创新。\n")
    for sentence in draft.sentences:
        sentence.kind = "intention" if len(sentence_text(draft, sentence)) > 4 else "heading"
    find_measures(draft, ONTOLOGY)
    assert [sentence_text(draft, m) for m in draft.measures] == [
        "加快建设中试平台。",
        "支持企业创新。",
    ]


def sentence_text(draft: Draft, span: Sentence | MeasureDraft) -> str:
    return draft.text[span.start : span.end]


def test_article_obliges_or_it_is_no_measure() -> None:
    assert measures("本条例所称平台,是指公共平台。", "article")[1] == []
    _, (measure,) = measures("[市科技局|GovernmentBody]应当建立平台目录。", "article")
    assert [c.name for c in measure.responsible] == ["市科技局"]
    assert (measure.status, measure.cue) == ("Planned", "应当")


@pytest.mark.parametrize(
    ("text", "responsible"),
    [
        ("下一步，[市科技局|GovernmentBody]要加快完善创新体系。", ["市科技局"]),
        ("[市科技局|GovernmentBody]将建设创新平台。", ["市科技局"]),
        ("按照[市科技局|GovernmentBody]要求建设创新平台。", []),
        ("落实[市科技局|GovernmentBody]要点，建设创新平台。", []),
    ],
)
def test_who_is_to_act_is_responsible(text: str, responsible: list[str]) -> None:
    assert [c.name for m in measures(text)[1] for c in m.responsible] == responsible


def test_who_leads_and_whose_approval_is_needed() -> None:
    _, (measure,) = measures(
        "编制海岸科学城方案,由[市发展改革委|GovernmentBody]牵头,报[省政府|GovernmentBody]批准。"
    )
    assert [c.name for c in measure.responsible] == ["市发展改革委"]
    assert [c.name for c in measure.needs_approval_from] == ["省政府"]
    assert measure.stage == "drafted"
    _, (sought,) = measures("争取[云岭省|Place]出台[星河实验室管理办法|PolicyDocument]。")
    assert (sought.status, sought.stage) == ("Sought", "submitted")
    assert [c.name for c in sought.needs_approval_from] == ["云岭省"]


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
        return sorted({t for measure in measures(text)[1] for t in measure.instrument_types})

    assert types("推广“[滨海贷|PolicyInstrument]”，探索推出“[滨海保|PolicyInstrument]”。") == [
        "PI012",
        "PI029",
    ]
    assert types("推动设立[滨海科创基金|Fund]。") == ["PI013"]
    assert types("支持企业创新，给予最高50万元补助。") == ["PI008"]
    assert types("支持国有企业优先采购本地创新产品。") == ["PI010"]
    assert types("支持企业采购设备，发展创新产品。") == []
    assert types("加快建设[滨海中试基地|PilotPlatform]。") == ["PI022"]
    assert types("推动[滨海中试基地|PilotPlatform]提升服务。") == []  # merely named
    assert types("加强信用担保机构培育。") == []  # an ending is of names, not of words


def shared_part(one: Measure, other: Measure) -> float:
    """How much of what two measures cover both cover."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0.0, both / (max(one.end, other.end) - min(one.start, other.start)))


def test_nine_of_ten_measures_of_the_samples_are_read_as_a_reader_does() -> None:
    wanted = {x.document.id: x.measures for x in gold_extractions()}
    files = sorted(path for path in SAMPLES.iterdir() if path.stem in wanted)
    found = alike = same_status = 0
    for x in extract(files):
        found += len(x.measures)
        left = list(x.measures)
        for measure in wanted[x.document.id]:
            best = max(left, key=lambda m: shared_part(measure, m), default=None)
            if best is not None and shared_part(measure, best) >= 0.5:
                left.remove(best)
                alike += 1
                same_status += best.status == measure.status
    assert alike >= 0.89 * sum(map(len, wanted.values()))
    assert alike >= 0.9 * found
    assert same_status >= 0.95 * alike
