"""The second reader as a spaCy component, `innograph_llm`: not in the pipeline unless asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from spacy.language import Language

from innograph.graph.ontology import Ontology, load_ontology
from innograph.ingest.components import Part, candidate_spans, claim_spans
from innograph.ingest.llm.reading import read_again
from innograph.ingest.llm.settings import LLM, llm_from_environment

if TYPE_CHECKING:
    from innograph.ingest.llm.client import Client


class SecondReader(Part):
    """`llm` may be set until the first text is read; the factory leaves it to the environment."""

    def __init__(self, ontology: Ontology, settings: dict[str, Any]) -> None:
        super().__init__(
            lambda draft: read_again(draft, ontology, self.client()),
            lambda draft: candidate_spans(draft) | claim_spans(draft),
        )
        self.ontology = ontology
        self.settings = settings
        self.llm: LLM | None = None
        self._client: Client | None = None

    def client(self) -> Client:
        """Made when the first text comes; a missing package or address is told then at the latest."""
        if self._client is None:
            from innograph.ingest.llm.client import Client

            self.llm = self.llm or llm_from_environment(**self.settings)
            self._client = Client(self.llm, self.ontology)
        return self._client


@Language.factory(
    "innograph_llm",
    default_config={
        "ontology": None,
        "url": None,
        "model": None,
        "requests_per_minute": None,
        "timeout": 120.0,
    },
)
def make_llm(
    nlp: Language,
    name: str,
    ontology: str | None,
    url: str | None,
    model: str | None,
    requests_per_minute: float | None,
    timeout: float,
) -> SecondReader:
    """Sends passages to a model. The key is no part of the config: it comes from the environment."""
    del nlp, name
    settings = {
        "url": url,
        "model": model,
        "requests_per_minute": requests_per_minute,
        "timeout": timeout,
    }
    return SecondReader(load_ontology(ontology), settings)
