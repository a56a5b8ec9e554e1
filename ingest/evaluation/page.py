"""The errors as one HTML file, by kind. No script, nothing from outside; texts are escaped."""

from __future__ import annotations

import base64
import hashlib
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["share"] = lambda value: "" if value is None else f"{value:.3f}"
    style = (_TEMPLATES / "errors.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return environment.get_template("errors.html.j2").render(
        title=title,
        figures=figures,
        breakdowns=breakdowns,
        kinds=_grouped(slips),
        style=Markup(style),  # noqa: S704 - our own file
        policy=f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; "
        "form-action 'none'",
    )


def _grouped(slips: Sequence[Slip]) -> list[tuple[str, int, list[tuple[str, list[Any]]]]]:
    """(kind, count, [(class or predicate, errors)]); the slips come sorted."""
    kinds = []
    for kind, of_kind in groupby(slips, key=lambda slip: slip.kind):
        listed = list(of_kind)
        parts = [(what, list(part)) for what, part in groupby(listed, key=lambda s: s.what)]
        kinds.append((kind, len(listed), parts))
    return kinds
