"""Views as pictures: SVG written here, PNG made of it by resvg."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError
from innograph.graph.ontology import load_ontology
from innograph.viz.flow_picture import flow_picture
from innograph.viz.graph_picture import graph_picture
from innograph.viz.matrix_picture import matrix_picture
from innograph.viz.page import Language, check_language
from innograph.viz.report import LeftOut, ViewReport, Written
from innograph.viz.select import fitting

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.ontology import Ontology

ZOOM = 2  # pixels of a PNG for one of the SVG: sharp on paper and on slides


def write_matrix_picture(
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write the matrix to an .svg or .png file, over what was there; as `write_matrix` takes it."""
    check_language(language)
    picture = matrix_picture(graph, ontology or load_ontology(), title=title, language=language)
    return _counted(picture, out, graph)


def write_flow_picture(
    graph: nx.MultiDiGraph[str],
    out: Path,
    *,
    ontology: Ontology | None = None,
    title: str,
    language: Language = "zh",
) -> Written:
    """Write the flow to an .svg or .png file, over what was there; as `write_flow` takes it."""
    check_language(language)
    picture = flow_picture(graph, ontology or load_ontology(), title=title, language=language)
    return _counted(picture, out, graph)


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
    lost = linked.number_of_edges() - shown.number_of_edges()
    schema = ontology or load_ontology()
    size = _write(graph_picture(shown, schema, title=title, language=language), out)
    found = (
        LeftOut("limit", len(linked) - len(shown), lost),
        LeftOut("unlinked", len(graph) - len(linked)),
    )
    left_out = tuple(left for left in found if left.nodes or left.edges)
    return ViewReport(size, len(shown), shown.number_of_edges(), left_out)


def _counted(picture: str, out: Path, graph: nx.MultiDiGraph[str]) -> Written:
    looked_at = len(graph.graph.get("sources", []))
    return Written(_write(picture, out), {"documents looked at": looked_at})


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
