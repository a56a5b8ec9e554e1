"""How long each question takes on the made world, warm, as a person asks who has one place in mind.

The whole time counts: names are resolved, the query runs, rows are fetched, typed and sorted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.calls import scoped
from bench.filling import filled
from bench.measure import Measured, seconds
from bench.world import CLAIMS, World
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENGINE = "neo4j-5.26"
_LIMIT = 2.0


def measure(times: int) -> Iterator[Measured]:
    """Cypher on Neo4j and SPARQL beside the limit of both, one line a question."""
    world = World(CLAIMS * times, foreign=True)
    with SparqlStore.open(world) as sparql, filled(_ENGINE, world) as store:
        for question in load_catalogue().values():
            call = scoped(question, world)
            rows = len(ask(store, question, timeout=60, **call))
            cypher = seconds(lambda: ask(store, question, timeout=60, **call))  # noqa: B023
            other = seconds(lambda: _in_sparql(world, sparql, question.id, call))  # noqa: B023
            yield Measured(
                f"{question.number} {question.id}, {rows} rows",
                f"Cypher {cypher * 1000:.0f} ms, SPARQL {other * 1000:.0f} ms",
                f"its limit: {_LIMIT:.0f} s",
                max(cypher, other) / _LIMIT,
                "1",
            )


def _in_sparql(world: World, store: SparqlStore, question: str, call: dict[str, object]) -> None:
    ask(world, question, language="sparql", sparql_store=store, timeout=60, **call)
