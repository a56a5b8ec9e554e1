"""What is generated from the ontology is up to date, complete, and leads where it says."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from command import process

from innograph.graph.ontology import load_ontology

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("ontology.md", "ontology.zh.md")


def test_generated_files_are_as_make_docs_writes_them():
    done = process(sys.executable, "-m", "docs.make", "--check", cwd=ROOT)
    assert done.stdout == "", "make docs writes them anew"


@pytest.fixture(params=PAGES)
def page(request):
    return (ROOT / "docs" / request.param).read_text(encoding="utf-8")


def test_every_term_has_its_place_and_no_link_leads_nowhere(page):
    places = re.findall(r'<a id="([^"]+)">', page)
    assert len(set(places)) == len(places)
    assert set(re.findall(r"\]\(#([^)]+)\)", page)) <= set(places)
    text = (ROOT / "ontology.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r"^inno:(\w+) a ", text, re.MULTILINE)) == set(places)
    for target in re.findall(r"\]\(([^#)]+)\)", page):
        assert (ROOT / "docs" / target).exists()


def test_the_diagram_draws_the_class_tree(page):
    arrows = set(re.findall(r"^  (\w+) <\|-- (\w+)$", page, re.MULTILINE))
    terms = load_ontology().classes.values()
    assert arrows == {(term.labels[-2], term.name) for term in terms}


def test_each_page_is_in_its_language():
    english, chinese = ((ROOT / "docs" / name).read_text("utf-8") for name in PAGES)
    for term in load_ontology().classes.values():
        assert f"### {term.label_en} · `{term.name}`\n\n{term.definition_en}" in english
        assert f"### {term.label_zh} · `{term.name}`\n\n{term.definition_zh}" in chinese
