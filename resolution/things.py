"""What resolution sees of a node: its names, its class, where it is spoken of."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.graph.model import LocalRef
from innograph.resolution.names import is_short

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.model import Entity
    from innograph.graph.snapshot import Snapshot

_MENTIONS = (
    "MATCH (d:Document)<-[:PART_OF]-(:Passage)<-[m:MENTIONED_IN]-(e:Entity) "
    "RETURN DISTINCT e.id AS entity, d.id AS document, d.place AS place, m.name AS name"
)
# Numbers of one kind and groups are not looked for: equal words need not mean equal things.
_LEFT_OUT = frozenset(["Indicator", "Cohort"])


@dataclass(frozen=True, slots=True)
class Thing:
    """A node that may be the same as another one. `ref` stands for it in decisions: the first of its
    local entities by document and name."""

    id: str
    name: str
    cls: str
    top: str
    scope: str
    names: tuple[str, ...]
    ref: LocalRef
    documents: frozenset[str]
    places: frozenset[str]  # of its documents


def read_things(graph: Snapshot) -> list[Thing]:
    """The single things of a graph, by id: no groups, no kinds of numbers."""
    refs: dict[str, set[LocalRef]] = defaultdict(set)
    places: dict[str, set[str]] = defaultdict(set)
    for entity, ref, place in _mentions(graph):
        refs[entity].add(ref)
        if place:
            places[entity].add(place)
    return [
        _thing(entity, refs[entity.id], places[entity.id], graph)
        for entity in graph.entities()
        if entity.denotes == "individual"
        and refs[entity.id]
        and graph.ontology.top(entity.cls) not in _LEFT_OUT
    ]


def find_things(graph: Snapshot, named: Iterable[str]) -> list[Thing]:
    """The things of these ids, names or aliases; DataError where there is none, or more than one."""
    things = read_things(graph)
    found = []
    for name in named:
        fits = [t for t in things if t.id == name]
        fits = (
            fits or [t for t in things if t.name == name] or [t for t in things if name in t.names]
        )
        if not fits:
            raise DataError(f"No single thing is called {name}: see `innograph resolve list`.")
        if len(fits) > 1:
            ids = ", ".join(thing.id for thing in fits[:5])
            raise DataError(f"{len(fits)} things are called {name}: give the id of one ({ids}).")
        found += fits
    return found


def _thing(
    entity: Entity, refs: Iterable[LocalRef], places: Iterable[str], graph: Snapshot
) -> Thing:
    refs = sorted(refs)
    return Thing(
        id=entity.id,
        name=entity.name,
        cls=entity.cls,
        top=graph.ontology.top(entity.cls),
        scope=entity.scope,
        names=(entity.name, *filter(partial(_is_said_elsewhere, entity), entity.aliases)),
        ref=refs[0],
        documents=frozenset(ref.document for ref in refs),
        places=frozenset(places),
    )


def _is_said_elsewhere(entity: Entity, alias: str) -> bool:
    """Aliases that mean other things in other texts say nothing: 本市, or 规划 for a whole title."""
    if entity.scope:
        return True
    return not is_short(alias) and (len(alias) > 3 or 2 * len(alias) > len(entity.name))


def _mentions(graph: Any) -> Iterator[tuple[str, LocalRef, str | None]]:
    """A store is asked at once; what is in memory is gone through."""
    if hasattr(graph, "bolt"):
        for row in graph.bolt.stream(_MENTIONS):
            yield row["entity"], LocalRef(row["document"], row["name"]), row["place"]
        return
    for extraction in graph.extractions():
        document = extraction.document
        for entity in extraction.entities:
            ref = LocalRef(document.id, entity.name)
            yield graph.entity_of(*_parts(ref)), ref, document.place


def _parts(ref: LocalRef) -> tuple[str, str]:
    return ref.document, ref.name
