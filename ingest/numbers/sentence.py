"""The numbers of one sentence, read from left to right: a later one may go on about an earlier."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from innograph.ingest.numbers.around import REACH, Around, fits, is_base, is_owner, look_around
from innograph.ingest.numbers.before import further_measure, nouns_before, nouns_first, together
from innograph.ingest.numbers.behind import nouns_after
from innograph.ingest.numbers.bridge import Bridge, read_bridge
from innograph.ingest.numbers.by_rank import named_before, named_later, rank_behind
from innograph.ingest.numbers.lexicon import word_set
from innograph.ingest.numbers.money import (
    endowed,
    granted_each,
    granting,
    grants_in,
    receiving,
    sized,
)
from innograph.ingest.numbers.nouns import FIELDS
from innograph.ingest.numbers.records import grows
from innograph.ingest.numbers.rows import says_which, share_units
from innograph.ingest.numbers.selected import read_selected
from innograph.ingest.numbers.shared import shared_nouns
from innograph.ingest.numbers.tasks import holding
from innograph.ingest.numbers.told import Told

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, ObservationDraft, Sentence
    from innograph.ingest.numbers.nouns import Nouns
    from innograph.ingest.numbers.scan import Number

_GRANTED = 300  # characters between a policy and its money
_AMONG = re.compile(
    "在[^，,。；;在]{2,30}|(?:稳居|位居|位列|高居|跃居|名列|排名|排在|居|列)[^，,。；;、居列]{2,14}"
)
_AMONG_REACH = 34
_REACHING = ("达", "总量", "总数", "突破", "超", "累计", "增至", "共")
_REMARK = 10  # characters of 创历史新高, 增量提质
# 新能源、数字贸易|两个|领域 counts the kind, not each field.
_FIELD_KIND = re.compile(
    "重点|主要|关键|优势|主导|新兴|未来|特色|战略性|领域|方向|组别|赛道|路线|环节|产业|行业|板块"
)
# What is granted at most, after what is granted: 每年, 上限, 单个项目.
_MARK = re.compile("[大难]?关(?![系键联])|门槛|台阶|量级")  # 突破4万件|大关
_CAP = re.compile("每|上限|单[个户家笔项]|最高|总额|再|各|^$")
_SEPARATORS = "、，,和与及"
_BOUNDARY = "，,、：:；;。 　\n"
_UNKNOWN = "number beside a phrase that names nothing known"
_MEASURING = ("percent", "points", "amount", "times", "double")
_NO_TURN = "number of 分别 without a noun of its own"


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
                at = look_around(self.text, self.nouns, numbers, index, low, following)
                if not self._read(at):
                    self._leave_out(at)
            if waiting is not None and self.waiting is waiting:
                self.waiting = None
                self.told.drop(_UNKNOWN)
            which = says_which(self.text, number)  # 30亿元以上|项目7个: part of what is counted
            low = max(low if which else number.end, self.told.reached)
        return self.told.found

    def _read(self, at: Around) -> bool:
        """Whether the number is about something: the ways, in the order of their precision."""
        continues = self._continues(at)
        if continues and self._takes_turn(at):
            return True
        if at.number.kind == "group":
            return self._counted(at)
        if says_which(self.text, at.number):
            return False
        if at.number.kind == "rank" and self.text.startswith("的", at.number.end):
            return False  # 排名前五|的省份
        among = self._among(at) if at.number.kind == "rank" else None
        if among is not None:
            return self._ranked_among(at, among)
        return (
            (at.number.kind == "count" and self._counted(at))
            or self._endowed(at)
            or (continues and self._further(at))
            or self._measured_further(at)
            or self._ranked_again(at)
            or self._before(at)
            or self._remarked(at)
            or self._granted(at)
        )

    def _continues(self, at: Around) -> bool:
        """Whether nothing but a separator stands between the last number and this one's bridge."""
        if not self.told.found or at.previous == self.sentence.start:
            return False
        between = self.text[at.previous : at.end]
        return not between or (len(between) == 1 and between in _SEPARATORS)

    def _leave_out(self, at: Around) -> None:
        if at.number.kind == "group":
            return  # 三大攻坚战: a way of speaking
        if says_which(self.text, at.number):
            self.told.drop("number that only says which")
        elif at.end <= at.low or self.text[at.end - 1] in _BOUNDARY:
            self.told.drop("number without a noun")
        else:
            self.told.drop(_UNKNOWN)

    # ---- a noun before ---------------------------------------------------------------------------

    def _before(self, at: Around) -> bool:
        """The noun before the number, or the coordination."""
        if at.end <= at.low or self.text[at.end - 1] in _BOUNDARY:
            return False
        beside = at.number.kind == "count" and at.end == at.number.start
        if (
            beside
            and self.nouns.goes_on(at.number.end)
            and not _MARK.match(self.text, at.number.end)
        ):
            return False  # “甲”“乙”2种|模式: what is counted stands behind
        members = self._shared(at) or nouns_before(self.nouns, at.low, at.end, at.number.kind)
        if at.number.kind == "percent" and not grows(self.text, at.number, at.bridge):
            if is_base(self.text, at, members):
                return False
            # A share is of a measure, never of the things themselves.
            members = [member for member in members if member.cls == "Indicator"]
        if at.number.unit in ("个", "家"):
            members = [member for member in members if member.cls != "Indicator"]
        members = [member for member in members if not is_owner(self.text, self.nouns, at, member)]
        if beside and _FIELD_KIND.match(self.text, at.number.end):
            members = [member for member in members if member.cls not in FIELDS]
        return bool(members) and self._about(at, members)

    def _remarked(self, at: Around) -> bool:
        """What the clause before begins with, if it says no more than how that went.

        进出口总值创历史新高，达到|5379亿元; 经营主体增量提质，总量突破|1000万户.
        """
        low = at.previous
        if at.end - low < 4 or self.text[at.end - 1] not in "，,":
            return False
        said = self.text[at.end : at.number.start]
        if not said.startswith(_REACHING) or any(c in "，,、" for c in said):
            return False
        border = max(self.text.rfind(mark, low, at.end - 1) for mark in "，,；;。\n")
        clause = border + 1 if border >= 0 else low
        firsts = nouns_first(self.nouns, clause, at.end - 2, at.number.kind)
        found = [c for c in firsts if at.end - 1 - c.end <= _REMARK and fits(c, at.number)]
        return bool(found) and self.told.keep(at.number, at.bridge, [found[:1]], "number.further")

    def _shared(self, at: Around) -> list[Candidate]:
        """The measures of a row of numbers, or of one that all of them reach."""
        counted = at.number.kind == "count"
        if at.row > 1 and (counted or at.number.kind in _MEASURING):
            return shared_nouns(self.nouns, at.low, at.end, at.row, counted=counted)
        if at.bridge.all and at.number.kind in _MEASURING:
            return shared_nouns(self.nouns, at.low, at.end, 0, counted=False)
        return []

    def _among(self, at: Around) -> int | None:
        """Where 在全国178个城市中 begins, if that stands before the rank."""
        start = max(self.sentence.start, at.end - _AMONG_REACH)
        found = _AMONG.search(self.text, start, at.end)
        return found.start() if found is not None and found.end() == at.end else None

    def _ranked_among(self, at: Around, end: int) -> bool:
        """What ranks stands before its competitors: 创新能力|在全国178个城市中|排名第25位."""
        low = max(self.sentence.start, end - REACH)
        end = read_bridge(self.text, low, end, self.nouns.by_end, inside=self.nouns.is_inside).start
        members = nouns_before(self.nouns, low, end, "rank") if end > low else []
        return self.told.keep(
            at.number, at.bridge, [[member] for member in members], "number.before"
        )

    def _about(self, at: Around, members: list[Candidate]) -> bool:
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

    def _takes_turn(self, at: Around) -> bool:
        return self.told.take_turn(at.number, at.bridge, anew=at.end == at.previous)

    # ---- what the numbers before are about -------------------------------------------------------

    def _further(self, at: Around) -> bool:
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

    def _counts_on(self, at: Around, last: ObservationDraft) -> bool:
        """从5家增加到|8家, 新增5家、总数达8家, 新增5家、累计达到8家."""
        if at.totals:
            return True
        said = self.text[at.bridge.start : at.number.start] not in ("", "的")
        return said and (at.end == at.previous or last.unit == at.number.unit)

    def _measured_further(self, at: Around) -> bool:
        """A bare measure of what the last number's measure is about (产值…、|出口…)."""
        if not self.told.chain or self.text[at.previous : at.previous + 1] != "、":
            return False
        last = self.told.chain[-1].about[0]
        measure = further_measure(self.nouns, at.previous + 1, at.end, last)
        return measure is not None and self._about(at, [measure])

    def _ranked_again(self, at: Around) -> bool:
        """Only a rank before the number, of what was counted last: 国家级中心5家、|省级20家."""
        if at.number.kind != "count" or not self.told.found:
            return False
        noun = named_before(self.nouns, at, self.told.found[-1])
        return noun is not None and self.told.keep(at.number, at.bridge, [[noun]], "number.before")

    # ---- a noun behind ---------------------------------------------------------------------------

    def _counted(self, at: Around) -> bool:
        """Things that stand behind their count; 三大 counts only platforms."""
        nouns, rule = nouns_after(self.nouns, at.number.end, at.following), "number.after"
        if at.number.kind == "group":
            top = self.nouns.ontology.top
            nouns = [noun for noun in nouns if top(noun.cls) == "Platform"]
            return bool(nouns) and self._behind(at, [nouns], rule)
        if not nouns:
            noun = read_selected(self.nouns, at.number.end, at.following)
            nouns, rule = [noun] if noun else [], "number.selected"
        if not nouns and (policy := self._holding(at)):
            return self._behind(at, [[policy]], "number.before")
        if not nouns:
            return self._waits(at)
        self._count_waiting(nouns[0])
        return self._behind(at, [nouns], rule)

    def _behind(self, at: Around, groups: list[list[Candidate]], rule: str) -> bool:
        return self.told.keep(at.number, Bridge(at.number.start), groups, rule)

    def _holding(self, at: Around) -> Candidate | None:
        number = at.number
        return holding(self.nouns, self.sentence.start, number.start, number.end, number.unit)

    def _waits(self, at: Around) -> bool:
        """Whether only a rank stands behind, whose noun follows on the next number."""
        rank = rank_behind(self.text, at)
        if rank is None or at.following == self.sentence.end:
            return False
        self.waiting = at.number, rank
        return True

    def _count_waiting(self, noun: Candidate) -> None:
        if self.waiting is None:
            return
        number, rank = self.waiting
        whole = named_later(self.nouns, number, rank, noun)
        if whole is not None:
            self.waiting = None
            self.told.keep(number, Bridge(number.start), [[whole]], "number.after")

    def _endowed(self, at: Around) -> bool:
        """Money with the fund behind it (100亿元母基金), or of a fund that its size follows."""
        money = "元" in at.number.unit
        if not money and at.number.kind != "percent":
            return False
        alone = at.row == 1
        fund = endowed(self.nouns, at.row_end, at.following if alone else self.sentence.end)
        if fund is not None and ((alone and money) or fund.cls == "PolicyInstrument"):
            return self._behind(at, [[fund]], "number.after")
        if not money:
            return False
        fund = sized(self.nouns, at.low, at.end) if at.end >= at.low else None
        return fund is not None and self._behind(at, [[fund]], "number.money")

    def _granted(self, at: Around) -> bool:
        """Money or a share that a policy grants, or that is for somebody whom the clause names."""
        number = at.number
        if "元" not in number.unit and number.kind != "percent":
            return False
        start = self.told.records.quote(number.start, number.end)[0]
        low = max(self.sentence.start, number.start - _GRANTED)
        clause, granted = self.text[start : number.start], "元" in number.unit
        if granted and self.told.granted and _CAP.search(clause):
            return self._behind(at, [self.told.granted], "number.money")
        if not grants_in(self.text, start, number.start, number.end):
            if not granted or not any(word in clause for word in word_set("heads", "lending")):
                return False
            low = max(low, start)
        policy = granting(self.nouns, low, number.start)
        if policy is None:
            policy = receiving(self.nouns, low, number.start)
            if policy is None:
                return False
            each = granted_each(self.nouns, at, policy)
            if each:
                self.told.begin_row(each)
                return self._takes_turn(at)
        if number.bound == "exact" and "最高" in clause:
            at = at._replace(number=replace(number, bound="atMost"))
        return self._behind(at, [[policy]], "number.money")
