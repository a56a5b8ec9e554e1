"""The learned part anew: python -m training.train --texts FOLDER --corpus FOLDER.

--texts (repeatable) holds texts/NAME.txt and gold/NAME.json; --corpus (repeatable) the .txt files
that the annotated passages were cut from and the words are clustered on. The same input gives the
same bytes.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from innograph.ingest.tagger.model_files import write_clusters, write_model
from training.clusters import cluster_words
from training.data import find_texts, iter_folder, iter_passages, iter_written
from training.learn import (
    Learner,
    make_item,
    propose,
    sources_of_folds,
    split,
    train_classes,
    train_each,
    train_scorer,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innograph.graph.ontology import Ontology
    from training.learn import Item, Taggers

# Of the work tree: an installed package may hold links.
MODEL = Path(__file__).resolve().parent.parent / "ingest" / "tagger" / "model"


def arguments(parser: argparse.ArgumentParser) -> None:
    """The folders that all commands of this room take."""
    parser.add_argument("--texts", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--corpus", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--no-written", action="store_true", help="leave written.txt out")


def learning_arguments(parser: argparse.ArgumentParser) -> None:
    """The same, and how many processes train."""
    arguments(parser)
    parser.add_argument("--workers", type=int, default=1, metavar="N", help="processes that train")


def read_items(
    given: argparse.Namespace,
    ontology: Ontology,
    clusters: Mapping[str, str],
) -> list[Item]:
    """All examples: annotated texts, passages, written passages."""
    examples = [example for folder in given.texts for example in iter_folder(folder)]
    examples += iter_passages(given.corpus)
    examples += [] if given.no_written else iter_written()
    return [make_item(example, ontology, clusters) for example in examples]


def main() -> None:
    """Write the model files over the shipped ones."""
    parser = argparse.ArgumentParser(description=__doc__)
    learning_arguments(parser)
    parser.add_argument("--out", type=Path, default=MODEL, metavar="FOLDER")
    parser.add_argument(
        "--folds",
        type=Path,
        metavar="FOLDER",
        help="keep the folds' models, for crossval --trained",
    )
    given = parser.parse_args()
    ontology = load_ontology()
    found = find_texts(given.corpus)
    clusters = cluster_words((found[key] for key in sorted(found)), ontology)
    items = read_items(given, ontology, clusters)
    names = sum(len(item.example.gold["entities"]) for item in items)
    sys.stderr.write(f"{len(items)} texts, {names} names, {len(clusters)} words in clusters\n")
    fold_of = split(items)
    left_out = [*sources_of_folds(fold_of), set[str]()]
    *of_folds, taggers = train_each(Learner(items), left_out, workers=given.workers)
    propose(items, of_folds, fold_of, ontology)
    if given.folds:
        write_folds(items, of_folds, fold_of, clusters, given.folds, ontology)
    scorer, classes = train_scorer(items, ontology), train_classes(items, ontology)
    given.out.mkdir(parents=True, exist_ok=True)
    write_clusters(given.out, clusters)  # all files or none: the taggers know these clusters alone
    write_model(given.out, taggers.field, taggers.network, taggers.lac.packed, scorer, classes)


def write_folds(
    items: Sequence[Item],
    found: Sequence[Taggers],
    fold_of: Mapping[str, int],
    clusters: Mapping[str, str],
    out: Path,
    ontology: Ontology,
) -> None:
    """The model of each fold in out/fold0 …, which never saw the sources of that fold."""
    for fold, taggers in enumerate(found):
        seen = [item for item in items if fold_of[item.example.source] != fold]
        folder = out / f"fold{fold}"
        folder.mkdir(parents=True, exist_ok=True)
        write_clusters(folder, clusters)
        scorer, classes = train_scorer(seen, ontology), train_classes(seen, ontology)
        write_model(folder, taggers.field, taggers.network, taggers.lac.packed, scorer, classes)


if __name__ == "__main__":
    main()
