"""A made world into a new Neo4j: by files and its importer, beside the load over Bolt.

Files are written from JSON Lines, as `innograph bulk --from` does; what the importer takes, and what
innograph then has to make (constraints, indexes, empty lists), counts. Both databases are counted.
"""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.engines import VERSIONS, opened, tests_server
from bench.filling import import_files
from bench.measure import Measured, forked, seconds
from bench.world import CLAIMS, World
from innograph.graph.bulk.files import Files
from innograph.graph.bulk.write import write_bulk
from innograph.graph.codec import write_jsonl
from innograph.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.bulk.write import Written
    from innograph.graph.store import StoreStatus

_ENGINE = "neo4j-5.26"


def measure(times: int) -> Iterator[Measured]:
    """Writing, importing and finishing, one after the other; then the load."""
    world = World(CLAIMS * times)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        lines = folder / "read.jsonl"
        with lines.open("w", encoding="utf-8") as file:
            file.writelines(write_jsonl(world.extractions()))
        writing = forked(lambda: write_bulk(Files([lines]), folder / "files", world.ontology))
        importing = seconds(
            lambda: import_files(folder / "files", _ENGINE, folder / "neo4j"), times=1
        )
        finishing, new = _opened(folder)
    online, old = _loaded(world)
    if _counts(new) != _counts(old):
        raise click.ClickException(f"The import has {_counts(new)}, the load {_counts(old)}.")
    written: Written = writing.result
    bulk = writing.seconds + importing + finishing
    yield Measured(
        f"bulk, {world.claims:,} claims",
        f"{bulk:.0f} s: {written.nodes / bulk:,.0f} nodes/s, {written.relationships / bulk:,.0f} "
        f"relationships/s (files {writing.seconds:.0f} s, importer {importing:.0f} s, first opening "
        f"{finishing:.0f} s)",
        f"load over Bolt: {online:.0f} s",
        bulk / online,
        "0.25",
        memory=f"{writing.peak:.0f} MB",
    )


def _opened(folder: Path) -> tuple[float, StoreStatus]:
    """The start of the server does not count: the load needs one as well."""
    with tests_server().Neo4jServer(VERSIONS[_ENGINE], folder / "neo4j", lasting=True) as server:
        start = time.perf_counter()
        with open_store(server.uri) as store:
            spent = time.perf_counter() - start
            return spent, store.status()


def _loaded(world: World) -> tuple[float, StoreStatus]:
    with opened(_ENGINE) as store:
        start = time.perf_counter()
        for _ in store.load(world.extractions()):
            pass
        return time.perf_counter() - start, store.status()


def _counts(status: StoreStatus) -> tuple[object, ...]:
    return (
        status.documents,
        status.passages,
        status.claims,
        status.observations,
        status.measures,
        status.pairs,
        status.classes,
        status.predicates,
    )
