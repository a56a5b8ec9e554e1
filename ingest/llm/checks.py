"""Proposals of one part against its text: the same contract as for rules, each breach with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.identity import canonical_name
from innograph.ingest.claims.grammar import load_grammar
from innograph.ingest.claims.subjects import clause_start
from innograph.ingest.draft import Candidate, ClaimDraft
from innograph.ingest.llm.spans import Span, bare_name, find_all, find_once, is_name
from innograph.ingest.status import hide_quoted, locate_status, sentence_at

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.llm.answer import ClaimProposal, EntityProposal
    from innograph.ingest.llm.parts import Part

# Not measured: half of what it proposes is taken to be wrong until somebody has looked.
CONFIDENCE = 0.5


class _Refused(Exception):
    """A proposal that is dropped; the message is the reason under which it is counted."""


class PartReader:
    """Adds to the draft what the proposals for one part have right."""

    def __init__(self, draft: Draft, ontology: Ontology, part: Part, *, model: str) -> None:
        self.draft = draft
        self.ontology = ontology
        self.window = Span(part.start, part.end)
        self.rule = f"llm:{model}"
        self.proposed: dict[str, EntityProposal] = {}
        self.inside = [c for c in draft.candidates if self.window.holds(_span(c))]
        self.links = {
            self._link(claim.subject, claim.predicate, claim.object)
            for claim in draft.claims
            if part.start <= claim.start < part.end
        }

    def know(self, proposals: list[EntityProposal]) -> None:
        """Take the proposed names, each once: claims may refer to them."""
        for proposal in proposals:
            name = bare_name(proposal.text)
            if proposal.cls not in self.ontology.classes:
                self.draft.drop("LLM entity of an unknown class")
            elif not is_name(name, title=proposal.cls == "PolicyDocument"):
                self.draft.drop("LLM entity that is no name")
            else:
                self.proposed.setdefault(name, proposal)

    def add_entities(self) -> None:
        """The proposed names that no claim has added, where the place is plain."""
        for name, proposal in self.proposed.items():
            places = find_all(self.draft.text, name, self.window)
            if places and all(self._at(place) for place in places):
                continue  # the rules, or a claim, have it already
            try:
                self._add(self._place(name, proposal.within), name)
            except _Refused as refused:
                self.draft.drop(f"LLM entity {refused}")

    def add_claim(self, proposal: ClaimProposal) -> None:
        """Add the claim, or drop it for the first thing that is wrong with it."""
        known = len(self.draft.candidates)
        try:
            claim = self._claim(proposal)
        except _Refused as refused:
            self._forget(known)
            self.draft.drop(f"LLM claim {refused}")
            return
        self.links.add(self._link(claim.subject, claim.predicate, claim.object))
        self.draft.claims.append(claim)

    def _claim(self, proposal: ClaimProposal) -> ClaimDraft:
        if proposal.predicate not in self.ontology.predicates:
            raise _Refused("with an unknown predicate")
        if proposal.status not in self.ontology.statuses:
            raise _Refused("with an unknown status")
        quote = self._quote(proposal.quote)
        object_ = self._find(bare_name(proposal.object), quote, "object")
        subject, context = self._subject(proposal, quote)
        self._check_cue(proposal, quote, (subject, object_))
        ends = self._end(subject, proposal.subject), self._end(object_, proposal.object)
        self._check_ends(proposal.predicate, *ends)
        return ClaimDraft(
            subject=ends[0],
            predicate=proposal.predicate,
            object=ends[1],
            status=proposal.status,
            start=quote.start,
            end=quote.end,
            rule=self.rule,
            confidence=CONFIDENCE,
            cue=proposal.cue.strip(),
            open=any(end.listing is not None and end.listing.open for end in ends),
            context=context,
            origin="llm",
        )

    def _quote(self, words: str) -> Span:
        """The quote's place: whole in one sentence that can claim something."""
        quote = self._find(words.strip(), self.window, "quote")
        sentence = sentence_at(self.draft, quote.start)
        if sentence is None or quote.end > sentence.end:
            raise _Refused("whose quote is not of one sentence")
        if sentence.kind in {"furniture", "heading"}:
            raise _Refused(f"of {sentence.kind}")
        return quote

    def _subject(self, proposal: ClaimProposal, quote: Span) -> tuple[Span, tuple[int, int] | None]:
        """The subject's place, and the context if it is said before the quote."""
        name = bare_name(proposal.subject)
        if find_all(self.draft.text, name, quote) or not proposal.context.strip():
            return self._find(name, quote, "subject"), None
        context = self._find(proposal.context.strip(), self.window, "context")
        subject = self._find(name, context, "subject")
        sentence = sentence_at(self.draft, subject.start)
        if sentence is None or sentence.kind == "furniture" or subject.start > quote.start:
            raise _Refused("whose context does not come before it")
        return subject, (subject.start, subject.end)

    def _find(self, words: str, window: Span, what: str) -> Span:
        found = find_once(self.draft.text, words, window)
        if isinstance(found, str):
            raise _Refused(f"whose {what} is {found}")
        return found

    def _check_cue(self, proposal: ClaimProposal, quote: Span, ends: tuple[Span, Span]) -> None:
        """The cue stands in the quote outside names, is not negated, and bears out plan or fact."""
        cues = find_all(self.draft.text, proposal.cue.strip(), quote)
        if not cues:
            raise _Refused("whose cue is absent")
        # A generic noun (试点) may well be what says how far something is.
        names = [*ends, *(_span(c) for c in self.inside if not (c.rebuilt or c.generic))]
        free = [cue for cue in cues if not any(name.holds(cue) for name in names)]
        if not free:
            raise _Refused("whose cue is part of a name")
        cue = free[0]
        text = hide_quoted(self.draft.text[quote.start : quote.end])
        clause = clause_start(text, cue.start - quote.start)
        if load_grammar().negation.search(text, clause):
            raise _Refused("that is negated or only supposed")
        reading, _ = locate_status(self.draft, cue.start, cue.end)
        asserted = self.ontology.statuses[proposal.status].asserted
        if self.ontology.statuses[reading.status].asserted is not asserted:
            raise _Refused(
                "that takes a plan for a fact" if asserted else "that takes a fact for a plan"
            )

    def _check_ends(self, predicate: str, subject: Candidate, object_: Candidate) -> None:
        term = self.ontology.predicates[predicate]
        if canonical_name(subject.name) == canonical_name(object_.name):
            raise _Refused("about one thing alone")
        for end, allowed in ((subject, term.domain), (object_, term.range)):
            if end.name in load_grammar().bare:
                raise _Refused("about a mere noun")
            if allowed and not set(allowed) & set(self.ontology.labels(end.cls)):
                raise _Refused(f"whose end is of a class that {predicate} does not take")
        if self._link(subject, predicate, object_) in self.links:
            raise _Refused("that is made already")

    def _end(self, span: Span, words: str) -> Candidate:
        """The candidate that stands at a span: the rules' own, else one of the proposed class."""
        known = self._at(span)
        if known is not None:
            return known
        name = bare_name(words)
        if name not in self.proposed:
            raise _Refused("whose end is no entity")
        try:
            return self._add(span, name)
        except _Refused as refused:
            raise _Refused(f"whose end is an entity {refused}") from None

    def _place(self, name: str, within: str) -> Span:
        window = self.window
        found = find_once(self.draft.text, name, window)
        if found == "ambiguous" and within.strip():
            around = find_once(self.draft.text, within.strip(), window)
            found = around if isinstance(around, str) else find_once(self.draft.text, name, around)
        if isinstance(found, str):
            raise _Refused(f"that is {found}")
        return found

    def _at(self, span: Span) -> Candidate | None:
        return next((c for c in self.inside if _span(c) == span and not c.rebuilt), None)

    def _add(self, span: Span, name: str) -> Candidate:
        """A new candidate; names of the rules may lie inside it, but not around it or across."""
        sentence = sentence_at(self.draft, span.start)
        if sentence is None or span.end > sentence.end or sentence.kind == "furniture":
            raise _Refused("of furniture")
        for other in map(_span, self.inside):
            if other.meets(span) and not span.holds(other):
                raise _Refused("inside or across another name")
        proposal = self.proposed[name]
        candidate = Candidate(
            span.start,
            span.end,
            name,
            proposal.cls,
            rule=self.rule,
            denotes="group" if proposal.group else "individual",
            generic=name in self.ontology.endings or name in load_grammar().bare,
        )
        self.inside.append(candidate)
        self.draft.candidates.append(candidate)
        return candidate

    def _forget(self, known: int) -> None:
        """Take back the candidates of a claim that was refused after one end was added."""
        gone = {id(candidate) for candidate in self.draft.candidates[known:]}
        del self.draft.candidates[known:]
        self.inside = [c for c in self.inside if id(c) not in gone]

    def _link(self, subject: Candidate, predicate: str, object_: Candidate) -> tuple[str, ...]:
        names = canonical_name(subject.name), canonical_name(object_.name)
        term = self.ontology.predicates[predicate]
        return (predicate, *(sorted(names) if term.symmetric else names))


def _span(candidate: Candidate) -> Span:
    return Span(candidate.start, candidate.end)
