"""Killed in the middle of a load, or two loads at once: every document is there whole or not at all."""

from __future__ import annotations

import contextlib
import threading
from random import Random

import pytest
from graphs import contents, memory
from make import make_extractions
from processes import engine_of, start_loading

from innograph.graph.contribution import digest
from innograph.graph.errors import StoreUnavailable
from innograph.graph.store import open_store

ROUNDS = 5  # of either kind
DOCUMENTS = 30  # loaded in over a second; each is read back twice a round
SENTENCES = 30


def assert_whole(store, pool):
    """What is there is whole, and entities and facts are those of what is there."""
    kept = store.digests()
    for document, hashed in kept.items():
        assert digest(store.extraction(document)) == hashed == digest(pool[document])
    assert contents(store) == memory(pool[document] for document in kept)
    return set(kept)


def make_pool(seed, n):
    return {x.document.id: x for x in make_extractions(seed, n, sentences=SENTENCES)}


@pytest.mark.slow
def test_a_killed_loader_leaves_whole_documents(tmp_path):
    """The engine goes on for others; what was said to be loaded is there."""
    random, address, n = Random(20), str(tmp_path / "store"), DOCUMENTS
    with open_store(address) as store:
        for seed in range(ROUNDS):
            loader = start_loading(address, seed, 0, n, SENTENCES)
            said = [loader.stdout.readline().strip()]
            with contextlib.suppress(Exception):
                loader.wait(timeout=random.uniform(0, 0.5))
            loader.kill()
            rest, wrong = loader.communicate()
            assert wrong == ""
            said += rest.split("\n")[:-1]
            kept = assert_whole(store, make_pool(seed, n))
            assert set(said) <= kept
            assert len(kept) < n  # killed in the middle, and not after the end
            store.forget(kept)


@pytest.mark.slow
def test_a_killed_engine_leaves_whole_documents(tmp_path):
    """In new stores, whose schema still grows, and in older ones; then loading goes on to its end."""
    random, n, killed = Random(21), DOCUMENTS, 0
    for seed in range(ROUNDS):
        address, pool = str(tmp_path / f"store{seed // 2}"), make_pool(seed // 2, n)
        with open_store(address) as store:
            before = assert_whole(store, pool)
            engine, said = engine_of(address), []
            timer = threading.Timer(random.uniform(0, 0.8), engine.kill)
            timer.start()
            try:
                for loaded in store.load(pool.values()):
                    said.append(loaded.document)
            except StoreUnavailable as error:
                assert str(error).endswith("What was committed is safe.")  # noqa: PT017
                killed += 1
            timer.join()
            kept = assert_whole(store, pool)
            assert before | set(said) <= kept
    assert killed > ROUNDS / 2


def test_a_loader_whose_engine_is_killed_ends_with_a_sentence(tmp_path):
    address = str(tmp_path / "store")
    loader = start_loading(address, 1, 0, 200, SENTENCES)
    said = loader.stdout.readline().strip()
    engine_of(address).kill()
    rest, wrong = loader.communicate()
    assert loader.returncode == 1
    assert wrong.startswith(f"Nothing answers at {address}, or it stopped answering (")
    assert wrong.count("\n") == 1
    pool = make_pool(1, 200)
    with open_store(address) as store:
        assert {said, *rest.split("\n")[:-1]} <= assert_whole(store, pool)


def test_two_processes_that_load_at_once_both_end_well(address):
    """Into a store that neither has made."""
    n = 8
    loaders = [start_loading(address, 3, first, first + n) for first in (0, n)]
    for loader in loaders:
        said, wrong = loader.communicate(timeout=120)
        assert (wrong, loader.returncode) == ("", 0)
        assert len(said.splitlines()) == n
    documents = make_extractions(3, 2 * n)
    with open_store(address) as store:
        assert store.status().documents == 2 * n
        assert store.revision == str(2 * n)
        assert contents(store) == memory(documents)
