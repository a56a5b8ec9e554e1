"""The process that answers SPARQL queries: it can be killed when a query passes its time limit.

Run as a file of its own (`python -P worker.py STORE`), so that it starts without the package, in
0.1 s. STORE is a folder, opened read-only, or `-` for a graph that comes as TriG on standard input
after a line with its length. One JSON line in, one out; ends when standard input does.
"""

from __future__ import annotations

import json
import signal
import sys
from typing import Any, BinaryIO

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
    _send(out, {"ready": len(store)})
    for line in lines:
        request = json.loads(line)
        _send(out, _answer(store, request))


def _open(place: str, stream: BinaryIO) -> ox.Store:
    if place != "-":
        return ox.Store.read_only(place)
    store = ox.Store()
    store.bulk_load(stream.read(int(stream.readline())), format=ox.RdfFormat.TRIG)
    return store


def _answer(store: ox.Store, request: dict[str, Any]) -> dict[str, Any]:
    """Columns and records of an answer, or what was wrong."""
    # Should our parent be killed, nobody would end a runaway query; Windows has no such timer.
    if request["timeout"] and hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, request["timeout"] + 1)
    try:
        found = store.query(
            request["query"],
            prefixes=request["prefixes"],
            use_default_graph_as_union=True,
        )
        return _rows(found)
    except SyntaxError as error:
        return {"syntax": str(error)}
    except (OSError, ValueError, RuntimeError) as error:
        return {"error": str(error)}
    finally:
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)


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
