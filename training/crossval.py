"""How good the learned part is on texts it has not seen: python -m training.crossval --out FOLDER …

Trains a model for each fold of the sources and reads the annotated texts of that fold with it.
FOLDER gets the folds' models and, for `innograph evaluate`, whole/gold and whole/read, passages/gold
and passages/read, written/gold and written/read; a passage whose links were not annotated has none in
gold, so that only names can be judged on all. With --share 0.5 the folds' models learn from half of the
examples, drawn by their names, and still read all: the learning curve shows whether more annotation
would pay. --no-written leaves the written passages out.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.ontology import load_ontology
from innograph.ingest.annotation import dump_annotation
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor
from innograph.ingest.tagger.model_files import read_clusters
from training.learn import Learner, propose, sources_of_folds, split, train_each
from training.train import MODEL, learning_arguments, read_items, write_folds

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.learn import Item


def in_share(item: Item, share: float) -> bool:
    """Whether an example is one of that share; what a smaller share has, a larger one has too."""
    drawn = hashlib.sha256(item.example.name.encode()).digest()
    return int.from_bytes(drawn[:4], "big") < share * 2**32


def read_unseen(items: Sequence[Item], fold_of: dict[str, int], out: Path) -> None:
    """Each text as its readers and as the model of its fold have it."""
    ontology = load_ontology()
    for fold in sorted(set(fold_of.values())):
        extractor = Extractor(ontology, model=out / f"fold{fold}")
        for item in items:
            if fold_of[item.example.source] == fold:
                example = item.example
                extraction = extractor.extract(anonymous_document(example.text), example.text)
                read = dump_annotation(extraction, ontology, name=example.name)
                none: dict[str, object] = {"links": [], "observations": []}
                gold = json.dumps(none | example.gold, ensure_ascii=False)
                for form, text in (("read", read), ("gold", gold)):
                    path = out / example.kind / form / f"{example.name}.json"
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_text(text, "utf-8")


def main() -> None:
    """Train the folds and read with them."""
    parser = argparse.ArgumentParser(description=__doc__)
    learning_arguments(parser)
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER")
    parser.add_argument("--share", type=float, default=1.0, help="of the examples to learn from")
    parser.add_argument(
        "--trained", action="store_true", help="FOLDER has the models already (train --folds)"
    )
    given = parser.parse_args()
    ontology = load_ontology()
    clusters = read_clusters(MODEL / "clusters.tsv")
    items = read_items(given, ontology, clusters)
    fold_of = split(items)
    if not given.trained:
        seen = [item for item in items if in_share(item, given.share)]
        names = sum(len(item.example.gold["entities"]) for item in seen)
        sys.stderr.write(f"{len(seen)} texts, {names} names to learn from\n")
        taggers = train_each(Learner(seen), sources_of_folds(fold_of), workers=given.workers)
        propose(seen, taggers, fold_of, ontology)
        write_folds(seen, taggers, fold_of, clusters, given.out, ontology)
    read_unseen(items, fold_of, given.out)
    sys.stderr.write(f"{len(items)} texts in {len(set(fold_of.values()))} folds\n")


if __name__ == "__main__":
    main()
