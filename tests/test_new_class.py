"""A class of the user's own: one edit in a copy of ontology.ttl, and it is known everywhere."""

from __future__ import annotations

import json

import pytest
from command import innograph

from innograph.graph.ontology import default_path, load_ontology
from innograph.graph.schema import iter_statements

OWN = """
inno:Observatory a owl:Class ;
    rdfs:subClassOf inno:Platform ;
    rdfs:label "Observatory"@en, "观象台"@zh ;
    skos:definition "A place to watch the sky."@en, "观测天象的地方。"@zh ;
    inno:nameEnding "观象台" .
"""
TEXT = "2024年工作回顾\n望川市建成望川高原观象台。望川高原观象台聚焦空天信息领域,取得一批成果。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A store of one text, read under the schema with the new class."""
    folder = tmp_path_factory.mktemp("own")
    own = default_path().read_text("utf-8") + OWN
    (folder / "own.ttl").write_text(own, "utf-8")
    (folder / "text.txt").write_text(TEXT, "utf-8")
    run("ingest", "text.txt", cwd=folder)
    return folder


def run(*arguments, cwd):
    return innograph("--ontology", "own.ttl", *arguments, cwd=cwd)


def test_it_is_extracted_and_labelled_with_its_chain(folder):
    done = run(
        "cypher", "MATCH (o:Observatory) RETURN o.name AS name, labels(o) AS labels",
        "--format", "json", cwd=folder,
    )  # fmt: skip
    (row,) = json.loads(done.stdout)
    assert row["name"] == "望川高原观象台"
    assert {"Entity", "Platform", "Observatory"} <= set(row["labels"])


def test_it_has_its_constraint(folder):
    statements = list(iter_statements(load_ontology(folder / "own.ttl"), "neo4j"))
    assert any("FOR (n:Observatory) REQUIRE n.id IS UNIQUE" in line for line in statements)
    indexes = run("cypher", "SHOW INDEXES", "--format", "json", cwd=folder).stdout
    assert "Observatory" in indexes


@pytest.mark.parametrize("name", ["Observatory", "观象台", "observatory"])
@pytest.mark.parametrize("language", ["cypher", "sparql"])
def test_it_is_asked_for_by_its_name_and_labels(folder, name, language):
    done = run(
        "ask", "platform-industry-links", "-p", f"class={name}", "-l", language,
        "--format", "json", cwd=folder,
    )  # fmt: skip
    rows = json.loads(done.stdout)
    assert {(row["platform"], row["class"]) for row in rows} == {("望川高原观象台", "Observatory")}


def test_it_is_exported_and_read_back(folder):
    run("export", "out.trig", cwd=folder)
    assert "Observatory" in (folder / "out.trig").read_text("utf-8")
    run("import", "out.trig", "--store", "copy", cwd=folder)
    done = run("status", "--store", "copy", "--format", "json", cwd=folder)
    counts = {row["name"]: row["count"] for row in json.loads(done.stdout)}
    assert counts["Observatory"] == 1


def test_it_is_drawn_under_its_label(folder):
    run("view", "graph", "--out", "page.html", cwd=folder)
    page = (folder / "page.html").read_text("utf-8")
    assert "望川高原观象台" in page
    assert "观象台" in page
    assert "Observatory" in page


def test_validation_knows_it(folder):
    run("validate", cwd=folder)
