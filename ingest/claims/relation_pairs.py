"""Pairs of names in one sentence that may stand in a relation, and what a model sees of them.

Names that a comma of lists, 和 or 与 joins (A、B和C) are one end: lists are decided as a whole. What is
seen is grammar and wording around both ends, the classes of the names and how they end; never the
names themselves, and nothing of what rules make of the sentence.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.ingest.claims.typed import INSIDE, OPEN, STARTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.claims.typed import TypedSentence, Unit
    from innograph.ingest.draft import Candidate

_JOIN = re.compile("[”’》]?(?:、|和|与|以及|及|暨|或者?)[“‘《]?")
_CLAUSE = re.compile("[，,；;：:]")
_SAID_OF = re.compile(f"[{''.join(STARTS.values())}][”’》]?（[^（）]*$")
_INNER = re.compile(f"[{INSIDE}{OPEN}]+")
# What stands in parentheses behind a name says something of that name: 甲中心、乙中心（海洋药物）.
_CLOSED = re.compile("^[^（）]*）")
_SENTENCES = frozenset(["fact", "intention", "article"])
_FARTHEST = 100  # characters between two ends, each name counted as one
_MOST_GROUPS = 30  # of a sentence; more stand in tables
_BEFORE, _BEHIND = 30, 14
_WITHIN = frozenset("OLPC")  # of these the members of one list may work with each other
_BUCKETS = (4, 6, 10, 20, 40, 80)


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Names joined to each other; start and end are those of the whole in the flat text."""

    units: tuple[Unit, ...]
    start: int
    end: int
    letter: str
    names: list[Candidate]


def _group(units: list[Unit], start: int, end: int) -> Group:
    names = [name for unit in units for name in unit.ends]
    return Group(tuple(units), start, end, units[0].letter, names)


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two groups of a sentence, or one with itself: which, by number."""

    subject: int
    object: int


class Sentence:
    """A typed sentence with each name as one character, and its groups."""

    def __init__(self, typed: TypedSentence) -> None:
        self.typed = typed
        self.flat = _INNER.sub("", typed.text)
        self.groups = list(self._groups())
        self._shape = "".join(group.letter for group in self.groups)

    def _groups(self) -> Iterator[Group]:
        """The units in the order of the text, put together where they are joined."""
        typed, gone, at = self.typed, 0, 0
        held: list[Unit] = []
        start = end = 0
        for unit in typed.units:
            low, high = unit.start - typed.start, unit.end - typed.start
            gone += sum(len(inner) for inner in _INNER.findall(typed.text, at, low))
            place = low - gone
            gone += sum(len(inner) for inner in _INNER.findall(typed.text, low, high))
            at = high
            if held and held[-1].letter == unit.letter and _JOIN.fullmatch(self.flat, end, place):
                held.append(unit)
            else:
                if held:
                    yield _group(held, start, end)
                held, start = [unit], place
            end = high - gone
        if held:
            yield _group(held, start, end)

    def pairs(self) -> Iterator[Pair]:
        """Those near enough, in both directions; none of headings, tables and page furniture."""
        groups = self.groups
        if self.typed.sentence.kind not in _SENTENCES or len(groups) > _MOST_GROUPS:
            return
        for one, group in enumerate(groups):
            if group.letter in _WITHIN and len(group.names) > 1:
                yield Pair(one, one)
            for other in range(one + 1, len(groups)):
                if groups[other].start - group.end > _FARTHEST:
                    break
                if not self._is_aside(group.end, groups[other].start):
                    yield Pair(one, other)
                    yield Pair(other, one)

    def _is_aside(self, low: int, high: int) -> bool:
        """Whether one of two ends stands in parentheses that say something of a third name."""
        between = self.flat[low:high]
        return bool(_SAID_OF.search(between) or _CLOSED.match(between))

    def between(self, pair: Pair) -> str:
        """What stands between both ends."""
        one, other = self._ordered(pair)
        return self.flat[one.end : other.start]

    def _ordered(self, pair: Pair) -> tuple[Group, Group]:
        one, other = sorted((pair.subject, pair.object))
        return self.groups[one], self.groups[other]

    def features(self, pair: Pair) -> list[str]:
        """What the model sees of a pair, each a short string; the same may stand in it twice."""
        subject, object_ = self.groups[pair.subject], self.groups[pair.object]
        order = "=" if subject is object_ else "<" if pair.subject < pair.object else ">"
        base = order + subject.letter + object_.letter
        found = [f"{base} {self.typed.sentence.kind}", *_of_ends(subject, object_, order, base)]
        if subject is object_:
            first, last = subject.start, subject.end
        else:
            left, right = self._ordered(pair)
            first, last = left.start, right.end
            found += self._of_shape(pair, base)
            found += self._of_between(left.end, right.start, order, base, object_.letter)
            found += self._of_neighbours(pair, order, base)
        found += self._of_outside(first, last, order, base)
        return found

    def _of_shape(self, pair: Pair, base: str) -> Iterator[str]:
        """Which classes stand between, before and behind."""
        low, high = sorted((pair.subject, pair.object))
        between, shape = self._shape[low + 1 : high], self._shape
        yield f"shape {base}{between[:6]}"
        yield f"subjects {base}{min(3, between.count(base[1]))}"
        yield f"objects {base}{min(3, between.count(base[2]))}"
        yield f"before {base}{shape[max(0, low - 2) : low]}"
        yield f"behind {base}{shape[high + 1 : high + 3]}"

    def _of_between(self, low: int, high: int, order: str, base: str, letter: str) -> list[str]:
        """The words between both ends."""
        text = self.flat[low:high]
        clauses = _CLAUSE.split(text)
        found = [f"far {base}{_bucket(len(text))}", f"clauses {base}{min(len(clauses), 5)}"]
        if len(text) <= _BEHIND:
            found += (f"all {order}{text}", f"all {base}{text}")
        for length in (1, 2, 3, 4):
            left, right = text[:length], text[-length:]
            found += (
                f"l {order}{left}",
                f"l {base}{left}",
                f"r {order}{right}",
                f"r {base}{right}",
            )
        for length in (1, 2, 3):
            ends = range(length, len(text) + 1)
            found += [f"m {order}{letter}{text[end - length : end]}" for end in ends]
        return [*found, *_bigrams("last", base, clauses[-1]), *_bigrams("first", base, clauses[0])]

    def _of_outside(self, low: int, high: int, order: str, base: str) -> list[str]:
        """The words before and behind both."""
        before, behind = self.flat[max(0, low - _BEFORE) : low], self.flat[high : high + _BEHIND]
        found = [f"begins {base}{bool(not before or _CLAUSE.match(before[-1]))}"]
        for length in (1, 2, 3):
            found += (f"a {base}{behind[:length]}", f"p {base}{before[-length:]}")
        found += (f"a {order}{behind[:2]}", f"p {order}{before[-2:]}")
        found += _bigrams("pc", base, _CLAUSE.split(before)[-1])
        return found + _bigrams("ac", base, _CLAUSE.split(behind)[0])

    def _of_neighbours(self, pair: Pair, order: str, base: str) -> Iterator[str]:
        """What stands next to each end, and whether it is the other one."""
        groups, flat = self.groups, self.flat
        one, two = groups[pair.subject], groups[pair.object]
        if pair.object:
            last = groups[pair.object - 1]
            mark, gap = last.letter + "-s"[last is one], flat[last.end : two.start]
            short = gap if len(gap) < _BUCKETS[1] else f"{gap[:2]}~{gap[-2:]}"
            yield f"po {base}{mark}{gap[-3:]}"
            yield f"pg {order}{two.letter}{mark}{short}"
        else:
            yield f"po {base}"
            yield f"sb {base}{flat[:4]}"
        if pair.object + 1 < len(groups):
            behind = groups[pair.object + 1]
            yield f"no {base}{behind.letter}{flat[two.end : behind.start][:3]}"
        if pair.subject + 1 < len(groups):
            behind = groups[pair.subject + 1]
            gap = flat[one.end : behind.start]
            yield f"ns {base}{behind.letter}{'-o'[behind is two]}{gap[:3]}"
        if pair.subject:
            last = groups[pair.subject - 1]
            yield f"ps {base}{last.letter}{flat[last.end : one.start][-3:]}"
        else:
            yield f"ps {base}{_bucket(one.start)}"
        clause = _CLAUSE.split(flat[max(0, two.start - 2 * _BEFORE) : two.start])[-1]
        for length in (1, 2, 3, 4):
            yield f"oc {base}{clause[:length]}"
        yield f"oc {order}{clause[:4]}"


def _of_ends(subject: Group, object_: Group, order: str, base: str) -> Iterator[str]:
    """The classes of both, how their names end, and what their lists are called."""
    one, two = subject.names[0], object_.names[-1]
    yield f"c {order}{one.cls}>{two.cls}"
    yield f"cs {order}{one.cls}{object_.letter}"
    yield f"co {order}{two.cls}{subject.letter}"
    yield f"es {order}{object_.letter}{one.name[-2:]}"
    yield f"eo {order}{subject.letter}{two.name[-2:]}"
    yield f"es {base}{one.name[-1:]}"
    yield f"eo {base}{two.name[-1:]}"
    yield f"g {base}{int(one.generic)}{int(two.generic)}"
    for mark, group in (("ts", subject), ("to", object_)):
        listing = group.units[-1].listing
        yield f"{mark} {base}{listing.tail[-3:] if listing else ''}"


def _bigrams(mark: str, base: str, text: str) -> list[str]:
    return [f"{mark} {base}{text[at : at + 2]}" for at in range(len(text) - 1)]


def _bucket(number: int) -> str:
    if number < _BUCKETS[0]:
        return str(number)
    return f"<{next((limit for limit in _BUCKETS if number < limit), 'more')}"
