"""`innograph view`: the graph as one HTML file."""

from __future__ import annotations

import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import check_target, opened, store_option, talk

if TYPE_CHECKING:
    from innograph.viz.page import Language


@click.command("view", epilog="Example: innograph view graph.html --around 航空发动机 --open")
@click.argument("out", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--around", metavar="NAME", help="Only what lies around this entity.")
@click.option(
    "--steps", type=click.IntRange(1, 4), default=2, show_default=True, help="How far around it."
)
@click.option(
    "--class", "cls", metavar="CLASS", help="Only facts with an end of this class, zh or en."
)
@click.option("--document", metavar="NAME", help="Only facts that this document states.")
@click.option(
    "--limit",
    type=click.IntRange(min=2),
    default=300,
    show_default=True,
    help="At most so many nodes.",
)
@click.option(
    "--language",
    type=click.Choice(["zh", "en"]),
    default="zh",
    show_default=True,
    help="The page's first language.",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@store_option
def command(
    out: Path,
    around: str | None,
    steps: int,
    cls: str | None,
    document: str | None,
    limit: int,
    language: Language,
    force: bool,
    show: bool,
) -> None:
    """Write the graph to FILE as one HTML page that asks nothing of the net.

    Solid lines are facts, dashed ones plans; a click shows the sentence behind a line.
    """
    from innograph.queries.parameters import read_value
    from innograph.viz.graph_page import write_graph
    from innograph.viz.select import select

    check_target(out, force=force)
    with opened() as store:
        graph = select(
            store.to_networkx(),
            around=read_value(store, "entity", around, name="entity") if around else None,
            steps=steps,
            classes=frozenset(
                store.ontology.iter_subclasses(read_value(store, "class", cls, name="class"))
            )
            if cls
            else None,
            document=read_value(store, "document", document, name="document") if document else None,
        )
        report = write_graph(
            graph, out, ontology=store.ontology, title="innograph", language=language, limit=limit
        )
    talk(report.summary(out))
    if show:
        webbrowser.open(out.resolve().as_uri())
