"""Measures: one action that a document announces or reports.

A list item (一是 … 二是), an article's paragraph or a sentence of a task paragraph is one measure,
with its status, stage, who is responsible, whose approval it needs and its operating models.
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


@dataclass(frozen=True, slots=True)
class _Signs:
    action: re.Pattern[str]
    article: re.Pattern[str]
    stages: tuple[tuple[str, re.Pattern[str]], ...]
    responsible: tuple[re.Pattern[str], ...]
    approval: tuple[re.Pattern[str], ...]
    audience: tuple[re.Pattern[str], ...]
    models: tuple[re.Pattern[str], ...]


def find_measures(draft: Draft, ontology: Ontology) -> None:
    """Needs sentences and candidates; adds measures, in the order of the text."""
    signs = _load()
    for group in _groups(iter_typed(draft, ontology)):
        measure = _measure(draft, group, signs)
        if measure is not None:
            draft.measures.append(measure)


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


def _measure(draft: Draft, group: list[TypedSentence], signs: _Signs) -> MeasureDraft | None:
    if not group:
        return None
    kind = group[0].sentence.kind
    start, end = _trim(draft.text, group[0].start, group[-1].sentence.end)
    text = hide_quoted(draft.text[start:end])
    sign = (signs.article if kind == "article" else signs.action).search(text)
    if sign is None:
        return None
    window = text[: sign.end() + _LONGEST_CLAUSE]
    low, high = clause_bounds(window, sign.start(), sign.end())
    status, cue = read_status(draft, start + low, start + high)
    return MeasureDraft(
        start=start,
        end=end,
        status=status,
        cue=cue if cue and cue in draft.text[start:end] else None,
        stage=next((name for name, pattern in signs.stages if pattern.search(text)), None),
        responsible=_named(group, signs.responsible),
        needs_approval_from=_named(group, signs.approval),
        audience=_named(group, signs.audience),
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
        article=re.compile(data["article"]),
        stages=tuple((s["name"], re.compile(s["pattern"])) for s in data["stage"]),
        models=tuple(re.compile(pattern) for pattern in data["models"].values()),
        **people,
    )
