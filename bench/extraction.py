"""Text → Extraction, beside spaCy cutting the same texts into characters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.measure import Measured, seconds
from bench.texts import sample_documents

if TYPE_CHECKING:
    from collections.abc import Iterator


def measure(times: int) -> Iterator[Measured]:
    """One process, one core; the pipeline is made before."""
    import spacy

    from innograph.ingest.pipeline import Extractor

    documents = sample_documents() * times
    characters = sum(len(text) for _, text in documents)
    plain = spacy.blank("zh")
    theirs = seconds(lambda: [plain(text) for _, text in documents])
    for name, learned, target in (
        ("extraction", True, "20,000 characters/s"),
        ("extraction by rules alone", False, "100,000 characters/s"),
    ):
        extractor = Extractor(learned=learned)
        extractor.extract(*documents[0])  # reads the model and the lexicons
        ours = seconds(lambda: [extractor.extract(*document) for document in documents])  # noqa: B023
        yield Measured(
            name,
            f"{characters / ours:,.0f} characters/s",
            f"spaCy's tokens alone: {characters / theirs:,.0f}",
            ours / theirs,
            target,
        )
