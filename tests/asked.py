"""Comparing answers with the hand-made ones in samples/gold/questions.json."""

from __future__ import annotations

from collections import Counter

from gold import gold_answers


def counted(rows, *names):
    """How often these values stand together in the rows."""
    return Counter(tuple(row[name] for name in names) for row in rows)


def expected(number, *names):
    """The same of the expected rows of a question."""
    return counted(gold_answers()[str(number)]["rows"], *names)
