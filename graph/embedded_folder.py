"""The folder of an embedded store: whose it is, what lies where, who uses it.

innograph.json says that the folder is ours and which format it has. Everything that only matters
while an engine runs is in run/; the rest (config, databases, log) belongs to the engine. All
claims on the folder are locks of the operating system, which end with their process, also after
kill -9; process numbers are never trusted, since they are used again.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout

from innograph.graph.address import MARKER
from innograph.graph.errors import ForeignDatabase, StoreError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FORMAT = 1  # of the folder; raised when an older innograph could not open it
DATABASE = "innograph"
_ROOM = 64 * 2**20  # bytes; with less, the engine's first log files (2 × 16 MB) may not fit


@dataclass(frozen=True, slots=True)
class Endpoint:
    """How to reach the running engine; kept in a file that only its owner can read."""

    port: int
    version: str
    process: int
    writer: str = field(repr=False)  # password of root
    reader: str = field(repr=False)  # password of the user that may only read


class Folder:
    """The paths and locks of one store folder."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self.marker = self.root / MARKER
        self.run = self.root / "run"
        self.users = self.run / "users"
        self.endpoint = self.run / "endpoint.json"
        self.failure = self.run / "failure.txt"
        self.writer = self.run / "writer.txt"
        self.log = self.run / "engine.log"
        self.databases = self.root / "databases"
        self.config = self.root / "config"

    # ---- locks

    def gate(self) -> FileLock:
        """Held while an engine is started, joined or stopped, so that these never overlap."""
        return FileLock(self.run / "gate.lock")

    def engine_lock(self) -> FileLock:
        """Held by the engine's process until it ends."""
        return FileLock(self.run / "engine.lock")

    def write_lock(self) -> FileLock:
        """Held by whoever writes: the engine takes one writer at a time."""
        return FileLock(self.run / "write.lock")

    def who_writes(self) -> str:
        """Whoever wrote last, for messages; to be asked while the lock is held."""
        try:
            return self.writer.read_text(encoding="utf-8").strip().capitalize()
        except OSError:
            return "Another process"

    def other_writer(self) -> str | None:
        """Which other process is writing, for messages; None if none is."""
        if not _is_held(self.run / "write.lock"):
            return None
        who = self.who_writes()
        return None if who == name_of_process().capitalize() else who

    def is_running(self) -> bool:
        """Whether an engine has the folder."""
        return _is_held(self.run / "engine.lock")

    def register(self) -> FileLock:
        """Count this user in; to be called with the gate held. Releasing the lock counts it out."""
        lock = FileLock(self.users / f"{os.getpid()}-{uuid.uuid4().hex[:8]}.lock")
        lock.acquire(timeout=5)
        return lock

    def has_users(self) -> bool:
        """Whether any process that registered is alive and has not left."""
        return any(_is_held(path) for path in self._user_files())

    def clear_users(self) -> None:
        """Remove what dead users left; only with the gate held, else a newcomer could be lost."""
        for path in self._user_files():
            if not _is_held(path):
                path.unlink(missing_ok=True)

    def _user_files(self) -> Iterator[Path]:
        return self.users.glob("*.lock")

    # ---- contents

    def prepare(self) -> None:
        """Make the folder or check it; raises StoreError for one that is foreign, unreadable, full."""
        try:
            self._check()
            self.users.mkdir(parents=True, exist_ok=True)
            (self.run / "gate.lock").touch()
            free = self._free()
        except OSError as error:
            raise StoreError(
                f"The folder {self.root} cannot be used: {error.strerror}. Name one that you may "
                "write to (--store FOLDER)."
            ) from error
        if free < _ROOM:
            raise StoreError(
                f"The disk of {self.root} is full ({free // 2**20} MB left, {_ROOM // 2**20} MB are "
                "needed): free some space, or name another folder (--store FOLDER)."
            )

    def is_full(self) -> bool:
        """Whether the disk has less room than the engine may need at any moment."""
        return self._free() < _ROOM

    def _free(self) -> int:
        return shutil.disk_usage(self.root).free

    def _check(self) -> None:
        if self.root.exists() and not self.root.is_dir():
            raise StoreError(f"{self.root} is a file; a store is a folder (--store FOLDER).")
        if not self.root.exists():
            return
        if not self.marker.exists():
            if any(path.name not in {"run", ".DS_Store"} for path in self.root.iterdir()):
                raise ForeignDatabase(
                    f"The folder {self.root} is not empty and is no store of innograph; name an empty "
                    "or a new one (--store FOLDER)."
                )
            return
        found = self.read_marker()
        if found.get("format") != FORMAT:
            raise StoreError(
                f"The store in {self.root} has format {found.get('format')}, this innograph reads "
                f"{FORMAT}: use the innograph that wrote it, or load its export into a new folder."
            )

    def read_marker(self) -> dict[str, Any]:
        """What innograph.json says; raises StoreError when it is damaged."""
        try:
            found = json.loads(self.marker.read_text(encoding="utf-8"))
            if not isinstance(found, dict):
                raise ValueError("no object")
        except ValueError as error:
            raise StoreError(
                f"The store in {self.root} is damaged: {MARKER} is not readable. Put the folder back "
                "from a copy, or ingest into a new one."
            ) from error
        return found

    def write_marker(self, *, version: str, complete: bool) -> None:
        """Mark the folder as ours; `complete` once the engine has made its database."""
        found = {"format": FORMAT, "engine": "arcadedb", "version": version, "complete": complete}
        if complete and self.is_made():
            found["made"] = True
        _replace(self.marker, json.dumps(found) + "\n", mode=0o644)

    def is_made(self) -> bool:
        """Whether the database has held a whole store: if it does not now, it is damaged."""
        return self.marker.exists() and bool(self.read_marker().get("made"))

    def note_made(self) -> None:
        """Remember that the database holds a whole store."""
        _replace(self.marker, json.dumps({**self.read_marker(), "made": True}) + "\n", mode=0o644)

    def read_endpoint(self) -> Endpoint | None:
        """Where the engine answers; None as long as it is not ready."""
        try:
            return Endpoint(**json.loads(self.endpoint.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        except (ValueError, TypeError):
            return None  # of another innograph: the engine is started anew when that one ends

    def write_endpoint(self, endpoint: Endpoint) -> None:
        """Tell users that the engine is ready."""
        _replace(self.endpoint, json.dumps(asdict(endpoint)), mode=0o600)


def name_of_process() -> str:
    """This process, as messages of others name it."""
    return f"process {os.getpid()}"


def _is_held(path: Path) -> bool:
    if not path.exists():
        return False
    lock = _lock_of(path)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return True
    except FileNotFoundError:
        return False
    lock.release()
    return False


@lru_cache(maxsize=64)
def _lock_of(path: Path) -> FileLock:
    """A lock to look with, kept: an engine looks five times a second, and making a lock costs as much
    time as three looks."""
    return FileLock(path)


def _replace(path: Path, text: str, *, mode: int) -> None:
    """Write whole or not at all, never readable by others in between."""
    fresh = path.with_name(f"{path.name}.{os.getpid()}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
    fresh.replace(path)
