"""Whether a clause of a report states an action of policy.

An instrument, a document, a programme or a platform was issued, launched, built or put to use, by
somebody named right before the verb or by whom the text speaks of. What grew, what somebody has and
what others ought to do is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import re

    from innograph.ingest.claims.typed import TypedSentence
    from innograph.ingest.draft import Candidate
    from innograph.ingest.measures.clauses import Clause
    from innograph.ingest.measures.signs import Reported

_NAMED = "TDP"
_HEAD = 40


def reported_verb(typed: TypedSentence, clause: Clause, signs: Reported) -> str | None:
    """The word that says what was done; None for a clause that states no action of policy.

    Needs a sentence of a section that reports.
    """
    if signs.others.match(typed.text[:_HEAD]) or signs.advice.search(clause.words):
        return None
    found = (
        match
        for pattern in signs.patterns
        for match in pattern.finditer(clause.typed)
        if _holds(typed, clause, match, signs)
    )
    return min(((match.start("v"), match["v"]) for match in found), default=(0, None))[1]


def _holds(typed: TypedSentence, clause: Clause, match: re.Match[str], signs: Reported) -> bool:
    """Whether who acts is known and what it is done to is a thing of policy."""
    has_object = "o" in match.groupdict()
    first = min(match.start("v"), match.start("o")) if has_object else match.start("v")
    if signs.lead.sub("", clause.typed[:first]).strip():
        return False
    if not has_object:
        return True
    low, high = (clause.at + offset for offset in match.span("o"))
    return any(
        _is_object(end, unit.letter, signs)
        for unit in typed.units_in(low, high)
        for end in unit.ends
    )


def _is_object(candidate: Candidate, letter: str, signs: Reported) -> bool:
    """A named thing of policy; a mere noun (建立制度) is none."""
    return not candidate.generic and (letter in _NAMED or candidate.cls in signs.objects)
