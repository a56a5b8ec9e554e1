"""A sentence's measures: which of its clauses belong to one action.

In a task sentence a clause begins a measure of its own when it has another status than the clauses
before it (推进…，争取…，试行…) or is sought, tried or encouraged in its own words. In a report the
clauses that say what was done begin one; what came of it follows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.ingest.measures.clauses import iter_clauses
from innograph.ingest.measures.reported import reported_verb
from innograph.ingest.status import StatusReading, read_status

if TYPE_CHECKING:
    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Draft
    from innograph.ingest.measures.clauses import Clause
    from innograph.ingest.measures.signs import Signs

_LOOKED_AT = 400  # characters of a sentence that may tell that it is no measure
_OWN = {"Sought", "Piloted", "Encouraged"}


@dataclass(slots=True)
class Part:
    """Clauses of one sentence. `main` is the first that holds the action, None if none does."""

    typed: TypedSentence
    start: int
    end: int
    main: Clause | None = None
    said: StatusReading | None = None
    stage: str | None = None


def parts_of(draft: Draft, typed: TypedSentence, signs: Signs) -> list[Part]:
    """The parts that tile the sentence; one without `main` where nothing is to be or was done."""
    clauses = list(iter_clauses(draft, typed))
    whole = Part(typed, typed.start, typed.sentence.end)
    if not clauses or _is_none(typed, clauses, draft, signs):
        return [whole]
    if typed.sentence.kind == "fact":
        return _reported(draft, typed, clauses, signs) or [whole]
    return _Reader(draft, typed, signs).read(clauses)


def _is_none(typed: TypedSentence, clauses: list[Clause], draft: Draft, signs: Signs) -> bool:
    """A definition, a target or a word about the document itself."""
    text = draft.text[clauses[0].at : typed.sentence.end][:_LOOKED_AT]
    patterns = signs.no_measure.get(typed.sentence.kind, ())
    return any(p.search(text) for p in patterns) or signs.target.match(text) is not None


class _Reader:
    """Divides a sentence that says what is to be done."""

    def __init__(self, draft: Draft, typed: TypedSentence, signs: Signs) -> None:
        self.draft, self.typed, self.signs = draft, typed, signs
        self.action = signs.article if typed.sentence.kind == "article" else signs.action

    def read(self, clauses: list[Clause]) -> list[Part]:
        parts = [Part(self.typed, self.typed.start, self.typed.sentence.end)]
        frame: int | None = None  # where the circumstances begin that may belong to what follows
        for clause in clauses:
            part = parts[-1]
            if part.main is not None and self._begins(clause, part):
                start = clause.start if frame is None else frame
                part.end = start
                part = Part(self.typed, start, self.typed.sentence.end)
                parts.append(part)
                frame = None
            elif self._is_frame(clause):
                frame = clause.start if frame is None else frame
            else:
                frame = None
            if part.main is None and (sign := self.action.search(clause.words)):
                part.main, part.said = clause, self._said(clause, sign[0])
        return parts

    def _said(self, clause: Clause, verb: str) -> StatusReading:
        return _with_cue(read_status(self.draft, clause.at, clause.end), verb)

    def _is_frame(self, clause: Clause) -> bool:
        """聚焦…领域，依托…机构: circumstances without an action."""
        framed = self.signs.begins.framed.match(clause.words)
        return framed is not None and not self.action.search(clause.words)

    def _begins(self, clause: Clause, part: Part) -> bool:
        begins, sign = self.signs.begins, self.action.search(clause.words)
        if sign is None or part.said is None:
            return False
        if begins.actor.match(clause.typed):
            return True
        said = self._said(clause, sign[0])
        if self.typed.sentence.kind == "article":
            # What follows the rule itself is its purpose or its means, unless it is another such rule.
            return said.cue == part.said.cue and begins.any.match(clause.words) is not None
        if begins.framed.match(clause.words):
            return said.status in _OWN
        pattern = begins.governs if part.said.status == "Encouraged" else begins.any
        if not pattern.match(clause.words):
            return False
        return said.status in _OWN or said.status != part.said.status


def _with_cue(said: StatusReading, verb: str) -> StatusReading:
    """Where only the section decides, the verb is the cue."""
    return said if said.cue else StatusReading(said.status, verb)


def _reported(
    draft: Draft, typed: TypedSentence, clauses: list[Clause], signs: Signs
) -> list[Part]:
    """One part for what was done with one status and stage, from the sentence's beginning on."""
    parts: list[Part] = []
    going, start = False, typed.start
    for clause in clauses:
        part = parts[-1] if parts else None
        verb = reported_verb(typed, clause, signs.reported)
        if verb is not None:
            going = True
            said = _with_cue(read_status(draft, clause.at, clause.end), verb)
            stage = signs.stage(clause.words)
            if part is None:
                parts.append(Part(typed, start, clause.end, clause, said, stage))
            elif (said.status, stage) != (part.said and part.said.status, part.stage):
                parts.append(Part(typed, clause.start, clause.end, clause, said, stage))
            else:
                part.end = clause.end
            continue
        result = signs.reported.result.match(clause.typed) is not None
        going = going and not result
        if part is None:
            start = clause.end if result else start
        elif going:
            part.end = clause.end
    if parts and parts[-1].end == clauses[-1].end:
        parts[-1].end = typed.sentence.end
    return parts
