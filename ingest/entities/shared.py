"""Names that share their tail behind a list: 紫金山、太湖等实验室, 金凤、明月湖2个重庆实验室, 紫金山、
太湖、钟山实验室."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.lexicon import load_table, load_terms
from innograph.ingest.entities.members import members_before

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.ingest.entities.members import Member
    from innograph.ingest.entities.words import Words

RULE = "shared.tail"
_CLASSES = ("Laboratory", "Park", "ScienceHub", "Programme")
_LONGEST_MEMBER = 6  # characters
_CERTAIN = 3  # members that share a tail for certain
_LONGEST_TAIL = 5  # words, with its rank and place
_FOLLOWING = "NFx"  # 等实验室设备: the tail is then no end of a name


def iter_shared(words: Words) -> Iterator[Candidate]:
    """The names of such lists, each over its member and all that follows up to the tail's end; the
    bare member is an alias."""
    table = load_table("shared.toml")
    tails = {tail: cls for cls in _CLASSES for tail in table[cls]}
    for index, letter in enumerate(words.letters):
        yield from _without_mark(words, index, table)
        behind = _behind_list(words, index, letter)
        found = _tail(words, behind, tails) if behind else None
        if found is None:
            continue
        stop, shared, cls = found
        members = members_before(words, index)
        if len(members) < 2 or not all(_names_one(words, member) for member in members):
            continue
        for member in members:
            text = words.span(*member)
            start = words.starts[member.first]
            made = Candidate(start, words.ends[stop - 1], text + shared, cls, RULE, rebuilt=True)
            made.aliases.add(text)
            yield made


def _without_mark(
    words: Words, index: int, table: dict[str, frozenset[str]]
) -> Iterator[Candidate]:
    """The members but the last of a list whose tail follows on it without 等 or a number; two may
    be a firm and a laboratory (某企业、太湖实验室), three are not."""
    tail = words.words[index]
    if tail not in table["Laboratory"] or words.letter(index + 1) in _FOLLOWING:
        return
    members = members_before(words, index)
    if len(members) < _CERTAIN or not all(_names_one(words, member) for member in members):
        return
    for member in members[:-1]:
        text = words.span(*member)
        start = words.starts[member.first]
        made = Candidate(start, words.ends[index], text + tail, "Laboratory", RULE, rebuilt=True)
        made.aliases.add(text)
        yield made


def without_members(found: Iterable[Candidate], shared: list[Candidate]) -> Iterator[Candidate]:
    """Without the candidates that are bare members: 太湖 is a laboratory there, no lake."""
    covered = members(shared)
    for candidate in found:
        if not covered.issuperset(range(candidate.start, candidate.end)):
            yield candidate


def members(shared: Iterable[Candidate]) -> set[int]:
    """Where the members of such lists stand in the text."""
    return {
        at
        for candidate in shared
        for alias in candidate.aliases
        for at in range(candidate.start, candidate.start + len(alias))
    }


def _behind_list(words: Words, index: int, letter: str) -> int | None:
    """The word behind 等, 等3个 or 3个, where a list may end at `index`."""
    behind = index + 1 if letter == "E" else index
    if words.letters[behind : behind + 2] == "mq":
        return behind + 2
    return behind if letter == "E" else None


def _tail(words: Words, first: int, tails: dict[str, str]) -> tuple[int, str, str] | None:
    """Where the tail that begins at a word ends, what its names share, and their class."""
    for stop in range(first + 1, min(first + _LONGEST_TAIL, len(words)) + 1):
        if words.letters[stop - 1] not in "NMPx":
            return None
        text = words.span(first, stop)
        tail = max((t for t in tails if text.endswith(t)), key=len, default=None)
        if tail is None or (stop < len(words) and words.letters[stop] in _FOLLOWING):
            continue
        while first < stop - 1 and words.letters[first] == "P":  # 2个|重庆|实验室
            first += 1
        return stop, words.span(first, stop), tails[tail]
    return None


def _names_one(words: Words, member: Member) -> bool:
    """Whether a member can be the name of one thing: no field, rank or kind."""
    text = words.span(*member)
    table = load_table("words.toml")
    return (
        1 < len(text) <= _LONGEST_MEMBER
        and all(letter in "NPWwxM" for letter in words.letters[member.first : member.stop])
        and words.letters[member.first] != "M"
        and text not in load_terms("fields.tsv")
        and text not in table["ranks"]
        and text[-1] != "等"
        and not text.endswith(tuple(load_table("shared.toml")["kinds"]))
    )
