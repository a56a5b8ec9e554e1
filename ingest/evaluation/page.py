"""The errors as one HTML file, by kind."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.ingest.static_page import static_page

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innograph.ingest.evaluation.errors import Slip
    from innograph.ingest.evaluation.tally import Tally

_TEMPLATES = Path(__file__).resolve().parent / "templates"


def write_page(
    out: Path,
    slips: Sequence[Slip],
    figures: Mapping[str, Tally],
    breakdowns: Mapping[str, Mapping[str, Tally]],
    *,
    title: str,
) -> None:
    """Write the file: UTF-8 with LF. Equal arguments give equal bytes."""
    page = make_page(slips, figures, breakdowns, title=title)
    out.write_bytes(page.encode("utf-8", "replace"))


def make_page(
    slips: Sequence[Slip],
    figures: Mapping[str, Tally],
    breakdowns: Mapping[str, Mapping[str, Tally]],
    *,
    title: str,
) -> str:
    """The figures, then each kind of error with its count, then the breakdowns."""
    return static_page(
        _TEMPLATES,
        "errors",
        filters={"share": lambda value: "" if value is None else f"{value:.3f}"},
        title=title,
        figures=figures,
        breakdowns=breakdowns,
        kinds=_grouped(slips),
    )


def _grouped(slips: Sequence[Slip]) -> list[tuple[str, int, list[tuple[str, list[Any]]]]]:
    """(kind, count, [(class or predicate, errors)]); the slips come sorted."""
    kinds = []
    for kind, of_kind in groupby(slips, key=lambda slip: slip.kind):
        listed = list(of_kind)
        parts = [(what, list(part)) for what, part in groupby(listed, key=lambda s: s.what)]
        kinds.append((kind, len(listed), parts))
    return kinds
