"""The parts of the pipeline as spaCy components; each is a thin wrap of one function over the Draft.

`doc._.innograph` is the Draft. After each part its spans stand in `doc.spans` (sentences,
entities, numbers, claims), so that displaCy shows them.
"""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import registry

from innograph.graph.model import Document
from innograph.graph.ontology import Ontology, load_ontology
from innograph.ingest.claims import find_claims
from innograph.ingest.claims.relation_model import load_relations
from innograph.ingest.confidence import drop_unsure
from innograph.ingest.draft import Draft
from innograph.ingest.entities import find_entities
from innograph.ingest.measures import find_measures
from innograph.ingest.numbers import find_observations
from innograph.ingest.resolve import resolve
from innograph.ingest.sections import find_sections
from innograph.ingest.tagger import tag_names
from innograph.ingest.tagger.model_files import SHIPPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.vocab import Vocab

    Shown = dict[str, list[tuple[int, int, str]]]  # key of doc.spans → start, end, label

if not Doc.has_extension("innograph"):
    Doc.set_extension("innograph", default=None)


class CharacterTokenizer:
    """One token a code point: token offsets are text offsets, and no dictionary decides borders."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return Doc(self.vocab, words=list(text), spaces=[False] * len(text))

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing to save; spaCy asks when a pipeline goes to disk."""
        return b""

    def from_bytes(self, _: bytes, **__: Any) -> CharacterTokenizer:
        return self

    def to_disk(self, _: str | Path, **__: Any) -> None:
        """Nothing to save."""

    def from_disk(self, _: str | Path, **__: Any) -> CharacterTokenizer:
        return self


@registry.tokenizers("innograph_characters")  # type: ignore[untyped-decorator, unused-ignore]
def make_tokenizer() -> Callable[[Language], CharacterTokenizer]:
    """For a config: `[nlp.tokenizer] @tokenizers = "innograph_characters"`."""
    return lambda nlp: CharacterTokenizer(nlp.vocab)


def draft_of(doc: Doc) -> Draft:
    """The draft of a Doc; one is made for a text that came without a document."""
    draft = doc._.innograph
    if draft is None:
        draft = Draft(anonymous_document(doc.text), doc.text)
        doc._.innograph = draft
    return draft  # type: ignore[no-any-return]


def anonymous_document(text: str) -> Document:
    """A Document for a text without a file: its id is the beginning of its hash."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Document(
        id=f"text-{digest[:12]}",
        title="",
        sha256=digest,
        text_sha256=digest,
        characters=len(text),
    )


class Part:
    """A step over the Draft as a component of spaCy: of a Doc it shows the spans that the step added.

    Who wants no Doc runs the step alone: making one and its spans takes as long as finding sections.
    """

    def __init__(self, step: Callable[[Draft], None], show: Callable[[Draft], Shown]) -> None:
        self.step = step
        self._show = show

    def __call__(self, doc: Doc) -> Doc:
        draft = draft_of(doc)
        self.step(draft)
        for key, spans in self._show(draft).items():
            doc.spans[key] = [Span(doc, a, b, label=label) for a, b, label in spans]
        return doc


def _make(
    name: str, step: Callable[[Draft, Ontology], None], show: Callable[[Draft], Shown]
) -> Any:
    """A factory that runs `step` and shows the spans that it added."""

    def factory(nlp: Language, name: str, ontology: str | None = None) -> Part:
        del nlp, name
        schema = load_ontology(ontology)
        return Part(lambda draft: step(draft, schema), show)

    return Language.factory(name, default_config={"ontology": None}, func=factory)


def candidate_spans(draft: Draft) -> Shown:
    """All names."""
    return {"entities": [(c.start, c.end, c.cls) for c in draft.candidates]}


def claim_spans(draft: Draft) -> Shown:
    """The quotes of claims."""
    return {"claims": [(c.start, c.end, c.predicate) for c in draft.claims]}


make_sections = _make(
    "innograph_sections",
    lambda draft, _: find_sections(draft),
    lambda draft: {"sentences": [(s.start, s.end, s.kind) for s in draft.sentences]},
)
make_entities = _make("innograph_entities", find_entities, candidate_spans)


def _make_tagger() -> Any:
    """The learned part; its config may name the folder of another model."""

    def factory(
        nlp: Language, name: str, ontology: str | None = None, model: str | None = None
    ) -> Part:
        del nlp, name
        schema, folder = load_ontology(ontology), Path(model) if model else None
        return Part(lambda draft: tag_names(draft, schema, folder), candidate_spans)

    defaults = {"ontology": None, "model": None}
    return Language.factory("innograph_tagger", default_config=defaults, func=factory)


make_tagger = _make_tagger()
make_numbers = _make(
    "innograph_numbers",
    find_observations,
    lambda draft: {
        "numbers": [
            (o.raw_start, o.raw_start + len(o.raw), o.unit or "") for o in draft.observations
        ]
    },
)


def _make_claims() -> Any:
    """Rules and, if `learned`, the model of a folder, or the shipped one."""

    def factory(
        nlp: Language,
        name: str,
        ontology: str | None = None,
        model: str | None = None,
        *,
        learned: bool = True,
    ) -> Part:
        del nlp, name
        schema, folder = load_ontology(ontology), Path(model) if model else SHIPPED

        def step(draft: Draft) -> None:
            find_claims(draft, schema, load_relations(folder) if learned else None)
            find_measures(draft, schema)

        return Part(step, claim_spans)

    defaults = {"ontology": None, "model": None, "learned": True}
    return Language.factory("innograph_claims", default_config=defaults, func=factory)


make_claims = _make_claims()


@Language.factory("innograph_confidence", default_config={"minimum": 0.0})
def make_confidence(nlp: Language, name: str, minimum: float) -> Part:
    """Drops claims and numbers that are less sure; not in the pipeline unless asked for."""
    del nlp, name
    return Part(lambda draft: drop_unsure(draft, minimum), claim_spans)


make_resolve = _make(
    "innograph_resolve",
    resolve,
    lambda draft: {"entities": _entity_spans(draft)},
)


def _entity_spans(draft: Draft) -> list[tuple[int, int, str]]:
    return sorted(
        (candidate.start, candidate.end, resolved.entity.cls)
        for resolved in draft.entities
        for candidate in resolved.candidates
    )
