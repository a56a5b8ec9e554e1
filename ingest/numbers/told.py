"""What the numbers of a sentence have said so far, for those that go on about the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from innograph.ingest.numbers.records import Records, grows

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, ObservationDraft, Sentence
    from innograph.ingest.numbers.bridge import Bridge
    from innograph.ingest.numbers.scan import Number

_LONGEST_CHAIN = 40  # numbers that 均 or 分别 may go back to


@dataclass(slots=True)
class _Turn:
    """What a row of numbers is distributed over: nouns in order, and how many have theirs."""

    nouns: list[Candidate]
    observations: list[ObservationDraft]
    taken: int = 0
    growing: bool = False  # the row says growths
    bridge: Bridge | None = None  # of its first number: what it says holds for all


class Told:
    """The observations of one sentence, and which of them the next number may go on about."""

    def __init__(self, draft: Draft, sentence: Sentence) -> None:
        self.draft = draft
        self.text = draft.text
        self.records = Records(draft, sentence)
        self.found: list[ObservationDraft] = []
        self.chain: list[ObservationDraft] = []  # those that only 、 joins, up to the last
        self.reached = 0  # where the nouns end that stand behind their number
        self.turn: _Turn | None = None

    @property
    def granted(self) -> list[Candidate]:
        """What the last number's money is for, if it was money that is given."""
        return self.found[-1].about if self.found and self.found[-1].rule == "number.money" else []

    def drop(self, reason: str) -> None:
        """Leave a number out: what follows goes on about nothing."""
        self.draft.drop(reason)
        self.turn, self.chain = None, []

    def keep(
        self, number: Number, bridge: Bridge, groups: list[list[Candidate]], rule: str
    ) -> bool:
        """One observation about each group of nouns; no row goes on. False without a group."""
        self.turn = None
        self._add(number, [self.records.make(number, bridge, nouns, rule) for nouns in groups])
        return bool(groups)

    def _add(self, number: Number, made: list[ObservationDraft]) -> None:
        """The chain goes on where only 、 joins the number to the last one's noun."""
        if not made:
            return
        start = min(c.start for c in made[0].about)
        joined = self.chain and "，" not in self.text[self.chain[-1].raw_start : start]
        before = self.chain if joined and number.kind != "rank" else []
        self.chain = [*before, *made][-_LONGEST_CHAIN:]
        self.found.extend(made)
        self.reached = max(c.end for observation in made for c in observation.about)

    # ---- rows of numbers -------------------------------------------------------------------------

    def begin_row(self, nouns: list[Candidate]) -> None:
        """A row about nouns that have no number yet: 甲、乙分别|5家、6家."""
        self.turn, self.chain = _Turn(nouns, []), []

    def begin_row_again(self, length: int) -> bool:
        """A row about the last so many: 投资5亿元、投入3亿元，分别增长|10%、8%."""
        last = self.chain[-length:]
        if len(last) < length:
            return False
        self.turn = _Turn([observation.about[0] for observation in last], last)
        return True

    def take_turn(self, number: Number, bridge: Bridge, *, anew: bool) -> bool:
        """The next noun of the row; growth that follows a whole round goes to its amounts.

        `anew`: the number follows directly on the last (分别从3家、4家增加到|5家、6家).
        """
        turn = self.turn
        if turn is None:
            return False
        if bridge.each or turn.taken == 0 or (anew and turn.taken == len(turn.nouns)):
            turn.growing, turn.bridge = grows(self.text, number, bridge), bridge
            turn.taken = 0
        if turn.taken >= len(turn.nouns):
            return False
        index, turn.taken = turn.taken, turn.taken + 1
        said = turn.bridge or bridge
        bridge = replace(said, growth=said.growth or int(turn.growing))
        if turn.growing and index < len(turn.observations):
            amount = turn.observations[index]
            if amount.growth is None and amount.value is not None:
                self.records.grow(number, bridge, amount)
                return True
        made = self.records.make(number, bridge, [turn.nouns[index]], "number.respectively")
        if len(turn.observations) == index:
            turn.observations.append(made)
        self._add(number, [made])
        return True
