"""The model of relations between names of one sentence: python -m training.relations --models FOLDER …

Learns from every pair of names in one sentence of the texts, passages and written passages that have
links, once with people's names and once with names as the folds' models read them (FOLDER is what
`training.train --folds` or `training.crossval` made). A pair that a reader has as optional teaches
nothing. Writes the shipped model and, into each fold's folder, one that never saw that fold's sources;
what those say of the sources they did not see gives the confidences and the table that is printed:
links that no rule makes, by the least probability, of which kind of text, and how many a reader requires.
The same input gives the same bytes.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from innograph.graph.ontology import load_ontology
from innograph.ingest.claims.grammar import load_grammar
from innograph.ingest.claims.relation_model import RelationModel, hashes_of, write_relations
from innograph.ingest.claims.relation_pairs import Sentence
from innograph.ingest.claims.relations import possible_predicates
from innograph.ingest.claims.typed import iter_typed
from training.judging import Readers, models_argument, write_row
from training.links import draft_of_gold_names, iter_windows
from training.placed import gold_of_names
from training.train import MODEL, arguments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.graph.ontology import Ontology
    from innograph.ingest.claims.relation_pairs import Group
    from innograph.ingest.draft import Draft
    from training.links import Window

    _Key = tuple[str, str, int, int]  # window, predicate, subject, object: places in its gold

# Those that the annotation form knows.
PREDICATES = (
    "focusesOn",
    "locatedIn",
    "partOf",
    "establishes",
    "issues",
    "cooperatesWith",
    "supports",
    "memberOf",
)
# A feature is learnt from so many pairs on; weights below LIGHTEST change nothing that can be measured.
RAREST, LIGHTEST = 4, 0.05
STRENGTH = 1.0
LIMITS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_UNSURE = 0.0  # log odds; pairs below it are no part of the calibration


class Link(NamedTuple):
    """A link that a pair could be, and whether a reader has it: None where as optional."""

    key: _Key
    required: bool | None
    by_rule: bool


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """A pair: what is seen of it, and its links by predicate."""

    hashes: Any
    links: dict[str, list[Link]]
    fold: int
    kind: str
    own: bool  # with names as they are read


def read_rows(given: argparse.Namespace, ontology: Ontology) -> list[Row]:
    """All pairs, with people's names and with those that are read."""
    readers = Readers(given, ontology)
    rows: list[Row] = []
    read = cache(readers.draft)
    for window in iter_windows(given):
        source = window.example.source
        fold = readers.folds[source]
        drafts = (draft_of_gold_names(window, ontology), False), (read(source, window.text), True)
        for draft, own in drafts:
            rows += iter_rows(draft, window, ontology, fold, own=own)
    return rows


def iter_rows(
    draft: Draft, window: Window, ontology: Ontology, fold: int, *, own: bool
) -> Iterator[Row]:
    """The pairs of a window."""
    places, links = gold_of_names(draft, window, ontology)
    made: set[tuple[int | None, str, int | None]] = set()
    for claim in draft.claims:
        subject, object_ = places.get(id(claim.subject)), places.get(id(claim.object))
        made.add((subject, claim.predicate, object_))
        if ontology.predicates[claim.predicate].symmetric:
            made.add((object_, claim.predicate, subject))
    for typed in iter_typed(draft, ontology, load_grammar().blocks):
        if typed.start < window.start or typed.start + len(typed.text) > window.end:
            continue
        sentence = Sentence(typed)
        for pair in sentence.pairs():
            groups = sentence.groups[pair.subject], sentence.groups[pair.object]
            ends = [
                (s, o) for s, o in product(*(_places(group, places) for group in groups)) if s != o
            ]
            told = {
                p: [
                    Link(
                        (window.example.name, p, s, o),
                        links.get((s, p, o), False),
                        (s, p, o) in made,
                    )
                    for s, o in ends
                ]
                for p in possible_predicates(*groups, PREDICATES, ontology)
            }
            if ends and told:
                kind = window.example.kind
                yield Row(hashes_of(sentence.features(pair)), told, fold, kind, own)


def _places(group: Group, places: dict[int, int]) -> list[int]:
    return [places.get(id(name), -1 - id(name)) for name in group.names]


class Learner:
    """Learns from rows, all or those of some folds."""

    def __init__(self, rows: Sequence[Row]) -> None:
        from scipy.sparse import csr_matrix

        self.rows = rows
        hashes = np.concatenate([row.hashes for row in rows])
        keys, counts = np.unique(hashes, return_counts=True)
        self.keys = keys[counts >= RAREST]
        places = np.searchsorted(self.keys, hashes)
        places[places == len(self.keys)] = 0
        known = self.keys[places] == hashes
        of_row = np.repeat(np.arange(len(rows)), [len(row.hashes) for row in rows])[known]
        shape = (len(rows), len(self.keys))
        ones = np.ones(len(of_row), np.float32)
        self.seen = csr_matrix((ones, (of_row, places[known])), shape=shape)

    def train(self, without: int | None = None) -> RelationModel:
        """A model of all folds but one; its confidences are not calibrated."""
        from sklearn.linear_model import LogisticRegression

        weights = np.zeros((len(self.keys), len(PREDICATES)), np.float32)
        biases = np.zeros(len(PREDICATES), np.float32)
        for column, predicate in enumerate(PREDICATES):
            lessons = [
                (number, *lesson)
                for number, row in enumerate(self.rows)
                if row.fold != without and (lesson := lesson_of(row.links.get(predicate, ())))
            ]
            numbers, targets, counts = zip(*lessons, strict=True)
            model = LogisticRegression(
                C=STRENGTH, solver="liblinear", tol=1e-3, max_iter=100, random_state=0
            )
            model.fit(self.seen[list(numbers)], targets, sample_weight=counts)
            weights[:, column] = np.where(abs(model.coef_[0]) < LIGHTEST, 0, model.coef_[0])
            biases[column] = model.intercept_[0]
        used = np.flatnonzero(abs(weights).max(1))
        halved = weights[used].astype(np.float16).astype(np.float32)
        return RelationModel(PREDICATES, self.keys[used], halved, biases, 1.0, 0.0)


def lesson_of(links: Sequence[Link]) -> tuple[bool, float] | None:
    """Whether lists are linked, and how much that counts: half where readers took them apart."""
    required = sum(link.required is True for link in links)
    optional = sum(link.required is None for link in links)
    none = len(links) - required - optional
    if required:
        return True, 1.0 if required >= none else 0.5
    return (False, 1.0 if none >= optional else 0.5) if none else None


class Unseen:
    """Links that no rule makes, with the log odds by the models that never saw their sources."""

    def __init__(self, rows: Sequence[Row], models: Sequence[RelationModel]) -> None:
        self.best: dict[tuple[str, _Key], tuple[float, bool | None]] = {}
        for fold, model in enumerate(models):
            mine = [row for row in rows if row.fold == fold and row.own]
            scores = model.scores([row.hashes for row in mine])
            for row, of_row in zip(mine, scores, strict=True):
                for predicate, links in row.links.items():
                    score = float(of_row[PREDICATES.index(predicate)])
                    for link in links:
                        if not link.by_rule:
                            self._add((row.kind, link.key), score, required=link.required)

    def _add(self, key: tuple[str, _Key], score: float, *, required: bool | None) -> None:
        if key not in self.best or score > self.best[key][0]:
            self.best[key] = (score, required)

    def calibrate(self) -> tuple[float, float]:
        """Slope and offset from the log odds to those of a reader having it, be it as optional."""
        from sklearn.linear_model import LogisticRegression

        found = [(s, required is not False) for s, required in self.best.values() if s > _UNSURE]
        model = LogisticRegression(C=1e3, max_iter=1000)
        model.fit(np.array([[score] for score, _ in found]), [right for _, right in found])
        return round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)

    def write(self) -> None:
        """By kind of text and least probability: required links, and those that no reader has."""
        write_row("texts", "predicate", "least", "required", "extra")
        for kind in ("whole", "passages", "written"):
            for predicate in (*PREDICATES, None):
                for limit in LIMITS:
                    odds = np.log(limit / (1 - limit))
                    counts = Counter(
                        required
                        for (of_kind, key), (score, required) in self.best.items()
                        if of_kind == kind and predicate in (None, key[1]) and score >= odds
                    )
                    write_row(kind, predicate or "all", limit, counts[True], counts[False])


def main() -> None:
    """Train, calibrate, write, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    arguments(parser)
    models_argument(parser)
    given = parser.parse_args()
    if given.models is None:
        parser.error("--models is needed: names are read by models that never saw them")
    ontology = load_ontology()
    rows = read_rows(given, ontology)
    learner = Learner(rows)
    folds = sorted({row.fold for row in rows})
    models = [learner.train(fold) for fold in folds]
    unseen = Unseen(rows, models)
    slope, offset = unseen.calibrate()
    for fold, model in zip(folds, models, strict=True):
        calibrated = replace(model, slope=slope, offset=offset)
        write_relations(given.models / f"fold{fold}", calibrated)
    write_relations(MODEL, replace(learner.train(), slope=slope, offset=offset))
    unseen.write()
    write_row("slope, offset", slope, offset)


if __name__ == "__main__":
    main()
