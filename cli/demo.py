"""`innograph demo`: the whole way, on the shipped samples."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.ingest import say_report
from innograph.cli.options import emit_rows, format_option, import_driver, progress, talk
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.graph.store import Store

COLUMNS = ("platform", "class", "industry", "status", "cue", "document", "sentence")
PAGES = ("matrix", "graph", "flow", "promises", "numbers", "atlas")
OURS = {"texts", "store", "graph.ttl", "graph.trig", *(f"{name}.html" for name in PAGES)}


@click.command("demo", epilog="Example: innograph demo --out ./innograph-demo")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("innograph-demo"),
    show_default=True,
    metavar="DIR",
    help="Where texts, store, page and exports go.",
)
@format_option
def command(out: Path, form: str) -> None:
    """Read the shipped samples (invented cities) into an embedded store and show what comes out.

    Prints which platforms serve which industries, with status, cue, document and sentence; writes
    pages to look at, graph.ttl, graph.trig and the texts beside the store. Run again, it does
    the same.
    """
    from innograph.graph.store import open_store
    from innograph.ingest.run import ingest
    from innograph.ingest.sources import iter_files
    from innograph.queries.ask import ask

    check_folder(out)
    import_driver()
    texts = copy_samples(out / "texts")
    talk(f"Reading {len(texts)} sample documents about invented cities (in {out / 'texts'}) …")
    with open_store(str(out / "store")) as store:
        with progress("Reading", len(texts)) as step:
            report = ingest(store, iter_files(texts), on_document=step)
        say_report(report, verbose=False)
        emit_rows(ask(store, "platform-industry-links").only(COLUMNS), form)
        write_files(store, out)
    pages = ", ".join(str(out / f"{name}.html") for name in PAGES)
    talk(f"Written: {pages}, {out / 'graph.ttl'}, {out / 'graph.trig'}.")
    say_next(out / "store")


def say_next(store: Path) -> None:
    """Three lines to type, with the command as this shell finds it."""
    call = command_name()
    talk("Next:")
    talk(f"  {call} ask --store {store}")
    talk(f"  {call} ask platforms-of-industry -p industry=航空发动机 --store {store}")
    talk(f"  {call} ingest YOUR-TEXTS/ && {call} ask platform-industry-links")


def command_name() -> str:
    """`innograph`, or where it lies if no shell would find it: the environment is not active."""
    if shutil.which("innograph"):
        return "innograph"
    path = Path(sys.argv[0]).absolute()
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def check_folder(out: Path) -> None:
    """A demo may overwrite what a demo wrote, and nothing else."""
    others = (
        sorted(file.name for file in out.iterdir() if file.name not in OURS) if out.is_dir() else []
    )
    if others:
        raise UsageError(
            f"{out} holds other things ({others[0]}): name an empty or a new folder with --out."
        )
    out.mkdir(parents=True, exist_ok=True)


def copy_samples(folder: Path) -> list[Path]:
    """The shipped texts in a folder where a newcomer finds them; the page about them stays out."""
    samples = Path(__file__).resolve().parent.parent / "samples"
    folder.mkdir(exist_ok=True)
    copies = []
    for file in sorted(samples.glob("*.*")):
        if is_sample(file):
            copies.append(folder / file.name)
            copies[-1].write_bytes(file.read_bytes())
    return copies


def is_sample(file: Path) -> bool:
    """The texts of samples/, not the page about them."""
    return file.suffix in {".md", ".txt"} and file.stem != "README"


def write_files(store: Store, out: Path) -> None:
    """The page and the exports."""
    from innograph.graph.rdf import write_rdf

    write_pages(store, out)
    write_rdf(store, out / "graph.ttl", format="turtle")
    write_rdf(store, out / "graph.trig", format="trig")


def write_pages(store: Store, out: Path) -> None:
    """One page for each view."""
    from innograph.cli.view import title_of
    from innograph.viz.atlas import write_atlas
    from innograph.viz.flow_page import write_flow
    from innograph.viz.graph_page import write_graph
    from innograph.viz.matrix_page import write_matrix
    from innograph.viz.numbers_data import iter_numbers
    from innograph.viz.numbers_page import write_numbers
    from innograph.viz.promises_page import write_promises

    ontology, graph = store.ontology, store.to_networkx()
    write_matrix(graph, out / "matrix.html", ontology=ontology, title=title_of("matrix", "zh"))
    write_graph(graph, out / "graph.html", ontology=ontology, title=title_of("graph", "zh"))
    write_flow(graph, out / "flow.html", ontology=ontology, title=title_of("flow", "zh"))
    title = title_of("promises", "zh")
    write_promises(graph, store.pairs(), out / "promises.html", ontology=ontology, title=title)
    rows = iter_numbers(store)
    write_numbers(rows, out / "numbers.html", ontology=ontology, title=title_of("numbers", "zh"))
    write_atlas(store, out / "atlas.html", whole=graph, title=title_of("atlas", "zh"))
