"""Validation: each rule on a graph that keeps it and one that breaks it, on both engines."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pyoxigraph as ox
import pytest
from make import make_decisions, make_extractions

from innograph.graph.errors import UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.terms import DATA, PREFIXES, RDFS, SKOS
from innograph.graph.rdf.write import iter_quads
from innograph.graph.shacl import check_shapes
from innograph.graph.validate import validate

ONTOLOGY = load_ontology()
INNO = PREFIXES["inno"]
XSD = PREFIXES["xsd"]


def sound() -> MemoryGraph:
    documents = make_extractions(4, 2, sentences=8)
    return MemoryGraph(documents, make_decisions(4, documents, 2), ontology=ONTOLOGY)


TRIPLES = list(dict.fromkeys(quad.triple for quad in iter_quads(sound())))


def iri(name: str) -> ox.NamedNode:
    """A node by prefix and name: inno:quote, oa:exact."""
    prefix, _, local = name.partition(":")
    return ox.NamedNode(PREFIXES[prefix] + local)


def first(predicate: str, kind: str) -> ox.Triple:
    """The first triple with that predicate about a resource of our data."""
    wanted = [
        t
        for t in TRIPLES
        if t.predicate == iri(predicate) and getattr(t.subject, "value", "").startswith(DATA + kind)
    ]
    return wanted[0]


def without(predicate: str, kind: str):
    """The graph without one triple."""
    gone = first(predicate, kind)
    return [t for t in TRIPLES if t != gone]


def doubled(predicate: str, kind: str, value):
    """The graph with a second value."""
    return [*TRIPLES, ox.Triple(first(predicate, kind).subject, iri(predicate), value)]


def changed(predicate: str, kind: str, value):
    """The graph with another value."""
    return [*without(predicate, kind), doubled(predicate, kind, value)[-1]]


def term_without(term: str, predicate: str):
    """The ontology without one statement about a term."""
    gone = next(
        t for t in TRIPLES if t.subject == iri(term) and t.predicate == ox.NamedNode(predicate)
    )
    return [t for t in TRIPLES if t != gone]


def unmeasured():
    """An observation without value, growth and rank."""
    node = first("inno:raw", "observation/").subject
    numbers = {iri("inno:value"), iri("inno:growth"), iri("inno:rank")}
    return [t for t in TRIPLES if t.subject != node or t.predicate not in numbers]


@cache
def direct(intended: bool) -> ox.Triple:
    """A relationship of a fact or of a plan that has no twin of the other kind."""
    twins = {term.name: term.intended for term in ONTOLOGY.predicates.values()}
    twins |= {plan: plain for plain, plan in twins.items()}
    links = {t for t in TRIPLES if t.predicate.value.removeprefix(INNO) in twins}
    for triple in links:
        name = triple.predicate.value.removeprefix(INNO)
        twin = ox.Triple(triple.subject, iri("inno:" + twins[name]), triple.object)
        if name.startswith("intended") is intended and twin not in links:
            return triple
    raise AssertionError("no such relationship")


def missing_direct(intended: bool):
    return [t for t in TRIPLES if t != direct(intended)]


def promoted(intended: bool):
    """A plan that also stands as a fact, or the other way round."""
    found = direct(intended)
    name = found.predicate.value.removeprefix(INNO)
    other = (
        name.removeprefix("intended")[0].lower() + name.removeprefix("intended")[1:]
        if intended
        else "intended" + name[0].upper() + name[1:]
    )
    return [*TRIPLES, ox.Triple(found.subject, iri("inno:" + other), found.object)]


PAIR = {
    "rdf:type": iri("inno:ClaimPair"),
    "inno:laterClaim": ox.NamedNode(DATA + "claim/c-2"),
    "inno:earlierClaim": ox.NamedNode(DATA + "claim/c-1"),
    "inno:relation": iri("inno:fulfils"),
    "inno:score": ox.Literal("0.7", datatype=ox.NamedNode(XSD + "double")),
    "inno:match": ox.Literal("thing"),
}


def paired(**changes):
    """The graph with a pair of claims whose values are these; None leaves one out."""
    pair = PAIR | {f"inno:{name}": value for name, value in changes.items()}
    node = ox.NamedNode(DATA + "pair/p-1")
    return [*TRIPLES, *(ox.Triple(node, iri(p), value) for p, value in pair.items() if value)]


CASES = {
    "pair without later claim": (lambda: paired(laterClaim=None), "one later claim"),
    "pair without earlier claim": (lambda: paired(earlierClaim=None), "one earlier claim"),
    "pair of a foreign relation": (
        lambda: paired(relation=iri("inno:denies")),
        "fulfils or restates",
    ),
    "pair that is too sure": (
        lambda: paired(score=ox.Literal("1.5", datatype=ox.NamedNode(XSD + "double"))),
        "one score",
    ),
    "claim without subject": (lambda: without("inno:subject", "claim/"), "exactly one subject"),
    "claim with two subjects": (
        lambda: doubled("inno:subject", "claim/", ox.NamedNode(DATA + "entity/x")),
        "exactly one subject",
    ),
    "claim about a text": (
        lambda: changed("inno:subject", "claim/", ox.Literal("望川市")),
        "exactly one subject",
    ),
    "claim without object": (lambda: without("inno:object", "claim/"), "exactly one object"),
    "claim without predicate": (lambda: without("inno:predicate", "claim/"), "one predicate"),
    "predicate of nobody": (
        lambda: changed("inno:predicate", "claim/", iri("inno:invents")),
        "one predicate",
    ),
    "claim without status": (
        lambda: without("inno:status", "claim/"),
        "A claim has exactly one status",
    ),
    "status of nobody": (
        lambda: changed("inno:status", "claim/", iri("inno:Certain")),
        "A claim has exactly one status",
    ),
    "claim without quote": (lambda: without("inno:quote", "claim/"), "claim shows its sentence"),
    "claim with an empty quote": (
        lambda: changed("inno:quote", "claim/", ox.Literal("")),
        "claim shows its sentence",
    ),
    "claim in no passage": (
        lambda: without("inno:statedIn", "claim/"),
        "A claim stands in one passage",
    ),
    "claim without evidence": (lambda: without("inno:evidence", "claim/"), "piece of evidence"),
    "evidence without text": (lambda: without("oa:exact", "document/"), "quotes the text"),
    "evidence without start": (lambda: without("oa:start", "document/"), "text begins"),
    "evidence with a start in words": (
        lambda: changed("oa:start", "document/", ox.Literal("one")),
        "text begins",
    ),
    "evidence without end": (lambda: without("oa:end", "document/"), "text ends"),
    "evidence of no document": (lambda: without("oa:hasSource", "document/"), "from one document"),
    "observation without number": (unmeasured, "a value, a growth or a rank"),
    "observation without raw": (lambda: without("inno:raw", "observation/"), "number as written"),
    "observation without quote": (
        lambda: without("inno:quote", "observation/"),
        "observation shows its sentence",
    ),
    "observation about a text": (
        lambda: changed("inno:about", "observation/", ox.Literal("望川市")),
        "is about an entity",
    ),
    "observation without status": (
        lambda: without("inno:status", "observation/"),
        "An observation has exactly one status",
    ),
    "mention in no passage": (
        lambda: without("inno:statedIn", "document/"),
        "A mention stands in one passage",
    ),
    "measure without text": (lambda: without("inno:text", "measure/"), "measure shows its text"),
    "measure without status": (lambda: without("inno:status", "measure/"), "A measure has exactly"),
    "mention of nothing": (lambda: without("inno:localEntity", "document/"), "names one entity"),
    "entity without name": (lambda: without("inno:name", "entity/"), "has one name"),
    "entity of a foreign class": (
        lambda: [
            *TRIPLES,
            ox.Triple(first("inno:name", "entity/").subject, iri("rdf:type"), iri("inno:Ufo")),
        ],
        "class of the ontology",
    ),
    "entity that denotes what": (
        lambda: changed("inno:denotes", "entity/", ox.Literal("several")),
        "individual or a group",
    ),
    "fact without status": (
        lambda: without("inno:status", "fact/"),
        "A fact has exactly one status",
    ),
    "fact without claims": (
        lambda: changed("inno:claims", "fact/", ox.Literal(0)),
        "at least one claim",
    ),
    "fact without its relationship": (lambda: missing_direct(False), "its status asks for"),
    "plan without its relationship": (lambda: missing_direct(True), "its status asks for"),
    "plan that stands as a fact": (lambda: promoted(True), "achieved or under way"),
    "fact that stands as a plan": (lambda: promoted(False), "only intended"),
    "class without Chinese label": (
        lambda: term_without("inno:Laboratory", RDFS + "label"),
        "a label in English and in Chinese",
    ),
    "property without definition": (
        lambda: term_without("inno:cue", SKOS + "definition"),
        "a definition in English and in Chinese",
    ),
    "status without label": (
        lambda: term_without("inno:Sought", RDFS + "label"),
        "a label in English and in Chinese",
    ),
}


def as_bytes(triples) -> bytes:
    return ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)


@pytest.mark.parametrize("engine", ["shacl", "pyshacl"])
def test_a_sound_graph_breaks_no_shape(engine):
    assert check_shapes(as_bytes(TRIPLES), engine) == set()
    assert check_shapes(as_bytes(paired()), engine) == set()


@pytest.mark.parametrize("case", CASES)
def test_each_shape_finds_what_breaks_it(case):
    make, message = CASES[case]
    found = check_shapes(as_bytes(make()), "shacl")
    assert any(message in v.message_en for v in found)
    assert all("\u4e00" <= v.message_zh[0] <= "\u9fff" for v in found)


@pytest.mark.slow
@pytest.mark.parametrize("case", CASES)
def test_both_engines_find_the_same(case):
    make, _ = CASES[case]
    data = as_bytes(make())
    assert check_shapes(data, "shacl") == check_shapes(data, "pyshacl")


def test_every_message_of_the_shapes_is_shown_by_some_case():
    shapes = list(ox.parse(path=str(Path(__file__).parents[1] / "graph" / "shapes.ttl")))
    messages = {
        q.object.value
        for q in shapes
        if q.predicate.value.endswith("shacl#message") and q.object.language == "en"
    }
    shown = {m for m in messages if any(part in m for _, part in CASES.values())}
    assert messages == shown


# ---- whole graphs


def test_a_sound_graph_is_reported_so():
    graph = sound()
    report = validate(graph)
    assert report.ok
    assert report.summary().endswith("of 2 documents: nothing wrong.")
    assert (report.documents, report.engine) == (2, "shacl")
    assert report.claims == sum(len(x.claims) for x in graph.extractions()) > 0
    assert report.observations == sum(len(x.observations) for x in graph.extractions())


def test_a_wrong_quote_is_found_with_claim_and_sentence():
    (base,) = make_extractions(4, 1, sentences=8)
    wrong = replace(base.claims[0], quote="从未写过的话")
    graph = MemoryGraph([replace(base, claims=(wrong, *base.claims[1:]))], ontology=ONTOLOGY)
    (finding,) = [f for f in validate(graph).findings if f.check == "evidence"]
    assert finding.subject == wrong.id
    assert finding.sentence == "从未写过的话"
    assert "quote is not what stands there" in finding.message


def test_a_broken_shape_names_the_record_and_its_sentence():
    (base,) = make_extractions(4, 1, sentences=12)
    number = replace(base.observations[0], value=None, growth=None, rank=None)
    graph = MemoryGraph([replace(base, observations=(number,))], ontology=ONTOLOGY)
    shaped = [f for f in validate(graph).findings if f.check != "evidence"]
    assert [(f.subject, f.sentence) for f in shaped] == [(number.id, number.quote)]
    assert shaped[0].message_zh == "观测值须有数值、增幅或位次。"


def test_a_document_whose_passages_do_not_fit_is_reported_and_the_rest_is_checked():
    first_, second = make_extractions(4, 2, sentences=8)
    cut = replace(first_, passages=first_.passages[:-1])
    wrong = replace(second, claims=(replace(second.claims[0], quote="不是"), *second.claims[1:]))
    report = validate(MemoryGraph([cut, wrong], ontology=ONTOLOGY))
    assert {f.document for f in report.findings if f.check == "evidence"} == {
        cut.document.id,
        wrong.document.id,
    }


def test_an_unknown_engine_is_a_wrong_call():
    with pytest.raises(UsageError, match="choose shacl or pyshacl"):
        validate(sound(), engine="jena")
