"""Measures: one action that a document announces or reports.

A sentence of a list item (一是 … 二是), of an article or of a task paragraph that holds an action is
one measure, together with the item's opening words and with what follows without an action of its
own (由市科技局牵头; 责任单位：…). It has a status, a stage, who is responsible, whose approval it needs,
its types of instruments and its operating models.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.claims.grammar import expand
from innograph.ingest.claims.typed import iter_typed
from innograph.ingest.draft import MeasureDraft
from innograph.ingest.instruments import instrument_types
from innograph.ingest.status import clause_bounds, hide_quoted, read_status

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Candidate, Draft, Sentence

_FILE = Path(__file__).parent / "lexicons" / "measures.toml"
_TASKS = {"intention", "article"}
_QUOTED = re.compile(r"“([^“”]*)”")
# A clause without punctuation must not make the status look at a whole text.
_LONGEST_CLAUSE = 300
# 一是建设高能级创新平台。 Longer first sentences of an item say something of their own.
_LONGEST_OPENING = 20


@dataclass(frozen=True, slots=True)
class _Signs:
    action: re.Pattern[str]
    follows: re.Pattern[str]
    of_kind: dict[str, re.Pattern[str]]  # of a section, where it has signs of its own
    stages: tuple[tuple[str, re.Pattern[str]], ...]
    responsible: tuple[re.Pattern[str], ...]
    approval: tuple[re.Pattern[str], ...]
    audience: tuple[re.Pattern[str], ...]
    models: tuple[re.Pattern[str], ...]


def find_measures(draft: Draft, ontology: Ontology) -> None:
    """Needs sentences and candidates; adds measures, in the order of the text."""
    signs = _load()
    for group in _groups(iter_typed(draft, ontology)):
        for opening, action in _actions(draft, group, signs):
            draft.measures.append(_measure(draft, opening, action, signs, ontology))


def _groups(sentences: Iterator[TypedSentence]) -> Iterator[list[TypedSentence]]:
    """The sentences of one list item or article paragraph together, task sentences one by one."""
    for (_, item, _), group in groupby(sentences, key=lambda typed: _group_key(typed.sentence)):
        found = [typed for typed in group if typed.sentence.kind not in {"heading", "furniture"}]
        if item is not None:
            yield found
        else:
            yield from ([typed] for typed in found if typed.sentence.kind in _TASKS)


def _group_key(sentence: Sentence) -> tuple[int, str | None, bool]:
    return sentence.passage, sentence.item, sentence.kind in {"heading", "furniture"}


def _actions(
    draft: Draft, group: list[TypedSentence], signs: _Signs
) -> Iterator[tuple[list[TypedSentence], list[TypedSentence]]]:
    """Each action with what follows on it, after the sentences that open the item, if any."""
    opening = group[:1] if len(group) > 1 and _is_opening(group[0]) else []
    action: list[TypedSentence] = []
    for typed in group[len(opening) :]:
        if action and (
            _sign(draft, typed, signs) is None or signs.follows.match(_words(draft, typed))
        ):
            action.append(typed)
        elif _sign(draft, typed, signs) is not None:
            if action:
                yield opening, action
                opening = []
            action = [typed]
    if action:
        yield opening, action


def _is_opening(typed: TypedSentence) -> bool:
    """四是完善科技金融。"""
    return typed.sentence.item is not None and typed.sentence.end - typed.start <= _LONGEST_OPENING


def _words(draft: Draft, typed: TypedSentence) -> str:
    return draft.text[typed.start : typed.sentence.end]


def _sign(draft: Draft, typed: TypedSentence, signs: _Signs) -> re.Match[str] | None:
    """What makes the sentence a measure."""
    pattern = signs.of_kind.get(typed.sentence.kind, signs.action)
    return pattern.search(hide_quoted(_words(draft, typed)))


def _measure(
    draft: Draft,
    opening: list[TypedSentence],
    action: list[TypedSentence],
    signs: _Signs,
    ontology: Ontology,
) -> MeasureDraft:
    group = [*opening, *action]
    start, end = _trim(draft.text, group[0].start, group[-1].sentence.end)
    main = action[0].start
    text = hide_quoted(draft.text[main:end])
    sign = _sign(draft, action[0], signs)
    at, to = sign.span() if sign else (0, 1)
    low, high = clause_bounds(text[: to + _LONGEST_CLAUSE], at, to)
    status, cue = read_status(draft, main + low, main + high)
    return MeasureDraft(
        start=start,
        end=end,
        status=status,
        cue=cue if cue and cue in draft.text[start:end] else None,
        stage=next((name for name, pattern in signs.stages if pattern.search(text)), None),
        responsible=_named(group, signs.responsible),
        needs_approval_from=_named(group, signs.approval),
        audience=_named(group, signs.audience),
        instrument_types=instrument_types(draft, start, end, ontology),
        models=_models(draft.text[start:end], signs),
    )


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _named(group: list[TypedSentence], patterns: tuple[re.Pattern[str], ...]) -> list[Candidate]:
    """The candidates in the group `o` of any pattern, each once; a generic noun is nobody."""
    found: dict[int, Candidate] = {}
    for typed in group:
        for pattern in patterns:
            for match in pattern.finditer(typed.text):
                low, high = (typed.start + offset for offset in match.span("o"))
                for unit in typed.units_in(low, high):
                    found.update((id(c), c) for c in unit.ends if not c.generic)
    return sorted(found.values(), key=lambda candidate: (candidate.start, candidate.name))


def _models(text: str, signs: _Signs) -> list[str]:
    """Operating models as quoted (链主自建+共享开放), in the order of the text, each once."""
    found: dict[str, int] = {}
    for pattern in signs.models:
        for match in pattern.finditer(text):
            for quoted in _QUOTED.finditer(match["run"]):
                found.setdefault(quoted[1], match.start("run") + quoted.start())
    return sorted(found, key=lambda model: found[model])


@lru_cache(maxsize=1)
def _load() -> _Signs:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    people = {
        key: tuple(re.compile(expand(pattern, [])) for pattern in patterns)
        for key, patterns in data["people"].items()
    }
    return _Signs(
        action=re.compile(data["action"]),
        follows=re.compile(data["follows"]),
        of_kind={kind: re.compile(data[kind]) for kind in ("article", "fact")},
        stages=tuple((s["name"], re.compile(s["pattern"])) for s in data["stage"]),
        models=tuple(re.compile(pattern) for pattern in data["models"].values()),
        **people,
    )
