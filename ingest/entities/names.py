"""Names that a lexicon knows: universities, institutes, companies, instruments, cohorts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_table, load_terms
from innograph.ingest.entities.tails import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words


# After a cohort these make it part of a longer name (高新技术企业“量质提升”行动).
_NOUNS = frozenset("NFW“")


def iter_names(words: Words) -> Iterator[Candidate]:
    """Each word that is such a name; longer names that hold it win later."""
    organisations, policies = load_terms("organisations.tsv"), load_terms("policies.tsv")
    table = load_table("words.toml")
    for index, word in enumerate(words.words):
        if word in table["campaigns"] and words.letter(index + 1) == "P":
            yield _named(words, index, index + 2, "Programme", "name.campaign")
        elif word in organisations:
            yield _named(words, index, index + 1, organisations[word], "name.organisation")
        elif policies.get(word) == "Cohort":
            following = index + 1 < len(words) and words.words[index + 1] in table["countable"]
            if following or words.letter(index + 1) not in _NOUNS:
                first = left_border(words, index, "kind")
                yield _named(words, first, index + 1, "Cohort", "name.cohort")
        elif word in policies:
            yield _named(words, index, index + 1, policies[word], "name.policy")


def _named(words: Words, first: int, stop: int, cls: str, rule: str) -> Candidate:
    name, start, end = trimmed(words, first, stop)
    return Candidate(start, end, name, cls, rule)
