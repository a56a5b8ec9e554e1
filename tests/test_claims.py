"""Claims from marked text: who, what, status, cue, quote. The names are invented."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from marked import marked

import innograph
from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.draft import Candidate, ClaimDraft, Draft, Listing

ONTOLOGY = load_ontology()
LEXICONS = Path(innograph.__file__).parent / "ingest" / "lexicons"


def claims(text: str, kind: str = "fact") -> list[ClaimDraft]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY)
    for claim in draft.claims:
        check(claim, draft)
    return draft.claims


def check(claim: ClaimDraft, draft: Draft) -> None:
    """The evidence contract, as far as a draft can show it."""
    quote = draft.text[claim.start : claim.end]
    assert quote == quote.strip()
    assert "。" not in quote[:-1]
    assert claim.start <= claim.object.start < claim.object.end <= claim.end
    if claim.context is None:
        assert claim.start <= claim.subject.start < claim.subject.end <= claim.end
    else:
        assert claim.context == (claim.subject.start, claim.subject.end)
    assert claim.cue is None or claim.cue in quote


def triples(text: str, kind: str = "fact") -> set[tuple[str, str, str, str]]:
    return {(c.subject.name, c.predicate, c.object.name, c.status) for c in claims(text, kind)}


def test_every_platform_of_a_list_and_every_field_of_a_list() -> None:
    found = claims(
        "近年来,聚焦{[海洋装备|IndustryChain]、[特种玻璃|IndustryChain]等重点产业链},"
        "采取“链主自建+共享开放”2种模式备案建设[中试平台|PilotPlatform]和"
        "[概念验证中心|ProofOfConceptCenter]31家。"
    )
    pairs = {(c.subject.name, c.object.name) for c in found if c.predicate == "focusesOn"}
    assert pairs == {
        (platform, field)
        for platform in ("中试平台", "概念验证中心")
        for field in ("海洋装备", "特种玻璃")
    }
    assert {(c.status, c.cue, c.open) for c in found} == {("Achieved", "备案建设", True)}


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "在[海洋装备|Industry]领域布局建设[省实验室|Laboratory]。",
            "intention",
            ("省实验室", "focusesOn", "海洋装备", "Planned"),
        ),
        (
            "聚焦{[地热|Industry]等领域},争取布局[国家级创新中心|InnovationCenter]。",
            "intention",
            ("国家级创新中心", "focusesOn", "地热", "Sought"),
        ),
        (
            "鼓励企业在{[冰雪经济|Industry]等领域}建立[创新联合体|Consortium]。",
            "intention",
            ("创新联合体", "focusesOn", "冰雪经济", "Encouraged"),
        ),
        (
            "[云岭实验室|Laboratory]聚焦[海洋药物|Industry]领域开展攻关。",
            "fact",
            ("云岭实验室", "focusesOn", "海洋药物", "Achieved"),
        ),
        (
            "形成{[轻合金|Industry]、[合成纤维|Industry]}两大[产业集群|Park]。",
            "fact",
            ("产业集群", "focusesOn", "轻合金", "Achieved"),
        ),
        (
            "[海州市|Place]建成[中试平台|PilotPlatform]3个。",
            "fact",
            ("海州市", "establishes", "中试平台", "Achieved"),
        ),
        (
            "[海州市|Place]正在建设[云岭科学城|ScienceHub]。",
            "fact",
            ("海州市", "establishes", "云岭科学城", "UnderWay"),
        ),
        (
            "支持[链主企业|Cohort]设立[概念验证中心|ProofOfConceptCenter]。",
            "article",
            ("链主企业", "establishes", "概念验证中心", "Encouraged"),
        ),
        (
            "[海州市|Place]出台《[海州中试办法|PolicyDocument]》。",
            "fact",
            ("海州市", "issues", "海州中试办法", "Achieved"),
        ),
        (
            "[市人民政府|GovernmentBody]应当支持[科技型企业|Cohort]发展。",
            "article",
            ("市人民政府", "supports", "科技型企业", "Planned"),
        ),
        (
            "[云岭实验室|Laboratory]落户[海州市|Place]。",
            "fact",
            ("云岭实验室", "locatedIn", "海州市", "Achieved"),
        ),
        (
            "支持在[海州|Place][重点实验室|Laboratory]优化重组。",
            "intention",
            ("重点实验室", "locatedIn", "海州", "Achieved"),
        ),
        (
            "[云岭示范区|Park]由[南园|Park]、[北园|Park]等构成。",
            "article",
            ("南园", "partOf", "云岭示范区", "Achieved"),
        ),
        (
            "[海州市|Place]与[云岭大学|University]签约共建研究院。",
            "fact",
            ("海州市", "cooperatesWith", "云岭大学", "Achieved"),
        ),
        (
            "[云岭实验室|Laboratory]由[海州大学|University]牵头建设。",
            "fact",
            ("云岭实验室", "ledBy", "海州大学", "Achieved"),
        ),
        (
            "[集成电路|IndustryChain]产业链包括{[封测|Industry]、[设计|Industry]}等环节。",
            "fact",
            ("封测", "segmentOf", "集成电路", "Achieved"),
        ),
        (
            "[云岭中试基地|PilotPlatform]处于[集成电路|IndustryChain]产业链中游环节。",
            "fact",
            ("云岭中试基地", "segmentOf", "集成电路", "Achieved"),
        ),
        (
            "[云岭中试基地|PilotPlatform]由[海州大学|University]建设运营。",
            "fact",
            ("云岭中试基地", "ledBy", "海州大学", "Achieved"),
        ),
        (
            "[云岭大学|University]教授[李某|Person]介绍。",
            "fact",
            ("李某", "memberOf", "云岭大学", "Achieved"),
        ),
    ],
)
def test_one_claim_of_each_kind(text: str, kind: str, expected: tuple[str, ...]) -> None:
    assert expected in triples(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "[云岭实验室|Laboratory]开展[海洋药物|Industry]研究。",
            "fact",
            ("云岭实验室", "focusesOn", "海洋药物", "Achieved"),
        ),
        (
            "支持[海州市|Place]大力发展[海洋药物|Industry]产业。",
            "intention",
            ("海州市", "focusesOn", "海洋药物", "Planned"),
        ),
        (
            "鼓励[龙头企业|Cohort]向[海洋药物|Industry]产业进军。",
            "intention",
            ("龙头企业", "focusesOn", "海洋药物", "Encouraged"),
        ),
        (
            "[云岭创新中心|InnovationCenter]（[海洋药物|Industry]方向）投用。",
            "fact",
            ("云岭创新中心", "focusesOn", "海洋药物", "Achieved"),
        ),
        (
            "[海州市|Place]按照规划要求,重点聚焦[海洋药物|Industry]领域。",
            "article",
            ("海州市", "focusesOn", "海洋药物", "Planned"),
        ),
        (
            "[海洋药物|Industry]领域龙头企业[云岭药业|Enterprise]到会。",
            "fact",
            ("云岭药业", "focusesOn", "海洋药物", "Achieved"),
        ),
        (
            "[云岭药业|Enterprise]是国内领先的[海洋药物|Industry]供应商。",
            "fact",
            ("云岭药业", "focusesOn", "海洋药物", "Achieved"),
        ),
        (
            "建设{[云岭园|Park]、[海岸园|Park]等}[海洋药物|Industry]研发核心区。",
            "intention",
            ("海岸园", "focusesOn", "海洋药物", "Planned"),
        ),
        (
            "[云岭实验室|Laboratory]由[海州大学|University]组建。",
            "fact",
            ("海州大学", "establishes", "云岭实验室", "Achieved"),
        ),
        (
            "[海州大学|University]发起的[云岭创新联合体|Consortium]揭牌。",
            "fact",
            ("海州大学", "establishes", "云岭创新联合体", "Achieved"),
        ),
        (
            "[海州市|Place]获批[国家要素改革试点|Programme]。",
            "fact",
            ("海州市", "establishes", "国家要素改革试点", "Achieved"),
        ),
        (
            "[海州市|Place]现有[省重点实验室|Laboratory]12家。",
            "fact",
            ("海州市", "establishes", "省重点实验室", "Achieved"),
        ),
        (
            "本条例适用于[省人民政府|GovernmentBody]批准设立的[开发区|Park]。",
            "article",
            ("省人民政府", "establishes", "开发区", "Achieved"),
        ),
        (
            "[市人民政府|GovernmentBody]可以依法设立[科技创新基金|Fund]。",
            "article",
            ("市人民政府", "establishes", "科技创新基金", "Planned"),
        ),
        (
            "[云岭孵化器|Incubator]应当为[科技型企业|Cohort]提供创业辅导等服务。",
            "article",
            ("云岭孵化器", "supports", "科技型企业", "Planned"),
        ),
        (
            "[海州市科学技术协会|Organization]应当遵守法律,为[科技工作者|Cohort]服务。",
            "article",
            ("海州市科学技术协会", "supports", "科技工作者", "Planned"),
        ),
        (
            "[市科技局|GovernmentBody]给予[科技型企业|Cohort]资金支持。",
            "article",
            ("市科技局", "supports", "科技型企业", "Planned"),
        ),
        (
            "对[科技型企业|Cohort]实行[税收优惠|PolicyInstrument]。",
            "article",
            ("税收优惠", "supports", "科技型企业", "Planned"),
        ),
        (
            "[科技型企业|Cohort]可以享受[税收优惠|PolicyInstrument]。",
            "article",
            ("税收优惠", "supports", "科技型企业", "Planned"),
        ),
        (
            "以[链长制|PolicyInstrument]推动[海洋装备|IndustryChain]产业链提质。",
            "fact",
            ("链长制", "supports", "海洋装备", "Achieved"),
        ),
        (
            "[知识价值贷款|PolicyInstrument]惠及[科技型企业|Cohort]。",
            "fact",
            ("知识价值贷款", "supports", "科技型企业", "Achieved"),
        ),
        (
            "[街道办事处|GovernmentBody]应当支持[居民委员会|Organization]工作。",
            "article",
            ("街道办事处", "supports", "居民委员会", "Planned"),
        ),
        (
            "[云岭示范区|Park]落地[创新成果|Cohort]21项。",
            "fact",
            ("创新成果", "locatedIn", "云岭示范区", "Achieved"),
        ),
        (
            "引导[研发机构|ResearchInstitute]向各类重点[科技园|Park]集聚。",
            "intention",
            ("研发机构", "locatedIn", "科技园", "Encouraged"),
        ),
        (
            "[云岭科学城|ScienceHub]以[海洋药物|Industry]为重点,拥有12家[检测机构|Cohort]。",
            "fact",
            ("检测机构", "locatedIn", "云岭科学城", "Achieved"),
        ),
        (
            "位于[海州市|Place]的[云岭实验室|Laboratory]投用。",
            "fact",
            ("云岭实验室", "locatedIn", "海州市", "Achieved"),
        ),
        (
            "[海州市|Place]地处[云岭地区|Place]。",
            "fact",
            ("海州市", "partOf", "云岭地区", "Achieved"),
        ),
        (
            "[南园|Park]是[云岭示范区|Park]的重要组成部分。",
            "fact",
            ("南园", "partOf", "云岭示范区", "Achieved"),
        ),
        (
            "把[南园|Park]纳入[云岭示范区|Park]。",
            "intention",
            ("南园", "partOf", "云岭示范区", "Planned"),
        ),
        (
            "[云岭联合体|Consortium]由{[海州大学|University]、[云岭药业|Enterprise]}组成。",
            "fact",
            ("云岭药业", "partOf", "云岭联合体", "Achieved"),
        ),
        (
            "由[南园|Park]和[北园|Park]组成的[云岭示范区|Park]投用。",
            "fact",
            ("北园", "partOf", "云岭示范区", "Achieved"),
        ),
        (
            "[云岭计量中心|Platform]隶属于[海州研究院|ResearchInstitute]。",
            "fact",
            ("云岭计量中心", "partOf", "海州研究院", "Achieved"),
        ),
        (
            "支持[云岭高新区|Park]建设[中试平台|PilotPlatform]。",
            "intention",
            ("云岭高新区", "establishes", "中试平台", "Encouraged"),
        ),
        (
            "[海州大学|University]联合[云岭研究院|ResearchInstitute]开展攻关。",
            "fact",
            ("海州大学", "cooperatesWith", "云岭研究院", "Achieved"),
        ),
        (
            "{[海州大学|University]、[云岭药业|Enterprise]}联合组建研究院。",
            "fact",
            ("海州大学", "cooperatesWith", "云岭药业", "Achieved"),
        ),
        (
            "[李某|Person],[云岭大学|University]教授。",
            "fact",
            ("李某", "memberOf", "云岭大学", "Achieved"),
        ),
    ],
)
def test_other_ways_to_say_it(text: str, kind: str, expected: tuple[str, ...]) -> None:
    assert expected in triples(text, kind)


def test_all_of_several_subjects_act_that_can() -> None:
    text = "[农科院|ResearchInstitute]、[技校|Cohort]和[海州大学|University]应当支持[农技人员|Cohort]创业。"
    backers = {subject for subject, predicate, *_ in triples(text, "article")}
    assert backers == {"农科院", "海州大学"}


def test_what_stands_before_the_builder_of_another_thing_builds_nothing() -> None:
    text = "支持[海州|Place]建设[甲园|Park]、[云岭|Place]建设[乙园|Park]。"
    found = {
        (s, o) for s, predicate, o, _ in triples(text, "intention") if predicate == "establishes"
    }
    assert found == {("海州", "甲园"), ("云岭", "乙园")}


def test_who_is_made_to_act_acts_in_the_clauses_that_follow() -> None:
    text = (
        "[街道办事处|GovernmentBody]应当支持[居民委员会|Organization]利用场地,结合需要,"
        "开展[科普活动|Event]。"
    )
    assert {s for s, predicate, *_ in triples(text, "article") if predicate == "establishes"} == {
        "居民委员会"
    }


def test_noun_is_no_verb_of_support() -> None:
    text = "[市政府|GovernmentBody]应当明确科技创新发展[关键技术|TechnologyField]。"
    assert triples(text, "article") == set()


def test_field_of_a_supported_platform_is_not_supported_itself() -> None:
    text = "[市农业局|GovernmentBody]应当支持{[种业|Industry]领域}[重点实验室|Laboratory]建设。"
    assert ("市农业局", "supports", "种业") not in {t[:3] for t in triples(text, "article")}


def test_examples_of_a_work_are_not_its_fields() -> None:
    text = "推进{[算电协同|TechnologyField]等}[新基建工程|Programme]。"
    assert triples(text, "intention") == set()


@pytest.mark.parametrize(
    "text",
    [
        "开展演练。[海州江|Place]累计贯通岸线69公里。建成[街心公园|Park]116个。",
        "[海州市|Place]办实事。[云岭县|Place]率先脱贫。建成[街心公园|Park]116个。",
    ],
)
def test_report_goes_back_to_its_own_place_after_a_word_on_another(text: str) -> None:
    assert claims(text) == []


def test_supported_body_builds_and_not_the_one_of_the_sentence_before() -> None:
    text = (
        "[市科技局|GovernmentBody]应当支持创业;"
        "支持大学科技园组建高水平运营团队,建设[服务平台|Platform]。"
    )
    assert triples(text, "article") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "[海州大学先进材料研究院|ResearchInstitute]揭牌。",
            ("海州大学先进材料研究院", "partOf", "海州大学"),
        ),
        (
            "[云岭所|ResearchInstitute]投用。[云岭所海州基地|Platform]投用。",
            ("云岭所海州基地", "partOf", "云岭所"),
        ),
        (
            "培育[科技型企业|Cohort]。完善[科技型企业扶持政策|PolicyInstrument]。",
            ("科技型企业扶持政策", "supports", "科技型企业"),
        ),
        (
            "发展[种业|Industry]。落实[支持种业发展政策|PolicyInstrument]。",
            ("支持种业发展政策", "supports", "种业"),
        ),
    ],
)
def test_name_that_says_whose_it_is_or_whom_it_backs(text: str, expected: tuple[str, ...]) -> None:
    assert expected in {found[:3] for found in triples(text)}


def test_class_of_an_owner_that_only_a_name_says() -> None:
    names = ("海州科学院药物研究所", "海州学院药物研究所")
    owners = [claims(f"[{name}|ResearchInstitute]揭牌。")[0].object for name in names]
    assert [(owner.name, owner.cls) for owner in owners] == [
        ("海州科学院", "ResearchInstitute"),
        ("海州学院", "University"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[国家大学科技园|Incubator]揭牌。",
        "[海岸大学城科创园|Park]揭牌。",
        "[海州大学|University]与[海州大学校友会|Organization]到会。",
        "重视[财政|Industry]。落实[财政支持种业政策|PolicyInstrument]。",
        "重视[工业|Industry]。实施[支持工业信息工程|Programme]。",
    ],
)
def test_name_in_a_name_that_says_nothing(text: str) -> None:
    assert not {found[1] for found in triples(text)} & {"partOf", "supports"}


@pytest.mark.parametrize(
    "text",
    [
        "[海州市|Place]尚未建成[中试平台|PilotPlatform]。",
        "[市政府|GovernmentBody]不得设立[中试平台|PilotPlatform]。",
        "如果[海州市|Place]建设[中试平台|PilotPlatform],企业将受益。",
    ],
)
def test_negation_and_supposition_claim_nothing(text: str) -> None:
    draft = marked(text)
    find_claims(draft, ONTOLOGY)
    assert draft.claims == []
    assert draft.dropped == {"claim that is negated or only supposed": 1}


def test_neighbours_without_trigger_claim_nothing() -> None:
    assert claims("[云岭实验室|Laboratory]的同志和[海洋装备|Industry]的专家到会。") == []


def test_elided_subject_is_taken_from_the_paragraph_and_shown() -> None:
    text = "近年来,[海州市|Place]高度重视创新。建成[云岭实验室|Laboratory]。"
    (claim,) = claims(text)
    assert (claim.subject.name, claim.object.name) == ("海州市", "云岭实验室")
    assert claim.context == (4, 7)


def test_subject_is_not_carried_into_another_paragraph() -> None:
    assert claims("[海州市|Place]高度重视创新。\n建成[云岭实验室|Laboratory]。") == []


def test_who_is_supported_builds_and_not_who_supports() -> None:
    text = "[市科技局|GovernmentBody]将支持企业建设[中试平台|PilotPlatform]。"
    assert triples(text, "intention") == set()


def test_field_in_a_name_counts_where_the_text_says_it_freely() -> None:
    name = "[海州特种陶粒实验室|Laboratory]建成。"
    assert claims(name) == []
    (claim,) = claims("发展[特种陶粒|Industry]产业。\n" + name)
    assert (claim.subject.name, claim.object.name) == ("海州特种陶粒实验室", "特种陶粒")
    assert claim.object.start >= claim.subject.start


@pytest.mark.parametrize(
    "name",
    [
        "[海州特种陶粒阀门研发中心|InnovationCenter]",  # of a longer field: 特种陶粒阀门
        "[特种陶粒股份有限公司|Enterprise]",
        "[特种陶粒焕彩行动|Platform]",
    ],
)
def test_field_in_a_name_is_whole_and_no_company_is_what_it_is_called(name: str) -> None:
    assert claims(f"发展[特种陶粒|Industry]产业。\n{name}成立。") == []


def test_policy_says_what_it_does_to_a_field() -> None:
    text = "发展[特种陶粒|Industry]产业。\n实施[特种陶粒振兴行动|Programme]。"
    assert [c.subject.name for c in claims(text)] == ["特种陶粒振兴行动"]


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("[世界级萤石生产基地|Park]", {"萤石"}),
        ("[国家级陶粒与萤石产业集群|Park]", {"陶粒", "萤石"}),
        ("[国家机器人产业投资基金|Fund]", {"机器人"}),
        ("[国家中小企业特色产业集群|Park]", set()),
        ("[望川新区萤石产业园|Park]", {"萤石"}),
        ("[望川市镜湖区萤石产业园|Park]", {"萤石"}),
        ("[外向型产业集聚区|Park]", set()),
        ("[海岸传播中心产业基地|Park]", set()),
        ("[国家先进制造业集群|Park]", set()),
        ("[青岛石材产业园|Park]", {"石材"}),
        ("[青山科技产业基地|Park]", set()),
        ("[陆港枢纽产业园|Park]", {"陆港枢纽"}),
        ("[未来农业产业园|Park]", set()),
    ],
)
def test_field_that_a_name_is_plainly_built_from(name: str, fields: set[str]) -> None:
    assert {claim.object.name for claim in claims(name + "投运。")} == fields


def test_list_before_a_name_is_of_its_kind() -> None:
    text = (
        "发展[海洋药物|Industry]产业。\n"
        "建设{[众创空间|Incubator]、[加速器|Incubator]等}[海洋药物公共平台|Platform]。"
    )
    found = {subject for subject, predicate, *_ in triples(text) if predicate == "focusesOn"}
    assert found == {"众创空间", "加速器", "海洋药物公共平台"}


def test_claim_is_open_where_its_list_is() -> None:
    frame = "面向{[甲材料|Industry]、[乙材料|Industry]%s},建设[孵化器|Incubator]。"
    assert all(claim.open for claim in claims(frame % "等产业"))
    assert not any(claim.open for claim in claims(frame % "产业"))


@pytest.mark.parametrize(("tail", "is_open"), [("等产业", True), ("产业", False), ("等级", False)])
def test_one_name_with_more_to_come_is_open_as_well(tail: str, is_open: bool) -> None:
    found = claims(f"面向[甲材料|Industry]{tail},建设[孵化器|Incubator]。")
    assert {claim.open for claim in found if claim.predicate == "focusesOn"} == {is_open}


def test_symmetric_claim_once_a_sentence() -> None:
    text = "[海州市|Place]与[云岭市|Place]签约,[云岭市|Place]与[海州市|Place]合作共建园区。"
    assert len([c for c in claims(text) if c.predicate == "cooperatesWith"]) == 1


def test_author_note_names_the_person_of_the_byline() -> None:
    text = "作者: 王某某\n[作者系[海州市科技局|GovernmentBody]党组书记、局长]"
    draft = marked(text.replace("[作者", "作者").removesuffix("]"))
    find_claims(draft, ONTOLOGY)
    (claim,) = draft.claims
    assert (claim.subject.name, claim.predicate) == ("王某某", "memberOf")
    assert claim.role == "党组书记、局长"
    assert claim.context == (4, 7)


def test_hostile_lists_are_capped_and_counted() -> None:
    bodies, platforms = (
        "、".join(f"{word}{n}{tail}" for n in range(300))
        for word, tail in (("科", "局"), ("平", "台"))
    )
    text = f"{bodies}应当建设{platforms}"
    draft = marked(text)
    for word, tail, cls in (("科", "局", "GovernmentBody"), ("平", "台", "Platform")):
        members = []
        for n in range(300):
            name = f"{word}{n}{tail}"
            start = text.index(name)
            members.append(Candidate(start, start + len(name), name, cls, rule="test"))
        draft.candidates += members
        draft.listings.append(Listing(members[0].start, members[-1].end, members, True))
    find_claims(draft, ONTOLOGY)
    assert 0 < len(draft.claims) <= 400
    assert sum(draft.dropped.values()) > 500


def test_every_rule_has_an_example_and_a_measured_precision() -> None:
    rules = tomllib.loads((LEXICONS / "triggers.toml").read_text("utf-8"))["rule"]
    assert len({rule["name"] for rule in rules}) == len(rules)
    for rule in rules:
        assert rule["example"]
        assert 0 < rule["precision"] <= 1
        assert rule["predicate"] in ONTOLOGY.predicates
