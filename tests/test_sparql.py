"""SPARQL: answers, parameters, what is refused, the time limit and the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pyoxigraph as ox
import pytest
from command import innograph
from hypothesis import given, settings
from hypothesis import strategies as st
from make import make_decisions, make_extractions
from texts import any_text

from innograph.graph.errors import QueryError, QueryTimeout, ReadOnlyViolation, StoreError
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.binding import bind
from innograph.graph.rdf.guard import check_read_only
from innograph.graph.rdf.infer import INFERRED, iter_inferred
from innograph.graph.rdf.sparql import SparqlStore, entity_id_of
from innograph.graph.rdf.terms import DATA, ONTOLOGY, PREFIXES

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"


def made(seed: int = 5) -> MemoryGraph:
    documents = make_extractions(seed, 5)
    return MemoryGraph(documents, make_decisions(seed, documents, 2), ontology=load_ontology())


@pytest.fixture(scope="module")
def graph():
    return made()


@pytest.fixture(scope="module")
def store(graph, tmp_path_factory):
    with SparqlStore.open(graph, cache=tmp_path_factory.mktemp("cache")) as opened:
        yield opened


# ---- answers


def test_select_gives_what_the_graph_holds_with_entity_ids_back(graph, store):
    rows = store.query("SELECT ?p ?name { ?p a inno:Platform ; inno:name ?name }")
    assert rows.columns == ("p", "name")
    platforms = {
        (e.id, e.name) for e in graph.entities() if graph.ontology.top(e.cls) == "Platform"
    }
    assert {(entity_id_of(iri), name) for iri, name in rows.records} == platforms


def test_facts_are_seen_in_the_union_of_all_graphs(graph, store):
    rows = store.query(
        """SELECT ?id ?quote { ?fact a inno:Fact ; inno:id ?id ; inno:subject ?s ; inno:object ?o ;
               inno:predicate ?p ; inno:status ?status .
           ?claim a inno:Claim ; inno:subject ?s ; inno:object ?o ; inno:predicate ?p ;
               inno:status ?status ; inno:quote ?quote }"""
    )
    asymmetric = {f.id for f in graph.facts() if f.predicate != "cooperatesWith"}
    assert asymmetric <= set(rows.column("id"))


def test_a_document_can_be_asked_by_its_graph(graph, store):
    rows = store.query(
        """SELECT ?id (COUNT(?c) AS ?n)
           { GRAPH ?d { ?d inno:id ?id . ?c a inno:Claim } } GROUP BY ?id"""
    )
    assert dict(rows.records) == {x.document.id: len(x.claims) for x in graph.extractions()}


def test_values_come_in_their_own_types(store):
    rows = store.query(
        """SELECT (1 AS ?int) (1.5 AS ?dec) (2e0 AS ?dbl) (true AS ?yes) ("x"@zh AS ?text)
           ("y"^^inno:odd AS ?odd) ("1"^^xsd:short AS ?short) ("z"^^xsd:integer AS ?bad)
           (inno:Claim AS ?iri) ?none {}"""
    )
    iri = "https://w3id.org/innograph/ontology#Claim"
    assert rows.records == [(1, 1.5, 2.0, True, "x", "y", 1, "z", iri, None)]
    kinds = [type(value) for value in rows.records[0]]
    assert kinds == [int, float, float, bool, str, str, int, str, str, type(None)]


def test_ask_construct_and_describe(graph, store):
    assert store.query("ASK { ?c a inno:Claim }").records == [(True,)]
    assert store.query("ASK { ?c a inno:Nothing }").records == [(False,)]
    rows = store.query("CONSTRUCT { ?c inno:quote ?q } WHERE { ?c a inno:Claim ; inno:quote ?q }")
    assert rows.columns == ("subject", "predicate", "object")
    assert len(rows) == sum(len(x.claims) for x in graph.extractions())
    found = store.query("DESCRIBE <https://w3id.org/innograph/id/document/doc-0>")
    assert "doc-0" in found.column("object")


# ---- parameters


def test_a_parameter_is_seen_at_every_depth(store):
    text = """SELECT DISTINCT ?name { ?e inno:name ?name FILTER(!BOUND(?x) || ?name = ?x)
        FILTER EXISTS { ?e inno:name ?other FILTER(!BOUND($x) || ?other = $x) }
        { SELECT ?e (COUNT(*) AS ?n) { ?e inno:name ?m FILTER(!bound( ?x ) || ?m = ?x) }
          GROUP BY ?e } }"""
    assert store.query(text, substitutions={"x": "中试平台"}).records == [("中试平台",)]
    assert len(store.query(text, substitutions={"?x": None})) > 5


def test_parameters_of_all_kinds(store):
    iri = ox.NamedNode("https://w3id.org/innograph/ontology#Claim")
    text = "SELECT (COUNT(?c) AS ?n) { ?c a ?class ; inno:start ?s FILTER(?s >= ?least) }"
    every = store.query(text, substitutions={"class": iri, "least": 0}).records[0][0]
    later = store.query(text, substitutions={"class": iri, "least": 1.5}).records[0][0]
    assert 0 < later < every


@given(any_text | st.sampled_from(["\\", '"', "'''", "\n", '" . } SERVICE <x> {', "?y"]))
def test_a_value_is_never_read_as_query_text(value):
    """Oxigraph parses the bound query and gives the value back as it was."""
    bound = bind("SELECT ?v { BIND(?x AS ?v) }", {"x": value})
    (row,) = ox.Store().query(bound)
    assert row["v"].value == value


def test_strings_comments_and_iris_are_left_alone():
    text = 'SELECT ?y { ?y <http://e/?x> "?x", """a "?x" b""", \'?x\' . # ?x\n ?y ?xx ?x }'
    bound = bind(text, {"x": 1})
    assert bound.count("?x") == text.count("?x") - 1
    assert bound.endswith('?y ?xx "1"^^<http://www.w3.org/2001/XMLSchema#integer> }')


def test_a_value_without_a_variable_or_of_an_odd_type_is_an_error(store):
    with pytest.raises(QueryError, match=r"no variable \?place"):
        store.query("SELECT * { ?s ?p ?o }", substitutions={"place": "x"})
    with pytest.raises(QueryError, match="give a text or a number"):
        store.query("SELECT * { ?s ?p ?x }", substitutions={"x": ["a"]})


# ---- refused


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o . service silent ?x { ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "PREFIX x: <http://127.0.0.1/> SELECT * { SERVICE#c\n#d\n x:y { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?a FILTER(?a<'x>') SERVICE <http://127.0.0.1:1/> { ?s ?p 'z' } }",
        "SELECT * { ?s ?p ?a FILTER(?a<?s#>'''\n) SERVICE <http://127.0.0.1:1/> { ?s ?p 1 #'''\n}}",
        "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p inno:a\\# . SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * {\n#?x\nSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?a.SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    ],
)
def test_service_is_refused_however_it_is_written(store, text):
    with pytest.raises(ReadOnlyViolation, match="SERVICE"):
        store.query(text)


PIECES = [
    *"?$:.<>{}()#'\"\\@-+=&|/1a",
    *(" ", "\n", "SERVICE", "service", "SILENT", "?x", "$x", "?s ?p ?o", "inno:a", "₠:x", "_:b"),
    *("<http://127.0.0.1:9/>", "{ ?a ?b ?c }", "true", "1.5", "'''", "FILTER(", "inno:", "?a<?b"),
    *("OPTIONAL {", "UNION", "VALUES ?x { <http://127.0.0.1:9/> }", "'x'", "<x'y>", "@en"),
]


@settings(max_examples=400, deadline=None)
@given(
    before=st.lists(st.sampled_from(PIECES), max_size=4),
    between=st.lists(st.sampled_from(PIECES), max_size=2),
    after=st.lists(st.sampled_from(PIECES), max_size=2),
)
def test_whatever_oxigraph_would_ask_another_host_is_refused(before, between, after):
    """Port 9 is one that Oxigraph refuses to ask, with an error of its own: no request goes out."""
    asked = ["<http://127.0.0.1:9/>", "{ ?d ?e ?f }"]
    pieces = ["SELECT * {", *before, "SERVICE", *between, *asked, *after, "}"]
    for text in (" ".join(pieces), "".join(pieces)):
        prefixes = dict.fromkeys(("inno", "₠", ""), "http://e/")
        try:
            list(ox.Store().query(text, prefixes=prefixes))
        except OSError:
            with pytest.raises(ReadOnlyViolation):
                check_read_only(text)
        except (SyntaxError, ValueError, RuntimeError):
            continue


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?service <http://e/p> ?o }",
        "SELECT * { ?x inno:service ?o ; inno:a.service <http://e/x> }",
        "SELECT * { ?x ?p 'the service' FILTER(CONTAINS(?x, 'Service platform')) }",
        "# what service there is\nSELECT * { $myService ?p ?o }",
        "SELECT * { ?x ?p 'a'@service }",
    ],
)
def test_the_word_service_elsewhere_is_fine(text):
    check_read_only(text)


@pytest.mark.parametrize(
    "text",
    [
        "INSERT DATA { <http://e/a> <http://e/b> 1 }",
        "# a comment\nPREFIX e: <http://e/>\ndelete where { ?s ?p ?o }",
        "LOAD <http://127.0.0.1:1/x>",
        "DROP ALL",
        "WITH <http://e/g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_and_change_nothing(store, text):
    before = store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records
    with pytest.raises(ReadOnlyViolation, match="only reads"):
        store.query(text)
    assert store.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").records == before


def test_a_mistake_is_told_with_line_and_column(store):
    with pytest.raises(QueryError, match="line 2, column 9") as error:
        store.query("SELECT ?s WHERE {\n ?s ?p }")
    assert "\n" not in str(error.value)
    with pytest.raises(QueryError):
        store.query("")


# ---- the time limit


def test_a_runaway_query_is_ended_and_the_next_one_is_answered(store):
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"more than 0\.3 s") as error:
        store.query(RUNAWAY, timeout=0.3)
    assert error.value.said("zh").startswith("查询超过 0.3 秒")
    assert time.monotonic() - started < 10
    assert store.query("ASK { ?c a inno:Claim }").records == [(True,)]


def test_the_process_ends_with_its_store(graph, tmp_path):
    store = SparqlStore.open(graph, cache=tmp_path)
    store.query("ASK {}")
    process = store._process
    assert process is not None
    assert process.poll() is None
    store.close()
    assert process.poll() is not None


def test_threads_share_a_store(graph, store):
    texts = [
        "SELECT (COUNT(*) AS ?n) { ?c a inno:Claim }",
        "SELECT (COUNT(*) AS ?n) { ?e a inno:Fact }",
    ]
    with ThreadPoolExecutor(4) as pool:
        answers = list(pool.map(lambda i: store.query(texts[i % 2]).records[0][0], range(20)))
    expected = [sum(len(x.claims) for x in graph.extractions()), len(list(graph.facts()))]
    assert answers == expected * 10


# ---- the cache


def test_a_cache_is_made_once_and_follows_the_content(graph, tmp_path):
    first = SparqlStore.open(graph, cache=tmp_path)
    stamp = (first.place / "CURRENT").stat().st_mtime_ns
    again = SparqlStore.open(made(), cache=tmp_path)
    assert again.place == first.place
    assert (again.place / "CURRENT").stat().st_mtime_ns == stamp
    assert SparqlStore.open(made(seed=6), cache=tmp_path).place != first.place


def test_a_cache_of_yesterday_is_removed_and_that_of_another_store_stays(graph, tmp_path):
    old = SparqlStore.open(made(seed=6), cache=tmp_path).place
    other = tmp_path / "0123456789abcdef-0123456789abcdef"
    other.mkdir()
    for path in (old, other):
        os.utime(path, (time.time() - 100_000,) * 2)
    SparqlStore.open(graph, cache=tmp_path)
    assert not old.exists()
    assert other.exists()


def test_where_nothing_can_be_written_the_graph_is_kept_in_memory(graph, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with SparqlStore.open(graph, cache=tmp_path / "file" / "cache") as store:
        assert store.place is None
        claims = sum(len(x.claims) for x in graph.extractions())
        assert store.query("SELECT (COUNT(*) AS ?n) { ?c a inno:Claim }").records == [(claims,)]


def test_a_broken_cache_says_so_and_is_built_anew(graph, tmp_path):
    store = SparqlStore.open(graph, cache=tmp_path)
    (store.place / "CURRENT").write_text("nonsense\n")
    with pytest.raises(StoreError, match="run the query again"):
        store.query("ASK {}")
    with SparqlStore.open(graph, cache=tmp_path) as anew:
        assert anew.query("ASK { ?c a inno:Claim }").records == [(True,)]


def test_two_processes_build_and_read_one_cache(tmp_path):
    here = Path(__file__).parent
    code = (
        f"import sys; sys.path.insert(0, {str(here)!r})\n"
        "from pathlib import Path\nfrom test_sparql import made\n"
        "from innograph.graph.rdf.sparql import SparqlStore\n"
        f"store = SparqlStore.open(made(), cache=Path({str(tmp_path)!r}))\n"
        "found = store.query('SELECT (COUNT(*) AS ?n) { ?c a inno:Claim }')\n"
        "print(store.place.name, found.records)\n"
        "store.close()"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) for _ in range(2)
    ]
    answers = {process.communicate(timeout=120)[0] for process in started}
    assert len(answers) == 1
    assert b"[(" in answers.pop()
    assert len([p for p in tmp_path.iterdir() if p.is_dir()]) == 1


# ---- formats of the standard, and what follows from the stated


def test_the_command_writes_the_formats_of_the_standard(sample_store):
    rows = "SELECT ?d { ?d a inno:Document } ORDER BY ?d LIMIT 2"
    said = {
        form: innograph("sparql", rows, "--as", form, "--store", sample_store).stdout
        for form in ("srj", "srx", "csv", "tsv")
    }
    assert len(json.loads(said["srj"])["results"]["bindings"]) == 2
    assert said["srx"].count("<result>") == 2
    assert said["csv"].splitlines()[0] == "d"
    assert said["tsv"].splitlines()[0] == "?d"
    triples = "CONSTRUCT WHERE { ?d a inno:Document }"
    for form, kind in (("turtle", ox.RdfFormat.TURTLE), ("jsonld", ox.RdfFormat.JSON_LD)):
        text = innograph("sparql", triples, "--as", form, "--store", sample_store).stdout
        assert len(list(ox.parse(text, format=kind))) > 2
    wrong = innograph("sparql", triples, "--as", "csv", "--store", sample_store, code=2)
    assert "triples: choose turtle" in wrong.stderr


def test_a_dataset_that_the_query_names_is_not_hidden_by_the_union(graph, store):
    text = "SELECT DISTINCT ?d {} {{ ?d a inno:Document }}"
    one = "<https://w3id.org/innograph/id/document/doc-0>"
    assert len(store.query(text.format(f"FROM {one}"))) == 1
    assert len(store.query(text.format(f"# FROM {one}\n"))) == 5


@pytest.fixture(scope="module")
def rules():
    """A graph with one chain of places, one of parts, and a plan that leads nowhere."""
    store = ox.Store()
    graphs = DATA + "graph/facts"
    text = (load_ontology().path).read_text(encoding="utf-8")
    store.load(text, format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY))
    facts = """PREFIX inno: <https://w3id.org/innograph/ontology#> PREFIX : <http://e/>
        INSERT DATA { GRAPH <%s> { :a inno:partOf :b . :b inno:partOf :c . :c inno:partOf :a .
            :p inno:locatedIn :q . :q inno:locatedIn :r .
            :x inno:intendedLocatedIn :y . :y inno:intendedLocatedIn :z .
            :m inno:cooperatesWith :n . :m inno:memberOf :o . :o a inno:Organization . } }"""
    store.update(facts % graphs)
    before = len(store)
    quads = list(iter_inferred(store))
    store.extend(quads)
    return store, before, quads


@pytest.mark.parametrize(
    ("triple", "follows"),
    [
        (":a inno:partOf :c", True),
        (":a inno:partOf :a", False),
        (":p inno:locatedIn :r", True),
        (":x inno:intendedLocatedIn :z", False),
        (":x inno:locatedIn :y", False),
        (":n inno:cooperatesWith :m", True),
        (":m org:memberOf :o", True),
        (":o org:memberOf :m", False),
        (":o a inno:Entity", True),
        (":o a org:Organization", True),
        (":a inno:partOf :b", False),
        (":b inno:hasPart :a", True),
        (":c inno:hasPart :a", True),
        (":c inno:hasPart :c", False),
        (":p inno:locationOf :q", False),
        (":r inno:locationOf :p", True),
        (":y inno:locationOf :x", False),
        (":o org:hasMember :m", True),
    ],
)
def test_what_follows_stands_in_a_graph_of_its_own(rules, triple, follows):
    store, _, _ = rules
    prefixes = PREFIXES | {"": "http://e/"}
    text = f"ASK {{ GRAPH <{INFERRED}> {{ {triple} }} }}"
    assert bool(store.query(text, prefixes=prefixes)) is follows


def test_what_is_stated_stays_as_it_was(rules):
    store, before, quads = rules
    assert len([q for q in store if q.graph_name != ox.NamedNode(INFERRED)]) == before
    assert all(q.graph_name == ox.NamedNode(INFERRED) for q in quads)


def test_the_command_asks_what_follows_only_when_told_to(sample_store):
    text = f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{INFERRED}> {{ ?s ?p ?o }} }}"
    plain = innograph("sparql", text, "--format", "csv", "--store", sample_store).stdout
    more = innograph("sparql", text, "--inferred", "--format", "csv", "--store", sample_store)
    assert int(plain.split()[1]) == 0
    assert int(more.stdout.split()[1]) > 100
