"""`innograph export`: the store, a document or an answer as RDF, tables or JSON Lines."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from innograph.cli.options import check_target, emit, opened, param_option, store_option, talk
from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    from innograph.graph.rdf.describe import Subject
    from innograph.graph.rdf.part import Part
    from innograph.graph.store import Store

# Endings of RDF files stand in graph.rdf.formats.
ENDINGS = {".jsonl": "jsonl", ".zip": "csvw"}
FORMATS = ("turtle", "trig", "nquads", "ntriples", "jsonld", "rdfxml", *ENDINGS.values(), "nanopub")


@click.command("export", epilog="Example: innograph export graph.trig")
@click.argument("out", metavar="FILE")
@click.option("--as", "form", type=click.Choice(FORMATS), help="The format [from the file's name].")
@click.option(
    "--document", metavar="NAME", help="Only what this document (id or title) contributes."
)
@click.option("--question", metavar="NAME", help="Only what the answer to this question rests on.")
@param_option("A parameter of the question.")
@click.option("--reifiers", is_flag=True, help="RDF 1.2: each claim says which triple it states.")
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help="The date that nanopublications bear [today].",
)
@click.option("--force", is_flag=True, help="Overwrite a file that is there.")
@store_option
def command(
    out: str,
    form: str | None,
    document: str | None,
    question: str | None,
    param: dict[str, str],
    reifiers: bool,
    date: datetime | None,
    force: bool,
) -> None:
    """Write the whole store, one document, or an answer to FILE (- for standard output).

    TriG, N-Quads, JSON-LD and JSON Lines hold everything and can be imported; Turtle, N-Triples
    and RDF/XML have no named graphs, so they lose which document said what in which graph. A name
    in .zip asks for tables: CSV files with their description (CSVW). RDF comes with a description
    of itself (VoID, DCAT): counts, licences, sources. --as nanopub writes each claim as a
    nanopublication, with its sentence, in TriG unless the name ends in .nq or .jsonld.
    """
    chosen = form or format_of(out)
    check_call(chosen, document, question, param, reifiers=reifiers)
    if date and chosen != "nanopub":
        raise UsageError("--date is for nanopublications; add --as nanopub.")
    path = Path(out)
    if out != "-":
        check_target(path, force=force)
    with opened() as store:
        if document:
            from innograph.queries.parameters import read_value

            document = read_value(store, "document", document, name="document")
        target = sys.stdout.buffer if out == "-" else path
        if chosen == "jsonl":
            write_lines(store, out, document)
        elif chosen == "csvw":
            from innograph.graph.tables.write import write_tables

            write_tables(store, target)
        elif chosen == "nanopub":
            write_claims(store, target, document, question, param, date)
        else:
            write_graph(store, target, chosen, document, question, param, reifiers=reifiers)
        sys.stdout.flush()
    if out != "-":
        talk(f"Wrote {out} ({path.stat().st_size:,} bytes).")


def check_call(
    form: str, document: str | None, question: str | None, param: dict[str, str], *, reifiers: bool
) -> None:
    """Refuse options that do not go together."""
    if document and question:
        raise UsageError("--document and --question exclude each other.")
    if param and not question:
        raise UsageError("-p is for the parameters of a --question; name one.")
    if question and form in ("jsonl", "csvw"):
        raise UsageError(
            "An answer is exported as RDF; `innograph ask --format csv` or jsonl writes its rows."
        )
    if document and form == "csvw":
        raise UsageError("Tables are of the whole store; leave out --document.")
    if reifiers and form in ("jsonl", "csvw", "nanopub"):
        raise UsageError("--reifiers is for RDF: TriG, N-Quads, Turtle or N-Triples.")


def write_graph(
    store: Store,
    target: Path | IO[bytes],
    form: str,
    document: str | None,
    question: str | None,
    param: dict[str, str],
    *,
    reifiers: bool,
) -> None:
    """RDF of the store, of one document, or of what an answer rests on."""
    from innograph.graph.rdf import write_rdf

    part, subject = behind(store, question, param) if question else (None, None)
    write_rdf(
        store,
        target,
        format=form,
        document=document,
        part=part,
        subject=subject,
        reifiers=reifiers,
    )


def write_claims(
    store: Store,
    target: Path | IO[bytes],
    document: str | None,
    question: str | None,
    param: dict[str, str],
    date: datetime | None,
) -> None:
    """Claims of the store, of one document, or behind an answer, as nanopublications."""
    from innograph.graph.rdf.nanopub import write_nanopubs

    part, _ = behind(store, question, param) if question else (None, None)
    day = (date or datetime.now(UTC)).date().isoformat()
    count = write_nanopubs(store, target, date=day, document=document, part=part)
    talk(f"{count.written:,} nanopublications, dated {day}.")
    if count.unlicensed:
        talk(
            f"{count.unlicensed:,} of them say no licence, since their documents have none: "
            "give it when you ingest."
        )


def behind(store: Store, question: str, param: dict[str, str]) -> tuple[Part, Subject]:
    """The records and entities that an answer names, and what the answer is called."""
    from innograph.cli.ask import checked
    from innograph.graph.rdf.describe import Subject
    from innograph.graph.rdf.part import Part
    from innograph.queries.ask import ask
    from innograph.queries.catalogue import find_question

    chosen = find_question(question)
    answer = ask(store, chosen, **checked(param))
    records = {item.id for item in answer.evidence()}
    ids = {column.id for column in answer.columns if column.id}
    entities = {row[name] for row in answer for name in ids if row.get(name)}
    given = ", ".join(f"{name}={value}" for name, value in sorted(param.items()))
    names = [
        f"{title} ({given})" if given else title for title in (chosen.title.en, chosen.title.zh)
    ]
    for note in answer.notes:
        talk(note)
    identity = "/".join((chosen.id, *(f"{name}={value}" for name, value in sorted(param.items()))))
    return Part(frozenset(records), frozenset(entities)), Subject("answer", identity, *names)


def format_of(out: str) -> str:
    """The format that a file's name asks for; `.gz` may follow all but .zip."""
    from innograph.graph.rdf.formats import format_of as rdf_format

    suffix = Path(out.removesuffix(".gz")).suffix.lower()
    if suffix in ENDINGS and not out.endswith(".zip.gz"):
        return ENDINGS[suffix]
    try:
        return rdf_format(out).name
    except UsageError:
        raise UsageError(f"Which format shall {out} have? Say --as {'|'.join(FORMATS)}.") from None


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
