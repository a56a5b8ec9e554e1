"""What a reading query may not hold, told before it is sent.

The engines refuse writes themselves (a user that may only read, or READ access). What they let pass
in a reading session was tried: LOAD CSV read any file, TERMINATE ended other people's transactions,
EXPLAIN CREATE INDEX created the index, procedures reach the file system. This looks at words only, so
it is no parser; strings, comments and names in backticks are left out.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.graph.errors import ReadOnlyViolation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Procedures that compute from the graph and nothing else. An allowance, since what is unknown may
# write files (gds.graph.export runs in READ mode) or load addresses (apoc.load.*).
_PROCEDURES = re.compile(
    r"(?i)db\.(labels|relationshiptypes|propertykeys|info|ping|schema\.\w+"
    r"|index\.(fulltext\.(querynodes|queryrelationships|listavailableanalyzers)"
    r"|vector\.(querynodes|queryrelationships)))|dbms\.components"
)
# fmt: off
_SHOWN = {
    "INDEX", "INDEXES", "CONSTRAINT", "CONSTRAINTS", "FUNCTION", "FUNCTIONS", "PROCEDURE",
    "PROCEDURES",
}
_QUALIFIERS = {
    "ALL", "RANGE", "FULLTEXT", "FULL", "TEXT", "POINT", "VECTOR", "LOOKUP", "BTREE", "UNIQUE",
    "UNIQUENESS", "KEY", "NODE", "RELATIONSHIP", "REL", "PROPERTY", "EXISTENCE", "EXIST", "EXISTS",
    "TYPE", "BUILT", "IN", "USER", "DEFINED", "EXECUTABLE",
}
_WRITES = {
    "CREATE", "MERGE", "SET", "DELETE", "REMOVE", "FOREACH", "INSERT", "DROP", "ALTER", "GRANT",
    "DENY", "REVOKE", "TERMINATE", "KILL", "START", "STOP", "RENAME", "REALLOCATE", "DEALLOCATE",
    "ENABLE",
}
# fmt: on
# A write word in front of these is a name: `RETURN set, 1`, `set.x`, `{set: 1}`, `set AS x`. None of
# them begins what a statement about schema or server goes on with; the engines refuse the rest.
# fmt: off
_NOT_AFTER = {
    ",", ".", ":", ")", "]", "}", "=", "<", ">", "+", "-", "*", "/", "%", "|", ";", "",
    "AS", "ORDER", "LIMIT", "SKIP", "WHERE", "IN", "IS", "AND", "THEN", "END",
}
# fmt: on
_NOT_BEFORE = {".", ":", "$", "AS", "&", "|", "!"}

_SKIPPED = re.compile(
    r"""//[^\n\r]*|/\*.*?(?:\*/|\Z)|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|(?P<quoted>`(?:``|[^`])*`)"""
    r"""|(?P<word>\w+)|(?P<sign>[^\w\s])""",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\u+([0-9A-Fa-f]{4})")


def check_read_only(cypher: str) -> None:
    """Raise ReadOnlyViolation for what writes, changes the schema, runs the server or reaches out."""
    # Neo4j replaces \uXXXX before it reads the query, so `\u004cOAD CSV` is LOAD CSV there.
    for text in {cypher, _ESCAPE.sub(lambda m: chr(int(m[1], 16)), cypher)}:
        words = list(_words(text))
        for place, word in enumerate(words):
            _check_word(words, place, word)


def _words(text: str) -> Iterator[str]:
    """Words in upper case, signs, and ` for a name in backticks."""
    for match in _SKIPPED.finditer(text):
        if match["word"]:
            yield match["word"].upper()
        elif match["quoted"]:
            yield "`" + match["quoted"][1:-1]
        elif match["sign"]:
            yield match["sign"]


def _check_word(words: Sequence[str], place: int, word: str) -> None:
    before = words[place - 1] if place else ""
    after = words[place + 1] if place + 1 < len(words) else ""
    if before in _NOT_BEFORE:
        return
    if word == "LOAD" and after == "CSV":
        raise ReadOnlyViolation(
            "LOAD CSV reads files and addresses outside the store and is refused here; "
            "`innograph ingest` reads files."
        )
    if word == "SHOW" and place in (0, _first(words)):
        _check_show(words[place + 1 :])
    if word == "CALL":
        _check_call(words[place + 1 :])
    if word in _WRITES and after not in _NOT_AFTER:
        raise ReadOnlyViolation(
            f"Queries only read, and {word} changes the store: ingest, forget and merge change it. "
            f"If {word.lower()} is a name here, put it in backticks."
        )


def _first(words: Sequence[str]) -> int:
    """Place of the first word after EXPLAIN, PROFILE and CYPHER with its options."""
    place = 0
    while place < len(words) and (
        words[place] in {"EXPLAIN", "PROFILE", "CYPHER", "=", ".", ";"}
        or words[place].isdigit()
        or words[place + 1 : place + 2] == ["="]
        or (place and words[place - 1] == "=")
    ):
        place += 1
    return place


def _check_show(rest: Sequence[str]) -> None:
    for word in rest:
        if word in _SHOWN:
            return
        if word not in _QUALIFIERS:
            break
    raise ReadOnlyViolation(
        f"SHOW {rest[0] if rest else ''} is for administrators: here it shows INDEXES, CONSTRAINTS, "
        "FUNCTIONS and PROCEDURES."
    )


def _check_call(rest: Sequence[str]) -> None:
    name = ""
    for word in rest:
        if word != "." and not (word.startswith("`") or word.isidentifier()):
            break
        if word != "." and name and not name.endswith("."):
            break  # the word after the name: YIELD, RETURN
        name += word.removeprefix("`").lower()
    if name and not _PROCEDURES.fullmatch(name):
        raise ReadOnlyViolation(
            f"The procedure {name} may change the store or reach outside it, so queries may not call "
            "it; run it in Neo4j's own tools."
        )
