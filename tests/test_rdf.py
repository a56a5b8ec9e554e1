"""RDF from the user's side: nothing lost, the same bytes, and what a librarian's tools expect."""

from __future__ import annotations

import gzip
import io
import os
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from make import make_decisions, make_extractions
from rdflib.compare import isomorphic
from texts import any_text, decisions, extractions

from innograph.graph.errors import DataError, UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.formats import FORMATS, format_of, write_rdf
from innograph.graph.rdf.read import read_rdf
from innograph.graph.rdf.terms import (
    PREFIXES,
    data_iri,
    entity_id_of,
    entity_iri,
    id_of,
    local_iri,
    local_of,
    passage_iri,
)
from innograph.graph.rdf.write import iter_quads

ONTOLOGY = load_ontology()
INNO = PREFIXES["inno"]
GOLDEN = Path(__file__).parent / "golden" / "rdf"
LOSSLESS = ["trig", "nquads", "jsonld"]


def made(n: int = 4, seed: int = 7) -> MemoryGraph:
    documents = make_extractions(seed, n)
    return MemoryGraph(documents, make_decisions(seed, documents, 3), ontology=ONTOLOGY)


def written(graph: MemoryGraph, name: str, **options) -> bytes:
    out = io.BytesIO()
    write_rdf(graph, out, format=name, **options)
    return out.getvalue()


def as_graph(graph: MemoryGraph) -> rdflib.Graph:
    return rdflib.Graph().parse(data=written(graph, "turtle"), format="turtle")


# ---- nothing lost


@pytest.mark.parametrize("name", LOSSLESS)
@pytest.mark.parametrize("packed", ["", ".gz"])
def test_made_documents_and_decisions_come_back(tmp_path, name, packed):
    graph = made()
    path = tmp_path / f"graph{FORMATS[name].endings[0]}{packed}"
    write_rdf(graph, path)
    assert read_rdf(path) == (list(graph.extractions()), list(graph.decisions()))


@pytest.mark.parametrize("name", LOSSLESS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(extraction=extractions(), ledger=decisions())
def test_any_document_comes_back(tmp_path_factory, name, extraction, ledger):
    graph = MemoryGraph([extraction], ledger, ontology=ONTOLOGY)
    path = tmp_path_factory.mktemp("rdf") / f"x{FORMATS[name].endings[0]}"
    write_rdf(graph, path)
    assert read_rdf(path) == ([extraction], sorted(ledger, key=lambda d: d.id))


def test_an_empty_graph_comes_back(tmp_path):
    write_rdf(MemoryGraph([], ontology=ONTOLOGY), tmp_path / "empty.nq")
    assert read_rdf(tmp_path / "empty.nq") == ([], [])


def test_a_joint_observation_keeps_the_order_of_what_it_is_about(tmp_path):
    (base,) = make_extractions(7, 1, sentences=12)
    observation = next(o for o in base.observations if len(o.about) > 1)
    for about in (observation.about, observation.about[::-1]):
        changed = replace(base, observations=(replace(observation, about=about),))
        write_rdf(MemoryGraph([changed], ontology=ONTOLOGY), tmp_path / "x.trig")
        assert read_rdf(tmp_path / "x.trig")[0][0].observations[0].about == about


@given(any_text)
def test_ids_come_back_from_their_iris(text):
    assert id_of("document", data_iri("document", text)) == text
    assert entity_id_of(entity_iri(text)) == text
    assert local_of(local_iri(text, text)) == (text, text)


def test_iris_are_readable_and_legal():
    assert (
        entity_iri("Platform//太行实验室")
        == "https://w3id.org/innograph/id/entity/Platform//太行实验室"
    )
    assert passage_iri("plans/a b.txt", 3).endswith("/passage/plans/a%20b.txt%23p3")
    assert "%3C" in entity_iri("Field//<x>")
    assert urlsplit(entity_iri("a?b#c")).path.endswith("a%3Fb%23c")
    assert entity_id_of("https://example.org/x") is None


# ---- the same bytes


@pytest.mark.parametrize("name", list(FORMATS))
def test_equal_graphs_give_equal_bytes_whatever_came_first(name):
    documents = make_extractions(3, 4)
    ledger = make_decisions(3, documents, 3)
    shuffled = [
        replace(x, mentions=x.mentions[::-1], claims=x.claims[::-1], entities=x.entities[::-1])
        for x in documents[::-1]
    ]
    first = MemoryGraph(documents, ledger, ontology=ONTOLOGY)
    second = MemoryGraph(shuffled, ledger[::-1], ontology=ONTOLOGY)
    assert written(first, name) == written(second, name)


def test_compressed_files_are_stable_too(tmp_path):
    graph = made(1)
    write_rdf(graph, tmp_path / "a.nq.gz")
    write_rdf(graph, tmp_path / "b.nq.gz")
    assert (tmp_path / "a.nq.gz").read_bytes() == (tmp_path / "b.nq.gz").read_bytes()
    assert gzip.decompress((tmp_path / "a.nq.gz").read_bytes()) == written(graph, "nquads")


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld", "turtle"])
def test_one_small_document_is_written_as_in_the_golden_file(name):
    """Refresh with INNOGRAPH_GOLDEN=write, and read the difference like code."""
    graph = MemoryGraph(make_extractions(11, 1, sentences=2), ontology=ONTOLOGY)
    found = written(graph, name, ontology=False)
    golden = GOLDEN / f"small{FORMATS[name].endings[0]}"
    if os.environ.get("INNOGRAPH_GOLDEN") == "write":
        golden.write_bytes(found)
    assert found.decode() == golden.read_text(encoding="utf-8")


# ---- what other tools see


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_formats_without_graphs_hold_the_union_and_rdflib_reads_it(name):
    graph = made(2)
    quads = ox.parse(written(graph, "nquads"), format=ox.RdfFormat.N_QUADS)
    expected = {str(quad.triple) for quad in quads}
    short = {"turtle": "turtle", "ntriples": "nt", "rdfxml": "xml"}[name]
    found = rdflib.Graph().parse(data=written(graph, name), format=short)
    assert len(found) == len(expected)
    other = rdflib.Graph().parse(data=written(graph, "ntriples"), format="nt")
    for each in (found, other):  # in its description a file names its own format
        each.remove((None, rdflib.DCAT.mediaType, None))
    assert isomorphic(found, other)


def test_rdfxml_of_a_text_with_a_form_feed_can_be_read():
    (base,) = make_extractions(7, 1)
    passage = replace(base.passages[0], text="第一页\x0c第二页")
    graph = MemoryGraph([replace(base, passages=(passage,))], ontology=ONTOLOGY)
    found = rdflib.Graph().parse(data=written(graph, "rdfxml"), format="xml")
    assert rdflib.Literal("第一页\ufffd第二页") in set(found.objects())


def test_a_platform_is_found_without_inference_and_labelled_in_chinese():
    graph = made()
    found = as_graph(graph)
    for entity in graph.entities():
        node = rdflib.URIRef(entity_iri(entity.id))
        types = {str(t).removeprefix(INNO) for t in found.objects(node, rdflib.RDF.type)}
        assert types == set(ONTOLOGY.labels(entity.cls))
        assert found.value(node, rdflib.RDFS.label) == rdflib.Literal(entity.name, lang="zh")
        alt = {str(a) for a in found.objects(node, rdflib.SKOS.altLabel)}
        assert alt == set(entity.aliases)


def test_facts_and_plans_stand_under_different_properties():
    graph = made(8)
    found = as_graph(graph)
    for fact in graph.facts():
        ends = rdflib.URIRef(entity_iri(fact.subject)), rdflib.URIRef(entity_iri(fact.object))
        statuses = {
            f.status
            for f in graph.facts()
            if (f.subject, f.predicate, f.object) == (fact.subject, fact.predicate, fact.object)
        }
        term = ONTOLOGY.predicates[fact.predicate]
        plain = (ends[0], rdflib.URIRef(INNO + term.name), ends[1]) in found
        twin = (ends[0], rdflib.URIRef(INNO + term.intended), ends[1]) in found
        assert plain == bool(statuses & {"Achieved", "UnderWay"})
        assert twin == bool(statuses - {"Achieved", "UnderWay"})


def test_every_claim_has_web_annotation_selectors_that_point_at_its_sentence():
    graph = made()
    found, oa = as_graph(graph), rdflib.Namespace(PREFIXES["oa"])
    for extraction in graph.extractions():
        for claim in extraction.claims:
            node = rdflib.URIRef(data_iri("claim", claim.id))
            evidence = found.value(node, rdflib.URIRef(INNO + "evidence"))
            selectors = list(found.objects(evidence, oa.hasSelector))
            (start,) = [found.value(s, oa.start) for s in selectors if (s, oa.start, None) in found]
            (end,) = [found.value(s, oa.end) for s in selectors if (s, oa.end, None) in found]
            (exact,) = [found.value(s, oa.exact) for s in selectors if (s, oa.exact, None) in found]
            assert extraction.text[start.value : end.value] == str(exact) == claim.quote


def test_each_document_has_a_graph_of_its_own_and_can_be_had_alone():
    graph = made()
    quads = list(iter_quads(graph))
    names = {quad.graph_name.value for quad in quads}
    for extraction in graph.extractions():
        iri = data_iri("document", extraction.document.id)
        assert iri in names
        alone = list(iter_quads(graph, document=extraction.document.id))
        assert alone == [quad for quad in quads if quad.graph_name.value == iri]
    with pytest.raises(DataError, match="no document 'nowhere'"):
        list(iter_quads(graph, document="nowhere"))


def test_every_property_that_is_written_is_a_term_of_the_ontology():
    graph = made(8)
    quads = list(iter_quads(graph))
    terms = {str(q.subject.value) for q in quads if q.graph_name.value == INNO.rstrip("#")}
    used = {q.predicate.value for q in quads if q.predicate.value.startswith(INNO)}
    used |= {
        q.object.value
        for q in quads
        if q.predicate.value.endswith("#type") and q.object.value.startswith(INNO)
    }
    assert used <= terms


# ---- broken and foreign files


def test_a_document_with_a_quad_missing_is_not_taken_for_whole(tmp_path):
    lines = written(made(1), "nquads").splitlines(keepends=True)
    lines.remove(next(line for line in lines if b'#cue> "' in line))
    (tmp_path / "cut.nq").write_bytes(b"".join(lines))
    with pytest.raises(DataError, match="changed or cut after it was written"):
        read_rdf(tmp_path / "cut.nq")


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("x.nq", "<a> <b> .", "is not valid nquads"),
        ("x.trig", "@prefix a: <http://a/> . a:g { a:s a:p ", "is not valid trig"),
        ("x.nq", "<http://a/s> <http://a/p> <http://a/o> <http://a/g> .", "holds no document"),
        ("x.nq", "", "holds no document"),
        ("x.ttl", "", "keeps no named graphs"),
        ("x.jsonld", "{", "is not valid jsonld"),
        (
            "x.nq",
            f"<http://a/s> <{INNO}id> 'x' <http://a/g> .".replace("'", '"'),
            "is not that of one document",
        ),
    ],
)
def test_what_is_not_ours_is_refused_in_one_sentence(tmp_path, name, content, message):
    (tmp_path / name).write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match=message) as error:
        read_rdf(tmp_path / name)
    assert "\n" not in str(error.value)


def test_a_missing_or_damaged_file_is_refused(tmp_path):
    with pytest.raises(DataError, match="Cannot read"):
        read_rdf(tmp_path / "none.nq")
    (tmp_path / "bad.nq.gz").write_bytes(b"no gzip")
    with pytest.raises(DataError):
        read_rdf(tmp_path / "bad.nq.gz")


def test_a_claim_with_two_subjects_names_the_claim(tmp_path):
    graph = made(1)
    claim = next(graph.extractions()).claims[0]
    quads = list(iter_quads(graph))
    node, subject = ox.NamedNode(data_iri("claim", claim.id)), ox.NamedNode(INNO + "localSubject")
    other = ox.NamedNode(local_iri("doc-0", "另一个"))
    name = ox.NamedNode(data_iri("document", "doc-0"))
    quads.append(ox.Quad(node, subject, other, name))
    ox.serialize(quads, str(tmp_path / "x.nq"), ox.RdfFormat.N_QUADS)
    with pytest.raises(DataError, match=rf"{claim.id}>: subject has 2 values"):
        read_rdf(tmp_path / "x.nq")


def test_triples_of_other_people_are_passed_over(tmp_path):
    graph = made(1)
    name = ox.NamedNode(data_iri("document", "doc-0"))
    note = ox.Quad(name, ox.NamedNode("http://example.org/seen"), ox.Literal("yes"), name)
    ox.serialize([*iter_quads(graph), note], str(tmp_path / "x.nq"), ox.RdfFormat.N_QUADS)
    assert read_rdf(tmp_path / "x.nq")[0] == list(graph.extractions())


def test_formats_are_told_by_name_or_ending():
    assert format_of("a.nq.gz").name == "nquads"
    assert format_of("a.bin", "trig").name == "trig"
    with pytest.raises(UsageError, match="choose one of trig, nquads"):
        format_of("a.bin")
    with pytest.raises(UsageError, match="'hdt'"):
        format_of("a.trig", "hdt")


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path):
    with pytest.raises(UsageError, match="Cannot write"):
        write_rdf(made(1), tmp_path / "missing" / "x.trig")
    with pytest.raises(DataError):
        write_rdf(made(1), tmp_path / "x.trig", document="nowhere")
    assert list(tmp_path.iterdir()) == []
