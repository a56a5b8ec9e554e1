"""Fields: coordinations with a tail (A、B等重点产业链), X产业, and known terms said freely."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate, Listing
from innograph.ingest.entities.lexicon import load_table, load_terms
from innograph.ingest.entities.members import Member, members_before

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.ingest.entities.words import Words

_NOUNS = frozenset("NMFWx")
_LONGEST_TAIL = 4  # words
_COUNT = re.compile("[二两三四五六七八九十\\d]+[大个类条]")
_FEWEST_COUNTED = 2  # members of a list that a count closes
_CLOSING = ("服务业", "产业", "制造业", "行业", "工业")


def iter_fields(words: Words) -> tuple[list[Candidate], list[Listing]]:
    """All field candidates of a text, and the coordinations that carry them."""
    reader = _Reader(words)
    for index, word in enumerate(words.words):
        if word in reader.tails:
            reader.read_tail(index)
    for index, letter in enumerate(words.letters):
        if letter == "E":
            reader.read_list(index)
    for index, letter in enumerate(words.letters):
        if letter == "F" and index not in reader.taken:
            reader.candidates += reader.free_term(index)
    return reader.candidates, reader.listings


class _Reader:
    """Reads one text. `taken` holds the words that already belong to a field."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.table = load_table("words.toml")
        self.known = load_terms("fields.tsv")
        self.tails = load_terms("field_tails.tsv")
        self.candidates: list[Candidate] = []
        self.listings: list[Listing] = []
        self.taken: set[int] = set()

    def read_tail(self, tail: int) -> None:
        """The coordination or the single field that a tail word closes."""
        words, word = self.words, self.words.words[tail]
        stop = tail
        while stop > 0 and self._is_qualifier(stop - 1):
            stop -= 1
        opened = words.letter(stop - 1) == "E"
        counted = not opened and self._is_counted(stop, tail)
        if opened:
            stop -= 1
        elif counted:
            pass
        elif word in self.table["field_tails_listed"] or word in self.known:
            return
        else:
            stop = self._before_qualifiers(tail)
        members = members_before(words, stop)
        if not members or not self._is_list(members, tail, opened):
            return
        if counted and len(members) < _FEWEST_COUNTED:
            return
        made = self._make(members, self.tails[word], "field.tail")
        if made and not opened:
            made[-1].aliases.add(words.span(members[-1].first, tail + 1))
        self._add(made, members, stop, tail + 1, opened=opened)

    def _is_counted(self, stop: int, tail: int) -> bool:
        """Whether a count closes the list as 等 does: 甲、乙、丙三大技术|领域."""
        return (
            _COUNT.match(self.words.text, self.words.starts[stop], self.words.starts[tail])
            is not None
        )

    def _before_qualifiers(self, tail: int) -> int:
        """制造业|重点产业链: qualifiers belong to the tail where a known field stands before."""
        stop = tail
        while stop > 0 and self.words.words[stop - 1] in self.table["field_qualifiers"]:
            stop -= 1
        return stop if self.words.letter(stop - 1) == "F" else tail

    def _is_qualifier(self, index: int) -> bool:
        letter = self.words.letters[index]
        if _COUNT.fullmatch(self.words.words[index]):
            return True
        return letter in "Mmq" or self.words.words[index] in self.table["field_qualifiers"]

    def _is_list(self, members: list[Member], tail: int, opened: bool) -> bool:
        """Whether the members are fields: a single one must be a noun or a known field itself."""
        words, last = self.words, members[-1]
        letters = words.letters[last.first : last.stop]
        if opened:
            return len(members) > 1 or letters[0] in "FN"
        known_only = words.words[tail] in self.table["field_tails_known"]
        if len(members) == 1 and known_only and "F" not in letters:
            return False
        if words.letter(tail + 1) in _NOUNS and not self._is_free_before(tail + 1):
            return False  # X产业园区, X技术需求: part of a longer name
        return self._field(last, "Industry") is not None

    def read_list(self, etc: int) -> None:
        """A coordination before 等 with another tail or none, at least half of it known fields."""
        words = self.words
        members = members_before(words, etc)
        if len(members) < 2 or any(member.first in self.taken for member in members):
            return
        stop = self._far_tail(etc)
        fields = sum("F" in words.letters[m.first : m.stop] for m in members)
        if stop is None and 2 * fields < len(members):
            return
        made = self._make(members, "Industry" if stop else "Known", "field.list")
        self._add(made, members, etc, stop or etc + 1, opened=True)

    def _far_tail(self, etc: int) -> int | None:
        """Where a tail of several words ends that closes in 业 (等数据安全服务业)."""
        words = self.words
        for stop in range(etc + 2, min(etc + 2 + _LONGEST_TAIL, len(words) + 1)):
            if words.letters[stop - 1] not in "NMWFmq":
                return None
            if words.words[stop - 1].endswith(_CLOSING):
                return stop
        return None

    def _make(self, members: list[Member], cls: str, rule: str) -> list[Candidate]:
        made = []
        for member in members:
            candidate = self._field(member, cls)
            if candidate is not None:
                candidate.rule = rule
                made.append(candidate)
                self.taken.update(range(member.first, member.stop))
        return made

    def _add(
        self, made: list[Candidate], members: list[Member], stop: int, end: int, *, opened: bool
    ) -> None:
        self.candidates += made
        if not made or len(members) < 2:
            return
        words = self.words
        tail = words.span(stop, end)
        start = words.starts[members[0].first]
        listing = Listing(start, words.ends[end - 1], made, open=opened, tail=tail)
        for candidate in made:
            candidate.listing = listing
        self.listings.append(listing)

    def _field(self, member: Member, cls: str) -> Candidate | None:
        """A field out of a member; None where it says nothing of its own."""
        first, stop = member
        letters, name = self.words.letters[first:stop], self.words.span(first, stop)
        if name not in self.known:
            empty = all(letter in "Mm-wq" for letter in letters) and "w" not in letters[1:]
            if empty or len(name) < 2:
                return None
        if cls == "Known":
            cls = self.known.get(name, "TechnologyField")
        start, end = self.words.starts[first], self.words.ends[stop - 1]
        return Candidate(start, end, name, cls, rule="field")

    def free_term(self, index: int) -> Iterable[Candidate]:
        """A known term with its modifiers, unless a noun follows that it modifies."""
        words, table = self.words, self.table
        if words.words[index] in table["weak_fields"] and not self._beside_field(index):
            return
        stop = index + 1
        while stop < len(words) and words.words[stop] in table["field_extensions"]:
            stop += 1
        rule = "field.term"
        if words.letter(stop) in "NFPx" and not self._is_free_before(stop):
            stop, rule = index + 1, "field.nested"  # counts only if the text says it freely too
        first = index
        while first > 0 and words.words[first - 1] in table["before_field"]:
            first -= 1
        name = words.span(first, stop)
        cls = self.known.get(name) or self.known[words.words[index]]
        yield Candidate(words.starts[first], words.ends[stop - 1], name, cls, rule=rule)

    def _is_free_before(self, index: int) -> bool:
        """Words after a field that do not make it part of a name."""
        return self.words.words[index] in self.table["after_field"]

    def _beside_field(self, index: int) -> bool:
        """Whether a field stands on the other side of a 、 or 和."""
        letter = self.words.letter
        before = letter(index - 1) in "、c" and letter(index - 2) == "F"
        return before or (letter(index + 1) in "、c" and letter(index + 2) == "F")
