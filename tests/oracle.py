"""Answers worked out over the Extractions alone, in plain Python: what queries have to say.

No query, no store: entities are told apart by the node that consolidation gives them, nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import product

from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology

ONTOLOGY = load_ontology()
BUILT = ("Achieved", "UnderWay")


class Oracle:
    """The links of a graph, each with its document, and answers that add them up."""

    def __init__(self, documents):
        self.graph = MemoryGraph(documents, ontology=ONTOLOGY)
        self.documents = list(documents)
        entities = {e.id: e for e in self.graph.entities()}
        self.claims = [
            (
                claim,
                entities[self.graph.entity_of(x.document.id, claim.subject)],
                entities[self.graph.entity_of(x.document.id, claim.object)],
                x.document,
            )
            for x in documents
            for claim in x.claims
        ]
        self.wholes = defaultdict(set)  # field → fields of which it is a part or a link
        for c, s, o, _ in self.claims:
            if c.predicate in ("partOf", "segmentOf") and c.status in BUILT and is_field(o):
                self.wholes[s].add(o)

    def wider(self, field):
        """What it is a part or a link of, two steps up."""
        near = self.wholes[field] - {field}
        return near.union(*(self.wholes[one] for one in near)) - {field}

    def links(self, *, place=None, year=None, industry=None, parts=False):
        """What focuses on a named industry: (claim, subject, field, document)."""
        return [
            (c, s, o, d)
            for c, s, named, d in self.claims
            if c.predicate == "focusesOn" and is_field(named)
            for o in {named, *(self.wider(named) if parts else ())}
            if (o.denotes == "individual" or industry)
            and (place is None or d.place == place)
            and (year is None or (d.published or "").startswith(year))
            and (industry is None or o.name == industry)
        ]

    def platform_links(self, **given):
        """The links of platforms and consortia."""
        return [row for row in self.links(**given) if is_platform(row[1])]

    def answer(self, number, **given):
        """The rows of a question as sets of named columns; KeyError for one it does not know."""
        return {
            1: self._links,
            2: self._facts,
            13: self._gaps,
            14: self._matrix,
            16: self._of_one_type,
            17: self._two_places,
            38: self._edges,
        }[number](**given)

    def _links(self, **given):
        rows = self.platform_links(**given)
        return ("platform", "industry", "status", "document", "claim"), {
            (s.name, o.name, c.status, d.id, c.id) for c, s, o, d in rows
        }

    def _facts(self):
        added = defaultdict(list)
        for c, s, o, d in self.platform_links():
            added[s, o, c.status].append((c, d))
        return ("platform_id", "industry_id", "status", "built", "claims", "documents", "open"), {
            (
                s.id,
                o.id,
                status,
                status in BUILT,
                len(found),
                len({d.id for _, d in found}),
                any(c.open for c, _ in found),
            )
            for (s, o, status), found in added.items()
        }

    def _gaps(self, **given):
        linked, naming = defaultdict(list), defaultdict(set)
        for c, s, o, d in self.links(**given):
            naming[o].add(d.id)
            linked[o] += [c.status] if is_platform(s) else []
        return ("industry_id", "under_way", "intended", "documents"), {
            (
                o.id,
                linked[o].count("UnderWay"),
                len(linked[o]) - linked[o].count("UnderWay"),
                len(naming[o]),
            )
            for o in naming
            if "Achieved" not in linked[o]
        }

    def _matrix(self, *, totals=False, **given):
        cells = defaultdict(list)
        for c, s, o, d in self.platform_links(**given):
            for shown in product(*[(True, False) if totals else (True,)] * 3):
                cell = (s.cls, o.id, c.status)
                cells[
                    tuple(x if is_shown else None for x, is_shown in zip(cell, shown, strict=True))
                ].append((s, c, d))
        return ("class", "industry_id", "status", "platforms", "claims", "documents", "open"), {
            (
                *cell,
                *(len({row[i].id for row in rows}) for i in range(3)),
                any(c.open for _, c, _ in rows),
            )
            for cell, rows in cells.items()
        }

    def _of_one_type(self, **given):
        reached = defaultdict(list)
        for c, s, o, _ in self.platform_links(**given):
            reached[o].append((s, c))
        return ("industry_id", "class", "platforms", "claims", "built"), {
            (
                o.id,
                rows[0][0].cls,
                len({s.id for s, _ in rows}),
                len(rows),
                any(c.status in BUILT for _, c in rows),
            )
            for o, rows in reached.items()
            if len({s.cls for s, _ in rows}) == 1
        }

    def _two_places(self, place, other, **given):
        here, there = (
            [o.id for _, _, o, _ in self.links(place=p, **given)] for p in (place, other)
        )
        return ("industry_id", "here", "there"), {
            (field, here.count(field), there.count(field)) for field in {*here, *there}
        }

    def _edges(self, subject):
        return ("claim", "status", "document", "start", "end"), {
            (c.id, c.status, d.id, c.start, c.end)
            for c, s, o, d in self.claims
            if s.id == subject or (c.predicate == "cooperatesWith" and o.id == subject)
        }


def is_field(entity):
    """Industries, chains, technologies."""
    return "Field" in ONTOLOGY.labels(entity.cls)


def is_platform(entity):
    """What questions about platforms take."""
    return not {"Platform", "Consortium"}.isdisjoint(ONTOLOGY.labels(entity.cls))
