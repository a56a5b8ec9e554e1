"""The same bytes from the same texts, whatever the process: hash seeds, locale, order of files."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest
from command import BIN, process, sample_texts


def extracted(*files, **environment):
    done = process(BIN / "innograph", "extract", *files, "--form", "jsonl", **environment)
    return done.stdout


@pytest.fixture(scope="module")
def once():
    return extracted(*sample_texts(), PYTHONHASHSEED="1")


def test_other_hash_seeds_and_locales_change_nothing(once):
    assert extracted(*sample_texts(), PYTHONHASHSEED="2", LC_ALL="C") == once


def test_a_document_reads_the_same_alone_and_among_others(once):
    by_id = {json.loads(line)["document"]["id"]: line for line in once.splitlines()}
    for text in sample_texts()[:2]:
        (line,) = extracted(text, PYTHONHASHSEED="3").splitlines()
        assert by_id[json.loads(line)["document"]["id"]] == line


def test_two_processes_at_once_read_the_same(once):
    command = [BIN / "innograph", "extract", *sample_texts(), "--form", "jsonl"]
    running = [
        subprocess.Popen([sys.executable, *map(str, command)], stdout=subprocess.PIPE)
        for _ in range(2)
    ]
    assert {child.communicate()[0].decode() for child in running} == {once}
