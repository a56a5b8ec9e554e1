"""The graph as a picture for a paper, with as many names as have room."""

from __future__ import annotations

from math import hypot
from typing import TYPE_CHECKING, Any

from innograph.viz import palette, svg
from innograph.viz.caption import caption, caption_height, draw_caption
from innograph.viz.labels import cut, em
from innograph.viz.network_data import network_data
from innograph.viz.sources import Sources
from innograph.viz.texts import say

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.page import Language

EDGE, HEAD, STEP = 24.0, 92.0, palette.LABEL_PX * 1.2
Box = tuple[float, float, float, float]


def graph_picture(
    graph: nx.MultiDiGraph[str], ontology: Ontology, *, title: str, language: Language
) -> str:
    """SVG text of all that the graph has; what is too much for a picture is to be left out before.

    Nodes stand where the page has them. Labels lie over no other: the most linked come first, and
    where there is no room for one it is left out.
    """
    data = network_data(graph, ontology, Sources())
    nodes, edges = data["nodes"], data["edges"]
    tops = [graph.nodes[node["key"]]["top"] for node in nodes]
    move, width, height = _frame(nodes)
    for node in nodes:
        node["x"], node["y"] = node["x"] + move[0], node["y"] + move[1]
    drawn = [_edge(nodes, edge) for edge in edges]
    drawn += [_node(node, top) for node, top in zip(nodes, tops, strict=True)]
    degree = dict(graph.degree())
    order = sorted(nodes, key=lambda node: (-degree[node["key"]], node["id"]))
    names, unnamed = _names(order, nodes, width, height)
    head = _heading(title, tops, ontology, language, width)
    counts = {"nodes": len(nodes), "facts": sum(not edge["intended"] for edge in edges)}
    counts["intended"] = len(edges) - counts["facts"]
    note = say(language, "overview-counts-plain", **counts)
    if unnamed:
        note += say(language, "picture-unnamed", n=unnamed)
    under = caption(graph, ontology, language, note, width - 2 * EDGE)
    height += caption_height(under)
    foot = draw_caption(under, EDGE, height)
    return svg.document(width, height, head, *drawn, *names, foot, title=title)


def _frame(nodes: list[dict[str, Any]]) -> tuple[tuple[float, float], float, float]:
    """How far to move the nodes, and the size of the picture with room for outer labels."""
    if not nodes:
        return (0.0, 0.0), 720.0, HEAD + 80
    side = 5.5 * palette.LABEL_PX
    left = min(node["x"] - node["size"] for node in nodes) - side
    top = min(node["y"] - node["size"] for node in nodes) - 2 * STEP
    right = max(node["x"] + node["size"] for node in nodes) + side
    bottom = max(node["y"] + node["size"] for node in nodes) + 3 * STEP
    width = max(right - left + 2 * EDGE, 720.0)
    shift = (width - (right - left)) / 2 - left
    return (shift, HEAD - top), width, bottom - top + HEAD


def _edge(nodes: list[dict[str, Any]], edge: dict[str, Any]) -> str:
    a, b = nodes[edge["from"]], nodes[edge["to"]]
    colour = svg.LIGHT["intended" if edge["intended"] else "fact"]
    looks = {
        "fill": "none",
        "stroke": colour,
        "stroke_width": edge["width"],
        "stroke_opacity": ".75",
        "stroke_dasharray": "6 4" if edge["intended"] else None,
    }
    x, y = b["x"] - a["x"], b["y"] - a["y"]
    length = hypot(x, y)
    if not length:
        size = a["size"]
        ring = f"M{a['x']:.1f},{a['y'] - size:.1f}q{2 * size:.1f},{-2 * size:.1f} {size:.1f},{size:.1f}"
        return svg.tag("path", d=ring, **looks)
    bend = 0.0
    if isinstance(edge["smooth"], dict):
        turn = 1 if edge["smooth"]["type"] == "curvedCW" else -1
        bend = edge["smooth"]["roundness"] * length * turn
    cx, cy = a["x"] + x / 2 + y / length * bend, a["y"] + y / 2 - x / length * bend
    path = f"M{a['x']:.1f},{a['y']:.1f}Q{cx:.1f},{cy:.1f} {b['x']:.1f},{b['y']:.1f}"
    line = svg.tag("path", d=path, **looks)
    return line + (_arrow(b, cx, cy, colour) if edge["arrows"] else "")


def _arrow(node: dict[str, Any], cx: float, cy: float, colour: str) -> str:
    """At the rim of the node, along the line's last part."""
    x, y = node["x"] - cx, node["y"] - cy
    length = hypot(x, y) or 1.0
    x, y = x / length, y / length
    tip = (node["x"] - x * (node["size"] + 2), node["y"] - y * (node["size"] + 2))
    back = (tip[0] - x * 8, tip[1] - y * 8)
    points = (tip, (back[0] - y * 3.4, back[1] + x * 3.4), (back[0] + y * 3.4, back[1] - x * 3.4))
    return svg.tag("polygon", points=" ".join(f"{a:.1f},{b:.1f}" for a, b in points), fill=colour)


def _node(node: dict[str, Any], top: str) -> str:
    paint = palette.paint(top)
    ground = svg.LIGHT["page"]
    looks = {"fill": paint.light, "stroke": ground, "stroke_width": 1.5}
    return svg.shape(paint.shape, float(node["x"]), float(node["y"]), node["size"], **looks)


def _names(
    order: list[dict[str, Any]], nodes: list[dict[str, Any]], width: float, height: float
) -> tuple[list[str], int]:
    """Labels below, above, right or left of their nodes, and how many found no place."""
    discs = [_disc(node) for node in nodes]
    taken: list[Box] = []
    parts = []
    for node in order:
        rows = node.get("lines") or [node["label"]]
        box = _place(node, rows, taken, discs, width, height)
        if box is not None:
            taken.append(box)
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            first = y - (len(rows) - 1) / 2 * STEP
            parts += [
                svg.halo(row, x, first + i * STEP, text_anchor="middle")
                for i, row in enumerate(rows)
            ]
    return parts, len(order) - len(taken)


def _disc(node: dict[str, Any]) -> Box:
    r = node["size"] * 0.8
    return (node["x"] - r, node["y"] - r, node["x"] + r, node["y"] + r)


def _place(
    node: dict[str, Any],
    rows: list[str],
    taken: list[Box],
    discs: list[Box],
    width: float,
    height: float,
) -> Box | None:
    half = max(map(em, rows)) * palette.LABEL_PX / 2 + 1
    tall = len(rows) * STEP / 2
    gap = node["size"] + 3
    spots = ((0, gap + tall), (0, -gap - tall), (gap + half, 0), (-gap - half, 0))
    for dx, dy in spots:
        x, y = node["x"] + dx, node["y"] + dy
        box = (x - half, y - tall, x + half, y + tall)
        inside = box[0] > 4 and box[2] < width - 4 and box[1] > HEAD and box[3] < height
        if inside and not any(_overlap(box, other) for other in (*taken, *discs)):
            return box
    return None


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _heading(
    title: str, tops: list[str], ontology: Ontology, language: Language, width: float
) -> str:
    parts = [svg.text(cut(title, (width - 2 * EDGE) / 18), EDGE, 26, font_size=18, font_weight=700)]
    x = EDGE
    used = set(tops)
    for top in [*ontology.tops, *sorted(used - set(ontology.tops))]:
        if top in used:
            term = ontology.classes.get(top)
            name = term.label_in(language) if term else top
            paint = palette.paint(top)
            parts.append(svg.shape(paint.shape, x + 7, 52.0, 6.5, fill=paint.light))
            parts.append(svg.text(name, x + 19, 52))
            x += 19 + em(name) * palette.LABEL_PX + 16
    x = EDGE
    for intended, key in ((False, "line-fact"), (True, "line-intended")):
        colour = svg.LIGHT["intended" if intended else "fact"]
        dash = "6 4" if intended else None
        parts.append(
            svg.tag(
                "line",
                x1=x,
                x2=x + 28,
                y1=74,
                y2=74,
                stroke=colour,
                stroke_width=2,
                stroke_dasharray=dash,
            )
        )
        words = say(language, key)
        parts.append(svg.text(words, x + 35, 74))
        x += 35 + em(words) * palette.LABEL_PX + 20
    return "".join(parts)
