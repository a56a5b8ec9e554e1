"""Measures: one action that a document announces or reports.

A measure is the clauses of a sentence that state one action with one status (parts.py), in a list
item (一是 … 二是) with its opening words, and what follows on it without an action of its own
(由市科技局牵头; 责任单位：…). It has a status, a stage, who is responsible, whose approval it needs, its
types of instruments and its operating models.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING

from innograph.ingest.claims.typed import iter_typed
from innograph.ingest.draft import MeasureDraft
from innograph.ingest.instruments import instrument_types
from innograph.ingest.measures.parts import Part, parts_of
from innograph.ingest.measures.preamble import preamble
from innograph.ingest.measures.signs import Signs, load_signs
from innograph.ingest.status import hide_quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Candidate, Draft, Sentence

_DONE = {"Achieved", "UnderWay"}
_COMMAS = ",，;；:："
_QUOTED = re.compile(r"“([^“”]*)”")
# 一是建设高能级创新平台。 Longer first sentences of an item say something of their own.
_LONGEST_OPENING = 20


def find_measures(draft: Draft, ontology: Ontology) -> None:
    """Needs sentences and candidates; adds measures, in the order of the text."""
    signs, opening_words = load_signs(), preamble(draft)
    names = sorted(draft.candidates, key=_start)
    for group in _groups(iter_typed(draft, ontology)):
        for opening, action in _actions(draft, group, signs):
            measure = _measure(draft, opening, action, signs)
            measure.instrument_types = instrument_types(
                draft.text[measure.start : measure.end], _within(names, measure), ontology
            )
            if measure.status in _DONE or not _inside(measure, opening_words):
                draft.measures.append(measure)


def _groups(sentences: Iterator[TypedSentence]) -> Iterator[list[TypedSentence]]:
    """The sentences of one list item or article, or of what a paragraph has outside lists."""
    for key, group in groupby(sentences, key=lambda typed: _group_key(typed.sentence)):
        found = list(group)
        if not key[-1]:
            yield found


def _group_key(sentence: Sentence) -> tuple[int, str | None, bool]:
    return sentence.passage, sentence.item, sentence.kind in {"heading", "furniture"}


def _actions(
    draft: Draft, group: list[TypedSentence], signs: Signs
) -> Iterator[tuple[list[TypedSentence], list[Part]]]:
    """Each action with what follows on it, after the sentences that open the item, if any."""
    opening = group[:1] if len(group) > 1 and _is_opening(group[0]) else []
    action: list[Part] = []
    for typed in group[len(opening) :]:
        for part in parts_of(draft, typed, signs):
            if action and _follows(draft, part, signs):
                action.append(part)
                continue
            if action:
                yield opening, action
            if action or part.main is None:
                opening = []
            action = [part] if part.main is not None else []
    if action:
        yield opening, action


def _is_opening(typed: TypedSentence) -> bool:
    """四是完善科技金融。"""
    sentence = typed.sentence
    short = sentence.end - sentence.start <= _LONGEST_OPENING
    return short and sentence.item is not None and sentence.kind != "fact"


def _follows(draft: Draft, part: Part, signs: Signs) -> bool:
    """Whether a part belongs to the action before it."""
    if signs.follows.match(draft.text, part.start, part.end):
        return True
    sentence = part.typed.sentence
    listed = sentence.item is not None and sentence.kind != "fact"
    return listed and part.main is None and not signs.target.match(draft.text, part.start, part.end)


def _measure(
    draft: Draft,
    opening: list[TypedSentence],
    action: list[Part],
    signs: Signs,
) -> MeasureDraft:
    main = action[0]
    assert main.said is not None  # an action begins with a part that has one
    start = opening[0].start if opening else main.start
    start, end = _trim(draft.text, start, action[-1].end)
    whole = [Part(typed, typed.start, typed.sentence.end) for typed in opening] + action
    cue = main.said.cue
    return MeasureDraft(
        start=start,
        end=end,
        status=main.said.status,
        cue=cue if cue and cue in draft.text[start:end] else None,
        stage=signs.stage(hide_quoted(draft.text[main.start : end])),
        responsible=_named(whole, signs.responsible),
        needs_approval_from=_named(whole, signs.approval),
        audience=_named(whole, signs.audience),
        models=_models(draft.text[start:end], signs),
    )


def _start(candidate: Candidate) -> int:
    return candidate.start


def _within(names: list[Candidate], measure: MeasureDraft) -> list[Candidate]:
    """Those of the names, which are in the order of the text, that lie wholly inside the measure."""
    low = bisect_left(names, measure.start, key=_start)
    high = bisect_left(names, measure.end, lo=low, key=_start)
    return [candidate for candidate in names[low:high] if candidate.end <= measure.end]


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Without white space and without the comma at which a sentence was divided."""
    while start < end and (text[start].isspace() or text[start] in _COMMAS):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _COMMAS):
        end -= 1
    return start, end


def _named(parts: list[Part], patterns: tuple[re.Pattern[str], ...]) -> list[Candidate]:
    """The candidates in the group `o` of any pattern, each once; a generic noun is nobody."""
    found: dict[int, Candidate] = {}
    for part in parts:
        typed = part.typed
        text = typed.text[part.start - typed.start : part.end - typed.start]
        for pattern in patterns:
            for match in pattern.finditer(text):
                low, high = (part.start + offset for offset in match.span("o"))
                for unit in typed.units_in(low, high):
                    found.update((id(c), c) for c in unit.ends if not c.generic)
    return sorted(found.values(), key=lambda candidate: (candidate.start, candidate.name))


def _models(text: str, signs: Signs) -> list[str]:
    """Operating models as quoted (链主自建+共享开放), in the order of the text, each once."""
    found: dict[str, int] = {}
    for pattern in signs.models:
        for match in pattern.finditer(text):
            for quoted in _QUOTED.finditer(match["run"]):
                found.setdefault(quoted[1], match.start("run") + quoted.start())
    return sorted(found, key=lambda model: found[model])


def _inside(measure: MeasureDraft, span: tuple[int, int]) -> bool:
    return span[0] <= measure.start < span[1]
