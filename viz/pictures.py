"""Views as pictures: SVG written here, PNG made of it by resvg."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from innograph.graph.errors import UsageError
from innograph.graph.ontology import load_ontology
from innograph.viz.graph_picture import graph_picture
from innograph.viz.page import Language, check_language
from innograph.viz.report import ViewReport, Written, left_out_of
from innograph.viz.select import fitting

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.ontology import Ontology

ZOOM = 2  # pixels of a PNG for one of the SVG: sharp on paper and on slides


class Draw(Protocol):
    """What makes SVG text of a graph: `matrix_picture`, `flow_picture`."""

    def __call__(
        self, graph: nx.MultiDiGraph[str], ontology: Ontology, *, title: str, language: Language
    ) -> str: ...


def write_picture(
    draw: Draw,
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write what `draw` makes of a graph to an .svg or .png file, over what was there.

    The graph is as the page of the same name takes it (`write_matrix`, `write_flow`).
    """
    check_language(language)
    size = _write(draw(graph, ontology or load_ontology(), title=title, language=language), out)
    return Written(size, {"documents looked at": len(graph.graph.get("sources", []))})


def write_graph_picture(
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
    limit: int = 300,
) -> ViewReport:
    """Write the graph to an .svg or .png file, over what was there; as `write_graph` takes it."""
    check_language(language)
    linked, shown = fitting(graph, limit)
    schema = ontology or load_ontology()
    size = _write(graph_picture(shown, schema, title=title, language=language), out)
    left_out = left_out_of(graph, linked, shown)
    return ViewReport(size, len(shown), shown.number_of_edges(), left_out)


def _write(picture: str, out: Path) -> int:
    content = as_png(picture) if out.suffix.lower() == ".png" else picture.encode("utf-8")
    out.write_bytes(content)
    return len(content)


def as_png(picture: str) -> bytes:
    """SVG text as PNG, with the fonts of this machine; Chinese needs one that has it."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError:
        raise UsageError(
            "PNG needs resvg: pip install 'innograph[pictures]', or name an .svg file."
        ) from None
    return bytes(svg_to_bytes(svg_string=picture, zoom=ZOOM, languages=["zh", "en"]))
