"""A server of one store, as a process of its own, and requests to it without any client's manners."""

from __future__ import annotations

import http.client
import socket
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
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


@contextmanager
def serving(*arguments, **more):
    """`innograph serve` on a free port."""
    command = [BIN / "innograph", "serve", "--port", "0", *map(str, arguments)]
    process = subprocess.Popen(
        command, env=environment(**more), stderr=subprocess.PIPE, stdin=subprocess.DEVNULL
    )
    try:
        line = process.stderr.readline().decode()
        assert line.startswith("Serving at http://"), line + process.stderr.read().decode()
        yield Server(line.split()[2], process)
    finally:
        process.terminate()
        process.communicate(timeout=30)
