"""A question's query without what is absent gives what the whole query gives."""

from __future__ import annotations

import pytest

from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.catalogue import load_catalogue
from innograph.queries.engine import GIVEN, term
from innograph.queries.lateral import planned
from innograph.queries.names import names_of
from innograph.queries.parameters import resolve
from innograph.queries.specialise import specialise_cypher, specialise_sparql
from innograph.queries.typed import typed_rows

QUESTIONS = list(load_catalogue().values())
EXTRA = [
    *({}, {"place": "望川市"}, {"year": "2025"}, {"document": "linlan-work-report-2025"}),
    *({"parts": True}, {"totals": True}),
]


@pytest.fixture(scope="module")
def store(graph, tmp_path_factory):
    with SparqlStore.open(graph, cache=tmp_path_factory.mktemp("cache")) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_the_answers_are_those_of_the_file_as_it_stands(question, graph, store, answered):
    """The file's own text with every parameter in it, run as any SPARQL engine would run it."""
    known = {parameter.name for parameter in question.parameters}
    for extra in EXTRA:
        if not set(extra) <= known:
            continue
        call = question.example | extra
        values = resolve(question, call, names_of(graph))
        given = {GIVEN + name: term(value) for name, value in values.items()}
        whole = store.query(question.text("sparql"), substitutions=given, timeout=60)
        assert answered(question, **call).rows == typed_rows(question, whole), call


@pytest.mark.parametrize(
    ("where", "given", "left"),
    [
        ("WHERE ($x IS NULL OR d.a = $x)\nRETURN d", {"x": None}, "\nRETURN d"),
        ("WHERE ($x IS NULL OR d.a = $x)\nRETURN d", {"x": 1}, "WHERE d.a = $x\nRETURN d"),
        (
            "WHERE e.b = 1 AND ($f OR e.c = 'AND ($x IS NULL OR 1)')\nRETURN e",
            {"f": False},
            "WHERE e.b = 1 AND e.c = 'AND ($x IS NULL OR 1)'\nRETURN e",
        ),
        ("WHERE $f OR e.c = 2 RETURN e", {"f": True}, " RETURN e"),
        ("WHERE ($x IS NULL OR $x = 'a') RETURN 1", {"x": "a"}, " RETURN 1"),
        ("WHERE ($x IS NULL OR $x = 'a') RETURN 1", {"x": "b"}, "WHERE false RETURN 1"),
        (
            "RETURN any(e IN l WHERE n.x ENDS WITH e AND $f) AS y",
            {"f": True},
            "RETURN any(e IN l WHERE n.x ENDS WITH e) AS y",
        ),
        (
            "OPTIONAL MATCH (d)-[x:R]->(e:E) WHERE $f\nRETURN d, e",
            {"f": False},
            "WITH *, null AS e, null AS x\nRETURN d, e",
        ),
    ],
)
def test_conditions_of_cypher(where, given, left):
    assert specialise_cypher(f"MATCH (d)\n{where}", given).split("MATCH (d)")[1].strip() == (
        left.strip()
    )


def test_a_place_is_where_the_search_in_sparql_begins():
    text = """SELECT ?c WHERE {
  ?c a inno:Claim ; prov:wasQuotedFrom ?d .
  OPTIONAL { ?d inno:place ?place }
  FILTER(!BOUND(?given_place) || ?place = ?given_place)
}"""
    given = specialise_sparql(text, {"place": "望川市"})
    assert "{ VALUES ?place { ?given_place } ?d inno:place ?place .\n  ?c a" in given
    assert "OPTIONAL" not in given
    absent = specialise_sparql(text, {"place": None})
    assert "given" not in absent
    assert "OPTIONAL { ?d inno:place ?place }" in absent


def test_several_values_are_where_the_search_begins():
    text = "SELECT ?c WHERE {\n  ?c inno:object ?f .\n  FILTER(!BOUND(?given_x) || ?f IN (<a>, <b>))\n}"
    found = specialise_sparql(text, {"x": "a"})
    assert (
        " ".join(found.split()) == "SELECT ?c WHERE { VALUES ?f { <a> <b> } ?c inno:object ?f . }"
    )


def test_what_is_optional_under_a_flag_goes_with_the_flag():
    text = "SELECT ?c WHERE {\n  ?c a ?d .\n  OPTIONAL { ?c ?p ?w . FILTER(?given_x && ?w) }\n}"
    assert "OPTIONAL" not in specialise_sparql(text, {"x": False})
    assert "OPTIONAL { ?c ?p ?w . FILTER(?w) }" in specialise_sparql(text, {"x": True})


def test_a_variable_that_is_computed_stays_a_filter():
    text = """SELECT ?type WHERE {
  ?m inno:instrumentType ?t .
  BIND(STRAFTER(STR(?t), "#") AS ?type)
  FILTER(!BOUND(?given_type) || ?type = ?given_type)
}"""
    assert "FILTER(?type = ?given_type)" in specialise_sparql(text, {"type": "PI012"})


def test_what_is_optional_or_forbidden_is_looked_up_row_by_row():
    text = """SELECT ?c WHERE {
  ?c a inno:Claim .
  OPTIONAL { ?c inno:cue ?cue }
  FILTER NOT EXISTS { ?k a inno:Claim ; inno:subject ?c . FILTER(?k != ?c) }
}"""
    found = " ".join(planned(text).split())
    assert "LATERAL { OPTIONAL { ?c inno:cue ?cue } }" in found
    assert "{ ?k inno:subject ?c LATERAL { ?k a inno:Claim } FILTER(?k != ?c) }" in found
