"""The command line as a newcomer meets it: help, and the demo in an empty folder."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Measured, child_cpu, seconds

if TYPE_CHECKING:
    from collections.abc import Iterator

_COMMAND = Path(sys.executable).with_name("innograph")
_HELP_LIMIT = 0.4
_DEMO_LIMIT = 15.0


def measure_help(times: int) -> Iterator[Measured]:
    """CPU time, which hardly depends on what else runs."""
    del times
    ours = child_cpu([_COMMAND, "--help"])
    theirs = child_cpu([sys.executable, "-c", "pass"])
    yield Measured(
        "innograph --help", f"{ours:.2f} s CPU", f"Python alone: {theirs:.2f} s", ours / theirs,
        f"{_HELP_LIMIT} s",
    )  # fmt: skip


def measure_demo(times: int) -> Iterator[Measured]:
    """From nothing to page and exports; the engine's start counts."""
    del times
    with tempfile.TemporaryDirectory() as folder:
        ours = seconds(
            lambda: subprocess.run([_COMMAND, "demo"], cwd=folder, capture_output=True, check=True),
            times=1,
        )
    yield Measured(
        "innograph demo, cold",
        f"{ours:.1f} s",
        f"its limit: {_DEMO_LIMIT:.0f} s",
        ours / _DEMO_LIMIT,
        "1",
    )
