"""Errors of driver and server as one sentence with the way out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import (
    QueryError,
    QueryTimeout,
    ReadOnlyViolation,
    StoreBusy,
    StoreError,
    StoreUnavailable,
)
from innograph.graph.wording import Remark, Words

if TYPE_CHECKING:
    from innograph.graph.errors import InnographError

# "at line 1:10 - …" and "… at line 1, column 10" are the embedded engine's, columns counted from 0;
# Neo4j writes "(line 1, column 11 (offset: 10))".
_ARCADE_PLACE = re.compile(r"^(?:Syntax error )?at line (\d+):(\d+) - (.*)$", re.DOTALL)
_ARCADE_PLACE_AFTER = re.compile(r" at line (\d+), column (\d+)$")
_NEO4J_PLACE = re.compile(r" \(line (\d+), column (\d+) \(offset: \d+\)\)")
_ENDED = re.compile(r"Terminated|TimedOut|Timeout", re.IGNORECASE)
_MEMORY_SPENT = re.compile(r"OutOfMemory|MemoryLimit")
_FULL = re.compile(r"no space left|disk (is )?full|quota exceeded", re.IGNORECASE)

_UNAVAILABLE = Words(
    "{where} 没有应答，或已停止应答（{why}）。请查看它是否在运行，主机、端口和协议是否正确。"
    "已提交的内容不受影响。",
    "Nothing answers at {where}, or it stopped answering ({why}). Is it running, "
    "and are host, port and scheme right? What was committed is safe.",
)
_TIMEOUT = Words(
    "查询{after}被中止：请用标签、属性或 LIMIT 缩小范围，或放宽时限（--timeout 秒数）。",
    "The query was ended{after}: narrow it with a label, a property or LIMIT, or give it more "
    "time (--timeout SECONDS).",
)
_MEMORY = Words(
    "{where} 给一个查询的内存不够（{why}）：请用参数、标签或 LIMIT 缩小范围，"
    "或调高数据库的 dbms.memory.transaction.total.max。",
    "{where} has not the memory for this ({why}): narrow the query with a parameter, a label or LIMIT, or "
    "raise dbms.memory.transaction.total.max of the database.",
)
_BUSY = Words(
    "{where} 正忙（{why}）；请稍后再试。", "{where} is busy ({why}); try again in a moment."
)


def translate(error: Exception, *, where: str, limit: float | None = None) -> InnographError | None:
    """Our error for one of the driver's; None for what the driver did not raise.

    `where` is the address without credentials; `limit` the time limit of the query, if it had one.
    """
    from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

    if isinstance(error, Neo4jError):
        return _of_server(error, where, limit)
    if isinstance(error, ServiceUnavailable | SessionExpired):
        return unavailable(error, where)
    if isinstance(error, DriverError):
        return StoreError(f"The driver cannot do this at {where}: {_first_line(error)}.")
    return None


def unavailable(error: BaseException, where: str) -> StoreUnavailable:
    """Nothing answers, or it stopped answering."""
    values = {"where": where, "why": _first_line(error)}
    return StoreUnavailable(Remark("unavailable", _UNAVAILABLE, values))


def timed_out(limit: float | None) -> QueryTimeout:
    """The query passed its limit."""
    after = Words("", "")
    if limit is not None:
        after = Words(f"运行 {limit:g} 秒后", f" after {limit:g} s")
    return QueryTimeout(Remark("timeout", _TIMEOUT, {"after": after}))


def disk_full(where: str) -> StoreError:
    """A write found no room."""
    return StoreError(
        f"The disk of {where} is full: free some space and go on. Nothing of the last step was kept; "
        "what was committed is safe."
    )


def _of_server(error: Any, where: str, limit: float | None) -> InnographError:
    code = str(error.code or "")
    text = _first_line(error.message or code)
    short = code.rpartition(".")[2]
    if short in {"Unauthorized", "AuthenticationRateLimit"}:
        return StoreError(
            f"{where} refused the user or the password: check them in the address, or in "
            "INNOGRAPH_USER and INNOGRAPH_PASSWORD."
        )
    if short == "CredentialsExpired":
        return StoreError(f"The password at {where} has expired: set a new one in Neo4j first.")
    if short == "DatabaseNotFound":
        return StoreError(
            f"There is no such database at {where}: name another with ?database=NAME."
        )
    if short == "AccessMode" or (short == "Forbidden" and limit is not None):
        return ReadOnlyViolation(f"Queries only read, and this one would write: {text}.")
    if _ENDED.search(short):
        return timed_out(limit)
    if _FULL.search(text):
        return disk_full(where)
    if _MEMORY_SPENT.search(short):  # which Neo4j calls transient, but the same query fails again
        return QueryError(Remark("memory", _MEMORY, {"where": where, "why": text}))
    if ".TransientError." in code:
        return StoreBusy(Remark("busy", _BUSY, {"where": where, "why": text}))
    if ".ClientError.Statement." in code or limit is not None:
        return QueryError(f"The query is not right: {with_place(text)}.")
    return StoreError(f"{where} answered: {text}.")


def with_place(text: str) -> str:
    """The message with line and column, both from 1, at its end and in one form."""
    if match := _ARCADE_PLACE.match(text):
        return f"{match[3]} (line {match[1]}, column {int(match[2]) + 1})"
    if match := _ARCADE_PLACE_AFTER.search(text):
        return f"{text[: match.start()]} (line {match[1]}, column {int(match[2]) + 1})"
    return _NEO4J_PLACE.sub(r" (line \1, column \2)", text)


def _first_line(error: object) -> str:
    """Without a full stop; Neo4j draws the query with a caret on the lines below."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .") if lines else type(error).__name__
