"""`innograph serve` under many readers, and under what asks too much, on the shipped samples.

The server is a command of its own, the readers are threads here, each with a connection that it
keeps: on a machine with few cores they take their share of the time. Whatever is asked too much, the
next question has to be answered, which each line checks.
"""

from __future__ import annotations

import http.client
import socket
import statistics
import tempfile
import threading
import time
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

import psutil

from bench.measure import Measured
from bench.served import Served, served
from bench.texts import sample_files
from innograph import ingest_files
from innograph.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

READERS = 200
SECONDS = 60.0
LIMIT = 5  # seconds that a query may take
_SLOW = 50
_ASK = "ASK { ?d a inno:Document }"
# What the pages and the questions ask: an index look-up, a join, a filter over names, a count.
_QUERIES = (
    _ASK,
    "SELECT ?n { ?p a inno:Platform ; inno:name ?n }",
    "SELECT ?p ?f { ?p inno:focusesOn ?f . ?p inno:locatedIn ?where }",
    "SELECT ?q { ?c a inno:Claim ; inno:quote ?q FILTER(CONTAINS(?q, '航空')) }",
    "SELECT ?s (COUNT(?c) AS ?n) { ?c a inno:Claim ; inno:status ?s } GROUP BY ?s",
)
_RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
_EVERYTHING = "SELECT * { GRAPH ?g { ?a ?b ?c } }"


class _Refused(NamedTuple):
    """What became of a query that asks too much: status, seconds, whether the next is answered, memory."""

    status: int
    spent: float
    lives: str
    memory: str


@dataclass(slots=True)
class _Read:
    """What readers got: seconds of each answer, and the number of those that were none."""

    spent: list[float] = field(default_factory=list)
    wrong: Counter[str] = field(default_factory=Counter)

    def said(self) -> str:
        """Median and 95th percentile."""
        if len(self.spent) < 2:
            return "no answer"
        parts = statistics.quantiles(self.spent, n=20)
        return f"p50 {parts[9] * 1000:,.0f} ms, p95 {parts[18] * 1000:,.0f} ms"


class _Server(Served):
    """With the questions of this file."""

    def ask(self, query: str) -> tuple[int, float]:
        """Status and seconds of one query, posted."""
        return self.post(query.encode())

    def post(self, body: bytes) -> tuple[int, float]:
        """The same; a server that has heard enough may hang up before all is sent."""
        connection = self.connection(timeout=120)
        start = time.perf_counter()
        try:
            with suppress(BrokenPipeError, ConnectionResetError):
                connection.request(
                    "POST", "/sparql", body, {"Content-Type": "application/sparql-query"}
                )
            reply = connection.getresponse()
            reply.read()
            return reply.status, time.perf_counter() - start
        finally:
            connection.close()

    def lives(self) -> str:
        """Whether the next question is answered, in words."""
        status, spent = self.ask(_ASK)
        return f"then {status} in {spent * 1000:,.0f} ms"

    def refuses(self, body: bytes) -> _Refused:
        """Post a query that asks too much, then another one."""
        before = self.memory()
        status, spent = self.post(body)
        lives = self.lives()
        return _Refused(status, spent, lives, self.grown(before))

    def grown(self, before: tuple[float, float, int]) -> str:
        """The server's memory before and now, in words."""
        return f"server {before[0]:.0f} → {self.memory()[0]:.0f} MB"

    def memory(self) -> tuple[float, float, int]:
        """MB of the server, MB of the processes that answer queries, and their number."""
        server = psutil.Process(self.process.pid)
        found = []
        for child in server.children(recursive=True):
            with suppress(psutil.NoSuchProcess):
                if "worker.py" in " ".join(child.cmdline()):
                    found.append(child.memory_info().rss)
        return server.memory_info().rss / 1e6, sum(found) / 1e6, len(found)


def measure(times: int) -> Iterator[Measured]:
    """Readers, a runaway query, slow clients, a query of 10 MB, another host."""
    del times
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        place = Path(folder) / "store"
        with open_store(str(place)) as store:
            ingest_files(store, sample_files())
        yield from measured(place)


def measured(place: Path) -> Iterator[Measured]:
    """The same on a store that is there."""
    with served("--store", place, "--timeout", LIMIT) as found:
        server = _Server(found.url, found.process)
        yield _readers(server)
        yield _runaway(server)
        yield _slow_clients(server)
        yield _long_query(server)
        yield _other_host(server)


def _read(server: _Server, count: int, seconds: float) -> _Read:
    """So many readers, each asking one query and one page after the other."""
    paths = [f"/sparql?{urlencode({'query': query})}" for query in _QUERIES]
    paths += ["/zh/", f"/zh/?q={quote('航空')}", "/en/class/Platform"]
    found, lock = _Read(), threading.Lock()
    end = time.perf_counter() + seconds

    def read(number: int) -> None:
        own, turn = _Read(), number
        connection = server.connection(timeout=120)
        while time.perf_counter() < end:
            start = time.perf_counter()
            turn += 1
            try:
                connection.request("GET", paths[turn % len(paths)])
                reply = connection.getresponse()
                reply.read()
                if reply.status == 200:
                    own.spent.append(time.perf_counter() - start)
                else:
                    own.wrong[str(reply.status)] += 1
            except (OSError, http.client.HTTPException) as error:
                own.wrong[type(error).__name__] += 1
                connection.close()
        connection.close()
        with lock:
            found.spent.extend(own.spent)
            found.wrong.update(own.wrong)

    threads = [threading.Thread(target=read, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return found


def _readers(server: _Server) -> Measured:
    _read(server, 8, 2)  # so that what starts once does not count
    alone = _read(server, 1, 10)
    before = server.memory()
    start = time.perf_counter()
    many = _read(server, READERS, SECONDS)
    rate = len(many.spent) / (time.perf_counter() - start)
    after = server.memory()
    wrong = ", ".join(f"{n} × {what}" for what, n in many.wrong.items()) or "no"
    return Measured(
        f"{READERS} readers for {SECONDS:.0f} s",
        f"{len(many.spent):,} answers, {wrong} errors, {rate:,.0f}/s; {many.said()}",
        f"1 reader: {len(alone.spent) / 10:,.0f}/s; {alone.said()}",
        (len(alone.spent) / 10) / rate,
        target="no errors",
        memory=f"server {before[0]:.0f} → {after[0]:.0f} MB, "
        f"{after[2]} processes {before[1]:.0f} → {after[1]:.0f} MB",
    )


def _runaway(server: _Server) -> Measured:
    found = server.refuses(_RUNAWAY.encode())
    return Measured(
        "runaway query",
        f"{found.status} after {found.spent:.1f} s; {found.lives}",
        f"its limit, {LIMIT} s",
        found.spent / LIMIT,
        target="503, 200",
        memory=found.memory,
    )


def _slow_clients(server: _Server) -> Measured:
    """Some ask for everything and take nothing of it, some never say to the end what they ask."""
    calm = statistics.median(server.ask(_ASK)[1] for _ in range(20))
    before = server.memory()
    wish = f"GET /sparql?{urlencode({'query': _EVERYTHING})} HTTP/1.1\r\nHost: localhost\r\n\r\n"
    half = "POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n"
    lines = []
    for data in [wish, half] * _SLOW:
        line = socket.create_connection((server.host, server.port))
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        line.sendall(data.encode())
        lines.append(line)
    found = [server.ask(_ASK) for _ in range(20)]
    memory = server.grown(before)
    for line in lines:
        line.close()
    good = sum(status == 200 for status, _ in found)
    beside = statistics.median(spent for _, spent in found)
    return Measured(
        f"{_SLOW} clients that do not read, {_SLOW} that do not finish",
        f"beside them {good} of 20 answered, median {beside * 1000:,.0f} ms; {server.lives()}",
        f"without them {calm * 1000:,.0f} ms",
        beside / calm,
        target="20 of 20",
        memory=memory,
    )


def _long_query(server: _Server) -> Measured:
    _, short = server.ask(_ASK)
    found = server.refuses(b"ASK { ?s ?p '" + b"x" * 10_000_000 + b"' }")
    return Measured(
        "query of 10 MB",
        f"{found.status} in {found.spent * 1000:,.0f} ms; {found.lives}",
        f"a short one, {short * 1000:,.0f} ms",
        found.spent / short,
        target="413, 200",
        memory=found.memory,
    )


def _other_host(server: _Server) -> Measured:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(2)
        port = listener.getsockname()[1]
        status, spent = server.ask(
            f"SELECT * {{ SERVICE <http://127.0.0.1:{port}/sparql> {{ ?s ?p ?o }} }}"
        )
        try:
            listener.accept()[0].close()
            heard = "was asked"
        except TimeoutError:
            heard = "heard nothing"
    _, plain = server.ask("SELECT * { ?s ?p ?o } LIMIT 1")
    return Measured(
        "SERVICE to a server of our own",
        f"{status} in {spent * 1000:,.0f} ms, which {heard}; {server.lives()}",
        f"without SERVICE, {plain * 1000:,.0f} ms",
        spent / plain,
        target="403, 200",
    )
