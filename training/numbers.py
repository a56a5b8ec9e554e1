"""How good the numbers are, on annotated texts, passages and written passages: python -m training.numbers.

--names gold gives the numbers people's names, so that errors of numbers are seen apart from those of
names; --names own reads as usual, and with --models FOLDER (which training.crossval made of the same
sources) by models that never saw the source. Each passage is read alone.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from innograph.ingest.components import anonymous_document
from innograph.ingest.draft import Draft
from innograph.ingest.entities import find_entities
from innograph.ingest.entities.coordination import expand_listings
from innograph.ingest.evaluation.breakdown import by_rule
from innograph.ingest.evaluation.compare import compare
from innograph.ingest.evaluation.errors import find_slips
from innograph.ingest.evaluation.form import read_form
from innograph.ingest.evaluation.load import from_extraction
from innograph.ingest.evaluation.tally import summary
from innograph.ingest.finish import finish
from innograph.ingest.numbers import find_observations
from innograph.ingest.pipeline import Extractor
from innograph.ingest.resolve import resolve
from innograph.ingest.sections import find_sections
from training.data import iter_folder, iter_passages, iter_written
from training.learn import source_folds
from training.links import Window, gold_candidates, gold_listings
from training.train import arguments

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison
    from training.data import Example


def read_gold_names(example: Example, ontology: Ontology) -> Extraction:
    """The numbers that people's names give: the required ones and those that a number is about."""
    about = {o["about"] for o in example.gold["observations"]}
    entities = [
        {**e, "optional": e.get("optional") and e["name"] not in about}
        for e in example.gold["entities"]
    ]
    window = Window(
        replace(example, gold={"entities": entities, "links": []}), example.text, start=0
    )
    own, draft = (Draft(anonymous_document(example.text), example.text) for _ in range(2))
    find_sections(own)
    find_sections(draft)
    find_entities(own, ontology)
    draft.words = own.words
    draft.candidates = sorted(gold_candidates(window, own), key=lambda c: (c.start, c.end))
    draft.listings = list(gold_listings(own, draft.candidates, 0))
    expand_listings(draft)
    find_observations(draft, ontology)
    resolve(draft, ontology)
    return finish(draft, ontology)


class OwnNames:
    """Reads examples as users' texts are read, by the model of their fold."""

    def __init__(self, models: Path | None, folds: Mapping[str, int], ontology: Ontology) -> None:
        self.models, self.folds, self.ontology = models, folds, ontology
        self._extractors: dict[int | None, Extractor] = {}

    def read(self, example: Example) -> Extraction:
        fold = self.folds[example.source] if self.models else None
        if fold not in self._extractors:
            folder = self.models / f"fold{fold}" if self.models else None
            self._extractors[fold] = Extractor(self.ontology, model=folder)
        document = anonymous_document(example.text)
        return self._extractors[fold].extract(document, example.text)


def compare_numbers(example: Example, read: Extraction, ontology: Ontology) -> Comparison:
    """The numbers of one example against its gold; links are left out of both."""
    name = example.name
    wanted = read_form({**example.gold, "links": []}, name, name, ontology, gold=True)
    return compare(wanted, from_extraction(replace(read, claims=()), name, ontology), ontology)


def main() -> None:
    """Print the figures of each kind, those of each rule, and on request every error."""
    parser = argparse.ArgumentParser(description=__doc__)
    arguments(parser)
    parser.add_argument("--names", choices=("gold", "own"), default="gold")
    parser.add_argument("--models", type=Path, metavar="FOLDER", help="of training.crossval")
    parser.add_argument("--errors", action="store_true", help="every missed and every extra number")
    given = parser.parse_args()
    ontology = load_ontology()
    examples = [e for folder in given.texts for e in iter_folder(folder)]
    examples += iter_passages(given.corpus)
    examples += [] if given.no_written else iter_written()
    own = OwnNames(given.models, source_folds(e.source for e in examples), ontology)
    compared: dict[str, list[Comparison]] = {}
    for example in (e for e in examples if "observations" in e.gold):
        gold = given.names == "gold"
        read = read_gold_names(example, ontology) if gold else own.read(example)
        found = compare_numbers(example, read, ontology)
        compared.setdefault(example.kind, []).append(found)
    every = [c for found in compared.values() for c in found]
    tables = {kind: summary(found, ontology)["observations"] for kind, found in compared.items()}
    tables |= {rule: t for rule, t in by_rule(every, ontology).items() if rule[:6] == "number"}
    sys.stdout.write("\tright\textra\tmissed\tprecision\trecall\tF1\n")
    for name, tally in tables.items():
        figures = [tally.precision, tally.recall, tally.f1]
        cells = [tally.right, tally.extra, "" if tally.missed is None else tally.missed]
        shown = [*map(str, cells), *(f"{figure:.3f}" if figure else "" for figure in figures)]
        sys.stdout.write("\t".join([name, *shown]) + "\n")
    if given.errors:
        texts = {e.name: e.text for e in examples}
        for slip in find_slips(every, texts, ontology):
            if slip.kind.startswith("observation"):
                cells = [slip.kind, slip.document, slip.expected or "", slip.found or ""]
                cells += [slip.rule or "", (slip.sentence or "").strip()]
                sys.stdout.write("\t".join(cells) + "\n")


if __name__ == "__main__":
    main()
