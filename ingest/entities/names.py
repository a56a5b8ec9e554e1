"""Names that a lexicon knows: universities, institutes, companies, instruments, kinds of enterprises."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_terms
from innograph.ingest.entities.tails import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.ingest.entities.words import Words


def iter_names(words: Words) -> Iterator[Candidate]:
    """Each word that is such a name; longer names that hold it win later."""
    organisations, policies = load_terms("organisations.tsv"), load_terms("policies.tsv")
    for index, word in enumerate(words.words):
        cls = organisations.get(word)
        if cls is not None:
            yield Candidate(words.starts[index], words.ends[index], word, cls, "name.organisation")
            continue
        cls = policies.get(word)
        if cls == "Cohort" and index + 1 < len(words) and words.letters[index + 1] in "NFW“":
            if words.words[index + 1] not in ("数量", "总数"):
                continue
        if cls == "Cohort":
            first = left_border(words, index, "kind")
            name, start, end = trimmed(words, first, index + 1)
            yield Candidate(start, end, name, cls, "name.cohort")
        elif cls is not None:
            yield Candidate(words.starts[index], words.ends[index], word, cls, "name.policy")
