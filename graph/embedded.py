"""The embedded engine as its users see it: join the one that runs in a folder, or start it.

The engine is a process of its own (embedded_server.py), shared by all processes that open the folder,
and ends with the last of them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from typing import TYPE_CHECKING

from filelock import Timeout

from innograph.graph.embedded_folder import DATABASE, Endpoint, Folder, name_of_process
from innograph.graph.errors import StoreBusy, StoreError, StoreUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from filelock import BaseFileLock

# Seconds; 2 are usual, a recovery after a crash or a machine under load takes longer.
START_LIMIT = 300.0
WRITE_LIMIT = 60.0  # seconds that a writer waits for another one
_STEP = 0.02

# Engines that this process started, so that it can collect them when they have ended.
_started: list[tuple[Folder, subprocess.Popen[bytes]]] = []


class Embedded:
    """One user of the engine of a folder. `close` counts it out, and so does its end, however it ends."""

    database = DATABASE

    def __init__(self, root: Path) -> None:
        if find_spec("arcadedb_embedded") is None:
            raise StoreUnavailable(
                "The embedded engine (arcadedb-embedded) has no package for this platform, or is not "
                "installed: give the address of a Neo4j, like --store bolt://localhost:7687."
            )
        self.folder = Folder(root)
        self._user: BaseFileLock | None = None
        self.endpoint = self.join()

    def join(self) -> Endpoint:
        """The running engine, or a new one; also after it has been killed."""
        self.folder.prepare()
        try:
            with self.folder.gate().acquire(timeout=START_LIMIT):
                if self._user is None:
                    self._user = self.folder.register()
                self.endpoint = self._running() or self._start()
        except Timeout as error:
            raise StoreBusy(
                f"Another process has been starting or stopping the store in {self.folder.root} for "
                f"{START_LIMIT:.0f} s; end it and try again."
            ) from error
        except BaseException:
            self._leave()
            raise
        return self.endpoint

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Hold the right to write; raises StoreBusy when another writer does not finish in time."""
        lock = self.folder.write_lock()
        try:
            lock.acquire(timeout=WRITE_LIMIT)
        except Timeout as error:
            raise StoreBusy(
                f"{self.folder.who_writes()} has been writing to the store in {self.folder.root} for over "
                f"{WRITE_LIMIT:.0f} s; wait for it, or end it, and try again."
            ) from error
        try:
            with suppress(OSError):
                self.folder.writer.write_text(name_of_process(), encoding="utf-8")
            yield
        finally:
            lock.release()

    def close(self) -> None:
        """Leave. The last user waits until the engine has closed its files (about 0.3 s)."""
        self._leave()
        deadline = time.monotonic() + 20
        while time.monotonic() < deadline and self.folder.run.exists():
            if self.folder.has_users() or not self.folder.is_running():
                break
            time.sleep(_STEP)
        _collect()

    def _leave(self) -> None:
        if self._user is not None:
            self._user.release()
            self._user = None

    def _running(self) -> Endpoint | None:
        """The engine that has the folder, once it is ready; None when there is none."""
        deadline = time.monotonic() + START_LIMIT
        while self.folder.is_running():
            found = self.folder.read_endpoint()
            if found is not None:
                return found
            if time.monotonic() > deadline:
                raise self._unavailable("did not get ready")
            time.sleep(_STEP)
        return None

    def _start(self) -> Endpoint:
        self.folder.endpoint.unlink(missing_ok=True)
        self.folder.failure.unlink(missing_ok=True)
        process = _spawn(self.folder)
        deadline = time.monotonic() + START_LIMIT
        while time.monotonic() < deadline:
            found = self.folder.read_endpoint()
            if found is not None:
                return found
            if process.poll() is not None:
                raise self._unavailable("did not start")
            time.sleep(_STEP)
        process.kill()
        raise self._unavailable(f"did not start within {START_LIMIT:.0f} s")

    def _unavailable(self, what: str) -> StoreError:
        try:
            reason = self.folder.failure.read_text(encoding="utf-8").strip()
        except OSError:
            reason = ""
        if reason:
            return StoreError(f"The store in {self.folder.root} cannot be opened: {reason}")
        return StoreUnavailable(
            f"The embedded engine {what}; {self.folder.log} says more. A Neo4j does as well: "
            "--store bolt://localhost:7687."
        )


def _spawn(folder: Folder) -> subprocess.Popen[bytes]:
    """Start the engine apart from our terminal: a Ctrl-C here must not reach it in mid-write."""
    # The child finds what we found (a notebook may have changed sys.path), but never looks first into
    # the folder it runs in (-P): a com/ there would hide the Java classes.
    paths = [path or str(folder.root.cwd()) for path in sys.path]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    apart: dict[str, int | bool] = {"start_new_session": True}
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
        apart = {"creationflags": flags}
    with folder.log.open("wb") as log:
        process: subprocess.Popen[bytes] = subprocess.Popen(
            [sys.executable, "-P", "-m", "innograph.graph.embedded_server", str(folder.root)],
            cwd=folder.root,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            **apart,  # type: ignore[call-overload]
        )
    _started.append((folder, process))
    return process


def _collect() -> None:
    """Take leave of engines that we started and that have ended; one that others still use is not
    waited for."""
    for folder, process in list(_started):
        if process.poll() is None and folder.is_running():
            continue
        with suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.5)  # its files are closed, its process ends a moment later
            _started.remove((folder, process))
