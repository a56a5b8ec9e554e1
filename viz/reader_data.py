"""Documents as data: their passages, and where in the text entities, links and numbers stand."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.viz.numbers_data import iter_numbers

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.model import Extraction
    from innograph.graph.snapshot import Snapshot
    from innograph.viz.sources import Sources

KINDS = ("fact", "intention", "article", "heading", "furniture")  # of passages, as numbers in data
_FACT_FILTERS = {"around", "classes", "industry", "statuses"}

_Said = dict[str, list[tuple[dict[str, Any], str, str, str]]]


def reader_data(
    snapshot: Snapshot, graph: nx.MultiDiGraph[str], sources: Sources
) -> dict[str, Any]:
    """The texts of the documents of `graph`, a graph of `to_networkx` or `select`.

    Where `select` chose by facts too, only documents that state one of those left. Offsets are code
    points of the whole text. A mention is [start, end, entity]; a claim [its number in the
    sources, subject, predicate, object]; a number its number in the sources.
    """
    said = _claims_by_document(graph)
    chosen = _documents_of(graph, said)
    figures: dict[str, list[int]] = defaultdict(list)
    if not _FACT_FILTERS & set(graph.graph.get("selection", {})):
        for row in iter_numbers(snapshot):
            if row["document"] in chosen:
                figures[row["document"]].append(sources.number(row))
    entities = _Entities(snapshot)
    return {
        "texts": [
            _text(extraction, said[extraction.document.id], figures, entities, sources)
            for extraction in snapshot.extractions()
            if extraction.document.id in chosen
        ],
        "entities": entities.rows,
    }


def _documents_of(graph: nx.MultiDiGraph[str], said: _Said) -> set[str]:
    stated = set(said)
    if _FACT_FILTERS & set(graph.graph.get("selection", {})):
        return stated
    return {document["id"] for document in graph.graph.get("sources", ())} | stated


def _claims_by_document(graph: nx.MultiDiGraph[str]) -> _Said:
    """(claim, subject, predicate, object) of each document in the order of its text."""
    found: _Said = defaultdict(list)
    for a, b, data in graph.edges(data=True):
        for claim in data["claims"]:
            found[claim["document"]].append((claim, a, data["predicate"], b))
    for claims in found.values():
        claims.sort(key=lambda row: (row[0]["start"], row[0]["end"], row[0]["id"]))
    return found


def _text(
    extraction: Extraction,
    said: list[tuple[dict[str, Any], str, str, str]],
    figures: dict[str, list[int]],
    entities: _Entities,
    sources: Sources,
) -> dict[str, Any]:
    document = extraction.document
    told = {name: getattr(document, name) for name in ("title", "published", "place")}
    mentions = sorted(extraction.mentions, key=lambda m: (m.start, -m.end, m.entity))
    return {
        "document": sources.document(document.id, told),
        "passages": [[_kind(p.kind), p.text] for p in extraction.passages],
        "mentions": [[m.start, m.end, entities.of_local(document.id, m.entity)] for m in mentions],
        "claims": [
            [sources.claim(claim), entities.of_key(a), predicate, entities.of_key(b)]
            for claim, a, predicate, b in said
        ],
        "numbers": sorted(set(figures[document.id])),
    }


def _kind(name: str) -> int:
    return KINDS.index(name) if name in KINDS else 0


class _Entities:
    """Rows [id, name, class, aliases], numbered in the order of first use."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._known = {entity.id: entity for entity in snapshot.entities()}
        self._numbers: dict[str, int] = {}
        self.rows: list[list[Any]] = []

    def of_local(self, document: str, name: str) -> int:
        return self.of_key(self._snapshot.entity_of(document, name))

    def of_key(self, key: str) -> int:
        if key not in self._numbers:
            self._numbers[key] = len(self.rows)
            entity = self._known[key]
            self.rows.append([key, entity.name, entity.cls, list(entity.aliases)])
        return self._numbers[key]
