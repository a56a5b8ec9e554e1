"""The exports in Apache Jena: its strict parser has nothing to say, and it answers as we do."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import jena
import pyoxigraph as ox
import pytest
from conftest import missing
from maven import Missing

import innograph
from innograph.graph.rdf.formats import FORMATS, format_of, write_rdf
from innograph.graph.rdf.nanopub import write_nanopubs
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
    for ending in (".trig", ".nq", ".jsonld"):
        write_nanopubs(graph, folder / f"nanopubs{ending}", date="2026-01-02")
    shutil.copy(Path(innograph.__file__).with_name("ontology.ttl"), folder)
    return folder


@pytest.fixture(scope="module")
def checked(exports):
    """Counts by file, and what the strict parser says."""
    try:
        return jena.check_strictly(sorted(exports.iterdir()))
    except Missing as error:
        missing(str(error))


def test_the_strict_parser_warns_of_nothing(exports, checked):
    counts, said = checked
    assert said == ""
    assert set(counts) == {path.name for path in exports.iterdir()}


def test_it_counts_as_many_statements_as_we_do(exports, checked):
    counts, _ = checked
    for path in exports.iterdir():
        store = ox.Store()
        store.load(path=str(path), format=getattr(ox.RdfFormat, format_of(path).oxigraph))
        assert counts[path.name] == len(store) > 0, path.name


@pytest.mark.parametrize("graphs", [True, False])
def test_all_formats_say_the_same_number_of_things(checked, graphs):
    counts, _ = checked
    endings = [found.endings[0] for found in FORMATS.values() if found.graphs == graphs]
    assert len({counts[f"graph{ending}"] for ending in endings}) == 1
    if graphs:
        assert len({counts[f"nanopubs{ending}"] for ending in endings}) == 1


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
