"""The numbers of one sentence, read from left to right: a later one may go on about an earlier."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.numbers.before import further_measure, granting, nouns_before, together
from innograph.ingest.numbers.behind import nouns_after
from innograph.ingest.numbers.bridge import Bridge, read_bridge, strip_total
from innograph.ingest.numbers.lexicon import word_set
from innograph.ingest.numbers.records import grows
from innograph.ingest.numbers.rows import row_length, says_which, share_units
from innograph.ingest.numbers.selected import read_selected
from innograph.ingest.numbers.told import Told

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, ObservationDraft, Sentence
    from innograph.ingest.numbers.nouns import Nouns
    from innograph.ingest.numbers.scan import Number

_REACH = 120  # characters between a number and the noun before it
_NEAR = 20  # characters between a rank without its noun and that noun
_GRANTED = 300  # characters between a policy and its money
_AMONG = re.compile("在[^，,。；;在]{2,30}")
_AMONG_REACH = 34
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


class SentenceReader:
    """Makes the observations of one sentence."""

    def __init__(self, draft: Draft, sentence: Sentence, nouns: Nouns) -> None:
        self.draft = draft
        self.text = draft.text
        self.sentence = sentence
        self.nouns = nouns
        self.told = Told(draft, sentence)
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
                self.told.drop(_NO_TURN)
            else:
                at = self._at(number, low, following, row_length(self.text, numbers, index))
                if not self._read(at):
                    self._leave_out(at)
            if waiting is not None and self.waiting is waiting:
                self.waiting = None
                self.told.drop(_UNKNOWN)
            low = max(number.end, self.told.reached)
        return self.told.found

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
        if continues and self._takes_turn(at):
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
        if not self.told.found or at.previous == self.sentence.start:
            return False
        between = self.text[at.previous : at.end]
        return not between or (len(between) == 1 and between in _SEPARATORS)

    def _leave_out(self, at: _At) -> None:
        if at.number.kind == "group":
            return  # 三大攻坚战: a way of speaking
        if says_which(self.text, at.number):
            self.told.drop("number that only says which")
        elif at.end <= at.low or self.text[at.end - 1] in _BOUNDARY:
            self.told.drop("number without a noun")
        else:
            self.told.drop(_UNKNOWN)

    # ---- a noun before ---------------------------------------------------------------------------

    def _before(self, at: _At) -> bool:
        """The noun before the number, or the coordination."""
        if at.end <= at.low or self.text[at.end - 1] in _BOUNDARY:
            return False
        beside = at.number.kind == "count" and at.end == at.number.start
        if beside and self.nouns.goes_on(at.number.end):
            return False  # “甲”“乙”2种|模式: what is counted stands behind
        members = nouns_before(self.nouns, at.low, at.end, at.number.kind)
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
        members = nouns_before(self.nouns, low, end, "rank") if end > low else []
        return self.told.keep(
            at.number, at.bridge, [[member] for member in members], "number.before"
        )

    def _about(self, at: _At, members: list[Candidate]) -> bool:
        if at.row > 1:  # with or without 分别
            if len(members) < at.row:
                self.passing = at.row - 1
                self.told.drop(_NO_TURN)
                return True
            self.told.begin_row(members[-at.row :])
            return self._takes_turn(at)
        growing = grows(self.text, at.number, at.bridge)
        each = at.number.kind == "rank" or growing or at.bridge.all or at.bridge.each
        groups = [[member] for member in members] if each else [together(self.nouns, members)]
        return self.told.keep(at.number, at.bridge, groups, "number.before")

    def _takes_turn(self, at: _At) -> bool:
        return self.told.take_turn(at.number, at.bridge, anew=at.end == at.previous)

    # ---- what the numbers before are about -------------------------------------------------------

    def _further(self, at: _At) -> bool:
        """A growth, share or rank of what was measured or counted before, or its new total."""
        self.told.turn = None
        number, last = at.number, self.told.chain[-1:]
        if not last or (number.kind == "count" and not self._counts_on(at, last[0])):
            return False
        growing = grows(self.text, number, at.bridge)
        share = number.kind in ("percent", "points") and not growing
        if share and any(c.cls != "Indicator" for c in last[0].about):
            return False
        if at.row > 1:
            again = at.bridge.each and self.told.begin_row_again(at.row)
            return again and self._takes_turn(at)
        if growing and last[0].growth is None and last[0].value is not None:
            self.told.records.grow(number, at.bridge, last[0])
            return True
        groups = [o.about for o in (self.told.chain if at.bridge.all else last)]
        return self.told.keep(at.number, at.bridge, groups, "number.further")

    def _counts_on(self, at: _At, last: ObservationDraft) -> bool:
        """从5家增加到|8家, 新增5家、总数达8家, 新增5家、累计达到8家."""
        if at.totals:
            return True
        said = at.bridge.start < at.number.start
        return said and (at.end == at.previous or last.unit == at.number.unit)

    def _measured_further(self, at: _At) -> bool:
        """A bare measure of what the last number's measure is about (产值…、|出口…)."""
        if not self.told.chain or self.text[at.previous : at.previous + 1] != "、":
            return False
        last = self.told.chain[-1].about[0]
        measure = further_measure(self.nouns, at.previous + 1, at.end, last)
        return measure is not None and self._about(at, [measure])

    # ---- a noun behind ---------------------------------------------------------------------------

    def _counted(self, at: _At) -> bool:
        """Things that stand behind their count; 三大 counts only platforms."""
        nouns, rule = nouns_after(self.nouns, at.number.end, at.following), "number.after"
        if at.number.kind == "group":
            top = self.nouns.ontology.top
            nouns = [noun for noun in nouns if top(noun.cls) == "Platform"]
            return bool(nouns) and self._behind(at, [nouns], rule)
        if not nouns:
            noun = read_selected(self.nouns, at.number.end, at.following)
            nouns, rule = [noun] if noun else [], "number.selected"
        if not nouns:
            return self._waits(at)
        self._count_waiting(nouns[0])
        return self._behind(at, [nouns], rule)

    def _behind(self, at: _At, groups: list[list[Candidate]], rule: str) -> bool:
        return self.told.keep(at.number, Bridge(at.number.start), groups, rule)

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
        self.told.keep(number, Bridge(number.start), [[whole]], "number.after")

    def _endowed(self, at: _At) -> bool:
        """Money with the fund behind it (100亿元母基金)."""
        if "元" not in at.number.unit:
            return False
        behind = self.nouns.by_start.get(at.number.end, ())
        funds = [c for c in behind if c.cls in ("Fund", "Programme") and c.end <= at.following]
        return bool(funds) and self._behind(at, [funds[:1]], "number.after")

    def _granted(self, at: _At) -> bool:
        """Money that a policy grants, if the sentence names the policy."""
        if "元" not in at.number.unit:
            return False
        start = self.told.records.quote(at.number.start, at.number.end)[0]
        clause = self.text[start : at.number.start]
        low = max(self.sentence.start, at.number.start - _GRANTED)
        if not any(word in clause for word in word_set("heads", "granting")):
            if not any(word in clause for word in word_set("heads", "lending")):
                return False
            low = max(low, start)
        policy = granting(self.nouns, low, at.number.start)
        if policy is None:
            return False
        if at.number.bound == "exact" and "最高" in clause:
            at = at._replace(number=replace(at.number, bound="atMost"))
        return self._behind(at, [[policy]], "number.money")
