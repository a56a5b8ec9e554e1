"""Wordings of news, papers and lists: one sentence for each rule, and one like it that claims nothing.

The names are invented.
"""

from __future__ import annotations

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims

ONTOLOGY = load_ontology()
LAB = "[云岭实验室|Laboratory]"
HOUSE = "[云岭研究院|ResearchInstitute]"
FIRM = "[云岭药业|Enterprise]"
SCHOOL = "[海州大学|University]"
CITY = "[海州市|Place]"
FIELD = "[海洋药物|Industry]"


def found(text: str, kind: str = "fact") -> set[str]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY)
    for claim in draft.claims:
        quote = draft.text[claim.start : claim.end]
        assert claim.object.name in quote
        assert claim.cue is None or claim.cue in quote
        assert claim.context is not None or claim.subject.name in quote
    return {f"{c.subject.name} {c.predicate} {c.object.name} ({c.rule})" for c in draft.claims}


@pytest.mark.parametrize(
    ("rule", "says", "claim", "silent"),
    [
        (
            "makes-things",
            f"{FIRM}自主研发{FIELD}。",
            "云岭药业 focusesOn 海洋药物",
            f"公司请{SCHOOL}开发{FIELD}。",
        ),
        (
            "colon-works-on",
            f"{LAB}：聚焦{FIELD},每年投入一亿元。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}：院长说,国家将聚焦{FIELD}。",
        ),
        (
            "direction-is",
            f"名称：{LAB} 依托单位：{SCHOOL} 方向：{FIELD}",
            "云岭实验室 focusesOn 海洋药物",
            f"王某,{SCHOOL},研究方向为{FIELD}。",
        ),
        (
            "spread-over",
            f"[专精特新企业|Cohort]12家,主要分布在{FIELD}等行业。",
            "专精特新企业 focusesOn 海洋药物",
            f"[专精特新企业|Cohort]12家;主要分布在{FIELD}等行业。",
        ),
        (
            "made-by-whom-before",
            f"{FIRM}和{SCHOOL}研制的{FIELD}。",
            "海州大学 focusesOn 海洋药物",
            f"[市政府|GovernmentBody]打造的{FIELD}名城。",
        ),
        (
            "made-by",
            f"{FIELD}由{FIRM}研制。",
            "云岭药业 focusesOn 海洋药物",
            f"{FIELD}由[市科技局|GovernmentBody]提供支持。",
        ),
        (
            "things-of",
            f"{FIRM}的{FIELD}卖到海外。",
            "云岭药业 focusesOn 海洋药物",
            f"[市科技局|GovernmentBody]的{FIELD}专家到会。",
        ),
        (
            "build-then-focus",
            f"组建{LAB},重点攻关{FIELD}。",
            "云岭实验室 focusesOn 海洋药物",
            f"组建{LAB},推动{FIELD}发展。",
        ),
        (
            "field-then-cohort",
            f"引进{FIELD}领域初创[科技企业|Cohort]。",
            "科技企业 focusesOn 海洋药物",
            f"培育{FIELD}等[科技企业|Cohort]。",
        ),
        (
            "heavy-on",
            f"[云岭园|Park]逐步转向{FIELD}。",
            "云岭园 focusesOn 海洋药物",
            f"[云岭园|Park]的规划转向{FIELD}。",
        ),
        (
            "active-in",
            f"{LAB}先后在{FIELD}领域承担项目。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}的用户在{FIELD}领域工作。",
        ),
        (
            "active-in-field",
            f"{SCHOOL}依托港口优势,在{FIELD}领域取得成果。",
            "海州大学 focusesOn 海洋药物",
            f"据介绍,在{FIELD}领域已有成果。",
        ),
        (
            "others-work-on",
            f"支持{FIRM}延伸{FIELD}。",
            "云岭药业 focusesOn 海洋药物",
            f"支持{FIRM}的伙伴延伸{FIELD}。",
        ),
        (
            "co-builder",
            f"{FIRM}昨日与{SCHOOL}共建[联合研究院|ResearchInstitute]。",
            "海州大学 establishes 联合研究院",
            f"{FIRM}昨日与{SCHOOL}的校友共建[联合研究院|ResearchInstitute]。",
        ),
        (
            "both-build",
            f"{FIRM}与{SCHOOL}签署协议,双方将在{CITY}共建{LAB}。",
            "云岭药业 establishes 云岭实验室",
            f"{FIRM}与{SCHOOL}签署协议,有人在{CITY}共建{LAB}。",
        ),
        (
            "builder-before-scheme",
            f"{SCHOOL}与{FIRM}去年合作建设的{LAB}投用。",
            "海州大学 establishes 云岭实验室",
            f"{SCHOOL}与{FIRM}去年参观的{LAB}投用。",
        ),
        (
            "builder-in-brackets",
            f"{LAB}（建设单位：{SCHOOL}）",
            "海州大学 establishes 云岭实验室",
            f"{LAB}（参观单位：{SCHOOL}）",
        ),
        (
            "built-by-them",
            f"[云岭大赛|Event]自今年秋季起将由{CITY}和{SCHOOL}联合举办。",
            "海州大学 establishes 云岭大赛",
            f"[云岭大赛|Event]自今年秋季起将由{CITY}和{SCHOOL}报道。",
        ),
        (
            "has-laboratory",
            f"{FIRM}的{LAB}投用。",
            "云岭药业 establishes 云岭实验室",
            f"{FIRM}的员工到{LAB}参观。",
        ),
        (
            "others-build-there",
            f"支持{FIRM}在{CITY}设立{LAB}。",
            "云岭药业 establishes 云岭实验室",
            f"支持{FIRM}在{CITY}参观{LAB}。",
        ),
        (
            "issued-by-whom-before",
            f"{CITY}、[云岭县|Place]等六地日前联合印发《[中试办法|PolicyDocument]》。",
            "海州市 issues 中试办法",
            f"{CITY}、[云岭县|Place]等六地日前学习《[中试办法|PolicyDocument]》。",
        ),
        (
            "document-of",
            "根据[市科技局|GovernmentBody]《[中试办法|PolicyDocument]》,现予公布。",
            "市科技局 issues 中试办法",
            f"根据{FIRM}《[中试办法|PolicyDocument]》,现予公布。",
        ),
        (
            "for-whom-who-gives",
            "对新认定的[中试平台|PilotPlatform],[市财政局|GovernmentBody]连续三年给予奖励。",
            "市财政局 supports 中试平台",
            "对建设[中试平台|PilotPlatform]的单位,[市财政局|GovernmentBody]连续三年给予奖励。",
        ),
        (
            "gives-to-them",
            "[云岭银行|Enterprise]向[科技型企业|Cohort]发放贷款。",
            "云岭银行 supports 科技型企业",
            "[云岭银行|Enterprise]向[科技型企业|Cohort]发放的问卷已收回。",
        ),
        (
            "happens-in",
            f"[云岭博览会|Event]7月17日在{CITY}落下帷幕。",
            "云岭博览会 locatedIn 海州市",
            f"[市科技局|GovernmentBody]在{CITY}召开会议。",
        ),
        (
            "hosts",
            f"{CITY}昨天举行[云岭博览会|Event]。",
            "云岭博览会 locatedIn 海州市",
            f"{CITY}的企业举行[云岭博览会|Event]。",
        ),
        (
            "of-place",
            f"{CITY}的{FIRM}到会。",
            "云岭药业 locatedIn 海州市",
            f"面向{CITY}的{FIRM}到会。",
        ),
        (
            "place-gathers",
            "[云岭园|Park]累计入驻[科技型企业|Cohort]76家。",
            "科技型企业 locatedIn 云岭园",
            "[云岭园|Park]的网站累计注册[科技型企业|Cohort]76家。",
        ),
        (
            "settled-in",
            f"{FIRM}总部位于{CITY}。",
            "云岭药业 locatedIn 海州市",
            f"{FIRM}的用户来自{CITY}。",
        ),
        (
            "elided-sits-in",
            f"{FIRM}应当扩大规模,总部位于{CITY}。",
            "云岭药业 locatedIn 海州市",
            f"{FIRM}应当扩大规模,对位于{CITY}的企业让利。",
        ),
        (
            "at-place-who",
            f"在{CITY},{FIRM}给出了答案。",
            "云岭药业 locatedIn 海州市",
            f"在{CITY}看来,{FIRM}给出了答案。",
        ),
        (
            "in-brackets",
            f"办好[世界光电大会|Event]（{CITY}）。",
            "世界光电大会 locatedIn 海州市",
            f"办好[世界光电大会|Event]（{CITY}协办）。",
        ),
        (
            "built-there",
            f"在{CITY}探索设立[海洋研究院|ResearchInstitute]。",
            "海洋研究院 locatedIn 海州市",
            f"在{CITY}支持的设立[海洋研究院|ResearchInstitute]一事上。",
        ),
        (
            "place-colon",
            f"{CITY}：[云岭园|Park]、[南园|Park]。",
            "南园 locatedIn 海州市",
            f"本报{CITY}：[云岭园|Park]、[南园|Park]。",
        ),
        (
            "settled-attributive",
            "奖励入驻[云岭园|Park]的各类[科技型企业|Cohort]。",
            "科技型企业 locatedIn 云岭园",
            "奖励参观[云岭园|Park]的各类[科技型企业|Cohort]。",
        ),
        (
            "members-are",
            f"[云岭联合体|Consortium]成立,成员单位有{SCHOOL}、{FIRM}。",
            "云岭药业 partOf 云岭联合体",
            f"[云岭联合体|Consortium]成立,来宾有{SCHOOL}、{FIRM}。",
        ),
        (
            "joins",
            f"{SCHOOL}去年加入[云岭联合体|Consortium]。",
            "海州大学 partOf 云岭联合体",
            f"{SCHOOL}去年参观[云岭联合体|Consortium]。",
        ),
        (
            "with-each-other",
            f"{SCHOOL}、[云岭学院|University]与{FIRM}日前在{CITY}结对。",
            "海州大学 cooperatesWith 云岭药业",
            f"{SCHOOL}、[云岭学院|University]、{FIRM}日前在{CITY}结对。",
        ),
        (
            "joined-by",
            f"{SCHOOL}去年携手{FIRM}。",
            "海州大学 cooperatesWith 云岭药业",
            f"{SCHOOL}的校友去年携手{FIRM}。",
        ),
        (
            "role-before-name",
            f"{FIRM}首席技术官、创始人[王某|Person]说。",
            "王某 memberOf 云岭药业",
            f"{FIRM}的客户[王某|Person]说。",
        ),
        (
            "name-then-role",
            f"{SCHOOL}[王某|Person]团队到场。",
            "王某 memberOf 海州大学",
            f"{SCHOOL}、[王某|Person]团队到场。",
        ),
        (
            "name-with-role-in-brackets",
            f"[王某|Person]（{FIRM}创始人）：行业在变。",
            "王某 memberOf 云岭药业",
            f"[王某|Person]（曾访问{FIRM}）：行业在变。",
        ),
        (
            "it-works-on",
            f"{LAB}日前揭牌。实验室将聚焦{FIELD}。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}日前揭牌。中心将聚焦{FIELD}。",
        ),
        (
            "it-builds",
            f"[云岭产业园|Park]日前开园。园区现已建有{LAB}。",
            "云岭产业园 establishes 云岭实验室",
            f"[云岭产业园|Park]日前开园。园区附近的{LAB}也已投用。",
        ),
        (
            "it-sits-in",
            f"{LAB}日前揭牌。该实验室位于{CITY}。",
            "云岭实验室 locatedIn 海州市",
            f"{LAB}日前揭牌。实验室的伙伴位于{CITY}。",
        ),
        (
            "frame-then-back",
            f"面向{FIELD},支持{LAB}扩容。",
            "云岭实验室 focusesOn 海洋药物",
            f"面向{FIELD},参观{LAB}的人很多。",
        ),
        (
            "dash-field",
            f"[云岭园|Park]——{FIELD}、[特种玻璃|Industry];",
            "云岭园 focusesOn 特种玻璃",
            f"[云岭园|Park]——{FIELD}专家的家;",
        ),
        (
            "field-colon",
            f"支撑{FIELD}产业：{LAB}(海州大学);",
            "云岭实验室 focusesOn 海洋药物",
            f"讨论{FIELD}产业：{LAB}派人到会;",
        ),
        (
            "that-works-on",
            f"支持从事{FIELD}研究的各类[科技企业|Cohort]。",
            "科技企业 focusesOn 海洋药物",
            f"支持参观{FIELD}展览的各类[科技企业|Cohort]。",
        ),
        (
            "by-whom-attacked",
            f"课题由{SCHOOL}主持,研究{FIELD}。",
            "海州大学 focusesOn 海洋药物",
            f"中心由{SCHOOL}共建,研究{FIELD}。",
        ),
        (
            "in-field-build",
            f"在{FIELD}等产业链上,分别依托海州和南园,各组建1家[中试平台|PilotPlatform]。",
            "中试平台 focusesOn 海洋药物",
            f"在{FIELD}等领域落地应用30个,建设[中试平台|PilotPlatform]。",
        ),
        (
            "relying-on",
            f"依托{LAB},主攻{FIELD};",
            "云岭实验室 focusesOn 海洋药物",
            f"依托{CITY},主攻{FIELD};",
        ),
        (
            "relying-on-in",
            f"发挥{LAB}作用,在{FIELD}等方向推出应用。",
            "云岭实验室 focusesOn 海洋药物",
            f"发挥{LAB}作用,在{CITY}推出应用,发展{FIELD}。",
        ),
        (
            "its-direction",
            f"{LAB}日前揭牌。实验室主攻方向有二：{FIELD}和[特种玻璃|Industry]。",
            "云岭实验室 focusesOn 特种玻璃",
            f"{LAB}日前揭牌。企业主攻方向有二：{FIELD}和[特种玻璃|Industry]。",
        ),
        (
            "taken-on-by",
            f"二期转向{FIELD},由新成立的{LAB}承担。",
            "云岭实验室 focusesOn 海洋药物",
            f"二期转向{FIELD},由新成立的{LAB}参观。",
        ),
        (
            "field-enters-platform",
            f"{FIELD}等4个集群获评[国家级特色集群|Park]。",
            "国家级特色集群 focusesOn 海洋药物",
            f"{FIELD}等4个集群走访[国家级特色集群|Park]。",
        ),
        (
            "build-then-focus",
            f"与{SCHOOL}共办[中试基地|PilotPlatform],突破{FIELD}。",
            "中试基地 focusesOn 海洋药物",
            f"与{SCHOOL}参观[中试基地|PilotPlatform],突破{FIELD}。",
        ),
        (
            "subject-works-on",
            f"[云岭园|Park](海州市南园(一期))主攻{FIELD}。",
            "云岭园 focusesOn 海洋药物",
            f"[云岭园|Park](海州市南园(一期))的专家主攻{FIELD}。",
        ),
        (
            "frame-then-build",
            f"聚焦{FIELD}领域,以企业出题的方式,建设[省中试平台|PilotPlatform]。",
            "省中试平台 focusesOn 海洋药物",
            f"聚焦{FIELD}领域,由高校出题,以评促建,建设[省中试平台|PilotPlatform]。",
        ),
        (
            "turns-to-field",
            f"{LAB}由{SCHOOL}牵头建设,联合多家企业,聚焦{FIELD}领域。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}由{SCHOOL}牵头建设;企业要聚焦{FIELD}领域。",
        ),
        (
            "attends-to-field",
            f"{LAB}由{SCHOOL}牵头建设,面向{FIELD}领域开展攻关。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}由{SCHOOL}牵头建设。面向{FIELD}领域开展攻关。",
        ),
        (
            "it-goes-on-to",
            f"[云岭基金|Fund]设立。基金将依托高校,围绕{FIELD}开展投资。",
            "云岭基金 focusesOn 海洋药物",
            f"[云岭基金|Fund]设立。基金业协会依托高校,围绕{FIELD}开展调研。",
        ),
        (
            "takes-up-field",
            f"海州出台《[海州规划|PolicyDocument]》,把“{FIELD}”列为三大主导产业之一。",
            "海州规划 focusesOn 海洋药物",
            f"海州出台《[海州规划|PolicyDocument]》,把“{FIELD}”列为反面案例。",
        ),
        (
            "mainly-of-fields",
            f"[云岭园|Park]坚持创新,形成了{FIELD}等为主的产业体系。",
            "云岭园 focusesOn 海洋药物",
            f"[云岭园|Park]坚持创新,不再形成{FIELD}等为主的产业体系。",
        ),
        (
            "pillar-of-place",
            f"{FIELD}产业是{CITY}重点发展的支柱产业。",
            "海州市 focusesOn 海洋药物",
            f"{FIELD}产业是{CITY}居民不了解的。",
        ),
        (
            "strong-in-field",
            f"{CITY}在{FIELD}领域跻身第一方阵。",
            "海州市 focusesOn 海洋药物",
            f"{CITY}在{FIELD}领域投诉不断。",
        ),
        (
            "with-field-as-focus",
            f"{LAB}将以{FIELD}为主线。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}将以{FIELD}为由涨价。",
        ),
        (
            "spread-over",
            "28家[省级工程中心|InnovationCenter]里,有8家集中在[光电|Industry]领域,"
            f"数量最多,7家来自{FIELD}领域。",
            "省级工程中心 focusesOn 海洋药物",
            "28家[省级工程中心|InnovationCenter]里,有8家集中在[光电|Industry]领域,"
            f"企业代表谈到{FIELD}领域。",
        ),
        (
            "relying-on-builds",
            f"依托{SCHOOL}成立了{LAB}。",
            "海州大学 establishes 云岭实验室",
            f"依托{SCHOOL}的学者参观{LAB}。",
        ),
        (
            "with-support-of",
            f"在{CITY}、{SCHOOL}等单位支持下,去年成立了{LAB}。",
            "海州大学 supports 云岭实验室",
            f"在{CITY}、{SCHOOL}等单位参观后,去年成立了{LAB}。",
        ),
        (
            "document-gives",
            f"《[海州办法|PolicyDocument]》明确,对{LAB},给予一百万元支持。",
            "海州办法 supports 云岭实验室",
            f"《[海州办法|PolicyDocument]》印发后,专家对{LAB}给予好评。",
        ),
        (
            "builds-platform",
            f"{CITY}携手高校建设“[海州中试平台|PilotPlatform]”“[云岭园|Park]”。",
            "海州市 establishes 云岭园",
            f"{CITY}携手高校参观“[海州中试平台|PilotPlatform]”“[云岭园|Park]”。",
        ),
        (
            "role-is-name",
            f"{HOUSE}正式挂牌,院长为{SCHOOL}[李一舟|Person]。",
            "李一舟 memberOf 云岭研究院",
            f"{HOUSE}正式挂牌。院长为{SCHOOL}[李一舟|Person]。",
        ),
        (
            "appointed",
            f"{HOUSE}已启动建设,聘请{SCHOOL}[李一舟|Person]院士担任首任院长。",
            "李一舟 memberOf 云岭研究院",
            f"{HOUSE}已启动建设,聘请{SCHOOL}[李一舟|Person]院士讲课。",
        ),
        (
            "builds-platform",
            f"{SCHOOL}和{HOUSE}签约。[研究院|ResearchInstitute]已搭建起{LAB}。",
            "云岭研究院 establishes 云岭实验室",
            f"{SCHOOL}和{HOUSE}签约。[研究院|ResearchInstitute]已参观{LAB}。",
        ),
        (
            "turns-to-field",
            f"{LAB}成立后,将专注{FIELD}的研究。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}成立后。将专注{FIELD}的研究。",
        ),
        (
            "subject-works-on",
            f"{LAB}面向[光电|Industry]和{FIELD}关键核心技术攻关的需求。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}面向[光电|Industry]和{FIELD}专业学生。",
        ),
        (
            "settled-in",
            f"{LAB}位于[四川省|Place][成都市|Place][锦江区|Place]。",
            "云岭实验室 locatedIn 锦江区",
            f"{LAB}位于前列,[四川省|Place][成都市|Place][锦江区|Place]。",
        ),
        (
            "done-in-place",
            f"{LAB}在[成都市|Place][锦江区|Place]正式挂牌。",
            "云岭实验室 locatedIn 锦江区",
            f"{LAB}在[成都市|Place][锦江区|Place]组织参观。",
        ),
        (
            "done-in-place",
            f"{FIRM}在[成都市|Place][锦江区|Place]揭牌。",
            "云岭药业 locatedIn 锦江区",
            f"{FIRM}在[成都市|Place][锦江区|Place]举行产业发展推介会。",
        ),
        (
            "builds-platform",
            f"[海州创新中心|InnovationCenter]揭牌。[创新中心|InnovationCenter]已建成{LAB}。",
            "海州创新中心 establishes 云岭实验室",
            f"[海州创新中心|InnovationCenter]揭牌。建成{LAB}。",
        ),
        (
            "moves-in",
            f"{LAB}正式获批,规划落户{CITY}。",
            "云岭实验室 locatedIn 海州市",
            f"{LAB}正式获批,规划面积两亩,{CITY}领导到场。",
        ),
        (
            "first-of-two-roles",
            f"{SCHOOL}教授、{HOUSE}院长[李一舟|Person]。",
            "李一舟 memberOf 海州大学",
            f"{SCHOOL}教师代表、{HOUSE}院长[李一舟|Person]。",
        ),
        (
            "founds-body",
            f"[市政府|GovernmentBody]决定组建{HOUSE}。",
            "市政府 establishes 云岭研究院",
            f"[市政府|GovernmentBody]决定参观{HOUSE}。",
        ),
        (
            "with-field-as-focus",
            f"{LAB}将以{FIELD}研究和[关键共性技术|TechnologyField]研究为主线。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}将以{FIELD}研究为例,说明[关键共性技术|TechnologyField]为主线。",
        ),
        (
            "builds-among-them",
            f"{CITY}布局一批平台,包括{FIELD}等8个中心,{LAB}等5个平台。",
            "海州市 establishes 云岭实验室",
            f"{CITY}参观一批平台,包括{FIELD}等8个中心,{LAB}等5个平台。",
        ),
        (
            "spread-over",
            "28家[省级工程中心|InnovationCenter]里,8家集中在[光电|Industry]领域,"
            f"{FIELD}领域分别有1家。",
            "省级工程中心 focusesOn 海洋药物",
            "28家[省级工程中心|InnovationCenter]里,8家集中在[光电|Industry]领域,"
            f"{FIELD}领域没有人来。",
        ),
        (
            "place-sets-up-field",
            f"近年来,{CITY}积极布局{FIELD}产业链。",
            "海州市 focusesOn 海洋药物",
            f"近年来,在{CITY}积极布局{FIELD}的外地企业增多。",
        ),
        (
            "backs-them",
            f"[市科技局|GovernmentBody]围绕产业,支持{SCHOOL}、{FIRM}组建平台。",
            "市科技局 supports 云岭药业",
            f"[市科技局|GovernmentBody]围绕产业,支持{SCHOOL}的决定。",
        ),
    ],
)
def test_what_a_wording_claims(rule: str, says: str, claim: str, silent: str) -> None:
    """Of several rules that make it the surest is named, so `rule` is only what the row is there for."""
    assert any(line.startswith(f"{claim} (") for line in found(says)), rule
    assert not any(claim in other for other in found(silent))


def test_kinds_of_names_and_examples_are_no_fields() -> None:
    kinds = "发展[农业|Industry]和[先进制造业|Industry]。\n"
    assert found(kinds + "建设[农业科技园区|Park]和[海岸先进制造业集群|Park]。") == set()
    assert found(f"改造{FIELD}等[传统基础设施|ResearchInfrastructure]。") == set()


def test_who_founds_is_not_what_is_founded() -> None:
    text = f"{FIRM}创办从事{FIELD}研究的[云岭公司|Enterprise]。"
    assert {line.split()[0] for line in found(text) if "focusesOn" in line} == {"云岭公司"}


def test_who_is_with_whom() -> None:
    text = f"{SCHOOL}、[云岭学院|University]与{FIRM}、[南园药业|Enterprise]合作。"
    assert {line.rsplit(" ", 1)[0] for line in found(text)} == {
        f"{school} cooperatesWith {firm}"
        for school in ("海州大学", "云岭学院")
        for firm in ("云岭药业", "南园药业")
    }


def test_those_behind_with_are_not_with_each_other() -> None:
    assert found(f"我们先后与{SCHOOL}、{FIRM}合作。") == set()


def test_list_goes_on_behind_a_member_that_nobody_marked() -> None:
    text = f"聚焦{FIELD}、深海矿物、[特种玻璃|Industry]等产业,建设[中试平台|PilotPlatform]。"
    assert {line.split()[2] for line in found(text)} == {"海洋药物", "特种玻璃"}


def test_each_with_its_own() -> None:
    text = f"[云岭实验室|Laboratory]、[南园中心|InnovationCenter]分别聚焦{FIELD}、[特种玻璃|Industry]。"
    assert {line.rsplit(" ", 1)[0] for line in found(text)} == {
        "云岭实验室 focusesOn 海洋药物",
        "南园中心 focusesOn 特种玻璃",
    }


def test_former_and_latter() -> None:
    text = (
        f"{{{LAB}、[南园中心|InnovationCenter]}}揭牌,前者聚焦{FIELD},后者面向[特种玻璃|Industry]。"
    )
    assert {line.rsplit(" ", 1)[0] for line in found(text) if "focusesOn" in line} == {
        "云岭实验室 focusesOn 海洋药物",
        "南园中心 focusesOn 特种玻璃",
    }
    assert found(f"{LAB}揭牌,后者聚焦{FIELD}。") == set()


def test_list_that_ends_open_is_no_piece_of_a_longer_name() -> None:
    parks = "{[云岭园|Park]、[南园|Park]等}"
    assert found(f"创建{FIELD}领域{parks}线上线下平台。") == {
        "云岭园 focusesOn 海洋药物 (field-of-platform)",
        "南园 focusesOn 海洋药物 (field-of-platform)",
    }


def test_who_builds_elsewhere_does_not_move_there() -> None:
    text = f"鼓励{SCHOOL}在{CITY}建立[联合实验室|Laboratory]。"
    assert not any(line.startswith("海州大学 locatedIn") for line in found(text))
    moves = f"鼓励{SCHOOL}在{CITY}落户。"
    assert any(line.startswith("海州大学 locatedIn") for line in found(moves))


def test_body_that_grows_a_field_does_not_work_on_it() -> None:
    text = f"[市发展改革委|GovernmentBody]制定目录,重点发展{FIELD}。"
    assert not any("focusesOn" in line for line in found(text))


def test_what_somebody_builds_is_no_part_of_what_is_built() -> None:
    assert not any("partOf" in line for line in found("[云岭园|Park]由[海岸示范区|Park]管理。"))
