"""Cypher over Bolt, the same on the embedded engine and on Neo4j.

Reading never writes, on either engine; every error is one of graph.errors, in one sentence.
"""

from __future__ import annotations

import random
import time
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING, Any

from innograph.graph.address import Address, parse_address
from innograph.graph.bolt_errors import disk_full, timed_out, translate
from innograph.graph.connections import Connection, EmbeddedConnection, ServerConnection
from innograph.graph.errors import StoreBusy, StoreUnavailable
from innograph.graph.limit import Limit
from innograph.graph.plain import to_plain
from innograph.graph.readonly import check_read_only
from innograph.graph.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from neo4j import Session

READ_LIMIT = 30.0  # seconds
_SCHEMA_TRIES = 8


def connect(
    address: Address | str | None = None, *, prompt: Callable[[str], str] | None = None
) -> Bolt:
    """Connect to the engine at the address; the embedded one is joined, or started.

    `prompt` is asked for a password that is neither in the address nor in the environment. Raises
    StoreError for what cannot be opened.
    """
    where = address if isinstance(address, Address) else parse_address(address)
    if where.folder is not None:
        return Bolt(EmbeddedConnection(where.folder))
    return Bolt(ServerConnection(where, prompt))


class Transaction:
    """An open transaction that may write."""

    def __init__(self, tx: Any) -> None:
        self._tx = tx

    def run(self, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Run one statement; its records are all fetched, as plain values."""
        result = self._tx.run(cypher, dict(parameters or {}))
        return [to_plain(dict(record.items())) for record in result]


class Bolt:
    """Cypher on one engine. Close it, or use it in a `with` block; threads may share it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.engine = connection.engine
        self.version = connection.version

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout: float | None = None,
    ) -> Rows:
        """The records of a query that cannot write, within `timeout` seconds (None: 30).

        Values are plain Python (see `to_plain`). Raises ReadOnlyViolation, QueryTimeout or QueryError.
        """
        from neo4j import Query

        check_read_only(cypher)
        limit = READ_LIMIT if timeout is None else timeout
        with self._session(write=False, limit=limit) as session:
            result = session.run(Query(cypher, timeout=limit), dict(parameters or {}))
            columns = tuple(result.keys())
            records = [tuple(map(to_plain, record.values())) for record in result]
        return Rows(columns, records)

    def stream(
        self, cypher: str, parameters: Mapping[str, Any] | None = None
    ) -> Iterator[dict[str, Any]]:
        """The records of a large reading query as they come, as plain values, without a time limit.

        For our own statements: what the user wrote goes through `read`.
        """
        with self._session(write=False) as session:
            for record in session.run(cypher, dict(parameters or {})):
                yield to_plain(dict(zip(record.keys(), record.values(), strict=True)))

    @contextmanager
    def transaction(self) -> Iterator[Transaction]:
        """One transaction that may write: committed at the end of the block, undone on any error.

        Embedded, one writer at a time, also across processes: raises StoreBusy when another one does
        not finish in time.
        """
        with self._connection.writing(), self._session(write=True) as session:
            tx = session.begin_transaction()
            try:
                yield Transaction(tx)
                tx.commit()
            except BaseException:
                with suppress(Exception):
                    tx.close()
                raise

    def run_schema(self, *statements: str) -> None:
        """Constraints and indexes, in one transaction: 43 of them take 0.6 s in place of 1.6 s.

        On Neo4j, two processes that make the same ones lock each other out; one is told to try again.
        """
        tries = _SCHEMA_TRIES if self.engine == "neo4j" else 1
        for left in reversed(range(tries)):
            try:
                with self.transaction() as tx:
                    for statement in statements:
                        tx.run(statement)
                return
            except StoreBusy:
                if not left:
                    raise
                time.sleep(random.uniform(0.05, 0.5))  # noqa: S311 (no secret)

    def is_made(self) -> bool:
        """Whether there has been a whole store here for certain (known of folders only)."""
        return self._connection.is_made()

    def note_made(self) -> None:
        """Remember that there is a whole store: from now on, one that is gone is a damage."""
        self._connection.note_made()

    def close(self) -> None:
        """Leave the engine; the embedded one ends with its last user."""
        self._connection.close()

    def __enter__(self) -> Bolt:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    @contextmanager
    def _session(self, *, write: bool, limit: float | None = None) -> Iterator[Session]:
        """A session whose errors are ours."""
        watch: Limit | None = None
        try:
            with ExitStack() as stack:
                session = stack.enter_context(self._connection.session(write=write))
                watch = stack.enter_context(Limit(self._connection, session, limit))
                yield session
        except Exception as error:
            known = translate(error, where=self._connection.where, limit=limit)
            if known is not None and watch is not None and watch.passed:
                known = timed_out(limit)
            elif isinstance(known, StoreUnavailable):
                self._connection.lost()
            elif write and known is not None and self._connection.is_full():
                known = disk_full(self._connection.where)  # the embedded engine does not say so
            if known is None:
                raise
            raise known from error
