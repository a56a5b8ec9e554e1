"""Which annotated name each name of a draft is, and which links the annotation has between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.evaluation.align import align, make_resolver
from innograph.ingest.evaluation.form import read_form
from innograph.ingest.resolve import resolve

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from training.links import Window

    Links = dict[tuple[int, str, int], bool | None]


def gold_of_names(draft: Draft, window: Window, ontology: Ontology) -> tuple[dict[int, int], Links]:
    """Candidates by their ids → the place of their entity in gold, below 0 where gold has none; and
    gold's links: whether they are required, None where they are optional.

    Nouns that a link would keep are taken as names, whether or not one keeps them now.
    """
    generic = [c for c in draft.candidates if c.generic]
    for c in generic:
        c.generic = False
    resolve(draft, ontology)
    for c in generic:
        c.generic = True
    inside = [
        resolved
        for resolved in draft.entities
        if any(window.start <= c.start and c.end <= window.end for c in resolved.candidates)
    ]
    name = window.example.name
    gold = read_form({**window.example.gold, "observations": []}, name, name, ontology, gold=True)
    rows = [
        {
            "name": r.entity.name,
            "class": r.entity.cls,
            "aliases": list(r.entity.aliases),
            "at": [0, 1],
        }
        for r in inside
    ]
    form = {"doc": name, "entities": rows, "links": [], "observations": []}
    found = read_form(form, name, name, ontology, gold=False)
    matched = align(gold.entities, found.entities, ontology)
    back = {place: of_gold for of_gold, place in matched.items()}
    places = {
        id(c): back.get(number, -1 - number)
        for number, resolved in enumerate(inside)
        for c in resolved.candidates
    }
    at = make_resolver(gold.entities, ontology)
    links: Links = {}
    for link in gold.links:
        subject, object_ = at(link.subject), at(link.object)
        if subject is None or object_ is None:
            continue
        keys = [(subject, link.predicate, object_)]
        if ontology.predicates[link.predicate].symmetric:
            keys.append((object_, link.predicate, subject))
        for key in keys:
            links[key] = True if not link.optional or links.get(key) else None
    return places, links
