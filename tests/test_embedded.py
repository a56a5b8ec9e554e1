"""The engine of a folder: started, shared, ended; and folders that it cannot take."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from graphs import contents, memory
from make import make_extractions
from processes import engine_of, is_over, start_python, wait_until

from innograph.graph.embedded_folder import Folder
from innograph.graph.errors import ForeignDatabase, StoreError, StoreUnavailable
from innograph.graph.store import open_store

USER = """
import sys
from innograph.graph.store import open_store
with open_store(sys.argv[1]) as store:
    print(len(store.digests()), flush=True)
    sys.stdin.readline()
    print(len(store.digests()), flush=True)
"""
OPENER = """
import os, sys
from innograph.graph.errors import InnographError
from innograph.graph.store import open_store
if os.getuid() == 0:
    os.setuid(65534)
try:
    open_store(sys.argv[1])
except InnographError as error:
    print(error)
"""


def refusal(folder, kind=StoreError):
    """What is said in place of opening; one sentence about the folder, and no traceback."""
    with pytest.raises(kind) as refused:
        open_store(str(folder))
    said = str(refused.value)
    assert str(folder) in said
    assert "\n" not in said
    return said


@pytest.fixture
def folder(tmp_path):
    """A store with two documents in it."""
    path = tmp_path / "store"
    with open_store(str(path)) as store:
        list(store.load(make_extractions(1, 2)))
    return path


# ---- life


def test_the_engine_is_shared_and_ends_with_its_last_user(folder):
    with open_store(str(folder)) as store:
        engine = engine_of(folder)
        other = start_python("-c", USER, folder)
        assert other.stdout.readline() == "2\n"
        assert engine_of(folder) == engine
        list(store.load(make_extractions(1, 3)))
    assert engine.is_running()
    assert other.communicate("\n", timeout=60) == ("3\n", "")
    wait_until(lambda: is_over(engine))
    assert not Folder(folder).is_running()
    with open_store(str(folder)) as store:
        assert contents(store) == memory(make_extractions(1, 3))
        assert engine_of(folder) != engine


def test_a_killed_user_leaves_no_engine_behind(folder):
    user = start_python("-c", USER, folder)
    assert user.stdout.readline() == "2\n"
    engine = engine_of(folder)
    user.kill()
    user.communicate()
    wait_until(lambda: is_over(engine))
    assert not Folder(folder).has_users()


def test_a_store_goes_on_after_its_engine_was_killed(folder):
    with open_store(str(folder)) as store:
        engine_of(folder).kill()
        with pytest.raises(StoreUnavailable, match=r"What was committed is safe\.$"):
            store.digests()
        assert contents(store) == memory(make_extractions(1, 2))
        list(store.load(make_extractions(1, 4)))
        assert contents(store) == memory(make_extractions(1, 4))


def test_the_engine_ends_when_it_is_asked_to(folder):
    with open_store(str(folder)):
        engine = engine_of(folder)
        engine.terminate()
        wait_until(lambda: is_over(engine))
    with open_store(str(folder)) as store:
        assert contents(store) == memory(make_extractions(1, 2))


def test_the_engine_survives_a_ctrl_c_on_the_terminal(folder):
    with open_store(str(folder)) as store:
        assert os.getpgid(engine_of(folder).pid) != os.getpgid(0)
        assert len(store.digests()) == 2


def test_files_in_the_working_folder_hide_nothing_from_the_engine(tmp_path):
    for name in ("com", "org", "json.py", "arcadedb_embedded.py"):
        (tmp_path / name).write_text("raise SystemExit(3)") if "." in name else (
            tmp_path / name
        ).mkdir()
    code = "import sys\nfrom innograph.graph.store import open_store\nopen_store('s').close()"
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_without_the_engine_s_package_a_sentence_names_the_way_out(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "arcadedb_embedded", None)
    with pytest.raises(StoreUnavailable) as refused:
        open_store(str(tmp_path / "store"))
    assert str(refused.value) == (
        "The embedded engine (arcadedb-embedded) has no package for this platform, or is not "
        "installed: give the address of a Neo4j, like --store bolt://localhost:7687."
    )
    assert not (tmp_path / "store").exists()


# ---- folders


def test_a_folder_with_other_things_in_it_is_refused(tmp_path):
    (tmp_path / "thesis.docx").write_text("x")
    said = refusal(tmp_path, ForeignDatabase)
    assert said == (
        f"The folder {tmp_path} is not empty and is no store of innograph; name an empty or a new one "
        "(--store FOLDER)."
    )
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_file_in_place_of_the_folder_is_refused(tmp_path):
    file = tmp_path / "store"
    file.write_text("x")
    assert refusal(file) == f"{file} is a file; a store is a folder (--store FOLDER)."
    below = refusal(file / "store")
    assert below.startswith(f"The folder {file / 'store'} cannot be used: Not a directory.")


def test_a_folder_of_another_format_or_a_newer_engine_is_refused(folder):
    marker = json.loads((folder / "innograph.json").read_text())
    for change, said in [
        ({"format": 99}, "has format 99, this innograph reads 1: use the innograph that wrote it"),
        ({"version": "99.1.0"}, "last opened by arcadedb-embedded 99.1.0, and "),
    ]:
        (folder / "innograph.json").write_text(json.dumps(marker | change))
        assert said in refusal(folder)
    (folder / "innograph.json").write_text(json.dumps(marker))
    with open_store(str(folder)) as store:
        assert contents(store) == memory(make_extractions(1, 2))


def test_a_damaged_folder_is_refused_and_nothing_is_made_anew_in_it(folder, tmp_path):
    whole = shutil.copytree(folder, tmp_path / "copy")
    database = folder / "databases" / "innograph"
    for break_it in (
        lambda: (folder / "innograph.json").write_text('{"format": 1'),
        lambda: shutil.rmtree(folder / "databases"),
        lambda: [file.write_text("{") for file in database.glob("schema*.json")],
        lambda: [file.unlink() for file in database.glob("schema*.json")],
        lambda: overwrite(database, bytes),
        lambda: overwrite(database, lambda size: b""),
    ):
        break_it()
        files = sorted(map(str, database.rglob("*")))
        assert "damaged" in refusal(folder)
        assert sorted(map(str, database.rglob("*"))) == files
        shutil.rmtree(folder)
        shutil.copytree(whole, folder)
    with open_store(str(folder)) as store:
        assert contents(store) == memory(make_extractions(1, 2))


def overwrite(database, filling):
    for file in database.glob("*.bucket"):
        file.write_bytes(filling(file.stat().st_size))


def test_an_engine_that_was_killed_while_it_wrote_its_schema_goes_on(folder):
    """It keeps the former one beside it."""
    database = folder / "databases" / "innograph"
    for torn in ("", '{"types": {"Ent', None):
        shutil.copy(database / "schema.json", database / "schema.prev.json")
        (database / "schema.json").unlink()
        if torn is not None:
            (database / "schema.json").write_text(torn)
        with open_store(str(folder)) as store:
            assert contents(store) == memory(make_extractions(1, 2))


def test_a_folder_that_may_not_be_written_is_refused(folder, tmp_path):
    """Both where a store is to be made and where one is."""
    home = tmp_path / "home"
    home.mkdir()
    for one in (tmp_path, *tmp_path.parents[:2]):
        one.chmod(one.stat().st_mode | 0o055)
    for path in [home, folder, *folder.rglob("*")]:
        path.chmod(0o555)
    for path in (home / "new", folder):
        said, wrong = start_python("-c", OPENER, path).communicate(timeout=60)
        assert (said, wrong) == (
            f"The folder {path} cannot be used: Permission denied. Name one that you may write to "
            "(--store FOLDER).\n",
            "",
        )
    for path in [home, folder, *folder.rglob("*")]:
        path.chmod(0o755)
    with open_store(str(folder)) as store:
        assert contents(store) == memory(make_extractions(1, 2))


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 200 MB."""
    where = tmp_path / "disk"
    where.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=200m", "tmpfs", str(where)]
    if os.getuid() != 0 or subprocess.run(command, capture_output=True).returncode != 0:
        pytest.skip("a small disk can only be mounted by root")
    yield where
    subprocess.run(["umount", str(where)], check=True)


def fill(disk, left):
    free = shutil.disk_usage(disk).free
    with (disk / "filler").open("wb") as file:
        file.write(b"x" * max(free - left, 0))


def test_a_full_disk_is_said_and_loses_nothing(small_disk):
    folder, documents = small_disk / "store", make_extractions(2, 400)
    with open_store(str(folder)) as store:
        list(store.load(documents[:3]))
    fill(small_disk, 2**20)
    assert refusal(folder) == (
        f"The disk of {folder} is full (1 MB left, 64 MB are needed): free some space, or name another "
        "folder (--store FOLDER)."
    )
    (small_disk / "filler").unlink()
    with open_store(str(folder)) as store:
        assert contents(store) == memory(documents[:3])
        fill(small_disk, 2**20)
        with pytest.raises(StoreError) as full:
            list(store.load(documents[3:]))
        assert str(full.value) == (
            f"The disk of {folder} is full: free some space and go on. Nothing of the last step was "
            "kept; what was committed is safe."
        )
        (small_disk / "filler").unlink()
    with open_store(str(folder)) as store:
        kept = set(store.digests())
        assert kept >= {x.document.id for x in documents[:3]}
        assert contents(store) == memory([x for x in documents if x.document.id in kept])
        list(store.load(documents[:20]))
