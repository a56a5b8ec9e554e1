"""Oxigraph stores on disk, one for each revision of a graph, in the user's cache folder."""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from innograph.graph.snapshot import Snapshot

_A_DAY = 24 * 60 * 60.0


def default_folder() -> Path:
    """Where caches of this user belong."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("innograph", appauthor=False)) / "sparql"


def cache_name(snapshot: Snapshot, *, inferred: bool = False) -> str:
    """Differs whenever the store, its content, the schema or the code that derives and writes does."""
    from pyoxigraph import __version__

    schema = hashlib.sha256(snapshot.ontology.path.read_bytes()).hexdigest()
    parts = [snapshot.revision, schema, _code(), __version__]
    if inferred:
        parts.append("inferred")
    return f"{_digest(snapshot.address)}-{_digest(*parts)}"


@lru_cache(maxsize=1)
def _code() -> str:
    """A graph in memory is derived by this room, so its revision alone does not tell what it is."""
    room = Path(__file__).resolve().parent.parent
    return _digest(*(path.read_text("utf-8") for path in sorted(room.rglob("*.py"))))


def cached(folder: Path, name: str, build: Callable[[Path], None]) -> Path | None:
    """The folder of that name, built if it is not there; None where the folder cannot be written.

    Two processes that want the same one build it once. It gets its name only when it is complete,
    so a process that is killed leaves nothing behind that could be taken for a store.
    """
    from filelock import FileLock

    final = folder / name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / f"{name}.lock"):
            if not final.is_dir():
                partial = folder / f"{name}.{os.getpid()}.part"
                build(partial)
                partial.rename(final)
        os.utime(final)
        _prune(folder, keep=name)
    except OSError:
        return None
    return final


def _prune(folder: Path, *, keep: str) -> None:
    """Remove other revisions of the same store that nobody opened for a day."""
    prefix, _ = keep.split("-")
    for other in folder.glob(f"{prefix}-*"):
        try:
            if not other.name.startswith(keep) and other.stat().st_mtime < time.time() - _A_DAY:
                shutil.rmtree(other) if other.is_dir() else other.unlink()
        except OSError:
            continue  # another process was faster, or has it open (Windows)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]
