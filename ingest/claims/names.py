"""A field inside a name: 某某新材料产业园 works on 新材料, where the text also says the field freely.

The field must stand right before what kind of thing it is (产业园, 实验室, 基金), so that 新材料 in
新材料大学城 says nothing, and inside the longest field that fits.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate, ClaimDraft
from innograph.ingest.status import locate_status, sentence_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft

_FILE = Path(__file__).parent.parent / "lexicons" / "names.toml"
_LONGEST_FIELD = 16
_LONGEST_NAME = 40
_SHORTEST_STEM = 3


@dataclass(frozen=True, slots=True)
class NameGrammar:
    """Which names say their field, and what follows the field in them."""

    subjects: frozenset[str]
    after: re.Pattern[str]
    tails: re.Pattern[str]
    not_alone: frozenset[str]
    precision: float


@lru_cache(maxsize=1)
def load_names() -> NameGrammar:
    """Read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    return NameGrammar(
        subjects=frozenset(data["subjects"]),
        after=re.compile(data["after"]),
        tails=re.compile(data["tails"]),
        not_alone=frozenset(data["not_alone"]),
        precision=data["precision"],
    )


def named_field_claims(draft: Draft, ontology: Ontology) -> Iterator[ClaimDraft]:
    """One claim a sentence for each name that says its field; the quote is the name's clause."""
    seen: set[tuple[int, str, str]] = set()
    for candidate, inner in iter_named_fields(draft, ontology):
        sentence = sentence_at(draft, candidate.start)
        if sentence is None or sentence.kind in {"furniture", "heading"}:
            continue
        key = (sentence.start, candidate.name, inner.name)
        if key in seen or candidate.name == inner.name:
            continue
        seen.add(key)
        reading, cue_start = locate_status(draft, candidate.start, candidate.end)
        low, high = candidate.start, candidate.end
        if reading.cue and cue_start is not None:
            low, high = min(low, cue_start), max(high, cue_start + len(reading.cue))
        yield ClaimDraft(
            subject=candidate,
            predicate="focusesOn",
            object=inner,
            status=reading.status,
            start=low,
            end=high,
            rule="field-in-name",
            confidence=load_names().precision,
            cue=reading.cue,
        )


def iter_named_fields(draft: Draft, ontology: Ontology) -> Iterator[tuple[Candidate, Candidate]]:
    """(whose name, the field in it); fields that nobody marked there are added as candidates."""
    grammar = load_names()
    free = _free_fields(draft, ontology, grammar)
    nested = {(c.start, c.end): c for c in draft.candidates if c.layer > 0}
    for candidate in list(draft.candidates):
        if candidate.layer or candidate.rebuilt or candidate.cls not in ontology.classes:
            continue
        if not grammar.subjects.intersection(ontology.classes[candidate.cls].labels):
            continue
        span = _field_span(candidate, draft.text, free, grammar)
        if span is None:
            continue
        inner = nested.get(span)
        if inner is None or ontology.top(inner.cls) != "Field":
            known = free[draft.text[span[0] : span[1]]]
            inner = Candidate(*span, known.name, known.cls, rule="field-in-name", layer=1)
            nested[span] = inner
            draft.candidates.append(inner)
        yield candidate, inner


def _free_fields(draft: Draft, ontology: Ontology, grammar: NameGrammar) -> dict[str, Candidate]:
    """What the text calls its fields where they stand by themselves, with and without 产业, 技术."""
    free: dict[str, Candidate] = {}
    for candidate in draft.candidates:
        if candidate.cls not in ontology.classes or ontology.top(candidate.cls) != "Field":
            continue
        short = grammar.tails.sub("", candidate.name)
        if len(short) < _SHORTEST_STEM:
            short = candidate.name  # 生物技术 is no reason to find 生物 in names
        for form in (candidate.name, short, draft.text[candidate.start : candidate.end]):
            if len(form) > 1 and form not in grammar.not_alone:
                free.setdefault(form, candidate)
    return free


def _field_span(
    candidate: Candidate, text: str, free: dict[str, Candidate], grammar: NameGrammar
) -> tuple[int, int] | None:
    """The longest field in the name that stands before a word of kind; the last if they tie."""
    start, end = candidate.start, min(candidate.end, candidate.start + _LONGEST_NAME)
    best: tuple[int, int] | None = None
    for low in range(start, end - 1):
        for high in range(min(end, low + _LONGEST_FIELD), low + 1, -1):
            if text[low:high] not in free or not grammar.after.match(text, high, end):
                continue
            if best is None or high - low >= best[1] - best[0]:
                best = (low, high)
            break
    return best
