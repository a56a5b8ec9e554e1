"""Reading what a client sends, within limits of size and time."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from starlette.requests import Request

BODY_LIMIT = 1 << 20
_DRAINED = 1 << 26  # what is read and thrown away, so that the answer reaches the client
_SECONDS = 30.0


class Refusal(Exception):
    """A request that is not answered: HTTP status and one sentence."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


async def read_body(request: Request, *, limit: int = BODY_LIMIT) -> bytes:
    """The body. Raises Refusal 413 for one that is too long, 408 for one that does not come."""
    body = bytearray()
    size = 0
    try:
        async with asyncio.timeout(_SECONDS):
            async for piece in request.stream():
                size += len(piece)
                if size > _DRAINED:
                    break
                if size <= limit:
                    body += piece
    except TimeoutError:
        raise Refusal(408, f"The request did not come within {_SECONDS:g} s.") from None
    if size > limit:
        raise Refusal(413, f"The request is longer than {limit:,} bytes.")
    return bytes(body)
