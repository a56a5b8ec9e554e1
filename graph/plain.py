"""Values of the driver as plain Python: what can be printed, compared and written as JSON."""

from __future__ import annotations

from typing import Any

_PLAIN = (str, int, float, bool, type(None), bytes)


def to_plain(value: Any) -> Any:
    """Nodes, relationships and paths as dictionaries, points and times as what the standard library has.

    A node is {id, labels, properties}, a relationship {id, type, start, end, properties}, a path
    {nodes, relationships}; `id`, `start` and `end` are the engine's own and hold for one session.
    Labels are sorted. Times lose what is below a microsecond; durations become ISO 8601 text.
    """
    if isinstance(value, _PLAIN):
        return value
    if type(value) in {list, tuple, set}:  # points and durations are tuples too
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    return _of_driver(value)


def _of_driver(value: Any) -> Any:
    from neo4j.graph import Node, Path, Relationship
    from neo4j.spatial import Point
    from neo4j.time import Date, DateTime, Duration, Time

    if isinstance(value, Node):
        return {
            "id": value.element_id,
            "labels": sorted(value.labels),
            "properties": to_plain(dict(value.items())),
        }
    if isinstance(value, Relationship):
        return {
            "id": value.element_id,
            "type": value.type,
            "start": value.start_node.element_id if value.start_node else None,
            "end": value.end_node.element_id if value.end_node else None,
            "properties": to_plain(dict(value.items())),
        }
    if isinstance(value, Path):
        return {
            "nodes": [to_plain(node) for node in value.nodes],
            "relationships": [to_plain(link) for link in value.relationships],
        }
    if isinstance(value, Date | DateTime | Time):
        return value.to_native()
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, Point):
        return {"srid": value.srid, "coordinates": list(value)}
    return value
