"""A folder read again and again: what is skipped, replaced, forgotten, resumed, and what is reported."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time

import pytest
from command import environment, innograph
from office import FILES, OTHER, SENTENCE, make_csv

import innograph as package
from innograph.graph.codec import write_jsonl


class Library:
    """A folder with files, and a store."""

    def __init__(self, folder, store):
        self.folder, self.store = folder, store

    def __truediv__(self, name):
        return self.folder / name

    def ingest(self, path, *arguments, code=0):
        address = ("--store", self.store.address)
        done = innograph(*address, "ingest", path, *arguments, cwd=self.folder, code=code)
        return done.stderr.splitlines()

    def documents(self):
        return [document.id for document in self.store.documents()]

    def contents(self):
        return "".join(write_jsonl(self.store.extractions()))

    def report(self, name):
        return json.loads((self.folder / name).read_text("utf-8"))


def read_anew(folder):
    """What a store holds that has never seen anything else, by document id."""
    found = {extraction.document.sha256: extraction for extraction in package.extract([folder])}
    return "".join(write_jsonl(sorted(found.values(), key=lambda x: x.document.id)))


@pytest.fixture(scope="module")
def open_store(tmp_path_factory):
    """One engine for all; each test finds the store empty."""
    with package.open_store(str(tmp_path_factory.mktemp("incremental") / "store")) as store:
        yield store


@pytest.fixture
def empty(tmp_path, open_store):
    open_store.forget(document.id for document in open_store.documents())
    return Library(tmp_path, open_store)


@pytest.fixture
def library(empty, tmp_path):
    """A file of each format."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name in ("plan.docx", "plan.pdf", "notice.html", "policies.zip"):
        shutil.copy(FILES / name, texts)
    (texts / "in").mkdir()
    (texts / "in" / "note.txt").write_text(SENTENCE, "utf-8")
    make_csv(texts / "rows.csv", [["id", "text"], ["甲", OTHER], ["乙", OTHER + SENTENCE]])
    return empty


ALL = [
    "in/note.txt",
    "notice.html",
    "plan.docx",
    "plan.pdf",
    "policies.zip/政策/望川市/中试平台办法.txt",
    "乙",
    "甲",
]


def test_a_folder_of_all_formats_is_read_once_and_skipped_from_then_on(library):
    said = library.ingest("texts", "--report", "one.json", "--report", "one.html")
    copy = "Skipped: texts/policies.zip/政策/说明.docx has the same bytes as plan.docx."
    assert said[0] == copy
    assert said[-1].startswith("8 files: 7 new, 0 changed, 0 unchanged, 1 duplicate. ")
    assert library.documents() == ALL
    before = library.contents()
    revision = library.store.revision
    said = library.ingest("texts", "--report", "two.json")
    assert said == [copy, "8 files: 0 new, 0 changed, 7 unchanged, 1 duplicate."]
    assert library.store.revision == revision
    assert library.contents() == before
    check_reports(library)


def check_reports(folder):
    """The two reports of the first run say the same, and the one of the second that nothing was done."""
    one = folder.report("one.json")
    assert one["outcomes"] == {"duplicate": 1, "new": 7}
    files = {file["document"]: file for file in one["files"] if file["outcome"] == "new"}
    assert sorted(files) == sorted(ALL)
    assert files["plan.pdf"]["claims"] > 3
    read = one["read"]
    assert read["claims"] == sum(file["claims"] for file in files.values())
    assert read["classes"]["PilotPlatform"] > 3
    assert {"FOCUSES_ON", "INTENDED_FOCUSES_ON"} <= set(read["predicates"])
    assert sum(read["predicates"].values()) == read["claims"]
    assert one["store"]["documents"] == 7
    assert {row["name"] for row in one["slow"]} <= {file["name"] for file in files.values()}
    page = (folder / "one.html").read_text("utf-8")
    for word in (one["summary"], "texts/plan.pdf", "INTENDED_FOCUSES_ON", "has the same bytes as"):
        assert word in page
    assert "<script" not in page
    two = folder.report("two.json")
    assert two["outcomes"] == {"duplicate": 1, "skipped": 7}
    assert two["read"]["documents"] == two["read"]["claims"] == 0
    assert two["store"] == one["store"]


def test_a_changed_file_replaces_itself_and_only_what_is_gone_is_pruned(library):
    (library / "other").mkdir()
    (library / "other" / "note2.txt").write_text(SENTENCE + SENTENCE, "utf-8")
    (library / "single.txt").write_text(OTHER * 2, "utf-8")
    for path in ("texts", "other", "single.txt"):
        library.ingest(path)
    texts = library / "texts"
    (texts / "in" / "note.txt").write_text(OTHER + "\n", "utf-8")
    (texts / "plan.pdf").unlink()
    make_csv(texts / "rows.csv", [["id", "text"], ["乙", OTHER + SENTENCE]])
    (texts / "policies.zip").write_bytes(b"")  # there, but not to be read
    said = library.ingest("texts", "--prune", code=1)
    assert said[:3] == [
        "Not read: texts/policies.zip is empty: give a file with text.",
        "Forgotten: plan.pdf, since its file is gone.",
        "Forgotten: 甲, since its file is gone.",
    ]
    assert said[-1].startswith("5 files: 0 new, 1 changed, 3 unchanged, 1 not read. 2 forgotten.")
    kept = [name for name in ALL if name not in ("plan.pdf", "甲")]
    assert library.documents() == sorted([*kept, "note2.txt", "single.txt"])
    (texts / "policies.zip").unlink()
    (texts / "in" / "note.txt").rename(texts / "moved.txt")
    said = library.ingest("texts", "--prune", "--report", "r.json")
    gone = ["in/note.txt", "policies.zip/政策/望川市/中试平台办法.txt"]
    assert library.report("r.json")["forgotten"] == gone
    wanted = {*kept, "note2.txt", "single.txt", "moved.txt"} - set(gone)
    assert library.documents() == sorted(wanted)


def test_prune_is_the_same_as_never_having_read_what_is_gone(library):
    library.ingest("texts")
    (library / "texts" / "plan.docx").unlink()
    (library / "texts" / "policies.zip").unlink()
    library.ingest("texts", "--prune")
    assert library.contents() == read_anew(library / "texts")


def test_without_prune_nothing_is_forgotten_and_prune_needs_a_folder(library):
    library.ingest("texts")
    (library / "texts" / "plan.pdf").unlink()
    library.ingest("texts")
    assert library.documents() == ALL
    said = library.ingest("texts/notice.html", "--prune", code=2)
    assert said == ["Error: --prune forgets what is gone from a folder: give a folder."]
    said = library.ingest("texts", "--report", "r.txt", code=2)
    assert said == ["Error: --report r.txt is neither .json nor .html: name it so."]
    assert library.documents() == ALL


def test_other_options_read_again(library):
    library.ingest("texts/notice.html")
    said = library.ingest("texts/notice.html", "--place", "临岚市")
    assert said[-1].startswith("1 file: 0 new, 1 changed")
    said = library.ingest("texts/notice.html", "--min-confidence", "0.99")
    assert said[-1].startswith("1 file: 0 new, 1 changed")


def test_what_is_founded_without_a_known_ending_is_reported(empty):
    text = (
        "望川市组建了招引专席，成立砺岚材料研究院。临岚市组建接访专席。"
        "对获批省级以上平台的给予最高500万元支持。\n"
    )
    (empty / "a.txt").write_text(text, "utf-8")
    empty.ingest("a.txt", "--report", "r.json")
    assert empty.report("r.json")["unknown"] == [
        {"ending": "专席", "times": 2, "example": "招引专席"}
    ]


@pytest.mark.slow
def test_a_run_that_was_killed_is_resumed_and_ends_like_one_that_was_not(empty):
    texts, total = empty / "texts", 75  # loaded fifty at a time
    texts.mkdir()
    for number in range(total):
        body = f"望川市第{number}中试平台建成投用，聚焦新材料产业。\n{SENTENCE}"
        (texts / f"{number:03}.txt").write_text(body, "utf-8")
    command = [sys.executable, "-m", "innograph", "--store", empty.store.address]
    run = subprocess.Popen(
        [*command, "ingest", "texts"],
        cwd=empty.folder,
        env=environment(),
        stderr=subprocess.DEVNULL,
    )
    while len(empty.documents()) < 3 and run.poll() is None:
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    there = len(empty.documents())
    assert 3 <= there < total
    said = empty.ingest("texts")
    assert said[0].startswith(f"{total} files: {total - there} new, 0 changed, {there} unchanged.")
    assert empty.contents() == read_anew(texts)
    (texts / "000.txt").unlink()
    assert empty.ingest("texts", "--prune")[0] == "Forgotten: 000.txt, since its file is gone."
