"""The options that say how files are read, shared by the commands that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from innograph.cli.options import kept_options

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.source import Source

_GIVEN = "innograph.reading"
_WORTH = 500_000  # bytes that are worth a process


def reading_options(command: click.decorators.FC) -> click.decorators.FC:
    """--text-column and its like, kept for `reading_settings`."""
    return kept_options(command, _GIVEN, _OPTIONS)


_OPTIONS: list[tuple[tuple[str, ...], dict[str, Any]]] = [
    (
        ("--text-column",),
        {
            "metavar": "NAME",
            "help": "Of CSV, JSON Lines and Parquet: the column with the texts [text, 正文, 内容 …].",
        },
    ),
    (
        ("--id-column",),
        {
            "metavar": "NAME",
            "help": "The column with the documents' ids [id; else the row's number].",
        },
    ),
    (
        ("--simplify",),
        {
            "is_flag": True,
            "default": None,
            "help": "Put texts in traditional characters into simplified ones.",
        },
    ),
    (
        ("--max-size",),
        {
            "type": click.FloatRange(min=0, min_open=True),
            "metavar": "MB",
            "help": "Larger files are named and not read [50].",
        },
    ),
]


def reading_settings() -> ReadSettings:
    """What the call says."""
    from innograph.ingest.formats.page import ReadSettings

    return ReadSettings(**click.get_current_context().meta.get(_GIVEN, {}))


def workers_option(command: click.decorators.FC) -> click.decorators.FC:
    """--workers N."""
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        metavar="N",
        help="Read in N processes [one a core, where there is enough to read].",
    )(command)


def worker_count(workers: int | None, sources: list[Source]) -> int:
    """What the call says, else as many as there are cores and as the texts are worth."""
    if workers is not None:
        return workers
    from innograph.ingest.processes import core_count

    # Starting a process takes as long as reading 100,000 characters.
    size = sum(_size(source.path) for source in sources if source.path)
    return max(1, min(core_count(), size // _WORTH))


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # told when it is read
        return 0


def check_id(given: dict[str, str], sources: list[Source]) -> None:
    """One id cannot be that of several documents."""
    many = len(sources) > 1 or any(not s.problem and s.format.many for s in sources)
    if "id" in given and many:
        raise click.UsageError("--id names one document; give one file with it.")


def ignored_line(ignored: Counter[str]) -> str | None:
    """What was found beside the texts, in one line."""
    from innograph.ingest.formats.table import READ

    if not ignored:
        return None
    counts = ", ".join(f"{count} {suffix}" for suffix, count in sorted(ignored.items()))
    return f"Not looked at: {counts} (innograph reads {READ})."
