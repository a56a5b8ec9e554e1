"""Networks made of the facts: all of them, or pairs that share a place or an industry."""

from __future__ import annotations

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.queries.sentences import sentences_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from innograph.graph.model import Entity, Fact
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot

LAYERS = ("all", "facts", "plans")
# Name → what its edges say.
PROJECTIONS = {
    "platform-industry": "platforms and the industries that they serve, two kinds of nodes",
    "shared-industry": "platforms and organisations that serve the same industry",
    "co-location": "platforms and organisations that are in the same place",
    "links": "all facts and plans between entities",
}
# Projection → predicate whose object is shared.
_SHARED = {"shared-industry": "focusesOn", "co-location": "locatedIn"}
_SHARING = ("Platform", "Organization")
_MOST = 2_000_000  # pairs; a place that 2,000 share makes them


def project(snapshot: Snapshot, name: str, layer: str) -> nx.MultiDiGraph[str] | nx.Graph[str]:
    """The projection of the facts in a layer; entities without an edge are left out."""
    ontology = snapshot.ontology
    entities = {entity.id: entity for entity in snapshot.entities()}
    facts = [fact for fact in snapshot.facts() if kept_in(layer, fact.status, ontology)]
    if name in _SHARED:
        chosen = [
            fact
            for fact in facts
            if fact.predicate == _SHARED[name]
            and ontology.top(entities[fact.subject].cls) in _SHARING
        ]
        return _sharing(chosen, entities, ontology)
    if name == "platform-industry":
        facts = [
            f for f in facts if f.predicate == "focusesOn" and _is_bipartite(f, entities, ontology)
        ]
    return _linked(snapshot, facts, entities)


def kept_in(layer: str, status: str, ontology: Ontology) -> bool:
    """Whether a status belongs to a layer: facts, plans, all, or that status."""
    if layer in LAYERS:
        return layer == "all" or ontology.statuses[status].asserted is (layer == "facts")
    return status == layer


def _is_bipartite(fact: Fact, entities: dict[str, Entity], ontology: Ontology) -> bool:
    ends = (entities[fact.subject].cls, entities[fact.object].cls)
    return tuple(map(ontology.top, ends)) == ("Platform", "Field")


def _add_nodes(
    graph: nx.Graph[str], ids: Iterable[str], entities: dict[str, Entity], ontology: Ontology
) -> None:
    for node in sorted(set(ids)):
        graph.add_node(node, **node_values(entities[node], ontology))


def node_values(entity: Entity, ontology: Ontology) -> dict[str, str]:
    """What a node says. `scope` is the place or document in which a name holds that is no one's own."""
    scope = entity.scope.partition(":")[2]
    return {
        "name": entity.name,
        "class": entity.cls,
        "top": ontology.top(entity.cls),
        "denotes": entity.denotes,
        **({"scope": scope} if scope else {}),
    }


def _linked(
    snapshot: Snapshot, facts: list[Fact], entities: dict[str, Entity]
) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    ontology = snapshot.ontology
    _add_nodes(graph, (end for f in facts for end in (f.subject, f.object)), entities, ontology)
    sentences = sentences_of(snapshot, facts)
    for fact in facts:
        first: dict[str, Any] = next(iter(sentences.get(fact.id, ())), {})
        graph.add_edge(
            fact.subject,
            fact.object,
            key=fact.id,
            predicate=fact.predicate,
            status=fact.status,
            intended=not ontology.statuses[fact.status].asserted,
            weight=fact.claims,
            documents=fact.documents,
            document=first.get("document"),
            sentence=first.get("quote"),
        )
    return graph


def _sharing(facts: list[Fact], entities: dict[str, Entity], ontology: Ontology) -> nx.Graph[str]:
    """An edge's weight is how many objects both have; it is intended unless all of one are facts."""
    import networkx as nx

    around: dict[str, dict[str, bool]] = defaultdict(dict)
    for fact in facts:
        is_plan = not ontology.statuses[fact.status].asserted
        around[fact.object][fact.subject] = is_plan and around[fact.object].get(fact.subject, True)
    pairs = sum(len(near) * (len(near) - 1) // 2 for near in around.values())
    if pairs > _MOST:
        raise UsageError(
            f"That network has up to {pairs:,} edges, more than {_MOST:,}: choose one layer, or the "
            "projection platform-industry, which needs no pairs."
        )
    graph: nx.Graph[str] = nx.Graph()
    shared: dict[tuple[str, str], list[tuple[str, bool]]] = defaultdict(list)
    for target in sorted(around):
        for one, other in itertools.combinations(sorted(around[target]), 2):
            is_plan = around[target][one] or around[target][other]
            shared[one, other].append((entities[target].name, is_plan))
    _add_nodes(graph, itertools.chain.from_iterable(shared), entities, ontology)
    for (one, other), things in sorted(shared.items()):
        graph.add_edge(
            one,
            other,
            weight=len(things),
            shared="; ".join(sorted(name for name, _ in things)),
            intended=all(is_plan for _, is_plan in things),
        )
    return graph
