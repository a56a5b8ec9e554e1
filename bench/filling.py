"""A graph into an empty store by the quickest way: Neo4j's importer, or over Bolt without looking at
what is there."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from bench.engines import VERSIONS, opened, running, tests_server
from innograph.graph.bulk.write import write_bulk
from innograph.graph.contribution import to_rows
from innograph.graph.contribution_writer import ContributionWriter
from innograph.graph.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.snapshot import Snapshot
    from innograph.graph.store import Store

_DOCUMENTS = 20  # in a transaction: more cost the embedded engine memory and bring nothing


@contextmanager
def filled(engine: str, graph: Snapshot) -> Iterator[Store]:
    """A store of that engine with all that the graph holds, gone afterwards."""
    if engine == "embedded":
        with opened(engine) as store:
            fill(store, graph)
            yield store
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        files, home = Path(name) / "files", Path(name) / "neo4j"
        write_bulk(graph, files, graph.ontology)
        import_files(files, engine, home)
        with running(engine, home) as store:
            yield store


def import_files(files: Path, engine: str, home: Path) -> None:
    """Make the database of a Neo4j that is then started with this home out of bulk files."""
    admin = tests_server().admin_command(VERSIONS[engine], home)
    subprocess.run(
        [files / "import.sh"],
        env={"NEO4J_ADMIN": str(admin), "PATH": "/usr/bin:/bin"},
        check=True,
        capture_output=True,
    )


def fill(store: Store, graph: Snapshot) -> None:
    """Everything that the graph holds; the store must be new.

    Ten times quicker than `store.load`, which derives what each document touches anew.
    """
    with store.bolt.transaction() as tx:
        Writer(tx, store.ontology).create_entities(graph.entities())
    extractions = graph.extractions()
    while documents := list(islice(extractions, _DOCUMENTS)):
        with store.bolt.transaction() as tx:
            rows = []
            for extraction in documents:
                known = extraction.document.id
                nodes = {e.name: graph.entity_of(known, e.name) for e in extraction.entities}
                rows.append(to_rows(extraction, nodes))
            ContributionWriter(tx, store.ontology).create(rows)
    with store.bolt.transaction() as tx:
        Writer(tx, store.ontology).create_facts(graph.facts())
        Writer(tx, store.ontology).create_pairs(graph.pairs())
