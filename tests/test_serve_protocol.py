"""The endpoint against the SPARQL 1.1 Protocol, case by case, written from the standard."""

from __future__ import annotations

import csv
import io
import json
from urllib.parse import quote, urlencode
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from command import SAMPLES
from served import serving

import innograph

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
ONE = "https://w3id.org/innograph/id/document/wangchuan-work-report-2024"
TWO = "https://w3id.org/innograph/id/document/wangchuan-work-report-2025"
COUNT = "SELECT (COUNT(DISTINCT ?d) AS ?n) { ?d a inno:Document }"
NAMED = "SELECT (COUNT(DISTINCT ?g) AS ?n) { GRAPH ?g { ?d a inno:Document } }"
ASK = "ASK { ?d a inno:Document }"
DESCRIBE = f"DESCRIBE <{ONE}>"
CONSTRUCT = "CONSTRUCT { ?d inno:title ?t } WHERE { ?d a inno:Document ; inno:title ?t }"
SD = "http://www.w3.org/ns/sparql-service-description#"


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    texts = [SAMPLES / f"wangchuan-work-report-{year}.md" for year in (2024, 2025)]
    with innograph.open_store(str(folder / "store")) as store:
        innograph.ingest_files(store, texts)
        with serving(
            *("--store", folder / "store", "--timeout", 3, "--cors", "https://a.example"),
            XDG_CACHE_HOME=str(folder / "cache"),
        ) as running:
            yield running


def number(reply):
    assert reply.status == 200, reply.text
    (row,) = json.loads(reply.body)["results"]["bindings"]
    return int(row["n"]["value"])


def by_get(server, query, *dataset):
    return server.query(query, *dataset)


def by_form(server, query, *dataset):
    body = urlencode([("query", query), *dataset])
    return server.ask("/sparql", method="POST", body=body, Content_Type=FORM)


def by_post(server, query, *dataset):
    path = "/sparql" + ("?" + urlencode(dataset) if dataset else "")
    return server.ask(path, method="POST", body=query.encode(), Content_Type=DIRECT)


WAYS = pytest.mark.parametrize("way", [by_get, by_form, by_post])


# ---- queries and their datasets


@WAYS
def test_a_query_is_asked_in_three_ways(server, way):
    assert number(way(server, COUNT)) == 2


@WAYS
@pytest.mark.parametrize(
    ("query", "dataset", "expected"),
    [
        (COUNT, [("default-graph-uri", ONE)], 1),
        (COUNT, [("default-graph-uri", ONE), ("default-graph-uri", TWO)], 2),
        (COUNT, [("named-graph-uri", ONE)], 0),
        (NAMED, [], 2),
        (NAMED, [("named-graph-uri", ONE)], 1),
        (NAMED, [("named-graph-uri", ONE), ("named-graph-uri", TWO)], 2),
        (NAMED, [("default-graph-uri", ONE)], 0),
        (COUNT, [("default-graph-uri", ONE), ("named-graph-uri", TWO)], 1),
        (NAMED, [("default-graph-uri", ONE), ("named-graph-uri", TWO)], 1),
        (COUNT, [("default-graph-uri", "http://e.example/none")], 0),
    ],
)
def test_the_request_names_the_dataset(server, way, query, dataset, expected):
    assert number(way(server, query, *dataset)) == expected


@pytest.mark.parametrize(
    ("clause", "expected"),
    [(f"FROM <{ONE}>", 1), (f"FROM <{ONE}> FROM <{TWO}>", 2), (f"FROM NAMED <{ONE}>", 0)],
)
def test_the_query_names_the_dataset(server, clause, expected):
    query = COUNT.replace("{", clause + " WHERE {", 1)
    assert number(server.query(query)) == expected


def test_the_dataset_of_the_request_stands_in_place_of_that_of_the_query(server):
    query = f"SELECT ?d FROM <{ONE}> {{ ?d a inno:Document }}"
    reply = server.query(query, ("default-graph-uri", TWO))
    (row,) = json.loads(reply.body)["results"]["bindings"]
    assert row["d"]["value"] == TWO


# ---- formats


def _json(body):
    return len(json.loads(body)["results"]["bindings"])


def _xml(body):
    return len(ElementTree.fromstring(body).findall(".//{*}result"))


def _csv(body):
    return len(list(csv.DictReader(io.StringIO(body.decode(), newline=""))))


def _tsv(body):
    head, *lines = body.decode().splitlines()
    assert head == "?d"
    return len(lines)


@pytest.mark.parametrize(
    ("media", "count"),
    [
        ("application/sparql-results+json", _json),
        ("application/json", _json),
        ("application/sparql-results+xml", _xml),
        ("application/xml", _xml),
        ("text/csv", _csv),
        ("text/tab-separated-values", _tsv),
    ],
)
def test_rows_in_each_format(server, media, count):
    reply = server.query("SELECT ?d { ?d a inno:Document }", Accept=media)
    assert (reply.status, reply.media) == (200, media)
    assert count(reply.body) == 2
    assert "Accept" in reply.headers["vary"].split(", ")


def test_ask_is_true_or_false(server):
    assert json.loads(server.query(ASK).body)["boolean"] is True
    body = server.query("ASK { ?d a inno:None }", Accept="application/sparql-results+xml").body
    assert ElementTree.fromstring(body).findtext("{*}boolean") == "false"


@pytest.mark.parametrize(
    ("media", "form"),
    [
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
    ],
)
@pytest.mark.parametrize(("query", "least"), [(CONSTRUCT, 2), (DESCRIBE, 5)])
def test_triples_in_each_format(server, media, form, query, least):
    reply = server.query(query, Accept=media)
    assert (reply.status, reply.media) == (200, media)
    assert len(set(ox.parse(reply.body, format=form))) >= least


@pytest.mark.parametrize(
    ("query", "accept", "media"),
    [
        (ASK, "*/*", "application/sparql-results+json"),
        (CONSTRUCT, "*/*", "text/turtle"),
        (ASK, "text/csv;q=0.4, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
        (ASK, "text/turtle, application/sparql-results+json;q=0.1", "application/sparql-results+json"),
        (CONSTRUCT, "application/json;q=0.2, application/*;q=0.5", "application/n-triples"),
        (ASK, "application/sparql-results+json;q=0, */*;q=0.1", "application/sparql-results+xml"),
    ],
)  # fmt: skip
def test_the_best_of_the_accepted_formats(server, query, accept, media):
    assert server.query(query, Accept=accept).media == media


@pytest.mark.parametrize(
    ("query", "accept"), [(ASK, "image/png"), (ASK, "text/turtle"), (CONSTRUCT, "text/csv")]
)
def test_where_no_format_is_accepted(server, query, accept):
    assert server.query(query, Accept=accept).status == 406


# ---- what is wrong


@pytest.mark.parametrize(
    ("method", "path", "kind", "body", "status"),
    [
        ("PUT", "/sparql?query=" + quote(ASK), None, None, 405),
        ("GET", f"/sparql?query={quote(ASK)}&query={quote(ASK)}", None, None, 400),
        ("POST", "/sparql", FORM, urlencode([("query", ASK), ("query", ASK)]), 400),
        ("POST", "/sparql", "text/plain", ASK, 415),
        ("POST", "/sparql", None, urlencode([("query", ASK)]), 415),
        ("POST", "/sparql", DIRECT + "; charset=UTF-16", ASK.encode("utf-16"), 415),
        ("POST", "/sparql", DIRECT, ASK.encode("utf-16"), 400),
        ("POST", "/sparql", DIRECT, b"ASK { ?d ?p '\xff' }", 400),
        ("POST", f"/sparql?query={quote(ASK)}", DIRECT, ASK, 400),
        ("POST", f"/sparql?default-graph-uri={quote(ONE)}", FORM, urlencode([("query", ASK)]), 400),
        ("GET", "/sparql?query=" + quote("ASK { ?s ?p"), None, None, 400),
        ("GET", "/sparql?query=", None, None, 400),
        ("GET", f"/sparql?query={quote(ASK)}&default-graph-uri=no+iri", None, None, 400),
        ("GET", f"/sparql?default-graph-uri={quote(ONE)}", None, None, 400),
        ("GET", "/sparql?update=" + quote("CLEAR ALL"), None, None, 400),
        ("POST", "/sparql", FORM, urlencode([("update", "CLEAR ALL")]), 403),
        ("POST", "/sparql", "application/sparql-update", "CLEAR ALL", 403),
        ("POST", "/sparql", DIRECT, "LOAD <file:///etc/passwd>", 403),
        ("GET", "/sparql?query=" + quote("DROP ALL"), None, None, 403),
    ],
)
def test_what_is_wrong_gets_its_code_and_a_sentence(server, method, path, kind, body, status):
    headers = {"Content_Type": kind} if kind else {}
    reply = server.ask(path, method=method, body=body, **headers)
    assert reply.status == status, reply.text
    assert "Traceback" not in reply.text
    if status != 405:
        assert reply.text.endswith(".\n")
    assert number(server.query(COUNT)) == 2


def test_a_mistake_is_told_with_line_and_column(server):
    assert "line 2, column" in server.query("SELECT * {\n ?s ?p }").text


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT * {\n ?s ?p }", "SPARQL 查询在第 2 行第"),
        ("DROP ALL", "不接受 DROP"),
        ("ASK { SERVICE <http://localhost/> { ?s ?p ?o } }", "不接受 SERVICE"),
    ],
)
def test_who_asks_for_chinese_is_told_in_chinese(server, query, said):
    assert server.query(query, Accept_Language="zh-CN,en;q=0.5").text.startswith(said)
    assert not server.query(query, Accept_Language="de").text.startswith(said)


# ---- the service


@pytest.mark.parametrize(
    ("accept", "form"),
    [("text/turtle", ox.RdfFormat.TURTLE), ("application/rdf+xml", ox.RdfFormat.RDF_XML)],
)
def test_a_bare_get_says_what_the_service_is(server, accept, form):
    reply = server.ask("/sparql", Accept=accept)
    assert (reply.status, reply.media) == (200, accept)
    store = ox.Store()
    store.load(reply.body, format=form)
    (service,) = store.query(
        f"SELECT ?e {{ ?s a <{SD}Service> ; <{SD}endpoint> ?e ;"
        f" <{SD}supportedLanguage> <{SD}SPARQL11Query> ; <{SD}feature> <{SD}UnionDefaultGraph> ."
        f" FILTER NOT EXISTS {{ ?s <{SD}supportedLanguage> <{SD}SPARQL11Update> }} }}"
    )
    assert service["e"].value == f"{server.url}/sparql"
    names = {row["n"].value for row in store.query(f"SELECT ?n {{ ?g <{SD}name> ?n }}")}
    assert {ONE, TWO} <= names


def test_pages_of_one_origin_may_ask_and_others_not(server):
    reply = server.query(ASK, Origin="https://a.example")
    assert reply.headers["access-control-allow-origin"] == "https://a.example"
    wish = {
        "Access_Control_Request_Method": "POST",
        "Access_Control_Request_Headers": "content-type",
    }
    before = server.ask("/sparql", method="OPTIONS", Origin="https://a.example", **wish)
    assert before.status == 200
    other = server.query(ASK, Origin="https://b.example")
    assert "access-control-allow-origin" not in other.headers


def test_another_host_name_is_not_served(server):
    assert server.query(ASK, Host="rebound.example").status == 421
    assert server.query(ASK, Host=f"localhost:{server.port}").status == 200
    assert server.query(ASK, Host=f"[::1]:{server.port}").status == 200
