"""A server of one store, and requests to it without any client's manners."""

from __future__ import annotations

import socket
import time
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlencode

from command import environment

from bench.served import Served, served


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


class Server(Served):
    """With requests of every kind."""

    def ask(self, path, *, method="GET", body=None, timeout=60, **headers):
        """One request; `Content_Type` is Content-Type."""
        connection = self.connection(timeout=timeout)
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
def serving(*arguments, **more):
    """`innograph serve` with these arguments, in an environment with `more` and no settings else."""
    with served(*arguments, environment=environment(**more)) as found:
        yield Server(found.url, found.process)
