"""The engines that answer Cypher, each with an empty store: embedded, and Neo4j in two versions."""

from __future__ import annotations

import sys
import tempfile
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.store import open_store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import ModuleType

    from innograph.graph.store import Store

TESTS = Path(__file__).resolve().parent.parent / "tests"
VERSIONS = {"neo4j-5.26": "5.26.30", "neo4j-2026": "2026.09.0"}
ENGINES = ("embedded", *VERSIONS)


def tests_server() -> ModuleType:
    """The module that runs the tests' own Neo4j."""
    if str(TESTS) not in sys.path:
        sys.path.append(str(TESTS))
    return import_module("neo4j_server")


@contextmanager
def opened(engine: str) -> Iterator[Store]:
    """An empty store of that engine, gone afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = Path(folder)
        with (
            open_store(str(home / "store"))
            if engine == "embedded"
            else running(engine, home) as store
        ):
            yield store


@contextmanager
def running(engine: str, home: Path) -> Iterator[Store]:
    """A Neo4j with this home, empty or as an importer has left it; the tests' own, from Maven."""
    with (
        tests_server().Neo4jServer(VERSIONS[engine], home, lasting=True) as server,
        open_store(server.uri) as store,
    ):
        yield store
