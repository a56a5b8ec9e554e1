"""Questions that speak of what a plain sentence speaks of, by the words that few questions have."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from innograph.queries.question import Question

_WORD = re.compile("[a-z]{4,}")
_CHINESE = re.compile("[\u4e00-\u9fff]+")
# Words that every question may have, and pairs of characters that are no words.
_NO_WORDS = frozenset(
    [
        "which",
        "what",
        "where",
        "when",
        "that",
        "this",
        "there",
        "these",
        "those",
        "with",
        "from",
        "have",
        "does",
        "list",
        "show",
        "many",
        "much",
        "most",
        "their",
        "work",
        "works",
        "about",
        "into",
        "also",
        "else",
        "they",
        "them",
        "were",
        "been",
    ]
)
_ASKING = re.compile(
    "哪些|哪个|哪几|哪里|什么|怎么|怎样|如何|多少|有没有|是否|请问|所有|全部|一下|告诉|我|的|了|吗|呢|有|在|是|和|与|及|各"
)
_IN_TITLE = 3  # times what it counts in an explanation
_LEAST = 1.5  # a word that one question in five has in its explanation


def kindred(text: str, questions: Iterable[Question], *, limit: int) -> list[str]:
    """The ids of the nearest questions, best first; none where the sentence shares no telling word."""
    asked = _pieces(text)
    titles, told, order = {}, {}, {}
    for question in questions:
        order[question.id] = question.number
        titles[question.id] = _pieces(" ".join((question.id, *question.title)))
        words = (word for p in question.parameters for word in p.title)
        told[question.id] = titles[question.id] | _pieces(" ".join((*question.explanation, *words)))
    having = Counter(piece for pieces in told.values() for piece in pieces)
    scores = {id_: _score(asked, titles[id_], told[id_], having, len(told)) for id_ in told}
    best = max(scores.values(), default=0.0)
    near = [id_ for id_, score in scores.items() if score >= max(_LEAST, best / 3)]
    return sorted(near, key=lambda id_: (-scores[id_], order[id_]))[:limit]


def _score(
    asked: set[str], title: set[str], told: set[str], having: Mapping[str, int], count: int
) -> float:
    return sum(
        math.log(count / having[piece]) * (_IN_TITLE if piece in title else 1)
        for piece in asked & told
    )


def _pieces(text: str) -> set[str]:
    """English words without their plural, and pairs of Chinese characters."""
    folded = text.casefold().replace("-", " ")
    words = {word.rstrip("s") for word in _WORD.findall(folded) if word not in _NO_WORDS}
    runs = _CHINESE.findall(_ASKING.sub(" ", folded))
    return words | {run[at : at + 2] for run in runs for at in range(len(run) - 1)}
