"""Exports from the reader's side: JSON-LD, the description, parts of a graph, RDF 1.2 and tables."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib
from command import innograph
from make import make_decisions, make_extractions

from innograph.cli.export import format_of
from innograph.graph.errors import DataError, UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf import jsonld
from innograph.graph.rdf.describe import DATASET
from innograph.graph.rdf.formats import FORMATS, write_rdf
from innograph.graph.rdf.part import Part
from innograph.graph.rdf.read import read_rdf
from innograph.graph.rdf.terms import PREFIXES, data_iri, document_iri, entity_iri, local_iri
from innograph.graph.rdf.write import ENTITIES, FACTS, iter_quads
from innograph.graph.tables.write import write_tables

ONTOLOGY = load_ontology()
CONTEXT = Path(jsonld.__file__).with_name("context.jsonld")
INNO, VOID, DCTERMS = PREFIXES["inno"], PREFIXES["void"], PREFIXES["dcterms"]


def made(n=3, seed=7):
    documents = make_extractions(seed, n)
    return MemoryGraph(documents, make_decisions(seed, documents, 3), ontology=ONTOLOGY)


def written(graph, name, **options):
    out = io.BytesIO()
    write_rdf(graph, out, format=name, **options)
    return out.getvalue()


def parsed(data, name):
    kind = getattr(ox.RdfFormat, FORMATS[name].oxigraph)
    return list(ox.parse(data, format=kind))


def canonical(quads):
    """Blank nodes named by what is said of them."""
    found = ox.Dataset(quads)
    found.canonicalize(ox.CanonicalizationAlgorithm.UNSTABLE)
    return set(map(str, found))


# ---- JSON-LD


@pytest.fixture(scope="module")
def small():
    """One document without ontology, as a JSON value."""
    graph = MemoryGraph(make_extractions(7, 1), ontology=ONTOLOGY)
    return graph, json.loads(written(graph, "jsonld", ontology=False))


def test_json_ld_says_what_n_quads_say():
    graph = made()
    lines = parsed(written(graph, "nquads"), "nquads")
    both = [parsed(written(graph, name), name) for name in ("jsonld", "trig")]
    # The description names its own format.
    kept = [[q for q in quads if q.graph_name.value != DATASET] for quads in (lines, *both)]
    assert len({frozenset(canonical(quads)) for quads in kept}) == 1


def test_rdflib_reads_the_same_from_json_ld(small):
    graph, _ = small
    data = written(graph, "jsonld", ontology=False)
    found = rdflib.Dataset().parse(data=data, format="json-ld")
    assert set(quads_of(found)) == {
        (str(q.subject.value), q.predicate.value, q.graph_name.value)
        for q in parsed(data, "jsonld")
    }


def quads_of(dataset):
    return ((str(s), str(p), str(g)) for s, p, _, g in dataset.quads())


def test_keys_are_the_words_of_the_property_graph_and_evidence_stands_inside(small):
    graph, found = small
    (extraction,) = graph.extractions()
    graphs = {part["@id"]: part["@graph"] for part in found["@graph"]}
    nodes = graphs[f"document:{extraction.document.id}"]
    by_id = {node["@id"]: node for node in nodes}
    quotes = set()
    for claim in extraction.claims:
        node = by_id[f"claim:{claim.id}"]
        assert (node["@type"], node["status"]) == ("Claim", claim.status)
        assert (node["predicate"], node["quote"]) == (claim.predicate, claim.quote)
        if isinstance(node["evidence"], dict):
            selectors = node["evidence"]["oa:hasSelector"]
            quotes |= {part["oa:exact"] for part in selectors if "oa:exact" in part}
    assert quotes <= {claim.quote for claim in extraction.claims}
    assert quotes
    assert not any("Evidence" in str(node.get("@type")) for node in nodes)


def test_the_context_that_is_shipped_is_the_one_that_is_used(small):
    _, found = small
    shipped = json.loads(CONTEXT.read_text(encoding="utf-8"))
    assert shipped["@context"] == found["@context"], "make docs writes it anew"


def test_blank_nodes_that_hold_each_other_are_written_once_each():
    one, two = ox.BlankNode("a"), ox.BlankNode("b")
    name, link = ox.NamedNode("http://a/g"), ox.NamedNode(INNO + "evidence")
    quads = [ox.Quad(one, link, two, name), ox.Quad(two, link, one, name)]
    out = io.BytesIO()
    jsonld.write_jsonld(quads, out, ONTOLOGY)
    assert canonical(parsed(out.getvalue(), "jsonld")) == canonical(quads)


# ---- the description


@pytest.mark.parametrize("name", list(FORMATS))
def test_each_export_counts_itself(name):
    graph = made()
    quads = parsed(written(graph, name), name)
    about = data_iri("dataset", "").rstrip("/")
    description = [q for q in quads if getattr(q.subject, "value", "").startswith(about)]
    store = ox.Store()
    store.extend(description)

    def counts(part, what, number):
        query = f"SELECT ?x ?n {{ ?d void:{part} ?p . ?p void:{what} ?x ; void:{number} ?n }}"
        rows = store.query(query, prefixes=PREFIXES, use_default_graph_as_union=True)
        return {row["x"].value: int(row["n"].value) for row in rows}

    (total,) = store.query(
        f"SELECT ?n {{ <{about}> void:triples ?n }}",
        prefixes=PREFIXES,
        use_default_graph_as_union=True,
    )
    own = {str(q) for q in iter_quads(graph)}
    assert int(total["n"].value) <= len(own)
    properties = counts("propertyPartition", "property", "triples")
    assert sum(properties.values()) == int(total["n"].value)
    if FORMATS[name].graphs:
        assert int(total["n"].value) == len(own)
        assert properties == Counter(q.predicate.value for q in iter_quads(graph))
        wanted = Counter(
            q.object.value for q in iter_quads(graph) if q.predicate.value.endswith("#type")
        )
        assert counts("classPartition", "class", "entities") == wanted


def test_licence_and_source_of_every_document_are_said():
    graph = made(8)
    quads = parsed(written(graph, "nquads"), "nquads")
    said = {(q.subject.value, q.predicate.value, q.object.value) for q in quads if is_about(q)}
    for extraction in graph.extractions():
        document, iri = extraction.document, document_iri(extraction.document.id)
        assert (data_iri("dataset", "").rstrip("/"), DCTERMS + "source", iri) in said
        own = [q for q in quads if q.graph_name.value == iri]
        assert (iri + "#dataset", VOID + "triples", str(len(own))) in said
        address = "https://spdx.org/licenses/CC0-1.0"
        licensed = (iri + "#dataset", DCTERMS + "license", address) in said
        assert licensed == (document.licence == "CC0-1.0")


def is_about(quad):
    return quad.graph_name.value == DATASET


def test_a_licence_without_an_address_and_a_source_in_words_are_kept_in_words():
    (base,) = make_extractions(7, 1)
    told = replace(base.document, licence="仅供内部使用", source="https://example.org/a b")
    graph = MemoryGraph([replace(base, document=told)], ontology=ONTOLOGY)
    quads = parsed(written(graph, "nquads"), "nquads")
    iri = document_iri(base.document.id)
    said = {(q.predicate.value, q.object.value) for q in quads if q.subject.value == iri}
    assert (DCTERMS + "rights", "仅供内部使用") in said
    assert (DCTERMS + "bibliographicCitation", "https://example.org/a b") in said


# ---- one document, one answer


def test_a_part_holds_the_records_and_all_that_they_name():
    graph = made(4)
    extraction = next(x for x in graph.extractions() if x.claims and x.observations)
    claim, number = extraction.claims[0], extraction.observations[0]
    quads = list(iter_quads(graph, part=Part(frozenset({claim.id, number.id}))))
    everything = set(map(str, iter_quads(graph)))
    assert {str(quad) for quad in quads} <= everything
    named = {claim.subject, claim.object, *number.about}
    nodes = {entity_iri(graph.entity_of(extraction.document.id, name)) for name in named}
    assert {q.subject.value for q in quads if q.graph_name.value == ENTITIES} == nodes
    documents = {q.graph_name.value for q in quads} - {ENTITIES, FACTS}
    assert documents == {document_iri(extraction.document.id)}
    facts = [
        q for q in quads if q.graph_name.value == FACTS and q.predicate.value.endswith("#claims")
    ]
    assert len(facts) == 1
    locals_ = {q.subject.value for q in quads if q.predicate.value == INNO + "entity"}
    assert {local_iri(extraction.document.id, name) for name in named} <= locals_


def test_a_part_is_not_taken_for_a_document(tmp_path):
    graph = made(4)
    extraction = next(x for x in graph.extractions() if len(x.claims) > 1)
    part = Part(frozenset({extraction.claims[0].id}))
    write_rdf(graph, tmp_path / "part.trig", part=part)
    with pytest.raises(DataError, match="changed or cut"):
        read_rdf(tmp_path / "part.trig")


def test_an_answer_is_exported_with_its_sentences(sample_store, tmp_path):
    question = ("--question", "platforms-of-industry", "-p", "industry=航空发动机")
    done = innograph("ask", *question[1:], "--evidence", "-f", "json", "--store", sample_store)
    claims = {row["id"] for row in json.loads(done.stdout)}
    assert claims
    innograph("export", "a.ttl", *question, "--store", sample_store, cwd=tmp_path)
    store = ox.Store()
    store.load(path=str(tmp_path / "a.ttl"))
    rows = store.query(
        "SELECT ?id ?text { ?c a inno:Claim ; inno:id ?id ; inno:evidence/oa:hasSelector/oa:exact ?text }",
        prefixes=PREFIXES,
    )
    assert {row["id"].value for row in rows} == claims
    title = store.query("SELECT ?t { ?d a dcat:Dataset ; dcterms:title ?t }", prefixes=PREFIXES)
    assert any("航空发动机" in row["t"].value for row in title)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ("export a.ttl --question 1 --document x", "exclude each other"),
        ("export a.ttl -p industry=x", "name one"),
        ("export a.jsonl --question 1", "exported as RDF"),
        ("export a.zip --document x", "whole store"),
        ("export a.zip --reifiers", "for RDF"),
        ("export a.jsonld --reifiers", "no RDF 1.2"),
        ("export a.ttl --question 1 -p language=sparql", "the option is --language"),
    ],
)
def test_what_does_not_go_together_is_a_wrong_call(sample_store, tmp_path, call, message):
    done = innograph(*call.split(), "--store", sample_store, cwd=tmp_path, code=2)
    assert message in done.stderr
    assert not list(tmp_path.iterdir())


# ---- RDF 1.2


@pytest.mark.parametrize("name", ["trig", "nquads", "turtle", "ntriples"])
def test_reifiers_say_which_triple_a_claim_states(name):
    graph = made()
    quads = parsed(written(graph, name, reifiers=True), name)
    said = {q.subject.value: q.object for q in quads if q.predicate.value.endswith("#reifies")}
    for extraction in graph.extractions():
        for claim in extraction.claims:
            triple = said.pop(data_iri("claim", claim.id))
            term = ONTOLOGY.predicates[claim.predicate]
            asserted = ONTOLOGY.statuses[claim.status].asserted
            ends = [
                graph.entity_of(extraction.document.id, n) for n in (claim.subject, claim.object)
            ]
            assert [triple.subject.value, triple.object.value] == [entity_iri(e) for e in ends]
            assert triple.predicate.value == INNO + (term.name if asserted else term.intended)
    assert not said


def test_a_file_with_reifiers_can_be_read_back(tmp_path):
    graph = made()
    write_rdf(graph, tmp_path / "x.trig", reifiers=True)
    assert read_rdf(tmp_path / "x.trig") == (list(graph.extractions()), list(graph.decisions()))
    with pytest.raises(UsageError, match="no RDF"):
        write_rdf(graph, tmp_path / "x.rdf", reifiers=True)


# ---- tables


@pytest.fixture(scope="module")
def tables():
    """The graph, the rows of each table and the description."""
    graph, out = made(6), io.BytesIO()
    write_tables(graph, out)
    with zipfile.ZipFile(out) as packed:
        files = {name: packed.read(name).decode() for name in packed.namelist()}
    about = json.loads(files.pop("csv-metadata.json"))
    rows = {name: list(csv.DictReader(io.StringIO(text))) for name, text in files.items()}
    return graph, rows, about


def test_tables_hold_every_record(tables):
    graph, rows, _ = tables
    extractions = list(graph.extractions())
    for kind in ("claims", "observations", "measures"):
        wanted = {record.id: record for x in extractions for record in getattr(x, kind)}
        assert {row["id"] for row in rows[f"{kind}.csv"]} == set(wanted)
        for row in rows[f"{kind}.csv"]:
            assert (row["status"], int(row["start"])) == (
                wanted[row["id"]].status,
                wanted[row["id"]].start,
            )
    assert [row["id"] for row in rows["entities.csv"]] == [e.id for e in graph.entities()]
    assert [row["id"] for row in rows["facts.csv"]] == [f.id for f in graph.facts()]
    assert [row["id"] for row in rows["pairs.csv"]] == [p.id for p in graph.pairs()]
    assert [row["id"] for row in rows["decisions.csv"]] == [d.id for d in graph.decisions()]
    about = Counter(row["observation"] for row in rows["observation-entities.csv"])
    assert about == {o.id: len(o.about) for x in extractions for o in x.observations}


def test_their_description_fits_them(tables):
    _, rows, about = tables
    assert {table["url"] for table in about["tables"]} == set(rows)
    for table in about["tables"]:
        schema, content = table["tableSchema"], rows[table["url"]]
        names = [column["titles"] for column in schema["columns"]]
        assert table["dc:extent"] == len(content)
        assert all(list(row) == names for row in content)
        if "primaryKey" in schema:
            keys = [row[schema["primaryKey"]] for row in content]
            assert len(set(keys)) == len(keys)
        for key in schema.get("foreignKeys", []):
            other = key["reference"]
            targets = {row[other["columnReference"]] for row in rows[other["resource"]]}
            assert {row[key["columnReference"]] for row in content} <= targets
        for column in schema["columns"]:
            values = [row[column["name"]] for row in content]
            assert all(values) or not column.get("required")
            check = {"integer": int, "double": float, "boolean": ("true", "false").index}
            for value in filter(None, values):
                check.get(column["datatype"], str)(value)


def test_their_rows_have_the_addresses_of_rdf(tables):
    """Also where an id holds # or %, as file names may, which are escaped in an IRI."""
    graph, rows, about = tables
    subjects = {quad.subject.value for quad in iter_quads(graph) if hasattr(quad.subject, "value")}
    keyed = [table for table in about["tables"] if "primaryKey" in table["tableSchema"]]
    assert len(keyed) == 8
    for table in keyed:
        assert table["tableSchema"]["aboutUrl"] == "{+iri}"
        assert {row["iri"] for row in rows[table["url"]]} <= subjects, table["url"]


def test_a_file_name_with_signs_of_addresses_has_the_address_of_rdf():
    (made_one,) = make_extractions(3, 1)
    extraction = replace(made_one, document=replace(made_one.document, id="100%#2.txt"))
    graph = MemoryGraph([extraction], ontology=ONTOLOGY)
    stream = io.BytesIO()
    write_tables(graph, stream)
    with zipfile.ZipFile(stream) as packed:
        (row,) = csv.DictReader(io.TextIOWrapper(packed.open("documents.csv"), encoding="utf-8"))
    assert row["iri"] == "https://w3id.org/innograph/id/document/100%25%232.txt"
    assert row["iri"] in {q.subject.value for q in iter_quads(graph) if hasattr(q.subject, "value")}


def test_their_columns_are_told_in_both_languages(tables):
    _, _, about = tables
    columns = [c for table in about["tables"] for c in table["tableSchema"]["columns"]]
    terms = {q.subject.value for q in ox.parse(path=str(ONTOLOGY.path))}
    told = [c for c in columns if "propertyUrl" in c]
    assert {c["propertyUrl"] for c in told} <= terms
    assert all(
        {t["@language"] for t in c["dc:title"]} == {"en", "zh"} for c in told if "dc:title" in c
    )
    assert sum("dc:title" in c for c in told) == len(told)


def test_tables_are_stable_and_no_formula_is_run(tables):
    graph, _, _ = tables
    twice = [io.BytesIO(), io.BytesIO()]
    for out in twice:
        write_tables(graph, out)
    assert twice[0].getvalue() == twice[1].getvalue()
    (base,) = make_extractions(7, 1)
    sly = replace(base, document=replace(base.document, title="=cmd|' /C calc'!A0"))
    out = io.BytesIO()
    write_tables(MemoryGraph([sly], ontology=ONTOLOGY), out)
    with zipfile.ZipFile(out) as packed:
        assert "'=cmd" in packed.read("documents.csv").decode()


def test_tables_are_not_imported(tmp_path):
    write_tables(made(1), tmp_path / "t.zip")
    done = innograph("import", "t.zip", cwd=tmp_path, code=1)
    assert "import TriG" in done.stderr


# ---- file names


def test_the_command_and_python_take_the_same_endings():
    for found in FORMATS.values():
        for ending in found.endings:
            assert format_of(f"a.b{ending}") == format_of(f"a{ending}.gz") == found.name
    assert [format_of(name) for name in ("a.jsonl.gz", "a.ZIP")] == ["jsonl", "csvw"]


@pytest.mark.parametrize("name", ["a", "a.txt", "tables.zip.gz"])
def test_a_name_that_tells_no_format_is_refused_before_a_store_is_opened(name, tmp_path):
    done = innograph("export", name, cwd=tmp_path, code=2)
    assert f"Which format shall {name} have? Say --as turtle|" in done.stderr
