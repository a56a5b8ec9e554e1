"""The annotation form (the guidelines' JSON): lossy on purpose, one object a document.

Statuses are folded to achieved, ongoing and planned; equal links are given once, strongest status
first; an observation about several entities stands on the first of them; predicates that the form
does not have are left out, and so are measures.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.graph.model import Claim, Extraction, Observation
    from innograph.graph.ontology import Ontology

_YEAR = re.compile(r"(?:19|20)\d\d")


def to_annotation(extraction: Extraction, ontology: Ontology, *, name: str) -> dict[str, Any]:
    """`name` becomes `doc`: the stem of the file that the annotation is written to."""
    return {
        "doc": name,
        "entities": _entities(extraction, ontology),
        "links": _links(extraction, ontology),
        "observations": [
            _observation(observation, ontology) for observation in extraction.observations
        ],
    }


def dump_annotation(extraction: Extraction, ontology: Ontology, *, name: str) -> str:
    """The JSON text of the annotation, one entity, link or observation a line."""
    record = to_annotation(extraction, ontology, name=name)
    parts = [f' "doc": {json.dumps(name, ensure_ascii=False)}']
    for key in ("entities", "links", "observations"):
        rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in record[key])
        parts.append(f' "{key}": [\n{rows}\n ]' if rows else f' "{key}": []')
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _entities(extraction: Extraction, ontology: Ontology) -> list[dict[str, Any]]:
    first: dict[str, str] = {}
    for mention in extraction.mentions:
        first.setdefault(mention.entity, mention.text)
    rows = []
    for entity in extraction.entities:
        row = {
            "name": entity.name,
            "class": entity.cls,
            "group": ontology.top(entity.cls),
            "aliases": list(entity.aliases),
            "quote": first.get(entity.name, entity.name),
        }
        rows.append(row)
    return rows


def folded_claims(extraction: Extraction, ontology: Ontology) -> list[Claim]:
    """The claims that stand in the form, one for each link: the one with the strongest status."""
    strongest: dict[tuple[str, str, str], Claim] = {}
    for claim in extraction.claims:
        term = ontology.predicates[claim.predicate]
        if not term.in_annotation_form:
            continue
        ends = (claim.subject, claim.object)
        key = (
            (min(ends), claim.predicate, max(ends)) if term.symmetric else (*ends, claim.predicate)
        )
        known = strongest.get(key)
        if known is None or _rank(claim.status, ontology) < _rank(known.status, ontology):
            strongest[key] = claim
    return list(strongest.values())


def _links(extraction: Extraction, ontology: Ontology) -> list[dict[str, Any]]:
    return [
        {
            "s": claim.subject,
            "p": claim.predicate,
            "o": claim.object,
            "status": ontology.statuses[claim.status].annotation,
            "quote": claim.quote,
        }
        for claim in folded_claims(extraction, ontology)
    ]


def _rank(status: str, ontology: Ontology) -> int:
    return ontology.status_rank(status)


def _observation(observation: Observation, ontology: Ontology) -> dict[str, Any]:
    """A rank is a value in 位; the year only where the text states it."""
    ranked = observation.rank is not None and observation.value is None
    stated = observation.period if observation.period_basis == "stated" else None
    year = _YEAR.search(stated or "")
    return {
        "about": observation.about[0],
        "value": _number(observation.rank if ranked else observation.value),
        "unit": "位" if ranked else observation.unit,
        "year": int(year[0]) if year else None,
        "growth_pct": _number(observation.growth),
        "status": ontology.statuses[observation.status].annotation,
        "quote": observation.quote,
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point."""
    return int(value) if value is not None and float(value).is_integer() else value
