"""Which names of a document are one entity, what it is called, and where its name holds."""

from __future__ import annotations

from dataclasses import replace

import pytest
from marked import marked

from innograph.graph.ontology import load_ontology
from innograph.ingest.draft import Draft, ObservationDraft
from innograph.ingest.entities import find_entities
from innograph.ingest.resolve import resolve

ONTOLOGY = load_ontology()


def read(text: str, *, place: str | None = None, count: str | None = None) -> Draft:
    """`count` names the candidate that a number is about."""
    draft = marked(text)
    draft.document = replace(draft.document, place=place)
    find_entities(draft, ONTOLOGY)
    for candidate in draft.candidates:
        if candidate.name == count:
            draft.observations.append(
                ObservationDraft([candidate], candidate.start, candidate.end, "1", 0, "Achieved")
            )
    resolve(draft, ONTOLOGY)
    return draft


def entities(text: str, **options: str | None) -> dict[str, object]:
    return {r.entity.name: r.entity for r in read(text, **options).entities}


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        (
            "市科技局负责。\n作者系成都市科学技术局(市外国专家局)局长",
            "成都市科学技术局(市外国专家局)",
            "市科技局",
        ),
        (
            "望川国家自主创新示范区（以下简称“示范区”）由多园构成。示范区应当创新。",
            "望川国家自主创新示范区",
            "示范区",
        ),
        ("建设西部(成都)科学城。支持西部科学城发展。", "西部(成都)科学城", "西部科学城"),
        ("成都加快发展。成都市出台政策。在蓉高校。", "成都市", "蓉"),
        ("发展新材料产业。新材料、生物医药等领域取得突破。", "新材料", "新材料产业"),
        ("望川实验室（澄波省实验室）揭牌。望川实验室招人。", "澄波省实验室", "望川实验室"),
        ("组建海洋药物望川实验室,实验室简称为“望川实验室”。", "海洋药物望川实验室", "望川实验室"),
        ("成都望川实验室揭牌。望川实验室招人。", "成都望川实验室", "望川实验室"),
        (
            "海州望川精密科技有限公司投产。望川精密公司招人。",
            "海州望川精密科技有限公司",
            "望川精密公司",
        ),
        ("绵阳市人民政府印发通知。市政府决定组建望川实验室。", "绵阳市人民政府", "市政府"),
        ("工业和信息化部印发通知。据工信部消息,建成望川实验室。", "工业和信息化部", "工信部"),
    ],
)
def test_full_and_short_form_are_one_entity(text: str, name: str, alias: str) -> None:
    found = entities(text)
    assert alias in found[name].aliases
    assert alias not in found


def test_a_kind_is_not_the_one_of_its_kind() -> None:
    """A place, a rank or a bracket makes two names one only where both say which one they are."""
    text = "成都国家自主创新示范区获批。国家自主创新示范区有21个。"
    assert set(entities(text)) >= {"成都国家自主创新示范区", "国家自主创新示范区"}
    assert len(entities("望川实验室（望川高新区）揭牌。")) == 2


def test_a_city_is_not_the_new_area_named_after_it() -> None:
    found = entities("福州、厦门获批试点。福州新区加快建设。")
    assert {"福州", "福州新区"} <= set(found)


def test_two_governments_or_houses_that_fit_are_not_joined() -> None:
    text = "绵阳市政府和德阳市政府签约。市政府印发通知。"
    assert set(entities(text)) >= {"绵阳市政府", "德阳市政府", "市政府"}
    text = "中国农业科学院与望川市签约。望川中国农业科学院国家南繁研究院启用。"
    assert "中国农业科学院" in entities(text)
    text = "甲地望川精密科技有限公司和乙地望川精密科技有限公司签约。望川精密公司招人。"
    assert len([name for name in entities(text) if "望川精密" in name]) == 3


def test_two_bureaus_that_fit_are_not_joined() -> None:
    text = "市科技局负责。成都市科学技术局和杭州市科学技术局参加。"
    assert "市科技局" in entities(text)


def test_the_whole_city_is_the_place_of_the_document() -> None:
    found = entities("全市创新。成都和杭州合作。", place="成都市")
    assert found["成都"].aliases == ("全市",)
    assert found["成都"].canonical == "成都市"
    assert found["杭州"].aliases == ()


def test_the_place_of_the_document_may_stand_in_no_list() -> None:
    found = entities("临岚市建设实验室。临岚加快发展。全市企业增加。", place="临岚市")
    assert found["临岚市"].aliases == ("临岚", "全市")


def test_without_a_place_the_only_city_is_taken() -> None:
    assert entities("全市创新。成都发展快。")["成都"].aliases == ("全市",)
    assert "全市" not in entities("全市创新。")


def test_a_generic_noun_stays_only_where_a_number_uses_it() -> None:
    text = "支持建设中试平台。孵化器达3家。"
    assert set(entities(text, count="孵化器")) == {"孵化器"}
    dropped = read(text, count="孵化器").dropped
    assert dropped == {"generic noun without a claim or number": 1}


def test_local_names_are_unique() -> None:
    draft = read(
        "发展人工智能产业。人工智能、大数据等领域。人工智能技术。人工智能产业链。望川实验室和“望川”实验室。"
    )
    names = [r.entity.name for r in draft.entities]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("text", "name", "place", "scope"),
    [
        ("望川实验室投用。", "望川实验室", "成都市", ""),
        ("市科技局负责。", "市科技局", "成都市", "place:成都市"),
        ("市科技局负责。", "市科技局", None, "document:test"),
        ("4个望川实验室投用。", "望川实验室", "成都市", "place:成都市"),
        ("技术合同成交额达3亿元。", "技术合同成交额", "成都市", "place:成都市"),
        ("发展低空经济。", "低空经济", "成都市", ""),
    ],
)
def test_a_name_holds_everywhere_or_in_the_place(text, name, place, scope) -> None:
    assert entities(text, place=place)[name].scope == scope


def test_many_short_forms_take_no_square_time() -> None:
    draft = read("（以下简称“示范区”）" * 5_000)
    assert len(draft.entities) <= 1


@pytest.mark.parametrize(
    ("place", "scope", "canonical"),
    [
        (None, "document:", None),  # another place in each document
        ("成都", "", "成都市"),  # the document's own, though the text does not name it
        ("四川省", "document:", None),  # a province is no city
    ],
)
def test_our_city_is_the_place_of_the_document_or_of_the_document_alone(place, scope, canonical):
    own = entities("在本市依法设立科研机构。", place=place)["本市"]
    assert (own.scope.startswith(scope), own.canonical) == (True, canonical)
    assert bool(own.scope) == bool(scope)
