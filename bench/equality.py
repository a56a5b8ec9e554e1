"""One question, two languages, one answer, on a made world: every difference is listed.

SPARQL over the world is what the engines are compared with; it never sees a store.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, NamedTuple

import click

from bench.calls import Call, iter_calls
from bench.engines import ENGINES
from bench.filling import filled
from bench.measure import Measured
from bench.world import CLAIMS, World
from innograph.graph.errors import InnographError
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
        return ask(world, question, language="sparql", sparql_store=store, timeout=TIMEOUT, **call)

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


def measure(times: int) -> Iterator[Measured]:
    """Every engine beside SPARQL; differences and questions without an answer go to stderr."""
    world = World(CLAIMS * times, foreign=True)
    with SparqlStore.open(world) as sparql:
        asked = asked_in_sparql(world, sparql)
    theirs = sum(one.seconds for one in asked)
    for name in empty(asked):
        click.echo(f"No rows under any parameters: {name}", err=True)
    for engine in ENGINES:
        with filled(engine, world) as store:
            start = time.perf_counter()
            bad = list(differences(engine, store, asked))
            ours = time.perf_counter() - start
        for one in bad:
            click.echo(f"{engine} {one.question} {one.call}: {one.what}", err=True)
            for row in one.rows:
                click.echo(f"    {row}", err=True)
        yield Measured(
            f"forty questions on {engine}, {world.claims:,} claims",
            f"{len(bad)} of {len(asked)} answers differ, {ours:.0f} s",
            f"SPARQL: {sum(len(one.rows) for one in asked):,} rows, {theirs:.0f} s",
            ours / theirs,
        )
