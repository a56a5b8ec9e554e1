"""One question, two languages, one answer, on a made world: every difference is listed.

SPARQL over the world is what the engines are compared with; it never sees a store.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

from bench.calls import Call, iter_calls
from bench.engines import opened
from bench.filling import fill
from bench.world import World
from innograph.graph.errors import InnographError
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.store import Store
    from innograph.queries.answer import Answer
    from innograph.queries.question import Question

Row = tuple[object, ...]
TIMEOUT = 300.0


class Difference(NamedTuple):
    """What one engine answers otherwise than SPARQL does; `rows` are examples."""

    engine: str
    question: str
    call: Call
    what: str
    rows: list[Row]


class Asked(NamedTuple):
    """The answer of one call in SPARQL, with how long it took."""

    question: Question
    call: Call
    rows: list[Row]
    seconds: float


def asked_in_sparql(world: World, store: SparqlStore) -> list[Asked]:
    """Every question under all its calls."""

    def answer(question: Question, call: Call) -> Answer:
        return ask(
            world, question, language="sparql", sparql_store=store, timeout=TIMEOUT, **call
        )

    found = []
    for question in load_catalogue().values():
        for call in iter_calls(question, world, answer):
            start = time.perf_counter()
            rows: list[Row] = list(answer(question, call).rows)
            found.append(Asked(question, call, rows, time.perf_counter() - start))
    return found


def differences(engine: str, store: Store, asked: Iterable[Asked]) -> Iterator[Difference]:
    """Where the engine's Cypher answers otherwise."""
    for question, call, rows, _ in asked:
        try:
            mine: list[Row] = list(ask(store, question, timeout=TIMEOUT, **call).rows)
        except InnographError as error:
            yield Difference(engine, question.id, call, str(error), [])
            continue
        if mine != rows:
            extra, missing = set(mine) - set(rows), set(rows) - set(mine)
            what = f"{len(extra)} rows more, {len(missing)} rows missing of {len(rows)}"
            if not extra and not missing:
                what = "another order"
            examples = sorted(extra, key=repr)[:2] + sorted(missing, key=repr)[:2]
            yield Difference(engine, question.id, call, what, examples)


def empty(asked: Iterable[Asked]) -> list[str]:
    """Questions that have no row under any of their calls."""
    most: dict[str, int] = {}
    for question, _, rows, _ in asked:
        most[question.id] = max(most.get(question.id, 0), len(rows))
    return [question for question, rows in most.items() if not rows]


def run(claims: int, engines: Iterable[str], say: Callable[[str], None]) -> int:
    """Compare, and say what differs; returns the number of differences and of empty questions."""
    world = World(claims)
    found = 0
    with SparqlStore.open(world) as sparql:
        asked = asked_in_sparql(world, sparql)
    rows = sum(len(one.rows) for one in asked)
    say(f"SPARQL: {len(asked)} calls, {rows} rows, {sum(one.seconds for one in asked):.0f} s")
    for name in empty(asked):
        found += 1
        say(f"EMPTY {name}")
    for engine in engines:
        with opened(engine) as store:
            start = time.perf_counter()
            fill(store, world)
            loaded = time.perf_counter()
            bad = list(differences(engine, store, asked))
            took = time.perf_counter() - loaded
        for one in bad:
            say(f"DIFFERENT {one.engine} {one.question} {one.call}: {one.what}")
            for row in one.rows:
                say(f"    {row}")
        say(f"{engine}: {len(bad)} differences; loaded in {loaded - start:.0f} s, asked in {took:.0f} s")
        found += len(bad)
    return found
