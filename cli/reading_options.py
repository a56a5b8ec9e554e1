"""The options that say how files are read, shared by the commands that read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from innograph.cli.options import kept_options

if TYPE_CHECKING:
    from collections import Counter

    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.sources import Source

_GIVEN = "innograph.reading"


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
