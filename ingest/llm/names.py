"""The proposed names of one part, and the places where they stand as names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.claims.grammar import load_grammar
from innograph.ingest.draft import Candidate
from innograph.ingest.llm.spans import Span, bare_name, find_all, is_name, the_one
from innograph.ingest.status import sentence_at

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.llm.answer import EntityProposal


class Refused(Exception):
    """A proposal that is dropped; the message is the reason under which it is counted."""


class Names:
    """`inside` are the candidates of the part: those of the rules, and what is added to them."""

    def __init__(self, draft: Draft, ontology: Ontology, window: Span, *, rule: str) -> None:
        self.draft = draft
        self.ontology = ontology
        self.window = window
        self.rule = rule
        self.proposed: dict[str, EntityProposal] = {}
        self.inside = [c for c in draft.candidates if window.holds(span_of(c))]

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

    def add_rest(self) -> None:
        """Add the proposed names that no claim has added, where the place is plain."""
        for name, proposal in self.proposed.items():
            places = self._all(name)
            if places and all(self.at(place) for place in places):
                continue  # the rules, or a claim, have it already
            try:
                self._add(self._place(name, proposal.within), name)
            except Refused as refused:
                self.draft.drop(f"LLM entity {refused}")

    def end(self, span: Span, words: str) -> Candidate:
        """The candidate that stands at a span: the rules' own, else one of the proposed class."""
        known = self.at(span)
        if known is not None:
            return known
        name = bare_name(words)
        if name not in self.proposed:
            raise Refused("whose end is no entity")
        try:
            return self._add(span, name, nested=True)
        except Refused as refused:
            raise Refused(f"whose end is an entity {refused}") from None

    def at(self, span: Span) -> Candidate | None:
        """The candidate of exactly that span."""
        return next((c for c in self.inside if span_of(c) == span and not c.rebuilt), None)

    def places(self, words: str, window: Span) -> list[Span]:
        """Where a name stands; where it is a part of a longer one only if it stands nowhere else."""
        name = bare_name(words)
        found = find_all(self.draft.text, name, window)
        longer = [place for other in self.proposed if name in other for place in self._all(other)]
        longer += [span_of(c) for c in self.inside if not c.rebuilt]
        free = [place for place in found if not any(around(other, place) for other in longer)]
        return free or found

    def forget(self, known: int) -> None:
        """Take back what was added after the draft had `known` candidates: the claim was refused."""
        gone = {id(candidate) for candidate in self.draft.candidates[known:]}
        del self.draft.candidates[known:]
        self.inside = [c for c in self.inside if id(c) not in gone]

    def _all(self, name: str) -> list[Span]:
        return find_all(self.draft.text, name, self.window)

    def _place(self, name: str, within: str) -> Span:
        found = the_one(self.places(name, self.window))
        if found == "ambiguous" and within.strip():
            piece = the_one(self._all(within.strip()))
            found = piece if isinstance(piece, str) else the_one(self.places(name, piece))
        if isinstance(found, str):
            raise Refused(f"that is {found}")
        return found

    def _add(self, span: Span, name: str, *, nested: bool = False) -> Candidate:
        """A new candidate. Names that are there may lie inside it, but not across.

        Around it they may lie only if it is an end of a claim (`nested`) and no place: the rules may
        have read 服务新材料 where a claim is about 新材料, but 成都高新区 says nothing about 成都.
        """
        sentence = sentence_at(self.draft, span.start)
        if sentence is None or span.end > sentence.end or sentence.kind == "furniture":
            raise Refused("of furniture")
        proposal = self.proposed[name]
        nested = nested and self.ontology.top(proposal.cls) != "Place"
        others = [span_of(candidate) for candidate in self.inside]
        covers = [other for other in others if around(other, span)]
        across = [o for o in others if o.meets(span) and not span.holds(o) and o not in covers]
        if across or (covers and not nested):
            raise Refused("inside or across another name")
        candidate = Candidate(
            span.start,
            span.end,
            name,
            proposal.cls,
            rule=self.rule,
            denotes="group" if proposal.group else "individual",
            layer=1 if covers else 0,
            generic=name in self.ontology.endings or name in load_grammar().bare,
        )
        self.inside.append(candidate)
        self.draft.candidates.append(candidate)
        return candidate


def around(other: Span, span: Span) -> bool:
    """Whether the other one holds the span and more."""
    return other.holds(span) and other != span


def span_of(candidate: Candidate) -> Span:
    """Where it stands."""
    return Span(candidate.start, candidate.end)
