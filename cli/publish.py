"""`innograph publish`: the pages of the graph as files."""

from __future__ import annotations

from pathlib import Path

import click

from innograph.cli.options import opened, store_option, talk


@click.command(
    "publish", epilog="Example: innograph publish site --address https://graph.example.org/"
)
@click.argument("out", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--address", default="", metavar="URL", help="Where it will be found: for a sitemap.")
@click.option("--force", is_flag=True, help="Replace a site that is there.")
@store_option
def command(out: Path, address: str, force: bool) -> None:
    """Write pages of all that is in the graph to the folder DIR, for any host and for none.

    In Chinese and English, with Turtle and JSON-LD beside each page, all views, the whole graph as
    TriG, and its description (void.ttl). Links are relative, so that the pages also work from a
    folder. The folder appears only when it is complete; equal stores give equal bytes.
    """
    from innograph.web.site import check_folder, publish

    check_folder(out, force=force)
    with opened() as store:
        count = publish(store, out, address=address, force=force)
    size = (out / "assets" / "names.js").stat().st_size
    talk(
        f"Wrote {count:,} files to {out}; open {out / 'index.html'}. "
        f"The index of the search has {-(-size // 1000):,} kB."
    )
