"""`innograph export`: the store as RDF or JSON Lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.options import check_target, emit, opened, store_option, talk
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.graph.store import Store

# File name endings → format. `.gz` may follow each.
SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".jsonld": "jsonld",
    ".rdf": "rdfxml",
    ".xml": "rdfxml",
    ".jsonl": "jsonl",
}
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))


@click.command("export", epilog="Example: innograph export graph.trig")
@click.argument("out", metavar="FILE")
@click.option("--as", "form", type=click.Choice(FORMATS), help="The format [from the file's name].")
@click.option(
    "--document", metavar="NAME", help="Only what this document (id or title) contributes."
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@store_option
def command(out: str, form: str | None, document: str | None, force: bool) -> None:
    """Write the whole store, or one document, to FILE (- for standard output).

    TriG, N-Quads, JSON-LD and JSON Lines hold everything and can be imported; Turtle, N-Triples
    and RDF/XML have no named graphs, so they lose which document said what in which graph.
    """
    chosen = form or format_of(out)
    path = Path(out)
    if out != "-":
        check_target(path, force=force)
    with opened() as store:
        if document:
            from innograph.queries.parameters import read_value

            document = read_value(store, "document", document, name="document")
        if chosen == "jsonl":
            write_lines(store, out, document)
        else:
            from innograph.graph.rdf import write_rdf

            target = sys.stdout.buffer if out == "-" else path
            write_rdf(store, target, format=chosen, document=document)
            sys.stdout.flush()
    if out != "-":
        talk(f"Wrote {out} ({path.stat().st_size:,} bytes).")


def format_of(out: str) -> str:
    """The format that a file's name asks for."""
    suffixes = [suffix for suffix in Path(out).suffixes if suffix != ".gz"]
    if suffixes and suffixes[-1].lower() in SUFFIXES:
        return SUFFIXES[suffixes[-1].lower()]
    raise UsageError(f"Which format shall {out} have? Say --as {'|'.join(FORMATS)}.")


def write_lines(store: Store, out: str, document: str | None) -> None:
    """JSON Lines of Extractions, one line a document; the ledger of decisions is not in them."""
    from innograph.graph.codec import write_jsonl
    from innograph.graph.files import new_file

    chosen = [store.extraction(document)] if document else store.extractions()
    if out == "-":
        emit(write_jsonl(chosen))
        return
    with new_file(Path(out)) as file:
        file.writelines(line.encode() for line in write_jsonl(chosen))
