"""Observations of a sentence: values, growth, ranks, and the clauses that show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import ObservationDraft
from innograph.ingest.numbers.periods import read_period
from innograph.ingest.status import clause_bounds, hide_quoted, read_status

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft, Sentence
    from innograph.ingest.numbers.bridge import Bridge
    from innograph.ingest.numbers.scan import Number

_GROWING = ("percent", "times", "double")
_RISING = ("增长", "的增长", "的增速", "增速", "的速度增长")
_LONGEST_CLAUSE = 300
# Precision on annotated texts, with one right and one wrong case added: some rules are rare.
_PRECISION = {
    "number.before": 0.96,
    "number.after": 0.93,
    "number.respectively": 0.91,
    "number.further": 0.89,
    "number.selected": 0.89,
    "number.money": 0.67,
}


def grows(text: str, number: Number, bridge: Bridge) -> bool:
    """Whether the number says by how much something grew: 增长20%, 20%以上|增长, 翻番."""
    if number.kind == "percent" and text.startswith(_RISING, number.end):
        return True
    return number.kind == "double" or (number.kind in _GROWING and bridge.growth != 0)


class Records:
    """Makes the observations of one sentence."""

    def __init__(self, draft: Draft, sentence: Sentence) -> None:
        self.draft = draft
        self.text = draft.text
        self.sentence = sentence

    def make(
        self, number: Number, bridge: Bridge, about: list[Candidate], rule: str
    ) -> ObservationDraft:
        """What a number says about nouns of its sentence."""
        low = min([number.start, *(c.start for c in about)])
        high = max([number.end, *(c.end for c in about)])
        published = self.draft.document.published
        period = read_period(self.text, self.sentence.start, number.start, published)
        start, end = self.quote(low, high)
        made = ObservationDraft(
            about=about,
            start=start,
            end=end,
            raw=self.text[number.start : number.end],
            raw_start=number.start,
            status="Planned" if period.target else read_status(self.draft, low, high).status,
            bound=number.bound,
            period=period.value,
            period_basis=period.basis,
            rule=rule,
            confidence=_PRECISION[rule],
        )
        growing = number.kind == "percent" and all(c.name.endswith("增长") for c in about)
        if growing or grows(self.text, number, bridge):
            self._set_growth(made, number, bridge)
        elif number.kind == "rank" or (number.unit == "位" and about[0].cls == "Indicator"):
            made.rank, made.unit = int(number.value), "位"
        else:
            falls = number.kind == "points" and bridge.growth < 0
            made.value, made.unit = (-number.value if falls else number.value), number.unit
        if made.growth is None:
            made.reading = "earlier value" if bridge.earlier else number.reading
        return made

    def grow(self, number: Number, bridge: Bridge, onto: ObservationDraft) -> None:
        """Join a growth to the amount before it; the quote then holds both."""
        self._set_growth(onto, number, bridge)
        low, high = self.quote(onto.start, number.end)
        onto.start, onto.end = low, max(high, onto.end)

    def _set_growth(self, made: ObservationDraft, number: Number, bridge: Bridge) -> None:
        """As a percentage; what falls is below zero. 两倍 and 翻番 keep how they were read."""
        value = round(number.value * 100, 6) if number.kind == "times" else number.value
        made.growth = -value if bridge.growth < 0 else value
        if number.kind in ("times", "double"):
            raw = self.text[number.start : number.end]
            made.reading = made.reading or f"{raw} = {made.growth:+g} %"

    def quote(self, low: int, high: int) -> tuple[int, int]:
        """The whole clauses that hold a span, inside the sentence."""
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
