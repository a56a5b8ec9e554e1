"""The kinds of things that have a page of their own."""

from __future__ import annotations

from innograph.graph.rdf.terms import DATA

KINDS = (
    *("entity", "document", "claim", "observation", "measure"),
    *("fact", "passage", "pair", "model", "area", "decision", "extractor"),
)
RECORDS = ("claim", "observation", "measure")


def kind_of(iri: str) -> str:
    """entity, document, claim …; empty for what has no page of its own."""
    if not iri.startswith(DATA) or "#" in iri:
        return ""
    kind = iri.removeprefix(DATA).partition("/")[0]
    return kind if kind in KINDS else ""
