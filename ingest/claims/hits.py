"""A rule that matches in a sentence, and which of its subjects go with which of its objects."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from innograph.ingest.claims.grammar import Rule
    from innograph.ingest.claims.typed import TypedSentence, Unit
    from innograph.ingest.draft import Candidate

    End = tuple[Unit, Candidate]

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


def crosses(hit: Hit, lefts: list[End], rights: list[End]) -> bool:
    """Whether each would be with each, which the sentence does not say."""
    fewest = min(len(lefts), len(rights))
    if _RESPECTIVELY.search(hit.match[0]) is not None:
        return fewest > 1 and len(lefts) != len(rights)
    return fewest > _MOST_CROSSED


def each_or_all(
    subjects: list[Candidate], objects: list[Candidate], between: str, predicate: str
) -> list[tuple[Candidate, Candidate]]:
    """Every subject with every object, the first with the first where 分别 says so; none where the
    sentence does not say which is with which."""
    fewest = min(len(subjects), len(objects))
    if _RESPECTIVELY.search(between) is not None and fewest > 1:
        return list(zip(subjects, objects, strict=True)) if len(subjects) == len(objects) else []
    if predicate == "focusesOn" and fewest > _MOST_CROSSED:
        return []
    return list(product(subjects, objects))


def each_its_own(hit: Hit, lefts: list[End], rights: list[End]) -> bool:
    """Whether the first is with the first only, the second with the second: 甲、乙分别聚焦丙、丁."""
    return len(lefts) == len(rights) and _RESPECTIVELY.search(hit.match[0]) is not None


def said_in(typed: TypedSentence, name: Candidate) -> bool:
    """Whether a name stands in the sentence, and is not only meant by a noun in it."""
    return typed.start <= name.start < typed.sentence.end
