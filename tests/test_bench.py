"""`make bench` prints a table of ratios; how large they are depends on the machine and is not tested."""

from __future__ import annotations

import sys
from pathlib import Path

from command import process

ROOT = Path(__file__).resolve().parent.parent


def test_the_bench_prints_its_table():
    done = process(sys.executable, "-m", "bench", "help", "extraction", "--copies", "1", cwd=ROOT)
    head, _, *rows = done.stdout.splitlines()
    columns = ["what", "figure", "against", "ratio", "medians", "runs", "memory", "target"]
    assert head.split() == columns
    assert [row.split("  ")[0] for row in rows] == [
        "innograph --help",
        "extraction",
        "extraction by rules alone",
    ]
    assert "Measuring help" in done.stderr
