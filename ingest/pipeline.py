"""The spaCy pipeline: its parts, their order, and the Extractor that runs them over documents.

Each part is a factory registered by entry point (pyproject.toml), so that a user's
`nlp.add_pipe("innograph_entities")` works, and leaves its spans in `doc.spans` for displaCy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.ontology import load_ontology
from innograph.ingest.version import extractor_version

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from spacy.language import Language

    from innograph.graph.model import Document, Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.formats.page import ReadSettings
    from innograph.ingest.llm.settings import LLM

TAGGER, CLAIMS = "innograph_tagger", "innograph_claims"
PARTS = (
    "innograph_sections",
    "innograph_entities",
    TAGGER,
    "innograph_numbers",
    CLAIMS,
    "innograph_resolve",
)
# spaCy's own limit (1,000,000) guards parsers that need memory by the square; nothing here does.
_MAX_LENGTH = 100_000_000


class Reading(NamedTuple):
    """An Extraction, and what was left out on the way to it: reason → count."""

    extraction: Extraction
    dropped: dict[str, int]


class Extractor:
    """Reads texts into Extractions. Deterministic; keeps nothing between documents.

    Making one takes about a second (spaCy's import): use it for many documents. Without `learned`
    rules and lexicons alone read, faster and worse; `model` is a folder with another trained model.
    """

    def __init__(
        self,
        ontology: Ontology | None = None,
        *,
        min_confidence: float = 0.0,
        learned: bool = True,
        model: Path | None = None,
        llm: LLM | None = None,
    ) -> None:
        """Claims and numbers below `min_confidence` are dropped and counted.

        With `llm` a language model reads along: passages are sent to it (docs/llm.md).
        """
        self.ontology = ontology or load_ontology()
        self.version = extractor_version(
            self.ontology, min_confidence=min_confidence, learned=learned, model=model, llm=llm
        )
        self.nlp = make_pipeline(
            self.ontology, min_confidence=min_confidence, learned=learned, model=model, llm=llm
        )

    def extract(
        self, document: Document, text: str, furniture: Sequence[tuple[int, int]] = ()
    ) -> Extraction:
        """What one document contributes. Raises EvidenceError if a part broke the contract.

        `furniture` are the spans of page numbers and running heads, as `Source.furniture` has them.
        """
        return self.read(document, text, furniture).extraction

    def read(
        self, document: Document, text: str, furniture: Sequence[tuple[int, int]] = ()
    ) -> Reading:
        """The same, with the counts of what was left out."""
        from dataclasses import replace

        from innograph.ingest.components import Part
        from innograph.ingest.draft import Draft
        from innograph.ingest.finish import finish

        draft = Draft(replace(document, extractor=self.version), text, furniture=furniture)
        parts = [part for _, part in self.nlp.pipeline if isinstance(part, Part)]
        if len(parts) == len(self.nlp.pipeline):
            for part in parts:
                part.step(draft)
        else:  # a component of the user's own needs a Doc
            doc = self.nlp.make_doc(text)
            doc._.innograph = draft
            self.nlp(doc)
        return Reading(finish(draft, self.ontology), draft.dropped)


def make_pipeline(
    ontology: Ontology | None = None,
    *,
    min_confidence: float = 0.0,
    learned: bool = True,
    model: Path | None = None,
    llm: LLM | None = None,
) -> Language:
    """A blank Chinese pipeline with character tokens and all parts of innograph, the learned one
    only with `learned`."""
    import spacy

    from innograph.ingest.components import CharacterTokenizer

    nlp = spacy.blank("zh")
    nlp.tokenizer = CharacterTokenizer(nlp.vocab)
    nlp.max_length = _MAX_LENGTH
    schema = {"ontology": str(ontology.path)} if ontology else {}
    for part in PARTS:
        if part != TAGGER or learned:
            trained = {"model": str(model)} if part in (TAGGER, CLAIMS) and model else {}
            alone = {"learned": False} if part == CLAIMS and not learned else {}
            nlp.add_pipe(part, config=schema | trained | alone)
    if llm is not None:
        from innograph.ingest.llm.settings import check_installed

        check_installed()
        nlp.add_pipe("innograph_llm", after="innograph_claims", config=schema)
        nlp.get_pipe("innograph_llm").llm = llm  # type: ignore[attr-defined]
    if min_confidence:
        # Before resolve, which leaves out generic nouns that only a dropped claim speaks of.
        minimum = {"minimum": min_confidence}
        nlp.add_pipe("innograph_confidence", before="innograph_resolve", config=minimum)
    return nlp


def extract(
    paths: Iterable[str | Path],
    *,
    ontology: Ontology | None = None,
    min_confidence: float = 0.0,
    llm: LLM | None = None,
    settings: ReadSettings | None = None,
) -> Iterator[Extraction]:
    """The Extractions of files and folders, archives and tables, in the order of their names.

    Claims and numbers below `min_confidence` are left out. Raises DataError for the first file that
    cannot be read; tables and pages in a folder that are not meant as texts are passed over.
    """
    from innograph.ingest.formats.page import NoText
    from innograph.ingest.read import read_document
    from innograph.ingest.sources import iter_files

    extractor = Extractor(ontology, min_confidence=min_confidence, llm=llm)
    for source in iter_files(paths, settings=settings):
        try:
            document, text = read_document(source, settings=settings)
        except NoText:
            if source.by_chance:
                continue
            raise
        yield extractor.extract(document, text, source.furniture)
