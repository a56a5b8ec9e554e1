"""An archive of the engine's classes, parsed and linked, in the user's cache: a start with it takes two
thirds of the processor time of one without.

There is none until an engine that ran without one has ended: that one noted what it loaded, and makes
it when nobody waits for it any more (3 s of processor time, 50 MB). It fits one release of the engine
with one set of arguments; Java itself refuses one that does not fit, and starts without.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_KEPT = 3  # archives: of one environment after another, or of two beside each other
_LIMIT = 120.0  # seconds for making one, then it is given up
# Another Java may not know these arguments, and must start all the same.
_LENIENT = "-XX:+IgnoreUnrecognizedVMOptions"
_OURS = ("-XX:AOT", "-Djava.class.path", "-XX:ErrorFile")


class Archive:
    """The archive for these arguments of Java."""

    def __init__(self, arguments: Sequence[str]) -> None:
        self._file = _default_folder() / f"{_name(arguments)}.aot"
        self._notes = self._file.with_suffix(f".{os.getpid()}.notes")
        self._made = self._file.exists()

    def arguments(self) -> tuple[str, ...]:
        """What Java is told: to use it, or to note what it would have to hold."""
        if self._made:
            return (_LENIENT, f"-XX:AOTCache={self._file}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return ()
        return (_LENIENT, "-XX:AOTMode=record", f"-XX:AOTConfiguration={self._notes}")

    def make(self) -> None:
        """Make it if there is none, out of the Java of this process, which ends."""
        if self._made or not os.access(self._file.parent, os.W_OK):
            return
        late = threading.Timer(_LIMIT, os._exit, (0,))  # Java may wait for a thread of its own
        late.daemon = True
        late.start()
        fresh = self._file.with_suffix(f".{os.getpid()}.new")
        try:
            _make(self._notes, fresh)
            fresh.replace(self._file)
            _forget(self._file.parent)
        except (OSError, subprocess.SubprocessError):
            return  # as slow as before, and nothing else; Windows keeps a file that is in use
        finally:
            for path in (self._notes, fresh):
                with suppress(OSError):
                    path.unlink(missing_ok=True)


def _default_folder() -> Path:
    import platformdirs

    return Path(platformdirs.user_cache_dir("innograph", appauthor=False)) / "engine"


def _name(arguments: Iterable[str]) -> str:
    """Another one for other jars, another Java and other arguments."""
    import arcadedb_embedded

    root = Path(arcadedb_embedded.__file__).parent
    parts = [str(root), *arguments]
    for path in sorted([*root.glob("jars/*.jar"), root / "jre" / "release"]):
        found = path.stat()
        parts.append(f"{path.name} {found.st_size} {found.st_mtime_ns}")
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]


def _make(notes: Path, fresh: Path) -> None:
    import jpype

    def of_java(name: str) -> str:
        return str(jpype.JClass("java.lang.System").getProperty(name))

    management = jpype.JClass("java.lang.management.ManagementFactory")
    given = [str(x) for x in management.getRuntimeMXBean().getInputArguments()]
    command = [
        str(Path(of_java("java.home")) / "bin" / "java"),
        *(x for x in given if not x.startswith(_OURS)),
        "-XX:AOTMode=create",
        f"-XX:AOTConfiguration={notes}",
        f"-XX:AOTCache={fresh}",
        "-cp",
        of_java("java.class.path"),
    ]
    with suppress(AttributeError, OSError):  # Windows has no such thing
        os.nice(10)
    jpype.shutdownJVM()  # writes the notes
    quiet = subprocess.DEVNULL
    subprocess.run(command, stdin=quiet, stdout=quiet, stderr=quiet, timeout=_LIMIT, check=True)


def _forget(folder: Path) -> None:
    """Only the newest stay."""
    archives = sorted(folder.glob("*.aot"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in archives[_KEPT:]:
        path.unlink(missing_ok=True)
