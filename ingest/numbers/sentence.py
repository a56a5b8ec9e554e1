"""The numbers of one sentence, read from left to right: a later one may go on about an earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from innograph.ingest.draft import ObservationDraft
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.numbers.bridge import Bridge, read_bridge, strip_total
from innograph.ingest.numbers.lexicon import word_set
from innograph.ingest.numbers.periods import read_period
from innograph.ingest.numbers.selected import read_selected
from innograph.ingest.status import clause_bounds, hide_quoted, read_status

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, Sentence
    from innograph.ingest.numbers.nouns import Nouns
    from innograph.ingest.numbers.scan import Number

_GROWING = ("percent", "times", "double")
_REACH = 120  # characters between a number and the noun before it
_NEAR = 20  # characters between a rank without its noun and that noun
_LONGEST_CLAUSE = 300
_RISING = ("增长", "的增长", "的增速", "增速", "的速度增长")
_ROW = ("、", "和", "与", "及")
_LONGEST_ROW = 40  # longer ones are tables, and would be counted again for each number
_SEPARATORS = "、，,和与及"
# The measured precision of each rule on annotated texts.
_PRECISION = {
    "number.before": 0.9,
    "number.after": 0.85,
    "number.respectively": 0.95,
    "number.further": 0.9,
    "number.selected": 0.8,
    "number.money": 0.6,
}


@dataclass(slots=True)
class _Run:
    """What 分别 distributes: nouns in order, and how many of them have their number."""

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
        self.found: list[ObservationDraft] = []
        self.chain: list[ObservationDraft] = []  # joined by 、 up to the last number
        self.run: _Run | None = None
        self.ahead = 1  # numbers that only 、 joins, from the one at hand on
        self.waiting: tuple[Number, str] | None = None  # 8个国家级、13个|省级中心
        self.passing = 0  # numbers of 分别 that have no noun of their own
        self.growing = False  # the last number says a growth, with those that 、 joins to it

    def read(self, numbers: list[Number]) -> list[ObservationDraft]:
        """In the order of the text."""
        numbers = _with_shared_units(self.text, numbers)
        low = self.sentence.start
        for index, number in enumerate(numbers):
            following = numbers[index + 1].start if index + 1 < len(numbers) else self.sentence.end
            self.ahead = _run_length(self.text, numbers, index)
            self._number(number, max(low, number.start - _REACH), following, low)
            low = number.end
        return self.found

    def _number(self, number: Number, low: int, following: int, previous: int) -> None:
        if self.passing:
            self.passing -= 1
            self.draft.drop("number of 分别 without a noun of its own")
            return
        nouns = self.nouns
        bridge = read_bridge(self.text, low, number.start, nouns.by_end, inside=nouns.is_inside)
        end = bridge.start
        if self.text[end - 1 : end] in ("中", "上") and end - 1 in nouns.by_end:
            end -= 1
        elif end not in nouns.by_end:
            end = strip_total(self.text, low, end)
        continues = self._continues(end, previous)
        if continues and self._distributed(number, bridge):
            return
        if number.kind in ("count", "group") and self._counted(number, following):
            return
        if number.kind == "amount" and self._endowed(number, following):
            return
        if continues and self._further(number, bridge, end - previous, totals=end < bridge.start):
            return
        measure = self._further_measure(end, previous)
        if measure is not None:
            self._about(number, bridge, [measure])
            return
        if self._granted(number):
            return
        if end <= low or self.text[end - 1] in "，,、：:；;。 　":
            self.draft.drop("number without a noun")
            return
        members = self.nouns.before(low, end, number.kind)
        if number.kind == "percent" and not bridge.growth and not _rises(self.text, number):
            # A share is of a measure, never of the things themselves.
            members = [m for m in members if m.cls == "Indicator"]
        if not members:
            self.draft.drop("number beside a phrase that names nothing known")
            return
        self._about(number, bridge, members)

    def _continues(self, end: int, previous: int) -> bool:
        """Whether nothing but a separator stands between the last number and this one's bridge."""
        if not self.found or previous == self.sentence.start:
            return False
        between = self.text[previous:end]
        return len(between) <= 1 and (not between or between in _SEPARATORS)

    # ---- ways to be about something --------------------------------------------------------------

    def _about(self, number: Number, bridge: Bridge, members: list[Candidate]) -> None:
        """The noun before the number, or the coordination."""
        if bridge.each and self.ahead > 1:
            if len(members) < self.ahead:
                self.passing = self.ahead - 1
                self.draft.drop("number of 分别 without a noun of its own")
                return
            members = members[-self.ahead :]
            self.run = _Run(members, [])
            self.chain = []
            self._distributed(number, bridge)
            return
        self.run = None
        self.growing = _grows(number, bridge) or _rises(self.text, number)
        each = number.kind == "rank" or self.growing or bridge.all or bridge.each
        groups = [[member] for member in members] if each else [self.nouns.together(members)]
        made = [self._make(number, bridge, group, "number.before") for group in groups]
        self._keep(number, made)

    def _distributed(self, number: Number, bridge: Bridge) -> bool:
        """The next noun of 分别; growth that follows a whole round goes to its amounts."""
        run = self.run
        if run is None:
            return False
        if bridge.each or run.taken == 0:
            self.growing = _grows(number, bridge)
            run.taken = 0
        if run.taken >= len(run.nouns):
            return False
        at, run.taken = run.taken, run.taken + 1
        if self.growing and at < len(run.observations):
            return self._grow(number, bridge, [run.observations[at]])
        made = self._make(number, bridge, [run.nouns[at]], "number.respectively")
        if self.growing and made.growth is None and number.kind in _GROWING:
            made.growth, made.value, made.unit = _growth(number, bridge), None, None
        if len(run.observations) == at:
            run.observations.append(made)
        self._keep(number, [made])
        return True

    def _counted(self, number: Number, following: int) -> bool:
        """Things that stand behind their count."""
        nouns = self.nouns.after(number.end, following)
        rule = "number.after"
        if number.kind == "group":
            top = self.nouns.ontology.top
            nouns = [noun for noun in nouns if top(noun.cls) == "Platform"]
            if not nouns:
                return True  # 三大攻坚战: a way of speaking
        if not nouns:
            noun = read_selected(self.nouns, number.end, following)
            nouns, rule = [noun] if noun else [], "number.selected"
        if not nouns:
            return self._waits(number, following)
        self.run, self.growing = None, False
        first = self._waited(nouns[0])
        self._keep(number, [*first, self._make(number, Bridge(number.start), nouns, rule)])
        return True

    def _waits(self, number: Number, following: int) -> bool:
        """Whether only a rank stands behind, whose noun follows on the next number."""
        rank = self.text[number.end : following].rstrip("、和")
        if rank not in load_table("words.toml")["ranks"] or following == self.sentence.end:
            return False
        self.waiting = number, rank
        return True

    def _waited(self, noun: Candidate) -> list[ObservationDraft]:
        """What the number before counts, if it had only a rank: 国家级|区域医疗中心."""
        if self.waiting is None:
            return []
        (number, rank), self.waiting = self.waiting, None
        ranks = load_table("words.toml")["ranks"]
        own = next((r for r in sorted(ranks, key=len, reverse=True) if noun.name.startswith(r)), "")
        if not own or noun.start - number.end > _NEAR:
            self.draft.drop("number beside a phrase that names nothing known")
            return []
        name = rank + noun.name[len(own) :]
        whole = self.nouns.make(number.end, noun.end, name, noun.cls, rebuilt=True)
        return [self._make(number, Bridge(number.start), [whole], "number.after")]

    def _endowed(self, number: Number, following: int) -> bool:
        """Money with the fund behind it (100亿元母基金), or given by a policy named before it."""
        if "元" not in number.unit:
            return False
        funds = [
            c
            for c in self.nouns.by_start.get(number.end, ())
            if c.cls in ("Fund", "Programme") and c.end <= following
        ]
        if not funds:
            return False
        self.run, self.growing = None, False
        self._keep(number, [self._make(number, Bridge(number.start), funds[:1], "number.after")])
        return True

    def _further(self, number: Number, bridge: Bridge, gap: int, *, totals: bool) -> bool:
        """A growth, share or rank of what the numbers before are about; 从A增加到|B counts anew."""
        self.run = None
        if number.kind == "count" and not totals and (gap or bridge.start == number.start):
            return False
        last = self.chain if bridge.all else self.chain[-1:]
        if _grows(number, bridge) and self._grow(number, bridge, last):
            return True
        about = [observation.about for observation in last]
        made = [self._make(number, bridge, nouns, "number.further") for nouns in about]
        self._keep(number, made)
        return bool(made)

    def _further_measure(self, end: int, previous: int) -> Candidate | None:
        if not self.chain or self.text[previous : previous + 1] != "、":
            return None
        return self.nouns.further_measure(previous + 1, end, self.chain[-1].about[0])

    def _granted(self, number: Number) -> bool:
        """Money that a policy grants, if the sentence names the policy."""
        if "元" not in number.unit:
            return False
        clause = self.text[self._quote(number.start, number.end)[0] : number.start]
        if not any(word in clause for word in word_set("heads", "granting")):
            return False
        policy = self.nouns.granting(self.sentence.start, number.start)
        if policy is None:
            return False
        if number.bound == "exact" and "最高" in clause:
            number = replace(number, bound="atMost")
        self.run, self.growing = None, False
        self._keep(number, [self._make(number, Bridge(number.start), [policy], "number.money")])
        return True

    def _grow(self, number: Number, bridge: Bridge, onto: list[ObservationDraft]) -> bool:
        """Join a growth to the amounts before it; False if they have one or are none."""
        if not onto or any(o.growth is not None or o.value is None for o in onto):
            return False
        for observation in onto:
            observation.growth = _growth(number, bridge)
            observation.reading = observation.reading or _reading(self.text, number)
            low, high = self._quote(observation.start, number.end)
            observation.start, observation.end = low, max(high, observation.end)
        return True

    # ---- records ---------------------------------------------------------------------------------

    def _keep(self, number: Number, made: list[ObservationDraft]) -> None:
        """Add; the chain goes on where only 、 joins the number to the last one's noun."""
        if not made:
            return
        start = min(c.start for c in made[0].about)
        joined = self.chain and "，" not in self.text[self.chain[-1].raw_start : start]
        self.chain = [*self.chain, *made] if joined and number.kind != "rank" else list(made)
        self.found.extend(made)

    def _make(
        self, number: Number, bridge: Bridge, about: list[Candidate], rule: str
    ) -> ObservationDraft:
        growing = _grows(number, bridge) or _rises(self.text, number)
        low = min([number.start, *(c.start for c in about)])
        high = max([number.end, *(c.end for c in about)])
        period = read_period(
            self.text, self.sentence.start, number.start, self.draft.document.published
        )
        start, end = self._quote(low, high)
        value = None if growing or number.kind == "rank" else number.value
        if number.kind == "points" and bridge.growth < 0 and value is not None:
            value = -value
        return ObservationDraft(
            about=about,
            start=start,
            end=end,
            raw=self.text[number.start : number.end],
            raw_start=number.start,
            status=read_status(self.draft, low, high).status,
            value=value,
            unit=None if growing else number.unit,
            bound=number.bound,
            growth=_growth(number, bridge) if growing else None,
            rank=int(number.value) if number.kind == "rank" else None,
            reading=_reading(self.text, number) if growing else number.reading,
            period=period.value,
            period_basis=period.basis,
            rule=rule,
            confidence=_PRECISION[rule],
        )

    def _quote(self, low: int, high: int) -> tuple[int, int]:
        """The whole clauses that hold the span, inside the sentence."""
        first = max(self.sentence.start, low - _LONGEST_CLAUSE)
        last = min(self.sentence.end, high + _LONGEST_CLAUSE)
        window = hide_quoted(self.text[first:last])
        left, right = clause_bounds(window, low - first, high - first)
        left, right = left + first, right + first
        while left < low and self.text[left].isspace():
            left += 1
        while right > high and self.text[right - 1].isspace():
            right -= 1
        return left, right


def _grows(number: Number, bridge: Bridge) -> bool:
    return number.kind == "double" or (number.kind in _GROWING and bridge.growth != 0)


def _rises(text: str, number: Number) -> bool:
    """20%以上|增长: a growth whose verb stands behind it."""
    return number.kind == "percent" and text.startswith(_RISING, number.end)


def _growth(number: Number, bridge: Bridge) -> float:
    """As a percentage; what falls is below zero."""
    value = round(number.value * 100, 6) if number.kind == "times" else number.value
    return -value if bridge.growth < 0 else value


def _reading(text: str, number: Number) -> str | None:
    """How an ambiguous number was read (两倍, 翻番)."""
    if number.kind not in ("times", "double"):
        return number.reading
    value = number.value * 100 if number.kind == "times" else number.value
    return f"{text[number.start : number.end]} = {value:+g} %"


def _with_shared_units(text: str, numbers: list[Number]) -> list[Number]:
    """12.7个、12个百分点: the unit of the last holds for those that 、 joins to it."""
    shared = list(numbers)
    for index in range(len(numbers) - 2, -1, -1):
        number, following = shared[index], shared[index + 1]
        joined = text[number.end : following.start] in ("、", "和")
        if joined and number.unit == "个" and following.kind == "points":
            shared[index] = replace(number, kind="points", unit=following.unit)
    return shared


def _run_length(text: str, numbers: list[Number], index: int) -> int:
    """How many numbers stand in a row, only 、 or 和 between them."""
    stop = index + 1
    while stop < len(numbers) and text[numbers[stop - 1].end : numbers[stop].start] in _ROW:
        stop += 1
        if stop - index >= _LONGEST_ROW:
            break
    return stop - index
