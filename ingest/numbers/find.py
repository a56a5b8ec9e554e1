"""Numbers of a draft → observations: what each is about, its period, its growth."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from innograph.ingest.numbers.nouns import Nouns
from innograph.ingest.numbers.scan import scan_numbers
from innograph.ingest.numbers.sentence import SentenceReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft, Sentence
    from innograph.ingest.numbers.scan import Number


def find_observations(draft: Draft, ontology: Ontology) -> None:
    """Needs sentences, candidates and listings; adds observations, and candidates for their nouns."""
    nouns = Nouns(draft, ontology)
    for sentence, numbers in _by_sentence(draft):
        nouns.enter(sentence)
        draft.observations.extend(SentenceReader(draft, sentence, nouns).read(numbers))
    _add(draft, nouns)


def _by_sentence(draft: Draft) -> Iterator[tuple[Sentence, list[Number]]]:
    """The sentences that hold numbers, with them; furniture says nothing."""
    numbers = scan_numbers(draft.text)
    at = 0
    for sentence in draft.sentences:
        while at < len(numbers) and numbers[at].start < sentence.start:
            at += 1
        first = at
        while at < len(numbers) and numbers[at].end <= sentence.end:
            at += 1
        if at > first and sentence.kind != "furniture":
            yield sentence, numbers[first:at]


def _add(draft: Draft, nouns: Nouns) -> None:
    """Take the made nouns that observations use into the candidates.

    What lies inside one is nested in it from now on.
    """
    used = {id(c): c for observation in draft.observations for c in observation.about}
    made: list[Candidate] = [c for c in nouns.made.values() if id(c) in used]
    if not made:
        return
    for candidate in _inside(draft, made):
        if id(candidate) not in used:
            candidate.layer = 1
    draft.candidates = sorted(
        [*draft.candidates, *made], key=lambda c: (c.start, -c.end, c.layer, c.name)
    )


def _inside(draft: Draft, made: list[Candidate]) -> Iterator[Candidate]:
    """The outer candidates that lie inside a made noun and are shorter."""
    starts = [candidate.start for candidate in draft.candidates]
    for noun in made:
        if noun.rebuilt or noun.cls == "Indicator":
            continue
        for index in range(bisect_left(starts, noun.start), bisect_left(starts, noun.end)):
            candidate = draft.candidates[index]
            within = candidate.end <= noun.end and candidate.layer == 0 and not candidate.rebuilt
            if within and candidate.end - candidate.start < noun.end - noun.start:
                yield candidate
