"""A network as files: GraphML (Cytoscape, yEd), GEXF (Gephi), CSV of nodes and edges (both)."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.files import new_file
from innograph.graph.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    import networkx as nx

    from innograph.queries.networks import Network

ENDINGS = (".graphml", ".gexf", ".csv")
# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TODAY = re.compile(rb' lastmodifieddate="[^"]*"')
_NODE_HEAD = ("Id", "Label", "class", "top", "denotes", "scope")
_EDGE_HEAD = (
    "Source", "Target", "Type", "Id", "Label", "Weight", "status", "intended", "shared", "document",
    "sentence",
)  # fmt: skip


def targets(out: str | Path) -> list[Path]:
    """The files that `write_network` makes: one, or for x.csv x.nodes.csv and x.edges.csv."""
    path = Path(out)
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise UsageError(
            f"{path.name} ends in none of {', '.join(ENDINGS)}, which say what to write."
        )
    if ending != ".csv":
        return [path]
    return [path.with_name(f"{path.stem}.{part}{path.suffix}") for part in ("nodes", "edges")]


def write_network(network: Network, out: str | Path) -> list[Path]:
    """Write by the ending, over what was there; returns the files."""
    files = targets(out)
    if len(files) == 2:
        for path, rows in zip(files, (_nodes(network), _edges(network)), strict=True):
            _write_csv(rows, path)
        return files
    with new_file(files[0]) as file:
        file.write(_xml(_flat(network.graph), files[0].suffix.lower()))
    return files


def _xml(graph: nx.Graph[str], ending: str) -> bytes:
    import networkx as nx

    buffer = io.BytesIO()
    if ending == ".graphml":
        nx.write_graphml_xml(graph, buffer)
        return buffer.getvalue()
    nx.write_gexf(graph, buffer)
    return _TODAY.sub(b"", buffer.getvalue(), count=1)  # equal networks give equal files


def _flat(graph: nx.Graph[str]) -> nx.Graph[str]:
    """A copy with what both formats can hold: no None, no lists; `label` is what programs show."""
    found = graph.__class__()
    for node, data in graph.nodes(data=True):
        found.add_node(_clean(node), label=_clean(data.get("name") or node), **_values(data))
    for one, other, key, data in _keyed(graph):
        values = _values(data)
        if graph.is_multigraph():
            found.add_edge(_clean(one), _clean(other), key=key, **values)
        else:
            found.add_edge(_clean(one), _clean(other), **values)
    return found


def _keyed(graph: Any) -> list[tuple[str, str, str, dict[str, Any]]]:
    """The edges with their keys; those of a simple graph are numbered."""
    if graph.is_multigraph():
        return list(graph.edges(keys=True, data=True))
    return [
        (a, b, f"e{place}", data) for place, (a, b, data) in enumerate(graph.edges(data=True), 1)
    ]


def _values(data: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: _clean(value) if isinstance(value, str) else value
        for name, value in data.items()
        if value is not None
    }


def _clean(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)


def _nodes(network: Network) -> Rows:
    """With the column names that Gephi takes for its own."""
    records = [
        (node, data.get("name") or node, *(data.get(name) for name in _NODE_HEAD[2:]))
        for node, data in sorted(network.nodes())
    ]
    return Rows(_NODE_HEAD, records)


def _edges(network: Network) -> Rows:
    kind = "Directed" if network.graph.is_directed() else "Undirected"
    records = [
        (
            one, other, kind, key, data.get("predicate") or data.get("shared"),
            data.get("weight", 1), *(data.get(name) for name in _EDGE_HEAD[6:]),
        )
        for one, other, key, data in sorted(_keyed(network.graph), key=lambda edge: edge[:3])
    ]  # fmt: skip
    return Rows(_EDGE_HEAD, records)


def _write_csv(rows: Rows, path: Path) -> None:
    from innograph.queries.render import render

    with new_file(path) as file:
        file.writelines(line.encode() for line in render(rows, "csv"))
