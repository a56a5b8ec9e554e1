"""Every help text ends with an example, and every example runs."""

from __future__ import annotations

import shlex
import shutil
from contextlib import ExitStack

import pytest
from command import SAMPLES, copy_samples, innograph, sample_texts, typed

from innograph.cli.main import COMMANDS
from innograph.cli.view import VIEWS
from innograph.graph.store import open_store


def example_of(help_text):
    """The command that a help text ends with."""
    head, found, example = help_text.rpartition("Example: ")
    assert found, head[-200:]
    return " ".join(example.split())


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_text_says_what_is_done_and_ends_with_an_example(name):
    for option in ("--help", "-h"):
        done = innograph(name, option)
        assert done.stderr == ""
        assert done.stdout.startswith(f"Usage: innograph {name}")
        assert shlex.split(example_of(done.stdout))[:2] == ["innograph", name]
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_its_help_and_example(view):
    done = innograph("view", view, "--help")
    assert done.stdout.startswith(f"Usage: innograph view {view}")
    assert shlex.split(example_of(done.stdout))[:3] == ["innograph", "view", view]
    assert all(len(line) <= 100 for line in done.stdout.splitlines())


def test_the_list_of_commands_is_complete_and_goes_to_standard_output():
    alone, asked = innograph(), innograph("--help")
    assert alone.stdout == asked.stdout
    assert not alone.stderr
    for name, (_, line) in COMMANDS.items():
        assert any(text.split() == [name, *line.split()] for text in alone.stdout.splitlines())


@pytest.mark.slow
def test_every_example_runs(tmp_path):
    """In one folder, in the order in which a user comes to them."""
    copy_samples(tmp_path / "plans")
    shutil.copytree(SAMPLES / "gold", tmp_path / "gold")
    text = next(text for text in sample_texts() if text.suffix == ".txt")
    body = text.read_text(encoding="utf-8").rpartition("\n---\n")[2]
    for name in ("report.txt", "report-2024.txt"):
        (tmp_path / name).write_text(f"{name}\n{body}", encoding="utf-8")
    innograph("ingest", "report-2024.txt", cwd=tmp_path)
    apart = ("ingest", "forget", "serve")  # serve runs until it is ended: test_serve_*
    order = ["ingest", *(name for name in COMMANDS if name not in apart), "forget"]
    # The engines are kept running, so that each command joins one: half a minute less.
    with ExitStack() as kept:
        kept.enter_context(open_store(str(tmp_path / "innograph-data")))
        for name in order:
            # The example of `ingest` gives all texts one place; the demo's store has several.
            store = " --store innograph-demo/store" if name == "compare" else ""
            example = example_of(innograph(name, "--help").stdout) + store
            # `--open` finds a browser that does nothing.
            typed(example, cwd=tmp_path, BROWSER="true")
            if name == "demo":
                kept.enter_context(open_store(str(tmp_path / "innograph-demo" / "store")))
        for view in VIEWS:
            example = example_of(innograph("view", view, "--help").stdout)
            typed(f"{example} --store innograph-demo/store", cwd=tmp_path)
    shutil.rmtree(tmp_path / "innograph-data")
    typed(example_of(innograph("--help").stdout), cwd=tmp_path)
    views = ("graph.html", "matrix.svg", "pilots.html", "flow.html", "promises.html")
    for written in (*views, "graph.trig", "read/report.json", "copy", "innograph-demo"):
        assert (tmp_path / written).exists()
