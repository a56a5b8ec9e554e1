"""What a page says on top about what it was asked for: keys of texts, each with its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    import networkx as nx

    from innograph.viz.select import Documents

_ASKED = ("answered", "document", "places", "year", "industry", "classes", "statuses")


def selection_notices(graph: nx.MultiDiGraph[str]) -> list[dict[str, Any]]:
    """One for each filter of `select` that was given."""
    chosen = graph.graph.get("selection", {})
    notices: list[dict[str, Any]] = []
    if "around" in chosen:
        notices.append(
            {"text": "notice-around", "name": chosen["around"], "steps": chosen["steps"]}
        )
    notices += [{"text": f"notice-{key}", key: chosen[key]} for key in _ASKED if key in chosen]
    return notices


def document_notices(
    documents: Documents, *, statuses: Sequence[str] | None = None, indicator: str | None = None
) -> list[dict[str, Any]]:
    """The same for a view that is made without a graph."""
    given = {
        "document": documents.document,
        "places": sorted(documents.places) if documents.places is not None else None,
        "year": documents.year,
        "statuses": list(statuses) if statuses is not None else None,
        "indicator": indicator,
    }
    return [
        {"text": f"notice-{key}", key: value} for key, value in given.items() if value is not None
    ]
