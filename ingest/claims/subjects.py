"""Who acts: the subject said before a verb, or the one that an elided subject takes over."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.ingest.claims.grammar import Grammar
    from innograph.ingest.claims.typed import TypedSentence, Unit

_BOUNDARY = "，,；;。：:！？\n"
_REACH = 60
_LONGEST_GAP = 16
# What a later sentence may be about without saying so: a body or a place. A platform that is the
# subject of one sentence is mostly the object of somebody's doing in the next.
_CARRIED = "OL"


@dataclass(slots=True, eq=False)
class Topic:
    """The last subject of a paragraph."""

    unit: Unit | None = None
    passage: int = -1


@dataclass(frozen=True, slots=True, eq=False)
class Agent:
    """The subject found; `said` when it stands in the verb's own sentence."""

    unit: Unit
    said: bool


class Actors:
    """The subjects of a document, sentence by sentence. Feed sentences in order."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.carried = Topic()
        self._own: list[Unit] = []

    def enter(self, typed: TypedSentence) -> None:
        """Take a sentence: its topics are known from here on, those of other paragraphs gone."""
        if self.carried.passage != typed.sentence.passage:
            self.carried = Topic(None, typed.sentence.passage)
        self._own = []
        for match in self.grammar.topic.finditer(typed.text):
            start = typed.start + match.start("t")
            units = typed.units_in(start, typed.start + match.end("t"))
            if units:
                self._own.append(units[0])

    def leave(self) -> None:
        """Done with the sentence: its last topic is carried over."""
        for unit in self._own:
            if unit.letter in _CARRIED:
                self.carried.unit = unit

    def agent(self, typed: TypedSentence, verb: int, letters: str) -> Agent | None:
        """Who does what the verb at an offset of the typed text says; None if nobody is named."""
        clause = clause_start(typed.text, verb)
        before = typed.text[clause:verb]
        near = self._near(typed, clause, before, letters)
        if near is not None:
            return Agent(near, said=True)
        caused = self.grammar.causative.search(before)
        if caused is not None:
            return None
        elided = letters if typed.sentence.kind == "article" else _CARRIED
        for unit in reversed(self._own):
            if unit.start < typed.start + verb:
                fits = unit.letter in letters and unit.letter in elided
                return Agent(unit, said=True) if fits else None
        if self.carried.unit is not None and self.carried.unit.letter in letters:
            return Agent(self.carried.unit, said=False)
        return None

    def _near(self, typed: TypedSentence, clause: int, before: str, letters: str) -> Unit | None:
        """The last entity before the verb in its clause, if nothing says that it is no subject."""
        units = typed.units_in(typed.start + clause, typed.start + clause + len(before))
        if not units:
            return None
        unit = units[-1]
        offset = typed.start + clause
        if len(units) > 1 and before[units[-2].end - offset : unit.start - offset] == "及其":
            unit = units[-2]  # 县级以上人民政府及其科技部门: the government acts
        prefix, gap = before[: unit.start - offset], before[unit.end - offset :].lstrip("”’》")
        if unit.letter not in letters or len(gap) > _LONGEST_GAP + units[-1].end - unit.end:
            return None
        if self.grammar.causative.search(gap) or self.grammar.not_agent.search(f"{prefix}◆{gap}"):
            return None
        return unit


def clause_start(text: str, position: int) -> int:
    """Where the clause that holds a position begins, at most 60 characters before it."""
    low = max(0, position - _REACH)
    for index in range(position - 1, low - 1, -1):
        if text[index] in _BOUNDARY:
            return index + 1
    return low
