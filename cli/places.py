"""A place with what lies in it, as the views' --place means it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.snapshot import Snapshot

_WITHIN = ("locatedIn", "partOf")


def places_within(store: Snapshot, graph: nx.MultiDiGraph[str], text: str) -> frozenset[str]:
    """The documents' places that are this place or lie in it, by the list of administrative areas,
    by name (望川市砚山区), or by what the documents themselves state.

    Raises UsageError, with near misses, where there is none.
    """
    from innograph.graph.places import is_within
    from innograph.ingest.entities.gazetteer import full_name
    from innograph.queries.names import names_of
    from innograph.queries.parameters import read_value

    known = {document.place for document in names_of(store).documents() if document.place}
    stated = _stated_within(graph)
    refusal: UsageError | None = None
    try:
        place = str(read_value(store, "place", text, name="place"))
    except UsageError as error:
        place, refusal = full_name(text) or text, error
    found = {name for name in known if is_within(name, place) or place in stated.get(name, ())}
    if refusal and not found:
        raise refusal
    return frozenset(found)


def _stated_within(graph: nx.MultiDiGraph[str]) -> dict[str, set[str]]:
    """Name of a place → the places that it lies in, as facts say."""
    import networkx as nx

    names: nx.DiGraph[str] = nx.DiGraph()
    for a, b, data in graph.edges(data=True):
        ends = (graph.nodes[a], graph.nodes[b])
        stated = data["predicate"] in _WITHIN and not data["intended"]
        if stated and all(end["top"] == "Place" for end in ends):
            names.add_edge(ends[0]["name"], ends[1]["name"])
    return {name: set(nx.descendants(names, name)) for name in names}
