"""Ways to say a claim, each beside a sentence that looks like it and does not say it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.claims.grammar import load_grammar

ONTOLOGY = load_ontology()


def triples(text: str, kind: str = "fact") -> set[tuple[str, str, str, str]]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY)
    return {(c.subject.name, c.predicate, c.object.name, c.status) for c in draft.claims}


@pytest.mark.parametrize(
    ("text", "other", "kind", "expected"),
    [
        (
            "推动[海州大学|University]等域外高校孵化注册[成果转化公司|Cohort]近30家。",
            "推动[海州大学|University]等域外高校走访[成果转化公司|Cohort]近30家。",
            "fact",
            ("海州大学", "supports", "成果转化公司", "Achieved"),
        ),
        (
            "[云岭中试平台|PilotPlatform]正式更名为[云岭创新中心|InnovationCenter]。",
            "[云岭中试平台|PilotPlatform]正式命名为[云岭创新中心|InnovationCenter]。",
            "fact",
            ("云岭创新中心", "successorOf", "云岭中试平台", "Achieved"),
        ),
        (
            "[云岭药业|Enterprise](前身为[云岭制药厂|Enterprise])上市。",
            "[云岭药业|Enterprise](股东为[云岭制药厂|Enterprise])上市。",
            "fact",
            ("云岭药业", "successorOf", "云岭制药厂", "Achieved"),
        ),
        (
            "[云岭院|ResearchInstitute]由[材料所|ResearchInstitute]、[化工所|ResearchInstitute]合并组建。",
            "[云岭院|ResearchInstitute]由[材料所|ResearchInstitute]、[化工所|ResearchInstitute]合作组建。",
            "fact",
            ("云岭院", "successorOf", "化工所", "Achieved"),
        ),
        (
            "[云岭园|Park]应当扩大开放,以[海洋装备|Industry]、[海洋药物|Industry]为支柱。",
            "[云岭园|Park]应当扩大开放,以[海洋装备|Industry]为由拒绝。",
            "article",
            ("云岭园", "focusesOn", "海洋药物", "Planned"),
        ),
        (
            "以[云岭科学城|ScienceHub]为核心区域的[海洋药物|Industry]产业成势。",
            "以[云岭科学城|ScienceHub]为例说明[海洋药物|Industry]产业。",
            "fact",
            ("云岭科学城", "focusesOn", "海洋药物", "Achieved"),
        ),
        (
            "[云岭平台|TransferPlatform]应当提供{[检验检测|Industry]、[工业设计|Industry]等}服务。",
            "[云岭平台|TransferPlatform]应当提供{[检验检测|Industry]、[工业设计|Industry]等}场地。",
            "article",
            ("云岭平台", "focusesOn", "工业设计", "Planned"),
        ),
        (
            "完善{[汽车|Industry]、[机器人|Industry]等}[优势产业协同机制|PolicyInstrument]。",
            "完善{[汽车|Industry]、[机器人|Industry]等}[揭榜挂帅机制|PolicyInstrument]。",
            "intention",
            ("优势产业协同机制", "focusesOn", "机器人", "Planned"),
        ),
        (
            "实施[企业跃升行动|Programme],新培育[单项冠军企业|Cohort]3家。",
            "实施[企业跃升行动|Programme],平台引来[单项冠军企业|Cohort]3家。",
            "intention",
            ("企业跃升行动", "supports", "单项冠军企业", "Planned"),
        ),
        (
            "[市科技局|GovernmentBody]应当加强[科技服务人才|Cohort]队伍建设。",
            "[市科技局|GovernmentBody]应当加强[科技服务人才|Cohort]统计。",
            "article",
            ("市科技局", "supports", "科技服务人才", "Planned"),
        ),
        (
            "给予[科技型企业|Cohort][税收优惠|PolicyInstrument]。",
            "给予[科技型企业|Cohort]答复,宣传[税收优惠|PolicyInstrument]。",
            "article",
            ("税收优惠", "supports", "科技型企业", "Planned"),
        ),
        (
            "[市人民政府|GovernmentBody]应当提升[海洋装备|Industry]创新水平。",
            "[市人民政府|GovernmentBody]应当提升[海洋装备|Industry]统计数据质量。",
            "article",
            ("市人民政府", "supports", "海洋装备", "Planned"),
        ),
        (
            "落实对[大学科技园|Incubator]的[税费优惠|PolicyInstrument]。",
            "落实经[大学科技园|Incubator]审核的[税费优惠|PolicyInstrument]。",
            "article",
            ("税费优惠", "supports", "大学科技园", "Planned"),
        ),
        (
            "[省政府|GovernmentBody]对从事基础研究的[科研机构|Cohort],在经费等方面给予重点支持。",
            "[省政府|GovernmentBody]对从事基础研究的[科研机构|Cohort],在经费等方面提出要求。",
            "article",
            None,
        ),
        (
            "[市科技局|GovernmentBody]对成绩突出的[农技人员|Cohort]给予奖励。",
            "[市科技局|GovernmentBody]对成绩突出的[农技人员|Cohort]予以登记。",
            "article",
            ("市科技局", "supports", "农技人员", "Planned"),
        ),
        (
            "[市政府|GovernmentBody]应当加大对[农业科技园|Park]的投入。",
            "[市政府|GovernmentBody]应当加大对[农业科技园|Park]的检查。",
            "article",
            ("市政府", "supports", "农业科技园", "Planned"),
        ),
        (
            "[市政府|GovernmentBody]应当对有前景的[先进制造业|Industry]给予重点支持。",
            "[市政府|GovernmentBody]应当对有前景的[先进制造业|Industry]加以调查。",
            "article",
            ("市政府", "supports", "先进制造业", "Planned"),
        ),
        (
            "[云岭园|Park]应当制定规划,优先发展{[新材料|Industry]、[云计算|Industry]等}产业。",
            "[云岭园|Park]应当制定规划,优先安排{[新材料|Industry]、[云计算|Industry]等}座谈。",
            "article",
            ("云岭园", "focusesOn", "云计算", "Planned"),
        ),
        (
            "支持[临海片区|Place]创新拓展{[离岸贸易|Industry]、[航运服务|Industry]等}功能。",
            "支持[临海片区|Place]创新考核{[离岸贸易|Industry]、[航运服务|Industry]等}功能。",
            "intention",
            ("临海片区", "focusesOn", "离岸贸易", "Planned"),
        ),
        (
            "[海州开发区|Park]获批建设[国家提质增效项目|Programme]。",
            "[海州开发区|Park]参观[国家提质增效项目|Programme]。",
            "fact",
            ("海州开发区", "establishes", "国家提质增效项目", "Achieved"),
        ),
        (
            "设立[海州创新资金|Fund]等专项资金,用于资助[创新平台|Platform]。",
            "设立[海州创新资金|Fund]等专项资金,途经[创新平台|Platform]。",
            "article",
            ("海州创新资金", "supports", "创新平台", "Planned"),
        ),
        (
            "[市科技局|GovernmentBody]应当会同[市财政局|GovernmentBody]进行论证。",
            "[市科技局|GovernmentBody]应当听取[市财政局|GovernmentBody]进行的陈述。",
            "article",
            ("市科技局", "cooperatesWith", "市财政局", "Planned"),
        ),
        (
            "支持[云岭园|Park]内的[科技型企业|Cohort]发展。",
            "支持[云岭园|Park]外的[科技型企业|Cohort]发展。",
            "article",
            ("科技型企业", "locatedIn", "云岭园", "Achieved"),
        ),
        (
            "建设{[海州|Place]、[云岭|Place]等}[低空装备集聚区|Park]。",
            "走访{[海州|Place]、[云岭|Place]等}[低空装备集聚区|Park]。",
            "intention",
            ("低空装备集聚区", "locatedIn", "云岭", "Planned"),
        ),
        (
            "以[云岭科学城|ScienceHub]为集中承载地布局[重大科技设施|ResearchInfrastructure]。",
            "以[云岭科学城|ScienceHub]为对手布局[重大科技设施|ResearchInfrastructure]。",
            "intention",
            ("重大科技设施", "locatedIn", "云岭科学城", "Planned"),
        ),
        (
            "[海岸药业|Enterprise]在[云岭市|Place]设立研发中心。",
            "[海岸药业|Enterprise]在[云岭市|Place]设立奖项。",
            "fact",
            ("海岸药业", "locatedIn", "云岭市", "Achieved"),
        ),
        (
            "[海州|Place]成为[国家综合改革试点|Programme]。",
            "[海州|Place]成为焦点,[国家综合改革试点|Programme]开展。",
            "fact",
            ("海州", "partOf", "国家综合改革试点", "Achieved"),
        ),
        (
            "构建以[云岭实验室|Laboratory]为重要组成部分的[海州创新联盟|Consortium]。",
            "构建以[云岭实验室|Laboratory]为竞争对手的[海州创新联盟|Consortium]。",
            "article",
            ("云岭实验室", "partOf", "海州创新联盟", "Achieved"),
        ),
        (
            "建立[青年人才和创新团队培养机制|PolicyInstrument]。",
            "建立[青年活动和创新环境培养机制|PolicyInstrument]。",
            "article",
            ("青年人才和创新团队培养机制", "supports", "创新团队", "Planned"),
        ),
        (
            "[云岭医院|Organization]和[海州医院|Organization]共建[医联体|Consortium]。",
            "[云岭医院|Organization]和[海州医院|Organization]考察[医联体|Consortium]。",
            "fact",
            ("海州医院", "establishes", "医联体", "Achieved"),
        ),
    ],
)
def test_rule_claims_what_is_said_and_nothing_that_only_looks_like_it(
    text: str, other: str, kind: str, expected: tuple[str, str, str, str] | None
) -> None:
    if expected is not None:
        assert expected in triples(text, kind)
        assert expected[:3] not in {found[:3] for found in triples(other, kind)}
    else:  # a kind too general to be an end
        assert triples(text, kind) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[云岭市|Place]成立[示范区|Park]理事会。", "fact"),
        ("[云岭市|Place]建成[示范区|Park]内道路。", "fact"),
        ("[市人民政府|GovernmentBody]有关部门应当支持[云岭园|Park]发展。", "article"),
        ("省辖[市人民政府|GovernmentBody]应当支持[云岭园|Park]发展。", "article"),
        ("[市人民政府|GovernmentBody]应当支持[种业|Industry]科学技术示范镇建设。", "article"),
        ("[市人民政府|GovernmentBody]应当建立[云岭园|Park]建设、管理协调机制。", "article"),
        ("[市人民政府|GovernmentBody]应当促进[法律服务|Industry]等中介机构发展。", "article"),
        ("[市科技|Enterprise]、教育等部门应当支持[云岭园|Park]发展。", "article"),
        ("[云岭市|Place]建设5[大示范园|Park]。", "fact"),
        ("[市科技局|GovernmentBody]应当推动[种业|Industry]领域企业名单公开。", "article"),
        ("[市科技局|GovernmentBody]应当建立[科技项目|Programme]与标准化工作联动机制。", "article"),
        ("鼓励企业到[海州|Place]从事[海洋药物|Industry]开发。", "article"),
        ("[市科技局|GovernmentBody]应当组织金融机构建设[服务平台|TransferPlatform]。", "article"),
    ],
)
def test_nothing_is_claimed_of_a_piece_of_a_longer_phrase(text: str, kind: str) -> None:
    assert triples(text, kind) == set()


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "[市人民政府|GovernmentBody]应当会同有关部门建设[云岭园|Park]。",
            "article",
            ("市人民政府", "establishes", "云岭园", "Planned"),
        ),
        (
            "由[市科技局|GovernmentBody]建设[云岭园|Park]。",
            "article",
            ("市科技局", "establishes", "云岭园", "Planned"),
        ),
        (
            "[市人民政府|GovernmentBody]应当推动{[种业|Industry]、[渔业|Industry]等}产业发展。",
            "article",
            ("市人民政府", "supports", "渔业", "Planned"),
        ),
    ],
)
def test_whole_phrases_are_claimed(
    text: str, kind: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in triples(text, kind)


@pytest.mark.parametrize(
    "text",
    [
        "[市人民政府|GovernmentBody]应当改善服务,鼓励设立[概念验证中心|ProofOfConceptCenter]。",
        "[市科技局|GovernmentBody]应当推进高等学校建立[技术转移中心|TransferPlatform]。",
        "[市科技局|GovernmentBody]应当支持创新,由有关部门建立[技术转移中心|TransferPlatform]。",
        "[市科技局|GovernmentBody]可以通过设立资金、提供[贷款贴息|PolicyInstrument]。",
        "聚焦“[硬设施|Platform]”实施[创新行动|Programme]。",
        "建成[云岭装置|ResearchInfrastructure]4个、新增[云岭实验室|Laboratory]5家。",
    ],
)
def test_who_has_others_build_does_not_build(text: str) -> None:
    assert not {t for t in triples(text, "article") if t[1] == "establishes"}


def test_support_is_the_supporters_own_act_though_it_lets_others_build() -> None:
    text = "[市科技局|GovernmentBody]应当支持[科技型企业|Cohort]建设平台。"
    assert ("市科技局", "supports", "科技型企业", "Planned") in triples(text, "article")
    text = "鼓励[云岭银行|Organization]支持[科技型企业|Cohort]建设平台。"
    assert ("云岭银行", "supports", "科技型企业", "Encouraged") in triples(text, "article")


def test_rules_are_found_by_their_words_as_one_by_one() -> None:
    triggers = load_grammar().triggers
    words = [
        word for rule in triggers.rules for word in re.findall(r"[^()|?<!=\\]+", rule.words.pattern)
    ]
    for text in [*words, *(f"{one}{other}" for one, other in pairwise(words))]:
        found = [rule.name for rule in triggers.rules_in(text)]
        assert found == [rule.name for rule in triggers.rules if rule.words.search(text)], text
