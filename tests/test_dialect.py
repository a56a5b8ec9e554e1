"""The Cypher that researchers write, statement by statement, on every engine."""

from __future__ import annotations

import os
import runpy
from functools import cache
from pathlib import Path

import pytest
from conftest import missing

from innograph.graph.bolt import connect
from innograph.graph.errors import InnographError

# What an engine does not do; a change in either direction is news.
KNOWN = {"embedded": ["CREATE FULLTEXT INDEX + zh query"]}
SCHEMA = ("CREATE CONSTRAINT", "CREATE INDEX", "CREATE FULLTEXT", "DROP ")


@cache
def checks():
    """T and fixture of the shared file of checks."""
    shared = os.environ.get("INNOGRAPH_SHARED")
    if not shared:
        missing(
            "INNOGRAPH_SHARED is not set: the checks of the dialect are not part of this repository"
        )
    return runpy.run_path(str(Path(shared) / "dialect" / "checks.py"))


def write(bolt, cypher, parameters=None):
    if cypher.startswith(SCHEMA):
        bolt.run_schema(cypher)
        return []
    with bolt.transaction() as tx:
        return tx.run(cypher, parameters)


def reset(bolt):
    write(bolt, "MATCH (n) DETACH DELETE n")
    for statement in checks()["fixture"]():
        write(bolt, statement)


def alters(check):
    """Whether it makes constraints or indexes, which stay."""
    return any(cypher.startswith(SCHEMA) for cypher, _ in [*check["pre"], (check["q"], None)])


def answer(bolt, check):
    """Its rows as tuples; through the door for questions, unless it writes."""
    if check["exp"] == "error" or check["q"].startswith(SCHEMA):
        return [tuple(row.values()) for row in write(bolt, check["q"], check["p"])]
    rows = bolt.read(check["q"], check["p"])
    if check["al"]:
        assert list(rows.columns) == check["al"]
    return rows.records


def fault(bolt, check):
    """What is wrong with the engine's answer; None when it is right."""
    wanted = check["exp"]
    try:
        for cypher, parameters in check["pre"]:
            write(bolt, cypher, parameters)
        rows = answer(bolt, check)
    except InnographError as error:
        return None if wanted == "error" else str(error)
    if callable(wanted):
        return None if wanted(rows) else f"unexpected: {rows}"
    if wanted == "noerr":
        return None
    if not check["ordered"]:
        rows, wanted = sorted(rows), sorted(wanted)
    return None if rows == wanted else f"{rows} instead of {wanted}"


@pytest.mark.slow
def test_every_statement_answers_as_in_neo4j(engine, address):
    every = checks()["T"]
    assert len(every) == 79
    faults = {}
    with connect(address) as bolt:
        reset(bolt)
        for check in sorted(every, key=alters):
            if check["grp"] == "w":
                reset(bolt)
            faults[check["id"]] = fault(bolt, check)
    wrong = {name: said for name, said in faults.items() if said}
    assert list(wrong) == KNOWN.get(engine, []), wrong
