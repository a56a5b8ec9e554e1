"""Names in policy text: what is found, where it begins and ends, and of which class it is."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marked import marked

from innograph.graph.ontology import default_path, load_ontology
from innograph.ingest.entities import find_entities
from innograph.ingest.entities.words import split_words

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft

ONTOLOGY = load_ontology()


def read(text: str, kind: str = "fact", ontology=ONTOLOGY) -> Draft:
    draft = marked(text, kind)
    find_entities(draft, ontology)
    return draft


def classes(text: str) -> dict[str, str]:
    """Name → class of the names that are no generic nouns."""
    return {c.name: c.cls for c in read(text).candidates if not c.generic}


def found(text: str) -> dict[str, object]:
    return {c.name: c for c in read(text).candidates}


@pytest.mark.parametrize(
    ("text", "name", "cls"),
    [
        ("加快建设望川先进光源实验室。", "望川先进光源实验室", "Laboratory"),
        ("依托青禾大学建设望川高端装备研究院。", "望川高端装备研究院", "ResearchInstitute"),
        (
            "近年来,青禾新区获批国家脑机接口产业创新中心,",
            "国家脑机接口产业创新中心",
            "InnovationCenter",
        ),
        ("推进西部(望川)科学城建设。", "西部(望川)科学城", "ScienceHub"),
        ("打造“一带一路”国际技术转移中心。", "“一带一路”国际技术转移中心", "TransferPlatform"),
        ("新增国家级专精特新“小巨人”企业20家。", "国家级专精特新“小巨人”企业", "Cohort"),
        ("设立望川市科技成果转化母基金。", "望川市科技成果转化母基金", "Fund"),
        ("成功举办第七届望川国际机器人大会。", "第七届望川国际机器人大会", "Event"),
        ("深入实施望川英才倍增计划。", "望川英才倍增计划", "Programme"),
        ("建立科技企业融资风险分担机制。", "科技企业融资风险分担机制", "PolicyInstrument"),
        ("全社会研发经费支出达300亿元。", "全社会研发经费支出", "Indicator"),
        ("出台《望川市科技进步条例》。", "望川市科技进步条例", "PolicyDocument"),
        ("率先推出“育苗贷”。", "育苗贷", "PolicyInstrument"),
        ("采取“院所主建+企业运营”方式。", "院所主建+企业运营", "PolicyInstrument"),
        ("市科技局会同市财政局负责。", "市财政局", "GovernmentBody"),
        ("佛山市禅城区政府负责。", "佛山市禅城区政府", "GovernmentBody"),
        ("由长江水利委员会、青禾大学组成。", "长江水利委员会", "GovernmentBody"),
        ("由市财政、科技部门负责。", "市科技部门", "GovernmentBody"),
        ("由市人民政府财政、科技部门负责。", "市人民政府科技部门", "GovernmentBody"),
        ("在蓉高校应当开放实验室。", "蓉", "Place"),
        ("推进厦漳泉同城化。", "厦漳泉", "Place"),
    ],
)
def test_a_name_begins_and_ends_where_it_should(text: str, name: str, cls: str) -> None:
    assert classes(text).get(name) == cls


@pytest.mark.parametrize(
    ("text", "not_named"),
    [
        ("全面建设社会主义现代化国家。", "Park"),
        ("提高服务能力,优化营商环境。", "Platform"),
        ("应当采取有效措施,建立工作机制。", "PolicyInstrument"),
        ("依照本法规定执行。", "PolicyDocument"),
        ("因地制宜发展新质生产力,推动高质量发展。", "Industry"),
    ],
)
def test_slogans_and_phrases_name_nothing(text: str, not_named: str) -> None:
    assert not_named not in classes(text).values()


@pytest.mark.parametrize(
    ("text", "names", "tail", "cls"),
    [
        (
            "聚焦航空发动机、新材料等重点产业链,",
            ["航空发动机", "新材料"],
            "等重点产业链",
            "IndustryChain",
        ),
        ("聚焦海绵钛、竹纤维等重点产业链,", ["海绵钛", "竹纤维"], "等重点产业链", "IndustryChain"),
        ("在低空经济、网络安全等领域建立创新联合体,", ["低空经济", "网络安全"], "等领域", None),
        ("面向光遗传、冷原子等领域,", ["光遗传", "冷原子"], "等领域", "TechnologyField"),
        ("钢铁、石化等产业转型升级。", ["钢铁", "石化"], "等产业", "Industry"),
    ],
)
def test_a_coordination_gives_each_field_and_stays_open(text, names, tail, cls) -> None:
    (listing,) = read(text).listings
    assert [member.name for member in listing.members] == names
    assert (listing.open, listing.tail) == (True, tail)
    assert cls is None or {member.cls for member in listing.members} == {cls}


def test_a_coordination_that_does_not_end_in_deng_is_closed() -> None:
    (listing,) = read("布局建设一批孵化器、加速器。").listings
    assert [member.name for member in listing.members] == ["孵化器", "加速器"]
    assert not listing.open
    (listing,) = read("围绕光遗传、冷原子、生物育种三大技术领域,").listings
    assert [member.name for member in listing.members] == ["光遗传", "冷原子", "生物育种"]
    assert not listing.open
    assert not read("围绕三大技术领域,").listings


def test_joined_words_before_another_member_are_one_member() -> None:
    (listing,) = read("围绕光遗传、智慧医疗与健康、精准医学等领域,").listings
    assert [m.name for m in listing.members] == ["光遗传", "智慧医疗与健康", "精准医学"]
    (listing,) = read("围绕光遗传、智慧医疗与精准医学等领域,").listings
    assert [m.name for m in listing.members] == ["光遗传", "智慧医疗", "精准医学"]


def test_a_shared_tail_is_given_to_each_rank() -> None:
    names = found("支持创建国家、省重点实验室。")
    assert names["省重点实验室"].cls == "Laboratory"
    assert names["国家重点实验室"].rebuilt
    assert not names["省重点实验室"].rebuilt


@pytest.mark.parametrize(
    ("text", "names", "cls"),
    [
        ("云岭、白鹭洲、青屏湖等实验室加快建设。", ["云岭", "白鹭洲", "青屏湖"], "Laboratory"),
        ("挂牌建设云岭、白鹭洲2个望川实验室。", ["云岭", "白鹭洲"], "Laboratory"),
        ("支持杭州、宁波等高新区发展。", ["杭州", "宁波"], "Park"),
        ("加快云岭、白鹭洲等3座水电站建设。", ["云岭", "白鹭洲"], "Programme"),
    ],
)
def test_a_shared_tail_is_given_to_each_name(text, names, cls) -> None:
    found = [c for c in read(text).candidates if not c.layer]
    tail = found[0].name.removeprefix(names[0])
    assert [(c.name, c.cls) for c in found if c.rebuilt] == [(name + tail, cls) for name in names]
    assert not {"杭州", "宁波"} & {c.name for c in found}


@pytest.mark.parametrize(
    "text", ["建设人工智能、量子信息等实验室。", "开放高校、企业等实验室。", "国家、省等实验室。"]
)
def test_fields_kinds_and_ranks_are_no_names_of_laboratories(text) -> None:
    assert not [c for c in read(text).candidates if c.rule == "shared.tail"]


def test_departments_in_a_coordination_are_rebuilt() -> None:
    names = classes("市科技、教育和财政等部门应当配合。")
    assert {"市科技部门", "市教育部门", "市财政部门"} <= set(names)


def test_indicators_share_their_measure() -> None:
    names = classes("原煤、天然气产量分别增长5%、6%。")
    assert names["原煤产量"] == names["天然气产量"] == "Indicator"


@pytest.mark.parametrize("text", ["4个望川实验室投用。", "建设一批孵化器。", "望川实验室达4家。"])
def test_what_is_counted_is_a_group(text: str) -> None:
    (candidate,) = (c for c in read(text).candidates if c.cls in ("Laboratory", "Incubator"))
    assert candidate.denotes == "group"


def test_a_name_without_a_count_is_one_thing() -> None:
    assert found("望川实验室投入运行。")["望川实验室"].denotes == "individual"


@pytest.mark.parametrize(
    ("text", "denotes"),
    [
        ("全市建成4个云岭实验室。云岭实验室运行良好，支持云岭实验室做强。", {"group"}),
        ("国家级云岭实验室总数增至14家。", {"group"}),
        ("建成1个云岭实验室。云岭实验室运行良好，支持云岭实验室做强。", {"group", "individual"}),
        ("第2个云岭实验室投用。云岭实验室运行良好。", {"individual"}),
        ("实施3个云岭实验室项目。云岭实验室运行良好。", {"individual"}),
    ],
)
def test_what_is_counted_once_is_a_group_everywhere(text: str, denotes: set[str]) -> None:
    assert {c.denotes for c in read(text).candidates if "云岭实验室" in c.name} == denotes


@pytest.mark.parametrize("noun", ["中试平台", "孵化器", "概念验证中心", "创新联合体", "重点实验室"])
def test_a_kind_is_generic(noun: str) -> None:
    assert found(f"支持建设{noun}。")[noun].generic


def test_a_field_in_a_name_counts_only_where_it_is_also_said() -> None:
    alone = read("广州生物医药产业基地建成。").candidates
    assert [c.name for c in alone] == ["广州生物医药产业基地"]
    both = read("广州生物医药产业基地建成。大力发展生物医药。").candidates
    assert [(c.name, c.layer) for c in both] == [
        ("广州生物医药产业基地", 0),
        ("生物医药", 1),
        ("生物医药", 0),
    ]


def test_furniture_yields_nothing() -> None:
    assert read("望川实验室 人工智能产业 上海市", kind="furniture").candidates == []


def test_every_candidate_tells_its_rule() -> None:
    text = "望川市聚焦人工智能等领域,建设望川实验室4个,出台《望川条例》。"
    assert all(c.rule for c in read(text).candidates)


def test_an_ending_in_the_ontology_is_enough_for_a_new_class(tmp_path) -> None:
    copy = tmp_path / "ontology.ttl"
    copy.write_text(
        default_path().read_text("utf-8")
        + """
inno:Observatory a owl:Class ;
    rdfs:subClassOf inno:Platform ;
    rdfs:label "Observatory"@en, "观象台"@zh ;
    skos:definition "A place to watch the sky."@en, "观测天象的地方。"@zh ;
    inno:nameEnding "观象台" .
""",
        "utf-8",
    )
    draft = read("加快建设望川高原观象台。", ontology=load_ontology(copy))
    assert [(c.name, c.cls) for c in draft.candidates] == [("望川高原观象台", "Observatory")]


PIECES = """建设 望川 实验室 、 和 等 产业 领域 人工智能 国家 省 “ ” （ ） 《 》 。 企业 市 科技
部门 行动 机制 3 家 的 · , 产量 分别 新材料 全市 贷 + 中试 平台 a
黄河水利委员会"""
words = st.sampled_from([*PIECES.split(), "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(words, max_size=40).map("".join))
def test_spans_are_sound_in_any_text(text: str) -> None:
    """Inside one sentence, not empty, and what stands there unless the name was put together."""
    draft = read(text)
    spans = [(s.start, s.end) for s in draft.sentences]
    for candidate in draft.candidates:
        assert candidate.start < candidate.end
        assert any(low <= candidate.start and candidate.end <= high for low, high in spans)
        if not candidate.rebuilt:
            assert draft.text[candidate.start : candidate.end] == candidate.name
    outer = sorted((c.start, c.end) for c in draft.candidates if not c.layer and not c.rebuilt)
    assert all(a[1] <= b[0] for a, b in pairwise(outer))
    for listing in draft.listings:
        assert len(listing.members) > 1


@pytest.mark.parametrize(
    "text",
    [
        "、" * 50_000,
        "（" * 20_000 + "）" * 20_000,
        "“" * 40_000,
        "国家、省" * 10_000 + "实验室",
        "芯片、" * 20_000,
    ],
)
def test_hostile_text_is_read(text: str) -> None:
    read(text)


# ---- places that no list has


@pytest.mark.parametrize(
    "text",
    [
        "中共临岚市委召开全会。云岭实验室落户临岚市。",
        "临岚市人民政府印发方案。云岭实验室落户临岚市。",
        "临岚市科技局负责。云岭实验室落户临岚市。",
    ],
)
def test_a_place_is_known_by_its_public_bodies(text: str) -> None:
    places = [c.name for c in read(text).candidates if c.cls == "Place" and not c.layer]
    assert places == ["临岚市"]


def test_a_body_begins_inside_a_word_of_the_dictionary() -> None:
    text = "软件由长江水利委员会、海州大学研发。"
    assert all(c.name and c.start < c.end for c in read(text).candidates)


def test_the_body_keeps_the_name_of_such_a_place() -> None:
    assert classes("中共临岚市委召开全会。临岚市建设实验室。")["临岚市委"] == "GovernmentBody"


@pytest.mark.parametrize(
    "text",
    [
        "请配合市委工作。坚决配合市委、市政府。",
        "并请省政府支持。并请省政府协调。",
        "须经市人大批准。须经市人大同意。",
        "示范区政府负责。示范区政府协调。",
    ],
)
def test_what_stands_before_a_body_is_not_always_a_place(text: str) -> None:
    assert not [c.name for c in read(text).candidates if c.cls == "Place"]


@given(
    st.lists(st.sampled_from(["临岚", "市委", "建设", "临岚市", "，", "第一", "A"])).map("".join)
)
@settings(max_examples=60, deadline=None)
def test_words_with_places_of_their_own_tile_the_text(text: str) -> None:
    words = split_words(text, ONTOLOGY, frozenset(["临岚市", "临岚"]))
    assert "".join(words.words) == text
    assert words.starts == [0, *words.ends[:-1]] if text else not words.words
    assert "临岚市" not in text or "临岚市" in words.words


def test_the_words_of_a_sentence_are_those_of_the_sentence_alone() -> None:
    text = "望川市建设云岭实验室，新增3家企业。市科技局负责第二批项目。"
    words, border = split_words(text, ONTOLOGY), text.index("。") + 1
    assert words.between(border, len(text)) == split_words(text[border:], ONTOLOGY)
    assert words.between(1, len(text)) is None
