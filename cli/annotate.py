"""`innograph annotate`: the machine's reading for a person to correct."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from innograph.cli.extract import check_names, iter_extractions
from innograph.cli.ingest import metadata_options
from innograph.cli.options import check_target, confidence_option, progress, talk
from innograph.cli.reading_options import check_id, reading_options, reading_settings
from innograph.graph.errors import DataError

if TYPE_CHECKING:
    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology

TASKS, INTERFACE = "tasks.json", "labelling-interface.xml"


@click.command("annotate", epilog="Example: innograph annotate report.txt --out to-correct/")
@click.argument("paths", nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    metavar="DIR",
    help="The folder to write to.",
)
@click.option(
    "--for",
    "tool",
    type=click.Choice(["sheet", "labelstudio"]),
    default="sheet",
    show_default=True,
    help="NAME.json for a text editor, or tasks and interface for Label Studio.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there, corrections included.")
@reading_options
@confidence_option
@metadata_options
def command(
    paths: tuple[str, ...],
    out: Path,
    tool: str,
    force: bool,
    min_confidence: float,
    **metadata: str | None,
) -> None:
    """Read texts and write the reading for a person to correct.

    A sheet is the annotation form laid out by sentence; its head says how to edit it. `innograph
    evaluate` reads corrected sheets and what Label Studio exports (JSON), as gold or prediction.
    """
    from innograph.graph.ontology import load_ontology
    from innograph.ingest.formats.page import NoText
    from innograph.ingest.sources import iter_files

    given = {name: value for name, value in metadata.items() if value is not None}
    sources = list(iter_files(paths, settings=reading_settings()))
    check_id(given, sources)
    check_names(sources, out)
    out.mkdir(parents=True, exist_ok=True)
    stems = [source.stem for source in sources]
    names = [TASKS, INTERFACE] if tool == "labelstudio" else [f"{stem}.json" for stem in stems]
    for name in names:
        check_target(out / name, force=force)
    ontology = load_ontology()
    found: dict[str, Extraction] = {}
    total = len(sources)
    with progress("Reading", len(sources)) as step:
        for source, result in iter_extractions(sources, given, ontology, min_confidence):
            step(source.name)
            if isinstance(result, NoText) and source.by_chance:
                talk(f"Left out: {result}")
                total -= 1
            elif isinstance(result, DataError):
                talk(f"Not read: {result}")
            else:
                found[source.stem] = result
    WRITERS[tool](found, ontology, out)
    talk(f"{len(found)} of {total} files read; written to {out}.")
    if len(found) < total:
        raise click.exceptions.Exit(1)


def _write_sheets(found: dict[str, Extraction], ontology: Ontology, out: Path) -> None:
    from innograph.ingest.annotate.sheet import dump_sheet

    for name, extraction in found.items():
        sheet = dump_sheet(extraction, ontology, name=name)
        (out / f"{name}.json").write_bytes(sheet.encode())


def _write_tasks(found: dict[str, Extraction], ontology: Ontology, out: Path) -> None:
    from innograph.ingest.annotate.labelstudio import dump_tasks, labelling_interface, make_task

    tasks = [make_task(extraction, ontology, name=name) for name, extraction in found.items()]
    (out / TASKS).write_bytes(dump_tasks(tasks).encode())
    (out / INTERFACE).write_bytes(labelling_interface(ontology).encode())


WRITERS = {"sheet": _write_sheets, "labelstudio": _write_tasks}
