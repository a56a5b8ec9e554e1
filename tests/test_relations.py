"""The model of relations: what it sees of a pair, what it claims, and what is refused to it as well."""

from __future__ import annotations

import numpy as np
import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.claims.grammar import load_grammar
from innograph.ingest.claims.relation_model import (
    RelationModel,
    hashes_of,
    load_relations,
    write_relations,
)
from innograph.ingest.claims.relation_pairs import Sentence
from innograph.ingest.claims.relations import LEAST, RULE
from innograph.ingest.claims.typed import iter_typed
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor
from innograph.ingest.tagger.model_files import SHIPPED

ONTOLOGY = load_ontology()
LAB = "[云岭实验室|Laboratory]"
OTHER = "[南浦实验室|Laboratory]"
DRUGS = "[海洋药物|Industry]"
GLASS = "[特种玻璃|Industry]"
BOARD = "[海州市科技局|GovernmentBody]"
# No rule has a word for it.
SAYS = f"{LAB}的看家本领是{DRUGS}。"


def sentences(text: str) -> list[Sentence]:
    draft = marked(text)
    return [Sentence(typed) for typed in iter_typed(draft, ONTOLOGY, load_grammar().blocks)]


def sure_of(predicate: str = "focusesOn", *features: str) -> RelationModel:
    """A model that takes every pair for one predicate, or only those with a feature."""
    keys = np.sort(hashes_of(features or ["none"]))
    weights = np.full((len(keys), 1), 6, np.float32)
    bias = np.array([-3.0 if features else 3.0], np.float32)
    return RelationModel((predicate,), keys, weights, bias, 1.0, 0.0)


def found(text: str, model: RelationModel, kind: str = "fact") -> set[str]:
    draft = marked(text, kind)
    find_claims(draft, ONTOLOGY, model)
    return {
        f"{c.subject.name} {c.predicate} {c.object.name}"
        for c in draft.claims
        if c.origin == "model"
    }


def test_joined_names_are_one_end():
    (sentence,) = sentences(f"{LAB}、{OTHER}和{BOARD}谈到{{{DRUGS}、{GLASS}等领域}}。")
    assert [[name.name for name in group.names] for group in sentence.groups] == [
        ["云岭实验室", "南浦实验室"],
        ["海州市科技局"],
        ["海洋药物", "特种玻璃"],
    ]
    assert [sentence.flat[group.start] for group in sentence.groups] == list("\ue002\ue000\ue003")


def test_a_pair_is_seen_by_its_wording_and_never_by_its_names():
    (one,) = sentences(SAYS)
    (two,) = sentences(SAYS.replace("云岭实验室", "滨河云端实验室").replace("海洋药物", "碳纤药物"))
    (pair, back) = one.pairs()
    assert sorted(one.features(pair)) == sorted(two.features(next(two.pairs())))
    assert set(one.features(pair)).isdisjoint(one.features(back))
    (otherwise,) = sentences(SAYS.replace("看家本领", "老对手"))
    assert set(one.features(pair)) != set(otherwise.features(pair))


def test_what_stands_in_parentheses_is_of_the_name_before_them():
    (sentence,) = sentences(f"{LAB}、{BOARD}和{OTHER}（{DRUGS}）都在。")
    told = {(p.subject, p.object) for p in sentence.pairs() if 3 in (p.subject, p.object)}
    assert told == {(2, 3), (3, 2)}


def test_the_model_claims_what_no_rule_has_a_word_for():
    draft = marked(SAYS)
    find_claims(draft, ONTOLOGY)
    assert not draft.claims
    find_claims(draft, ONTOLOGY, sure_of())
    (claim,) = draft.claims
    assert (claim.subject.name, claim.predicate, claim.object.name) == (
        "云岭实验室",
        "focusesOn",
        "海洋药物",
    )
    assert (claim.rule, claim.origin, claim.status) == (RULE, "model", "Achieved")
    assert draft.text[claim.start : claim.end] == "云岭实验室的看家本领是海洋药物"
    assert LEAST <= claim.confidence < 1


def test_lists_are_decided_as_a_whole():
    text = f"{LAB}的看家本领是{{{DRUGS}、{GLASS}等领域}}。"
    assert found(text, sure_of()) == {
        "云岭实验室 focusesOn 海洋药物",
        "云岭实验室 focusesOn 特种玻璃",
    }


def test_the_first_is_with_the_first_where_the_sentence_says_so():
    text = f"{LAB}、{OTHER}的看家本领分别是{DRUGS}、{GLASS}。"
    assert found(text, sure_of()) == {
        "云岭实验室 focusesOn 海洋药物",
        "南浦实验室 focusesOn 特种玻璃",
    }
    uneven = f"{LAB}、{OTHER}的看家本领分别是{DRUGS}、{GLASS}、[合成材料|Industry]。"
    assert found(uneven, sure_of()) == set()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (f"{LAB}的看家本领不再是{DRUGS}。", "fact"),  # negated
        (f"如果{LAB}的看家本领是{DRUGS}，就很好。", "fact"),  # supposed
        (SAYS, "heading"),
        (SAYS, "furniture"),
        (f"{LAB}的看家本领是[关键核心技术|TechnologyField]。", "fact"),  # names nothing
        (f"{LAB}很大。{DRUGS}很新。", "fact"),  # of two sentences
        (f"{DRUGS}与{GLASS}很近。", "fact"),  # a field focuses on nothing
        (f"[平台|Platform]的看家本领是{DRUGS}。", "fact"),  # a noun without a name
    ],
)
def test_what_is_no_claim(text, kind):
    assert found(text, sure_of(), kind) == set()


def test_below_the_limit_nothing_is_claimed():
    assert found(SAYS, sure_of("focusesOn", "a feature of no pair")) == set()


def test_what_a_rule_says_is_not_said_again():
    text = f"{LAB}聚焦{DRUGS}领域。{SAYS}"
    draft = marked(text)
    find_claims(draft, ONTOLOGY, sure_of())
    assert {c.origin for c in draft.claims} == {"rule"}


def test_each_with_each_of_a_list_once():
    claims = found(f"{LAB}、{OTHER}亲如一家。", sure_of("cooperatesWith"))
    assert len(claims) == 1


def test_the_status_is_read_as_everywhere():
    draft = marked(f"下一步，{LAB}的看家本领将是{DRUGS}。")
    find_claims(draft, ONTOLOGY, sure_of())
    (claim,) = draft.claims
    assert (claim.status, claim.cue) == ("Planned", "下一步")
    assert claim.cue in draft.text[claim.start : claim.end]


def test_the_shipped_model_is_read_as_it_was_written(tmp_path):
    model = load_relations(SHIPPED)
    assert model is not None
    write_relations(tmp_path, model)
    assert (tmp_path / "relations.npz").read_bytes() == (SHIPPED / "relations.npz").read_bytes()
    assert list(model.keys) == sorted(set(model.keys.tolist()))
    assert set(model.predicates) <= set(ONTOLOGY.predicates)
    assert model.confidence(2.0) > model.confidence(0.0)


def test_a_folder_without_the_file_has_no_model(tmp_path):
    assert load_relations(tmp_path) is None


# Our own sentences; of each the shipped model says what no rule has a word for.
UNRULED = (
    "支持设立云岭电子检测平台，面向智能终端、智能汽车、高端装备等重点市场，加快完善标准体系。\n"
    "云岭创新中心瞄着海洋药物不断发力。南浦科技有限公司很大。\n"
    "设立诊断服务平台，对科技型中小企业全面开展免费诊断。\n"
)


@pytest.fixture(scope="module")
def learned():
    return Extractor(ONTOLOGY)


def test_what_the_shipped_model_says_stands_in_one_sentence_with_both_names(learned):
    extraction = learned.extract(anonymous_document(UNRULED), UNRULED)
    claims = [c for c in extraction.claims if c.origin == "model"]
    assert len(claims) >= 3
    for claim in claims:
        assert claim.rule == RULE
        assert claim.context_start is None
        assert 0 < claim.confidence < 1
        for low, high in (
            (claim.subject_start, claim.subject_end),
            (claim.object_start, claim.object_end),
        ):
            assert claim.start <= low < high <= claim.end
        assert not set("。\n") & set(claim.quote)
        assert claim.cue is None or claim.cue in claim.quote


def test_it_reads_a_sentence_alike_wherever_it_stands(learned):
    def said(text: str) -> set[tuple[str, str, str, float]]:
        claims = learned.extract(anonymous_document(text), text).claims
        return {
            (c.subject, c.predicate, c.object, c.confidence) for c in claims if c.origin == "model"
        }

    line = UNRULED.splitlines()[0]
    assert said(line)
    assert said(line) == said(line)
    assert said(line) <= said(f"滨河市举行了会议。\n{line}\n会议很长。")


def test_rules_alone_and_a_least_confidence_leave_it_out():
    for reader in (Extractor(ONTOLOGY, learned=False), Extractor(ONTOLOGY, min_confidence=0.99)):
        claims = reader.extract(anonymous_document(UNRULED), UNRULED).claims
        assert not [c for c in claims if c.origin == "model"]


@pytest.mark.parametrize(
    ("says", "claim", "silent"),
    [
        (
            f"{BOARD}率先做出{LAB}。",
            "海州市科技局 establishes 云岭实验室",
            f"{BOARD}应当鼓励[龙头企业|Cohort]率先做出{LAB}。",
        ),
        (
            f"{BOARD}率先做出{LAB}。",
            "海州市科技局 establishes 云岭实验室",
            f"依托{BOARD}率先做出{LAB}。",
        ),
        (
            f"{BOARD}率先做出{LAB}。",
            "海州市科技局 establishes 云岭实验室",
            f"{BOARD}率先做出{LAB}等方式。",
        ),
    ],
)
def test_who_does_not_act_himself_builds_nothing(says, claim, silent):
    assert claim in found(says, sure_of("establishes"))
    assert claim not in found(silent, sure_of("establishes"))


@pytest.mark.parametrize(
    "oversees",
    [
        "应当加强对{firms}的监督管理",
        "应当完善{firms}研究开发投入的考核措施",
        "应当把{firms}的研究开发投入列入负责人业绩考核",
    ],
)
def test_who_watches_over_somebody_does_not_support_him(oversees):
    def claims(words):
        text = f"{BOARD}{words.format(firms='[国有企业|Cohort]')}。"
        return found(text, sure_of("supports"), "article")

    assert claims("惦记{firms}的冷暖") == {"海州市科技局 supports 国有企业"}
    assert not claims(oversees)
