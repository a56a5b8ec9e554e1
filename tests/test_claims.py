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
            "[云岭大学|University]教授[李某|Person]介绍。",
            "fact",
            ("李某", "memberOf", "云岭大学", "Achieved"),
        ),
    ],
)
def test_one_claim_of_each_kind(text: str, kind: str, expected: tuple[str, ...]) -> None:
    assert expected in triples(text, kind)


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
    ("name", "fields"),
    [
        ("[世界级萤石生产基地|Park]", {"萤石"}),
        ("[国家级陶粒与萤石产业集群|Park]", {"陶粒", "萤石"}),
        ("[国家机器人产业投资基金|Fund]", {"机器人"}),
        ("[国家中小企业特色产业集群|Park]", set()),
        ("[国家先进制造业集群|Park]", set()),
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
    fields = "、".join(f"领{n}域|X" for n in range(300)).replace("|X", "")
    text = f"聚焦{fields}等领域,建设" + "、".join(f"平{n}台" for n in range(300))
    draft = marked(text)
    for word, cls in (("领", "Industry"), ("平", "Platform")):
        members = []
        for n in range(300):
            name = f"{word}{n}{'域' if word == '领' else '台'}"
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
