"""Rules over typed sentences → claims: ends, status, quote and context of each match."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.claims.authors import find_author
from innograph.ingest.claims.subjects import Actors, Agent, clause_start
from innograph.ingest.draft import ClaimDraft
from innograph.ingest.status import clause_bounds, hide_quoted, locate_status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.grammar import Grammar, Rule
    from innograph.ingest.claims.typed import TypedSentence, Unit
    from innograph.ingest.draft import Candidate, Draft

# A coordination times a coordination; the longest of the annotated texts gives 30 pairs.
_MOST_PAIRS = 200
# Text without punctuation must not make every quote as long as the text.
_LONGEST_CLAUSE = 300
_LABEL = re.compile(r"\s*(?:[一二三四五六七八九十]{1,3}是|第[一二三四五六七八九十百]+条\s*)?\s*")


class Matcher:
    """Makes the claims of one document."""

    def __init__(self, draft: Draft, ontology: Ontology, grammar: Grammar) -> None:
        self.draft = draft
        self.ontology = ontology
        self.grammar = grammar
        self.actors = Actors(grammar)

    def claims(self, sentences: Iterable[TypedSentence]) -> Iterator[ClaimDraft]:
        """In the order of the text; equal claims of one sentence once, the surest of them."""
        for typed in sentences:
            self.actors.enter(typed)
            best: dict[tuple[object, ...], ClaimDraft] = {}
            if typed.units and typed.sentence.kind != "heading":
                for claim in self._of_sentence(typed):
                    key = self._key(claim)
                    if key not in best or claim.confidence > best[key].confidence:
                        best[key] = claim
            yield from best.values()
            self.actors.leave()

    def _key(self, claim: ClaimDraft) -> tuple[object, ...]:
        ends = (claim.subject.name, claim.object.name)
        if self.ontology.predicates[claim.predicate].symmetric:
            ends = (min(ends), max(ends))
        return (claim.predicate, *ends)

    def _of_sentence(self, typed: TypedSentence) -> Iterator[ClaimDraft]:
        for rule in self.grammar.rules:
            if typed.sentence.kind == "furniture" and not rule.author:
                continue  # only the note on the author says something there
            if rule.kinds and typed.sentence.kind not in rule.kinds:
                continue
            if not rule.words.search(typed.text):
                continue
            for match in rule.pattern.finditer(typed.text):
                yield from self._of_match(typed, rule, match)

    def _of_match(
        self, typed: TypedSentence, rule: Rule, match: re.Match[str]
    ) -> Iterator[ClaimDraft]:
        trigger = match.start("v") if "v" in match.groupdict() else match.start()
        clause = clause_start(typed.text, trigger)
        if self.grammar.negation.search(typed.text, clause, match.end()):
            self.draft.drop("claim that is negated or only supposed")
            return
        if self.grammar.means.match(typed.text, match.end()):
            self.draft.drop("claim that only says by what means")
            return
        both = "m" in match.groupdict()
        objects = self._units(typed, match, "m" if both else "o")
        agent: Agent | None = None
        if rule.author:
            author = find_author(self.draft)
            agent = Agent(author, said=False) if author else None
        elif rule.elided:
            agent = self.actors.agent(typed, trigger, self._letters(rule))
        if rule.author or rule.elided:
            if agent is None or not (agent.said or rule.context):
                return
            subjects = [agent.unit]
        else:
            subjects = self._units(typed, match, "m" if both else "s")
        yield from self._pairs(typed, rule, match, subjects, objects, agent)

    def _pairs(
        self,
        typed: TypedSentence,
        rule: Rule,
        match: re.Match[str],
        subjects: list[Unit],
        objects: list[Unit],
        agent: Agent | None,
    ) -> Iterator[ClaimDraft]:
        term = self.ontology.predicates[rule.predicate]
        lefts = [
            (u, c) for u in subjects for c in u.ends if self._fits(c, rule.subjects, term.domain)
        ]
        rights = [
            (u, c) for u in objects for c in u.ends if self._fits(c, rule.objects, term.range)
        ]
        if not lefts or not rights:
            return
        start, end = typed.start + match.start(), typed.start + match.end()
        status, cue, cue_start = self._status(typed, match)
        if rule.status:
            status, cue, cue_start = rule.status, None, -1
        made = 0
        for left, subject in lefts:
            for right, object_ in rights:
                if subject is object_ or subject.name == object_.name:
                    continue
                made += 1
                if made > _MOST_PAIRS:
                    self.draft.drop("claim beyond the 200th of one match")
                    continue
                said = agent is None or agent.said
                ends = [object_.start, object_.end, start, end]
                if said:
                    ends += [subject.start, subject.end]
                if cue is not None:
                    ends += [cue_start, cue_start + len(cue)]
                low, high = self._quote(typed, min(ends), max(ends))
                yield ClaimDraft(
                    subject=subject,
                    predicate=rule.predicate,
                    object=object_,
                    status=status,
                    start=low,
                    end=high,
                    rule=rule.name,
                    confidence=rule.precision,
                    cue=cue,
                    open=any(u.listing is not None and u.listing.open for u in (left, right)),
                    role=match.groupdict().get("role"),
                    context=None if said else (subject.start, subject.end),
                )

    def _ends(
        self, units: list[Unit], classes: frozenset[str], allowed: tuple[str, ...]
    ) -> list[tuple[Unit, Candidate]]:
        return [(u, c) for u in units for c in u.ends if self._fits(c, classes, allowed)]

    def _fits(
        self, candidate: Candidate, classes: frozenset[str], allowed: tuple[str, ...]
    ) -> bool:
        if candidate.name in self.grammar.bare:
            return False
        chain = self.ontology.classes[candidate.cls].labels
        if classes and not classes.intersection(chain):
            return False
        return not allowed or bool(set(allowed).intersection(chain))

    def _units(self, typed: TypedSentence, match: re.Match[str], group: str) -> list[Unit]:
        return typed.units_in(typed.start + match.start(group), typed.start + match.end(group))

    def _status(self, typed: TypedSentence, match: re.Match[str]) -> tuple[str, str | None, int]:
        """Status, cue and where the cue begins (-1: none), read from the clause of the verb.

        Where only the section decides, the verb of building is the cue.
        """
        found = match.groupdict()
        verb = "b" if found.get("b") else "v"
        groups = ("b",) if verb == "b" else ("v", "o", "s", "m")
        spans = [match.span(group) for group in groups if found.get(group) is not None]
        low, high = min(span[0] for span in spans), max(span[1] for span in spans)
        reading, at = locate_status(self.draft, typed.start + low, typed.start + high)
        if at is not None:
            return reading.status, reading.cue, at
        if found.get(verb):
            return reading.status, found[verb], typed.start + match.start(verb)
        return reading.status, None, -1

    def _quote(self, typed: TypedSentence, low: int, high: int) -> tuple[int, int]:
        """The whole clauses around a span, without list label and blanks."""
        first = max(typed.start, low - _LONGEST_CLAUSE)
        last = min(typed.sentence.end, high + _LONGEST_CLAUSE)
        text = self.draft.text
        hidden = hide_quoted(text[first:last])
        left, right = clause_bounds(hidden, low - first, high - first)
        left, right = left + first, right + first
        label = _LABEL.match(text, left, low)
        left = label.end() if label else left
        while right > high and text[right - 1].isspace():
            right -= 1
        return left, right

    @staticmethod
    def _letters(rule: Rule) -> str:
        return "OLPC" if not rule.subjects else rule_letters(rule)


def rule_letters(rule: Rule) -> str:
    """The letters of the classes that a rule takes as its subject."""
    names = {"Organization": "O", "Place": "L", "Platform": "P", "Cohort": "C", "Policy": "D"}
    return "".join(letter for name, letter in names.items() if name in rule.subjects)
