"""Claims: who or what does what to whom, with its status, its cue and its sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.relation_model import RelationModel
    from innograph.ingest.draft import Draft

# What the scorer thinks of the less sure of a claim's two names counts for a quarter: claims with
# names below 0.7 were right 6 times of 10, with names above 0.8 nearly 9 of 10.
_LEAST_SURE, _BY_NAMES, _MOST = 0.8, 0.25, 0.99


def find_claims(draft: Draft, ontology: Ontology, model: RelationModel | None = None) -> None:
    """Needs sentences, candidates and listings; adds claims: those of rules, and with a model those
    that it alone sees."""
    from innograph.ingest.claims.departments import complete_departments
    from innograph.ingest.claims.grammar import load_grammar
    from innograph.ingest.claims.match import Matcher
    from innograph.ingest.claims.mend import mend_names
    from innograph.ingest.claims.names import named_field_claims
    from innograph.ingest.claims.nested import nested_claims
    from innograph.ingest.claims.typed import iter_typed, with_heads

    complete_departments(draft)
    mend_names(draft, ontology)
    grammar = load_grammar()
    matcher = Matcher(draft, ontology, grammar)
    sentences = list(iter_typed(draft, ontology, grammar.blocks))
    draft.claims.extend(matcher.claims(with_heads(draft, sentences)))
    draft.claims.extend(named_field_claims(draft, ontology))
    draft.claims.extend(nested_claims(draft, ontology))
    if model is not None:
        from innograph.ingest.claims.relations import RelationReader

        reader = RelationReader(draft, ontology, grammar, model, matcher.same)
        draft.claims.extend(reader.claims(sentences))
    for claim in draft.claims:
        sure = min(claim.subject.score, claim.object.score)
        sureness = min(_MOST, claim.confidence * (_LEAST_SURE + _BY_NAMES * sure))
        claim.confidence = round(sureness, 3)  # what is shown is what a limit is set against
