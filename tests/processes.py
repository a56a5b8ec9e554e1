"""Processes of our own beside the tests, and the engine's process of a folder."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import psutil

from innograph.graph.embedded_folder import Folder

TESTS = Path(__file__).parent
LIMIT = 60  # seconds until something that has to happen is given up


def start_python(*arguments):
    """Python with the tests' helpers at hand, all its streams piped as text."""
    return subprocess.Popen(
        [sys.executable, *map(str, arguments)],
        cwd=TESTS,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def start_loading(address, seed, first, last, sentences=6):
    return start_python("load_made.py", address, seed, first, last, sentences)


def engine_of(folder):
    """The process of the engine that runs in the folder."""
    endpoint = Folder(Path(folder)).read_endpoint()
    assert endpoint is not None
    return psutil.Process(endpoint.process)


def wait_until(true, limit=LIMIT):
    deadline = time.monotonic() + limit
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_over(process):
    """Ended; a child of ours that was not waited for counts."""
    return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
