"""How long each question takes on the made world, warm, as a person asks who has one place in mind.

The whole time counts: names are resolved, the query runs, rows are fetched, typed and sorted.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from bench.calls import scoped
from bench.filling import filled
from bench.measure import Measured, seconds
from bench.world import CLAIMS, World
from innograph.graph.errors import InnographError
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innograph.queries.answer import Answer

_ENGINE = "neo4j-5.26"
_LIMIT = 2.0
_ENOUGH = 60.0  # seconds; what takes longer is ended, and said


def measure(times: int) -> Iterator[Measured]:
    """Cypher on Neo4j and SPARQL beside the limit of both, one line a question, told as it is measured."""
    world = World(CLAIMS * times, foreign=True)
    with SparqlStore.open(world) as sparql, filled(_ENGINE, world) as store:
        for question in load_catalogue().values():
            call = scoped(question, world)
            asked = partial(ask, timeout=_ENOUGH, **call)
            cypher = _asked(partial(asked, store, question))
            other = _asked(partial(asked, world, question, language="sparql", sparql_store=sparql))
            same = "" if cypher.rows == other.rows else "; the answers differ"
            found = Measured(
                f"{question.number} {question.id}, {len(cypher.rows or ())} rows",
                f"Cypher {cypher.said}, SPARQL {other.said}{same}",
                f"its limit: {_LIMIT:.0f} s",
                max(cypher.warm, other.warm) / _LIMIT,
                "1",
            )
            click.echo(f"{found.what}: {found.figure}", err=True)
            yield found


class _Asked(NamedTuple):
    """The rows of an answer, None where there was none in time; seconds of the first time and warm."""

    rows: list[tuple[object, ...]] | None
    first: float
    warm: float
    why: str = ""

    @property
    def said(self) -> str:
        """As the table has it."""
        if self.rows is None:
            return f"ended after {self.first:.1f} s ({self.why})"
        return f"{self.warm * 1000:.0f} ms (first {self.first * 1000:.0f} ms)"


def _asked(act: Callable[[], Answer]) -> _Asked:
    start = time.perf_counter()
    try:
        rows = list(act().rows)
    except InnographError as error:
        spent = time.perf_counter() - start
        return _Asked(None, spent, spent, str(error))
    return _Asked(rows, time.perf_counter() - start, seconds(act))
