"""A rule that matches in a sentence, and which of its subjects go with which of its objects."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Sized

    from innograph.ingest.claims.grammar import Rule
    from innograph.ingest.claims.typed import TypedSentence, Unit
    from innograph.ingest.draft import Candidate

_T = TypeVar("_T")
# 聚焦交通、医疗、教育、文旅等领域,推进算力、网络、政务云、平台等建设: not each works on each.
_MOST_CROSSED = 3
_RESPECTIVELY = re.compile("分别|依次|各自")


class Hit(NamedTuple):
    """A rule that matches in a sentence."""

    typed: TypedSentence
    rule: Rule
    match: re.Match[str]

    @property
    def trigger(self) -> int:
        """Where the rule's word stands, in the typed text."""
        has_word = "v" in self.match.groupdict()
        return self.match.start("v") if has_word else self.match.start()

    @property
    def begins(self) -> int:
        """Where who acts stands before: the rule's word, or an object in front of it (与甲|合作)."""
        found = self.match.groupdict()
        ahead = found.get("o") is not None and self.match.start("o") < self.trigger
        return self.match.start() if ahead else self.trigger

    def units(self, group: str) -> list[Unit]:
        """The units of a group; those of `m`, where each is joined to each, for any group."""
        name = "m" if "m" in self.match.groupdict() else group
        start = self.typed.start
        return self.typed.units_in(start + self.match.start(name), start + self.match.end(name))


def is_uneven(said: str, lefts: Sized, rights: Sized) -> bool:
    """Whether 分别 joins lists of several that are not as long as each other."""
    several = min(len(lefts), len(rights)) > 1
    return several and len(lefts) != len(rights) and _RESPECTIVELY.search(said) is not None


def crosses(said: str, lefts: Sized, rights: Sized) -> bool:
    """Whether each would be with each, which the sentence does not say."""
    if is_uneven(said, lefts, rights):
        return True
    many = min(len(lefts), len(rights)) > _MOST_CROSSED
    return many and _RESPECTIVELY.search(said) is None


def pair_up(said: str, lefts: Sequence[_T], rights: Sequence[_T]) -> Iterable[tuple[_T, _T]]:
    """Each with each, or the first with the first only, the second with the second: 甲、乙分别聚焦丙、丁."""
    if len(lefts) == len(rights) and _RESPECTIVELY.search(said) is not None:
        return zip(lefts, rights, strict=True)
    return product(lefts, rights)


def said_in(typed: TypedSentence, name: Candidate) -> bool:
    """Whether a name stands in the sentence, and is not only meant by a noun in it."""
    return typed.start <= name.start < typed.sentence.end
