"""Numbers as a Data Cube: the integrity constraints of the standard, each seen to bite."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from cube import BROKEN, Cube, iri
from make import make_extractions

from innograph.graph.memory import MemoryGraph
from innograph.graph.model import LocalEntity, Observation
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.terms import PREFIXES, data_iri, entity_iri
from innograph.graph.rdf.write import iter_quads

ONTOLOGY = load_ontology()
INNO = PREFIXES["inno"]
A_NUMBER = (iri("rdf:type"), iri("qb:Observation"))


def violated(triples):
    """The constraints that do not hold."""
    cube = Cube(triples)
    return {name for name, is_broken in BROKEN.items() if is_broken(cube)}


def cubes(graph):
    """Observations of data sets in a graph, by id."""
    kind = iri("qb:Observation")
    return {
        quad.subject.value.rpartition("/")[2]
        for quad in iter_quads(graph)
        if quad.object == kind and quad.predicate.value.endswith("#type")
    }


@pytest.fixture(scope="module")
def triples(graph):
    return list(dict.fromkeys(quad.triple for quad in iter_quads(graph)))


def test_the_samples_keep_every_constraint(graph, triples):
    assert len(cubes(graph)) >= 10
    assert violated(triples) == set()


def changed(triples, name):
    """The samples, so changed that they break a constraint."""
    one, two, *_ = (t.subject for t in triples if (t.predicate, t.object) == A_NUMBER)
    add, drop = [], set()
    if name == "ic-01":
        drop = {(one, iri("qb:dataSet"))}
    elif name == "ic-02":
        sets = [t.subject for t in triples if t.object == iri("qb:DataSet")]
        drop = {(sets[0], iri("qb:structure"))}
    elif name == "ic-03":
        add = [(iri("inno:x"), iri("rdf:type"), iri("qb:DataStructureDefinition"))]
    elif name == "ic-04":
        drop = {(iri("inno:refArea"), iri("rdfs:range"))}
    elif name == "ic-05":
        add = [(iri("inno:refArea"), iri("rdfs:range"), iri("skos:Concept"))]
    elif name == "ic-06":
        spec = next(t.subject for t in triples if t.predicate == iri("qb:measure"))
        add = [(spec, iri("qb:componentRequired"), ox.Literal(False))]
    elif name == "ic-07":
        add = [(iri("inno:key"), iri("rdf:type"), iri("qb:SliceKey"))]
    elif name == "ic-08":
        add = [
            (iri("inno:key"), iri("rdf:type"), iri("qb:SliceKey")),
            (iri("inno:key"), iri("qb:componentProperty"), iri("inno:name")),
            (iri("inno:ObservationStructure"), iri("qb:sliceKey"), iri("inno:key")),
        ]
    elif name == "ic-09":
        add = [(iri("inno:slice"), iri("rdf:type"), iri("qb:Slice"))]
    elif name == "ic-10":
        add = [
            (iri("inno:slice"), iri("qb:sliceStructure"), iri("inno:key")),
            (iri("inno:key"), iri("qb:componentProperty"), iri("inno:refArea")),
        ]
    elif name == "ic-11":
        drop = {(one, iri("inno:refPeriod"))}
    elif name == "ic-12":
        copied = [t for t in triples if t.subject == one and t.predicate != iri("inno:id")]
        add = [(iri("inno:copy"), t.predicate, t.object) for t in copied]
    elif name == "ic-13":
        drop = {(one, iri("inno:bound"))}
    elif name == "ic-14":
        drop = {(one, iri("inno:value"))}
    elif name in ("ic-15", "ic-16", "ic-17"):
        spec = ox.BlankNode("m")
        add = [
            (iri("inno:ObservationStructure"), iri("qb:component"), spec),
            (spec, iri("qb:dimension"), iri("qb:measureType")),
            (one, iri("qb:measureType"), iri("inno:other" if name != "ic-17" else "inno:value")),
            (two, iri("qb:measureType"), iri("inno:value")),
        ]
        if name == "ic-17":
            other = ox.BlankNode("n")
            add += [
                (iri("inno:ObservationStructure"), iri("qb:component"), other),
                (other, iri("qb:measure"), iri("inno:other")),
            ]
    elif name == "ic-18":
        sets = [t.subject for t in triples if t.object == iri("qb:DataSet")]
        add = [
            (sets[0], iri("qb:slice"), iri("inno:slice")),
            (iri("inno:slice"), iri("qb:observation"), iri("inno:elsewhere")),
        ]
    elif name == "ic-19a":
        add = [(one, iri("inno:status"), iri("inno:Certain"))]
    elif name == "ic-19b":
        add = [
            (iri("inno:refArea"), iri("qb:codeList"), iri("inno:areas")),
            (iri("inno:areas"), iri("rdf:type"), iri("skos:Collection")),
        ]
    kept = [t for t in triples if (t.subject, t.predicate) not in drop]
    return kept + [ox.Triple(*statement) for statement in add]


@pytest.mark.parametrize("name", BROKEN)
def test_each_constraint_is_seen_to_bite(triples, name):
    assert name in violated(changed(triples, name))


# ---- which numbers are in it

PLACE = LocalEntity("望川市", "Place", aliases=("望川",))
INDICATOR = LocalEntity("技术合同成交额", "Indicator", scope="place:望川市")
AREA = ox.NamedNode(data_iri("area", "望川市"))
COHORT = LocalEntity("高新技术企业", "Cohort", scope="place:望川市")


def with_number(*entities, **fields):
    """A graph of one document with one number about the first entities named by `about`."""
    (base,) = make_extractions(11, 1, sentences=2)
    inferred = fields.pop("inferred", {})
    document = replace(base.document, place="望川市", inferred=inferred)
    passage = base.passages[0]
    number = Observation(
        id="o-1",
        about=fields.pop("about", (INDICATOR.name,)),
        status="Achieved",
        passage=0,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        raw="12.5亿元",
        **{"value": 12.5, "unit": "亿元", "period": "2024", "period_basis": "stated", **fields},
    )
    extraction = replace(
        base, document=document, entities=tuple(sorted(entities, key=lambda e: e.name)), mentions=(),
        claims=(), observations=(number,), measures=(),
    )  # fmt: skip
    return MemoryGraph([extraction], ontology=ONTOLOGY)


@pytest.mark.parametrize(
    ("entities", "fields", "expected"),
    [
        ((PLACE, INDICATOR), {}, True),
        ((INDICATOR,), {}, True),  # the document was given its place
        ((INDICATOR,), {"inferred": {"place": "signature"}}, False),
        ((PLACE, INDICATOR), {"period_basis": "inferred"}, False),
        ((PLACE, INDICATOR), {"period": None, "period_basis": "unknown"}, False),
        ((PLACE, INDICATOR), {"value": None, "growth": 3.0}, False),
        ((PLACE, COHORT), {"about": (COHORT.name,)}, False),
        ((PLACE, INDICATOR), {"about": (INDICATOR.name, PLACE.name)}, True),
        ((PLACE, INDICATOR, COHORT), {"about": (INDICATOR.name, COHORT.name)}, False),
        ((PLACE, replace(INDICATOR, scope="document:x")), {}, False),
    ],
)
def test_a_number_is_in_it_where_indicator_area_and_period_are_stated(entities, fields, expected):
    assert bool(cubes(with_number(*entities, **fields))) is expected


def test_its_dimensions_are_nodes_of_the_graph():
    quads = list(iter_quads(with_number(PLACE, INDICATOR)))
    subject = ox.NamedNode(data_iri("observation", "o-1"))
    said = {q.predicate.value: q.object.value for q in quads if q.subject == subject}
    area = {q.predicate.value: q.object.value for q in quads if q.subject == AREA}
    assert said[INNO + "refIndicator"] == entity_iri("Indicator/place:望川市/技术合同成交额")
    assert said[INNO + "refArea"] == data_iri("area", "望川市")
    assert said[INNO + "refPeriod"] == "2024"
    assert area[INNO + "entity"] == entity_iri("Place//望川市")


def test_of_two_numbers_with_equal_dimensions_the_first_is_in_it():
    graph = with_number(PLACE, INDICATOR)
    (extraction,) = graph.extractions()
    (number,) = extraction.observations
    later = replace(number, id="o-2", start=number.start + 1, value=13.0)
    both = MemoryGraph([replace(extraction, observations=(number, later))], ontology=ONTOLOGY)
    assert cubes(both) == {"o-1"}
    planned = replace(later, status="Planned")
    both = MemoryGraph([replace(extraction, observations=(number, planned))], ontology=ONTOLOGY)
    assert cubes(both) == {"o-1", "o-2"}
