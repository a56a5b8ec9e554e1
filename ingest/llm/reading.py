"""The second reading of a document: ask about each part, and keep what the text bears out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.llm.parts import iter_parts

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft
    from innograph.ingest.llm.client import Client


def read_again(draft: Draft, ontology: Ontology, client: Client) -> None:
    """Needs passages, sentences, candidates and claims; adds candidates and claims of the model.

    It adds and never takes away: a link that the rules made stays theirs. What the model proposes
    and the text does not bear out is dropped and counted.
    """
    from innograph.ingest.llm.answer import read_answer
    from innograph.ingest.llm.checks import PartReader

    parts = list(iter_parts(draft))
    for part, answer in zip(parts, client.ask([part.message for part in parts]), strict=True):
        reader = PartReader(draft, ontology, part, model=client.llm.model)
        reader.add(read_answer(answer, draft.drop))
