"""What a measurement is, and the two clocks."""

from __future__ import annotations

import resource
import subprocess
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: a figure, what it is compared with, and how many times it is that.

    `target` says what the ratio or the figure should be, where something is promised.
    """

    what: str
    figure: str
    against: str
    ratio: float
    target: str = ""


def seconds(act: Callable[[], Any], *, times: int = 3) -> float:
    """The least wall-clock time of several runs: what else the machine does only adds to it."""
    return min(_once(act) for _ in range(times))


def _once(act: Callable[[], Any]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def child_cpu(command: Sequence[str | Path], *, times: int = 5) -> float:
    """The least CPU time of a command in a process of its own."""
    return min(_child_once(command) for _ in range(times))


def _child_once(command: Sequence[str | Path]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
