"""The flow as a picture for a paper: as the page shows it first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.viz import palette, svg
from innograph.viz.caption import caption, caption_height, draw_caption
from innograph.viz.flow_data import flow_data
from innograph.viz.flow_layout import BAR, WIDTH, XS
from innograph.viz.labels import cut
from innograph.viz.sources import Sources
from innograph.viz.texts import say

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.page import Language

TOP = 48.0  # for the heading
TOPS = ("Place", "Platform", "Field")
ROOM = (8.0, 12.0, 9.5)  # em for the labels of each column


def flow_picture(
    graph: nx.MultiDiGraph[str], ontology: Ontology, *, title: str, language: Language
) -> str:
    """SVG text."""
    data = flow_data(graph, ontology, Sources())
    picture = data["pictures"][data["shown"]]
    middle = "platform-class" if data["shown"].endswith("class") else "platform"
    heads = "".join(
        svg.text(say(language, key), x, 16, text_anchor=anchor, font_weight=600)
        for key, x, anchor in (
            ("place", XS[0] + BAR, "end"),
            (middle, XS[1] + BAR / 2, "middle"),
            ("industry", XS[2], "start"),
        )
    )
    ribbons = "".join(_ribbon(path, intended) for _, _, intended, path, _ in picture["ribbons"])
    bars = "".join(_bar(bar, ontology, language) for bar in picture["bars"])
    inner = svg.tag("g", heads + ribbons + bars, transform=f"translate(0 {TOP:g})")
    key = svg.text(cut(title, 38), 18, 26, font_size=18, font_weight=700)
    note = say(language, "picture-flow", n=data["looked"])
    note += say(language, "flow-kinds", n=data["kinds"]) if data["kinds"] else ""
    under = caption(graph, ontology, language, note, WIDTH - 36)
    height = TOP + picture["height"] + caption_height(under)
    return svg.document(WIDTH, height, key, inner, draw_caption(under, 18, height), title=title)


def _ribbon(path: str, intended: int) -> str:
    colour = svg.LIGHT["intended" if intended else "accent"]
    if not intended:
        return svg.tag("path", d=path, fill=colour, fill_opacity=".38")
    return svg.tag(
        "path",
        d=path,
        fill=colour,
        fill_opacity=".15",
        stroke=colour,
        stroke_opacity=".6",
        stroke_dasharray="4 3",
        stroke_width=".75",
    )


def _bar(bar: dict[str, Any], ontology: Ontology, language: Language) -> str:
    column = bar["c"]
    x = XS[column]
    at, anchor = ((x - 6, "end"), (x + BAR + 5, "start"), (x + BAR + 6, "start"))[column]
    name = cut(_name(bar, ontology, language), ROOM[column])
    words = f"{name} {bar['n']}"
    box = svg.tag(
        "rect",
        x=x,
        y=bar["y"],
        width=BAR,
        height=bar["h"],
        rx=2,
        fill=palette.paint(TOPS[column]).light,
    )
    return box + svg.halo(words, at, bar["y"] + bar["h"] / 2, text_anchor=anchor)


def _name(bar: dict[str, Any], ontology: Ontology, language: Language) -> str:
    if "others" in bar:
        return say(language, "others", n=bar["others"])
    if bar.get("none"):
        return say(language, "no-place")
    if "cls" in bar:
        term = ontology.classes.get(bar["cls"])
        return term.label_in(language) if term else str(bar["cls"])
    return str(bar["label"])
