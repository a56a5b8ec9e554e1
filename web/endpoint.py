"""/sparql: queries in, answers out as they are found."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING

from starlette.responses import PlainTextResponse, Response

from innograph.graph.errors import (
    InnographError,
    QueryError,
    QueryTimeout,
    ReadOnlyViolation,
    StoreError,
)
from innograph.graph.rdf.dataset import names_dataset
from innograph.graph.rdf.guard import check_read_only
from innograph.graph.rdf.terms import PREFIXES
from innograph.web.bodies import Refusal
from innograph.web.description import service_description
from innograph.web.negotiate import GRAPHS, RESULTS, best, best_language
from innograph.web.pool import OverLimit, PoolBusy, Unfit
from innograph.web.protocol import read_request

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import Receive, Scope, Send

    from innograph.web.pool import Pool, Running
    from innograph.web.protocol import Asked

# The first that fits; what else is wrong with a query is the client's mistake (400).
_CODES: tuple[tuple[type[Exception], int], ...] = (
    (ReadOnlyViolation, 403),
    (PoolBusy, 503),
    (QueryTimeout, 503),
    (OverLimit, 503),
    (Unfit, 406),
    (QueryError, 400),
    (StoreError, 500),
)


async def sparql(request: Request) -> Response:
    """Answer a query, or say what the service is."""
    try:
        asked = await read_request(request)
        if asked is None:
            return await description(request)
        check_read_only(asked.query)
        return await answer(request, asked)
    except Refusal as error:
        return refused(error.status, str(error))
    except InnographError as error:
        asked_in = best_language(request.headers.get("accept-language"), ("en", "zh"), "en")
        return refused(code_of(error), error.said(asked_in))


def code_of(error: Exception) -> int:
    """The HTTP status of an error."""
    return next((code for kind, code in _CODES if isinstance(error, kind)), 500)


def refused(status: int, message: str) -> Response:
    """An error as one sentence."""
    headers = {"Vary": "Accept, Accept-Language"}
    if status == 503:
        headers["Retry-After"] = "5"
    return PlainTextResponse(message + "\n", status, headers=headers)


async def answer(request: Request, asked: Asked) -> Response:
    """Start the query, wait for the beginning of its answer, and pass on what comes."""
    accept = _accept(request)
    media = {"results": best(accept, RESULTS), "graph": best(accept, GRAPHS)}
    if not any(media.values()):
        offered = ", ".join(dict.fromkeys([*RESULTS, *GRAPHS]))
        raise Refusal(406, f"None of the accepted formats is among ours: {offered}.")
    pool: Pool = request.app.state.pool
    running = pool.start(_message(asked, media))
    try:
        kind = await _beginning(request, running)
    except BaseException:
        running.stop()
        raise
    form = str(media[kind])
    charset = "; charset=utf-8" if form.startswith("text/") else ""
    return Answer(running, form + charset)


class Answer(Response):
    """The pieces of an answer. It breaks off where the query does, so that nobody takes a part for
    the whole; a client that goes away ends the query."""

    def __init__(self, running: Running, media: str) -> None:
        super().__init__(headers={"Vary": "Accept", "Cache-Control": "no-store"})
        del self.headers["content-length"]
        self.headers["content-type"] = media
        self._running = running

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send until the end, or until the client has gone."""
        del scope
        sending = asyncio.create_task(self._send(send))
        leaving = asyncio.create_task(_left(receive))
        try:
            await asyncio.wait({sending, leaving}, return_when=asyncio.FIRST_COMPLETED)
            if sending.done():
                sending.result()
        finally:
            self._running.stop()
            for task in (sending, leaving):
                task.cancel()
            await asyncio.gather(sending, leaving, return_exceptions=True)

    async def _send(self, send: Send) -> None:
        start = {"type": "http.response.start", "status": 200, "headers": self.raw_headers}
        await send(start)
        with suppress(InnographError):  # the missing end says that it broke off
            async for piece in self._running.spool.pieces():
                await send({"type": "http.response.body", "body": piece, "more_body": True})
            await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _left(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        continue


def _message(asked: Asked, media: dict[str, str | None]) -> dict[str, object]:
    results, graph = media["results"], media["graph"]
    write = {
        "results": RESULTS[results] if results else None,
        "graph": GRAPHS[graph] if graph else None,
    }
    message: dict[str, object] = {"query": asked.query, "prefixes": PREFIXES, "write": write}
    if asked.has_dataset:
        return message | {"default": asked.default, "named": asked.named}
    return message | {"union": not names_dataset(asked.query)}


def _accept(request: Request) -> str | None:
    return ",".join(request.headers.getlist("accept")) or None


async def _beginning(request: Request, running: Running) -> str:
    """Which kind of answer it is; gives up when the client has gone."""
    while not running.kind.done():
        with suppress(TimeoutError):
            return await asyncio.wait_for(asyncio.shield(running.kind), 0.5)
        if await request.is_disconnected():
            raise Refusal(499, "The client has gone.")
    return running.kind.result()


async def description(request: Request) -> Response:
    """What the service is, in the format that the client likes best."""
    media = best(_accept(request), GRAPHS)
    if media is None:
        return refused(406, f"The description is had as {', '.join(GRAPHS)}.")
    endpoint = str(request.url.replace(query="", fragment=""))
    graphs = await asyncio.to_thread(request.app.state.data.graphs)
    data = service_description(endpoint, graphs, GRAPHS[media])
    return Response(data, media_type=media, headers={"Vary": "Accept"})
