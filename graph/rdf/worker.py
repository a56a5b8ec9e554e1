"""The process that answers SPARQL queries: it can be killed when a query passes its time limit.

Run as a file of its own (`python -P worker.py STORE`), so that it starts without the package, in
0.1 s. STORE is a folder, opened read-only, or `-` for a graph that comes as TriG on standard input
after a line with its length. One JSON line in, one out; ends when standard input does. A request
with `write` is answered in a format of the standard: a JSON line that says which, then pieces, each
after a line with its length, and a line `0`; `-1` and a JSON line if it breaks off.
"""

from __future__ import annotations

import io
import json
import signal
import sys
from typing import Any, BinaryIO, cast

import pyoxigraph as ox

_XSD = "http://www.w3.org/2001/XMLSchema#"
_FLOATS = {_XSD + name for name in ("double", "float", "decimal")}
_SIGNS = ("nonNegativeInteger", "positiveInteger", "nonPositiveInteger", "negativeInteger")
_WIDTHS = ("long", "int", "short", "byte", "unsignedLong", "unsignedInt", "unsignedShort")
_INTEGERS = {_XSD + name for name in ("integer", "unsignedByte", *_SIGNS, *_WIDTHS)}


def main(place: str) -> None:
    """Open the store, say so, and answer until the input ends."""
    lines, out = sys.stdin.buffer, sys.stdout.buffer
    store = _open(place, lines)
    _send(out, {"ready": True})
    for line in lines:
        request = json.loads(line)
        # Should our parent be killed, nobody would end a runaway query; Windows has no such timer.
        if request["timeout"] and hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, request["timeout"] + 1)
        if "write" in request:
            _write(store, request, out)
        else:
            _send(out, _answer(store, request))
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


def _open(place: str, stream: BinaryIO) -> ox.Store:
    if place != "-":
        return ox.Store.read_only(place)
    store = ox.Store()
    store.bulk_load(stream.read(int(stream.readline())), format=ox.RdfFormat.TRIG)
    return store


def _answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """Columns and records of an answer, or what was wrong."""
    try:
        return _rows(_found(store, request))
    except SyntaxError as error:
        return {"syntax": str(error)}
    except (OSError, ValueError, RuntimeError) as error:
        return {"error": str(error)}


def _found(store: ox.Store, request: dict[str, Any]) -> Any:
    """What Oxigraph finds, in the dataset of the request, else of the query, else in all graphs."""
    dataset: dict[str, Any] = {"use_default_graph_as_union": request.get("union", True)}
    if "default" in request:
        dataset = {
            "default_graph": [ox.NamedNode(iri) for iri in request["default"]],
            "named_graphs": [ox.NamedNode(iri) for iri in request["named"]],
        }
    return store.query(request["query"], prefixes=request["prefixes"], **dataset)


class _Pieces(io.RawIOBase):
    """A file that gathers 64 kB before it sends them, the header with the first."""

    def __init__(self, out: BinaryIO, header: dict[str, Any]) -> None:
        super().__init__()
        self._out = out
        self._header: dict[str, Any] | None = header
        self._held = bytearray()

    def write(self, data: Any) -> int:
        self._held += data
        if len(self._held) >= 1 << 16:
            self.send()
        return len(data)

    def flush(self) -> None:
        """Nothing once the answer has ended: Python flushes what it throws away."""

    def send(self) -> None:
        """Send what is held."""
        if self._header is not None:
            self._out.write(json.dumps(self._header).encode() + b"\n")
            self._header = None
        if self._held:
            self._out.write(b"%d\n%b" % (len(self._held), bytes(self._held)))
            self._held.clear()
        self._out.flush()

    @property
    def begun(self) -> bool:
        """Whether something was sent."""
        return self._header is None


def _write(store: ox.Store, request: dict[str, Any], out: BinaryIO) -> None:
    """`write` names a format for rows and one for triples; None where there is no such wish."""
    pieces: _Pieces | None = None
    try:
        found = _found(store, request)
        kind = "graph" if isinstance(found, ox.QueryTriples) else "results"
        form = request["write"][kind]
        if form is None:
            _send(out, {"unfit": kind})
            return
        pieces = _Pieces(out, {"kind": kind})
        if kind == "results":
            found.serialize(pieces, getattr(ox.QueryResultsFormat, form))
        else:
            ox.serialize(
                found,
                cast("Any", pieces),
                getattr(ox.RdfFormat, form),
                prefixes=request["prefixes"],
            )
        pieces.send()
        out.write(b"0\n")
        out.flush()
    except SyntaxError as error:
        _broken(out, pieces, {"syntax": str(error)})
    except (OSError, ValueError, RuntimeError) as error:
        _broken(out, pieces, {"error": str(error)})


def _broken(out: BinaryIO, pieces: _Pieces | None, message: dict[str, Any]) -> None:
    if pieces is not None and pieces.begun:
        out.write(b"-1\n")
    _send(out, message)


def _rows(found: Any) -> dict[str, Any]:
    if isinstance(found, ox.QueryBoolean):
        return {"columns": ["answer"], "records": [[bool(found)]]}
    if isinstance(found, ox.QueryTriples):
        records = [[_python(t.subject), _python(t.predicate), _python(t.object)] for t in found]
        return {"columns": ["subject", "predicate", "object"], "records": records}
    columns = [variable.value for variable in found.variables]
    return {"columns": columns, "records": [[_python(term) for term in row] for row in found]}


def _python(term: Any) -> Any:
    """A term as a value of Python; IRIs and blank nodes as strings."""
    if not isinstance(term, ox.Literal):
        return f"_:{term.value}" if isinstance(term, ox.BlankNode) else getattr(term, "value", None)
    kind = term.datatype.value
    try:
        if kind in _INTEGERS:
            return int(term.value)
        if kind in _FLOATS:
            return float(term.value.replace("INF", "inf"))
    except ValueError:
        return term.value  # "abc"^^xsd:integer is legal RDF
    if kind == _XSD + "boolean" and term.value in {"true", "false", "1", "0"}:
        return term.value in {"true", "1"}
    return term.value


def _send(out: BinaryIO, message: dict[str, Any]) -> None:
    out.write(json.dumps(message).encode() + b"\n")
    out.flush()


if __name__ == "__main__":
    main(sys.argv[1])
