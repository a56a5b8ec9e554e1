"""The sixteen traps of the sample essay, through the whole pipeline: each in the essay, as it is and
with other names in it, and in a paraphrase with other names, fields and places.

The essay is not shipped: INNOGRAPH_SHARED names the folder that holds it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest
from test_traps import OTHER_NAMES, renamed, shared

from innograph.graph.consolidate import natural_key
from innograph.graph.ontology import load_ontology
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor

if TYPE_CHECKING:
    from innograph.graph.model import Extraction

ONTOLOGY = load_ontology()
# 海州 is a word of the dictionary, and a district: a city that nobody knows is harder.
NAMES = OTHER_NAMES | {"成都": "临岚"}


@lru_cache(maxsize=1)
def extractor() -> Extractor:
    return Extractor(ONTOLOGY)


def read(text: str, **document: str) -> Extraction:
    return extractor().extract(replace(anonymous_document(text), **document), text)


@pytest.fixture(scope="module", params=[{}, NAMES], ids=["as written", "other names"])
def names(request) -> dict[str, str]:
    return request.param


@pytest.fixture(scope="module")
def essay(names) -> Extraction:
    text = (shared() / "eval" / "dev" / "texts" / "seed.txt").read_text("utf-8")
    return read(renamed(text, names), author=renamed("丁小斌", names), place=None)


def counts(x: Extraction) -> dict[tuple[str, ...], float | None]:
    return {o.about: o.value for o in x.observations}


def links(x: Extraction, predicate: str) -> dict[tuple[str, str], str]:
    return {(c.subject, c.object): c.status for c in x.claims if c.predicate == predicate}


def about(x: Extraction, part: str):
    (found,) = [o for o in x.observations if any(part in name for name in o.about)]
    return found


# 1 ------------------------------------------------------------------------------------------------


def test_01_a_number_is_never_the_end_of_a_longer_one(essay) -> None:
    found = counts(essay)
    assert (found[("国家高新技术企业",)], found[("国家级科技创新平台",)]) == (13146, 146)


def test_01_paraphrase() -> None:
    found = counts(read("国家高新技术企业发展到29208家,省级科技创新平台达到208家。"))
    assert found == {("国家高新技术企业",): 29208, ("省级科技创新平台",): 208}


# 2 ------------------------------------------------------------------------------------------------


def test_02_what_is_there_is_not_what_is_sought(essay) -> None:
    assert counts(essay)[("国家创新中心",)] == 4
    assert not [o for o in essay.observations if "国家级创新中心" in o.about]
    sought = {c.status for c in essay.claims if "国家级创新中心" in (c.subject, c.object)}
    assert sought == {"Sought"}


def test_02_paraphrase() -> None:
    x = read(
        "近年来,海州市形成了“2个国家实验室+3个国家创新中心”格局。\n\n"
        "下一步,聚焦地热、海洋药物等领域,争取布局国家级创新中心。"
    )
    assert counts(x)[("国家创新中心",)] == 3
    assert {s for (p, _), s in links(x, "focusesOn").items() if p == "国家级创新中心"} == {"Sought"}


# 3 and 5 ------------------------------------------------------------------------------------------


def test_03_a_count_of_two_kinds_stays_joint_and_the_list_open(essay) -> None:
    assert counts(essay)[("中试平台", "概念验证中心")] == 69
    assert not {("中试平台",), ("概念验证中心",)} & set(counts(essay))
    achieved = [c for c in essay.claims if c.predicate == "focusesOn" and c.status == "Achieved"]
    assert achieved
    assert all(c.open for c in achieved)


def test_03_paraphrase() -> None:
    x = read("截至去年底,聚焦船用燃机、特种玻璃等重点产业链,已备案建设概念验证中心和中试基地57家。")
    assert counts(x) == {("概念验证中心", "中试基地"): 57}


def test_05_what_three_institutions_did_together_is_of_none_alone(essay, names) -> None:
    joint = about(essay, "转化公司")
    assert (joint.value, joint.bound) == (400, "approx")
    institutions = {renamed(n, names) for n in ("清华大学", "上海交通大学", "中国科学院")}
    assert not [o for o in essay.observations if institutions & set(o.about)]


def test_05_paraphrase() -> None:
    x = read("支持东海大学、南山理工大学、镜泊研究院等外地院所在本地孵化科技公司近80家。")
    (only,) = x.observations
    assert (only.value, only.bound) == (80, "approx")
    assert not {"东海大学", "南山理工大学", "镜泊研究院"} & set(only.about)


# 4 ------------------------------------------------------------------------------------------------


def test_04_whose_results_come_here_works_on_nothing_said(essay, names) -> None:
    laboratory = renamed("太行实验室", names)
    assert laboratory in essay.text
    assert laboratory not in {c.subject for c in essay.claims if c.predicate == "focusesOn"}


def test_04_paraphrase() -> None:
    x = read(
        "服务瀚海实验室科研成果在海州市转化。聚焦船用燃机、地热等领域,争取布局国家技术创新中心。"
    )
    assert {s for s, _ in links(x, "focusesOn")} == {"国家技术创新中心"}


# 6 ------------------------------------------------------------------------------------------------


def test_06_a_university_of_a_report_and_of_a_plan(essay, names) -> None:
    university = renamed("上海交通大学", names)
    mine = {(c.predicate, c.status) for c in essay.claims if university in (c.subject, c.object)}
    # It has incubated companies, and is to be worked with.
    assert mine == {("supports", "Achieved"), ("cooperatesWith", "Planned")}


def test_06_paraphrase() -> None:
    x = read(
        "近年来,青岛市与东海大学共建海洋药物实验室,累计孵化企业30家。\n\n"
        "下一步,青岛市将深化与东海大学合作,组建新型研发机构。"
    )
    assert {c.status for c in x.claims if c.predicate == "cooperatesWith"} == {
        "Achieved",
        "Planned",
    }


# 7 and 8 ------------------------------------------------------------------------------------------


def test_07_a_measure_without_a_year_has_none(essay) -> None:
    assert about(essay, "研发经费支出").period is None
    assert about(essay, "技术合同").period == "2023"


def test_07_paraphrase() -> None:
    x = read(
        "2021年技术合同成交额达61.2亿元。\n"
        "全社会研发经费投入达24.8亿元,同比增长9.4%,连续6年保持两位数增长。"
    )
    spending = about(x, "研发经费投入")
    assert (spending.value, spending.growth, spending.period) == (24.8, 9.4, None)


def test_08_twofold_growth_keeps_its_words_and_says_how_it_was_read(essay) -> None:
    firms = about(essay, "国家高新技术企业")
    assert (firms.growth, firms.reading) == (200, "两倍 = +200 %")


def test_08_paraphrase() -> None:
    firms = about(read("科技型中小企业达2.1万家、三年增长1.5倍。"), "科技型中小企业")
    assert (firms.value, firms.growth, firms.reading) == (2.1, 150, "1.5倍 = +150 %")


# 9, 10, 11 ----------------------------------------------------------------------------------------


def test_09_a_metaphor_names_nothing(essay) -> None:
    assert not {"实验室", "生产线"} & {e.name for e in essay.entities}


@pytest.mark.parametrize(
    "text",
    ["让更多成果从“实验室”走向“生产线”。", "推动专利由“书架”到“货架”、从“实验室”到“应用场”。"],
)
def test_09_paraphrase(text: str) -> None:
    x = read(text)
    assert not x.claims
    assert not {"实验室", "生产线", "书架", "货架"} & {e.name for e in x.entities}


def test_10_a_slogan_is_no_organisation(essay) -> None:
    assert "一带一路" not in {e.name.strip("“”") for e in essay.entities}
    whole = {e.cls for e in essay.entities if e.name.startswith("“一带一路”")}
    assert whole == {"TransferPlatform", "Event", "Laboratory"}


def test_10_paraphrase() -> None:
    x = read("加快建设“一带一路”国际创新中心,办好“一带一路”青年科学家论坛,服务“一带一路”建设。")
    of = {e.name.strip("“”"): e.cls for e in x.entities}
    assert of["一带一路”国际创新中心"] == "InnovationCenter"
    assert of.get("一带一路", "Programme") == "Programme"  # 服务“一带一路”建设


def test_11_the_tail_of_the_page_says_nothing(essay) -> None:
    tail = essay.text.index("经典小说")
    assert all(p.kind == "furniture" for p in essay.passages if p.start >= tail and p.text.strip())
    spans = [*essay.mentions, *essay.claims, *essay.measures]
    assert all(s.start < tail for s in spans)


def test_11_paraphrase() -> None:
    body = "近年来,海州市建成瀚海实验室,聚焦船用燃机领域开展攻关。\n\n"
    x = read(f"{body}热门文章推荐\n\n在线投稿\n\n友情链接\n")
    assert x.mentions
    assert all(m.start < len(body) for m in x.mentions)


# 12 -----------------------------------------------------------------------------------------------

_WIDE = str.maketrans(",()", "，（）")


def plain(x: Extraction) -> set[tuple[str, ...]]:
    return {
        tuple(str(part).translate(_WIDE) for part in (c.subject, c.predicate, c.object, c.status))
        for c in x.claims
    }


def test_12_ascii_commas_and_brackets_read_like_wide_ones(essay) -> None:
    platforms = {t for t in plain(essay) if t[1] == "focusesOn"}
    wide = read(essay.text.translate(_WIDE), author=essay.document.author)
    assert platforms == {t for t in plain(wide) if t[1] == "focusesOn"}
    assert len(wide.observations) == len(essay.observations)


def test_12_paraphrase() -> None:
    text = "去年,西部(海州)科学城建成中试平台6家,聚焦地热、特种玻璃等产业,(含市级)服务企业。"
    assert plain(read(text)) == plain(read(text.translate(_WIDE)))
    assert counts(read(text)).keys() >= {("中试平台",)}


# 13 -----------------------------------------------------------------------------------------------


def test_13_a_plan_is_compiled_and_its_approval_only_sought(essay) -> None:
    sought = [m for m in essay.measures if m.stage == "submitted"]
    assert [m for m in sought if "综合性科学中心建设方案" in m.text]
    approved = [m for m in essay.measures if m.stage == "approved"]
    assert not [m for m in approved if "综合性科学中心" in m.text]


def test_13_paraphrase() -> None:
    x = read(
        "近年来,青岛市编制《镜泊综合性科学中心建设方案》。\n\n"
        "下一步,争取国家批复镜泊综合性科学中心建设方案。"
    )
    assert links(x, "issues") == {("青岛市", "镜泊综合性科学中心建设方案"): "Achieved"}
    # That it was compiled is an action reported, that its approval is sought another one.
    assert [(m.status, m.stage) for m in x.measures] == [
        ("Achieved", "drafted"),
        ("Sought", "submitted"),
    ]


# 14 -----------------------------------------------------------------------------------------------


def test_14_short_names_mean_the_bureau_and_the_places(essay, names) -> None:
    of = {e.name: e for e in essay.entities}
    bureau = of[renamed("成都市科学技术局(市外国专家局)", names)]
    assert "市科技局" in bureau.aliases
    assert "市科技局" not in of
    assert {"成渝", "成德眉资"} <= {m.text for m in essay.mentions}
    assert {of[n].cls for n in ("成渝", "成德眉资")} == {"Place"}
    if not names:
        assert "蓉" in of["成都市"].aliases


def test_14_paraphrase() -> None:
    x = read(
        "近年来,市科技局支持外资企业在穗设立研发中心。\n\n"
        "下一步,市科技局将支持厦漳泉创新主体联合攻关。\n\n"
        "[作者系广州市科学技术局(市外国专家局)局长]"
    )
    of = {e.name: e for e in x.entities}
    assert "市科技局" in of["广州市科学技术局(市外国专家局)"].aliases
    assert {e.canonical for e in x.entities if e.cls == "Place"} >= {"广州市"}
    assert of["厦漳泉"].cls == "Place"


# 15 and 16 ----------------------------------------------------------------------------------------


def test_15_the_old_name_of_a_kind_is_no_other_kind() -> None:
    old = read("支持在蓉国家重点实验室优化重组,新增国家重点实验室2家。", place="成都市")
    new = read("新增全国重点实验室2家,全国重点实验室达到28家。", place="四川省")
    found = [next(iter(counts(x))) for x in (old, new)]
    assert found == [("国家重点实验室",), ("全国重点实验室",)]


def test_15_paraphrase() -> None:
    x = read("国家工程实验室3家。国家工程研究中心5家。", place="海州市")
    assert counts(x) == {("国家工程实验室",): 3, ("国家工程研究中心",): 5}


@pytest.mark.parametrize(
    ("noun", "city", "province"),
    [("天府实验室", "成都市", "四川省"), ("星河实验室", "长沙市", "湖南省")],
)
def test_16_counts_of_a_city_and_of_its_province_are_of_two_groups(noun, city, province) -> None:
    keys = set()
    for place, value in ((city, 4), (province, 5)):
        x = read(f"近年来,创新能力增强,拥有{value}个{noun}。", place=place)
        assert counts(x) == {(noun,): value}
        (group,) = [e for e in x.entities if e.name == noun]
        assert group.denotes == "group"
        keys.add(natural_key(group, ONTOLOGY))
    assert len(keys) == 2
