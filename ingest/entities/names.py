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


# 数字福建, 健康中国: campaigns that carry a place.
_CAMPAIGNS = frozenset(["数字", "健康", "平安", "美丽", "法治", "海上", "质量", "智慧", "创新"])


def iter_names(words: Words) -> Iterator[Candidate]:
    """Each word that is such a name; longer names that hold it win later."""
    organisations, policies = load_terms("organisations.tsv"), load_terms("policies.tsv")
    for index, word in enumerate(words.words):
        if word in _CAMPAIGNS and words.letters[index + 1 : index + 2] == "P":
            end = words.ends[index + 1]
            name = words.text[words.starts[index] : end]
            yield Candidate(words.starts[index], end, name, "Programme", "name.campaign")
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
