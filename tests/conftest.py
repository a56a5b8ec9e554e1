"""The engines under test: embedded, and Neo4j in two versions, each as an address of an empty store.

NEO4J_TEST_URI names a Neo4j to test with in place of our own two (user and password in NEO4J_USERNAME
and NEO4J_PASSWORD); its database is wiped, so it has to be empty when the tests begin. What an
engine needs and the machine has not, skips its tests, or fails them under INNOGRAPH_STRICT=1.
"""

from __future__ import annotations

import os
import shutil
import signal
from contextlib import contextmanager
from functools import partial

import pytest
from command import sample_texts
from gold import gold_extractions
from maven import Missing
from neo4j import GraphDatabase
from neo4j_server import Neo4jServer, wipe

import innograph
from innograph.graph.address import parse_address
from innograph.graph.bolt import connect
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask

# A job in the background has SIGINT ignored, and so have its children: then no Ctrl-C could be tested.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

STRICT = os.environ.get("INNOGRAPH_STRICT") == "1"
GIVEN = os.environ.get("NEO4J_TEST_URI")
VERSIONS = {"neo4j-5.26": "5.26.30", "neo4j-2026": "2026.09.0"}
ENGINES = ["embedded", "neo4j"] if GIVEN else ["embedded", *VERSIONS]


@pytest.hookimpl(tryfirst=True)  # pytest-xdist reads the groups at the same moment
def pytest_collection_modifyitems(items):
    """What runs in one process when several share the work: a Neo4j is started, and wiped, in one
    only; else a file's tests stay together, for they share what they have made. A test that uses one
    of these Neo4j without being asked of every engine names it by the same mark."""
    for item in items:
        if item.get_closest_marker("xdist_group"):
            continue
        engine = getattr(item, "callspec", None) and item.callspec.params.get("engine")
        group = engine if engine in ENGINES[1:] else item.path.name
        item.add_marker(pytest.mark.xdist_group(group))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node, ids):
    """Without the groups every process starts every engine, and the tests take twice as long."""
    if node.config.getoption("dist") == "loadgroup":
        lost = [name for name in ids if "@" not in name]
        if lost:
            pytest.exit(f"pytest-xdist has lost the groups of {len(lost)} tests: {lost[0]}", 1)


def missing(reason):
    """Skip, or fail where nothing may be missing."""
    if STRICT:
        pytest.fail(reason)
    pytest.skip(reason)


class _Servers:
    """Servers by engine, started when first asked for; what could not be started is not tried again."""

    def __init__(self, new_folder):
        self._new_folder = new_folder
        self._running = {}
        self._missing = {}

    def get(self, version, *, password=False):
        key = (version, password)
        if key not in self._running and key not in self._missing:
            folder = self._new_folder(f"neo4j-{version}")
            try:
                self._running[key] = Neo4jServer(version, folder, password=password)
            except Missing as error:
                self._missing[key] = str(error)
        if key in self._missing:
            missing(self._missing[key])
        return self._running[key]

    def stop(self):
        for server in self._running.values():
            server.stop()


@pytest.fixture(scope="session")
def neo4j_servers(tmp_path_factory):
    servers = _Servers(tmp_path_factory.mktemp)
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def given_neo4j():
    """The user's own Neo4j."""
    where = parse_address(GIVEN)
    auth = (where.user or "neo4j", where.password) if where.password else None
    with GraphDatabase.driver(where.uri, auth=auth) as driver:
        with driver.session(database=where.database) as session:
            if session.run("MATCH (n) RETURN 1 LIMIT 1").single() is not None:
                pytest.exit(f"The tests wipe {where}, and it is not empty: empty it first.")
        yield partial(wipe, driver, where.database)
        wipe(driver, where.database)


@pytest.fixture(scope="session")
def warm_store(tmp_path_factory):
    """An embedded store whose engine runs from test to test; fresh ones take 2 to 4 s each."""
    folder = str(tmp_path_factory.mktemp("warm") / "store")
    with connect(folder) as bolt:
        yield folder, bolt


@pytest.fixture(params=ENGINES)
def engine(request):
    """The engine of this test, by name."""
    return request.param


@pytest.fixture
def address(engine, request, tmp_path):
    """Where nothing is yet: a folder that does not exist, or a Neo4j as new."""
    if engine == "embedded":
        return str(tmp_path / "store")
    return _neo4j(engine, request)


@pytest.fixture
def emptied_address(engine, request):
    """A store without contents that may have been used before: constraints and indexes stay."""
    if engine != "embedded":
        return _neo4j(engine, request, schema=False)
    folder, bolt = request.getfixturevalue("warm_store")
    with (
        bolt.transaction() as tx
    ):  # a folder that was a store and has lost its meta node is damaged
        tx.run("MATCH (n) WHERE NOT n:InnographMeta DETACH DELETE n")
        tx.run("MATCH (m:InnographMeta) SET m.revision = 0")
    return folder


def _neo4j(engine, request, **options):
    if GIVEN:
        request.getfixturevalue("given_neo4j")(**options)
        return GIVEN
    server = request.getfixturevalue("neo4j_servers").get(VERSIONS[engine])
    with server.driver() as driver:
        wipe(driver, **options)
    return server.uri


@pytest.fixture(scope="session")
def sample_store(tmp_path_factory):
    """The address of an embedded store of the shipped samples, for tests that only read. It is kept
    open, so that commands join its engine instead of starting one."""
    folder = tmp_path_factory.mktemp("samples") / "store"
    with innograph.open_store(str(folder)) as store:
        innograph.ingest_files(store, sample_texts())
        yield str(folder)


@pytest.fixture(scope="session")
def graph():
    """The samples as a careful reader takes them, in memory."""
    return MemoryGraph(gold_extractions(), ontology=load_ontology())


@pytest.fixture(scope="session")
def certain():
    """Without the rows on which two readers might differ."""
    return MemoryGraph(gold_extractions(optional=False), ontology=load_ontology())


@pytest.fixture(scope="session")
def answered(graph, tmp_path_factory):
    """Asks a question of the samples' gold, in SPARQL."""
    with _asking(graph, tmp_path_factory) as asking:
        yield asking


@pytest.fixture(scope="session")
def answered_certain(certain, tmp_path_factory):
    """The same without the rows on which two readers might differ."""
    with _asking(certain, tmp_path_factory) as asking:
        yield asking


@contextmanager
def _asking(graph, tmp_path_factory):
    with SparqlStore.open(graph, cache=tmp_path_factory.mktemp("cache")) as store:
        yield partial(ask, graph, language="sparql", sparql_store=store)


@pytest.fixture(scope="session")
def browser():
    """A real browser, one for all tests of a process."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("INNOGRAPH_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        missing(f"no browser: none of {', '.join(names)} is on the path, INNOGRAPH_CHROMIUM unset")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("no browser: the Python package playwright is not installed")
    quiet = ["--no-sandbox", "--disable-background-networking", "--disable-component-update"]
    # Containers have 64 MB of shared memory, and a tab that fills it hangs.
    quiet.append("--disable-dev-shm-usage")
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=found, args=quiet)
        yield running
        running.close()


@pytest.fixture
def shown(browser):
    """Opens a page from its file, offline; at the end: nothing was asked for, nothing went wrong."""
    asked, wrong, contexts, files = [], [], [], set()

    def show(file, *, link="", **settings):
        settings = {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"} | settings
        context = browser.new_context(offline=True, **settings)
        contexts.append(context)
        files.add(file.as_uri())
        page = context.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("dialog", lambda dialog: wrong.append(dialog.message))
        page.goto(file.as_uri() + link)
        page.wait_for_function("() => performance.getEntriesByName('innograph-drawn').length === 1")
        return page

    yield show
    for context in contexts:
        context.close()
    assert wrong == []
    # A file that a page saves is a blob of its own.
    assert {url.partition("#")[0] for url in asked if not url.startswith("blob:")} <= files
