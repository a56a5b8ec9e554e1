"""What a graph holds, whole, so that two can be compared; and what a database holds, raw."""

from __future__ import annotations

import hashlib
import itertools

from innograph.graph.identity import claim_id
from innograph.graph.memory import MemoryGraph
from innograph.graph.model import Claim, Document, Extraction, LocalEntity, Mention, Passage
from innograph.graph.ontology import load_ontology

ONTOLOGY = load_ontology()


def contents(graph):
    """All that an export is made of."""
    return {
        "extractions": list(graph.extractions()),
        "entities": list(graph.entities()),
        "facts": list(graph.facts()),
        "pairs": list(graph.pairs()),
        "decisions": list(graph.decisions()),
        "derived": sorted(graph.iter_derived(), key=lambda found: (type(found).__name__, found.id)),
    }


def memory(documents, decisions=()):
    """What a store of these has to hold."""
    return contents(MemoryGraph(documents, decisions, ontology=ONTOLOGY))


def raw(store):
    """Every node and relationship of the database, save the counter of changes."""
    nodes = store.query(
        "MATCH (n) WHERE NOT n:InnographMeta RETURN labels(n) AS labels, properties(n) AS props"
    )
    links = store.query(
        "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, properties(r) AS props, b.id AS b"
    )
    return sorted(
        repr((sorted(row["labels"]), sorted(row["props"].items()))) for row in nodes
    ), sorted(
        repr((row["a"], row["type"], sorted(row["props"].items()), row["b"])) for row in links
    )


def listing(identity, names, cls="Laboratory", *, predicate="focusesOn"):
    """A document of one paragraph that names each; each name has a claim about the next one."""
    text = "、".join(names) + "\n"
    hashed = hashlib.sha256(text.encode()).hexdigest()
    ends = list(itertools.accumulate(len(name) + 1 for name in names))
    spans = [(end - 1 - len(name), end - 1) for name, end in zip(names, ends, strict=True)]
    claims = [
        Claim(
            id=claim_id(identity, (0, len(text) - 1), predicate, "Achieved", one, other),
            subject=subject,
            predicate=predicate,
            object=object_,
            status="Achieved",
            passage=0,
            start=one[0],
            end=other[1],
            quote=text[one[0] : other[1]],
            subject_start=one[0],
            subject_end=one[1],
            object_start=other[0],
            object_end=other[1],
            rule="made",
            confidence=0.5,
        )
        for (subject, one), (object_, other) in itertools.pairwise(zip(names, spans, strict=True))
    ]
    return Extraction(
        document=Document(identity, identity, hashed, hashed, len(text)),
        passages=(Passage(0, "fact", 0, len(text), text),),
        entities=tuple(LocalEntity(name, cls) for name in sorted(names)),
        mentions=tuple(
            Mention(name, 0, *span, name) for name, span in zip(names, spans, strict=True)
        ),
        claims=tuple(claims),
    )
