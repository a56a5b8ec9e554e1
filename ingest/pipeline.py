"""The spaCy pipeline: its parts, their order, and the Extractor that runs them over documents.

Each part is a factory registered by entry point (pyproject.toml), so that a user's
`nlp.add_pipe("innograph_entities")` works, and leaves its spans in `doc.spans` for displaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.ingest.version import extractor_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from spacy.language import Language

    from innograph.graph.model import Document, Extraction
    from innograph.graph.ontology import Ontology

PARTS = (
    "innograph_sections",
    "innograph_entities",
    "innograph_numbers",
    "innograph_claims",
    "innograph_resolve",
)
# Character tokens: offsets of tokens are offsets of the text, and no dictionary decides borders.
_MAX_LENGTH = 100_000_000


class Extractor:
    """Reads texts into Extractions. Deterministic; keeps nothing between documents.

    Building one takes about a second (spaCy's import); use it for many documents.
    """

    def __init__(self, ontology: Ontology | None = None) -> None:
        from innograph.graph.ontology import load_ontology

        self.ontology = ontology or load_ontology()
        self.version = extractor_version(self.ontology)
        self.nlp = make_pipeline(self.ontology)

    def extract(self, document: Document, text: str) -> Extraction:
        """What one document contributes. Raises EvidenceError if a part broke the contract."""
        from innograph.ingest.components import run

        return run(self.nlp, document, text, self.ontology, self.version)


def make_pipeline(ontology: Ontology | None = None) -> Language:
    """A blank Chinese pipeline with character tokens and all parts of innograph."""
    import spacy

    nlp = spacy.blank("zh")
    nlp.max_length = _MAX_LENGTH
    config = {"ontology": str(ontology.path)} if ontology else {}
    for part in PARTS:
        nlp.add_pipe(part, config=config)
    return nlp


def extract(paths: Iterable[str | Path], *, ontology: Ontology | None = None) -> Iterator[Extraction]:
    """The Extractions of files and folders, in the order of their names.

    Raises DataError for the first file that cannot be read.
    """
    from innograph.ingest.read import iter_files, read_document

    extractor = Extractor(ontology)
    for source in iter_files(paths):
        document, text = read_document(source)
        yield extractor.extract(document, text)
