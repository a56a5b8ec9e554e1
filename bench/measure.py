"""What a measurement is, the clocks, and the memory that a piece of work takes."""

from __future__ import annotations

import multiprocessing
import os
import resource
import statistics
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Timing:
    """Seconds of each run of one piece of work."""

    spent: tuple[float, ...]

    @property
    def least(self) -> float:
        """What else the machine does only adds to it."""
        return min(self.spent)

    @property
    def median(self) -> float:
        """What a user sees who runs it once."""
        return statistics.median(self.spent)


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table: a figure, what it is compared with, and how many times it is that.

    Figure and ratio are of the quickest of `runs`; `medians` is the ratio of the medians, where there
    was more than one. `memory` is the peak of our process, `target` what the ratio or the figure
    should be, where something is promised.
    """

    what: str
    figure: str
    against: str
    ratio: float
    target: str = ""
    runs: int = 1
    medians: float | None = None
    memory: str = ""


def alternately(acts: Mapping[str, Callable[[], Any]], *, times: int = 3) -> dict[str, Timing]:
    """Each of several acts in turn, and so many rounds: what else the machine does hits them alike."""
    spent: dict[str, list[float]] = {name: [] for name in acts}
    for _ in range(times):
        for name, act in acts.items():
            spent[name].append(_once(act))
    return {name: Timing(tuple(found)) for name, found in spent.items()}


def seconds(act: Callable[[], Any], *, times: int = 3) -> float:
    """The least wall-clock time of several runs."""
    return min(_once(act) for _ in range(times))


def cpu_seconds(act: Callable[[], Any]) -> float:
    """The CPU time of one run: what the machine does besides counts little."""
    start = time.process_time()
    act()
    return time.process_time() - start


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


@dataclass(frozen=True, slots=True)
class Forked:
    """What a piece of work took in a process of its own: seconds by the clock and of the processor,
    and MB of memory, in all at its peak and beyond that of the start."""

    seconds: float
    cpu: float
    peak: float
    more: float
    result: Any


def forked(act: Callable[[], Any]) -> Forked:
    """Do it in a child that has all that is in memory here; the result has to be small."""
    context = multiprocessing.get_context("fork")
    ours, theirs = context.Pipe(duplex=False)

    def child() -> None:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        before = pages * os.sysconf("SC_PAGE_SIZE")
        start, begun = time.perf_counter(), time.process_time()
        found = act()
        spent, cpu = time.perf_counter() - start, time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        theirs.send(Forked(spent, cpu, peak / 1e6, max(0, peak - before) / 1e6, found))

    process = context.Process(target=child)
    process.start()
    theirs.close()
    found: Forked = ours.recv()  # EOFError if the child has failed; it has said why
    process.join()
    return found
