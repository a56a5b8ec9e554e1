"""The ontology read as a critic reads it: pitfalls, alignments, schemes, and what cannot be."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import chain, combinations
from pathlib import Path

import pytest
import rdflib
from make import make_decisions, make_extractions
from rdflib.namespace import (
    CSVW,
    DCAT,
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    QB,
    RDF,
    RDFS,
    SDO,
    SKOS,
    VANN,
    VOID,
    XSD,
)

from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.nanopub import iter_nanopubs
from innograph.graph.rdf.write import iter_quads

ROOT = Path(__file__).resolve().parent.parent
ONTOLOGY = rdflib.Graph().parse(ROOT / "ontology.ttl")
REFERENCE = ROOT / "queries" / "reference"
IRI = rdflib.URIRef(NAMESPACE.removesuffix("#"))
INNO = rdflib.Namespace(NAMESPACE)
KNOWN = (CSVW, DCAT, DCTERMS, FOAF, ORG, OWL, PROV, QB, RDF, RDFS, SDO, SKOS, VANN, VOID, XSD)
LISTED = {
    namespace + name: kind
    for namespace, name, kind in (
        line.split()
        for line in Path(__file__).with_name("vocabularies.txt").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
}
CLASSES = {c for c in ONTOLOGY.subjects(RDF.type, OWL.Class) if isinstance(c, rdflib.URIRef)}
OBJECT = set(ONTOLOGY.subjects(RDF.type, OWL.ObjectProperty))
DATA = set(ONTOLOGY.subjects(RDF.type, OWL.DatatypeProperty))
ANNOTATION = set(ONTOLOGY.subjects(RDF.type, OWL.AnnotationProperty))
SCHEMES = set(ONTOLOGY.subjects(RDF.type, SKOS.ConceptScheme))
CONCEPTS = set(ONTOLOGY.subjects(RDF.type, SKOS.Concept))
TERMS = CLASSES | OBJECT | DATA | ANNOTATION
CHINESE = re.compile("[\u4e00-\u9fff]")


def local(terms):
    return sorted(str(term).removeprefix(NAMESPACE) for term in terms)


def texts(term, predicate, language):
    return [
        str(o) for o in ONTOLOGY.objects(term, predicate) if getattr(o, "language", "") == language
    ]


# ---- words


@pytest.mark.parametrize("predicate", [RDFS.label, SKOS.definition])
def test_every_term_has_one_label_and_one_definition_in_each_language(predicate):
    for term in TERMS | SCHEMES | CONCEPTS:
        (english,), (chinese,) = (texts(term, predicate, language) for language in ("en", "zh"))
        assert english.strip() == english
        assert CHINESE.search(chinese), term
        assert predicate != RDFS.label or not CHINESE.search(english), term


def test_every_class_and_property_has_an_example_a_source_and_a_home():
    for term in TERMS:
        assert list(ONTOLOGY.objects(term, SKOS.example)), term
        assert list(ONTOLOGY.objects(term, DCTERMS.source)), term
        assert list(ONTOLOGY.objects(term, RDFS.isDefinedBy)) == [IRI], term
    for term in CLASSES:
        examples = list(ONTOLOGY.objects(term, SKOS.example))
        assert len(examples) == 1 or {o.language for o in examples} == {"en", "zh"}, term


# A concept may be called as its class is: the class of values and a value are told apart by kind.
KINDS = {
    "class": CLASSES,
    "property": OBJECT | DATA | ANNOTATION,
    "concept": CONCEPTS,
    "scheme": SCHEMES,
}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_label_means_two_things(kind, language):
    labels = Counter(
        (label.casefold(), *ONTOLOGY.objects(term, SKOS.inScheme))
        for term in KINDS[kind]
        for label in texts(term, RDFS.label, language)
    )
    assert [label for label, count in labels.items() if count > 1] == []


def test_names_keep_one_convention():
    assert all(
        re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) for name in local(CLASSES | SCHEMES | CONCEPTS)
    )
    assert all(
        re.fullmatch(r"[a-z][A-Za-z0-9]*", name) for name in local(OBJECT | DATA | ANNOTATION)
    )


# ---- structure


def test_every_property_has_a_domain_and_a_range():
    for term in OBJECT | DATA:
        assert len(list(ONTOLOGY.objects(term, RDFS.domain))) == 1, term
        assert len(list(ONTOLOGY.objects(term, RDFS.range))) == 1, term
    for term in DATA:
        assert str(ONTOLOGY.value(term, RDFS.range)).startswith(str(XSD))
    for term in OBJECT:
        assert not str(ONTOLOGY.value(term, RDFS.range)).startswith(str(XSD))


def test_a_term_is_of_one_kind():
    for one, other in combinations((CLASSES, OBJECT, DATA, ANNOTATION, SCHEMES, CONCEPTS), 2):
        assert not one & other


def test_every_term_that_is_used_is_defined():
    defined = set(ONTOLOGY.subjects())
    used = {node for triple in ONTOLOGY for node in triple if str(node).startswith(NAMESPACE)}
    used = {node for node in used if isinstance(node, rdflib.URIRef)}
    assert used <= defined


def test_no_class_stands_alone():
    """Each is below another, or has something below it, or is what a property speaks of."""
    joined = set(ONTOLOGY.subjects(RDFS.subClassOf)) | set(ONTOLOGY.objects(None, RDFS.subClassOf))
    assert joined >= CLASSES


@pytest.mark.parametrize("predicate", [RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader])
def test_no_hierarchy_runs_in_a_circle(predicate):
    for term in set(ONTOLOGY.subjects(predicate)):
        above = set()
        for parent in ONTOLOGY.objects(term, predicate):
            above |= set(ONTOLOGY.transitive_objects(parent, predicate))
        assert term not in above, term


def disjoint_pairs():
    for axiom in ONTOLOGY.subjects(RDF.type, OWL.AllDisjointClasses):
        members = list(ONTOLOGY.items(ONTOLOGY.value(axiom, OWL.members)))
        assert set(members) <= CLASSES
        yield from combinations(members, 2)


def test_no_class_is_below_two_that_exclude_each_other():
    above = {term: set(ONTOLOGY.transitive_objects(term, RDFS.subClassOf)) for term in CLASSES}
    pairs = list(disjoint_pairs())
    assert len(pairs) > 100
    for one, other in pairs:
        assert [term for term in CLASSES if {one, other} <= above[term]] == []


def test_no_record_of_ours_is_two_things_at_once():
    documents = make_extractions(5, 6)
    graph = MemoryGraph(documents, make_decisions(5, documents, 3), ontology=load_ontology())
    kinds = defaultdict(set)
    for quad in iter_quads(graph, ontology=False):
        if quad.predicate.value == str(RDF.type):
            kinds[quad.subject.value].add(rdflib.URIRef(quad.object.value))
    above = {term: set(ONTOLOGY.transitive_objects(term, RDFS.subClassOf)) for term in CLASSES}
    excluded = {frozenset(pair) for pair in disjoint_pairs()}
    for types in kinds.values():
        closed = set().union(*(above.get(kind, set()) for kind in types)) & CLASSES
        assert not {frozenset(p) for p in combinations(closed, 2)} & excluded


def test_a_property_stands_in_for_another_only_with_a_fitting_domain():
    """What holds of the lower property holds of the higher, so its domain must be within that one's."""
    for one, other in ONTOLOGY.subject_objects(RDFS.subPropertyOf):
        if other in OBJECT | DATA:
            for end in (RDFS.domain, RDFS.range):
                assert members(one, end) <= below(members(other, end)), (one, other)


def test_an_inverse_has_the_ends_of_the_other_turned_round_and_is_not_stated():
    """The rules give it; stated as well, it would be a second place for the same thing."""
    pairs = dict(ONTOLOGY.subject_objects(OWL.inverseOf))
    predicates = {INNO[name] for name in load_ontology().predicates}
    symmetric = set(ONTOLOGY.subjects(RDF.type, OWL.SymmetricProperty))
    assert set(pairs.values()) >= predicates - symmetric
    assert len(set(pairs.values())) == len(pairs)
    assert not set(pairs) & (set(pairs.values()) | predicates | symmetric)
    for one, other in pairs.items():
        assert members(one, RDFS.domain) == members(other, RDFS.range), one
        assert members(one, RDFS.range) == members(other, RDFS.domain), one
    graph = MemoryGraph(make_extractions(7, 3), ontology=load_ontology())
    used = {quad.predicate.value for quad in iter_quads(graph, ontology=False)}
    assert not used & {str(one) for one in pairs}


def members(term, end):
    node = ONTOLOGY.value(term, end)
    union = ONTOLOGY.value(node, OWL.unionOf)
    return set(ONTOLOGY.items(union)) if union else {node}


def below(classes):
    return {c for top in classes for c in ONTOLOGY.transitive_subjects(RDFS.subClassOf, top)}


# ---- other vocabularies


def outer_terms(nodes):
    """IRIs of other vocabularies' terms, without documents, licences and our own."""
    ours = (
        NAMESPACE,
        "https://w3id.org/innograph/",
        "https://www.apache.org/",
        "https://spdx.org/",
    )
    files = ("https://www.iana.org/",)
    return {
        str(node)
        for node in nodes
        if isinstance(node, rdflib.URIRef) and not str(node).startswith(ours + files)
    }


def is_known(term):
    for vocabulary in KNOWN:
        if term.startswith(str(vocabulary)):
            name = term.removeprefix(str(vocabulary))
            return rdflib.URIRef(term) in vocabulary or bool(
                vocabulary is RDF and re.fullmatch(r"_\d+|reifies", name)
            )
    return term in LISTED


def test_every_term_of_another_vocabulary_is_one_of_it():
    found = outer_terms({node for triple in ONTOLOGY for node in triple})
    assert sorted(term for term in found if not is_known(term)) == []


NAMESPACES = {str(vocabulary) for vocabulary in KNOWN}


def test_a_term_that_is_made_up_is_found():
    assert is_known(str(ORG.Organization))
    assert is_known("http://www.w3.org/ns/oa#exact")
    for namespace in (*NAMESPACES, *{name.rpartition("#")[0] + "#" for name in LISTED}):
        assert not is_known(namespace + "madeUpByUs")


def test_every_term_that_exports_use_is_one_of_its_vocabulary():
    graph = MemoryGraph(make_extractions(7, 3), ontology=load_ontology())
    used = set()
    nanopubs = iter_nanopubs(graph, date="2026-01-02")
    for quad in chain(iter_quads(graph, ontology=False), nanopubs):
        used.add(rdflib.URIRef(quad.predicate.value))
        if quad.predicate.value == str(RDF.type):
            used.add(rdflib.URIRef(quad.object.value))
    assert sorted(term for term in outer_terms(used) if not is_known(term)) == []


def test_each_listed_term_is_used():
    used = {str(node) for triple in ONTOLOGY for node in triple}
    code = "".join(p.read_text("utf-8") for p in (ROOT / "graph" / "rdf").glob("*.py"))
    unused = [t for t in LISTED if t not in used and f'"{t.rpartition("#")[2]}"' not in code]
    assert unused == []


def test_alignments_join_classes_with_classes_and_properties_with_properties():
    kinds = {"c": CLASSES, "p": OBJECT | DATA | ANNOTATION, "i": CONCEPTS}
    for predicate in (
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        SKOS.closeMatch,
        SKOS.relatedMatch,
        SKOS.broadMatch,
    ):
        for term, other in ONTOLOGY.subject_objects(predicate):
            if str(other) in LISTED:
                assert term in kinds[LISTED[str(other)]], (term, other)
            name = re.split("[#/]", str(other))[-1]
            if term in CLASSES:
                assert name[0].isupper(), (term, other)
            elif term in OBJECT | DATA:
                assert name[0].islower(), (term, other)


@pytest.mark.parametrize(
    "namespace",
    [str(ORG), str(PROV), str(SKOS), str(SDO), str(QB), "http://www.w3.org/ns/oa#",
     "http://data.europa.eu/eli/ontology#", "http://vivoweb.org/ontology/core#",
     "http://data.europa.eu/s66#", "http://purl.org/linked-data/sdmx/2009/dimension#"],
)  # fmt: skip
def test_it_is_aligned_with(namespace):
    joined = [o for s, _, o in ONTOLOGY if s in TERMS | CONCEPTS and str(o).startswith(namespace)]
    assert joined


def test_no_class_is_made_equal_to_a_foreign_one():
    """That would bring in the foreign class's own axioms."""
    assert not list(ONTOLOGY.subject_objects(OWL.equivalentClass))


# ---- schemes


def schemes():
    references = [rdflib.Graph().parse(path) for path in sorted(REFERENCE.glob("*.ttl"))]
    return [
        *((ONTOLOGY, scheme) for scheme in sorted(SCHEMES)),
        *((g, s) for g in references for s in sorted(g.subjects(RDF.type, SKOS.ConceptScheme))),
    ]


@pytest.mark.parametrize(("graph", "scheme"), schemes(), ids=lambda v: re.split("[#/]", str(v))[-1])
def test_a_scheme_hangs_together(graph, scheme):
    members = set(graph.subjects(SKOS.inScheme, scheme))
    tops = set(graph.objects(scheme, SKOS.hasTopConcept))
    assert tops
    assert tops == set(graph.subjects(SKOS.topConceptOf, scheme))
    assert tops <= members
    for concept in members:
        assert concept in set(graph.subjects(RDF.type, SKOS.Concept))
        labels = {label.language for label in graph.objects(concept, SKOS.prefLabel)}
        assert labels == {"en", "zh"}
        broader = set(graph.objects(concept, SKOS.broader))
        assert bool(broader) != (concept in tops)
        for parent in broader:
            assert (parent, SKOS.narrower, concept) in graph
    notations = Counter(n for c in members for n in graph.objects(c, SKOS.notation))
    assert all(count == 1 for count in notations.values())


def test_every_stip_code_is_mapped_from_the_chinese_scheme():
    side = set(ONTOLOGY.subjects(SKOS.inScheme, INNO.SideInstrumentScheme))
    codes = set(ONTOLOGY.subjects(RDF.type, INNO.InstrumentType))
    matches = (SKOS.closeMatch, SKOS.narrowMatch, SKOS.broadMatch, SKOS.relatedMatch)
    mapped = {o for c in side for p in matches for o in ONTOLOGY.objects(c, p)}
    assert len(codes) == 28
    assert mapped == codes


@pytest.mark.parametrize(
    ("scheme", "property_"),
    [("ValueBoundScheme", "bound"), ("PeriodBasisScheme", "periodBasis"), ("PassageKindScheme", "kind"),
     ("MeasureStageScheme", "stage"), ("GenreScheme", "genre"), ("DenotationScheme", "denotes"),
     ("ClaimOriginScheme", "origin")],
)  # fmt: skip
def test_values_in_the_data_are_notations_of_their_scheme(scheme, property_):
    graph = MemoryGraph(make_extractions(7, 30), ontology=load_ontology())
    used = {
        quad.object.value
        for quad in iter_quads(graph, ontology=False)
        if quad.predicate.value == NAMESPACE + property_
    }
    concepts = ONTOLOGY.subjects(SKOS.inScheme, INNO[scheme])
    assert used
    assert used <= {str(n) for c in concepts for n in ONTOLOGY.objects(c, SKOS.notation)}


# ---- version


def test_it_says_which_version_it_is_and_what_changed():
    version = str(ONTOLOGY.value(IRI, OWL.versionInfo))
    assert re.fullmatch(r"\d+\.\d+\.\d+", version)
    assert str(ONTOLOGY.value(IRI, OWL.versionIRI)) == f"{IRI}/{version}"
    assert ONTOLOGY.value(IRI, DCTERMS.license)
    changes = (ROOT / "docs" / "ontology-changes.md").read_text("utf-8")
    former = str(ONTOLOGY.value(IRI, OWL.priorVersion)).rpartition("/")[2]
    assert re.findall(r"^## (\d\S+)", changes, re.MULTILINE)[:2] == [version, former]
