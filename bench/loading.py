"""Extraction → store, on the embedded engine and on Neo4j, beside bare nodes and relationships; and
reading a folder again."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from bench.engines import opened
from bench.measure import Measured, seconds
from bench.texts import copies, sample_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.store import Store

_BATCH = 2_000
_NODES = "UNWIND $rows AS row CREATE (n:BenchNode {id: row})"
_LINKS = (
    "UNWIND $rows AS row MATCH (a:BenchNode {id: row[0]}) MATCH (b:BenchNode {id: row[1]}) "
    "CREATE (a)-[:BENCH {id: row[0]}]->(b)"
)


def measure(times: int) -> Iterator[Measured]:
    """Documents one by one, as ingest loads them; each is a transaction with consolidation."""
    from innograph.ingest.pipeline import Extractor

    extractor = Extractor()
    documents = [extractor.extract(document, text) for document, text in copies(times)]
    for engine in ("embedded", "neo4j-5.26"):
        with opened(engine) as store:
            ours = seconds(lambda: list(store.load(documents)), times=1)
            nodes, links = _counts(store)
            theirs = seconds(lambda: _write_bare(store, nodes, links), times=1)  # noqa: B023
        yield Measured(
            f"load of {len(documents)} documents, {engine}",
            f"{ours:.1f} s: {nodes / ours:,.0f} nodes/s, {links / ours:,.0f} relationships/s",
            f"as many bare ones, unchecked: {theirs:.1f} s",
            ours / theirs,
        )


def measure_again(times: int) -> Iterator[Measured]:
    """A folder read for the first time and, unchanged, again; the engine runs before."""
    from innograph.graph.store import open_store
    from innograph.ingest.run import ingest

    del times
    with tempfile.TemporaryDirectory() as folder, open_store(folder) as store:
        ingest(store, sample_files()[:1])  # so that imports and a cold engine do not count
        first = seconds(lambda: ingest(store, sample_files(), force=True), times=1)
        again = seconds(lambda: ingest(store, sample_files()))
    yield Measured(
        "the same folder again",
        f"{again:.2f} s",
        f"the first time: {first:.2f} s",
        again / first,
        "0.1",
    )


def _counts(store: Store) -> tuple[int, int]:
    nodes = store.query("MATCH (n) RETURN count(*) AS n").records[0][0]
    links = store.query("MATCH ()-[r]->() RETURN count(*) AS n").records[0][0]
    return int(nodes), int(links)


def _write_bare(store: Store, nodes: int, links: int) -> None:
    """As many nodes and relationships with nothing but a number, in large batches."""
    store.bolt.run_schema(
        "CREATE CONSTRAINT bench IF NOT EXISTS FOR (n:BenchNode) REQUIRE n.id IS UNIQUE"
    )
    _write(store, _NODES, list(range(nodes)))
    _write(store, _LINKS, [(link % nodes, link * 7 % nodes) for link in range(links)])


def _write(store: Store, statement: str, rows: list[Any]) -> None:
    for start in range(0, len(rows), _BATCH):
        with store.bolt.transaction() as tx:
            tx.run(statement, {"rows": rows[start : start + _BATCH]})
