"""`innograph serve`: the endpoint and the pages, on one port."""

from __future__ import annotations

import click

from innograph.cli.options import opened, store_option, talk, timeout_option
from innograph.graph.errors import UsageError


@click.command("serve", epilog="Example: innograph serve --port 8421")
@click.option("--port", type=click.IntRange(0, 65535), default=8421, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen on.")
@click.option(
    "--allow-host", multiple=True, metavar="NAME", help="A host name to answer to; * any."
)
@click.option("--cors", multiple=True, metavar="ORIGIN", help="Let pages of it ask; * any.")
@timeout_option
@click.option(
    "--memory",
    type=click.IntRange(min=64),
    default=1024,
    show_default=True,
    metavar="MB",
    help="A query is ended when it takes more.",
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    default=4,
    show_default=True,
    help="So many queries run at a time.",
)
@click.option(
    "--inferred", is_flag=True, help="Also serve what follows by the rules of the ontology."
)
@store_option
def command(
    port: int,
    host: str,
    allow_host: tuple[str, ...],
    cors: tuple[str, ...],
    timeout: float,
    memory: int,
    workers: int,
    inferred: bool,
) -> None:
    """Serve the graph as it stands: pages of all that is in it, and a SPARQL endpoint at /sparql.

    Only this machine can reach it unless --host says otherwise; before you do that, read about
    reverse proxies in docs/serving.md. Ctrl-C ends it.
    """
    try:
        from innograph.web.app import Settings, make_app
        from innograph.web.run import bound, serve
    except ImportError as error:
        raise UsageError(f"Serving needs {error.name}: pip install 'innograph[serve]'.") from None
    from innograph.web.place import rdf_place
    from innograph.web.pool import Limits

    limits = Limits(seconds=timeout, memory=memory << 20)
    socket = bound(host, port)
    name, number = socket.getsockname()[:2]
    hosts = (*allow_host, host)
    with opened() as store, rdf_place(store, inferred=inferred) as place:
        settings = Settings(hosts=hosts, origins=cors, workers=workers, limits=limits)
        app = make_app(store, place, settings)
        shown = f"[{name}]" if ":" in name else name
        serve(
            app, socket, ready=lambda: talk(f"Serving at http://{shown}:{number}/ (Ctrl-C ends).")
        )
