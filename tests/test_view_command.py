"""`innograph view` as a user types it, on a store of the samples."""

from __future__ import annotations

import re

import pytest
from command import innograph
from view_graphs import ONTOLOGY, data_of

import innograph as package
from innograph.graph.memory import MemoryGraph
from innograph.graph.network import to_networkx
from innograph.queries.places import places_within
from innograph.viz.matrix_page import write_matrix
from innograph.viz.report import Written
from innograph.viz.select import Documents, select

VIEWS = ("matrix", "graph", "flow", "promises", "numbers", "reader")


def view(store, folder, *call, **more):
    return innograph("view", *call, "--store", store, cwd=folder, **more)


@pytest.mark.parametrize("name", VIEWS)
def test_each_view_is_written_under_its_name_and_says_its_size(sample_store, tmp_path, name):
    done = view(sample_store, tmp_path, name)
    out = tmp_path / f"{name}.html"
    assert done.stdout == ""
    size = re.search(r"([\d,]+) kB", done.stderr).group(1)
    assert abs(int(size.replace(",", "")) * 1000 - out.stat().st_size) <= 1000
    text = out.read_text(encoding="utf-8")
    assert '<html lang="zh-Hans">' in text
    assert set(data_of(out)["views"]) == {name}


def test_the_first_language_and_pictures(sample_store, tmp_path):
    view(sample_store, tmp_path, "matrix", "--language", "en")
    text = (tmp_path / "matrix.html").read_text(encoding="utf-8")
    assert "<title>innograph: platform class × industry</title>" in text
    for name in ("matrix", "graph", "flow"):
        view(sample_store, tmp_path, name, "--out", f"{name}.svg")
        view(sample_store, tmp_path, name, "--out", f"{name}.png", "--language", "en")
        assert "</svg>" in (tmp_path / f"{name}.svg").read_text(encoding="utf-8")
        assert (tmp_path / f"{name}.png").read_bytes().startswith(b"\x89PNG")


def test_options_choose_what_ask_would_choose(sample_store, tmp_path):
    options = ("--place", "望川", "--year", "2025", "--status", "计划", "--class", "园区")
    view(sample_store, tmp_path, "matrix", *options)
    data = data_of(tmp_path / "matrix.html")
    with package.open_store(sample_store) as store:
        given = {"place": "望川", "year": 2025, "status": "计划", "class": "园区", "kinds": True}
        rows = package.ask(store, "platform-industry-links", **given).to_dicts()
    assert {claim[0] for claim in data["sources"]["claims"]} >= {row["claim"] for row in rows}
    industries = data["views"]["matrix"]["industries"]
    linked = {industries[fact[1]]["name"] for fact in data["views"]["matrix"]["facts"]}
    assert linked == {row["industry"] for row in rows}
    keys = [notice["text"] for notice in data["views"]["matrix"]["notices"]]
    assert keys == ["notice-places", "notice-year", "notice-classes", "notice-statuses"]


def test_one_industry_and_one_document(sample_store, tmp_path):
    view(sample_store, tmp_path, "flow", "--industry", "航空发动机")
    items = data_of(tmp_path / "flow.html")["views"]["flow"]["items"]
    assert {item[3] for item in items} == {"航空发动机"}
    view(sample_store, tmp_path, "numbers", "--document", "linlan-work-report-2025")
    documents = data_of(tmp_path / "numbers.html")["sources"]["documents"]
    assert [document[0] for document in documents] == ["linlan-work-report-2025"]


def test_promises_of_one_document_are_answered_by_the_others(sample_store, tmp_path):
    view(sample_store, tmp_path, "promises", "--document", "wangchuan-work-report-2024")
    data = data_of(tmp_path / "promises.html")
    promises = data["views"]["promises"]["promises"]
    documents = data["sources"]["documents"]
    assert {documents[promise[0]][0] for promise in promises} == {"wangchuan-work-report-2024"}
    answers = {claim for promise in promises for claim, *_ in promise[7]}
    assert answers
    assert all(documents[data["sources"]["claims"][claim][4]][2] > "2024-02" for claim in answers)


def test_a_place_has_what_lies_in_it(tmp_path):
    texts = tmp_path / "texts"
    texts.mkdir()
    for place in ("成都市", "四川省", "重庆市"):
        body = f"{place}概念验证中心面向航空发动机产业链，已建成投用。"
        head = f"---\ntitle: {place}工作报告\nplace: {place}\npublished: 2024-01-01\n---\n"
        (texts / f"{place}.md").write_text(head + body, encoding="utf-8")
    store = MemoryGraph(package.extract([texts]), ontology=ONTOLOGY)
    graph = to_networkx(store)
    assert places_within(store, "四川") == {"四川省", "成都市"}
    assert places_within(store, "成都") == {"成都市"}
    assert places_within(store, "四川省本级") == {"四川省"}
    part = select(graph, documents=Documents(places={"四川省", "成都市"}))
    write_matrix(part, tmp_path / "m.html", title="m")
    assert len(data_of(tmp_path / "m.html")["views"]["matrix"]["documents"]) == 2


def test_the_atlas_holds_all_views_and_only_the_texts_that_were_chosen(sample_store, tmp_path):
    done = view(sample_store, tmp_path, "atlas", "--place", "望川", "--out", "a.html")
    data = data_of(tmp_path / "a.html")
    assert tuple(data["views"]) == VIEWS
    with package.open_store(sample_store) as store:
        places = {d.id: d.place for d in store.documents()}
    documents = data["sources"]["documents"]
    held = {documents[text["document"]][0] for text in data["views"]["reader"]["texts"]}
    assert held == {key for key, place in places.items() if place == "望川市"}
    size = (tmp_path / "a.html").stat().st_size
    assert f"6 views, {len(held)} documents" in done.stderr
    assert f"{size / 1000:,.0f} kB" in done.stderr


def test_a_large_file_comes_with_the_way_out():
    assert "--place" not in Written(19_000_000, {"views": 6}).summary("a.html")
    assert "--place, --year or --document" in Written(21_000_000, {"views": 6}).summary("a.html")


def test_an_answer_of_the_catalogue_as_a_graph(sample_store, tmp_path):
    view(sample_store, tmp_path, "question", "1", "-p", "industry=航空发动机", "--out", "q.html")
    data = data_of(tmp_path / "q.html")
    with package.open_store(sample_store) as store:
        answer = package.ask(store, 1, industry="航空发动机")
    shown = {node["key"] for node in data["views"]["graph"]["nodes"]}
    assert {row["platform_id"] for row in answer.to_dicts()} <= shown
    assert data["views"]["graph"]["notices"][0]["text"] == "notice-answered"


def test_sparql_draws_what_cypher_draws(sample_store, tmp_path):
    call = ("question", "1", "-p", "industry=航空发动机")
    view(sample_store, tmp_path, *call, "--out", "cypher.html")
    view(sample_store, tmp_path, *call, "--query-language", "sparql", "--out", "sparql.html")
    assert (tmp_path / "cypher.html").read_bytes() == (tmp_path / "sparql.html").read_bytes()
    done = view(sample_store, tmp_path, *call, "--language", "sparql", code=2)
    assert "--query-language" in done.stderr


def test_parameters_of_a_cypher_query(sample_store, tmp_path):
    query = "MATCH (:Platform)-[r:FOCUSES_ON]->(f:Field {name: $name}) RETURN r"
    view(sample_store, tmp_path, "cypher", query, "--param", "name=航空发动机")
    drawn = data_of(tmp_path / "cypher.html")["views"]["graph"]
    names = {drawn["nodes"][edge["to"]]["label"] for edge in drawn["edges"]}
    assert names == {"航空发动机"}
    assert "name = 航空发动机" in drawn["notices"][0]["answered"]


@pytest.mark.parametrize(
    "query",
    [
        "MATCH p=(:Platform)-[:FOCUSES_ON]->(:Field) RETURN p",
        "MATCH (:Platform)-[r:FOCUSES_ON]->(:Field) RETURN collect(r) AS r",
        "MATCH (:Platform)-[r:FOCUSES_ON]->(:Field) RETURN r.id",
    ],
)
def test_what_cypher_returns_as_a_graph(sample_store, tmp_path, query):
    done = view(sample_store, tmp_path, "cypher", query)
    drawn = data_of(tmp_path / "cypher.html")["views"]["graph"]
    with package.open_store(sample_store) as store:
        facts = {f.id for f in store.facts() if f.predicate == "focusesOn"}
        expected = store.query("MATCH (:Platform)-[r:FOCUSES_ON]->(:Field) RETURN r.id AS id")
    assert {edge["key"] for edge in drawn["edges"]} == set(expected.column("id")) <= facts
    assert f"{len(drawn['edges'])} facts" in done.stderr


def test_claims_bring_their_facts_and_other_nodes_are_counted(sample_store, tmp_path):
    query = "MATCH (c:Claim {predicate: 'establishes'})-[:STATED_IN]->(p:Passage) RETURN c, p"
    done = view(sample_store, tmp_path, "cypher", query)
    drawn = data_of(tmp_path / "cypher.html")["views"]["graph"]["edges"]
    assert {edge["predicate"] for edge in drawn} == {"establishes"}
    assert "neither entities nor claims are not drawn" in done.stderr
    done = view(sample_store, tmp_path, "cypher", "RETURN 1", "--out", "none.html", code=1)
    assert "names no entity, fact or claim" in done.stderr
    assert not (tmp_path / "none.html").exists()
