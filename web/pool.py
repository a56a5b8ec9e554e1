"""Processes that answer SPARQL, shared by all clients; one that goes too far is killed and replaced."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from innograph.graph.errors import QueryError, QueryTimeout, StoreError, UsageError
from innograph.graph.rdf import sparql
from innograph.graph.rdf.failures import failure
from innograph.graph.rdf.guard import syntax_error
from innograph.web.spool import Spool

if TYPE_CHECKING:
    from asyncio.subprocess import Process

_WORKER = Path(sparql.__file__).with_name("worker.py")


class PoolBusy(QueryError):
    """More queries wait than there is room for."""


class OverLimit(QueryError):
    """A query took more memory, or gave a longer answer, than it may."""


class Unfit(UsageError):
    """The answer is of a kind for which the client accepts no format."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take. Seconds, and bytes; `waiting` is the number of queries that may
    wait for a process."""

    seconds: float = 30.0
    memory: int = 1 << 30
    answer: int = 1 << 30
    waiting: int = 400


@dataclass(slots=True)
class Running:
    """A query in a process: `kind` (results or graph) is known when the answer begins."""

    kind: asyncio.Future[str]
    spool: Spool = field(default_factory=Spool)
    task: asyncio.Task[None] | None = None

    def fail(self, error: Exception) -> None:
        """Tell whoever waits for the beginning, else whoever reads."""
        if not self.kind.done():
            self.kind.set_exception(error)
        self.spool.end(error)

    def stop(self) -> None:
        """End the query, if it runs, since nobody wants the answer any more."""
        if self.task is not None:
            self.task.cancel()


class Pool:
    """At most `size` processes on the Oxigraph store in `place`, started when they are needed."""

    def __init__(self, place: Path, *, size: int, limits: Limits) -> None:
        self.limits = limits
        self._place = place
        self._free: list[Process] = []
        self._turns = asyncio.Semaphore(size)
        self._waiting = 0
        self._tasks: set[asyncio.Task[None]] = set()

    def start(self, request: dict[str, Any]) -> Running:
        """Begin a query; PoolBusy if too many wait already."""
        if self._waiting >= self.limits.waiting:
            raise PoolBusy(failure("too-many"))
        running = Running(asyncio.get_running_loop().create_future())
        task = asyncio.create_task(self._run(request, running))
        running.task = task
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return running

    async def close(self) -> None:
        """End all queries and processes."""
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        while self._free:
            await _kill(self._free.pop())

    async def _run(self, request: dict[str, Any], running: Running) -> None:
        self._waiting += 1
        try:
            await self._turns.acquire()
        finally:
            self._waiting -= 1
        process: Process | None = None
        done = False
        try:
            process = await self._process()
            async with asyncio.timeout(self.limits.seconds):
                done = await self._watched(process, request, running)
        except TimeoutError:
            seconds = f"{self.limits.seconds:g}"
            running.fail(QueryTimeout(failure("too-slow", seconds=seconds)))
        except (QueryError, StoreError, UsageError) as error:
            running.fail(error)
        except (OSError, ValueError) as error:
            running.fail(StoreError(f"The SPARQL process failed: {error}."))
        except asyncio.CancelledError:
            running.fail(QueryError("The query was given up."))
            raise
        finally:
            # What broke off may still be writing: it must not be taken for the next answer.
            if process is not None and done and process.returncode is None:
                self._free.append(process)
                process = None
            try:
                if process is not None:
                    await _kill(process)
            finally:
                self._turns.release()

    async def _watched(self, process: Process, request: dict[str, Any], running: Running) -> bool:
        """One exchange, while the memory of the process is looked at; whether it can go on."""
        exchange = asyncio.create_task(self._exchange(process, request, running))
        guard = asyncio.create_task(self._guard(process))
        try:
            await asyncio.wait({exchange, guard}, return_when=asyncio.FIRST_COMPLETED)
            if not exchange.done():
                guard.result()
            return exchange.result()
        finally:
            for task in (exchange, guard):
                task.cancel()
            await asyncio.gather(exchange, guard, return_exceptions=True)

    async def _guard(self, process: Process) -> None:
        """Raises OverLimit when the process has grown too large; returns when it is gone."""
        with suppress(psutil.NoSuchProcess):
            watched = psutil.Process(process.pid)
            while True:
                if watched.memory_info().rss > self.limits.memory:
                    size = f"{self.limits.memory / (1 << 20):,.0f}"
                    raise OverLimit(failure("too-large", size=size))
                await asyncio.sleep(0.05)
        await asyncio.Event().wait()  # the exchange sees the end of the process by itself

    async def _exchange(self, process: Process, request: dict[str, Any], running: Running) -> bool:
        """Send a request and copy the answer; True where the process waits for the next one."""
        assert process.stdin is not None
        assert process.stdout is not None
        line = json.dumps(request | {"timeout": self.limits.seconds}).encode()
        process.stdin.write(line + b"\n")
        await process.stdin.drain()
        header = await _message(process.stdout)
        if "kind" not in header:
            running.fail(_error(header))
            return True
        if not running.kind.done():
            running.kind.set_result(header["kind"])
        while length := int(await process.stdout.readline() or b"-2"):
            if length < 0:
                running.fail(_error(await _message(process.stdout)))
                return length == -1
            running.spool.write(await process.stdout.readexactly(length))
            if running.spool.size > self.limits.answer:
                size = f"{self.limits.answer / (1 << 20):,.0f}"
                raise OverLimit(failure("too-long", size=size))
        running.spool.end()
        return True

    async def _process(self) -> Process:
        """One that is free, or a new one; its start does not count for the time limit."""
        while self._free:
            process = self._free.pop()
            if process.returncode is None:
                return process
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-P",
            str(_WORKER),
            str(self._place),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            limit=1 << 20,
        )
        assert process.stdout is not None
        if b"ready" not in await process.stdout.readline():
            await _kill(process)
            raise StoreError("The SPARQL process does not start; start the server anew.")
        return process


async def _message(stream: asyncio.StreamReader) -> dict[str, Any]:
    line = await stream.readline()
    if not line.endswith(b"\n"):
        return {"ended": True}
    found: dict[str, Any] = json.loads(line)
    return found


def _error(message: dict[str, Any]) -> Exception:
    """What the process says was wrong."""
    if "syntax" in message:
        return syntax_error(message["syntax"])
    if "unfit" in message:
        what = "rows" if message["unfit"] == "results" else "triples"
        return Unfit(f"The answer is {what}, and none of the formats of that is accepted.")
    if "error" in message:
        return QueryError(failure("failed", why=str(message["error"])))
    return StoreError(failure("ended"))


async def _kill(process: Process) -> None:
    with suppress(ProcessLookupError):
        process.kill()
    # asyncio sees the end of a process only when its output has been read.
    while process.stdout is not None and await process.stdout.read(1 << 20):
        continue
    await process.wait()
