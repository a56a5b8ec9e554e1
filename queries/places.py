"""A place with what lies in it, as the options --place mean it: what `ask` takes, and what facts say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.errors import UsageError
from innograph.graph.places import official_name
from innograph.graph.wording import Words
from innograph.queries.names import names_of
from innograph.queries.question import Parameter
from innograph.queries.resolve import resolve_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.snapshot import Snapshot

_WITHIN = ("locatedIn", "partOf")


def places_within(store: Snapshot, text: str) -> frozenset[str]:
    """The documents' places that are this place or lie in it, by the list of administrative areas,
    by name (望川市砚山区), or by what the documents themselves state.

    Raises UsageError, with near misses, where there is none.
    """
    names = names_of(store)
    known = set(names.places())
    stated = {} if text.endswith("本级") else _stated_within(store)
    refusal: UsageError | None = None
    try:
        value, _ = resolve_place(Parameter("place", "place", Words.same("place")), text, names)
        chosen = {value} if isinstance(value, str) else set(value)
    except UsageError as error:
        chosen, refusal = {official_name(text) or text}, error
    found = chosen & known | {name for name in known if chosen & stated.get(name, set())}
    if refusal and not found:
        raise refusal
    return frozenset(found)


def _stated_within(store: Snapshot) -> dict[str, set[str]]:
    """Name of a place → the places that it lies in, as facts say."""
    import networkx as nx

    places = {e.id: e.name for e in store.entities() if store.ontology.top(e.cls) == "Place"}
    names: nx.DiGraph[str] = nx.DiGraph(_inner_and_outer(store, places))
    return {name: set(nx.descendants(names, name)) for name in names}


def _inner_and_outer(store: Snapshot, places: dict[str, str]) -> Iterator[tuple[str, str]]:
    for fact in store.facts():
        ends = (fact.subject, fact.object)
        asserted = store.ontology.statuses[fact.status].asserted
        if fact.predicate in _WITHIN and asserted and all(end in places for end in ends):
            yield places[fact.subject], places[fact.object]
