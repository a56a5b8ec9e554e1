"""Wordings of news and introductions: nouns that stand for a name, names that need mending, and rules."""

from __future__ import annotations

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims

ONTOLOGY = load_ontology()
LAB = "[云岭实验室|Laboratory]"
PARK = "[云岭产业园|Park]"
PILOT = "[云岭中试基地|PilotPlatform]"
FIRM = "[云岭药业|Enterprise]"
SCHOOL = "[海州大学|University]"
CITY = "[海州市|Place]"
FIELD = "[海洋药物|Industry]"
OTHER = "[特种玻璃|Industry]"


def found(text: str, kind: str = "fact") -> set[str]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY)
    for claim in draft.claims:
        quote = draft.text[claim.start : claim.end]
        assert claim.context is not None or claim.subject.name in quote
    return {f"{c.subject.name} {c.predicate} {c.object.name} ({c.rule})" for c in draft.claims}


@pytest.mark.parametrize(
    ("rule", "says", "claim", "silent"),
    [
        (
            "of-which-field-is-focus",
            f"{CITY}打造了以{FIELD}为主导产业的{PARK}。",
            "云岭产业园 focusesOn 海洋药物",
            f"{CITY}打造了以{FIELD}为名的{PARK}。",
        ),
        (
            "treats-in-field",
            f"{PILOT},重点对{FIELD}领域的早期成果开展验证。",
            "云岭中试基地 focusesOn 海洋药物",
            f"{PILOT}负责人对{FIELD}领域的前景表示乐观。",
        ),
        (
            "forms-chain-of",
            f"{PARK}今天揭牌。该园区逐步形成涵盖{FIELD}等环节的产业链。",
            "云岭产业园 focusesOn 海洋药物",
            f"{PARK}今天揭牌。该园区逐步远离涵盖{FIELD}等环节的产业链。",
        ),
        (
            "field-of-platform",
            f"建成{FIELD}、{OTHER}等8个国际水平的[联合实验室|Laboratory]。",
            "联合实验室 focusesOn 特种玻璃",
            f"{FIELD}、{OTHER}等8个样本送往[联合实验室|Laboratory]。",
        ),
        (
            "that-works-on",
            f"主攻{FIELD}的{FIRM}获奖。",
            "云岭药业 focusesOn 海洋药物",
            f"盛产{FIELD}的{CITY}有{FIRM}。",
        ),
        (
            "mainly-researches",
            f"{LAB}于2010年获批,主要开展{FIELD}等方面的研究。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}于2010年获批,主要开展{FIELD}等方面的展览。",
        ),
        (
            "has-firms-in-field",
            f"其中,{FIELD}方面有{{{FIRM}、[南园药业|Enterprise]等}}。",
            "南园药业 focusesOn 海洋药物",
            f"其中,{FIELD}方面请{FIRM}介绍。",
        ),
        (
            "name-then-works-on",
            f"1.{PILOT}(依托单位:{SCHOOL}),面向{FIELD}。",
            "云岭中试基地 focusesOn 海洋药物",
            f"走进云岭,从{PILOT},面向{FIELD}市场看去。",
        ),
        (
            "let-it-work-on",
            f"建设{LAB},支持其围绕{FIELD}开展攻关。",
            "云岭实验室 focusesOn 海洋药物",
            f"建设{LAB},支持公众围绕{FIELD}参观。",
        ),
        (
            "platform-offers",
            f"{LAB}可为企业提供{FIELD}检测等服务。",
            "云岭实验室 focusesOn 海洋药物",
            f"{LAB}请企业采购{FIELD}检测设备。",
        ),
        (
            "is-what-they-set-up",
            f"{LAB}是{SCHOOL}为破解难题而设立的新平台。",
            "海州大学 establishes 云岭实验室",
            f"{LAB}不是{SCHOOL}为破解难题而设立的新平台。",
        ),
        (
            "whose-project-it-is",
            f"专家验收了{SCHOOL}承担的{LAB}建设项目。",
            "海州大学 establishes 云岭实验室",
            f"专家验收了{SCHOOL}承担的{LAB}评估项目。",
        ),
        (
            "rests-on",
            f"{LAB}依托单位是{SCHOOL}。",
            "海州大学 establishes 云岭实验室",
            f"{LAB}合作单位是{SCHOOL}。",
        ),
        (
            "built-relying-on",
            f"{LAB}则依托{SCHOOL}建设,明年投用。",
            "海州大学 establishes 云岭实验室",
            f"{LAB}则依托{SCHOOL}招生,明年投用。",
        ),
        (
            "builds-of-fields",
            f"{LAB}建成{FIELD}、{OTHER}等8个[功能研究室|ResearchInstitute]。",
            "云岭实验室 establishes 功能研究室",
            f"{LAB}参观{FIELD}、{OTHER}等8个[功能研究室|ResearchInstitute]。",
        ),
        (
            "builds-among-them",
            f"{LAB}将布局五个平台,包括[海岸平台|Platform]、[南园平台|Platform]。",
            "云岭实验室 establishes 南园平台",
            f"{LAB}将拜访五个平台,包括[海岸平台|Platform]、[南园平台|Platform]。",
        ),
        (
            "recognised-as",
            f"{PARK}先后被认定为[国家级孵化器|Incubator]。",
            "云岭产业园 partOf 国家级孵化器",
            f"{PARK}先后被改造为[国家级孵化器|Incubator]。",
        ),
        (
            "it-was-recognised-as",
            f"{PARK}依托{SCHOOL},先后被认定为[国家级孵化器|Incubator]。",
            "云岭产业园 partOf 国家级孵化器",
            f"{PARK}依托{SCHOOL},先后比照[国家级孵化器|Incubator]。",
        ),
        (
            "one-of",
            f"{LAB}是{CITY}首批建设的四家[省实验室|Laboratory]之一。",
            "云岭实验室 partOf 省实验室",
            f"{LAB}是{CITY}学习[省实验室|Laboratory]的样板。",
        ),
        (
            "consists-of",
            f"首批5家[概念验证中心|ProofOfConceptCenter]包括:{{{LAB}、[南园中心|ProofOfConceptCenter]等}}。",
            "南园中心 partOf 概念验证中心",
            f"首批5家[概念验证中心|ProofOfConceptCenter]参观:{{{LAB}、[南园中心|ProofOfConceptCenter]等}}。",
        ),
        (
            "appointed-to-it",
            f"为[王某|Person]颁发聘书,聘任其为{SCHOOL}院长。",
            "王某 memberOf 海州大学",
            f"为[王某|Person]颁发聘书,请其参观{SCHOOL}院史馆。",
        ),
        (
            "co-builder",
            f"{CITY}携手{SCHOOL},共建{LAB}。",
            "海州大学 establishes 云岭实验室",
            f"{CITY}走访{SCHOOL},共建{LAB}。",
        ),
        (
            "done-in-place",
            f"{LAB},在{CITY}揭牌。",
            "云岭实验室 locatedIn 海州市",
            f"引入{LAB},在{CITY}建成[海岸中心|InnovationCenter]。",
        ),
    ],
)
def test_what_a_wording_claims(rule: str, says: str, claim: str, silent: str) -> None:
    """Of several rules that make it the surest is named, so `rule` is only what the row is there for."""
    assert any(line.startswith(f"{claim} (") for line in found(says)), rule
    assert not any(claim in other for other in found(silent))


def test_ceremony_in_a_place_moves_no_platform_there() -> None:
    text = f"{LAB}揭牌仪式在{CITY}举行。"
    assert not any("locatedIn" in line for line in found(text))
    assert any("locatedIn" in line for line in found(f"{LAB}今天在{CITY}揭牌。"))


def test_noun_that_says_what_a_name_is_stands_for_it() -> None:
    text = (
        f"{PARK}位于{CITY},是由{SCHOOL}打造的[专业化园区|Park]。过去三年,园区聚焦{FIELD},成绩很好。"
    )
    claims = {line.rsplit(" ", 1)[0] for line in found(text)}
    assert {"海州大学 establishes 云岭产业园", "云岭产业园 focusesOn 海洋药物"} <= claims
    assert not any("专业化园区" in line for line in claims)


def test_rank_makes_another_thing_of_it() -> None:
    text = f"{PARK}是由{SCHOOL}打造的[国家级孵化器|Incubator]。"
    assert "海州大学 establishes 国家级孵化器 (built-by-whom-before)" in found(text)


def test_noun_stands_for_the_only_name_of_its_kind_in_the_text() -> None:
    text = f"{SCHOOL}建有{LAB}。\n经过多年建设,[实验室|Laboratory]与{FIRM}建立了合作关系。"
    assert any(line.startswith("云岭实验室 cooperatesWith 云岭药业") for line in found(text))
    two = f"[海岸实验室|Laboratory]与{text}"
    assert not any(line.startswith("云岭实验室 cooperatesWith 云岭药业") for line in found(two))


def test_each_with_its_own_field_or_none() -> None:
    labs = f"{{{LAB}、[南园中心|InnovationCenter]}}"
    text = f"优化重组{labs},分别聚焦{{{FIELD}、{OTHER}}}。"
    assert {line.rsplit(" ", 1)[0] for line in found(text) if "focusesOn" in line} == {
        "云岭实验室 focusesOn 海洋药物",
        "南园中心 focusesOn 特种玻璃",
    }
    third = "[深海装备|Industry]"
    more = f"优化重组{labs},分别聚焦{{{FIELD}、{OTHER}、{third}}}。"
    assert not any("focusesOn" in line for line in found(more))


def test_piece_in_a_list_does_not_silence_the_others() -> None:
    text = f"{LAB}聚焦{OTHER}、[海洋药物|Industry]人才。"
    assert "云岭实验室 focusesOn 特种玻璃" in {line.rsplit(" ", 1)[0] for line in found(text)}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("采访了[质谱检测公司北京云岭医学|Organization]。", "北京云岭医学"),
        ("[行业龙头企业云岭检测中心|TransferPlatform]参展。", "云岭检测中心"),
        ("[云岭股份有限公司北京分公司|Enterprise]参展。", "云岭股份有限公司北京分公司"),
        (
            "支持[科创板拟上市企业知识产权服务站|TransferPlatform]。",
            "科创板拟上市企业知识产权服务站",
        ),
        ("位于[云岭区海岸路|Place]37号。", "云岭区"),
        ("据报道,[山东计划|Programme]2027年建成五家平台。", "山东"),
        ("实施[山东计划|Programme],成效好。", "山东计划"),
        ("新能源方面[有云岭能源科技有限公司|Enterprise]。", "云岭能源科技有限公司"),
        ("[院长助理王某某|Person]介绍。", "王某某"),
        ("依托[六大运营服务平台|TransferPlatform]。", "运营服务平台"),
        ("在[七大学联合实验室|Laboratory]。", "七大学联合实验室"),
    ],
)
def test_what_stands_around_mends_a_name(text: str, name: str) -> None:
    draft = marked(text, "fact")
    find_claims(draft, ONTOLOGY)
    assert [c.name for c in draft.candidates if not c.layer] == [name]
    (candidate,) = (c for c in draft.candidates if not c.layer)
    assert draft.text[candidate.start : candidate.end].startswith(name)


def test_names_before_brackets_are_of_the_kind_behind_the_list() -> None:
    text = "布局了云岭(光电)、海岸([能源材料|Industry])、南园([化工|Industry])等3家[省创新实验室|Laboratory]。"
    draft = marked(text.replace("(", "（").replace(")", "）"), "fact")
    find_claims(draft, ONTOLOGY)
    assert {
        (c.subject.name, c.object.name) for c in draft.claims if c.predicate == "focusesOn"
    } == {
        ("云岭", "光电"),
        ("海岸", "能源材料"),
        ("南园", "化工"),
    }
    (made,) = (c for c in draft.candidates if c.name == "海岸")
    assert (made.cls, made.aliases) == ("Laboratory", {"海岸创新实验室"})


def test_quotes_hold_a_name_with_a_dash_together() -> None:
    draft = marked("“云岭科技园-海岸[概念验证中心|ProofOfConceptCenter]”揭牌。", "fact")
    find_claims(draft, ONTOLOGY)
    assert [c.name for c in draft.candidates] == ["云岭科技园-海岸概念验证中心"]


def test_word_of_kind_acts_for_the_name_before_it_in_every_rule() -> None:
    text = f"[海州云岭研究院|ResearchInstitute]今天揭牌。研究院将重点围绕产业,在{FIELD}等领域开展攻关。"
    assert "海州云岭研究院 focusesOn 海洋药物" in {line.rsplit(" ", 1)[0] for line in found(text)}
    rank = f"[省实验室|Laboratory]今天揭牌。实验室将重点围绕产业,在{FIELD}等领域开展攻关。"
    assert not any("focusesOn" in line for line in found(rank))
