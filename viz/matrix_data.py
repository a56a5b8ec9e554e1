"""Platform class × industry as data: industries, platforms, and the facts between them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from innograph.viz.focus import INDUSTRY, focuses, is_platform
from innograph.viz.labels import node_labels

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.focus import Focus
    from innograph.viz.sources import Sources

CLAIMS = 12  # sentences of one fact on a page; of the others the documents are counted
UNSERVED = 2000  # industries without a platform that a page lists
SEGMENT = "segmentOf"


def matrix_data(
    graph: nx.MultiDiGraph[str], ontology: Ontology, sources: Sources
) -> dict[str, Any]:
    """Industries in the order of chains, platform classes in that of the ontology.

    A fact is [platform, industry, status, open, its claims, the documents of claims left out].
    `unlisted` counts industries beyond UNSERVED. The page adds the cells up, since what counts depends on its filters.
    """
    facts = focuses(graph, ontology)
    labels = node_labels(graph)
    documents = [sources.document(d["id"], d) for d in graph.graph.get("sources", [])]
    rows = _industries(graph, facts, ontology)
    columns = _classes(graph, facts, ontology)
    platforms = sorted({fact.platform for fact in facts})
    number = {key: index for index, key in enumerate(rows)}
    place = {key: index for index, key in enumerate(platforms)}
    return {
        "industries": [_industry(graph, key, chain, number, labels) for key, chain in rows.items()],
        "columns": columns,
        "platforms": [[labels[key], columns.index(graph.nodes[key]["cls"])] for key in platforms],
        "facts": [_fact(fact, place, number, sources) for fact in facts],
        "documents": documents,
        "unlisted": _count(graph) - len(rows),
    }


def _count(graph: nx.MultiDiGraph[str]) -> int:
    return sum(data["top"] == INDUSTRY for _, data in graph.nodes(data=True))


def _fact(
    fact: Focus, platforms: dict[str, int], industries: dict[str, int], sources: Sources
) -> list[Any]:
    more = fact.claims[CLAIMS:]
    return [
        platforms[fact.platform],
        industries[fact.industry],
        fact.status,
        fact.open,
        [sources.claim(claim) for claim in fact.claims[:CLAIMS]],
        [sources.document(claim["document"], claim) for claim in more],
    ]


def _industry(
    graph: nx.MultiDiGraph[str],
    key: str,
    chain: str | None,
    number: dict[str, int],
    labels: dict[str, str],
) -> dict[str, Any]:
    data = graph.nodes[key]
    return {
        "key": key,
        "name": labels[key],
        "cls": data["cls"],
        **({"group": True} if data["denotes"] == "group" else {}),
        **({"chain": number[chain]} if chain else {}),
        **({"aliases": list(data["aliases"])} if data["aliases"] else {}),
    }


def _industries(
    graph: nx.MultiDiGraph[str], facts: list[Focus], ontology: Ontology
) -> dict[str, str | None]:
    """Served industries, then at most UNSERVED others; each with the chain that it is a segment of.

    Chains come before industries and fields of technology, a segment after its chain.
    """
    served = {fact.industry for fact in facts}
    others = [
        n for n, data in graph.nodes(data=True) if data["top"] == INDUSTRY and n not in served
    ]
    kept = served | set(sorted(others)[:UNSERVED])
    order = {name: index for index, name in enumerate(ontology.classes)}
    chains = {
        key: min((b for b in _objects(graph, key, SEGMENT) if b in kept and b != key), default=None)
        for key in kept
    }

    def rank(key: str) -> tuple[Any, ...]:
        head = chains[key] or key
        data = graph.nodes[head]
        own = graph.nodes[key]["name"]
        return (order.get(data["cls"], len(order)), data["name"], head, head != key, own, key)

    return {key: chains[key] for key in sorted(kept, key=rank)}


def _objects(graph: nx.MultiDiGraph[str], node: str, predicate: str) -> list[str]:
    return [b for _, b, data in graph.out_edges(node, data=True) if data["predicate"] == predicate]


def _classes(graph: nx.MultiDiGraph[str], facts: list[Focus], ontology: Ontology) -> list[str]:
    """Classes of platforms that the graph has, the busiest first; those without an industry last."""
    nodes = graph.nodes(data=True)
    counts = Counter(data["cls"] for node, data in nodes if is_platform(graph, node, ontology))
    counts = Counter(dict.fromkeys(counts, 0))
    counts.update(graph.nodes[fact.platform]["cls"] for fact in facts)
    order = {name: index for index, name in enumerate(ontology.classes)}
    return sorted(counts, key=lambda name: (-counts[name], order.get(name, len(order)), name))
