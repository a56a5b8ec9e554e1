"""The learned part: two taggers of names that the rules feed, and a scorer that decides.

model/ holds what `make train` made; its MODEL.md says from what, and how good it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.entities.groups import mark_groups
from innograph.ingest.entities.words import split_words

if TYPE_CHECKING:
    from pathlib import Path

    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft


def tag_names(draft: Draft, ontology: Ontology, folder: Path | None = None) -> None:
    """Add the names that the tagger finds and leave out what the scorer does not believe.

    Needs sentences and candidates. `folder` holds another model than the shipped one.
    """
    from innograph.ingest.tagger.decide import decide
    from innograph.ingest.tagger.features import Sequences
    from innograph.ingest.tagger.model_files import SHIPPED, load_model
    from innograph.ingest.tagger.proposals import proposals
    from innograph.ingest.tagger.scorer import features

    model = load_model(folder or SHIPPED)
    words = draft.words or split_words(draft.text, ontology)
    reading = model.read(Sequences(draft, words, ontology, model.clusters))
    found = proposals(draft, words, reading, ontology, model.classes)
    for proposal in found:
        proposal.score = model.scorer.score(features(proposal, words, ontology))
    decide(draft, found, words, model.scorer, ontology)
    mark_groups(words, draft.candidates, ontology)
