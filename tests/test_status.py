"""Plan or fact: the section decides first, the cue second."""

from __future__ import annotations

import pytest

from innograph.graph.model import Document, Passage
from innograph.ingest.draft import Draft, Sentence
from innograph.ingest.status import read_status


def draft_of(text: str, kind: str, published: str | None = None) -> Draft:
    document = Document("d", "", "", "", len(text), published=published)
    passages = [Passage(0, kind, 0, len(text), text)]
    return Draft(document, text, passages, [Sentence(0, len(text), 0, kind)])


def read(text: str, kind: str, part: str | None = None, **more: str) -> tuple[str, str | None]:
    start = text.index(part) if part else 0
    return tuple(read_status(draft_of(text, kind, **more), start, start + len(part or text)))


@pytest.mark.parametrize(
    ("text", "kind", "status", "cue"),
    [
        ("推进云岭科学城建设", "intention", "Planned", "推进"),
        ("正在推进云岭科学城建设", "intention", "UnderWay", "正在"),
        ("高标准建设云岭科学城", "fact", "Achieved", None),
        ("云岭科学城建设稳步推进", "fact", "UnderWay", "稳步推进"),
        ("稳步推进基地建设,建成实验室3个", "fact", "Achieved", "建成"),
        ("争取布局国家级创新中心", "intention", "Sought", "争取"),
        ("争取国家编制《关于建设云岭科学城的意见》", "fact", "Achieved", None),
        ("争取到2027年建成孵化器10家", "intention", "Planned", "争取"),
        ("试行院长负责制", "intention", "Piloted", "试行"),
        ("探索建设共享仪器库", "intention", "Piloted", "探索"),
        ("建设国家试点城市", "intention", "Planned", "建设"),
        ("鼓励企业在海洋装备领域建立联合体", "article", "Encouraged", "鼓励"),
        ("支持高校设立概念验证中心", "article", "Encouraged", "支持"),
        ("市人民政府应当支持中小企业", "article", "Planned", "应当"),
        ("已建成的重点实验室优化重组", "intention", "Achieved", "已"),
        ("到2027年建成中试基地20个", "fact", "Planned", "到2027年"),
        ("将进一步完善中试网络", "fact", "Planned", "将"),
        ("将科技成果转化作为头等大事", "fact", "Achieved", None),
        ("力争全省新增孵化器", "fact", "Planned", "力争"),
        ("我国应加快建设中试平台", "fact", "Planned", "应"),
        ("云岭省将加入科技合作联盟", "fact", "Planned", "将"),
        ("推进云岭实验室建设", "fact", "Achieved", None),
        ("加速器仍在建设", "fact", "UnderWay", "仍在"),
        ("正在建设超算中心,主体工程已完成70%", "fact", "UnderWay", "正在"),
        ("数字经济增加值预计达3万亿元", "fact", "Achieved", None),
        ("加速器预计今年底投用", "fact", "Planned", "预计"),
        ("示范区由东园、西园、南园构成", "article", "Achieved", "由东园、西园、南园构成"),
        ("委员会应当由专家组成", "article", "Planned", "应当"),
        ("云岭省包括甲市、乙市", "intention", "Achieved", "包括"),
        ("支持位于甲市的园区建设孵化器", "intention", "Encouraged", "支持"),
        ("区政府与企业建立了战略合作关系", "intention", "Achieved", "建立了"),
        ("建立以政府投入为引导的体系", "article", "Planned", "建立"),
        ("建设中试平台（包括基本建设）", "article", "Planned", "建设"),
        ("研究院还搭建起仪器平台", "intention", "Achieved", "搭建起"),
        ("搭建仪器平台", "intention", "Planned", "搭建"),
        ("省科技厅会同省财政厅印发《中试平台管理办法》", "intention", "Achieved", "厅印发《"),
        ("省科技厅应当公布《中试平台管理办法》", "article", "Planned", "应当"),
        ("拟由云岭大学组建联合体", "fact", "Planned", "拟"),
        ("双方将共建低空经济研究院", "fact", "Planned", "将"),
        ("望川中心由望川大学牵头建设", "intention", "Achieved", "由望川大学牵头建设"),
        ("由望川大学牵头建设中心", "intention", "Planned", "建设"),
        ("在市政府支持下成立了望川中心", "intention", "Achieved", "成立了"),
        ("市工业和信息化局制定本方案", "intention", "Achieved", "制定本"),
    ],
)
def test_section_first_cue_second(text: str, kind: str, status: str, cue: str | None) -> None:
    assert read(text, kind) == (status, cue)


def test_numbered_heading_speaks_as_the_text_below_it() -> None:
    for below, status in [("fact", "Achieved"), ("article", "Planned")]:
        draft = draft_of("（一）建设云岭实验室\n新增平台3家。", "heading")
        draft.sentences = [
            Sentence(0, 10, 0, "heading", item="（一）"),
            Sentence(11, 18, 1, below),
        ]
        assert read_status(draft, 3, 10).status == status


def test_cue_of_another_clause_does_not_reach() -> None:
    text = "争取国家批复方案,建设云岭实验室。"
    assert read(text, "intention", "争取国家批复方案")[0] == "Sought"
    assert read(text, "intention", "建设云岭实验室")[0] == "Planned"


def test_time_that_opens_the_sentence_governs_it() -> None:
    text = "到2030年,科技实力大幅增强,培育孵化器"
    assert read(text, "fact", "培育孵化器") == ("Planned", "到2030年")


def test_year_that_has_passed_when_the_document_speaks_is_no_plan() -> None:
    text = "到2020年,全市有孵化器"
    assert read(text, "fact", published="2023-05-01")[0] == "Achieved"
    assert read(text, "fact", published="2018")[0] == "Planned"


def test_cues_inside_titles_and_quotes_are_names() -> None:
    assert read("出台《争取国家支持方案》", "intention") == ("Planned", "出台")
    assert read("推广“探索者”工作法", "intention") == ("Planned", "推广")


def test_hostile_length_stays_within_reach() -> None:
    text = "争取" + "甲" * 200_000 + "建设实验室"
    assert read(text, "intention", "建设实验室")[0] == "Planned"
