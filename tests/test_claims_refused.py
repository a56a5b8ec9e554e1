"""Sentences that say something, and ones like them that a careful reader would not take so."""

from __future__ import annotations

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims

ONTOLOGY = load_ontology()
CITY = "[海州市|Place]"
BODY = "[市人民政府|GovernmentBody]"
LAB = "[云岭实验室|Laboratory]"
PARK = "[云岭示范区|Park]"
PILOT = "[中试平台|PilotPlatform]"
FIELD = "[海洋药物|Industry]"
LOAN = "[科技贷|PolicyInstrument]"


def found(text: str, kind: str) -> set[str]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY)
    return {f"{c.subject.name} {c.predicate} {c.object.name}" for c in draft.claims}


@pytest.mark.parametrize(
    ("says", "claim", "silent", "kind"),
    [
        (
            f"{PARK}管委会应当根据需要，{BODY}建设{PILOT}。",
            "市人民政府 establishes 中试平台",
            f"应当根据{PARK}建设需要及时建设{PILOT}。",
            "article",
        ),
        (
            f"{BODY}应当建立[标准化工作联动机制|PolicyInstrument]。",
            "市人民政府 establishes 标准化工作联动机制",
            f"{BODY}应当建立重大科技项目与[标准化工作联动机制|PolicyInstrument]。",
            "article",
        ),
        (
            f"{BODY}应当推广{LOAN}。",
            "市人民政府 establishes 科技贷",
            f"{BODY}应当安排资金用于技术推广等[农业科技创新项目|Programme]。",
            "article",
        ),
        (
            f"{BODY}应当实施[强链行动|Programme]。",
            "市人民政府 establishes 强链行动",
            f"{PARK}是实施[强链行动|Programme]的突破口。",
            "article",
        ),
        (
            f"{BODY}应当健全[海洋评价制度|PolicyInstrument]。",
            "市人民政府 establishes 海洋评价制度",
            f"{BODY}应当推进[海洋评价制度|PolicyInstrument]创新。",
            "article",
        ),
        (
            f"{BODY}应当建立[符合成果特点的评价制度|PolicyInstrument]。",
            "市人民政府 establishes 符合成果特点的评价制度",
            f"{BODY}应当建立符合[成果特点的评价制度|PolicyInstrument]。",
            "article",
        ),
        (
            f"{BODY}应当实施[深海探测重大工程|Programme]。",
            "市人民政府 establishes 深海探测重大工程",
            f"{BODY}应当实施[重大工程项目|Programme]。",
            "article",
        ),
        (
            f"{CITY}应当开展{LOAN},为企业提供支持。",
            "海州市 establishes 科技贷",
            f"{CITY}对银行开展{LOAN}所发生的亏损给予补偿。",
            "article",
        ),
        (
            f"{PARK}应当建设{PILOT}。",
            "云岭示范区 establishes 中试平台",
            f"{PARK}建设应当坚持创新,建设{PILOT}。",
            "article",
        ),
        (
            f"{CITY}打造{PILOT}。",
            "海州市 establishes 中试平台",
            f"依托{PARK}打造{PILOT}。",
            "intention",
        ),
        (
            f"{BODY}应当购置和建设{PILOT}。",
            "市人民政府 establishes 中试平台",
            f"{BODY}应当开放财政资金建设或者购置的{PILOT}。",
            "article",
        ),
        (
            f"支持{PARK}建设{PILOT}。",
            "云岭示范区 establishes 中试平台",
            f"支持在{PARK}建设{PILOT}。",
            "article",
        ),
        (
            "支持[西山大学|University]创办[云岭学院|University]。",
            "西山大学 establishes 云岭学院",
            "支持[西山大学|University]建设[世界一流研究型大学|University]。",
            "intention",
        ),
        (
            f"{BODY}应当推进{FIELD}发展。",
            "市人民政府 supports 海洋药物",
            f"{BODY}应当促进{FIELD}等科技服务机构的发展。",
            "article",
        ),
        (
            f"{BODY}应当引导[天使投资基金|Fund]支持企业。",
            "市人民政府 supports 天使投资基金",
            f"{BODY}应当引导[天使投资基金|Fund]以及各类资金加大投入。",
            "article",
        ),
        (
            f"{BODY}应当推进{PILOT}发展。",
            "市人民政府 supports 中试平台",
            f"{BODY}对在促进{PILOT}发展工作中作出贡献的人员给予奖励。",
            "article",
        ),
        (
            "支持[龙头企业|Cohort]在[海州|Place]落户。",
            "龙头企业 locatedIn 海州",
            "支持[龙头企业|Cohort]科技成果在[海州|Place]落地。",
            "article",
        ),
        (
            f"完善{FIELD}发展[扶持政策|PolicyInstrument]。",
            "扶持政策 focusesOn 海洋药物",
            f"将{FIELD}的发展纳入[国民经济规划|PolicyDocument]。",
            "intention",
        ),
        (
            "[市金融局|GovernmentBody]应当健全[上市机制|PolicyInstrument]。",
            "市金融局 establishes 上市机制",
            "[市金融|Enterprise]等行政管理部门应当健全[上市机制|PolicyInstrument]。",
            "article",
        ),
        (
            f"{BODY}应当建立{PARK}。",
            "市人民政府 establishes 云岭示范区",
            f"{BODY}应当建立{PARK}统筹发展机制，设立{PARK}执行委员会（以下简称执委会）。",
            "article",
        ),
        (
            f"{BODY}应当建设{PILOT}。",
            "市人民政府 establishes 中试平台",
            f"{BODY}应当支持建设{PILOT}。",
            "article",
        ),
        (
            f"鼓励[龙头企业|Cohort]建设{PILOT}。",
            "龙头企业 establishes 中试平台",
            f"鼓励投资者利用{PARK}存量房产建设{PILOT}。",
            "article",
        ),
        (
            f"{BODY}应当支持{FIELD}发展。",
            "市人民政府 supports 海洋药物",
            f"{BODY}应当支持{FIELD}领域企业参加展览。",
            "article",
        ),
        (
            f"组建{LAB},布局{FIELD}方向。",
            "云岭实验室 focusesOn 海洋药物",
            f"推进{LAB}建设,布局发展{FIELD}。",
            "intention",
        ),
        (
            f"{LAB}开展{FIELD}研究。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}开展[新技术|TechnologyField]研究。",
            "fact",
        ),
        (
            "设立[云岭示范区|Park],由[海州市|Place]管理。[海州市|Place]设立的[云岭示范区|Park]应当开放。",
            "海州市 establishes 云岭示范区",
            f"{CITY}设立的{PARK}执行委员会,作为管理机构。",
            "article",
        ),
        (
            f"{BODY}支持{PARK}发展。",
            "市人民政府 supports 云岭示范区",
            f"{BODY}支持{PARK}开发建设主体重组。",
            "article",
        ),
        (
            f"{BODY}应当支持[科技型企业|Cohort]。",
            "市人民政府 supports 科技型企业",
            f"{BODY}应当支持社会力量开展面向[科技型企业|Cohort]的培训。",
            "article",
        ),
        (
            "[信贷政策|PolicyInstrument]支持[科技型企业|Cohort]发展。",
            "信贷政策 supports 科技型企业",
            "金融机构应当根据[信贷政策|PolicyInstrument]支持[科技型企业|Cohort]发展。",
            "article",
        ),
        (
            f"{BODY}应当设立[科学技术奖|PolicyInstrument]。",
            "市人民政府 establishes 科学技术奖",
            f"{BODY}应当对社会力量设立[科学技术奖|PolicyInstrument]的有关活动进行指导。",
            "article",
        ),
        (
            f"{BODY}实施[强链行动|Programme]。",
            "市人民政府 establishes 强链行动",
            f"发挥{BODY}在建设城市和实施[强链行动|Programme]中的作用。",
            "article",
        ),
        (
            f"{BODY}应当编制[总体规划|PolicyDocument]。",
            "市人民政府 issues 总体规划",
            f"{BODY}应当建立制度。径流控制率应当作为编制[总体规划|PolicyDocument]的指标。",
            "article",
        ),
        (
            f"{CITY}应当建立[考核制度|PolicyInstrument],建立{PILOT}。",
            "海州市 establishes 中试平台",
            f"{CITY}鼓励企业建立考核体系,建立{PILOT}。",
            "article",
        ),
        (
            f"{LAB}为[科技型企业|Cohort]提供服务。",
            "云岭实验室 supports 科技型企业",
            f"{LAB}应当支持各载体,引导其为[科技型企业|Cohort]提供服务。",
            "article",
        ),
        (
            f"{BODY}应当建立[科技报告制度|PolicyInstrument]。",
            "市人民政府 establishes 科技报告制度",
            f"{BODY}应当建立[分级管控|PolicyInstrument]、分类指导的环境管理体系。",
            "article",
        ),
        (
            f"{BODY}应当建设[示范基地|Park]。",
            "市人民政府 establishes 示范基地",
            f"{BODY}应当建设生态文明宣传、教育、[交流示范基地|Park]。",
            "article",
        ),
        (
            f"{BODY}应当建立{PILOT}。",
            "市人民政府 establishes 中试平台",
            f"{BODY}应当建立{PILOT}和科研设施资源开放共享机制。",
            "article",
        ),
        (
            f"{BODY}应当推动{FIELD}、[海水淡化|Industry]等产业发展。",
            "市人民政府 supports 海洋药物",
            f"{BODY}应当推动{FIELD}协作、纠纷解决、人才培养等工作。",
            "article",
        ),
        (
            f"{BODY}应当在{PARK}设立{PILOT}。",
            "中试平台 locatedIn 云岭示范区",
            f"{BODY}应当在{PARK}周边设立{PILOT}。",
            "article",
        ),
        (
            f"从事{FIELD}研究的[海洋研究所|ResearchInstitute]可以申请。",
            "海洋研究所 focusesOn 海洋药物",
            f"从事{FIELD}研究的单位和[海洋研究所|ResearchInstitute]可以申请。",
            "article",
        ),
        (
            f"{BODY}加大对{PARK}的投入。",
            "市人民政府 supports 云岭示范区",
            f"{BODY}加大对{PARK}{FIELD}的投入。",
            "article",
        ),
        (
            f"{BODY}应当建立{PILOT}。",
            "市人民政府 establishes 中试平台",
            f"{BODY}应当建立{PILOT}运行、管理机制。",
            "article",
        ),
        (
            f"鼓励[保险机构|Organization]开发{FIELD}。",
            "保险机构 focusesOn 海洋药物",
            f"鼓励[保险机构|Organization]开发适应{FIELD}发展需要的产品。",
            "article",
        ),
        (
            f"{BODY}应当支持[独角兽企业|Cohort]。",
            "市人民政府 supports 独角兽企业",
            f"{BODY}应当支持[独角兽、小巨人|Cohort]。",
            "article",
        ),
        (
            f"{BODY}应当引导[天使投资基金|Fund]。",
            "市人民政府 supports 天使投资基金",
            f"{BODY}设立的引导资金,应当引导[天使投资基金|Fund]。",
            "article",
        ),
        (
            f"{BODY}应当制定[培养计划|PolicyDocument]。",
            "市人民政府 issues 培养计划",
            f"{BODY}应当推动学校制定[培养计划|PolicyDocument]。",
            "article",
        ),
        (
            f"{BODY}应当培养[技术经理人|Cohort]。",
            "市人民政府 supports 技术经理人",
            f"{BODY}应当培养、[引进技术经理人|Cohort]。",
            "article",
        ),
        (
            f"{BODY}应当编制[总体规划|PolicyDocument]。",
            "市人民政府 issues 总体规划",
            f"{BODY}应当建立制度。[径流控制率|Indicator]应当作为编制[总体规划|PolicyDocument]的指标。",
            "article",
        ),
    ],
)
def test_what_is_said_and_what_only_looks_like_it(
    says: str, claim: str, silent: str, kind: str
) -> None:
    assert claim in found(says, kind)
    _, predicate, _ = claim.split()
    assert not any(predicate in said for said in found(silent, kind)), found(silent, kind)


@pytest.mark.parametrize("verb", ["推进", "推动"])
def test_pushing_the_building_of_a_platform_is_building_it(verb: str) -> None:
    text = f"{BODY}应当{verb}{{[孵化器|Incubator]、[大学科技园|Incubator]等}}创新载体建设。"
    assert found(text, "article") == {
        "市人民政府 establishes 孵化器",
        "市人民政府 establishes 大学科技园",
    }


def test_many_platforms_by_many_fields_are_not_each_with_each() -> None:
    fields = "、".join(f"[{name}|Industry]" for name in ("海药", "光电", "轻合金", "地热"))
    two = "[孵化器|Incubator]和[中试平台|PilotPlatform]"
    four = "、".join(f"[{name}平台|Platform]" for name in ("云算", "物联", "视讯", "感知"))
    assert len(found(f"聚焦{{{fields}等领域}},建设{two}。", "intention")) == 8
    assert found(f"聚焦{{{fields}等领域}},建设{{{four}}}。", "intention") == set()


def test_who_has_built_a_thing_that_shall_do_something() -> None:
    text = f"{CITY}设立的{PILOT}应当开放共享。"
    draft = marked(text, "article")
    find_claims(draft, ONTOLOGY)
    assert [(c.predicate, c.status, c.cue) for c in draft.claims] == [
        ("establishes", "Achieved", "设立")
    ]
    draft = marked("拟由" + text, "article")
    find_claims(draft, ONTOLOGY)
    assert [c.status for c in draft.claims] in ([], ["Planned"])


def test_policies_named_after_results_or_after_everybody_support_nobody() -> None:
    for name in ("[科技成果转化促进机制|PolicyInstrument]", "[企业服务机制|PolicyInstrument]"):
        text = f"[科技成果|Cohort]增加,[企业|Cohort]增加。建立{name}。"
        assert found(text, "fact") == set()
    text = "[科技型企业|Cohort]增加。建立[科技型企业扶持机制|PolicyInstrument]。"
    assert found(text, "fact") == {"科技型企业扶持机制 supports 科技型企业"}


def test_a_word_of_a_policy_s_own_name_says_no_status() -> None:
    text = "[数据产业|Industry]增长。落实[鼓励数据产业发展若干措施|PolicyInstrument]。"
    draft = marked(text, "fact")
    find_claims(draft, ONTOLOGY)
    said = {c.predicate: (c.status, c.cue) for c in draft.claims}
    assert said["supports"] == ("Achieved", None)


def test_kinds_of_fields_and_places_in_names_are_no_fields() -> None:
    text = "[标志性产业链|IndustryChain]形成,[体育|Industry]发展。建成[标志性工程|Programme]、[体育馆|Park]。"
    assert found(text, "fact") == set()
    text = (
        "[战略性新兴产业|Industry]增长。建成[海岸战略性新兴产业集群|Park]、[六松现代产业园|Park]。"
    )
    assert found(text, "fact") == set()
    parks = "、".join(f"[{name}|Park]" for name in ("闽宁产业园", "沿边产业园区", "枢纽港产业园"))
    assert found(f"建成{parks}。", "fact") == set()
    text = "建成[海岸光电产业园|Park]、[中荷设施农业产业园|Park]。"
    assert found(text, "fact") == {
        "海岸光电产业园 focusesOn 光电",
        "中荷设施农业产业园 focusesOn 设施农业",
    }


def test_departments_have_the_noun_that_stands_behind_their_list() -> None:
    listed = (
        "[市科学技术|GovernmentBody]、[财政|GovernmentBody]等有关部门应当实施[强链行动|Programme]。"
    )
    assert found(listed, "article") == {
        "市科学技术部门 establishes 强链行动",
        "财政部门 establishes 强链行动",
    }
    alone = "[科普|Organization]组织应当实施[强链行动|Programme]。"
    assert found(alone, "article") == {"科普组织 establishes 强链行动"}
