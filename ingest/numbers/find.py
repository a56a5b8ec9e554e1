"""Numbers of a draft → observations: what each is about, its period, its growth."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.ingest.draft import Draft


def find_observations(draft: Draft, ontology: Ontology) -> None:
    """Fill `draft.observations`; needs sentences and candidates."""
    del draft, ontology
