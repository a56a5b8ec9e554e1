"""Questions only read, end in time, and say in one sentence what is wrong with them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time

import pytest
from graphs import raw
from make import make_extractions
from neo4j_server import PASSWORD, free_port
from processes import TESTS

from innograph.graph.errors import (
    QueryError,
    QueryTimeout,
    ReadOnlyViolation,
    StoreError,
    StoreUnavailable,
)
from innograph.graph.store import open_store

WRITES = [
    "CREATE (:Entity {id: 'x'})",
    "MATCH (n) SET n.name = 'x'",
    "MATCH (n) SET n:X",
    "MATCH (n) REMOVE n.name",
    "MATCH (n) DETACH DELETE n",
    "MATCH (n) detach\ndelete n",
    "MATCH (n) NODETACH DELETE n",
    "MERGE (n:X {id: 1}) RETURN n",
    "MATCH (n) CALL (n) { CREATE (:X) } RETURN 1",
    "MATCH (n) CALL { WITH n DELETE n } IN TRANSACTIONS",
    "MATCH (n) FOREACH (x IN [1] | CREATE (:X))",
    "UNWIND [1] AS x CREATE (:X)",
    "/* MATCH */ CrEaTe (:X)",
    "// RETURN 1\nCREATE (:X)",
    "MATCH (n) RETURN n // \nUNION CREATE (:X) RETURN 1 AS n",
    "\\u0043REATE (:X)",
    "C\\u0052EATE (:X)",
    "MATCH (n) WITH n, '\\u0027 AS x SET n.y = 1 RETURN 1 //'",
    "PROFILE CREATE (:X)",
    "CYPHER runtime=slotted CREATE (:X)",
    "CREATE INDEX x FOR (n:X) ON (n.y)",
    "EXPLAIN CREATE INDEX x FOR (n:X) ON (n.y)",
    "EXPLAIN /**/ create\tindex x FOR (n:X) ON (n.y)",
    "CREATE CONSTRAINT x FOR (n:X) REQUIRE n.y IS UNIQUE",
    "DROP INDEX innograph_entity_name",
    "DROP CONSTRAINT innograph_document_id",
    "CREATE FULLTEXT INDEX x FOR (n:X) ON EACH [n.y]",
    "CREATE DATABASE x",
    "CREATE USER x SET PASSWORD 'abcdefgh'",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'",
    "TERMINATE TRANSACTION 'x'",
    "TERMINATE TRANSACTIONS 'a', 'b'",
    "RETURN 1; CREATE (:X)",
]
REACHES_OUT = [
    "LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x",
    "load  csv WITH HEADERS FROM 'http://127.0.0.1:1/' AS x RETURN x",
    "/*a*/LOAD/*b*/CSV/*c*/FROM 'file:///etc/passwd' AS x RETURN x",
    "L\\u004fAD CSV FROM 'file:///etc/passwd' AS x RETURN x",
    "MATCH (n) CALL { LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x } RETURN x",
    "// hidden\rLOAD CSV FROM 'file:///etc/passwd' AS x RETURN x",
    "EXPLAIN LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x",
    "SHOW USERS",
    "show current user",
    "SHOW TRANSACTIONS",
    "SHOW TRANSACTION 'x'",
    "SHOW DATABASES",
    "SHOW SETTINGS",
    "SHOW ALL ROLES",
    "CALL db.createLabel('X')",
    "CALL `db`.`createLabel`('X')",
    "call db . createLabel('X')",
    "CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()",
    "CALL dbms.listConfig()",
    "CALL dbms.setConfigValue('a', 'b')",
    "CALL apoc.load.json('file:///etc/passwd') YIELD value RETURN value",
    "CALL gds.graph.drop('x')",
]
# Words that would write are names here.
NAMES = {
    "MATCH (n:Entity) RETURN n.set AS x LIMIT 1": None,
    "WITH 1 AS create RETURN create AS x": 1,
    "WITH {set: 1, delete: 2} AS map RETURN map.set + map.delete AS x": 3,
    "WITH 2 AS delete WHERE delete > 1 RETURN delete AS x ORDER BY delete LIMIT 1": 2,
    "WITH 1 AS set, 2 AS merge RETURN set + merge AS x": 3,
    "RETURN 'CREATE (:X)' AS x": "CREATE (:X)",
    "RETURN \"LOAD CSV FROM 'x' AS y\" AS x": "LOAD CSV FROM 'x' AS y",
    "RETURN 1 AS x // CREATE (:X)": 1,
    "/* SET n.x = 1 */ RETURN 1 AS x": 1,
    "RETURN 1 AS `DETACH DELETE n`": 1,
    "RETURN $set AS x": 5,
    "MATCH (n:Create|Delete) RETURN count(n) AS x": 0,
    "OPTIONAL MATCH (:Drop)-[r:SET]->() RETURN r AS x": None,
}
RUNAWAY = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a = -b RETURN count(*) AS n"


@pytest.fixture
def store(emptied_address):
    with open_store(emptied_address) as opened:
        list(opened.load(make_extractions(1, 3)))
        yield opened


def schema(store):
    return sorted(store.query("SHOW INDEXES YIELD name RETURN name").column("name"))


# ---- read-only


def test_nothing_that_writes_or_reaches_out_is_run(store):
    before = raw(store), schema(store), store.revision
    ran = []
    for query in WRITES + REACHES_OUT:
        try:
            ran.append((query, store.query(query, {"set": 5})))
        except ReadOnlyViolation as error:
            assert "\n" not in str(error)  # noqa: PT017
    assert ran == []
    assert (raw(store), schema(store), store.revision) == before


def test_the_engine_itself_refuses_what_the_words_do_not_show(store, engine):
    """A session that reads cannot write, whatever passes the look at the words."""
    before = raw(store), schema(store)
    plain = [query for query in WRITES if "\\" not in query]
    writes = [query for query in plain if query.startswith(("CREATE (", "MATCH", "MERGE"))]
    if engine == "embedded":  # Neo4j knows schema statements only in sessions that write
        writes += [
            "CREATE INDEX x FOR (n:X) ON (n.y)",
            "LOAD CSV FROM 'file:///etc/passwd' AS x RETURN x",
        ]
    refused = 0
    for query in writes:
        with pytest.raises((QueryError, StoreError)):
            list(store.bolt.stream(query))
        refused += 1
    assert refused >= 10
    assert (raw(store), schema(store)) == before


def test_words_that_would_write_may_be_names(store):
    for query, value in NAMES.items():
        assert [list(row.values()) for row in store.query(query, {"set": 5})] == [[value]], query


# ---- limits


def test_a_runaway_query_ends_at_its_limit_and_the_store_goes_on(store):
    began = time.monotonic()
    with pytest.raises(QueryTimeout, match=r"^The query was ended after 2 s: narrow it"):
        store.query(RUNAWAY, timeout=2)
    assert time.monotonic() - began < 20  # far below what it takes to its end
    assert len(store.query("MATCH (d:Document) RETURN d.id")) == 3
    list(store.load(make_extractions(1, 4)))
    assert store.status().documents == 4


def test_a_query_within_its_limit_is_let_alone(store):
    assert list(store.query("UNWIND range(1, 5000) AS x RETURN sum(x) AS n", timeout=30)) == [
        {"n": 12502500}
    ]


ASKER = """
import sys
from innograph.graph.store import open_store
with open_store(sys.argv[1]) as store:
    print("asks", flush=True)
    try:
        store.query(sys.argv[2], timeout=500)
    except KeyboardInterrupt:
        print("left", flush=True)
        print(len(store.digests()), flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal of POSIX")
def test_ctrl_c_ends_the_query_at_once(store, emptied_address):
    asker = subprocess.Popen(
        [sys.executable, "-c", ASKER, emptied_address, RUNAWAY],
        cwd=TESTS,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert asker.stdout.readline() == "asks\n"
    threading.Timer(1, asker.send_signal, [signal.SIGINT]).start()
    assert asker.communicate(timeout=60) == ("left\n3\n", "")
    assert store.status().documents == 3


# ---- errors


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("MATCH (n:Entity RETURN n", "(line 1, column "),
        ("MATCH (n:Entity)\nRETRUN n", "(line 2, column "),
    ],
)
def test_a_typing_error_is_shown_with_line_and_column(store, query, place):
    with pytest.raises(QueryError, match=r"^The query is not right: ") as wrong:
        store.query(query)
    assert place in str(wrong.value)
    assert "\n" not in str(wrong.value)
    assert "Exception" not in str(wrong.value)


def test_a_query_that_fails_on_the_way_is_said(store):
    with pytest.raises(QueryError, match=r"^The query is not right: "):
        store.query("MATCH (n) RETURN n.id / 0 + $nowhere AS x")


def test_an_address_where_nothing_answers():
    uri = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(StoreUnavailable) as refused:
        open_store(uri)
    assert str(refused.value).startswith(f"Nothing answers at {uri}, or it stopped answering (")
    assert "Is it running, and are host, port and scheme right?" in str(refused.value)
    with pytest.raises(
        StoreUnavailable, match=r"^Nothing answers at bolt://no\.such\.host\.invalid"
    ):
        open_store("bolt://no.such.host.invalid:7687")


# A folder has one database, so this is for servers.
@pytest.mark.parametrize(
    "engine", ["neo4j"] if os.environ.get("NEO4J_TEST_URI") else ["neo4j-5.26", "neo4j-2026"]
)
def test_an_unknown_database_is_said(address, engine):
    with pytest.raises(StoreError) as refused:
        open_store(f"{address}?database=elsewhere")
    assert str(refused.value) == (
        f"There is no such database at {address}?database=elsewhere: name another with "
        "?database=NAME."
    )


@pytest.fixture(scope="module")
def guarded(neo4j_servers):
    """A Neo4j that asks for a password."""
    return neo4j_servers.get("2026.09.0", password=True).uri


@pytest.mark.xdist_group("neo4j-2026")
def test_a_wrong_password_is_said_and_never_shown(guarded, monkeypatch):
    for name in ("INNOGRAPH", "NEO4J"):
        for end in ("USER", "USERNAME", "PASSWORD"):
            monkeypatch.delenv(f"{name}_{end}", raising=False)
    host = guarded.removeprefix("bolt://")
    sentence = (
        f"{guarded} refused the user or the password: check them in the address, or in "
        "INNOGRAPH_USER and INNOGRAPH_PASSWORD."
    )
    for address, prompt in [
        (f"bolt://neo4j:wrong-word@{host}", None),
        (guarded, None),
        (guarded, lambda question: "wrong-word"),
    ]:
        with pytest.raises(StoreError) as refused:
            open_store(address, prompt=prompt)
        assert str(refused.value) == sentence


@pytest.mark.xdist_group("neo4j-2026")
def test_the_right_password_opens_wherever_it_is_given(guarded, monkeypatch):
    host, asked = guarded.removeprefix("bolt://"), []

    def prompt(question):
        asked.append(question)
        return PASSWORD

    with open_store(f"bolt://neo4j:{PASSWORD}@{host}", prompt=prompt) as store:
        assert store.address == guarded
        assert asked == []
    open_store(guarded, prompt=prompt).close()
    assert asked == [f"Password of neo4j at {guarded}"]
    monkeypatch.setenv("INNOGRAPH_USER", "neo4j")
    monkeypatch.setenv("INNOGRAPH_PASSWORD", PASSWORD)
    open_store(guarded).close()


@pytest.mark.xdist_group("neo4j-2026")
def test_a_query_that_needs_too_much_memory_says_so(guarded, monkeypatch):
    """On Neo4j: the embedded engine counts no memory, and its time limit ends such a query."""
    monkeypatch.setenv("INNOGRAPH_PASSWORD", PASSWORD)
    long = "reduce(s = toString(x), i IN range(1, 12) | s + s)"
    with open_store(guarded) as store:
        with pytest.raises(QueryError, match=r"has not the memory for this .*: narrow the query"):
            store.query(f"UNWIND range(1, 1000000) AS x RETURN collect({long})", timeout=120)
        assert len(store.query("RETURN 1 AS one")) == 1
