"""Connections to the two engines: a Neo4j server, and the embedded engine of a folder."""

from __future__ import annotations

import logging
import re
import threading
import time
from abc import ABC, abstractmethod
from contextlib import AbstractContextManager, nullcontext, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

from innograph.graph.bolt_errors import translate, unavailable
from innograph.graph.embedded import Embedded
from innograph.graph.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from neo4j import Driver, Session

    from innograph.graph.address import Address

_FETCH = 2_000  # records a message: fewer cost round trips, more cost memory on both sides
_OPTIONS: dict[str, Any] = {
    "connection_timeout": 10.0,
    "notifications_min_severity": "OFF",  # hints on style and speed would go to the user's terminal
    "telemetry_disabled": True,
    "user_agent": "innograph",
}
# Seconds for which a killed engine may still hold the folder's lock while it answers no more.
_DYING = 10.0
_AGENT = re.compile(r"Neo4j/(\d+)\.([\w.-]+)$")
_OLDEST = 5


class Connection(ABC):
    """Where sessions come from."""

    engine: str
    version: str
    where: str  # for messages; without credentials
    grace: float  # seconds that the engine may take to end a query by itself

    @abstractmethod
    def session(self, *, write: bool) -> Session:
        """A new session; one without `write` cannot write."""

    @abstractmethod
    def writing(self) -> AbstractContextManager[None]:
        """The right to write, held for as long as a transaction lasts."""

    @abstractmethod
    def terminate(self, session: Session) -> None:
        """End what the session runs, from another thread."""

    @abstractmethod
    def lost(self) -> None:
        """Called after the connection broke."""

    @abstractmethod
    def close(self) -> None:
        """Close all connections."""

    def is_full(self) -> bool:
        """Whether the disk has no room left, as far as that can be seen from here."""
        return False

    def is_made(self) -> bool:
        """Whether there has been a whole store here for certain."""
        return False

    def note_made(self) -> None:
        """Remember, where that can be done, that there is a whole store."""
        return


def _driver(uri: str, user: str | None, password: str | None) -> Driver:
    from neo4j import GraphDatabase

    # Without any handler, Python prints the driver's warnings on the user's terminal.
    logging.getLogger("neo4j").addHandler(logging.NullHandler())
    auth = (user or "neo4j", password) if password is not None else None
    return GraphDatabase.driver(uri, auth=auth, **_OPTIONS)


def _open_session(driver: Driver, database: str | None, *, write: bool) -> Session:
    mode = "WRITE" if write else "READ"
    return driver.session(database=database, default_access_mode=mode, fetch_size=_FETCH)


class ServerConnection(Connection):
    """A user's own Neo4j."""

    engine = "neo4j"
    grace = 5.0  # it ends a query about 1 s after its limit

    def __init__(self, address: Address, prompt: Callable[[str], str] | None) -> None:
        self.where = str(address)
        self._address = address
        self._driver, self.version = self._connect(prompt)

    def _connect(self, prompt: Callable[[str], str] | None) -> tuple[Driver, str]:
        from neo4j.exceptions import AuthError

        user, password = self._address.user, self._address.password
        question = f"Password of {user or 'neo4j'} at {self.where}"
        if user and password is None and prompt is not None:
            password = prompt(question)
        try:
            return self._try(user, password)
        except AuthError as error:
            if password is None and prompt is not None:
                return self._translated(user, prompt(question))
            raise self._error(error) from error
        except Exception as error:
            raise self._error(error) from error

    def _translated(self, user: str | None, password: str) -> tuple[Driver, str]:
        try:
            return self._try(user, password)
        except Exception as error:
            raise self._error(error) from error

    def _try(self, user: str | None, password: str | None) -> tuple[Driver, str]:
        driver = _driver(self._address.uri, user, password)
        try:
            with _open_session(driver, self._address.database, write=False) as session:
                agent = session.run("RETURN 1").consume().server.agent
            return driver, self._check(agent)
        except BaseException:
            driver.close()
            raise

    def _check(self, agent: str) -> str:
        """The version; other products speak Bolt too, and write in sessions that only read."""
        match = _AGENT.match(agent)
        if match is None or int(match[1]) < _OLDEST:
            raise StoreError(
                f"{self.where} is {agent}; innograph needs Neo4j {_OLDEST} or later, or a folder "
                "(--store FOLDER) with its own engine."
            )
        return agent.removeprefix("Neo4j/")

    def _error(self, error: Exception) -> Exception:
        if isinstance(error, StoreError):
            return error
        known = translate(error, where=self.where)
        if known is None and isinstance(error, OSError | ValueError):  # names that do not resolve
            known = unavailable(error, self.where)
        return known or error

    def session(self, *, write: bool) -> Session:
        return _open_session(self._driver, self._address.database, write=write)

    def writing(self) -> AbstractContextManager[None]:
        return nullcontext()

    def terminate(self, session: Session) -> None:
        """Breaks the connection: the server has had its time to end the query."""
        kill(session)

    def lost(self) -> None:
        """The driver connects anew by itself."""

    def close(self) -> None:
        self._driver.close()


def _begin_import() -> None:
    """Imports the driver. A process that ends meanwhile ends the import in an error, which is nobody's;
    one that needs the driver imports it itself and meets its errors there."""
    with suppress(Exception):
        import_module("neo4j")


class EmbeddedConnection(Connection):
    """The engine of a folder; reading goes through a user that has no right to write."""

    engine = "arcadedb"
    grace = 0.0

    def __init__(self, folder: Path) -> None:
        self.where = str(folder)
        # Importing the driver takes 0.5 to 1 s (it imports pandas), as long as the engine starts.
        threading.Thread(target=_begin_import, daemon=True).start()
        self._embedded = Embedded(folder)
        self.version = self._embedded.endpoint.version
        self._drivers: dict[str, Driver] = {}
        self._broken = False
        self._lock = threading.Lock()

    def session(self, *, write: bool) -> Session:
        return _open_session(
            self._driver_of("root" if write else "reader"), self._embedded.database, write=write
        )

    def _driver_of(self, user: str) -> Driver:
        with self._lock:
            deadline = time.monotonic() + _DYING
            while user not in self._drivers:
                if not self._drivers and not self._embedded.folder.is_running():
                    self._embedded.join()
                driver = self._new_driver(user)
                if self._broken and not _answers(driver) and time.monotonic() < deadline:
                    driver.close()
                    time.sleep(0.02)
                    continue
                self._drivers[user], self._broken = driver, False
            return self._drivers[user]

    def _new_driver(self, user: str) -> Driver:
        end = self._embedded.endpoint
        password = end.writer if user == "root" else end.reader
        return _driver(f"bolt://127.0.0.1:{end.port}", user, password)

    def writing(self) -> AbstractContextManager[None]:
        return self._embedded.writing()

    def terminate(self, session: Session) -> None:
        """A closed connection alone ends nothing there, so the query is looked up by its port."""
        port = getattr(getattr(session, "_connection", None), "local_port", None)
        with suppress(Exception), self.session(write=True) as other:
            for row in other.run("SHOW TRANSACTIONS").data():
                if str(row["clientAddress"]).endswith(f":{port}"):
                    other.run(f"TERMINATE TRANSACTION '{row['transactionId']}'").consume()

    def lost(self) -> None:
        """Forget the connections; the next session starts the engine again if it has died."""
        with self._lock:
            drivers, self._drivers = self._drivers, {}
            self._broken = True
        for driver in drivers.values():
            with suppress(Exception):
                driver.close()

    def close(self) -> None:
        self.lost()
        self._embedded.close()

    def is_full(self) -> bool:
        return self._embedded.folder.is_full()

    def is_made(self) -> bool:
        return self._embedded.folder.is_made()

    def note_made(self) -> None:
        self._embedded.folder.note_made()


def _answers(driver: Driver) -> bool:
    try:
        driver.verify_connectivity()
    except Exception:  # noqa: BLE001 (whatever it is, the next session will say it)
        return False
    return True


def kill(session: Session) -> None:
    """Break the session's connection, from any thread."""
    connection = getattr(session, "_connection", None)
    if connection is not None and hasattr(connection, "kill"):
        with suppress(Exception):
            connection.kill()
