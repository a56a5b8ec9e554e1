"""The claims, observations and measures of the graph, as the pages show them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.rdf.infer import INFERRED
from innograph.graph.rdf.terms import PROV
from innograph.web.kinds import kind_of

KEPT = 1 << 14  # labels and statements in memory, some 20 MB
_INFERRED = ox.NamedNode(INFERRED)
# Properties that link a statement to its ends, in the order in which it is read.
_ENDS = ("subject", "object", "about", "responsible", "audience")


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim, observation or measure: its sentence, and the ends that it links."""

    iri: str
    kind: str
    sentence: str
    cue: str
    status: str
    document: str
    ends: tuple[tuple[str, str], ...]  # property, IRI of the other end
    value: str = ""
    place: tuple[str, int] = ("", 0)  # document and offset, to sort by


class Statements:
    """Reads them from an Oxigraph store, which is read-only."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        # One statement is on the pages of all that it names.
        self.statement = lru_cache(maxsize=KEPT)(self._read)

    def _read(self, iri: str) -> Statement:
        fields = fields_of(self._store, iri)

        def one(name: str) -> str:
            return str(min(fields.get(name, ("",))))

        document = one(PROV + "wasQuotedFrom")
        return Statement(
            iri=iri,
            kind=kind_of(iri),
            sentence=one("quote") or one("text"),
            cue=one("cue"),
            status=one("status"),
            document=document,
            ends=tuple((name, end) for name in _ENDS for end in sorted(fields.get(name, ()))),
            value=one("predicate") if kind_of(iri) == "claim" else _amount(one("raw"), one("unit")),
            place=(document, int(one("start") or 0)),
        )


def fields_of(store: ox.Store, iri: str) -> dict[str, list[Any]]:
    """Values by property, those of ours under their local names; nothing that was inferred."""
    fields: dict[str, list[Any]] = defaultdict(list)
    for quad in store.quads_for_pattern(ox.NamedNode(iri), None, None, None):
        if quad.graph_name != _INFERRED:
            fields[quad.predicate.value.removeprefix(NAMESPACE)].append(
                getattr(quad.object, "value", "")
            )
    return fields


def _amount(raw: str, unit: str) -> str:
    """The number as the text has it, mostly with its unit."""
    return raw if unit in raw else raw + unit
