"""The RDF of the store as pages read it: read-only, beside the processes that answer queries."""

from __future__ import annotations

from functools import cached_property
from threading import Lock
from typing import TYPE_CHECKING

import pyoxigraph as ox

from innograph.web.records import Records

if TYPE_CHECKING:
    from pathlib import Path


class Data:
    """An Oxigraph store on disk. Safe to share between threads."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._lock = Lock()

    @cached_property
    def store(self) -> ox.Store:
        """Opened when it is first asked for."""
        return ox.Store.read_only(str(self.place))

    @cached_property
    def records(self) -> Records:
        """What pages show of it."""
        return Records(self.store)

    def graphs(self) -> dict[str, int]:
        """Names of the graphs and the number of their triples; counted once."""
        with self._lock:
            return self._graphs

    @cached_property
    def _graphs(self) -> dict[str, int]:
        found = self.store.query("SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        assert isinstance(found, ox.QuerySolutions)
        return {row["g"].value: int(row["n"].value) for row in found}
