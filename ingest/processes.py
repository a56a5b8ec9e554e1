"""Work in processes of this machine: in order, a bounded number ahead, and a killed one costs nothing."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

_J = TypeVar("_J")
_R = TypeVar("_R")

_AHEAD = 4  # jobs a process that are given out or wait to be fetched
_TRIES = 2  # of a job alone in a process, before it is taken to be what kills it


class ProcessKilled(Exception):
    """A job whose process ended each time that it was tried, most often for want of memory."""

    def __init__(self) -> None:
        super().__init__("the process that read it was killed each time; most often memory ran out")


@dataclass(frozen=True, slots=True)
class Done(Generic[_J, _R]):
    """A job with its result, or ProcessKilled in place of one."""

    job: _J
    result: _R | ProcessKilled


def core_count() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_processes(
    act: Callable[[_J], _R],
    jobs: Iterable[_J],
    *,
    workers: int,
    begin: Callable[..., object] | None = None,
    given: tuple[object, ...] = (),
) -> Iterator[Done[_J, _R]]:
    """`act` of each job, in the order of the jobs, which are asked for as they are needed.

    `begin(*given)` is called once in each process. `act` and `begin` are functions of a module; what
    `act` raises is raised here. A process that is killed is replaced and its jobs are done again. The
    processes end with the iterator, and also when this process is killed.
    """
    pool = _Pool(workers, begin, given)
    waiting: deque[tuple[_J, Future[_R]]] = deque()
    more = iter(jobs)
    try:
        while True:
            while len(waiting) < workers * _AHEAD and (job := next(more, None)) is not None:
                waiting.append((job, pool.submit(act, job)))
            if not waiting:
                return
            job, future = waiting[0]
            try:
                result = future.result()
            except BrokenProcessPool:
                pool.restart()
                # One of these may be what kills processes: each alone, so that none suffers for it.
                pending = [job for job, _ in waiting]
                waiting.clear()
                for job in pending:
                    yield Done(job, _alone(pool, act, job))
                continue
            waiting.popleft()
            yield Done(job, result)
    finally:
        pool.end()


def _alone(pool: _Pool, act: Callable[[_J], _R], job: _J) -> _R | ProcessKilled:
    for _ in range(_TRIES):
        try:
            return pool.submit(act, job).result()
        except BrokenProcessPool:
            pool.restart()
    return ProcessKilled()


class _Pool:
    """An executor that can be made anew."""

    def __init__(
        self, workers: int, begin: Callable[..., object] | None, given: tuple[object, ...]
    ) -> None:
        self.workers = workers
        self.given = (begin, given)
        self.executor = self._made()

    def _made(self) -> ProcessPoolExecutor:
        # Forked processes would share the store's connections and the locks of its threads.
        return ProcessPoolExecutor(
            self.workers, multiprocessing.get_context("spawn"), _begin, self.given
        )

    def submit(self, act: Callable[[_J], _R], job: _J) -> Future[_R]:
        try:
            return self.executor.submit(act, job)
        except BrokenProcessPool:  # a process was killed while it waited for work
            broken: Future[_R] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def restart(self) -> None:
        self.end()
        self.executor = self._made()

    def end(self) -> None:
        """Without waiting for what is under way: the executor itself would."""
        processes = list((self.executor._processes or {}).values())
        self.executor.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            with suppress(OSError):
                process.kill()
        for process in processes:
            process.join()


def _begin(begin: Callable[..., object] | None, given: tuple[object, ...]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends us
    threading.Thread(target=_follow_parent, daemon=True).start()
    if begin is not None:
        begin(*given)


def _follow_parent() -> None:
    """End with the parent: one that was killed cannot tell, and we would wait for work for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
