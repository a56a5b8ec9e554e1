"""The numbers of one sentence, read from left to right: a later one may go on about an earlier."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.numbers.bridge import Bridge, read_bridge, strip_total
from innograph.ingest.numbers.lexicon import word_set
from innograph.ingest.numbers.records import Records, grows
from innograph.ingest.numbers.rows import row_length, says_which, share_units
from innograph.ingest.numbers.selected import read_selected

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, ObservationDraft, Sentence
    from innograph.ingest.numbers.nouns import Nouns
    from innograph.ingest.numbers.scan import Number

_REACH = 120  # characters between a number and the noun before it
_NEAR = 20  # characters between a rank without its noun and that noun
_GRANTED = 300  # characters between a policy and its money
_AMONG = re.compile("在[^，,。；;在]{2,30}")
_AMONG_REACH = 34
_LONGEST_CHAIN = 40  # numbers that 均 or 分别 may go back to
_SEPARATORS = "、，,和与及"
_BOUNDARY = "，,、：:；;。 　\n"
_UNKNOWN = "number beside a phrase that names nothing known"
_NO_TURN = "number of 分别 without a noun of its own"


class _At(NamedTuple):
    """A number and its surroundings: where a noun before it ends, how far one behind may reach."""

    number: Number
    bridge: Bridge
    low: int
    end: int
    previous: int  # where the last number, or the noun behind it, ends
    following: int
    row: int  # numbers in a row from this one on
    totals: bool  # 总数 stands between


@dataclass(slots=True)
class _Turn:
    """What a row of numbers is distributed over: nouns in order, and how many have theirs."""

    nouns: list[Candidate]
    observations: list[ObservationDraft]
    taken: int = 0


class SentenceReader:
    """Makes the observations of one sentence."""

    def __init__(self, draft: Draft, sentence: Sentence, nouns: Nouns) -> None:
        self.draft = draft
        self.text = draft.text
        self.sentence = sentence
        self.nouns = nouns
        self.records = Records(draft, sentence)
        self.found: list[ObservationDraft] = []
        self.chain: list[ObservationDraft] = []  # those that only 、 joins, up to the last
        self.turn: _Turn | None = None
        self.growing = False  # the row at hand says growths
        self.reached = 0  # where the nouns end that stand behind their number
        self.passing = 0  # numbers of a row that have no noun of their own
        self.waiting: tuple[Number, str] | None = None  # 8个国家级、13个|省级中心

    def read(self, numbers: list[Number]) -> list[ObservationDraft]:
        """In the order of the text."""
        numbers = share_units(self.text, numbers)
        low = self.sentence.start
        for index, number in enumerate(numbers):
            waiting = self.waiting
            following = numbers[index + 1].start if index + 1 < len(numbers) else self.sentence.end
            if self.passing:
                self.passing -= 1
                self._drop(_NO_TURN)
            else:
                at = self._at(number, low, following, row_length(self.text, numbers, index))
                if not self._read(at):
                    self._leave_out(at)
            if waiting is not None and self.waiting is waiting:
                self.waiting = None
                self._drop(_UNKNOWN)
            low = max(number.end, self.reached)
        return self.found

    def _at(self, number: Number, previous: int, following: int, row: int) -> _At:
        nouns, low = self.nouns, max(previous, number.start - _REACH)
        bridge = read_bridge(self.text, low, number.start, nouns.by_end, inside=nouns.is_inside)
        end, totals = bridge.start, False
        if self.text[end - 1 : end] in ("中", "上") and end - 1 in nouns.by_end:
            end -= 1
        elif end not in nouns.by_end:
            end = strip_total(self.text, low, end)
            totals = end < bridge.start
        return _At(number, bridge, low, end, previous, following, row, totals)

    def _read(self, at: _At) -> bool:
        """Whether the number is about something: the ways, in the order of their precision."""
        continues = self._continues(at)
        if continues and self._distributed(at):
            return True
        if at.number.kind == "group":
            return self._counted(at)
        if says_which(self.text, at.number):
            return False
        among = self._among(at) if at.number.kind == "rank" else None
        if among is not None:
            return self._ranked_among(at, among)
        return (
            (at.number.kind == "count" and self._counted(at))
            or (at.number.kind == "amount" and self._endowed(at))
            or (continues and self._further(at))
            or self._measured_further(at)
            or self._before(at)
            or self._granted(at)
        )

    def _continues(self, at: _At) -> bool:
        """Whether nothing but a separator stands between the last number and this one's bridge."""
        if not self.found or at.previous == self.sentence.start:
            return False
        between = self.text[at.previous : at.end]
        return not between or (len(between) == 1 and between in _SEPARATORS)

    def _leave_out(self, at: _At) -> None:
        if at.number.kind == "group":
            return  # 三大攻坚战: a way of speaking
        if says_which(self.text, at.number):
            self._drop("number that only says which")
        elif at.end <= at.low or self.text[at.end - 1] in _BOUNDARY:
            self._drop("number without a noun")
        else:
            self._drop(_UNKNOWN)

    def _drop(self, reason: str) -> None:
        """Leave a number out: what follows goes on about nothing."""
        self.draft.drop(reason)
        self.turn, self.chain = None, []

    # ---- a noun before ---------------------------------------------------------------------------

    def _before(self, at: _At) -> bool:
        """The noun before the number, or the coordination."""
        if at.end <= at.low or self.text[at.end - 1] in _BOUNDARY:
            return False
        beside = at.number.kind == "count" and at.end == at.number.start
        if beside and self.nouns.goes_on(at.number.end):
            return False  # “甲”“乙”2种|模式: what is counted stands behind
        members = self.nouns.before(at.low, at.end, at.number.kind)
        if at.number.kind == "percent" and not grows(self.text, at.number, at.bridge):
            # A share is of a measure, never of the things themselves.
            members = [member for member in members if member.cls == "Indicator"]
        if at.number.unit in ("个", "家"):
            members = [member for member in members if member.cls != "Indicator"]
        return bool(members) and self._about(at, members)

    def _among(self, at: _At) -> int | None:
        """Where 在全国178个城市中 begins, if that stands before the rank."""
        start = max(self.sentence.start, at.end - _AMONG_REACH)
        found = _AMONG.search(self.text, start, at.end)
        return found.start() if found is not None and found.end() == at.end else None

    def _ranked_among(self, at: _At, end: int) -> bool:
        """What ranks stands before its competitors: 创新能力|在全国178个城市中|排名第25位."""
        low = max(self.sentence.start, end - _REACH)
        members = self.nouns.before(low, end, "rank") if end > low else []
        return self._keep(at, [[member] for member in members], "number.before")

    def _about(self, at: _At, members: list[Candidate]) -> bool:
        if at.row > 1:  # with or without 分别
            if len(members) < at.row:
                self.passing = at.row - 1
                self._drop(_NO_TURN)
                return True
            self.turn, self.chain = _Turn(members[-at.row :], []), []
            return self._distributed(at)
        self.growing = grows(self.text, at.number, at.bridge)
        each = at.number.kind == "rank" or self.growing or at.bridge.all or at.bridge.each
        groups = [[member] for member in members] if each else [self.nouns.together(members)]
        return self._keep(at, groups, "number.before")

    def _distributed(self, at: _At) -> bool:
        """The next noun in turn; growth that follows a whole round goes to its amounts."""
        turn = self.turn
        if turn is None:
            return False
        anew = at.end == at.previous and turn.taken == len(turn.nouns)  # 从A、B增加到|C、D
        if at.bridge.each or turn.taken == 0 or anew:
            self.growing = grows(self.text, at.number, at.bridge)
            turn.taken = 0
        if turn.taken >= len(turn.nouns):
            return False
        index, turn.taken = turn.taken, turn.taken + 1
        bridge = replace(at.bridge, growth=at.bridge.growth or 1) if self.growing else at.bridge
        if self.growing and index < len(turn.observations):
            self.records.grow(at.number, bridge, turn.observations[index])
            return True
        made = self.records.make(at.number, bridge, [turn.nouns[index]], "number.respectively")
        if len(turn.observations) == index:
            turn.observations.append(made)
        self._add(at.number, [made])
        return True

    # ---- what the numbers before are about -------------------------------------------------------

    def _further(self, at: _At) -> bool:
        """A growth, share or rank of what was measured or counted before, or its new total."""
        self.turn = None
        number, last = at.number, self.chain[-1:]
        if not last or (number.kind == "count" and not self._counts_on(at, last[0])):
            return False
        growing = grows(self.text, number, at.bridge)
        share = number.kind in ("percent", "points") and not growing
        if share and any(c.cls != "Indicator" for c in last[0].about):
            return False
        if at.row > 1:
            return self._in_turn(at)
        if growing and last[0].growth is None and last[0].value is not None:
            self.records.grow(number, at.bridge, last[0])
            return True
        groups = [o.about for o in (self.chain if at.bridge.all else last)]
        return self._keep(at, groups, "number.further")

    def _counts_on(self, at: _At, last: ObservationDraft) -> bool:
        """从5家增加到|8家, 新增5家、总数达8家, 新增5家、累计达到8家."""
        if at.totals:
            return True
        said = at.bridge.start < at.number.start
        return said and (at.end == at.previous or last.unit == at.number.unit)

    def _in_turn(self, at: _At) -> bool:
        """Several numbers for the several before: 投资5亿元、投入3亿元，分别增长|10%、8%."""
        last = self.chain[-at.row :]
        if len(last) < at.row or not at.bridge.each:
            return False
        self.turn = _Turn([observation.about[0] for observation in last], last)
        return self._distributed(at)

    def _measured_further(self, at: _At) -> bool:
        """A bare measure of what the last number's measure is about (产值…、|出口…)."""
        if not self.chain or self.text[at.previous : at.previous + 1] != "、":
            return False
        last = self.chain[-1].about[0]
        measure = self.nouns.further_measure(at.previous + 1, at.end, last)
        return measure is not None and self._about(at, [measure])

    # ---- a noun behind ---------------------------------------------------------------------------

    def _counted(self, at: _At) -> bool:
        """Things that stand behind their count; 三大 counts only platforms."""
        nouns, rule = self.nouns.after(at.number.end, at.following), "number.after"
        if at.number.kind == "group":
            top = self.nouns.ontology.top
            nouns = [noun for noun in nouns if top(noun.cls) == "Platform"]
            return bool(nouns) and self._keep(at, [nouns], rule, Bridge(at.number.start))
        if not nouns:
            noun = read_selected(self.nouns, at.number.end, at.following)
            nouns, rule = [noun] if noun else [], "number.selected"
        if not nouns:
            return self._waits(at)
        self._count_waiting(nouns[0])
        return self._keep(at, [nouns], rule, Bridge(at.number.start))

    def _waits(self, at: _At) -> bool:
        """Whether only a rank stands behind, whose noun follows on the next number."""
        rank = self.text[at.number.end : at.following].rstrip("、和")
        if rank not in load_table("words.toml")["ranks"] or at.following == self.sentence.end:
            return False
        self.waiting = at.number, rank
        return True

    def _count_waiting(self, noun: Candidate) -> None:
        """What the number before counts, if it had only a rank: 国家级|区域医疗中心."""
        if self.waiting is None:
            return
        number, rank = self.waiting
        ranks = load_table("words.toml")["ranks"]
        own = max((r for r in ranks if noun.name.startswith(r)), key=len, default="")
        if not own or noun.start - number.end > _NEAR:
            return
        self.waiting = None
        name = rank + noun.name[len(own) :]
        whole = self.nouns.make(number.end, noun.end, name, noun.cls, rebuilt=True)
        self._add(
            number, [self.records.make(number, Bridge(number.start), [whole], "number.after")]
        )

    def _endowed(self, at: _At) -> bool:
        """Money with the fund behind it (100亿元母基金)."""
        if "元" not in at.number.unit:
            return False
        behind = self.nouns.by_start.get(at.number.end, ())
        funds = [c for c in behind if c.cls in ("Fund", "Programme") and c.end <= at.following]
        return bool(funds) and self._keep(at, [funds[:1]], "number.after", Bridge(at.number.start))

    def _granted(self, at: _At) -> bool:
        """Money that a policy grants, if the sentence names the policy."""
        if "元" not in at.number.unit:
            return False
        start = self.records.quote(at.number.start, at.number.end)[0]
        clause = self.text[start : at.number.start]
        low = max(self.sentence.start, at.number.start - _GRANTED)
        if not any(word in clause for word in word_set("heads", "granting")):
            if not any(word in clause for word in word_set("heads", "lending")):
                return False
            low = max(low, start)
        policy = self.nouns.granting(low, at.number.start)
        if policy is None:
            return False
        if at.number.bound == "exact" and "最高" in clause:
            at = at._replace(number=replace(at.number, bound="atMost"))
        return self._keep(at, [[policy]], "number.money", Bridge(at.number.start))

    # ---- records ---------------------------------------------------------------------------------

    def _keep(
        self, at: _At, groups: list[list[Candidate]], rule: str, bridge: Bridge | None = None
    ) -> bool:
        """One observation about each group of nouns; no row goes on."""
        self.turn = None
        bridge = bridge or at.bridge
        made = [self.records.make(at.number, bridge, nouns, rule) for nouns in groups]
        self._add(at.number, made)
        return bool(made)

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
