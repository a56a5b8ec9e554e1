"""How good the numbers are, on annotated texts, passages and written passages: python -m training.numbers.

--names gold gives the numbers people's names, so that errors of numbers are seen apart from those of
names; --names own reads as usual, and with --models FOLDER (which training.crossval made of the same
sources) by models that never saw the source. Each passage is read alone.
"""

from __future__ import annotations

import argparse
from dataclasses import replace
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
from innograph.ingest.resolve import resolve
from innograph.ingest.sections import find_sections
from training.judging import Readers, iter_examples, judging_arguments, write_row
from training.links import Window, gold_candidates, gold_listings

if TYPE_CHECKING:
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


def compare_numbers(example: Example, read: Extraction, ontology: Ontology) -> Comparison:
    """The numbers of one example against its gold; links are left out of both."""
    name = example.name
    wanted = read_form({**example.gold, "links": []}, name, name, ontology, gold=True)
    return compare(wanted, from_extraction(replace(read, claims=()), name, ontology), ontology)


def main() -> None:
    """Print the figures of each kind, those of each rule, and on request every error."""
    parser = argparse.ArgumentParser(description=__doc__)
    judging_arguments(parser, "number")
    given = parser.parse_args()
    ontology = load_ontology()
    examples = [e for e in iter_examples(given) if "observations" in e.gold]
    own = Readers(given, ontology)
    compared: dict[str, list[Comparison]] = {}
    for example in examples:
        read = (
            read_gold_names(example, ontology)
            if given.names == "gold"
            else own.read(example.source, example.text)
        )
        found = compare_numbers(example, read, ontology)
        compared.setdefault(example.kind, []).append(found)
    every = [c for found in compared.values() for c in found]
    tables = {kind: summary(found, ontology)["observations"] for kind, found in compared.items()}
    tables |= {rule: t for rule, t in by_rule(every, ontology).items() if rule[:6] == "number"}
    write_row("", "right", "extra", "missed", "precision", "recall", "F1")
    for name, t in tables.items():
        shares = (share or None for share in (t.precision, t.recall, t.f1))
        write_row(name, t.right, t.extra, t.missed, *shares)
    if given.errors:
        texts = {e.name: e.text for e in examples}
        for slip in find_slips(every, texts, ontology):
            if slip.kind.startswith("observation"):
                sentence = (slip.sentence or "").strip()
                write_row(slip.kind, slip.document, slip.expected, slip.found, slip.rule, sentence)


if __name__ == "__main__":
    main()
