"""What the two READMEs print is what happens: their commands run, in order, in an empty folder."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest
from command import process, typed

from innograph.cli.main import COMMANDS
from innograph.graph.address import parse_address
from innograph.graph.ontology import load_ontology
from innograph.graph.store import open_store

ROOT = Path(__file__).resolve().parent.parent
READMES = ("README.md", "README.zh.md")
_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# These are checked in other ways: installing (test_package), the Makefile, servers of one's own.
ELSEWHERE = ("python3 -m venv", "make ", "export INNOGRAPH_")


def blocks(name):
    """(language, text) of each fenced block."""
    return _BLOCK.findall((ROOT / name).read_text(encoding="utf-8"))


def test_both_have_the_same_commands():
    english, chinese = ([b for b in blocks(name) if b[0] != "text"] for name in READMES)
    assert english == chinese
    assert len(english) > 8


@pytest.mark.slow
def test_their_commands_run_as_printed(tmp_path):
    ran = []
    shown = ""
    # The engine is kept running, so that each command joins it: half a minute less.
    with open_store(str(tmp_path / "innograph-data")):
        for language, text in blocks(READMES[0]):
            if language == "text":
                head = " ".join(text.splitlines()[0].split())
                assert head in [" ".join(line.split()) for line in shown.splitlines()], text
            elif language == "python":
                process(sys.executable, "-c", text, cwd=tmp_path)
            elif not text.startswith(ELSEWHERE):
                shown = "".join(typed(line, cwd=tmp_path) for line in text.splitlines())
                ran += re.findall(r"^innograph (\w+)", text, re.MULTILINE)
    assert {"demo", "ingest", "ask", "cypher", "sparql", "view", "export", "import"} <= set(ran)
    for name in ("graph.html", "aero-engine.html", "graph.trig", "graph.ttl", "graph.jsonl"):
        assert (tmp_path / name).stat().st_size > 1000
    assert len(list((tmp_path / "predicted").glob("*.json"))) == 12


@pytest.mark.parametrize("name", READMES)
def test_their_makefile_targets_addresses_and_links_exist(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"(?:`|^)make (\w+)", text, re.MULTILINE)) <= set(targets)
    for address in re.findall(r"INNOGRAPH_STORE='([^']+)'", text):
        where = parse_address(address)
        assert (where.kind, where.database) == ("neo4j", "innograph")
    for target in re.findall(r"\]\(([^):]+)\)", text):
        assert (ROOT / target).exists()


@pytest.mark.parametrize("name", READMES)
def test_their_tables_name_what_the_schema_has(name):
    ontology = load_ontology()
    text = (ROOT / name).read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    statuses = [
        status for status in ontology.statuses if any(r.startswith(f"| {status} |") for r in rows)
    ]
    assert statuses == list(ontology.statuses)
    for status, term in ontology.statuses.items():
        row = next(row for row in rows if row.startswith(f"| {status} |"))
        assert ("INTENDED_" in row) is not term.asserted
        assert f"| {term.label_zh} |" in row
    tops = {term for term in ontology.classes if ontology.top(term) == term}
    entity = next(row for row in rows if row.startswith("| `Entity`"))
    assert tops <= set(re.findall(r"`(\w+)`", entity))
    facts = next(row for row in rows if "`FOCUSES_ON`" in row)
    assert set(re.findall(r"`([A-Z_]+)`", facts)) <= set(ontology.relationships)
    named = re.findall(r"`innograph (\w+)", _BLOCK.sub("", text))
    assert {"forget", "extract", "validate"} <= set(named) <= set(COMMANDS)
