"""A field inside a name: 某某新材料产业园 works on 新材料, if the text also says the field freely.

The longest field counts, and only near the end, where the word of kind is (产业园, 实验室, 基金).
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.claims.borders import is_cut
from innograph.ingest.claims.built import iter_built_fields, iter_industries, load_built
from innograph.ingest.claims.typed import Unit
from innograph.ingest.draft import Candidate, ClaimDraft
from innograph.ingest.entities.gazetteer import place_words
from innograph.ingest.status import StatusReading, locate_status, sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft

_FILE = Path(__file__).parent.parent / "lexicons" / "names.toml"
_LONGEST_FIELD = 16
_LONGEST_NAME = 40
_FARTHEST = 60  # from a verb, over a list of fields, to the name that it builds
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """Which names say their field, and what follows the field in them."""

    subjects: frozenset[str]
    not_subjects: frozenset[str]
    after: re.Pattern[str]
    follow: re.Pattern[str]
    follow_policy: re.Pattern[str]
    joins: re.Pattern[str]
    within: re.Pattern[str]
    before: re.Pattern[str]
    tails: re.Pattern[str]
    not_alone: frozenset[str]
    generic: re.Pattern[str]
    built_by: re.Pattern[str]
    precision: float


@lru_cache(maxsize=1)
def load_names() -> NameGrammar:
    """Read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return NameGrammar(
        subjects=frozenset(data["subjects"]),
        not_subjects=frozenset(data["not_subjects"]),
        after=re.compile(data["after"]),
        follow=re.compile(data["follow"]),
        follow_policy=re.compile(data["follow_policy"]),
        joins=re.compile(data["joins"]),
        before=re.compile(data["before"]),
        within=re.compile(data["within"]),
        tails=re.compile(data["tails"]),
        not_alone=frozenset(data["not_alone"]),
        generic=re.compile(data["generic"]),
        built_by=re.compile(data["built_by"]),
        precision=data["precision"],
    )


def named_field_claims(draft: Draft, ontology: Ontology) -> Iterator[ClaimDraft]:
    """One claim a sentence for each name that says its field; the quote is the name's clause."""
    seen: set[tuple[int, str, str]] = set()
    precision = load_names().precision
    for candidate, inner in iter_named_fields(draft, ontology):
        sentence = sentence_at(draft, candidate.start)
        if sentence is None or sentence.kind in {"furniture", "heading"}:
            continue
        if candidate.generic or is_cut(draft.text, _unit(candidate), ontology, right=True):
            continue  # what only names its kind says nothing of it: 科普教育基地
        key = (sentence.start, candidate.name, inner.name)
        if key in seen or candidate.name == inner.name:
            continue
        seen.add(key)
        reading, cue_start = _status(draft, candidate)
        low, high = min(candidate.start, inner.start), max(candidate.end, inner.end)
        if reading.cue and cue_start is not None:
            low, high = min(low, cue_start), max(high, cue_start + len(reading.cue))
        yield ClaimDraft(
            subject=candidate,
            predicate="focusesOn",
            object=inner,
            status=reading.status if reading.cue else "Achieved",  # what has a name exists
            start=low,
            end=high,
            rule="field-in-name",
            confidence=precision,
            cue=reading.cue,
        )


def _unit(candidate: Candidate) -> Unit:
    return Unit(candidate.start, candidate.end, "P", [candidate])


def _status(draft: Draft, candidate: Candidate) -> tuple[StatusReading, int | None]:
    """What the clause says of the name if the name is what it builds; else the name just stands:
    人工智能企业应当建立制度 plans the system, no enterprises."""
    before = draft.text[max(0, candidate.start - _FARTHEST) : candidate.start]
    if not load_names().built_by.search(before):
        return StatusReading("Achieved", None), None
    return locate_status(draft, candidate.start, candidate.end)


def iter_named_fields(draft: Draft, ontology: Ontology) -> Iterator[tuple[Candidate, Candidate]]:
    """(whose name, a field in it); fields that nobody marked there are added as candidates.

    A list before the name is of its kind: in A、B等新材料平台 A and B work on 新材料 as well.
    """
    grammar = load_names()
    free = _free_fields(draft, ontology, grammar)
    nested = {(c.start, c.end): c for c in draft.candidates if c.layer > 0}
    places = _nested_places(draft)
    before = {listing.end: listing for listing in draft.listings if listing.open}
    for candidate in list(draft.candidates):
        if candidate.layer or candidate.rebuilt or candidate.cls not in ontology.classes:
            continue
        labels = ontology.classes[candidate.cls].labels
        if not grammar.subjects.intersection(labels) or grammar.not_subjects.intersection(labels):
            continue
        spans = _field_spans(candidate, draft.text, free, grammar, policy="Policy" in labels)
        if not spans and load_built().says_industry.intersection(labels):
            spans = list(iter_industries(candidate, draft.text))
        if not spans and candidate.cls in load_built().classes:
            inside = places.get(candidate.start, [])
            spans = list(iter_built_fields(candidate, draft.text, inside))
        for span in spans:
            inner = nested.get(span)
            if inner is None or ontology.top(inner.cls) != "Field":
                inner = _inner(span, draft.text, free)
                nested[span] = inner
                draft.candidates.append(inner)
            yield candidate, inner
            listing = before.get(candidate.start)
            for member in listing.members if listing else ():
                if ontology.top(member.cls) == ontology.top(candidate.cls):
                    yield member, inner


def _inner(span: tuple[int, int], text: str, free: dict[str, Candidate]) -> Candidate:
    """A field in a name, called as the text calls it elsewhere."""
    said = text[slice(*span)]
    known = free.get(said)
    name, cls = (known.name, known.cls) if known else (said, "Industry")
    return Candidate(*span, name, cls, rule="field-in-name", layer=1)


def _nested_places(draft: Draft) -> dict[int, list[tuple[int, int]]]:
    """Spans of nested places by the start of the name that they stand in."""
    outer = sorted((c for c in draft.candidates if c.layer == 0), key=lambda c: c.start)
    starts = [c.start for c in outer]
    found: dict[int, list[tuple[int, int]]] = {}
    for place in draft.candidates:
        index = bisect_right(starts, place.start) - 1
        if place.layer and place.cls == "Place" and index >= 0 and place.end <= outer[index].end:
            found.setdefault(starts[index], []).append((place.start, place.end))
    return found


def _free_fields(draft: Draft, ontology: Ontology, grammar: NameGrammar) -> dict[str, Candidate]:
    """What the text calls its fields where they stand alone, with and without 产业, 技术."""
    free: dict[str, Candidate] = {}
    places = {c.name for c in draft.candidates if c.cls == "Place"} | place_words()
    for candidate in draft.candidates:
        if (
            candidate.generic
            or candidate.cls not in ontology.classes
            or ontology.top(candidate.cls) != "Field"
        ):
            continue
        short = grammar.tails.sub("", candidate.name)
        if len(short) < _SHORTEST_STEM:
            short = candidate.name  # 生物技术 is no reason to find 生物 in names
        for form in (candidate.name, short, draft.text[candidate.start : candidate.end]):
            if len(form) > 1 and not _says_nothing(form, grammar) and form not in places:
                free.setdefault(form, candidate)
    return free


def _says_nothing(field: str, grammar: NameGrammar) -> bool:
    """Whether a word is a field only where it stands alone, or names no field at all."""
    return field in grammar.not_alone or grammar.generic.fullmatch(field) is not None


def _field_spans(
    candidate: Candidate,
    text: str,
    free: dict[str, Candidate],
    grammar: NameGrammar,
    *,
    policy: bool,
) -> list[tuple[int, int]]:
    """The field nearest to the word of kind, and those that 与 or 和 joins to it."""
    start, end = candidate.start, min(candidate.end, candidate.start + _LONGEST_NAME)
    found: list[tuple[int, int]] = []
    low = start
    while low < end - 1:
        high = min(end, low + _LONGEST_FIELD)
        while high > low + 1 and text[low:high] not in free:
            high -= 1
        told_apart = grammar.before.search(text, max(start, low - 3), low)
        if high > low + 1 and not told_apart and not grammar.within.match(text, high, end):
            found.append((low, high))
            low = high
        else:
            low += 1
    while found and not grammar.after.fullmatch(text, found[-1][1], candidate.end):
        found.pop()
    if found and not _is_whole(text, found[-1][1], candidate.end, grammar, policy=policy):
        return []
    last = len(found) - 1
    while last > 0 and grammar.joins.fullmatch(text, found[last - 1][1], found[last][0]):
        last -= 1
    return found[max(last, 0) :]


def _is_whole(text: str, start: int, end: int, grammar: NameGrammar, *, policy: bool) -> bool:
    """Whether what stands behind a field is no part of a longer one (芯片 behind 汽车)."""
    if grammar.follow.match(text, start, end):
        return True
    return policy and grammar.follow_policy.match(text, start, end) is not None
