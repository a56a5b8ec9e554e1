"""Entities and facts into one Neo4j, by us and by others: rates, and what is there afterwards.

All get the same 12,000 entities with three or four labels each and 15,000 facts with four properties,
of which some join the same two entities under another status. Every writer begins with an empty
database and its own constraint or index, which is not counted. Ours and the plain driver leave the
graph as it is when they are run again; the others are asked to do so too.
"""

from __future__ import annotations

import asyncio
import contextlib
import io
import itertools
import random
import subprocess
import tempfile
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import click

from bench.engines import VERSIONS, tests_server
from bench.measure import Measured, Timing, seconds
from bench.world import World
from innograph.graph.bolt import connect
from innograph.graph.derived_rows import entity_row, fact_row
from innograph.graph.identity import fact_id
from innograph.graph.model import Entity, Fact
from innograph.graph.ontology import load_ontology
from innograph.graph.schema import iter_statements
from innograph.graph.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from neo4j import Driver
    from neo4j_server import Neo4jServer

    from innograph.graph.bolt import Bolt
    from innograph.graph.ontology import Ontology

Row = dict[str, Any]

_NODES, _FACTS = 12_000, 15_000
_BATCH = 2_000
_RUNS = 3
_APOC = "org.neo4j.procedure:apoc-core:5.26.0:jar:core"  # without it neo4j-graphrag cannot write
_CONSTRAINT = "CREATE CONSTRAINT peer IF NOT EXISTS FOR (n:Entity) REQUIRE n.id IS UNIQUE"


@dataclass(frozen=True, slots=True)
class Graph:
    """What is written."""

    entities: list[Entity]
    facts: list[Fact]
    ontology: Ontology


@dataclass(frozen=True, slots=True)
class Peer:
    """One way to write it, in two halves; `begin` makes constraint or index in an empty database."""

    name: str
    begin: Callable[[], object]
    nodes: Callable[[], object]
    facts: Callable[[], object]


def measure(times: int) -> Iterator[Measured]:
    """Rates beside the plain driver's; a ratio below 1 is quicker. The peers are in the extra `bench`."""
    del times
    for module in ("neo4j_graphrag", "rdflib_neo4j"):
        if find_spec(module) is None:
            raise click.ClickException(f"{module} is not installed: pip install -e '.[bench]'.")
    graph = made(_NODES, _FACTS)
    with _server() as server, server.driver() as driver, connect(server.uri) as bolt:
        peers = [*(make(graph, driver) for make in _MAKERS), _ours(graph, bolt)]
        spent: dict[str, tuple[list[float], list[float]]] = {p.name: ([], []) for p in peers}
        kept: dict[str, str] = {}
        for _ in range(_RUNS):
            for peer in peers:
                tests_server().wipe(driver)
                peer.begin()
                nodes, facts = spent[peer.name]
                nodes.append(seconds(peer.nodes, times=1))
                facts.append(seconds(peer.facts, times=1))
                if peer.name not in kept:
                    kept[peer.name] = _kept(peer, graph, driver)
    for half, count in enumerate((_NODES, _FACTS)):
        plain = Timing(tuple(spent["plain driver"][half]))
        for peer in peers:
            ours = Timing(tuple(spent[peer.name][half]))
            yield Measured(
                f"{peer.name}: {('entities', 'facts')[half]}",
                f"{count / ours.least:,.0f}/s" + (f"; {kept[peer.name]}" if half else ""),
                f"plain driver: {count / plain.least:,.0f}/s",
                ours.least / plain.least,
                runs=len(ours.spent),
                medians=ours.median / plain.median,
            )


def made(nodes: int, facts: int) -> Graph:
    """Entities of a made world under as many names as it takes, and facts between any of them."""
    ontology = load_ontology()
    chance = random.Random(1)
    entities = [
        replace(entity, id=f"{entity.id}-{number}")
        for number, entity in zip(
            range(nodes), itertools.cycle(World(1_000).entities()), strict=False
        )
    ]
    found: dict[str, Fact] = {}
    while len(found) < facts:
        ends = [entity.id for entity in chance.sample(entities, 2)]
        predicate = chance.choice(list(ontology.predicates))
        for status in chance.sample(list(ontology.statuses), chance.choice((1, 1, 2))):
            identity = fact_id(ends[0], predicate, ends[1], status)
            found[identity] = Fact(identity, ends[0], predicate, ends[1], status, 2, 1, False)
    return Graph(entities, list(found.values())[:facts], ontology)


def _ours(graph: Graph, bolt: Bolt) -> Peer:
    """What the store does with what a change touches: known ones are read, new ones written, labels
    counted."""

    def nodes() -> None:
        with bolt.transaction() as tx:
            writer = Writer(tx, graph.ontology)
            known = tx.run(
                "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id",
                {"ids": [entity.id for entity in graph.entities]},
            )
            there = {row["id"] for row in known}
            new = [entity for entity in graph.entities if entity.id not in there]
            writer.create_entities(new)
            writer.check_labels(new)

    def facts() -> None:
        with bolt.transaction() as tx:
            writer = Writer(tx, graph.ontology)
            keys = ((f.subject, f.predicate, f.object, f.status) for f in graph.facts)
            known = writer.known_facts(keys)
            writer.create_facts(fact for fact in graph.facts if fact.id not in known)

    def begin() -> None:
        bolt.run_schema(*iter_statements(graph.ontology, "neo4j"))

    return Peer("innograph", begin, nodes, facts)


def _plain(graph: Graph, driver: Driver) -> Peer:
    """What a careful user of the driver writes: UNWIND and MERGE, one statement a class and a type."""
    classes: dict[str, list[Row]] = defaultdict(list)
    types: dict[str, list[Row]] = defaultdict(list)
    for entity in graph.entities:
        classes[":".join(graph.ontology.labels(entity.cls)[1:])].append(entity_row(entity))
    for fact in graph.facts:
        types[graph.ontology.relationship(fact.predicate, fact.status)].append(fact_row(fact))

    def write(statement: str, rows: list[Row]) -> None:
        for start in range(0, len(rows), _BATCH):
            driver.execute_query(statement, rows=rows[start : start + _BATCH])

    def nodes() -> None:
        for labels, rows in classes.items():
            act = f"MERGE (e:Entity {{id: r.id}}) SET e = r SET e:{labels}"
            write(f"UNWIND $rows AS r {act}", rows)

    def facts() -> None:
        ends = "MATCH (a:Entity {id: r.s}) MATCH (b:Entity {id: r.o})"
        for type_, rows in types.items():
            act = f"MERGE (a)-[f:{type_} {{id: r.props.id}}]->(b) SET f = r.props"
            write(f"UNWIND $rows AS r {ends} {act}", rows)

    def begin() -> None:
        driver.execute_query(_CONSTRAINT)

    return Peer("plain driver", begin, nodes, facts)


def _graphrag(graph: Graph, driver: Driver) -> Peer:
    """neo4j-graphrag's writer takes one label a node. It creates and never looks, and has to have its
    nodes in the database, by its own property, when it writes relationships."""
    from neo4j_graphrag.components.kg_writer import Neo4jWriter
    from neo4j_graphrag.components.types import Neo4jGraph, Neo4jNode, Neo4jRelationship

    entities = [
        Neo4jNode(id=entity.id, label=entity.cls, properties=entity_row(entity))
        for entity in graph.entities
    ]
    links = [
        Neo4jRelationship(
            start_node_id=fact.subject,
            end_node_id=fact.object,
            type=graph.ontology.relationship(fact.predicate, fact.status),
            properties=fact_row(fact)["props"],
        )
        for fact in graph.facts
    ]
    writer = Neo4jWriter(driver, batch_size=_BATCH, clean_db=False)

    def write(part: Neo4jGraph) -> None:
        done = asyncio.run(writer.run(part))
        if done.status != "SUCCESS":
            raise click.ClickException(f"neo4j-graphrag: {done.metadata}")

    return Peer(
        "neo4j-graphrag Neo4jWriter",
        writer._db_setup,
        lambda: write(Neo4jGraph(nodes=entities)),
        lambda: write(Neo4jGraph(relationships=links)),
    )


def _rdflib(graph: Graph, driver: Driver) -> Peer:
    """rdflib-neo4j takes triples: its relationships have no properties."""
    from rdflib import RDF, Literal, Namespace
    from rdflib_neo4j import (
        HANDLE_MULTIVAL_STRATEGY,
        HANDLE_VOCAB_URI_STRATEGY,
        Neo4jStore,
        Neo4jStoreConfig,
    )

    data, words = Namespace("https://example.org/id/"), Namespace("https://example.org/word/")
    triples: list[Any] = []
    for entity in graph.entities:
        node = data[quote(entity.id)]
        triples += [(node, RDF.type, words[name]) for name in graph.ontology.labels(entity.cls)]
        for key, value in entity_row(entity).items():
            items = value if isinstance(value, list) else [value]
            triples += [(node, words[key], Literal(item)) for item in items]
    links = [
        (
            data[quote(fact.subject)],
            words[graph.ontology.relationship(fact.predicate, fact.status)],
            data[quote(fact.object)],
        )
        for fact in graph.facts
    ]

    def store() -> Any:
        config = Neo4jStoreConfig(
            batching=True,
            batch_size=_BATCH,
            handle_vocab_uri_strategy=HANDLE_VOCAB_URI_STRATEGY.IGNORE,
            handle_multival_strategy=HANDLE_MULTIVAL_STRATEGY.ARRAY,
        )
        return Neo4jStore(config, neo4j_driver=driver)

    def write(part: list[Any]) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            into = store()
            into.open(None, create=True)
            for triple in part:
                into.add(triple)
            into.close()

    return Peer("rdflib-neo4j", lambda: write([]), lambda: write(triples), lambda: write(links))


_MAKERS: tuple[Callable[[Graph, Driver], Peer], ...] = (_plain, _graphrag, _rdflib)


def _kept(peer: Peer, graph: Graph, driver: Driver) -> str:
    """What is there of what was written, and what a second run makes of it."""
    facts = "MATCH ()-[f]->() RETURN count(f) AS n, count(f.status) AS said"
    found = driver.execute_query(facts).records[0]
    labels = driver.execute_query("MATCH (n) RETURN labels(n) AS labels").records
    wanted = sum(len(graph.ontology.labels(entity.cls)) for entity in graph.entities)
    ours = {name for entity in graph.entities for name in graph.ontology.labels(entity.cls)}
    there = sum(len(ours & set(row["labels"])) for row in labels)
    peer.nodes()
    nodes = driver.execute_query("MATCH (n) RETURN count(n) AS n").records[0]["n"]
    said = f"{found['said'] / len(graph.facts):.0%} with their status"
    return (
        f"there: {found['n'] / len(graph.facts):.0%} of the facts, {said}, {there / wanted:.0%} of the "
        f"labels; again: {nodes / len(graph.entities):.0%} of the entities"
    )


@contextmanager
def _server() -> Iterator[Neo4jServer]:
    """The tests' Neo4j 5.26 with APOC, which one of the peers asks for."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        plugins = Path(folder) / "plugins"
        plugins.mkdir()
        _fetch_apoc(plugins)
        with tests_server().Neo4jServer(
            VERSIONS["neo4j-5.26"], Path(folder), lasting=True
        ) as server:
            yield server


def _fetch_apoc(folder: Path) -> None:
    command = ["mvn", "-B", "-q", "dependency:copy", f"-Dartifact={_APOC}"]
    try:
        subprocess.run([*command, f"-DoutputDirectory={folder}"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise click.ClickException(f"Maven did not fetch {_APOC}: {error}.") from None
