"""`innograph demo`: the whole way, on the shipped samples."""

from __future__ import annotations

from pathlib import Path

import click

from innograph.cli.ingest import say_report
from innograph.cli.options import emit, format_option, talk


@click.command("demo", epilog="Example: innograph demo --out ./innograph-demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("innograph-demo"),
    show_default=True,
    metavar="DIR",
    help="Where store, page and exports go.",
)
@format_option
def command(out: Path, form: str) -> None:
    """Read the shipped samples (invented cities) into an embedded store and show what comes out.

    Prints which platforms serve which industries, with status, cue, document and sentence; writes
    graph.html, graph.ttl and graph.trig beside the store.
    """
    from innograph.graph.rdf import write_rdf
    from innograph.graph.store import open_store
    from innograph.ingest.run import ingest
    from innograph.queries.ask import ask
    from innograph.queries.render import render
    from innograph.viz.graph_page import write_graph

    out.mkdir(parents=True, exist_ok=True)
    folder = out / "store"
    with open_store(str(folder)) as store:
        samples = Path(__file__).resolve().parent.parent / "samples"
        texts = sorted(file for file in samples.glob("*.*") if is_sample(file))
        say_report(ingest(store, texts), verbose=False)
        answer = ask(store, "platform-industry-links")
        columns = ("platform", "class", "industry", "status", "cue", "document", "sentence")
        emit(render(answer.only(columns), form))
        write_graph(
            store.to_networkx(), out / "graph.html", ontology=store.ontology, title="innograph demo"
        )
        write_rdf(store, out / "graph.ttl", format="turtle")
        write_rdf(store, out / "graph.trig", format="trig")
    talk(f"Written: {out / 'graph.html'}, {out / 'graph.ttl'}, {out / 'graph.trig'}.")
    talk("Next, with your own texts:")
    talk("  innograph ingest YOUR-TEXTS/ && innograph ask")
    talk(f"  innograph ask platforms-of-industry -p industry=航空发动机 --store {folder}")
    talk("  innograph view my-graph.html --open")


def is_sample(file: Path) -> bool:
    """The texts of samples/, not the page about them."""
    return file.suffix in {".md", ".txt"} and file.stem != "README"
