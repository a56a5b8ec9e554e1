"""What the commands share that judge readings of the examples: which, by which models, and rows."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.ingest.claims import find_claims
from innograph.ingest.components import Part, anonymous_document
from innograph.ingest.draft import Draft
from innograph.ingest.pipeline import CLAIMS, Extractor
from training.data import iter_folder, iter_passages, iter_written
from training.learn import source_folds
from training.train import arguments

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from training.data import Example


def judging_arguments(parser: argparse.ArgumentParser, what: str) -> None:
    """The examples, whose names are read, by which models; `what` is judged, link or number."""
    arguments(parser)
    parser.add_argument("--names", choices=("gold", "own"), default="gold")
    models_argument(parser)
    parser.add_argument(
        "--errors", action="store_true", help=f"every missed and every extra {what}"
    )


def models_argument(parser: argparse.ArgumentParser) -> None:
    """The models by which examples are read that did not learn from them."""
    parser.add_argument("--models", type=Path, metavar="FOLDER", help="of training.crossval")


def iter_examples(given: argparse.Namespace) -> Iterator[Example]:
    """All that models learn from, in the order of `training.train`: their sources make the folds."""
    for folder in given.texts:
        yield from iter_folder(folder)
    yield from iter_passages(given.corpus)
    if not given.no_written:
        yield from iter_written()


class Readers:
    """Texts as users' are read: by the shipped model, or by the one that never saw the source."""

    def __init__(self, given: argparse.Namespace, ontology: Ontology) -> None:
        self.models: Path | None = given.models
        self.folds = source_folds(e.source for e in iter_examples(given)) if given.models else {}
        self.ontology = ontology
        self._extractors: dict[int | None, Extractor] = {}

    def read(self, source: str, text: str) -> Extraction:
        """What a text of that source contributes."""
        return self._extractor(source).extract(anonymous_document(text), text)

    def draft(self, source: str, text: str) -> Draft:
        """A text of that source with its names and the claims that rules make of them."""
        draft = Draft(anonymous_document(text), text)
        for name, part in self._extractor(source).nlp.pipeline:
            if name == CLAIMS:
                break
            assert isinstance(part, Part)
            part.step(draft)
        find_claims(draft, self.ontology)
        return draft

    def _extractor(self, source: str) -> Extractor:
        fold = self.folds[source] if self.models else None
        if fold not in self._extractors:
            folder = self.models / f"fold{fold}" if self.models else None
            self._extractors[fold] = Extractor(self.ontology, model=folder)
        return self._extractors[fold]


def write_row(*cells: object) -> None:
    """A line of tab-separated cells; shares with three digits, nothing for what is not known."""
    shown = (f"{c:.3f}" if isinstance(c, float) else "" if c is None else str(c) for c in cells)
    sys.stdout.write("\t".join(shown) + "\n")
