"""A graph as the data of the graph view: pyvis makes the network, names and evidence go with it."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.viz import palette
from innograph.viz.labels import em, label_lines, node_labels
from innograph.viz.layout import positions

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.sources import Sources

CLAIMS = 12  # of one fact on a page; more are counted


def network_data(
    graph: nx.MultiDiGraph[str], ontology: Ontology, sources: Sources
) -> dict[str, Any]:
    """Nodes and edges as vis-network takes them, numbered in the order of their ids."""
    from pyvis.network import Network  # type: ignore[import-untyped, unused-ignore]

    network = Network(directed=True)
    network.options = _options(graph.number_of_edges())
    ids = {key: number for number, key in enumerate(sorted(graph))}
    # add_node and add_edge look through all there are: quadratic
    network.nodes = _nodes(graph, ids)
    network.edges = _edges(graph, ids, ontology, sources)
    nodes, edges, _, _, _, options = network.get_network_data()
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
    }


def _nodes(graph: nx.MultiDiGraph[str], ids: dict[str, int]) -> list[dict[str, Any]]:
    labels = node_labels(graph)
    sizes = _sizes(graph)
    lines = {key: label_lines(labels[key]) for key in ids}
    boxes = {key: _box(lines[key], sizes[key]) for key in ids}
    places = positions(graph, boxes)
    return [
        {
            "id": ids[key],
            "label": labels[key],
            **({"lines": lines[key]} if len(lines[key]) > 1 else {}),
            "em": round(max(map(em, lines[key])), 2),
            "shape": palette.paint(data["top"]).shape,
            "size": sizes[key],
            "x": places[key][0],
            "y": places[key][1],
            "key": key,
            **({"name": data["name"]} if data["name"] != labels[key] else {}),
            "cls": data["cls"],
            "aliases": list(data["aliases"]),
            "group": data["denotes"] == "group",
            "scope": data["scope"],
        }
        for key, data in ((key, graph.nodes[key]) for key in sorted(graph))
    ]


def _sizes(graph: nx.MultiDiGraph[str]) -> dict[str, float]:
    """Area by the number of links."""
    most = max((degree for _, degree in graph.degree()), default=0) or 1
    unit = palette.unit(len(graph))
    span = palette.LARGEST - palette.SMALLEST
    return {
        key: round(unit * (palette.SMALLEST + span * (degree / most) ** 0.5), 1)
        for key, degree in graph.degree()
    }


def _box(lines: list[str], size: float) -> tuple[float, float]:
    """Room for node and label."""
    width = palette.LABEL_PX * (max(map(em, lines)) + 0.8)
    height = len(lines) * palette.LABEL_PX * 1.25
    return max(2 * size + 8, width), 2 * size + height + 10


def _edges(
    graph: nx.MultiDiGraph[str], ids: dict[str, int], ontology: Ontology, sources: Sources
) -> list[dict[str, Any]]:
    side: dict[tuple[int, int], int] = defaultdict(int)
    edges: list[dict[str, Any]] = []
    rows = ((key, a, b, data) for a, b, key, data in graph.edges(keys=True, data=True))
    for key, a, b, data in sorted(rows, key=lambda row: row[:3]):
        pair = (min(ids[a], ids[b]), max(ids[a], ids[b]))
        term = ontology.predicates.get(data["predicate"])
        claims = data["claims"]
        edges.append(
            {
                "id": len(edges),
                "from": ids[a],
                "to": ids[b],
                "arrows": "" if term and term.symmetric else "to",
                "dashes": list(palette.DASH) if data["intended"] else False,
                "smooth": _curve(side[pair], forward=ids[a] <= ids[b]),
                "width": round(1.1 + min(len(claims), 9) ** 0.5 * 0.4, 1),
                "key": key,
                "predicate": data["predicate"],
                "status": data["status"],
                "intended": data["intended"],
                "open": data["open"],
                "count": len(claims),
                "claims": [sources.claim(claim) for claim in claims[:CLAIMS]],
            }
        )
        side[pair] += 1
    return edges


def _curve(number: int, *, forward: bool) -> dict[str, Any] | bool:
    """The first link of a pair is straight, the next ones bend to alternate sides."""
    if not number:
        return False
    clockwise = (number % 2 == 1) == forward
    roundness = round(0.16 * ((number + 1) // 2), 2)
    return {
        "enabled": True,
        "type": "curvedCW" if clockwise else "curvedCCW",
        "roundness": roundness,
    }


def _options(edges: int) -> dict[str, Any]:
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False, "randomSeed": 1},
        "interaction": {
            "hover": True,
            "hoverConnectedEdges": False,
            "selectConnectedEdges": False,
            "hideEdgesOnDrag": edges > 2500,
            "hideEdgesOnZoom": edges > 2500,
            "keyboard": {"enabled": True, "bindToWindow": False},
        },
        "nodes": {"borderWidth": 1.5, "chosen": False},
        "edges": {"chosen": False, "arrows": {"to": {"scaleFactor": 0.45}}, "hoverWidth": 0},
    }
