"""`innograph serve` as a process of its own, for the tests as for the measurements."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Served:
    """A server that runs at `host` and `port`."""

    def __init__(self, url: str, process: subprocess.Popen[bytes]) -> None:
        self.url = url.rstrip("/")
        self.process = process
        where = urlsplit(url)
        self.host, self.port = where.hostname or "", where.port or 0

    def connection(self, *, timeout: float = 60) -> http.client.HTTPConnection:
        """A new one, to be closed by the caller."""
        return http.client.HTTPConnection(self.host, self.port, timeout=timeout)


@contextmanager
def served(
    *arguments: object, environment: Mapping[str, str] | None = None, within: float = 240
) -> Iterator[Served]:
    """A server on a free port, ended with the block; `within` is how many seconds it may take to
    start. RuntimeError, with what it said, where it does not."""
    innograph = Path(sys.executable).parent / "innograph"
    command = [str(innograph), "serve", "--port", "0", *map(str, arguments)]
    with tempfile.TemporaryDirectory(prefix="innograph-served-") as folder:
        # A pipe that nobody reads fills up and holds up the server.
        said = Path(folder) / "stderr"
        with said.open("wb") as out:
            process = subprocess.Popen(
                command, env=environment, stderr=out, stdin=subprocess.DEVNULL
            )
        try:
            line = _first_line(said, process, within)
            if not line.startswith("Serving at http://"):
                raise RuntimeError(said.read_text(encoding="utf-8"))
            yield Served(line.split()[2], process)
        finally:
            _end(process)


def _first_line(said: Path, process: subprocess.Popen[bytes], within: float) -> str:
    """The first line that it says, or what there is when it has ended."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        ended = process.poll() is not None
        text = said.read_text(encoding="utf-8")
        if "\n" in text or ended:
            return text.partition("\n")[0]
        time.sleep(0.05)
    raise RuntimeError(f"the server has said nothing for {within} s")


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=60)
        raise
