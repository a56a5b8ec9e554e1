"""Nanopublications: well-formed by the guidelines of nanopub.org, and true to the claims."""

from __future__ import annotations

import io
from collections import defaultdict

import pyoxigraph as ox
import pytest
from command import innograph
from make import make_decisions, make_extractions

from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.formats import FORMATS
from innograph.graph.rdf.nanopub import NP, iter_nanopubs, write_nanopubs
from innograph.graph.rdf.terms import PREFIXES, data_iri, document_iri, entity_iri
from innograph.graph.rdf.write import iter_quads

ONTOLOGY = load_ontology()
DATE = "2026-01-02"
INNO, PROV, DCTERMS = PREFIXES["inno"], PREFIXES["prov"], PREFIXES["dcterms"]
OA, RDF = PREFIXES["oa"], PREFIXES["rdf"]


def made(n=6, seed=7):
    documents = make_extractions(seed, n)
    return MemoryGraph(documents, make_decisions(seed, documents, 3), ontology=ONTOLOGY)


@pytest.fixture(scope="module")
def graph():
    return made()


@pytest.fixture(scope="module")
def quads(graph):
    return list(iter_nanopubs(graph, date=DATE))


def split(quads):
    """IRI of each nanopublication → its four graphs, each a list of quads."""
    found = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        name, _, part = quad.graph_name.value.partition("#")
        found[name][part].append(quad)
    return found


def breaches(quads):
    """Which criteria of well-formedness the quads of one nanopublication do not meet."""
    if any(not isinstance(quad.graph_name, ox.NamedNode) for quad in quads):
        return ["a triple without a graph"]
    heads = [
        quad
        for quad in quads
        if quad.predicate.value == RDF + "type"
        and quad.object == ox.NamedNode(NP + "Nanopublication")
    ]
    if len(heads) != 1:
        return [f"{len(heads)} heads"]
    name, head = heads[0].subject, heads[0].graph_name
    found, parts = [], {}
    for term in ("hasAssertion", "hasProvenance", "hasPublicationInfo"):
        links = [
            quad
            for quad in quads
            if (quad.subject, quad.predicate.value, quad.graph_name) == (name, NP + term, head)
        ]
        if len(links) != 1:
            return [f"{len(links)} times {term}"]
        parts[term] = links[0].object
    if sum(quad.graph_name == head for quad in quads) != 4:
        found.append("more in the head")
    graphs = {head, *parts.values()}
    if len(graphs) != 4:
        found.append("two parts under one name")
    if {quad.graph_name for quad in quads} != graphs:
        found.append("a triple elsewhere, or an empty part")
    for term, about in (("hasProvenance", parts["hasAssertion"]), ("hasPublicationInfo", name)):
        told = [quad for quad in quads if quad.graph_name == parts[term]]
        if not any(about in (quad.subject, quad.object) for quad in told):
            found.append(f"{term} is about something else")
    return found


def test_each_claim_is_one_and_all_are_well_formed(graph, quads):
    found = split(quads)
    claims = {claim.id for extraction in graph.extractions() for claim in extraction.claims}
    assert set(found) == {data_iri("nanopub", claim) for claim in claims}
    for parts in found.values():
        assert breaches([quad for part in parts.values() for quad in part]) == []


def test_the_criteria_tell_what_is_broken(quads):
    name, parts = next(iter(split(quads).items()))
    whole = [quad for part in parts.values() for quad in part]
    alien = ox.NamedNode("http://example.org/x")
    for quad in parts["head"]:
        assert breaches([other for other in whole if other != quad])
    extra = ox.Quad(alien, alien, alien, ox.NamedNode(f"{name}#head"))
    assert breaches([*whole, extra]) == ["more in the head"]
    assert breaches([*whole, ox.Quad(alien, alien, alien, alien)])
    assert breaches([*whole, ox.Quad(alien, alien, alien)])
    assert breaches([quad for quad in whole if quad not in parts["assertion"]])
    loose = [quad for quad in whole if quad.subject != ox.NamedNode(name) or quad in parts["head"]]
    assert breaches(loose) == ["hasPublicationInfo is about something else"]


def test_they_assert_what_the_claims_state(graph, quads):
    stated = {
        quad.subject.value.rpartition("/")[2]: quad.object
        for quad in iter_quads(graph, reifiers=True)
        if quad.predicate.value.endswith("#reifies")
    }
    for name, parts in split(quads).items():
        first, *about = parts["assertion"]
        assert first.triple == stated[name.rpartition("/")[2]]
        assert {quad.subject for quad in about} == {first.subject, first.object}
        assert all(quad.predicate.value.endswith(("#type", "#label")) for quad in about)


def test_they_say_sentence_status_document_software_licence_and_date(graph, quads):
    found = split(quads)
    for extraction in graph.extractions():
        document = extraction.document
        for claim in extraction.claims:
            name = data_iri("nanopub", claim.id)
            told = {(q.predicate.value, q.object.value) for q in found[name]["provenance"]}
            assert (OA + "exact", claim.quote) in told
            assert (INNO + "status", INNO + claim.status) in told
            assert (PROV + "hadPrimarySource", document_iri(document.id)) in told
            assert (DCTERMS + "title", document.title) in told
            activity = (PROV + "wasGeneratedBy", document_iri(document.id) + "#extraction")
            assert (activity in told) == bool(document.extractor)
            own = {(q.predicate.value, q.object.value) for q in found[name]["pubinfo"]}
            assert (DCTERMS + "created", DATE) in own
            if document.licence == "CC0-1.0":
                assert (DCTERMS + "license", "https://spdx.org/licenses/CC0-1.0") in own


@pytest.mark.parametrize("name", ["trig", "nquads", "jsonld"])
def test_files_hold_them_and_are_stable(graph, quads, tmp_path, name):
    path = tmp_path / f"x{FORMATS[name].endings[0]}"
    count = write_nanopubs(graph, path, date=DATE)
    read = ox.parse(path=str(path), format=getattr(ox.RdfFormat, FORMATS[name].oxigraph))
    assert set(read) == set(quads)
    assert count.written == len(split(quads))
    again = tmp_path / f"y{FORMATS[name].endings[0]}"
    write_nanopubs(made(), again, date=DATE)
    assert again.read_bytes() == path.read_bytes()


def test_a_stream_gets_trig_and_one_document_is_enough(graph, quads):
    (wanted, *_) = [x for x in graph.extractions() if x.claims]
    out = io.BytesIO()
    count = write_nanopubs(graph, out, date=DATE, document=wanted.document.id)
    assert count.written == len(wanted.claims)
    read = set(ox.parse(out.getvalue(), format=ox.RdfFormat.TRIG))
    assert read < set(quads)
    ends = {entity_iri(graph.entity_of(wanted.document.id, c.subject)) for c in wanted.claims}
    assert ends <= {quad.subject.value for quad in read}


def test_the_command_writes_those_behind_an_answer(sample_store, tmp_path):
    question = ("--question", "platforms-of-industry", "-p", "industry=航空发动机")
    call = ("export", "a.trig", "--as", "nanopub", "--date", DATE, *question)
    done = innograph(*call, "--store", sample_store, cwd=tmp_path)
    found = split(ox.parse(path=str(tmp_path / "a.trig"), format=ox.RdfFormat.TRIG))
    assert f"{len(found)} nanopublications, dated {DATE}." in done.stderr
    assert found
    back = innograph("import", "a.trig", "--store", tmp_path / "new", cwd=tmp_path, code=1)
    assert "for citing" in back.stderr


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("export a.ttl --as nanopub", "named graphs"),
        ("export a.trig --date 2026-01-02", "add --as nanopub"),
        ("export a.trig --as nanopub --reifiers", "for RDF"),
        ("export a.trig --as nanopub --date 3026-13-01", "does not match"),
    ],
)
def test_wrong_calls(sample_store, tmp_path, call, message):
    done = innograph(*call.split(), "--store", sample_store, cwd=tmp_path, code=2)
    assert message in done.stderr
    assert not list(tmp_path.iterdir())
