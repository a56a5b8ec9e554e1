"""The rooms of the package: imports run one way, nothing happens at import, help is quick."""

from __future__ import annotations

import ast
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from command import BIN, environment

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "graph": set(),
    "ingest": {"graph"},
    "resolution": {"graph", "ingest"},
    "queries": {"graph"},
    "viz": {"graph"},
    "web": {"graph", "ingest", "queries", "viz"},
    "cli": {"graph", "ingest", "queries", "resolution", "viz", "web"},
}
HEAVY = (
    "spacy",
    "neo4j",
    "rdflib",
    "pyoxigraph",
    "pyvis",
    "networkx",
    "pandas",
    "arcadedb_embedded",
    "openai",
    "starlette",
    "uvicorn",
)


def rooms_of(path):
    """Which rooms of innograph a file imports, also for types and inside functions."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} climbs"
            names = [node.module] + [f"{node.module}.{alias.name}" for alias in node.names]
        else:
            continue
        for name in names:
            first, _, rest = name.partition(".")
            assert first not in {*MAY_IMPORT, "tests", "bench"}, f"{path}:{node.lineno} {name}"
            if first == "innograph" and rest:
                found.add(rest.split(".")[0])
    return found


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_run_one_way(room):
    files = sorted((ROOT / room).rglob("*.py"))
    assert files
    for path in files:
        other = {name for name in rooms_of(path) if (ROOT / name).is_dir()} - {room}
        assert other <= MAY_IMPORT[room], f"{path.relative_to(ROOT)} imports {other}"


def test_the_package_reaches_its_rooms_only_by_name():
    assert rooms_of(ROOT / "__main__.py") == {"cli"}
    loaded = loaded_by("import innograph")
    assert not {name for name in loaded if name.startswith("innograph.")}


@pytest.mark.parametrize("statement", ["import innograph", "import innograph.cli.main"])
def test_nothing_heavy_is_loaded_before_it_is_used(statement):
    assert not {name.partition(".")[0] for name in loaded_by(statement)} & set(HEAVY)


def test_every_name_of_the_package_can_be_had():
    import innograph

    assert set(innograph.__all__).isdisjoint(MAY_IMPORT)  # a subpackage would take its place
    for _ in range(2):
        assert all(getattr(innograph, name) for name in innograph.__all__)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        innograph.nothing  # noqa: B018


def test_help_takes_less_than_two_fifths_of_a_second_of_the_processor():
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [BIN / "innograph", "--help"], env=environment(), capture_output=True, check=True
        )
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.4  # the least of three: a first run may have to compile


def loaded_by(statement):
    """The modules that a fresh interpreter has after a statement."""
    code = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment()
    )
    return done.stdout.split()
