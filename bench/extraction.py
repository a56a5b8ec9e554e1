"""Text → Extraction, beside spaCy cutting the same texts into characters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from bench.measure import Measured, alternately
from bench.texts import sample_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Document, Extraction
    from innograph.ingest.pipeline import Extractor


def measure(times: int) -> Iterator[Measured]:
    """One process, one core; the pipeline is made before."""
    import spacy

    from innograph.ingest.pipeline import Extractor

    documents = sample_documents() * times
    characters = sum(len(text) for _, text in documents)
    plain = spacy.blank("zh")
    for name, learned, target in (
        ("extraction", True, "20,000 characters/s"),
        ("extraction by rules alone", False, "100,000 characters/s"),
    ):
        extractor = Extractor(learned=learned)
        extractor.extract(*documents[0])  # reads the model and the lexicons
        spent = alternately(
            {
                "ours": partial(_extract_all, extractor, documents),
                "spaCy": lambda: [plain(text) for _, text in documents],
            }
        )
        ours, theirs = spent["ours"], spent["spaCy"]
        yield Measured(
            name,
            f"{characters / ours.least:,.0f} characters/s",
            f"spaCy's tokens alone: {characters / theirs.least:,.0f}",
            ours.least / theirs.least,
            target,
            runs=len(ours.spent),
            medians=ours.median / theirs.median,
        )


def _extract_all(extractor: Extractor, documents: list[tuple[Document, str]]) -> list[Extraction]:
    return [extractor.extract(document, text) for document, text in documents]
