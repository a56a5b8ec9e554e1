"""Which field of the model is which property: read from left to right by write.py, back by read.py.

Plain fields become literals under their own name (codec.camel). The fields below become links. A
link to an entity is written twice: to the node that it is part of now (`term`), for queries, and
to the entity as the document names it (`local`), from which the document is read back.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from innograph.graph.codec import camel
from innograph.graph.errors import DataError
from innograph.graph.model import (
    Claim,
    ClaimPair,
    Decision,
    Fact,
    LocalEntity,
    LocalRef,
    Measure,
    Mention,
    Observation,
)
from innograph.graph.rdf.terms import (
    data_iri,
    id_of,
    local_iri,
    local_of,
    passage_iri,
    term_iri,
    term_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Link:
    """A field that is written as a link. `kind` says what it points at: a key of `CODERS`."""

    field: str
    term: str
    kind: str
    many: bool = False

    @property
    def local(self) -> str:
        """The property of the document's own reading: subject → localSubject."""
        return "local" + self.term[0].upper() + self.term[1:]


_PASSAGE = Link("passage", "statedIn", "passage")
_STATUS = Link("status", "status", "term")

LINKS: dict[type, tuple[Link, ...]] = {
    LocalEntity: (Link("aliases", "aliases", "literal", many=True),),
    Mention: (_PASSAGE, Link("entity", "entity", "local")),
    Claim: (
        _PASSAGE,
        Link("subject", "subject", "local"),
        Link("predicate", "predicate", "term"),
        Link("object", "object", "local"),
        _STATUS,
    ),
    Observation: (_PASSAGE, Link("about", "about", "local", many=True), _STATUS),
    Measure: (
        _PASSAGE,
        _STATUS,
        Link("responsible", "responsible", "local", many=True),
        Link("needs_approval_from", "needsApprovalFrom", "local", many=True),
        Link("audience", "audience", "local", many=True),
        Link("instrument_types", "instrumentType", "term", many=True),
        Link("models", "usesModel", "model", many=True),
        Link("claims", "contains", "claim", many=True),
    ),
    Fact: (
        Link("subject", "subject", "entity"),
        Link("predicate", "predicate", "term"),
        Link("object", "object", "entity"),
        _STATUS,
    ),
    ClaimPair: (
        Link("later", "laterClaim", "claim"),
        Link("relation", "relation", "term"),
        Link("earlier", "earlierClaim", "claim"),
    ),
    Decision: (Link("a", "first", "ref"), Link("b", "second", "ref")),
}


def _ordinal(iri: str) -> int:
    document, _, ordinal = id_of("passage", iri).rpartition("#p")
    if not document or not ordinal.isdigit():
        raise DataError(f"<{iri}> is not the IRI of a passage.")
    return int(ordinal)


# kind → (document id, value → IRI; IRI → value). Literals have no entry.
CODERS: dict[str, tuple[Callable[[str, Any], str], Callable[[str], Any]]] = {
    "local": (local_iri, lambda iri: local_of(iri)[1]),
    "passage": (passage_iri, _ordinal),
    "term": (lambda _, name: term_iri(name), term_of),
    "model": (lambda _, name: data_iri("model", name), lambda iri: id_of("model", iri)),
    "claim": (lambda _, name: data_iri("claim", name), lambda iri: id_of("claim", iri)),
    "entity": (lambda _, name: data_iri("entity", name), lambda iri: id_of("entity", iri)),
    "ref": (lambda _, ref: local_iri(ref.document, ref.name), lambda iri: LocalRef(*local_of(iri))),
}


@lru_cache(maxsize=32)
def plain_fields(kind: type) -> tuple[tuple[str, str], ...]:
    """(field, property) of what is written as literals."""
    linked = {link.field for link in LINKS.get(kind, ())} | {"inferred"}
    return tuple((f.name, camel(f.name)) for f in fields(kind) if f.name not in linked)


def is_in_order(values: tuple[str, ...]) -> bool:
    """Whether a list needs no rdf:Seq, since sorting its set gives it back."""
    return list(values) == sorted(set(values))
