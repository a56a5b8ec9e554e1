"""The numbers view: indicators over documents, years and places, each figure with its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.ontology import load_ontology
from innograph.viz.numbers_data import numbers_data
from innograph.viz.page import Language, View, write_page
from innograph.viz.report import Written
from innograph.viz.sources import Sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from innograph.graph.ontology import Ontology

SCRIPTS = ("model", "chart", "cards", "panel", "main")


def write_numbers(
    rows: Iterable[dict[str, Any]],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
    notices: Sequence[dict[str, Any]] = (),
) -> Written:
    """Write the numbers of `iter_numbers` to `out`, over what was there.

    One small chart for each indicator with two figures or more, with bounds, targets, and where the
    year comes from; a table beneath; the others in one table. `notices` say what was asked for.
    """
    sources = Sources()
    view = numbers_view(rows, sources, ontology=ontology or load_ontology(), notices=notices)
    size = write_page(out, [view], sources, title=title, language=language)
    series = view.data["series"]
    indicators = {indicator for indicator, *_ in series}
    return Written(size, {"indicators": len(indicators), "numbers": sum(len(s[4]) for s in series)})


def numbers_view(
    rows: Iterable[dict[str, Any]],
    sources: Sources,
    *,
    ontology: Ontology,
    notices: Sequence[dict[str, Any]] = (),
) -> View:
    """The view for a page."""
    data = {**numbers_data(rows, ontology, sources), "notices": list(notices)}
    names = tuple(dict.fromkeys(indicator for indicator, *_ in data["series"]))
    return View("numbers", data, SCRIPTS, names=names)
