"""Indicators: what a number measures, by the ontology's endings, only where a number follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.draft import Candidate
from innograph.ingest.entities.borders import left_border
from innograph.ingest.entities.lexicon import load_table
from innograph.ingest.entities.tails import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words

_REACH = 9  # words between an indicator and its number


def iter_indicators(words: Words, ontology: Ontology) -> Iterator[Candidate]:
    """Nouns with an indicator's ending and a number after them in the clause."""
    table = load_table("words.toml")
    endings = tuple(sorted(e for e, cls in ontology.endings.items() if cls == "Indicator"))
    for index, letter in enumerate(words.letters):
        word = words.words[index]
        if letter not in "NWwMVv" or not (
            word.endswith(endings)
            or (word[-1] in "量额率值" and letter != "M" and word not in table["no_measure"])
        ):
            continue
        if not has_number(words, index + 1):
            continue
        first = left_border(words, index, "indicator")
        if first == index and words.words[index] in table["bare_measures"]:
            continue
        name, start, end = trimmed(words, first, index + 1)
        if len(name) > 2:
            yield Candidate(start, end, name, "Indicator", rule="indicator.tail")


def has_number(words: Words, index: int) -> bool:
    """Whether a number follows, with only verbs, adverbs and bounds before it."""
    ends = ".,D“《(" if words.letter(index) == "、" else ".,DN“《("
    for letter in words.letters[index : index + _REACH]:
        if letter in "mo":
            return True
        if letter in ends:
            return False
    return False
