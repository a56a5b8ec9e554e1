"""Texts read in shards: on processes and machines that may be killed, the files are always the same."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
import time

import psutil
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from command import environment, innograph, sample_texts
from doomed import square
from graphs import contents, memory
from processes import is_over, wait_until

import innograph as package
from innograph.graph.store import open_store
from innograph.ingest.processes import ProcessKilled, in_processes

CUT = ("--form", "parquet", "--shard-size", "2")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The samples and a file that cannot be read, in a folder."""
    folder = tmp_path_factory.mktemp("shards") / "texts"
    folder.mkdir()
    for text in sample_texts():
        shutil.copy(text, folder)
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 no more than this")
    return folder


def extract(folder, *arguments, code=1):
    """The lines that are said; one file is broken."""
    done = innograph("extract", "texts", *arguments, cwd=folder.parent, code=code)
    assert done.stdout == ""
    return done.stderr.splitlines()


@pytest.fixture(scope="module")
def whole(texts):
    """The shards of a run in one process that nothing disturbed."""
    said = extract(texts, "--out", "whole", *CUT, "--workers", "1")
    assert said[0].startswith("Not read: texts/broken.pdf is a damaged PDF file")
    assert said[1:] == ["7 shards in whole: 7 written, 0 there already; 12 of 13 texts read."]
    return files(texts.parent / "whole")


def files(folder):
    """Name → bytes; what was left half written counts."""
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def shards(folder):
    return len(list(folder.glob("*.manifest.json")))


def start(texts, out, *arguments):
    """The command as a process of its own."""
    command = [sys.executable, "-m", "innograph", "extract", "texts", "--out", out, *CUT]
    return subprocess.Popen(
        [*command, *arguments],
        cwd=texts.parent,
        env=environment(),
        stderr=subprocess.PIPE,
        text=True,
    )


def wait_for_a_shard(run, out):
    while run.poll() is None and not shards(out):
        time.sleep(0.02)


def workers_of(process, mark):
    return [c for c in psutil.Process(process.pid).children(recursive=True) if mark in called(c)]


def called(process):
    try:
        return " ".join(process.cmdline())
    except psutil.Error:
        return ""


def test_a_killed_worker_changes_nothing(texts, whole):
    out = texts.parent / "worker"
    run = start(texts, "worker", "--workers", "2")
    wait_for_a_shard(run, out)
    workers_of(run, "spawn_main")[0].kill()
    _, said = run.communicate()
    assert run.returncode == 1
    assert "7 shards in worker: " in said
    assert "; 12 of 13 texts read." in said
    assert kept(out) == whole


def kept(folder):
    """Without what a killed process had begun to write."""
    return {name: data for name, data in files(folder).items() if not name.endswith(".part")}


def test_a_killed_run_ends_its_workers_and_is_resumed(texts, whole):
    out = texts.parent / "run"
    run = start(texts, "run", "--workers", "2")
    wait_for_a_shard(run, out)
    workers = workers_of(run, "spawn_main")
    run.send_signal(signal.SIGKILL)
    run.wait()
    assert workers
    wait_until(lambda: all(map(is_over, workers)))
    there = shards(out)
    assert 1 <= there < 7
    said = extract(texts, "--out", "run", *CUT, "--workers", "1")[-1]
    assert said == (
        f"7 shards in run: {7 - there} written, {there} there already; 12 of 13 texts read."
    )
    assert kept(out) == whole


def test_the_calls_of_a_queue_add_up_to_the_whole(texts, whole):
    said = [extract(texts, "--out", "queue", *CUT, "--shard", f"{k}/3", code=c)[-1] for k, c in
            ((1, 1), (2, 0), (3, 0))]  # fmt: skip
    assert said[0] == "3 of 7 shards in queue: 3 written, 0 there already; 4 of 5 texts read."
    assert files(texts.parent / "queue") == whole


def test_dask_with_a_killed_worker_gives_the_same_and_listens_on_loopback_alone(texts, whole):
    out = texts.parent / "dask"
    run = start(texts, "dask", "--engine", "dask", "--workers", "2")
    wait_for_a_shard(run, out)
    workers = workers_of(run, "spawn_main")
    family = [psutil.Process(run.pid), *psutil.Process(run.pid).children(recursive=True)]
    listening = {c.laddr.ip for p in family for c in sockets(p) if c.status == "LISTEN"}
    workers[-1].kill()
    _, said = run.communicate()
    assert listening == {"127.0.0.1"}
    assert run.returncode == 1, said
    assert kept(out) == whole


def sockets(process):
    try:
        return process.net_connections("inet")
    except psutil.Error:
        return []


def test_ingest_loads_shards_as_it_would_load_the_texts(texts, whole, tmp_path):
    folder = texts.parent
    with open_store(str(tmp_path / "store")) as store:
        address = ("--store", store.address)
        said = innograph(*address, "ingest", "whole", cwd=folder, code=1).stderr.splitlines()
        assert said[0].startswith("Not read: texts/broken.pdf is a damaged PDF file")
        assert said[-1].startswith("13 files: 12 new, 0 changed, 0 unchanged, 1 not read. ")
        assert contents(store) == memory(package.extract(sample_texts()))
        innograph(*address, "bulk", tmp_path / "loaded", cwd=folder)
        said = innograph("bulk", tmp_path / "bulk", "--from", "whole", cwd=folder).stderr
        assert said.startswith("Left out of the shards: 0 texts with the bytes of another, 1 that ")
        assert rows(tmp_path / "bulk") == rows(tmp_path / "loaded")
        revision = store.revision
        # The texts themselves are no news, nor are the shards; and two processes read alike.
        for path, more in (("texts", ("--workers", "2")), ("whole", ()), ("texts", ("--force",))):
            said = innograph(*address, "ingest", path, *more, cwd=folder, code=1).stderr
            assert "13 files: 0 new, 0 changed, 12 unchanged, 1 not read." in said
        assert store.revision == revision
        lines = ("--form", "jsonl", "--shard-size", "5")
        extract(texts, "--out", "lines", *lines)
        said = innograph(*address, "ingest", "lines", cwd=folder, code=1).stderr
        assert "13 files: 0 new, 0 changed, 12 unchanged, 1 not read." in said
        (folder / "lines" / "000001.jsonl").unlink()
        said = innograph(*address, "ingest", "lines", cwd=folder, code=1).stderr
        torn = "The shard lines/000001.jsonl is not as it was written: run "
        assert f"Not read: {torn}" in said
        done = innograph("bulk", tmp_path / "no", "--from", "lines", cwd=folder, code=1)
        assert torn in done.stderr
        store.forget(store.digests())
        innograph(*address, "ingest", "texts", "--workers", "2", cwd=folder, code=1)
        assert contents(store) == memory(package.extract(sample_texts()))


def rows(folder):
    """Of the files for a bulk import, in whatever order documents came."""
    return {file.name: sorted(file.read_text("utf-8").split("\n")) for file in folder.glob("*.csv")}


def test_one_shard_is_enough_for_a_bulk_import_and_a_table_of_texts_is_none(texts, whole, tmp_path):
    shard = texts.parent / "whole" / "000002.parquet"
    said = innograph("bulk", tmp_path / "bulk", "--from", shard).stderr
    assert "2 documents, " in said
    pq.write_table(pa.table({"text": ["望川市建成中试平台。"]}), tmp_path / "texts.parquet")
    wrong = {"texts.parquet": "is no shard", "gone.parquet": "There is no file"}
    for name, why in wrong.items():
        done = innograph("bulk", tmp_path / "no", "--from", tmp_path / name, code=1)
        assert why in done.stderr


def test_only_what_changed_is_read_again(texts, whole, tmp_path):
    shutil.copytree(texts, tmp_path / "texts")
    shutil.copytree(texts.parent / "whole", tmp_path / "out")
    here = tmp_path / "texts"
    said = extract(here, "--out", "out", *CUT)[-1]
    assert said == "7 shards in out: 0 written, 7 there already; 12 of 13 texts read."
    (here / "broken.pdf").unlink()
    (here / "wangchuan-work-report-2025.yaml").write_text("author: 闻砚舟\n", "utf-8")
    (tmp_path / "out" / "000002.parquet").write_bytes(b"torn")
    said = extract(here, "--out", "out", *CUT, code=0)[-1]
    # Without the first file the others move up, and the seventh shard is no more.
    assert said == "6 shards in out: 6 written, 0 there already; 12 of 12 texts read."
    assert shards(tmp_path / "out") == len(list((tmp_path / "out").glob("*.parquet"))) == 6
    (tmp_path / "out" / "000002.parquet").write_bytes(b"torn")
    said = extract(here, "--out", "out", *CUT, code=0)[-1]
    assert said == "6 shards in out: 1 written, 5 there already; 12 of 12 texts read."
    last = pq.read_table(tmp_path / "out" / "000005.parquet").to_pylist()[-1]
    assert json.loads(last["extraction"])["document"]["author"] == "闻砚舟"
    said = extract(here, "--out", "out", *CUT, "--min-confidence", "0.9", code=0)[-1]
    assert said == "6 shards in out: 6 written, 0 there already; 12 of 12 texts read."


def test_row_groups_are_cut_and_their_rows_keep_their_numbers(tmp_path):
    rows = [f"望川市建成第{number}中试平台，聚焦新材料产业。" for number in range(1, 8)]
    rows[3] = ""
    table = pa.table({"text": rows, "note": rows})
    pq.write_table(table, tmp_path / "texts.parquet", row_group_size=4)
    more = (*CUT, "--workers", "1")
    call = ("extract", "texts.parquet", "--out", f"file://{tmp_path}/out", *more)
    done = innograph(*call, cwd=tmp_path, code=1)
    assert done.stderr.splitlines() == [
        "Not read: texts.parquet row 4 has no text in the column text: fill it, or take the row out.",
        f"4 shards in file://{tmp_path}/out: 4 written, 0 there already; 6 of 7 texts read.",
    ]
    found = [
        row
        for number in range(4)
        for row in pq.read_table(tmp_path / "out" / f"{number:06}.parquet").to_pylist()
    ]
    ids = [row["document"] for row in found]
    assert ids == [None if n == 4 else f"texts.parquet#{n}" for n in range(1, 8)]
    assert [row["name"] for row in found] == [f"texts.parquet row {n}" for n in range(1, 8)]
    assert [r["warnings"] for r in found if r["warnings"]] == [["columns not used: note"]]
    from_address = ("extract", f"file://{tmp_path}/texts.parquet", "--out", "too", *more)
    innograph(*from_address, cwd=tmp_path, code=1)
    too = pq.read_table(tmp_path / "too" / "000003.parquet").to_pylist()
    assert [row["document"] for row in too] == ["texts.parquet#7"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--form", "parquet"), "Shards are written to a folder: name it with --out DIR."),
        (("--out", "x", "--form", "annotation", "--shard", "1/2"), "--shard is for shards, which"),
        (("--out", "x", "--shard", "3/2"), "3/2 is not k/n with k from 1 to n"),
        (("--out", "x", *CUT, "--address", "tcp://x:1"), "--address is for --engine dask or spark"),
    ],
)
def test_a_call_that_cannot_be_is_one_sentence(texts, arguments, words):
    (line,) = [line for line in extract(texts, *arguments, code=2) if "Error" in line]
    assert words in line


def test_shards_are_no_texts_and_take_no_metadata(texts, whole):
    said = extract(texts, "--out", "x", code=1)  # a folder of shards beside texts is not looked at
    shutil.copytree(texts.parent / "whole", texts.parent / "both" / "shards")
    shutil.copy(sample_texts()[0], texts.parent / "both")
    done = innograph("extract", "both", "--out", "x", cwd=texts.parent)
    assert done.stderr.startswith("Not looked at: 1 folder of shards (innograph reads ")
    done = innograph("extract", "whole", "--out", "x", cwd=texts.parent, code=1)
    assert "whole holds shards of extract: innograph ingest loads them." in done.stderr
    call = ("ingest", "whole", "--place", "望川市")
    done = innograph(*call, cwd=texts.parent, code=2)
    assert done.stderr == (
        "Error: Metadata comes too late for whole, which was read already: give it to innograph "
        "extract.\n"
    )
    assert said


def test_what_kills_its_process_costs_nobody_else():
    done = list(in_processes(square, [1, 2, -1, 3, 4], workers=2))
    assert [d.job for d in done] == [1, 2, -1, 3, 4]
    assert [d.result for d in done if d.job > 0] == [1, 4, 9, 16]
    assert isinstance(done[2].result, ProcessKilled)
