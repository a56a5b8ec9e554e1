"""The embedded engine's own process: python -m innograph.graph.embedded_server FOLDER.

ArcadeDB with its Bolt protocol on a free port of the loopback interface, with passwords made anew at
each start. It watches the locks of its users and ends, through the engine's own API, when the last
one is gone: closed, crashed or killed.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import signal
import socket
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import Timeout

from innograph.graph.embedded_folder import DATABASE, Endpoint, Folder

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

# Heap. With 85 documents loaded and asked (11,000 entities, 7,800 passages) the process took 1,150 MB.
HEAP = "1g"
# Seconds after which the engine itself ends any command: only for commands whose client is gone,
# since a client ends its own at its own limit.
COMMAND_LIMIT = 3600
WATCH = 0.2  # seconds between two looks at the users: 0.1 % of one core

_JVM = (
    # Only as JVM arguments do these reach the database; in the server's configuration they do nothing.
    f"-Darcadedb.command.timeout={COMMAND_LIMIT * 1000}",
    # Full fsync at commit: 20 × kill -9 lost nothing.
    "-Darcadedb.txWalFlush=2",
    "-Darcadedb.opencypher.loadCsv.allowFileUrls=false",
    "-Darcadedb.opencypher.loadCsv.allowRemoteUrls=false",
    # The passwords are 256 random bits: slow hashing protects nothing and costs 0.1 s a login.
    "-Darcadedb.server.saltIterations=1",
    # Leaves SIGTERM to us: the JVM's own handler would end the process with the database open.
    "-Xrs",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
)
_READER_GROUP = "reader"
_GROUPS = {
    "databases": {
        "*": {
            "groups": {
                "admin": {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    "types": {
                        "*": {
                            "access": [
                                "createRecord",
                                "readRecord",
                                "updateRecord",
                                "deleteRecord",
                            ]
                        }
                    },
                },
                _READER_GROUP: {
                    "resultSetLimit": -1,
                    "readTimeout": -1,
                    "access": [],
                    "types": {"*": {"access": ["readRecord"]}},
                },
            }
        }
    },
    "version": 2,
}


class Refused(Exception):
    """A reason not to start, in words for the user."""


def main(arguments: Sequence[str]) -> int:
    """Run until the last user is gone; a reason not to start is left in run/failure.txt."""
    folder = Folder(Path(arguments[0]))
    lock = folder.engine_lock()
    try:
        lock.acquire(timeout=5)  # a short look by others at the lock is no reason to give up
    except Timeout:
        return 1  # an engine that was started at the same moment has the folder
    try:
        server = _start(folder)
    except Exception as error:  # noqa: BLE001 (Java's exceptions have no base of ours)
        folder.failure.write_text(_reason(error), encoding="utf-8")
        print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)  # noqa: T201
        os._exit(1)
    _watch(folder, server)
    # The interpreter's own end would wait for Java's threads; all files are closed by now.
    os._exit(0)


def _start(folder: Folder) -> Any:
    from arcadedb_embedded import __version__ as version

    _check_version(folder, version)
    shutil.rmtree(folder.config, ignore_errors=True)
    folder.config.mkdir()
    (folder.config / "server-groups.json").write_text(json.dumps(_GROUPS), encoding="utf-8")
    server, endpoint = _start_server(folder, version)
    server.create_database(DATABASE)  # opens it when it is there
    _create_reader(server, endpoint.reader)
    folder.write_marker(version=version, complete=True)
    folder.write_endpoint(endpoint)
    return server


def _check_version(folder: Folder, version: str) -> None:
    found = folder.read_marker() if folder.marker.exists() else {"complete": False}
    if not found.get("complete"):  # never finished its first start: nothing in it to lose
        shutil.rmtree(folder.databases, ignore_errors=True)
        folder.write_marker(version=version, complete=False)
        return
    if _release(str(found.get("version"))) > _release(version):
        raise Refused(
            f"it was last opened by arcadedb-embedded {found['version']}, and {version} is installed; "
            "upgrade arcadedb-embedded."
        )
    if not _has_schema(folder.databases / DATABASE):
        raise Refused(
            f"it is damaged, databases/{DATABASE} is missing or not whole. Put the folder back from a "
            "copy, or ingest into a new one."
        )


def _has_schema(database: Path) -> bool:
    """Whether schema.json is whole; one that the engine was killed in writing is put back.

    The engine keeps the former one, which is enough: no record is committed before its type. It also
    reads that by itself, but leaves the torn one, and at its next change keeps that.
    """
    current, former = database / "schema.json", database / "schema.prev.json"
    if _is_whole(current):
        return True
    if not _is_whole(former):
        return False
    shutil.copyfile(former, database / "schema.new.json")
    (database / "schema.new.json").replace(current)
    return True


def _is_whole(schema: Path) -> bool:
    try:
        return "types" in json.loads(schema.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False


def _release(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2] if part.isdigit())


def _start_server(folder: Folder, version: str) -> tuple[Any, Endpoint]:
    from arcadedb_embedded.server import ArcadeDBServer

    bolt, http = _free_ports(2)
    endpoint = Endpoint(
        port=bolt,
        version=version,
        process=os.getpid(),
        writer=secrets.token_hex(32),
        reader=secrets.token_hex(32),
    )
    server = ArcadeDBServer(
        str(folder.root),
        endpoint.writer,
        {
            # Production mode would answer "check the server log" in place of every message, also for
            # a typing error; what else it does (WAL flush, no LOAD CSV) is set above.
            "mode": "development",
            "host": "127.0.0.1",
            "bolt_host": "127.0.0.1",
            "bolt_port": bolt,
            "http_port": http,  # cannot be switched off; loopback, and nobody knows the password
            "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        },
        {"heap_size": HEAP, "jvm_args": _JVM},
    )
    server.start()
    return server, endpoint


def _free_ports(count: int) -> list[int]:
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [int(one.getsockname()[1]) for one in sockets]
    finally:
        for one in sockets:
            one.close()


def _create_reader(server: Any, password: str) -> None:
    import jpype

    security = server._java_server.getSecurity()
    user = {
        "name": "reader",
        "password": str(security.encodePassword(password)),
        "databases": {DATABASE: [_READER_GROUP]},
    }
    json_object = jpype.JClass("com.arcadedb.serializer.json.JSONObject")
    security.createUser(json_object(json.dumps(user)))


def _watch(folder: Folder, server: Any) -> None:
    """Return when the engine has stopped. Nobody can join in between: that takes the gate."""
    asked: list[int] = []

    def ask(number: int, _: FrameType | None) -> None:
        asked.append(number)

    signal.signal(signal.SIGTERM, ask)
    signal.signal(signal.SIGINT, ask)
    while True:
        time.sleep(WATCH)
        if folder.run.exists() and folder.has_users() and not asked:
            continue
        with suppress(Timeout, OSError), folder.gate().acquire(timeout=0 if not asked else 5):
            if asked or not folder.has_users():
                folder.clear_users()
                folder.endpoint.unlink(missing_ok=True)
                server.stop()
                return
        if not folder.run.exists():  # the folder was removed under us
            server.stop()
            return


def _reason(error: BaseException) -> str:
    text = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
    if isinstance(error, Refused):
        return text
    if "No space left" in text:
        return "the disk is full. Free some space and try again."
    return (
        f"the engine says: {text.rstrip('.')}. If it is damaged, put the folder back from a copy, or "
        "ingest into a new one."
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
