"""A server of one store, as a process of its own, and requests to it without any client's manners."""

from __future__ import annotations

import http.client
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from command import BIN, environment


@dataclass
class Reply:
    status: int
    headers: dict
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def media(self):
        return self.headers.get("content-type", "").partition(";")[0]


class Server:
    """What runs at `url`."""

    def __init__(self, url, process):
        self.url = url.rstrip("/")
        self.process = process
        where = urlsplit(self.url)
        self.host, self.port = where.hostname, where.port

    def ask(self, path, *, method="GET", body=None, timeout=60, **headers):
        """One request; `Content_Type` is Content-Type."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            found = connection.getresponse()
            lines = {name.lower(): value for name, value in found.getheaders()}
            return Reply(found.status, lines, found.read())
        finally:
            connection.close()

    def query(self, text, *more, **headers):
        """A query by GET; `more` are further (name, value) parameters."""
        return self.ask("/sparql?" + urlencode([("query", text), *more]), **headers)

    def raw(self, data, *, timeout=20):
        """A connection of its own on which these bytes were sent."""
        found = socket.create_connection((self.host, self.port), timeout=timeout)
        found.sendall(data)
        return found


def until_its_end(line, *, within=60):
    """How many bytes come over a connection, and the last of them."""
    until, size, last = time.monotonic() + within, 0, b""
    while piece := line.recv(1 << 20):
        size, last = size + len(piece), (last + piece)[-100:]
        assert time.monotonic() < until, f"no end of the answer after {within} s"
    return size, last


@contextmanager
def serving(*arguments, within=240, **more):
    """`innograph serve` on a free port. What it says goes to a file, since a pipe that nobody reads
    fills up and holds up the server; `within` is how many seconds it may take to start."""
    command = [BIN / "innograph", "serve", "--port", "0", *map(str, arguments)]
    with tempfile.TemporaryDirectory(prefix="innograph-served-") as folder:
        said = Path(folder) / "stderr"
        with said.open("wb") as out:
            process = subprocess.Popen(
                command, env=environment(**more), stderr=out, stdin=subprocess.DEVNULL
            )
        try:
            line = _first_line(said, process, within)
            assert line.startswith("Serving at http://"), said.read_text(encoding="utf-8")
            yield Server(line.split()[2], process)
        finally:
            _end(process)


def _first_line(said, process, within):
    """The first line that it says, or what there is when it has ended or the time is up."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        ended = process.poll() is not None
        text = said.read_text(encoding="utf-8")
        if "\n" in text or ended:
            return text.partition("\n")[0]
        time.sleep(0.05)
    raise AssertionError(f"the server has said nothing for {within} s")


def _end(process):
    process.terminate()
    try:
        process.wait(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(timeout=30)
        raise
