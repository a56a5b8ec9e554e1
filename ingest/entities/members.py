"""The members of a coordination that ends before a word (A、B和C|等产业), read leftwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.entities.borders import divides
from innograph.ingest.entities.lexicon import load_table

if TYPE_CHECKING:
    from innograph.ingest.entities.words import Words

_MEMBER_WORDS = 7
_MOST_MEMBERS = 60  # longer ones are tables or hostile
_LISTED = 2  # marks that make a list, and inner 与 that make the last one inner too
_PLAIN = frozenset("NMWwFPxm-")


class Member(NamedTuple):
    """Words first … stop-1 of a coordination."""

    first: int
    stop: int


def members_before(words: Words, stop: int) -> list[Member]:
    """The members of a coordination that ends before word `stop`, in the order of the text."""
    letters = words.letters
    members: list[Member] = []
    end = stop
    while len(members) < _MOST_MEMBERS:
        first = _plain_words(words, end)
        if end - first < 4:
            wider = _between_separators(letters, first)
            first = wider if wider is not None and end - wider <= 5 else first
        separated = 0 < first < end and letters[first - 1] in "、c"
        if not separated:
            first = _first_member(words, first, end)
        if first == end:
            break
        members.append(Member(first, end))
        if not separated:
            break
        end = first - 1
    return _inner_joined(letters, list(reversed(members)))


def _inner_joined(letters: str, members: list[Member]) -> list[Member]:
    """与 joins the last two of a list; before a 、 it stands inside a member (智慧医疗与健康、…)."""
    joins = [letters[member.first - 1] for member in members[1:]]
    if joins.count("、") < _LISTED:
        return members
    inner = [join == "c" and "、" in joins[at + 1 :] for at, join in enumerate(joins)]
    if joins[-1] == "c" and sum(inner) >= _LISTED:
        inner[-1] = True
    kept = members[:1]
    for joined, member in zip(inner, members[1:], strict=True):
        if joined:
            kept[-1] = Member(kept[-1].first, member.stop)
        else:
            kept.append(member)
    return kept


def _plain_words(words: Words, end: int) -> int:
    """Leftwards over nouns, up to a verb or the end of another name (科学城|高端装备)."""
    ends_name = tuple(load_table("words.toml")["ends_name"])
    first = end
    while first > 0 and end - first < _MEMBER_WORDS and words.letters[first - 1] in _PLAIN:
        if words.words[first - 1].endswith(ends_name):
            break
        if (
            words.letters[first - 1] == "w"
            and end - first > 1
            and divides(words, first - 1, end - 1)
        ):
            break
        first -= 1
    return first


def _between_separators(letters: str, first: int) -> int | None:
    """Where a member begins that holds verbs (反诈, 监测预警): only right behind another 、."""
    index = first
    while (
        index > 0
        and first - index < 4
        and (letters[index - 1] in _PLAIN or letters[index - 1] in "vt")
    ):
        index -= 1
    return index if index > 0 and letters[index - 1] == "、" else None


def _first_member(words: Words, first: int, end: int) -> int:
    """Without the verb, place or quantity before the coordination."""
    while first < end and _is_before(words, first, end):
        first += 1
    return first


def _is_before(words: Words, first: int, end: int) -> bool:
    if words.words[first] in load_table("words.toml")["before_list"]:
        return True
    if end - first < 2:
        return False
    letter = words.letters[first]
    return letter in "Pm-" or (letter == "w" and words.letters[first + 1] not in "Ww")
