"""Answers on the samples' gold: platforms and industries (6 to 12), gaps (15 to 18).

What is expected was read from the sample texts, as samples/README.md shows them.
"""

from __future__ import annotations

import re

import pytest
from asked import counted

from innograph.graph.errors import UsageError
from innograph.queries.catalogue import FOLDER, find_question

REFERENCE = FOLDER.with_name("reference") / "strategic-emerging-industries.ttl"


def of(answer, *names):
    return set(counted(answer, *names))


def test_6_consortia_with_whoever_is_said_to_lead(answered):
    names = ("industry", "consortium", "leader", "status", "document")
    plan, city = "linlan-action-plan-2024", "wangchuan-work-report-2024"
    assert of(answered(6), *names) == {
        ("低空经济", "创新联合体", "链主企业", "Encouraged", city),
        ("网络安全", "创新联合体", "链主企业", "Encouraged", city),
        ("新型储能", "创新联合体", None, "Encouraged", plan),
        ("海洋工程装备", "创新联合体", None, "Encouraged", plan),
        (
            *("航空发动机", "航空发动机创新联合体", "望川岚翼动力有限公司", "Achieved"),
            "wangchuan-work-report-2025",
        ),
    }


def test_6_the_claim_about_the_leader_is_evidence_too(answered):
    answer = answered(6, status="鼓励", place="望川")
    (sentences,) = {tuple(e.sentence for e in answer.evidence(row)) for row in range(len(answer))}
    assert any("链主企业牵头" in sentence for sentence in sentences)


def test_7_planned_incubators_with_the_place_that_the_sentence_gives(answered):
    assert of(answered(7, status="计划"), "platform", "located", "industry") == {
        *((p, "望川高新区", f) for p in ("孵化器", "加速器") for f in ("量子信息", "人形机器人")),
        *(("加速器", "鹭汀区", field) for field in ("脑机接口", "深海机器人")),
        *(("大学科技园", "青栎区", field) for field in ("人工智能", "生命健康")),
        *(("众创空间", None, field) for field in ("人工智能", "生物医药")),
    }


def test_8_operating_models(answered):
    report, rule = "wangchuan-work-report-2024", "wangchuan-pilot-measures-2024"
    of_pilots = {
        ("链主自建+共享开放", "Achieved", report),
        ("政府搭台+院所运营", "Achieved", report),
        ("链主自建+共享开放", "Planned", rule),
        ("政府搭台+院所运营", "Planned", rule),
        ("企业主建+专业服务", "Planned", rule),
        ("企业主建+专业服务", "Encouraged", "lanjiang-chain-plan-2025"),
    }
    assert of(answered(8, **{"class": "中试平台"}), "model", "status", "document") == of_pilots
    assert of(answered(8), "model", "status", "document") == of_pilots | {
        ("中试+孵化", "Piloted", rule),
        ("中试+基金", "Piloted", "wangchuan-director-essay-2024"),
        ("中试+基金", "Piloted", "linlan-action-plan-2024"),
        ("创新平台+园区转化", "Piloted", "lanjiang-chain-plan-2025"),
    }


def test_9_named_laboratories_without_an_industry(answered):
    assert of(answered(9), "platform", "document") == {
        ("砚山实验室", "wangchuan-work-report-2024"),
        ("砚山实验室", "wangchuan-work-report-2025"),
        ("砚山实验室", "wangchuan-director-essay-2024"),
        ("国家实验室基地", "lanjiang-chain-plan-2025"),
    }


def test_9_lists_groups_and_kinds_when_asked(answered):
    more = of(answered(9, groups=True), "platform")
    assert of(answered(9), "platform") < more
    assert of(answered(15, **{"class": "Laboratory"}), "platform") <= more


def test_9_the_evidence_is_a_passage_that_names_it(answered):
    answer = answered(9, place="望川")
    for item in answer.evidence():
        assert "砚山实验室" in item.sentence
        assert item.status is None


def test_10_chain_leaders_and_their_platforms(answered):
    pharma, engines = "临澜沐渊生物制药有限公司", "望川岚翼动力有限公司"
    assert of(answered(10), "leader", "named", "platform", "status", "document") == {
        (pharma, True, "临澜生物医药中试平台", "Planned", "linlan-action-plan-2024"),
        (pharma, True, "临澜生物医药中试平台", "Achieved", "linlan-work-report-2025"),
        (pharma, True, "临澜生物医药中试平台", "Achieved", "linlan-pilot-platform-news-2025"),
        (engines, True, "望川航空动力中试基地", "Achieved", "wangchuan-aero-chain-plan-2025"),
        (engines, True, "航空发动机健康管理创新中心", "Planned", "wangchuan-aero-chain-plan-2025"),
        (engines, True, "航空动力联合实验室", "Achieved", "lanjiang-cooperation-news-2025"),
        (engines, True, "航空发动机创新联合体", "Achieved", "wangchuan-work-report-2025"),
        ("链主企业", False, "创新联合体", "Encouraged", "wangchuan-work-report-2024"),
        ("链主企业", False, "联合实验室", "Encouraged", "wangchuan-director-essay-2024"),
        ("链主企业", False, "中试平台", "Encouraged", "lanjiang-chain-plan-2025"),
        ("链主企业", False, "中试平台", "Encouraged", "lanjiang-platform-regulation"),
    }


def test_11_positions_in_the_chain(answered):
    names = ("member", "industry", "position")
    assert of(answered(11), *names) == {
        ("复合材料概念验证中心", "航空发动机", "上游"),
        ("望川航空动力中试基地", "航空发动机", "中游"),
        ("砚山航空产业园", "航空发动机", "下游"),
        ("临澜生物医药中试平台", "生物医药", "中游"),
    }
    assert of(answered(11, industry="生物医药", **{"class": "企业"}), *names) == {
        ("临澜藻生科技有限公司", "生物医药", "上游"),
        ("临澜沐渊生物制药有限公司", "生物医药", "下游"),
    }
    assert of(answered(11, **{"class": "Field"}), *names) == {
        ("高温合金", "航空发动机", "上游"),
        ("精密铸件", "航空发动机", "上游"),
    }


def test_12_paths_from_a_university_to_a_firm(answered):
    answer = answered(12, industry="生物医药")
    names = ("university", "platform", "firm", "university_status", "platform_status")
    assert of(answer, *names) == {
        ("临澜海洋大学", "临澜生物医药中试平台", firm, "Achieved", status)
        for firm in ("临澜藻生科技有限公司", "临澜沐渊生物制药有限公司")
        for status in ("Planned", "Achieved")
    }
    for row in range(len(answer)):
        assert len(answer.evidence(row)) == 3


def test_15_kinds_of_platforms_without_an_industry(answered):
    assert of(answered(15, place="临澜"), "platform") == {("孵化器",), ("众创空间",)}
    assert of(answered(15, place="望川"), "platform") == {
        ("省级以上科技创新平台",),
        ("国家重点实验室",),
    }


def test_16_industries_of_one_type_of_platform(answered):
    assert of(answered(16, place="临澜"), "industry", "class", "built") == {
        ("医疗器械", "Incubator", True),
        ("深海机器人", "Incubator", False),
        ("脑机接口", "Incubator", False),
        ("封装测试", "InnovationCenter", True),
        ("深海装备", "Laboratory", True),
        ("航空发动机", "TransferPlatform", False),
    }


def test_17_two_cities(answered):
    answer = answered(17, place="望川", other="临澜")
    claims = {row["industry"]: (row["here"], row["there"]) for row in answer}
    assert {row["industry"] for row in answer if row["shared"]} == {"航空发动机"}
    assert claims["集成电路"] == (0, 6)
    assert claims["氢能"] == (4, 0)
    assert "9 documents looked at" in " ".join(answer.notes)
    back = answered(17, place="临澜", other="望川")
    assert {r["industry"]: (r["there"], r["here"]) for r in back} == claims


def test_18_the_national_list(answered):
    named = of(answered(18, place="望川", mentioned=True), "code")
    assert named == {(c,) for c in ("1", "1.3", "1.5", "2", "2.1", "2.2", "3", "3.5")}
    missing = answered(18, place="望川")
    assert len(missing) == 9 + 40 - len(named)
    assert {row["looked_at"] for row in missing} == {5}
    assert ("4.1", "生物医药产业") in of(missing, "code", "entry")
    assert ("4.1",) not in of(answered(18), "code")  # the other city and the province name it


def test_18_both_queries_hold_the_list_of_the_reference_file():
    question = find_question(18)
    entries, forms = reference()
    cypher, sparql = question.text("cypher"), question.text("sparql")
    for code, name in entries.items():
        block = re.search(
            rf"code: '{re.escape(code)}', name: '{name}', forms: \[(.*?)\]", cypher, re.DOTALL
        )
        assert set(re.findall(r"'([^']+)'", block[1])) == forms[code]
        assert f'("{code}" "{name}")' in sparql
    terms, listed = re.findall(r"VALUES \(\?code \?\w+\) \{(.*?)\}", sparql, re.DOTALL)
    pairs = re.findall(r'\("([\d.]+)" "([^"]+)"\)', terms)
    assert dict(pairs) == entries
    assert set(re.findall(r'\("([\d.]+)" "([^"]+)"\)', listed)) == {
        (code, form) for code, names in forms.items() for form in names
    }
    assert cypher.count("code: '") == len(entries) == 49


def reference():
    """Code → name, and code → all names, those of the entries below it included."""
    import rdflib
    from rdflib.namespace import SKOS

    graph = rdflib.Graph().parse(REFERENCE)
    entries, forms = {}, {}
    for concept, code in graph.subject_objects(SKOS.notation):
        zh = [str(n) for n in graph.objects(concept, SKOS.prefLabel) if n.language == "zh"]
        entries[str(code)] = zh[0]
        forms[str(code)] = {*zh, *map(str, graph.objects(concept, SKOS.hiddenLabel))}
    for code in sorted(forms):
        forms[code.partition(".")[0]] |= forms[code]
    return entries, forms


@pytest.mark.parametrize(
    ("number", "given", "message"),
    [
        (17, {"place": "望川"}, "needs other"),
        (22, {"earlier": "wangchuan-work-report-2024"}, "needs later"),
        (18, {"mentioned": "也许"}, "must be true or false"),
        (11, {"class": "大会"}, "is not known"),
    ],
)
def test_what_is_missing_or_wrong_is_said(answered, number, given, message):
    with pytest.raises(UsageError, match=message):
        answered(number, **given)
