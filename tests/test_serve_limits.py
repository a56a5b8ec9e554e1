"""The server under queries and clients that ask too much: it answers the next one."""

from __future__ import annotations

import json
import socket
import threading
from concurrent.futures import ThreadPoolExecutor

import psutil
import pytest
from served import serving, until_its_end

RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ENDLESS = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
GROWING = "SELECT (COUNT(DISTINCT ?x) AS ?n) { ?a ?b ?c . ?d ?e ?f BIND(CONCAT(STR(?a), STR(?c), STR(?d), STR(?f)) AS ?x) }"  # noqa: E501
ASK = "ASK { ?d a inno:Document }"


@pytest.fixture(scope="module")
def server(sample_store, tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    options = ("--store", sample_store, "--timeout", 2, "--memory", 128, "--workers", 2)
    with serving(*options, XDG_CACHE_HOME=str(cache)) as running:
        yield running


@pytest.fixture(autouse=True)
def _lives_on(server):
    yield
    assert json.loads(server.query(ASK).body)["boolean"] is True
    assert server.process.poll() is None


def test_a_runaway_query_is_ended(server):
    reply = server.query(RUNAWAY)
    assert reply.status == 503
    assert "more than 2 s" in reply.text


def test_a_greedy_query_is_ended(server):
    reply = server.query(GROWING)
    assert reply.status == 503
    assert "128 MB of memory" in reply.text or "more than 2 s" in reply.text
    children = psutil.Process(server.process.pid).children(recursive=True)
    assert sum(is_worker(child) for child in children) <= 2


def is_worker(process):
    """Whether it answers queries; one that was just killed does not."""
    try:
        return "worker.py" in " ".join(process.cmdline())
    except psutil.NoSuchProcess:  # or a zombie
        return False


def test_an_answer_that_is_cut_off_cannot_be_taken_for_the_whole(server):
    """It begins, so that its status is 200, and ends without the last piece."""
    with server.raw(_get("/sparql?query=" + ENDLESS.replace(" ", "+").replace("?", "%3F"))) as line:
        _, last = until_its_end(line)
    assert not last.endswith(b"0\r\n\r\n")


def test_slow_clients_hold_up_nobody(server):
    """More of them than there are workers ask for a long answer and do not read it."""
    long = "SELECT * { ?a ?b ?c }"
    whole = server.query(long, Accept="text/csv").body
    path = "/sparql?query=" + long.replace(" ", "+").replace("?", "%3F")
    slow = [server.raw(_get(path)) for _ in range(4)]
    half = server.raw(b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n")
    assert json.loads(server.query(ASK, timeout=15).body)["boolean"] is True
    size, last = until_its_end(slow[0])
    assert last.endswith(b"0\r\n\r\n")
    assert size > len(whole)
    for line in (*slow, half):
        line.close()


def test_a_query_of_ten_megabytes_is_too_long(server):
    body = "ASK { ?s ?p '" + "x" * 10_000_000 + "' }"
    reply = server.ask("/sparql", method="POST", body=body, Content_Type="application/sparql-query")
    assert reply.status == 413


def test_another_host_is_never_asked(server):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        asked = threading.Event()

        def listen():
            listener.settimeout(2)
            try:
                listener.accept()
                asked.set()
            except OSError:
                return

        thread = threading.Thread(target=listen)
        thread.start()
        there = f"http://127.0.0.1:{listener.getsockname()[1]}/sparql"
        for text in (
            f"SELECT * {{ SERVICE <{there}> {{ ?s ?p ?o }} }}",
            f"SELECT * {{ BIND(<{there}> AS ?x) SERVICE SILENT ?x {{ ?s ?p ?o }} }}",
            f"SELECT * {{ \\u0053ERVICE <{there}> {{ ?s ?p ?o }} }}",
            f"LOAD <{there}>",
        ):
            assert server.query(text).status == 403
        assert server.query(f"SELECT * FROM <{there}> {{ ?s ?p ?o }}").status == 200
        assert server.query(ASK, ("default-graph-uri", there)).status == 200
        thread.join(timeout=30)
        assert not thread.is_alive()
    assert not asked.is_set()


def test_many_readers_at_a_time(server):
    def read(number):
        reply = server.query(f"SELECT ({number} AS ?n) {{ ?d a inno:Document }} LIMIT 1")
        return reply.status, json.loads(reply.body)["results"]["bindings"][0]["n"]["value"]

    with ThreadPoolExecutor(20) as readers:
        assert list(readers.map(read, range(60))) == [(200, str(n)) for n in range(60)]


def _get(path):
    return f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAccept: text/csv\r\nConnection: close\r\n\r\n".encode()
