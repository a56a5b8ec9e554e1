"""The application: its routes, and what guards them."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import Route

from innograph.web.browse import Browse
from innograph.web.data import Data
from innograph.web.endpoint import sparql
from innograph.web.guards import LOOPBACK, HostCheck, SafeHeaders, SlowClients
from innograph.web.pool import Limits, Pool

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from innograph.graph.store import Store


@dataclass(frozen=True, slots=True)
class Settings:
    """How it is served. `hosts` are names under which it answers beside those of loopback, `*` any;
    `origins` are those of pages elsewhere that may ask, `*` any."""

    hosts: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    workers: int = 4
    limits: Limits = field(default_factory=Limits)


def make_app(store: Store, place: Path, settings: Settings) -> Starlette:
    """Serve a store whose RDF is the Oxigraph store in a folder."""
    data = Data(place)
    browse = Browse(store, data, seconds=settings.limits.seconds)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.pool = Pool(place, size=settings.workers, limits=settings.limits)
        yield
        await app.state.pool.close()
        browse.close()

    guards = [
        Middleware(SlowClients),
        Middleware(SafeHeaders),
        Middleware(HostCheck, hosts=(*LOOPBACK, *settings.hosts)),
    ]
    if settings.origins:
        guards.append(
            Middleware(
                CORSMiddleware,
                allow_origins=settings.origins,
                allow_methods=["GET", "POST"],
                allow_headers=["Accept", "Content-Type"],
                max_age=3600,
            )
        )
    app = Starlette(
        routes=[Route("/sparql", sparql, methods=["GET", "POST"]), *browse.routes()],
        middleware=guards,
        lifespan=lifespan,
    )
    app.state.data = data
    return app
