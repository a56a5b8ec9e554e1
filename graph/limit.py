"""A time limit that holds whatever the engine does."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from innograph.graph.connections import kill

if TYPE_CHECKING:
    from neo4j import Session

    from innograph.graph.connections import Connection

_LAST = 5.0  # seconds from asking the engine to end a query to breaking the connection


class Limit:
    """Ends what the session runs after `seconds`; also when the block is left by Ctrl-C.

    The embedded engine takes no limit with a query, so it is told to end it; Neo4j has the limit and
    gets some grace before the connection is broken.
    """

    def __init__(self, connection: Connection, session: Session, seconds: float | None) -> None:
        self.connection = connection
        self.session = session
        self.passed = False
        self._timers = []
        if seconds is not None:
            first = seconds + connection.grace
            self._timers = [
                threading.Timer(first, self._end),
                threading.Timer(first + _LAST, kill, [session]),
            ]

    def _end(self) -> None:
        self.passed = True
        self.connection.terminate(self.session)

    def __enter__(self) -> Limit:
        for timer in self._timers:
            timer.daemon = True
            timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        for timer in self._timers:
            timer.cancel()
        # Closing the session waits for the engine, so a query that Ctrl-C left behind is ended first.
        if kind is not None and not issubclass(kind, Exception):
            self.connection.terminate(self.session)
