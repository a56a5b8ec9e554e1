"""The resolve component: candidates that name the same thing become one local entity.

Needs candidates, and the numbers, claims and measures that use them; fills the draft's entities.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from innograph.graph.identity import canonical_name, scope_of
from innograph.graph.model import LocalEntity
from innograph.ingest.aliases import iter_called, iter_same
from innograph.ingest.draft import ResolvedEntity
from innograph.ingest.entities.gazetteer import full_name
from innograph.ingest.entities.words import deictic

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft

_CHAIN = re.compile("(?P<field>.{2,}?)全?产业链")


def resolve(draft: Draft, ontology: Ontology) -> None:
    """Fill `draft.entities`. Generic nouns that no claim, number or measure uses are left out."""
    groups = _by_name(_kept(draft))
    draft.entities = [
        _entity(candidates, draft, ontology)
        for candidates in _merged(groups, draft, ontology)
        if _is_named(candidates)
    ]
    draft.entities.sort(key=lambda resolved: resolved.candidates[0].start)


def _kept(draft: Draft) -> list[Candidate]:
    """The candidates that are not generic, and all that share a name with a generic one in use.

    A short form that the text introduces (以下简称示范区) is in use.
    """
    used = {id(c) for c in _used(draft)}
    in_use = {canonical_name(c.name) for c in draft.candidates if id(c) in used}
    in_use |= {short for _, short in iter_called(draft)}
    known = {id(c) for c in draft.candidates}
    extra = [c for c in _used(draft) if id(c) not in known]
    kept = [c for c in draft.candidates if not c.generic or canonical_name(c.name) in in_use]
    unique = {id(c): c for c in [*kept, *extra]}
    draft.drop("generic noun without a claim or number", len(draft.candidates) - len(kept))
    return sorted(unique.values(), key=lambda c: (c.start, c.end, c.layer, c.name))


def _used(draft: Draft) -> Iterable[Candidate]:
    for claim in draft.claims:
        yield claim.subject
        yield claim.object
    for observation in draft.observations:
        yield from observation.about
    for measure in draft.measures:
        yield from measure.responsible
        yield from measure.needs_approval_from
        yield from measure.audience


def _by_name(candidates: list[Candidate]) -> dict[str, list[Candidate]]:
    groups: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        groups.setdefault(canonical_name(candidate.name), []).append(candidate)
    return groups


def _merged(
    groups: dict[str, list[Candidate]], draft: Draft, ontology: Ontology
) -> list[list[Candidate]]:
    """The groups, joined where aliases.py finds two to be the same (union by root)."""
    root = {key: key for key in groups}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for one, other in iter_same(groups, draft, ontology):
        root[find(other)] = find(one)
    joined: dict[str, list[Candidate]] = {}
    for key, candidates in groups.items():
        joined.setdefault(find(key), []).extend(candidates)
    return [
        sorted(candidates, key=lambda c: (c.start, c.end, c.layer, c.name))
        for candidates in joined.values()
    ]


def _is_named(candidates: list[Candidate]) -> bool:
    """全市 without any city to stand for names nothing; 本市 does, by convention."""
    return any(
        c.cls != "Place" or c.name not in deictic() or c.name[0] in "本我" for c in candidates
    )


def _entity(candidates: list[Candidate], draft: Draft, ontology: Ontology) -> ResolvedEntity:
    cls = _vote(candidates, ontology)
    top = ontology.top(cls)
    name = _choose_name(candidates, top)
    forms = {c.name for c in candidates} | {alias for c in candidates for alias in c.aliases}
    groups = sum(c.denotes == "group" for c in candidates)
    denotes = "group" if 2 * groups > len(candidates) else "individual"
    canonical = _full_place(name, draft.document.place) if top == "Place" else None
    if top == "Field" and denotes == "individual" and (chain := _CHAIN.fullmatch(name)):
        canonical = chain["field"]  # one node, whichever form the documents use
    entity = LocalEntity(
        name=name,
        cls=cls,
        denotes=denotes,
        scope=scope_of(
            top,
            canonical or name,
            denotes=denotes,
            place=draft.document.place,
            document=draft.document.id,
        ),
        canonical=canonical if canonical != name else None,
        aliases=tuple(sorted(forms - {name})),
    )
    return ResolvedEntity(entity, candidates)


def _full_place(name: str, place: str | None) -> str | None:
    """A place's full name; 本市 is the document's place where that is known and a city."""
    if name not in deictic():
        return full_name(name)
    own = (full_name(place) or place) if place else None
    return own if own and own.endswith(name[1:]) else None


def _vote(candidates: list[Candidate], ontology: Ontology) -> str:
    """The most frequent class; among equals the one that comes first in the ontology."""
    votes = Counter(c.cls for c in candidates)
    return min(votes, key=lambda cls: (-votes[cls], ontology.term(cls).order))


def _choose_name(candidates: list[Candidate], top: str) -> str:
    """The fullest form; for a field the form without 产业 that the text uses most."""
    counts = Counter(c.name for c in candidates)
    names = [name for name in counts if top != "Place" or name not in deictic()] or list(counts)
    if top == "Field":
        return min(names, key=lambda name: (-counts[name], len(name), name))
    return min(names, key=lambda name: (-len(name), name))
