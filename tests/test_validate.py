"""Validation: each rule on a graph that keeps it and one that breaks it, on both engines."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from zlib import crc32

import pyoxigraph as ox
import pytest
from command import innograph, sample_texts
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
    """A triple with that predicate about a resource of our data: one and the same for one predicate,
    of different resources for different ones, so that cases can be tried together."""
    wanted = [
        t
        for t in TRIPLES
        if t.predicate == iri(predicate) and getattr(t.subject, "value", "").startswith(DATA + kind)
    ]
    return wanted[crc32(predicate.encode()) % len(wanted)]


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


def told(subject, *values):
    """The graph in which a resource has these values and no others: (predicate, value or None)."""
    predicates = {iri(predicate) for predicate, _ in values}
    kept = [t for t in TRIPLES if t.subject != subject or t.predicate not in predicates]
    said = [ox.Triple(subject, iri(p), value) for p, value in values if value is not None]
    return kept + said


def double(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode(XSD + "double"))


def having(predicate: str, kind: str, missing: str = ""):
    """A resource that has one property and lacks another."""
    lacking = {t.subject for t in TRIPLES if missing and t.predicate == iri(missing)}
    found = [
        t.subject
        for t in TRIPLES
        if t.predicate == iri(predicate)
        and t.subject not in lacking
        and getattr(t.subject, "value", "").startswith(DATA + kind)
    ]
    return found[len(found) // 2]


def local_entity():
    return having("inno:denotes", "document/")


def platform():
    kind = (iri("rdf:type"), iri("inno:Platform"))
    return next(t.subject for t in TRIPLES if (t.predicate, t.object) == kind)


def in_cube(**gone):
    """A number with all dimensions but those that are changed."""
    subject = having("inno:period", "observation/")
    period = next(
        t.object for t in TRIPLES if (t.subject, t.predicate) == (subject, iri("inno:period"))
    )
    area = ox.NamedNode(DATA + "area/望川市")
    values = {
        "qb:dataSet": ox.NamedNode(DATA + "document/doc-0#observations"),
        "inno:refIndicator": ox.NamedNode(DATA + "entity/x"),
        "inno:refArea": area,
        "inno:refPeriod": period,
        **{name.replace("_", ":"): value for name, value in gone.items()},
    }
    return [*told(subject, *values.items()), ox.Triple(area, iri("rdf:type"), iri("inno:Area"))]


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
    "claim that ends before it begins": (
        lambda: changed("inno:start", "claim/", ox.Literal(10**6)),
        "A claim's sentence begins before it ends",
    ),
    "claim more than sure": (
        lambda: changed("inno:confidence", "claim/", double("1.5")),
        "confidence lies from 0 to 1",
    ),
    "claim by hearsay": (
        lambda: changed("inno:origin", "claim/", ox.Literal("hearsay")),
        "a rule, a model or an llm",
    ),
    "claim of who knows what list": (lambda: without("inno:open", "claim/"), "list is open"),
    "claim with another quote": (
        lambda: changed("inno:quote", "claim/", ox.Literal("别的话")),
        "A quote is what its evidence quotes",
    ),
    "number with another quote": (
        lambda: changed("inno:quote", "observation/", ox.Literal("别的话")),
        "A quote is what its evidence quotes",
    ),
    "evidence of another length": (
        lambda: changed("oa:end", "document/", ox.Literal(10**6)),
        "as long as what it quotes",
    ),
    "text before the text": (
        lambda: changed("oa:start", "document/", ox.Literal(-1)),
        "begins at 0 or later",
    ),
    "number without evidence": (
        lambda: without("inno:evidence", "observation/"),
        "An observation rests on",
    ),
    "two values": (
        lambda: doubled("inno:value", "observation/", double("7.0")),
        "at most one value",
    ),
    "unit of no name": (
        lambda: told(having("inno:value", "observation/"), ("inno:unit", ox.Literal(""))),
        "at most one unit",
    ),
    "bound of nobody": (
        lambda: changed("inno:bound", "observation/", ox.Literal("maybe")),
        "exact, approximate, at least or at most",
    ),
    "less than nothing left": (
        lambda: changed("inno:growth", "observation/", double("-150.0")),
        "not less than -100",
    ),
    "rank zero": (lambda: changed("inno:rank", "observation/", ox.Literal(0)), "counted from 1"),
    "period that was guessed": (
        lambda: changed("inno:periodBasis", "observation/", ox.Literal("guessed")),
        "stated, inferred or unknown",
    ),
    "unknown period that is given": (
        lambda: told(
            having("inno:period", "observation/"), ("inno:periodBasis", ox.Literal("unknown"))
        ),
        "A period that is known is given",
    ),
    "stated period that is not given": (
        lambda: told(having("inno:period", "observation/"), ("inno:period", None)),
        "A period that is known is given",
    ),
    "unit of a growth": (
        lambda: told(having("inno:growth", "observation/"), ("inno:unit", ox.Literal("家"))),
        "A unit belongs to a value or a rank",
    ),
    "minus three firms": (
        lambda: told(
            having("inno:value", "observation/"),
            ("inno:value", double("-3.0")),
            ("inno:unit", ox.Literal("家")),
        ),
        "not negative",
    ),
    "percentage of firms": (
        lambda: told(
            having("inno:value", "observation/"),
            ("inno:raw", ox.Literal("12%")),
            ("inno:unit", ox.Literal("家")),
        ),
        "value in per cent or a growth",
    ),
    "dimensions of no data set": (lambda: in_cube(qb_dataSet=None), "belongs to one data set"),
    "dimension in words": (
        lambda: in_cube(inno_refIndicator=ox.Literal("成交额")),
        "has one indicator",
    ),
    "number of no area": (lambda: in_cube(inno_refArea=None), "has one area"),
    "number of another period": (
        lambda: in_cube(inno_refPeriod=ox.Literal("1999")),
        "has one period",
    ),
    "measure at no stage": (
        lambda: changed("inno:stage", "measure/", ox.Literal("dreamt")),
        "drafted, submitted or approved",
    ),
    "instrument of nobody": (
        lambda: told(having("inno:text", "measure/"), ("inno:instrumentType", iri("inno:PI999"))),
        "types of instrument",
    ),
    "measure without evidence": (
        lambda: without("inno:evidence", "measure/"),
        "A measure rests on",
    ),
    "document without id": (lambda: without("inno:id", "document/"), "has one id"),
    "document without title": (lambda: without("inno:title", "document/"), "has one title"),
    "document with a hash that is none": (
        lambda: changed("inno:textSha256", "document/", ox.Literal("none")),
        "hash of its text",
    ),
    "passage of no document": (
        lambda: without("inno:inDocument", "passage/"),
        "part of one document",
    ),
    "passage in verse": (
        lambda: changed("inno:kind", "passage/", ox.Literal("poem")),
        "one of five kinds",
    ),
    "local entity of no node": (
        lambda: told(local_entity(), ("inno:entity", None)),
        "part of one node",
    ),
    "local entity that denotes what": (
        lambda: told(local_entity(), ("inno:denotes", ox.Literal("several"))),
        "of a document denotes an individual or a group",
    ),
    "group that holds everywhere": (
        lambda: told(
            platform(), ("inno:denotes", ox.Literal("group")), ("inno:scope", ox.Literal(""))
        ),
        "holds in a place or a document",
    ),
    "fact in more documents than claims": (
        lambda: changed("inno:documents", "fact/", ox.Literal(10**6)),
        "in no more than it has claims",
    ),
    "claim that is a rumour": (
        lambda: [
            *TRIPLES,
            ox.Triple(having("inno:quote", "claim/"), iri("rdf:type"), iri("inno:Rumour")),
        ],
        "a class that the ontology does not have",
    ),
    "chain position without label": (
        lambda: term_without("inno:Upstream", RDFS + "label"),
        "a label in English and in Chinese",
    ),
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


def groups():
    """Cases that touch different resources, broken together: the reference engine takes seconds."""
    found: list[tuple[set, list[str], set, set]] = []
    whole = set(TRIPLES)
    for case, (make, _) in CASES.items():
        triples = set(make())
        gone, new = whole - triples, triples - whole
        touched = {t.subject for t in gone | new}
        place = next((group for group in found if not touched & group[0]), None)
        if place is None:
            place = (set(), [], set(), set())
            found.append(place)
        for known, more in zip(place, (touched, [case], gone, new), strict=True):
            known.update(more) if isinstance(known, set) else known.extend(more)
    return [
        pytest.param(cases, whole - gone | new, id=f"{cases[0]} and {len(cases) - 1} more")
        for _, cases, gone, new in found
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("cases", "triples"), groups())
def test_both_engines_find_the_same(cases, triples):
    data = as_bytes(sorted(triples, key=str))
    found = check_shapes(data, "shacl")
    assert found == check_shapes(data, "pyshacl")
    for case in cases:
        assert any(CASES[case][1] in v.message_en for v in found)


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
    number = replace(base.observations[0], value=None, unit=None, growth=None, rank=None)
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


# ---- the command


@pytest.mark.parametrize(
    ("language", "message"), [("en", "exact, approximate"), ("zh", "数值的界限")]
)
def test_the_command_names_document_record_and_sentence(warm_store, language, message):
    folder, bolt = warm_store
    with bolt.transaction() as tx:
        tx.run("MATCH (n) WHERE NOT n:InnographMeta DETACH DELETE n")
    text = next(path for path in sample_texts() if "work-report-2025" in path.name)
    innograph("ingest", text, "--force", "--store", folder)
    with bolt.transaction() as tx:
        tx.run("MATCH (o:Observation) WITH o ORDER BY o.id LIMIT 1 SET o.bound = 'maybe'")
    done = innograph("validate", "-l", language, "-f", "json", "--store", folder, code=1)
    (row,) = json.loads(done.stdout)
    assert message in row["message"]
    assert row["subject"].startswith("o-")
    assert row["document"] == text.stem
    assert row["sentence"] in text.read_text(encoding="utf-8")
