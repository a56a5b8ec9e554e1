"""Pieces of any size show what the whole graph shows: the same findings, in the same order."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as ox
import pytest
from make import make_extractions
from test_validate import CASES, as_bytes, groups, sound

from bench.world import World
from innograph.graph.identity import decision_id
from innograph.graph.memory import MemoryGraph
from innograph.graph.model import ClaimPair, Decision, LocalRef
from innograph.graph.ontology import load_ontology, shipped_path
from innograph.graph.rdf.terms import RDF, document_iri
from innograph.graph.rdf.units import document_unit, iter_derived_units
from innograph.graph.rdf.write import iter_quads, ontology_quads
from innograph.graph.shacl import check_shapes
from innograph.graph.validate import PIECE, validate

SIZES = (1, 40_000, PIECE, None)


def units_of(graph):
    """The triples of each unit."""
    units = [document_unit(extraction, graph) for extraction in graph.extractions()]
    units += iter_derived_units(graph)
    parsed = [ox.parse(unit.triples, format=ox.RdfFormat.N_TRIPLES) for unit in units]
    return [{quad.triple for quad in quads} for quads in parsed]


# ---- the shapes: what they say of a broken graph shows in its units


def test_all_units_together_are_the_graph(graph):
    whole = {quad.triple for quad in iter_quads(graph, ontology=False)}
    assert set().union(*units_of(graph)) == whole


def broken(triples):
    """The units of the sound graph as they are in a graph with other triples, and its schema."""
    ontology = {quad.triple for quad in ontology_quads(load_ontology())}
    units = units_of(sound())
    described = [{t.subject for t in unit if t.predicate.value == RDF + "type"} for unit in units]
    home = {subject: number for number, unit in enumerate(described) for subject in unit}
    terms = {t.subject for t in ontology}
    new = triples - ontology.union(*units)
    pointed = {t.object: home[t.subject] for t in new if t.subject in home}
    schema = (ontology & triples) | {t for t in new if t.subject in terms}
    units = [unit & triples for unit in units]
    for triple in new - schema:
        number = home.get(triple.subject, pointed.get(triple.subject))
        if number is None:
            number = home[triple.subject] = len(units)
            units.append(set())
        units[number].add(triple)
    return schema, units


@pytest.mark.parametrize(("cases", "triples"), groups())
def test_each_breach_shows_in_one_unit_and_the_schema(cases, triples):
    schema, units = broken(triples)
    assert schema.union(*units) == triples
    whole = check_shapes(as_bytes(triples), "shacl")
    assert len({violation.message_en for violation in whole}) >= len(
        {CASES[case][1] for case in cases}
    )
    for size in (1, 7):
        pieces = [units[start : start + size] for start in range(0, len(units), size)]
        found = [check_shapes(as_bytes(schema.union(*piece)), "shacl") for piece in pieces]
        assert set().union(*found) == whole


# ---- whole graphs


def test_the_samples_are_sound_in_pieces_of_any_size(graph):
    assert all(validate(graph, piece=size).ok for size in (200_000, None))


def test_the_made_world_is_sound():
    assert validate(World(2_000)).findings == ()


class Broken(MemoryGraph):
    """Contributions that nobody would load, and derived records that no text adds up to."""

    def extractions(self):
        return iter(wrong_documents(super().extractions()))

    def entities(self):
        for number, entity in enumerate(super().entities()):
            wrong = {
                1: {"name": ""},
                2: {"denotes": "several"},
                3: {"denotes": "group", "scope": ""},
            }
            yield replace(entity, **wrong.get(number, {}))

    def facts(self):
        known = list(super().facts())
        wrong = {1: {"claims": 0}, 3: {"documents": 1000}}
        yield from (replace(fact, **wrong.get(n, {})) for n, fact in enumerate(known))
        yield replace(known[5], claims=known[5].claims + 7)  # a second one of this id

    def pairs(self):
        yield ClaimPair("p-1", "c-2", "denies", "c-1", 0.5, "thing")
        yield ClaimPair("p-2", "c-2", "fulfils", "c-1", 1.5, "thing")


def wrong_documents(documents):
    """Every kind of breach that documents could bring into a store, in five of them."""
    base, twin, numbers, cut, last = documents
    odd = replace(base.claims[1], confidence=2.0, origin="hearsay", quote="从未写过的话")
    base = replace(
        base,
        claims=(base.claims[0], odd, *base.claims[2:]),
        entities=(replace(base.entities[0], denotes="several"), *base.entities[1:]),
    )
    shared = replace(twin.claims[0], id=last.claims[0].id)
    twin = replace(twin, claims=(shared, *twin.claims[1:]), measures=())
    wrong = (
        {"value": None, "unit": None, "growth": None, "rank": None},
        {"bound": "maybe", "growth": -200.0, "rank": 0},
        {"value": -3.0, "unit": "家", "raw": "12%", "period": None, "period_basis": "stated"},
    )
    rest = numbers.observations[len(wrong) :]
    numbers = replace(
        numbers,
        observations=(
            *(replace(o, **w) for o, w in zip(numbers.observations, wrong, strict=False)),
            *rest,
        ),
        measures=tuple(
            replace(m, stage="dreamt", instrument_types=("PI999",)) for m in numbers.measures
        ),
    )
    cut = replace(cut, passages=cut.passages[:-1])
    return [base, twin, numbers, cut, last]


def renamed(documents):
    """A decision that something of the first became something of the last."""
    former, later = (
        LocalRef(x.document.id, x.entities[-1].name) for x in documents[:: len(documents) - 1]
    )
    identity = decision_id(False, former, later)
    return Decision(identity, False, former, later, "checker", "更名", renamed=True)


@pytest.fixture(scope="module")
def everything_wrong(tmp_path_factory):
    path = tmp_path_factory.mktemp("schema") / "ontology.ttl"
    path.write_text(
        shipped_path().read_text("utf-8") + "\ninno:odd a owl:DatatypeProperty .\n", "utf-8"
    )
    documents = make_extractions(4, 5, sentences=10)
    return Broken(documents, [renamed(documents)], ontology=load_ontology(path))


def test_what_is_found_does_not_depend_on_the_pieces(everything_wrong):
    first, *others = [validate(everything_wrong, piece=size) for size in SIZES]
    assert all(other == first for other in others)
    assert len({finding.message for finding in first.findings}) > 25


def test_pieces_find_what_the_shapes_find_in_the_exported_graph(everything_wrong):
    cut = ox.NamedNode(document_iri(list(everything_wrong.extractions())[3].document.id))
    triples = {q.triple for q in iter_quads(everything_wrong) if q.graph_name != cut}
    whole = check_shapes(as_bytes(triples), "shacl")
    found = [f for f in validate(everything_wrong, piece=1).findings if f.check != "evidence"]
    assert len(found) == len(whole)
    assert sorted((f.check, f.message, f.message_zh) for f in found) == sorted(
        (v.component, v.message_en, v.message_zh) for v in whole
    )


def test_a_claim_of_two_documents_is_found_however_far_apart_they_are(everything_wrong):
    last = list(everything_wrong.extractions())[-1].claims[0].id
    found = [f.message for f in validate(everything_wrong, piece=1).findings if f.subject == last]
    assert "A claim stands in one passage." in found


def test_a_succession_that_a_person_decided_needs_no_claim():
    documents = make_extractions(4, 2, sentences=8)
    graph = MemoryGraph(documents, [renamed(documents)], ontology=load_ontology())
    assert validate(graph).ok


@pytest.mark.slow
def test_both_engines_find_the_same_in_pieces(everything_wrong):
    ours, reference = (validate(everything_wrong, engine=name) for name in ("shacl", "pyshacl"))
    assert reference.findings == ours.findings
