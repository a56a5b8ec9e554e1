"""Walks over the links of a graph, in an order that depends on nothing but the links."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from innograph.graph.model import Entity, Fact
    from innograph.graph.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Links:
    """Entities by id, and the facts between two of them by their ids in both directions."""

    entities: dict[str, Entity]
    between: dict[tuple[str, str], list[Fact]]
    beside: dict[str, list[str]] = field(default_factory=dict)


def read_links(snapshot: Snapshot, keep: Callable[[Fact], bool]) -> Links:
    """The facts to be kept. Neighbours that are reached by a fact come before those of plans alone,
    then by name and id, and so come the walks."""
    entities = {entity.id: entity for entity in snapshot.entities()}
    between: dict[tuple[str, str], list[Fact]] = defaultdict(list)
    for fact in snapshot.facts():
        if fact.subject != fact.object and keep(fact):
            between[fact.subject, fact.object].append(fact)
            between[fact.object, fact.subject].append(fact)
    statuses = snapshot.ontology.statuses
    beside: dict[str, list[tuple[bool, str, str]]] = defaultdict(list)
    for (one, other), facts in between.items():
        facts.sort(key=lambda f: (statuses[f.status].strength, f.predicate, f.id))
        is_plan = not any(statuses[f.status].asserted for f in facts)
        beside[one].append((is_plan, entities[other].name, other))
    ordered = {node: [other for *_, other in sorted(near)] for node, near in beside.items()}
    return Links(entities, dict(between), ordered)


def distances(links: Links, ends: Iterable[str], *, barred: frozenset[str]) -> dict[str, int]:
    """How many links each entity is from the nearest end; no way leads through a barred one."""
    found = dict.fromkeys(ends, 0)
    layer = list(found)
    while layer:
        reached: dict[str, int] = {}
        for node in layer:
            if node in barred and found[node]:
                continue
            for other in links.beside.get(node, ()):
                if other not in found:
                    reached[other] = found[node] + 1
        found |= reached
        layer = list(reached)
    return found


def iter_walks(
    links: Links, start: str, ends: frozenset[str], length: int, *, barred: frozenset[str]
) -> Iterator[list[str]]:
    """All ways of just so many links from the start to an end that meet no entity twice.

    Only steps that can still arrive are taken. Without recursion, so that any length will do.
    """
    left = distances(links, ends, barred=barred)
    way, seen = [start], {start}
    open_ = [iter(links.beside.get(start, ()))]
    while open_:
        here = len(open_)
        step = next(open_[-1], None)
        if step is None:
            open_.pop()
            seen.discard(way.pop())
        elif step in seen or left.get(step, length) > length - here:
            continue
        elif here == length:
            yield [*way, step]
        elif step not in barred:
            way.append(step)
            seen.add(step)
            open_.append(iter(links.beside.get(step, ())))
