"""Questions on actors, instruments, numbers and trust, against answers made by hand.

The expected rows were written down while reading the sample texts, not taken from an answer.
"""

from __future__ import annotations

import dataclasses

import pytest
from gold import gold_answers, gold_extractions

from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask

REPORT_24, REPORT_25 = "wangchuan-work-report-2024", "wangchuan-work-report-2025"
NEWS = "lanjiang-cooperation-news-2025"
PLAN, MEASURES = "linlan-action-plan-2024", "linlan-finance-measures-2025"
LINLAN_25, LINLAN_NEWS = "linlan-work-report-2025", "linlan-pilot-platform-news-2025"
RULES, REGULATION = "wangchuan-pilot-measures-2024", "lanjiang-platform-regulation"
CHAINS, ESSAY = "lanjiang-chain-plan-2025", "wangchuan-director-essay-2024"
AERO = "wangchuan-aero-chain-plan-2025"


@pytest.fixture(scope="module")
def answered(tmp_path_factory):
    graph = MemoryGraph(gold_extractions(), ontology=load_ontology())
    with SparqlStore.open(graph, cache=tmp_path_factory.mktemp("cache")) as store:
        yield lambda question, **given: ask(
            graph, question, language="sparql", sparql_store=store, **given
        )


def rows(answer, *names):
    return {tuple(row[name] for name in names) for row in answer}


# ---- actors


def test_25_universities_from_elsewhere(answered):
    assert rows(answered(25), "institute", "predicate", "partner", "status", "document") == {
        ("北曜大学", "cooperatesWith", "望川市", "Achieved", REPORT_24),
        ("南溟理工大学", "cooperatesWith", "望川市", "Achieved", REPORT_24),
        ("北曜大学", "cooperatesWith", "望川市", "Planned", REPORT_25),
        ("北曜大学", "establishes", "北曜大学望川研究院", "Planned", REPORT_25),
        ("北曜大学", "cooperatesWith", "望川市", "Achieved", NEWS),
        ("北曜大学", "establishes", "北曜大学望川研究院", "Achieved", NEWS),
        ("南溟理工大学", "establishes", "南溟海洋技术转移中心", "Achieved", NEWS),
        ("东屿大学", "cooperatesWith", "望川岚翼动力有限公司", "Achieved", NEWS),
        ("东屿大学", "establishes", "航空动力联合实验室", "Achieved", NEWS),
        ("南溟理工大学", "cooperatesWith", "临澜海洋大学", "Planned", PLAN),
        ("南溟理工大学", "establishes", "海洋生物联合实验室", "Planned", PLAN),
        ("南溟理工大学", "cooperatesWith", "临澜海洋大学", "Planned", LINLAN_25),
        ("南溟理工大学", "establishes", "海洋生物联合实验室", "Planned", LINLAN_25),
        ("南溟理工大学", "cooperatesWith", "澜海实验室", "Achieved", LINLAN_NEWS),
    }


def test_25_what_is_local_is_listed_when_asked_for(answered):
    """望川理工大学 bears the city's name, 岚江大学 that of its province (望川市 is part of it)."""
    local = rows(answered(25, local=True), "institute") - rows(answered(25), "institute")
    assert local == {("望川理工大学",), ("岚江大学",), ("临澜海洋大学",)}


def test_26_who_is_responsible(answered):
    found = rows(answered(26, document=PLAN), "body", "sentence", "status")
    assert found == {
        (body, sentence, status)
        for bodies, sentence, status in (
            (
                ("市科技局", "鹭汀区政府"),
                "围绕生物医药产业链，支持链主企业临澜沐渊生物制药有限公司承建临澜生物医药中试平台，"
                "2024年底前建成。责任单位：市科技局、鹭汀区政府。",
                "Planned",
            ),
            (
                ("市工业和信息化局",),
                "在集成电路领域建设临澜集成电路创新中心，由市工业和信息化局牵头。",
                "Planned",
            ),
            (
                ("市科技局",),
                "由市科技局起草《临澜市中试平台管理办法》，报市政府审定。",
                "Planned",
            ),
            (("临澜市人民政府", "市财政局"), "", ""),
            (("市财政局",), "市财政安排专项资金8000万元支持生物医药产业链。", "Planned"),
            (
                ("市科技局", "市财政局"),
                "各项任务由市科技局会同市财政局按季度督促落实。",
                "Planned",
            ),
        )
        for body in bodies
        if sentence
    }


def test_26_bureaus_of_one_short_name_are_not_mixed_up(answered):
    found = rows(answered(26, body="市科技局@望川市"), "document")
    assert found == {(REPORT_24,), (REPORT_25,), (AERO,)}


def test_26_measures_that_name_nobody_are_listed_when_asked_for(answered):
    every, named = answered(26, unnamed=True), answered(26)
    silent = [row for row in every if row["body"] is None]
    assert len(every) == len(named) + len(silent)
    assert "探索推出“积分保”" in {row["sentence"] for row in silent}


def test_27_issuers(answered):
    found = rows(answered(27), "policy", "issuer", "status", "document")
    assert found == {
        ("望川市科技成果转化若干措施", "市政府", "Achieved", REPORT_24),
        ("青栎科学城建设方案", "望川市", "Planned", REPORT_24),
        ("青栎科学城建设方案", "省政府", "Achieved", REPORT_25),
        ("临澜市科技创新行动计划（2024—2025年）", "临澜市人民政府", "Achieved", PLAN),
        ("临澜市中试平台管理办法", "市科技局", "Planned", PLAN),
        ("临澜市中试平台管理办法", "市政府", "Achieved", LINLAN_25),
        ("临澜市促进科技金融支持产业创新若干措施", "临澜市人民政府办公室", "Achieved", MEASURES),
        ("岚江省实验室体系建设规划", "省政府", "Achieved", CHAINS),
        ("望澜科创走廊发展规划", "省发展改革委", "Planned", CHAINS),
        ("望澜科创走廊协同创新合作协议", "望川市", "Achieved", NEWS),
        ("望澜科创走廊协同创新合作协议", "临澜市", "Achieved", NEWS),
        ("岚江省跨区域科技合作管理办法", "省科技厅", "UnderWay", NEWS),
        (
            "岚江省科技创新平台促进条例",
            "岚江省第十四届人民代表大会常务委员会",
            "Achieved",
            REGULATION,
        ),
        ("望川市中试平台建设管理办法（试行）", "望川市科学技术局", "Achieved", RULES),
        ("望川市航空发动机产业链建设工作方案", "望川市工业和信息化局", "Achieved", AERO),
        ("望川市航空发动机产业链建设工作方案", "市科技局", "Achieved", AERO),
    }


def test_28_alliances(answered):
    found = rows(answered(28), "region", "predicate", "alliance", "status", "document")
    both = {
        ("cooperatesWith", "Achieved", REPORT_24),
        ("cooperatesWith", "Achieved", NEWS),
        ("cooperatesWith", "Planned", LINLAN_25),
        ("cooperatesWith", "Planned", MEASURES),
        ("cooperatesWith", "Planned", LINLAN_NEWS),
    }
    corridor = {("Achieved", REPORT_24), ("Planned", REGULATION), ("Planned", LINLAN_25)}
    cities = ("望川市", "临澜市")
    assert found == {
        ("岚江省", "partOf", "沿江五省科技合作联盟", "Planned", NEWS),
        ("临澜市", "partOf", "沿海城市科创联盟", "Planned", LINLAN_25),
        *((a, p, b, *rest) for a, b in (cities, cities[::-1]) for p, *rest in both),
        *((a, "establishes", "望澜科创走廊", *rest) for a in cities for rest in corridor),
    }


def test_28_a_province_is_no_alliance_and_a_city_of_science_alone_is_none(answered):
    found = rows(answered(28), "alliance")
    assert ("岚江省",) not in found
    assert ("青栎科学城",) not in found


def test_29_the_author_and_no_other_person(answered):
    assert rows(answered(29), "author", "role", "organization", "document", "sentence") == {
        (
            "闻砚舟",
            "党组书记、局长",
            "望川市科学技术局",
            ESSAY,
            "作者系望川市科学技术局党组书记、局长",
        )
    }


# ---- instruments and money


def test_30_instruments_of_a_type(answered):
    answer = answered(30, type="PI012")
    assert rows(answer, "type_zh", "type_en") == {
        ("企业创新贷款与信贷", "Loans and credits for innovation in firms")
    }
    assert rows(answer, "instrument", "status", "document") == {
        ("研发贷", "Achieved", REPORT_24),
        ("成果贷", "Achieved", REPORT_24),
        ("研发贷", "Planned", REPORT_24),
        ("海创贷", "Achieved", MEASURES),
        ("人才贷", "Achieved", MEASURES),
        ("海创贷", "Planned", MEASURES),
        ("概念贷", "Planned", MEASURES),
        ("科技企业并购贷款试点", "Sought", MEASURES),
        ("海创贷", "Planned", LINLAN_25),
        ("知识产权质押贷款", "Encouraged", REGULATION),
    }


def test_30_every_named_instrument_stands_under_its_own_type(answered):
    """Also where one measure has two types and instruments of both."""
    of = {}
    for row in answered(30):
        if row["instrument"]:
            of.setdefault(row["instrument"], set()).add(row["type"])
    assert of.pop("望川市科技成果转化若干措施") == {"PI032"}
    assert of.pop("研发贷") == of.pop("成果贷") == {"PI012"}
    assert of == {
        "海创贷": {"PI012"},
        "人才贷": {"PI012"},
        "概念贷": {"PI012"},
        "知识产权质押贷款": {"PI012"},
        "科技企业并购贷款试点": {"PI012"},
        "先投后股": {"PI013"},
        "望川科创基金": {"PI013"},
        "临澜海洋科创基金": {"PI013"},
        "省科技成果转化引导基金": {"PI013"},
        "中试+基金": {"PI013"},
        "科技创新券": {"PI014"},
        "积分保": {"PI029"},
        "海试险": {"PI029"},
        "中试险": {"PI029"},
        "科技保险": {"PI029"},
        "专项资金": {"PI008"},
        "科研经费“包干制”": {"PI007"},
        "先使用后付费": {"PI019"},
        "知识产权证券化试点": {"PI019"},
        "首席科学家负责制": {"PI030"},
        "首席技术官负责制": {"PI030"},
        "岚江省实验室体系建设规划": {"PI024"},
        "望澜科创走廊发展规划": {"PI024"},
        "青栎科学城建设方案": {"PI024"},
        "临澜市中试平台管理办法": {"PI032"},
        "岚江省跨区域科技合作管理办法": {"PI032"},
        "临澜市促进科技金融支持产业创新若干措施": {"PI032"},
        "望川市中试平台建设管理办法（试行）": {"PI032"},
    }


def test_31_finance_products(answered):
    answer = answered(31)
    in_place = {row["product"] for row in answer if row["in_place"]}
    intended = {row["product"] for row in answer if not row["in_place"]}
    assert in_place == {"研发贷", "成果贷", "海创贷", "人才贷", "积分保", "先投后股"}
    assert intended == {
        *("研发贷", "海创贷", "积分保", "先投后股", "概念贷", "海试险", "中试险", "科技保险"),
        *("望川科创基金", "临澜海洋科创基金", "省科技成果转化引导基金"),
        *("知识产权质押贷款", "科技企业并购贷款试点"),
    }
    assert rows(answered(31, product="积分保"), "in_place", "status", "document") == {
        (False, "Piloted", REPORT_24),
        (True, "Achieved", REPORT_25),
    }


def test_32_audiences_and_their_stage(answered):
    found = rows(answered(32, type="PI012"), "instrument", "audience", "stage", "document")
    assert found == {
        ("研发贷", "科技型企业", None, REPORT_24),
        ("成果贷", "科技型企业", None, REPORT_24),
        ("海创贷", "科技型中小企业", None, MEASURES),
        ("人才贷", "科技型中小企业", None, MEASURES),
        ("海创贷", "成长期科技型中小企业", "成长期", MEASURES),
        ("概念贷", "初创期科技型企业", "初创期", MEASURES),
        ("知识产权质押贷款", "初创期科技型企业", "初创期", REGULATION),
        ("知识产权质押贷款", "银行业金融机构", None, REGULATION),
    }
    vouchers = rows(answered(32, type="PI014"), "instrument", "audience", "document")
    assert vouchers == {
        ("科技创新券", "中小微企业", RULES),
        ("科技创新券", "中小微企业", CHAINS),
    }


def test_33_support_for_a_chain_and_for_platforms(answered):
    names = ("target", "supporter", "type", "document")
    for chain, supporter, document in (
        ("集成电路", "省财政厅", CHAINS),
        ("生物医药", "市财政局", PLAN),
    ):
        found = rows(answered(33, target=chain), *names)
        assert found == {(chain, supporter, "PI008", document)}
    assert rows(answered(33, document=REGULATION), *names) == {
        ("中试平台", "省科技成果转化引导基金", "PI013", REGULATION),
        ("概念验证中心", "省科技成果转化引导基金", "PI013", REGULATION),
        ("中试平台", "省财政部门", "PI008", REGULATION),
    }
    assert {("新型储能", "概念贷", "PI012"), ("海洋生物", "概念贷", "PI012")} <= rows(
        answered(33, document=MEASURES), *names[:3]
    )


def test_33_a_mention_is_no_support(answered):
    """人工智能 is named by many measures that build something; none is said to support it."""
    assert not answered(33, target="人工智能").rows


def test_34_public_money(answered):
    assert rows(answered(34), "target", "yuan", "bound", "document") == {
        ("航空发动机", 250_000_000.0, "exact", REPORT_25),
        ("新材料", 120_000_000.0, "exact", REPORT_25),
        ("生物医药", 80_000_000.0, "exact", PLAN),
        ("集成电路", 300_000_000.0, "exact", CHAINS),
        ("望川航空动力中试基地", 60_000_000.0, "exact", AERO),
        ("临澜生物医药中试平台", 15_000_000.0, "exact", MEASURES),
        ("临澜储能中试基地", 20_000_000.0, "atMost", MEASURES),
        ("中试平台", 5_000_000.0, "atMost", RULES),
        ("中试平台", 1_000_000.0, "atMost", RULES),
        ("中试平台", 3_000_000.0, "atMost", REGULATION),
    }


# ---- numbers


def test_36_figures_without_a_year_are_the_rest(answered):
    """Every figure of question 35 has a stated year or is here."""
    names = ("document", "indicator", "value", "unit", "growth", "rank")
    without = rows(answered(36), *names)
    stated = {tuple(r[n] for n in names) for r in answered(35) if r["period_basis"] == "stated"}
    assert without | stated == rows(answered(35), *names)
    assert not without & stated
    dated = {(r["document"], r["indicator"]) for r in gold_answers()["35"]["rows"] if r["period"]}
    assert (REPORT_24, "省级以上科技创新平台", 87.0, "家", None, None) in without
    assert {(r[0], r[1]) for r in stated} == dated


def test_37_years_and_peers(answered):
    answer = answered(37, indicator="全社会研发经费支出", status="Achieved")
    assert rows(answer, "area", "period", "value", "growth", "document") == {
        ("望川市", None, 78.2, 11.3, REPORT_24),
        ("望川市", None, 86.4, 10.5, REPORT_25),
        ("望川市", "2024", 84.9, None, NEWS),
        ("临澜市", "2023", 41.7, 9.8, PLAN),
        ("临澜市", None, 45.7, 9.6, LINLAN_25),
        ("临澜市", "2024", 45.7, None, NEWS),
    }
    high_tech = answered(37, indicator="高新技术企业", place="望川")
    assert rows(high_tech, "period", "value", "status") == {
        ("2023", 1260.0, "Achieved"),
        ("2024", 1400.0, "Planned"),
        ("2024", 1483.0, "Achieved"),
        ("2027", 2000.0, "Planned"),
    }


def test_37_one_number_is_no_series(answered):
    assert "综合科技创新水平指数" not in {row["indicator"] for row in answered(37)}
    assert not answered(37, indicator="高新技术企业", document=PLAN).rows


# ---- evidence and trust


def test_39_conflicts_of_status(answered):
    answer = answered(39, finding="status")
    found = rows(answer, "subject", "object", "document", "other_says", "other_document")
    assert {
        ("望川超算中心", "人工智能", NEWS, "UnderWay", REPORT_25),
        ("鹭汀加速器", "生物医药", LINLAN_25, "UnderWay", LINLAN_NEWS),
        ("鹭汀加速器", "医疗器械", LINLAN_25, "UnderWay", LINLAN_NEWS),
        ("北曜大学望川研究院", "工业软件", NEWS, "Planned", REPORT_25),
    } <= found
    assert all(row["published"] <= row["other_published"] for row in answer)


def test_39_what_was_planned_and_then_built_is_no_conflict(answered):
    subjects = {row["subject"] for row in answered(39, finding="status")}
    assert not {"望川航空动力中试基地", "砚山航空产业园", "临澜生物医药中试平台"} & subjects
    assert "中试平台" not in subjects  # more of a kind can be built


def test_39_conflicts_of_numbers(answered):
    answer = answered(39, finding="number")
    names = ("subject", "object", "says", "document", "other_says", "other_document")
    assert rows(answer, *names) == {
        ("全社会研发经费支出", "望川市", "84.9", NEWS, "86.4", REPORT_25)
    }
    assert {item.document for item in answer.evidence()} == {NEWS, REPORT_25}


def test_39_one_source(answered):
    """Each claim of another document on the same link takes it off the list."""
    single = {row["claim"] for row in answered(39, finding="one source")}
    links = {}
    for extraction in gold_extractions():
        for claim in extraction.claims:
            key = (claim.subject, claim.predicate, claim.object)
            links.setdefault(key, {}).setdefault(extraction.document.id, set()).add(claim.id)
    aero = links["望川航空动力中试基地", "focusesOn", "航空发动机"]
    assert len(aero) > 1
    assert not single & set.union(*aero.values())
    (only,) = links["砺岚高温合金中试平台", "focusesOn", "新材料"].values()
    assert only <= single


def test_40_is_empty_and_says_what_that_means(answered):
    answer = answered(40)
    assert not answer.rows
    assert answer.notes == (answer.question.empty.en,)


@pytest.mark.parametrize(
    ("change", "quoted", "named"),
    [
        ({"quote": "砚山实验室服务航空发动机产业链"}, False, True),
        ({"origin": "outside"}, True, True),
        ({"subject": "砚山实验室"}, True, False),
    ],
)
def test_40_finds_a_planted_link(change, quoted, named):
    """The laboratory is named elsewhere in the document, and the chain in the sentence; a claim
    that joins the two has no evidence."""
    documents = list(gold_extractions())
    place = next(i for i, x in enumerate(documents) if x.document.id == REPORT_25)
    honest = next(c for c in documents[place].claims if c.subject == "望川航空动力中试基地")
    planted = dataclasses.replace(honest, id="c-planted", **change)
    claims = (*documents[place].claims, planted)
    documents[place] = dataclasses.replace(documents[place], claims=claims)
    answer = ask(MemoryGraph(documents, ontology=load_ontology()), 40, language="sparql")
    assert rows(answer, "claim", "quoted", "named") == {("c-planted", quoted, named)}
