"""The graph as RDF: terms, quads out and in, the serialisations, and SPARQL on Oxigraph."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.graph.rdf.formats import write_rdf
    from innograph.graph.rdf.read import read_rdf
    from innograph.graph.rdf.sparql import SparqlStore

_HOMES = {
    "SparqlStore": "innograph.graph.rdf.sparql",
    "read_rdf": "innograph.graph.rdf.read",
    "write_rdf": "innograph.graph.rdf.formats",
}

__all__ = ["SparqlStore", "read_rdf", "write_rdf"]


def __getattr__(name: str) -> Any:
    """Loads Oxigraph (20 ms) only when something of it is used."""
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'innograph.graph.rdf' has no attribute {name!r}")
