"""The entities component. Needs passages and sentences; adds candidates and listings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.entities.bodies import iter_bodies
from innograph.ingest.entities.choose import choose
from innograph.ingest.entities.coordination import expand_listings
from innograph.ingest.entities.fields import iter_fields
from innograph.ingest.entities.groups import mark_groups
from innograph.ingest.entities.indicators import iter_indicators
from innograph.ingest.entities.names import iter_names
from innograph.ingest.entities.own_places import own_places
from innograph.ingest.entities.people import iter_people
from innograph.ingest.entities.places import iter_composed, iter_places
from innograph.ingest.entities.quoted import iter_quoted
from innograph.ingest.entities.rebuilt import iter_distributed, iter_rebuilt
from innograph.ingest.entities.shared import iter_shared, without_members
from innograph.ingest.entities.tails import iter_tails
from innograph.ingest.entities.titles import iter_titles
from innograph.ingest.entities.words import split_words

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft


def find_entities(draft: Draft, ontology: Ontology) -> None:
    """Fill the draft's candidates and listings. Furniture yields nothing."""
    words = split_words(draft.text, ontology, own_places(draft, ontology))
    draft.words = words
    found: list[Candidate] = []
    found += iter_titles(draft.text, 0, len(draft.text))
    found += iter_tails(words, ontology)
    found += iter_names(words)
    found += iter_bodies(words)
    found += iter_quoted(words)
    found += iter_places(words)
    found += iter_people(draft)
    found += iter_indicators(words, ontology)
    fields, listings = iter_fields(words)
    found += fields
    found += list(iter_rebuilt(words, found, ontology))
    found += iter_distributed(words, ontology)
    shared = list(iter_shared(words))
    found = [*without_members(found, shared), *shared]
    found += _apart(found, list(iter_composed(draft.text)))
    mark_groups(words, found, ontology)
    choose(draft, found, listings)
    expand_listings(draft)


def _apart(found: list[Candidate], places: list[Candidate]) -> list[Candidate]:
    """The places, and no kind that begins with one: 成德眉资|创新主体."""
    ends = {place.start: place.end for place in places}
    for candidate in found:
        end = ends.get(candidate.start)
        if candidate.cls == "Cohort" and end is not None and end < candidate.end:
            candidate.name = candidate.name[end - candidate.start :]
            candidate.start = end
    return places
