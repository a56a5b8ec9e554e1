"""The exports in Apache Jena: its strict parser has nothing to say, and it answers as we do."""

from __future__ import annotations

import json
from collections import Counter

import jena
import pyoxigraph as ox
import pytest
from conftest import missing
from neo4j_server import Missing

from innograph.graph.rdf.formats import FORMATS, write_rdf
from innograph.graph.rdf.terms import PREFIXES
from innograph.queries.catalogue import load_catalogue
from innograph.queries.explain import explain

NUMBERS = {PREFIXES["xsd"] + name for name in ("integer", "decimal", "double", "float")}


@pytest.fixture(scope="module")
def exports(graph, tmp_path_factory):
    """The samples' gold in every format, and in RDF 1.2."""
    folder = tmp_path_factory.mktemp("jena")
    for found in FORMATS.values():
        write_rdf(graph, folder / f"graph{found.endings[0]}")
    write_rdf(graph, folder / "reified.trig", reifiers=True)
    return folder


@pytest.fixture(scope="module")
def checked(exports):
    """Counts by file, and what the strict parser says."""
    try:
        return jena.check_strictly(sorted(exports.iterdir()))
    except Missing as error:
        missing(str(error))


def test_the_strict_parser_warns_of_nothing(checked):
    counts, said = checked
    assert said == ""
    assert len(counts) == len(FORMATS) + 1


@pytest.mark.parametrize("found", FORMATS.values(), ids=list(FORMATS))
def test_it_counts_as_many_statements_as_we_do(exports, checked, found):
    counts, _ = checked
    path = exports / f"graph{found.endings[0]}"
    store = ox.Store()
    store.load(path=str(path), format=getattr(ox.RdfFormat, found.oxigraph))
    assert counts[path.name] == len(store)
    assert (
        len({counts[f"graph{f.endings[0]}"] for f in FORMATS.values() if f.graphs == found.graphs})
        == 1
    )


def test_it_answers_the_questions_of_the_catalogue_as_oxigraph_does(graph, exports):
    asked = list(load_catalogue().values())
    queries = [explain(graph, question, "sparql", **question.example) for question in asked]
    try:
        theirs = jena.answers(exports / "graph.trig", queries)
    except Missing as error:
        missing(str(error))
    store = ox.Store()
    store.load(path=str(exports / "graph.nq"))
    filled = 0
    for question, query, answer in zip(asked, queries, theirs, strict=True):
        found = store.query(query, use_default_graph_as_union=True)
        ours = json.loads(found.serialize(format=ox.QueryResultsFormat.JSON))
        assert rows(answer) == rows(ours), question.id
        filled += bool(ours["results"]["bindings"])
    assert filled > len(asked) / 2


def rows(answer):
    """How often each row stands there; numbers by value, since engines write them in their own ways."""
    return Counter(
        tuple(sorted((name, plain(term)) for name, term in row.items()))
        for row in answer["results"]["bindings"]
    )


def plain(term):
    if term.get("datatype") in NUMBERS:
        return ("number", round(float(term["value"]), 9))
    return (term["type"], term["value"], term.get("xml:lang"))
