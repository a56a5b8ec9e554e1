"""SPARQL over a graph: Oxigraph in a process of its own, on a cache that follows the revision."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from innograph.graph.errors import QueryError, QueryTimeout, StoreError, UsageError
from innograph.graph.rdf.binding import bind
from innograph.graph.rdf.cache import cache_name, cached, default_folder
from innograph.graph.rdf.dataset import names_dataset
from innograph.graph.rdf.failures import failure
from innograph.graph.rdf.guard import check_read_only, syntax_error
from innograph.graph.rdf.terms import PREFIXES, entity_id_of
from innograph.graph.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.snapshot import Snapshot

__all__ = ["SparqlStore", "entity_id_of"]

_WORKER = Path(__file__).with_name("worker.py")


class SparqlStore:
    """A graph that answers SPARQL. Close it, or use it in a `with` block.

    `place` is the folder of an Oxigraph store; without one, `data` is the graph as TriG. Safe to
    share between threads; queries run one after the other.
    """

    def __init__(self, place: Path | None, data: bytes = b"") -> None:
        self.place = place
        self._data = data
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    @classmethod
    def open(
        cls, snapshot: Snapshot, *, cache: Path | None = None, inferred: bool = False
    ) -> SparqlStore:
        """The store of a graph as it stands now; later changes of the graph do not show.

        `cache` is the folder of caches, by default the user's. Where it cannot be written, the
        graph is kept in memory. With `inferred`, what follows by the rules of the ontology is
        there too, in a graph of its own.
        """
        place = cached(
            cache or default_folder(),
            cache_name(snapshot, inferred=inferred),
            lambda folder: build(snapshot, folder, inferred=inferred),
        )
        return cls(place, b"" if place else _trig(snapshot, inferred=inferred))

    def query(
        self,
        text: str,
        *,
        substitutions: Mapping[str, Any] | None = None,
        timeout: float | None = 60.0,
    ) -> Rows:
        """The answer of SELECT, ASK (one row), CONSTRUCT or DESCRIBE (one row a triple).

        The default graph is the union of all graphs; our prefixes are known without being written.
        `substitutions` maps names of variables to values or to pyoxigraph terms, bound at every
        depth of the query, so that such a variable cannot be selected; None leaves it unbound.
        IRIs come back as strings (`entity_id_of` gives the node id), literals in the type of their
        datatype. `timeout` is in seconds; None sets no limit.

        Raises ReadOnlyViolation for SERVICE and updates, QueryTimeout, and QueryError with line
        and column for a query that is not valid.
        """
        bound = bind(text, substitutions or {})
        check_read_only(bound)
        with self._lock:
            answer = self._ask(_request(bound, timeout), timeout)
        _check(answer)
        return Rows(tuple(answer["columns"]), [tuple(row) for row in answer["records"]])

    def write(
        self,
        text: str,
        out: IO[bytes],
        *,
        results: str | None = "JSON",
        graph: str | None = "TURTLE",
        timeout: float | None = 60.0,
    ) -> None:
        """The answer in a format of the standard, in pieces as it is found.

        `results` (JSON, XML, CSV, TSV) is for SELECT and ASK, `graph` (a name of pyoxigraph's
        RdfFormat) for CONSTRUCT and DESCRIBE; UsageError where the one that is needed is None.
        Raises what `query` does, then perhaps after a part was written.
        """
        check_read_only(text)
        request = _request(text, timeout) | {"write": {"results": results, "graph": graph}}
        with self._lock:
            self._ask(request, timeout, out)

    def close(self) -> None:
        """End the process; the cache stays."""
        with self._lock:
            self._stop()

    def __enter__(self) -> SparqlStore:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def _ask(
        self, request: dict[str, Any], timeout: float | None, out: IO[bytes] | None = None
    ) -> dict[str, Any]:
        """Send one line, read one, and with `out` the pieces after it; the process is killed when
        the time is over."""
        process = self._running()
        passed = threading.Event()

        def end() -> None:
            passed.set()
            process.kill()

        timer = threading.Timer(timeout, end) if timeout else None
        if timer:
            timer.daemon = True
            timer.start()
        try:
            line = _exchange(process, json.dumps(request).encode() + b"\n")
            if out is not None and line.endswith(b"\n"):
                line = _copy(process, line, out)
        except BaseException:
            self._stop()  # an interrupted answer must not be taken for the next one
            raise
        finally:
            if timer:
                timer.cancel()
        if not line.endswith(b"\n"):
            self._stop()
            if passed.is_set():
                raise QueryTimeout(failure("timeout", seconds=f"{timeout:g}"))
            raise StoreError(failure("ended"))
        if passed.is_set():
            self._stop()
        found: dict[str, Any] = json.loads(line)
        if out is not None:
            _check(found)
        return found

    def _running(self) -> subprocess.Popen[bytes]:
        """The process, started if there is none; its start does not count for the time limit."""
        if self._process is None or self._process.poll() is not None:
            self._stop()
            self._process = subprocess.Popen(
                [sys.executable, "-P", str(_WORKER), str(self.place or "-")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            data = b"" if self.place else f"{len(self._data)}\n".encode() + self._data
            if b"ready" not in _exchange(self._process, data):
                self._stop()
                raise self._broken()
        return self._process

    def _broken(self) -> StoreError:
        if self.place is None:
            return StoreError("The SPARQL process does not start; is pyoxigraph installed?")
        shutil.rmtree(self.place, ignore_errors=True)
        return StoreError(failure("cache", place=str(self.place)))

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.communicate()


def _exchange(process: subprocess.Popen[bytes], data: bytes) -> bytes:
    """Write, then read one line; empty if the process has ended."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(data)
        process.stdin.flush()
    except OSError:
        return b""
    return process.stdout.readline()


def _request(text: str, timeout: float | None) -> dict[str, Any]:
    union = not names_dataset(text)
    return {"query": text, "prefixes": PREFIXES, "timeout": timeout, "union": union}


def _check(answer: dict[str, Any]) -> None:
    """Raise what the process says was wrong."""
    if "syntax" in answer:
        raise syntax_error(answer["syntax"])
    if "error" in answer:
        raise QueryError(failure("failed", why=str(answer["error"])))
    if answer.get("unfit") == "graph":
        raise UsageError("The answer is triples: choose turtle, ntriples, rdfxml or jsonld.")
    if answer.get("unfit") == "results":
        raise UsageError("The answer is rows: choose srj, srx, csv or tsv.")


def _copy(process: subprocess.Popen[bytes], header: bytes, out: IO[bytes]) -> bytes:
    """Copy the pieces after a header; the header, or what was wrong in the end."""
    if "kind" not in json.loads(header):
        return header
    assert process.stdout is not None
    while (line := process.stdout.readline()).endswith(b"\n"):
        length = int(line)
        if length == 0:
            return header
        if length < 0:
            return process.stdout.readline()
        piece = process.stdout.read(length)
        out.write(piece)
        if len(piece) < length:
            break
    return b""


def build(snapshot: Snapshot, folder: Path, *, inferred: bool = False) -> None:
    """Make the Oxigraph store of a graph in a new folder.

    The graph goes through a file, not through memory. What was loaded in bulk lies in many layers, and
    every look-up asks each of them: in one, it costs a tenth (measured on 8 million triples).
    """
    import pyoxigraph as ox

    from innograph.graph.rdf.infer import iter_inferred
    from innograph.graph.rdf.write import iter_quads

    folder.mkdir(parents=True)
    store = ox.Store(str(folder))
    spare = folder.with_name(f"{folder.name}.trig")
    try:
        ox.serialize(iter_quads(snapshot), spare, ox.RdfFormat.TRIG, prefixes=PREFIXES)
        store.bulk_load(path=spare, format=ox.RdfFormat.TRIG)
    finally:
        spare.unlink(missing_ok=True)
    if inferred:
        store.bulk_extend(iter_inferred(store))
    store.optimize()
    store.flush()


def _trig(snapshot: Snapshot, *, inferred: bool = False) -> bytes:
    """The graph in the smallest form that Oxigraph loads without Python: 85 MB against 400."""
    import pyoxigraph as ox

    from innograph.graph.rdf.infer import iter_inferred
    from innograph.graph.rdf.write import iter_quads

    if inferred:
        store = ox.Store()
        store.bulk_load(_trig(snapshot), format=ox.RdfFormat.TRIG)
        store.bulk_extend(iter_inferred(store))
        return store.dump(format=ox.RdfFormat.TRIG, prefixes=PREFIXES) or b""
    data: bytes | None = ox.serialize(
        iter_quads(snapshot), format=ox.RdfFormat.TRIG, prefixes=PREFIXES
    )
    return data or b""
