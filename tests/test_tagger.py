"""The learned part: its names, its files, and what it leaves alone."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from innograph.graph.ontology import load_ontology
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor, make_pipeline
from innograph.ingest.tagger.classes import Surroundings, class_of_ending
from innograph.ingest.tagger.model_files import SHIPPED, load_model, write_clusters, write_model
from innograph.ingest.tagger.trim import trimmed

ONTOLOGY = load_ontology()
NAMES = ["云岭实验室", "海洋装备产业", "中试平台", "“揭榜挂帅”机制", "望川市", "强链行动"]
WORDS = [
    *NAMES,
    "建设",
    "推进",
    "一批",
    "、",
    "和",
    "，",
    "。",
    "等领域",
    "“",
    "”",
    "《",
    "\n",
    "23家",
    "的",
    "️",
]


@pytest.fixture(scope="module")
def pipeline():
    """Up to the tagger; later parts add what they need, on top of it."""
    nlp = make_pipeline(ONTOLOGY)
    for part in nlp.pipe_names[nlp.pipe_names.index("innograph_tagger") + 1 :]:
        nlp.remove_pipe(part)
    return nlp


@pytest.fixture(scope="module")
def learned():
    return Extractor(ONTOLOGY)


# ---- spans as names


@given(st.text(alphabet="“”《》()（）、，云岭实验室 ·\n", max_size=20))
def test_a_trimmed_name_has_no_loose_quote_at_its_ends(text):
    found = trimmed(text)
    if found is None:
        return
    name = text[slice(*found)]
    assert len(name) >= 2
    assert name == name.strip("、，· \n")
    assert name.count("“") == name.count("”")
    assert name.count("《") == name.count("》")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“揭榜挂帅”", "揭榜挂帅"),
        ("“三个80%”要求", "“三个80%”要求"),
        ("“揭榜挂帅", "揭榜挂帅"),
        ("云岭实验室”", "云岭实验室"),
        ("、云岭实验室，", "云岭实验室"),
        ("经省商务主管部门", "省商务主管部门"),
        ("由市、区人民政府", "市、区人民政府"),
        ("经济技术开发区", "经济技术开发区"),
        ("在沪国家实验室", "国家实验室"),
        ("蓉国家重点实验室", "国家重点实验室"),
        ("川崎国家实验室", "川崎国家实验室"),
        ("前身望川研究所", "望川研究所"),
        ("以望川集团", "望川集团"),
        ("以企业为主体的攻关机制", "以企业为主体的攻关机制"),
        ("中国科学院院士", "中国科学院"),
        ("省委常委", "省委"),
        ("一流农作物育种技术", "农作物育种技术"),
        ("一流课程", "一流课程"),
        ("国家批复望川科学城建设方案", "望川科学城建设方案"),
        ("省政府批准实施望川总体规划", "望川总体规划"),
        ("批准文号", "批准文号"),
        ("综合利用税收优惠", "税收优惠"),
        ("运用财政补贴", "财政补贴"),
        ("综合利用示范工程", "综合利用示范工程"),
        ("院士", "院士"),
        ("“", None),
        ("云", None),
        ("中试”平台“建设", None),
    ],
)
def test_trimming(text, name):
    found = trimmed(text)
    assert (text[slice(*found)] if found else None) == name


# ---- names in texts


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40).map("".join))
def test_names_lie_in_the_text_and_do_not_overlap(pipeline, text):
    draft = pipeline(text)._.innograph
    end = 0
    for candidate in draft.candidates:
        assert 0 <= candidate.start < candidate.end <= len(text)
        if candidate.rule == "tagger":
            assert text[candidate.start : candidate.end] == candidate.name
        if not candidate.layer and not candidate.rebuilt:
            assert candidate.start >= end
            end = candidate.end
    known = {id(candidate) for candidate in draft.candidates}
    for listing in draft.listings:
        assert all(id(member) in known for member in listing.members)


def test_it_finds_names_that_the_rules_alone_do_not(learned):
    text = "望川市将高标准建设运营瀚海之窗国际科技合作驿站，办好第三届山海创新节。"
    rules = Extractor(ONTOLOGY, learned=False)
    found, less = (
        {entity.name for entity in reader.extract(anonymous_document(text), text).entities}
        for reader in (learned, rules)
    )
    assert found != less


def test_a_sure_name_is_one_wherever_it_begins_a_clause(learned):
    text = "望川生物城开园\n望川生物城于2008年开工,聚焦生物医药,建成生物农业园、生物医药园。\n"
    found = learned.extract(anonymous_document(text), text)
    assert [m.text for m in found.mentions].count("望川生物城") == 2
    assert "生物医药园" in {e.name for e in found.entities}
    assert "望川生物城 focusesOn 生物医药" in {
        f"{c.subject} {c.predicate} {c.object}" for c in found.claims
    }
    longer = "望川生物城研究院揭牌\n望川生物城开园\n望川生物城研究院于2008年开工。\n"
    names = [m.text for m in learned.extract(anonymous_document(longer), longer).mentions]
    assert sorted(names) == ["望川生物城", "望川生物城研究院", "望川生物城研究院"]
    inside = "望川生物城开园\n新望川生物城于2008年开工。\n"
    assert [m.text for m in learned.extract(anonymous_document(inside), inside).mentions] != [
        "望川生物城",
        "望川生物城",
    ]


def test_departments_that_share_their_end_leave_no_pieces(learned):
    text = "第三条 市农业农村部门应当会同国土资源、人力资源社会保障、科技等部门编制目录。"
    names = {e.name for e in learned.extract(anonymous_document(text), text).entities}
    shared = {"国土资源部门", "人力资源社会保障部门", "科技部门", "市农业农村部门"}
    assert {name for name in names if name.endswith("部门")} == shared
    assert not names & {"国土资源", "人力资源社会保障", "科技等部门"}


def test_without_it_the_documents_say_so(learned):
    rules = Extractor(ONTOLOGY, learned=False)
    assert rules.version == learned.version + ";rules"
    assert "innograph_tagger" not in rules.nlp.pipe_names


def test_a_component_of_ones_own_sees_the_spans_and_changes_nothing():
    rules = Extractor(ONTOLOGY, learned=False)
    text = "望川市建设云岭实验室,集聚企业23家。"
    document = anonymous_document(text)
    plain, seen = rules.extract(document, text), []

    def own(doc):
        seen.extend(span.text for span in doc.spans["entities"])
        return doc

    Language.component("own", func=own)
    rules.nlp.add_pipe("own")
    assert rules.extract(document, text) == plain
    assert "云岭实验室" in seen


def test_another_model_is_another_version(learned, tmp_path):
    for path in SHIPPED.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    other = Extractor(ONTOLOGY, model=tmp_path)
    assert other.version.startswith(learned.version + ";model=")
    text = "望川市建成云岭实验室。"
    document = anonymous_document(text)
    first, second = (reader.extract(document, text) for reader in (learned, other))
    assert (first.entities, first.claims) == (second.entities, second.claims)


@pytest.mark.parametrize(
    "text",
    ["、" * 8_000, "云岭实验室、" * 2_000, "建" * 10_000, "“" * 4_000, "😀𠮷" * 2_000],
    ids=["separators", "one list", "one line", "quotes", "rare characters"],
)
def test_hostile_text_is_read_to_its_end(learned, text):
    extraction = learned.extract(anonymous_document(text), text)
    assert extraction.text == text


# ---- classes


def test_a_class_that_the_model_does_not_know_keeps_its_ending(tmp_path):
    """A user's own class: one edit in a copy of the ontology."""
    path = tmp_path / "ontology.ttl"
    own = """
inno:Observatory a owl:Class ; rdfs:subClassOf inno:Platform ; inno:nameEnding "观象台" ;
  rdfs:label "观象台"@zh , "observatory"@en ;
  skos:definition "观测天象的平台。"@zh , "A platform that watches the sky."@en .
"""
    path.write_text(ONTOLOGY.path.read_text("utf-8") + own, "utf-8")
    ontology = load_ontology(path)
    assert class_of_ending("云岭观象台", "Platform", ontology) == "Observatory"
    model = load_model(SHIPPED)
    assert model.classes.of("云岭观象台", "Platform", ontology) == "Observatory"
    text = "望川市建成云岭观象台。"
    extraction = Extractor(ontology).extract(anonymous_document(text), text)
    assert ("云岭观象台", "Observatory") in {(e.name, e.cls) for e in extraction.entities}


def test_the_text_around_a_name_helps_to_tell_its_class(pipeline):
    text = "重点发展星链通信产业链。星链通信、脑机接口等前沿技术取得突破。"
    draft = pipeline(text)._.innograph
    around = set(Surroundings(draft, draft.words).features("星链通信", "Field", None))
    assert {"said with 产业链"} <= around
    assert not set(Surroundings(draft, draft.words).features("星链通信", "Place", None)) & {
        "said with 产业链"
    }


# ---- files


def test_the_files_of_a_model_are_written_as_they_were(tmp_path):
    model = load_model(SHIPPED)
    write_clusters(tmp_path, model.clusters)
    write_model(
        tmp_path, model.tagger.model, model.network, model.lac.packed, model.scorer, model.classes
    )
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    shipped = {path.name: path.read_bytes() for path in SHIPPED.iterdir() if path.name in written}
    assert written == shipped


def test_the_shipped_model_has_its_card():
    card = (Path(SHIPPED) / "MODEL.md").read_text("utf-8")
    for word in ("make train", "F1", "Licence", "Limits"):
        assert word in card
