"""Parameters as people say them: years and ranges, places with what lies in them, classes, statuses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from asked import counted
from gold import gold_extractions
from graphs import ONTOLOGY

import innograph
from innograph.graph.errors import UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask
from innograph.queries.explain import explain
from innograph.queries.parameters import read_value


def rows(answer):
    return sorted(map(str, answer.rows))


@pytest.mark.parametrize(
    "said", ["2024-2025", "2024年—2025年", "2024 至 2025", "2025,2024", "２０２４～２０２５"]
)
def test_a_range_of_years_has_the_rows_of_each(answered, said):
    whole = answered(1, year=said)
    parts = [row for year in ("2024", "2025") for row in answered(1, year=year).rows]
    assert rows(whole) == sorted(map(str, parts))
    assert whole.documents == sum(answered(1, year=y).documents for y in ("2024", "2025"))
    assert all(answered(1, year=y).rows for y in ("2024", "2025"))


def test_a_gap_over_two_years_is_one_in_both(answered):
    def named(year):
        return {row["industry"] for row in answered("industries-without-platform", year=year)}

    achieved = {
        row["industry"] for row in answered(1, year="2024-2025") if row["status"] == "Achieved"
    }
    assert achieved & (named("2024") | named("2025"))
    assert not achieved & named("2024-2025")


@pytest.mark.parametrize("said", ["2025-2024", "24", "2024-", "2024-2025-2026", "next year"])
def test_what_is_no_year_is_refused(answered, said):
    with pytest.raises(UsageError, match="years such as 2023-2025"):
        answered(1, year=said)


@pytest.fixture(scope="module")
def province(tmp_path_factory):
    """The samples as documents of real places, one within the other."""
    real = {"望川市": "成都市", "临澜市": "绵阳市", "岚江省": "四川省"}
    graph = MemoryGraph(
        [
            replace(e, document=replace(e.document, place=real[e.document.place]))
            for e in gold_extractions()
        ],
        ontology=ONTOLOGY,
    )
    with SparqlStore.open(graph, cache=tmp_path_factory.mktemp("cache")) as store:
        yield graph, lambda q, **p: ask(graph, q, language="sparql", sparql_store=store, **p)


def test_a_province_has_the_cities_in_it(province):
    _, asked = province
    whole = asked(1, place="四川")
    parts = [asked(1, place=place) for place in ("成都市", "绵阳市", "四川省本级")]
    assert rows(whole) == sorted(str(row) for part in parts for row in part.rows)
    assert whole.documents == sum(part.documents for part in parts)
    assert all(part.rows for part in parts)
    assert any("成都市, 绵阳市" in note or "四川省, 成都市, 绵阳市" in note for note in whole.notes)


def test_rows_that_add_up_have_the_sentences_of_all_places(province):
    _, asked = province
    matrix = asked("platform-industry-matrix", place="四川")
    counts = dict.fromkeys(range(len(matrix)), 0)
    for item in matrix.evidence():
        counts[item.row] += 1
    assert [counts[n] for n in range(len(matrix))] == [row["claims"] for row in matrix]


def test_a_province_without_documents_stands_for_its_cities(province):
    graph, _ = province
    cities = MemoryGraph(
        [e for e in graph.extractions() if e.document.place != "四川省"], ontology=ONTOLOGY
    )
    found = ask(cities, 1, language="sparql", place="四川")
    assert found.documents == len(list(cities.extractions()))
    with pytest.raises(UsageError, match="No document is of 四川"):
        ask(cities, 1, language="sparql", place="四川省本级")


def test_where_one_place_is_meant_several_are_refused(province):
    graph, asked = province
    with pytest.raises(UsageError, match="takes one place at a time"):
        asked("industries-of-two-places", place="四川", other="成都")
    assert read_value(graph, "place", "四川省", name="place") == "四川省"
    with pytest.raises(UsageError, match="takes one value"):
        read_value(graph, "year", "2023-2025", name="year")


@pytest.mark.parametrize("language", ["cypher", "sparql"])
def test_the_query_that_is_explained_holds_all_values(province, language):
    graph, _ = province
    text = explain(graph, 1, language, place="四川", year="2024-2025")
    for value in ("四川省", "成都市", "绵阳市", "2024", "2025"):
        assert f'"{value}"' in text


def test_cypher_takes_them_too(sample_store):
    with innograph.open_store(sample_store) as store:
        for number in (1, 13, 14, 19):
            one, other = (
                ask(store, number, language=language, year="2024-2025")
                for language in ("cypher", "sparql")
            )
            assert rows(one) == rows(other)
            assert one.rows


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("pilot platforms", "PilotPlatform"),
        ("中试平台", "PilotPlatform"),
        ("pilot-platform", "PilotPlatform"),
        ("laboratories", "Laboratory"),
        ("labs", "Laboratory"),
        ("平台", "Platform"),
    ],
)
def test_classes_in_the_words_of_people(answered, said, meant):
    assert counted(answered(1, **{"class": said}), "claim") == counted(
        answered(1, **{"class": meant}), "claim"
    )
    assert answered(1, **{"class": said}).parameters["class"].value == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("companies", "Enterprise"),
        ("公司", "Enterprise"),
        ("高校", "University"),
        ("Firm", "Enterprise"),
    ],
)
def test_classes_of_organisations_too(graph, said, meant):
    assert read_value(graph, "class", said, name="class") == meant


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("已建成", "Achieved"), ("在建", "UnderWay"), ("规划", "Planned"), ("planned", "Planned"),
        ("under way", "UnderWay"), ("ongoing", "UnderWay"), ("试行", "Piloted"), ("built", "Achieved"),
    ],
)  # fmt: skip
def test_statuses_in_the_words_of_people(graph, said, meant):
    assert read_value(graph, "status", said, name="status") == meant


def test_a_body_may_be_named_with_its_city(graph):
    for entity in graph.entities():
        if entity.scope == "place:望川市" and entity.name == "市科技局":
            assert read_value(graph, "entity", "望川市科技局", name="body") == entity.id
            assert read_value(graph, "entity", "市科技局@望川市", name="body") == entity.id
            return
    pytest.fail("the samples have no 市科技局 of 望川市")


def test_a_name_is_found_by_the_part_that_only_it_has(graph):
    assert read_value(graph, "entity", "岚翼动力", name="company").endswith("望川岚翼动力有限公司")
    with pytest.raises(UsageError, match="Did you mean"):
        read_value(graph, "entity", "中试平", name="platform")
