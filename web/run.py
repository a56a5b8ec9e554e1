"""Running the application on one port until it is told to stop."""

from __future__ import annotations

import asyncio
import logging
import socket
from typing import TYPE_CHECKING, Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.applications import Starlette

_HEADERS_WITHIN = 30.0  # seconds


class _ImpatientProtocol(H11Protocol):
    """Hangs up on a client that connects and does not say what it wants."""

    def connection_made(self, transport: Any) -> None:
        """Give it half a minute for the first request's headers."""
        super().connection_made(transport)
        loop = asyncio.get_running_loop()
        loop.call_later(_HEADERS_WITHIN, self._check_begun)

    def _check_begun(self) -> None:
        begun: Any = self.cycle  # None until a request has come, though its type does not say so
        if begun is None and not self.transport.is_closing():
            self.transport.close()


def bound(host: str, port: int) -> socket.socket:
    """A socket on that address; port 0 takes a free one. UsageError where it is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    try:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except OSError as error:
        found.close()
        why = error.strerror or error
        raise UsageError(f"Cannot serve on {host}:{port}: {why}; choose another --port.") from None
    return found


def serve(app: Starlette, place: socket.socket, *, ready: Callable[[], None]) -> None:
    """Serve until Ctrl-C; `ready` is called when requests are answered."""
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    config = uvicorn.Config(
        app,
        http=_ImpatientProtocol,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=3,
        backlog=512,
    )
    server = _Server(config, ready)
    server.run(sockets=[place])


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Say so when it is done."""
        await super().startup(sockets)
        if self.started:
            self._ready()


def _is_news(record: logging.LogRecord) -> bool:
    """An answer that breaks off has been told to whom it concerns."""
    return "without completing response" not in record.getMessage()
