"""Proposed claims of one part against its text: the contract of rules, each breach with its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.identity import canonical_name
from innograph.ingest.claims.grammar import load_grammar
from innograph.ingest.claims.subjects import clause_start
from innograph.ingest.draft import ClaimDraft
from innograph.ingest.llm.names import Names, Refused, around, span_of
from innograph.ingest.llm.spans import Span, bare_name, find_all, the_one
from innograph.ingest.status import hide_quoted, locate_status, sentence_at

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Candidate, Draft
    from innograph.ingest.llm.answer import ClaimProposal, Proposals
    from innograph.ingest.llm.parts import Part

# Not measured: half of what it proposes is taken to be wrong until somebody has looked.
CONFIDENCE = 0.5


class PartReader:
    """Adds to the draft what the proposals for one part have right."""

    def __init__(self, draft: Draft, ontology: Ontology, part: Part, *, model: str) -> None:
        self.draft = draft
        self.ontology = ontology
        self.window = Span(part.start, part.end)
        self.rule = f"llm:{model}"
        self.names = Names(draft, ontology, self.window, rule=self.rule)
        self.links = {
            self._link(claim.subject, claim.predicate, claim.object)
            for claim in draft.claims
            if part.start <= claim.start < part.end
        }

    def add(self, proposals: Proposals) -> None:
        """Add the claims with their ends, then the names that no claim speaks of."""
        self.names.know(proposals.entities)
        for proposal in proposals.claims:
            known = len(self.draft.candidates)
            try:
                claim = self._claim(proposal)
            except Refused as refused:
                self.names.forget(known)
                self.draft.drop(f"LLM claim {refused}")
                continue
            self.links.add(self._link(claim.subject, claim.predicate, claim.object))
            self.draft.claims.append(claim)
        self.names.add_rest()

    def _claim(self, proposal: ClaimProposal) -> ClaimDraft:
        """The claim; Refused says the first thing that is wrong with it."""
        if proposal.predicate not in self.ontology.predicates:
            raise Refused("with an unknown predicate")
        if proposal.status not in self.ontology.statuses:
            raise Refused("with an unknown status")
        quote = self._quote(proposal.quote)
        object_ = self._named(proposal.object, quote, "object")
        subject, context = self._subject(proposal, quote)
        self._check_cue(proposal, quote, (subject, object_))
        ends = (
            self.names.end(subject, proposal.subject),
            self.names.end(object_, proposal.object),
        )
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
        quote = self._find(words, self.window, "quote")
        sentence = sentence_at(self.draft, quote.start)
        if sentence is None or quote.end > sentence.end:
            raise Refused("whose quote is not of one sentence")
        if sentence.kind in {"furniture", "heading"}:
            raise Refused(f"of {sentence.kind}")
        return quote

    def _subject(self, proposal: ClaimProposal, quote: Span) -> tuple[Span, tuple[int, int] | None]:
        """The subject's place, and the context if it is said before the quote."""
        said = find_all(self.draft.text, bare_name(proposal.subject), quote)
        if said or not proposal.context.strip():
            return self._named(proposal.subject, quote, "subject"), None
        context = self._find(proposal.context, self.window, "context")
        subject = self._named(proposal.subject, context, "subject")
        sentence = sentence_at(self.draft, subject.start)
        if sentence is None or sentence.kind == "furniture" or subject.start > quote.start:
            raise Refused("whose context does not come before it")
        return subject, (subject.start, subject.end)

    def _find(self, words: str, window: Span, what: str) -> Span:
        return _one(find_all(self.draft.text, words.strip(), window), what)

    def _named(self, words: str, window: Span, what: str) -> Span:
        return _one(self.names.places(words, window), what)

    def _check_cue(self, proposal: ClaimProposal, quote: Span, ends: tuple[Span, Span]) -> None:
        """The cue stands in the quote outside names, is not negated, and bears out plan or fact."""
        cues = find_all(self.draft.text, proposal.cue.strip(), quote)
        if not cues:
            raise Refused("whose cue is absent")
        # A generic noun (试点) may well be what says how far something is, and a name of the rules
        # that is longer than that of an end may be too long (甲公司自建乙平台).
        others = [span_of(c) for c in self.names.inside if not (c.rebuilt or c.generic)]
        names = [*ends, *(o for o in others if not any(around(o, end) for end in ends))]
        cue = next((cue for cue in cues if not any(name.holds(cue) for name in names)), None)
        if cue is None:
            raise Refused("whose cue is part of a name")
        text = hide_quoted(self.draft.text[quote.start : quote.end])
        if load_grammar().negation.search(text, clause_start(text, cue.start - quote.start)):
            raise Refused("that is negated or only supposed")
        reading, _ = locate_status(self.draft, cue.start, cue.end)
        asserted = self.ontology.statuses[proposal.status].asserted
        if self.ontology.statuses[reading.status].asserted is not asserted:
            taken = "a plan for a fact" if asserted else "a fact for a plan"
            raise Refused(f"that takes {taken}")

    def _check_ends(self, predicate: str, subject: Candidate, object_: Candidate) -> None:
        term = self.ontology.predicates[predicate]
        if canonical_name(subject.name) == canonical_name(object_.name):
            raise Refused("about one thing alone")
        for end, allowed in ((subject, term.domain), (object_, term.range)):
            if end.name in load_grammar().bare:
                raise Refused("about a mere noun")
            if allowed and not set(allowed) & set(self.ontology.labels(end.cls)):
                raise Refused(f"whose end is of a class that {predicate} does not take")
        if self._link(subject, predicate, object_) in self.links:
            raise Refused("that is made already")

    def _link(self, subject: Candidate, predicate: str, object_: Candidate) -> tuple[str, ...]:
        names = canonical_name(subject.name), canonical_name(object_.name)
        term = self.ontology.predicates[predicate]
        return (predicate, *(sorted(names) if term.symmetric else names))


def _one(found: list[Span], what: str) -> Span:
    place = the_one(found)
    if isinstance(place, str):
        raise Refused(f"whose {what} is {place}")
    return place
