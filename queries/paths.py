"""From one entity to another, or to a class: each path link by link, each link with its sentence."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.rows import Rows
from innograph.graph.wording import Words
from innograph.queries.entities import find_entity, words_of
from innograph.queries.names import names_of
from innograph.queries.question import Parameter
from innograph.queries.resolve import resolve_class
from innograph.queries.sentences import sentences_of
from innograph.queries.walks import distances, iter_walks, read_links

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import networkx as nx

    from innograph.graph.model import Entity, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot
    from innograph.queries.names import Names
    from innograph.queries.walks import Links

COLUMNS = (
    "path", "hop", "from", "direction", "predicate", "to", "to_class", "status", "intended", "cue",
    "document", "sentence", "claims", "from_id", "to_id", "fact", "claim",
)  # fmt: skip
_NEIGHBOURS = 5  # that are named where there is no path
_FORTH, _BACK, _BOTH = "→", "←", "↔"


@dataclass(frozen=True, slots=True)
class Link:
    """One fact or plan between the two ends of a hop, with the sentences of its claims.

    `direction` is → where the predicate reads along the path, ← against it, ↔ where it is symmetric.
    """

    fact: Fact
    direction: str
    intended: bool
    claims: tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Hop:
    """Two neighbours on a path and all links between them, the strongest status first."""

    start: Entity
    end: Entity
    links: tuple[Link, ...]

    @property
    def intended(self) -> bool:
        """Whether the two are joined by plans alone."""
        return all(link.intended for link in self.links)


@dataclass(frozen=True, slots=True)
class Path:
    """Hops, end to end."""

    hops: tuple[Hop, ...]

    def __len__(self) -> int:
        return len(self.hops)

    @property
    def intended(self) -> int:
        """How many hops rest on plans alone; 0 is a path of facts."""
        return sum(hop.intended for hop in self.hops)

    def __str__(self) -> str:
        """One line: a planned hop is marked (intended)."""
        parts = [self.hops[0].start.name]
        for hop in self.hops:
            link = hop.links[0]
            mark = f"{link.fact.predicate}{' (intended)' if link.intended else ''}"
            arrow = {_FORTH: f"—{mark}→", _BACK: f"←{mark}—", _BOTH: f"—{mark}—"}[link.direction]
            parts += [arrow, hop.end.name]
        return " ".join(parts)


@dataclass(frozen=True, slots=True)
class Paths:
    """What was found, the shortest first; `notes` say how names were taken and what was left out."""

    paths: tuple[Path, ...]
    notes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.paths)

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)

    def rows(self) -> Rows:
        """One row a link: parallel links of a hop share its number. Paths and hops count from 1.

        `cue`, `document`, `sentence` and `claim` are of the first of the link's `claims`.
        """
        return Rows(
            COLUMNS, [record for n, path in enumerate(self, 1) for record in _rows(n, path)]
        )

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """All hops as one graph: nodes by entity id, edges by fact id in the fact's direction."""
        import networkx as nx

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for hop in itertools.chain.from_iterable(path.hops for path in self):
            for entity in (hop.start, hop.end):
                graph.add_node(entity.id, name=entity.name, cls=entity.cls)
            for link in hop.links:
                fact = link.fact
                graph.add_edge(
                    fact.subject, fact.object, key=fact.id, predicate=fact.predicate,
                    status=fact.status, intended=link.intended, claims=list(link.claims),
                )  # fmt: skip
        return graph

    def __repr__(self) -> str:
        return "\n".join(("<Paths>", *map(str, self)))

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from innograph.queries.html import paths_html

        return paths_html(self)


def paths(
    snapshot: Snapshot,
    start: str,
    end: str | None = None,
    *,
    to_class: str | None = None,
    longest: int | None = None,
    limit: int = 10,
    achieved: bool = False,
    without: Iterable[str] = (),
) -> Paths:
    """The shortest paths between two entities, or from one to each entity of a class.

    With `longest`, all paths of up to so many hops, which meet no entity twice, the shorter first.
    Links are followed in both directions. `achieved` leaves plans out, `without` entities of these
    classes between the ends. Names are resolved as `ask` does. Raises UsageError for what is not
    known or fits several.
    """
    if (end is None) == (to_class is None):
        raise UsageError("Name either the entity at the other end, or a class with --to-class.")
    if limit < 1 or (longest is not None and longest < 1):
        raise UsageError("The limit and the longest path must be at least 1.")
    names, ontology = names_of(snapshot), snapshot.ontology
    source, notes = _found("start", start, names)
    statuses = ontology.statuses
    links = read_links(snapshot, lambda f: statuses[f.status].asserted or not achieved)
    goal = None if end is None else _found("end", end, names)
    cls = None if to_class is None else _class("to_class", to_class, names)
    goals = _goals(links, source, goal[0] if goal else None, cls, ontology)
    notes += goal[1] if goal else ()
    kinds = [_class("without", word, names) for word in without]
    barred = _of_classes(links, kinds, ontology) - {source.id}
    ways = list(itertools.islice(_ways(links, source.id, goals, longest, barred), limit + 1))
    found = tuple(_paths(snapshot, links, ways[:limit]))
    many = f"{len(found)} path{'s' if len(found) != 1 else ''}"
    if not found:
        within = f" of up to {longest} hop{'s' if longest > 1 else ''}" if longest else ""
        kind = "statements of what exists" if achieved else "statements"
        notes += (
            f"No path{within} from {source.name}: no chain of {kind} in the documents.",
            *(_beside(links, end, kind) for end in (source, *([goal[0]] if goal else []))),
        )
    elif len(ways) > limit:
        notes += (f"{many}; there are more: raise the limit.",)
    else:
        notes += (
            f"{many}; {sum(p.intended > 0 for p in found)} with a hop that is only intended.",
        )
    return Paths(found, notes)


def _beside(links: Links, entity: Entity, kind: str) -> str:
    """What one end is joined to, so that the way can be tried from there."""
    others = sorted({links.entities[other].name for other in links.beside.get(entity.id, ())})
    if not others:
        return f"{entity.name} is named, but no {kind} link it to anything."
    rest = len(others) - _NEIGHBOURS
    more = f"; and {rest} more" if rest > 0 else ""
    return f"{entity.name} is linked to {'; '.join(others[:_NEIGHBOURS])}{more}."


def _found(name: str, text: str, names: Names) -> tuple[Entity, tuple[str, ...]]:
    if not text.strip():
        raise UsageError(f"The name of the {name} is empty.")
    entity = find_entity(Parameter(name, "entity", Words.same(name)), text.strip(), names)
    if entity.name == text.strip():
        return entity, ()
    return entity, (f"{text} is taken as {entity.name} ({words_of(entity, names.ontology)}).",)


def _class(name: str, text: str, names: Names) -> str:
    return str(resolve_class(Parameter(name, "class", Words.same(name)), text, names)[0])


def _of_classes(links: Links, kinds: Iterable[str], ontology: Ontology) -> frozenset[str]:
    wanted = set(kinds)
    fitting = {c for c in ontology.classes if not wanted.isdisjoint(ontology.labels(c))}
    return frozenset(e.id for e in links.entities.values() if e.cls in fitting)


def _goals(
    links: Links, source: Entity, goal: Entity | None, cls: str | None, ontology: Ontology
) -> frozenset[str]:
    if goal is not None:
        if goal.id == source.id:
            raise UsageError(f"Both ends are {source.name}.")
        return frozenset([goal.id])
    found = _of_classes(links, [str(cls)], ontology) - {source.id}
    if not found:
        raise UsageError(f"The graph has no {cls} besides {source.name}.")
    return found


def _ways(
    links: Links, start: str, goals: frozenset[str], longest: int | None, barred: frozenset[str]
) -> Iterator[list[str]]:
    away = distances(links, [start], barred=barred)
    reached = {goal: away[goal] for goal in goals if goal in away}
    if not reached:
        return
    last = longest or max(reached.values())
    for length in range(min(reached.values()), last + 1):
        near = goals if longest else frozenset(g for g, n in reached.items() if n == length)
        yield from iter_walks(links, start, near, length, barred=barred)


def _paths(snapshot: Snapshot, links: Links, ways: list[list[str]]) -> Iterator[Path]:
    pairs = {pair for way in ways for pair in itertools.pairwise(way)}
    sentences = sentences_of(snapshot, (f for pair in pairs for f in links.between[pair]))
    ontology = snapshot.ontology

    def hop(one: str, other: str) -> Hop:
        found = (
            Link(
                fact,
                _direction(fact, one, ontology),
                not ontology.statuses[fact.status].asserted,
                tuple(sentences.get(fact.id, ())),
            )
            for fact in links.between[one, other]
        )
        return Hop(links.entities[one], links.entities[other], tuple(found))

    for way in ways:
        yield Path(tuple(hop(one, other) for one, other in itertools.pairwise(way)))


def _direction(fact: Fact, start: str, ontology: Ontology) -> str:
    if ontology.predicates[fact.predicate].symmetric:
        return _BOTH
    return _FORTH if fact.subject == start else _BACK


def _rows(number: int, path: Path) -> Iterator[tuple[Any, ...]]:
    for place, hop in enumerate(path.hops, 1):
        for link in hop.links:
            fact, first = link.fact, link.claims[0] if link.claims else {}
            yield (
                number, place, hop.start.name, link.direction, fact.predicate, hop.end.name,
                hop.end.cls, fact.status, link.intended, first.get("cue"), first.get("document"),
                first.get("quote"), fact.claims, hop.start.id, hop.end.id, fact.id, first.get("id"),
            )  # fmt: skip
