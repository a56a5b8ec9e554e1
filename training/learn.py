"""Learning: gold spans → labels of words → the tagger; its proposals on other texts → the scorer."""

from __future__ import annotations

import random
import tempfile
from bisect import bisect_left, bisect_right
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from innograph.graph.identity import canonical_name
from innograph.ingest.components import anonymous_document
from innograph.ingest.draft import Draft
from innograph.ingest.entities import find_entities
from innograph.ingest.entities.words import split_words
from innograph.ingest.sections import find_sections
from innograph.ingest.tagger.classes import Classes, Surroundings, class_of_ending, iter_features
from innograph.ingest.tagger.features import Sequences
from innograph.ingest.tagger.lac import load_lac
from innograph.ingest.tagger.network import word_states
from innograph.ingest.tagger.proposals import proposals
from innograph.ingest.tagger.scorer import Scorer, features
from innograph.ingest.tagger.tagger import Tagger, mean
from training.data import gold_spans
from training.network import Sentences, train_network, turn

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping, Sequence

    from innograph.graph.ontology import Ontology
    from innograph.ingest.entities.words import Words
    from innograph.ingest.tagger.lac import Lac
    from innograph.ingest.tagger.network import Network
    from innograph.ingest.tagger.proposals import Proposal
    from innograph.ingest.tagger.tagger import Reading
    from training.data import Example

# Of the tagger: found by cross-validation over sources; their neighbours differ by less than 0.003.
CRF = {
    "c1": 0.05,
    "c2": 0.3,
    "max_iterations": 120,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
FOLDS = 4
LAC = Path(__file__).with_name("lac.npz")  # as `training/lac.py` made it
# Of the scorer. Cross-validated, names by kind at 0.52, 0.44 and 0.36: whole texts .869, .876, .870,
# passages .735, .742, .746, written passages .742, .749, .753.
KEEP, DOUBT = 0.44, 0.1
_FIELD_TAILS = ("产业链", "产业集群", "产业", "领域", "行业", "技术", "制造业", "业")


@dataclass(slots=True, eq=False)
class Item:
    """An example as the learners see it."""

    example: Example
    draft: Draft
    words: Words
    sequences: Sequences
    rows: list[list[list[str]]]
    labels: list[list[str]]
    classes: list[list[str]]
    names: dict[str, dict[str, bool]]  # folded name → top class → required
    proposals: list[Proposal] = field(default_factory=list)


def make_item(example: Example, ontology: Ontology, clusters: Mapping[str, str]) -> Item:
    """Run the parts before the tagger, and lay the gold over the words."""
    draft = Draft(anonymous_document(example.text), example.text)
    find_sections(draft)
    find_entities(draft, ontology)
    words = draft.words or split_words(example.text, ontology)
    sequences = Sequences(draft, words, ontology, clusters)
    labels, classes = word_labels(example, words, ontology)
    return Item(
        example=example,
        draft=draft,
        words=words,
        sequences=sequences,
        rows=[sequences.rows(*span) for span in sequences.spans],
        labels=[labels[first:stop] for first, stop, _ in sequences.spans],
        classes=[classes[first:stop] for first, stop, _ in sequences.spans],
        names=gold_names(example, ontology),
    )


def word_labels(example: Example, words: Words, ontology: Ontology) -> tuple[list[str], list[str]]:
    """B-top, I-top or O for each word, and the class of its name or nothing; a span that begins inside
    a word takes the whole word."""
    labels, classes = ["O"] * len(words), [""] * len(words)
    for span in gold_spans(example.text, example.gold["entities"]):
        if span.nested:
            continue
        first = bisect_right(words.starts, span.start) - 1
        stop = bisect_left(words.starts, span.end)
        for index in range(first, stop):
            labels[index] = ("B-" if index == first else "I-") + ontology.top(span.cls)
            classes[index] = span.cls
    return labels, classes


def gold_names(example: Example, ontology: Ontology) -> dict[str, dict[str, bool]]:
    """Every form of every annotated entity; fields also without 产业, 技术 and the like."""
    names: dict[str, dict[str, bool]] = {}
    for entity in example.gold["entities"]:
        top = ontology.top(entity["class"])
        for form in (entity["name"], *entity.get("aliases", ())):
            for key in forms_of(form, top):
                required = names.setdefault(key, {}).get(top, False)
                names[key][top] = required or not entity.get("optional")
    return names


def forms_of(name: str, top: str) -> set[str]:
    """The folded name; of a field also the stem."""
    forms = {canonical_name(name)}
    if top == "Field":
        tail = next((t for t in _FIELD_TAILS if name.endswith(t) and len(name) > len(t)), "")
        forms.add(canonical_name(name.removesuffix(tail)))
    return forms


def train_tagger(items: Sequence[Item]) -> bytes:
    """A tagger of these items, as the bytes of its file."""
    import pycrfsuite

    trainer = pycrfsuite.Trainer(verbose=False, params=CRF)
    for item in items:
        for rows, labels in zip(item.rows, item.labels, strict=True):
            trainer.append(rows, labels)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "names.crf"
        trainer.train(str(path))
        return path.read_bytes()


def split(items: Iterable[Item]) -> dict[str, int]:
    """Source → fold."""
    return source_folds(item.example.source for item in items)


def source_folds(found: Iterable[str]) -> dict[str, int]:
    """The same, of the names of sources."""
    sources = sorted(set(found))
    random.Random(3).shuffle(sources)  # noqa: S311 (a split, no secret)
    return {source: place % FOLDS for place, source in enumerate(sources)}


@dataclass(slots=True, eq=False)
class Taggers:
    """Both taggers as they were learnt: the field as the bytes of its file, the network with the
    layers of LAC under it."""

    field: bytes
    network: Network
    lac: Lac

    def reader(self) -> Callable[[Sequences], Reading]:
        """What reads a document with both."""
        tagger = Tagger(self.field)
        return lambda found: mean(tagger.read(found), self.network.read(found, self.lac))


class Learner:
    """Trains both taggers on some of the items."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items
        self._lac = load_lac(LAC)
        self._turned = turn(np.concatenate(word_states([i.sequences for i in items], self._lac)))
        texts: list[str] = []
        firsts: list[int] = []
        lasts: list[int] = []
        marks: list[tuple[str, ...]] = []
        labels: list[str] = []
        classes: list[str] = []
        bounds, self._sentences = [0], []
        for item in items:
            words, before = item.words, len(texts)
            of_sentences = zip(item.sequences.spans, item.labels, item.classes, strict=True)
            for (first, stop, kind), said, of_names in of_sentences:
                low = words.starts[first]
                texts.append(words.text[low : words.ends[stop - 1]])
                firsts += [start - low for start in words.starts[first:stop]]
                lasts += [end - 1 - low for end in words.ends[first:stop]]
                marks += item.sequences.marks(first, stop, kind)
                labels += said
                classes += of_names
                bounds.append(len(labels))
            self._sentences.append(range(before, len(texts)))
        self._all = Sentences(texts, firsts, lasts, marks, labels, classes, bounds)

    def train(self, without: Container[str] = ()) -> Taggers:
        """Taggers of all items but those of some sources."""
        places = [n for n, item in enumerate(self.items) if item.example.source not in without]
        sentences = [sentence for n in places for sentence in self._sentences[n]]
        network, lac = train_network(self._all, self._turned, self._lac, sentences)
        return Taggers(train_tagger([self.items[n] for n in places]), network, lac)


def train_each(
    learner: Learner, left_out: Sequence[Container[str]], *, workers: int = 1
) -> list[Taggers]:
    """Taggers without each of these sources, in processes of their own; the number of processes
    changes nothing."""
    with ProcessPoolExecutor(workers, initializer=_Shared.take, initargs=(learner,)) as pool:
        return list(pool.map(_Shared.train, left_out))


class _Shared:
    """What a process of `train_each` works on: sent once, not with every task."""

    learner: Learner

    @classmethod
    def take(cls, learner: Learner) -> None:
        cls.learner = learner

    @classmethod
    def train(cls, without: Container[str]) -> Taggers:
        return cls.learner.train(without)


def sources_of_folds(fold_of: Mapping[str, int]) -> list[set[str]]:
    """The sources of each fold, of the fold of each source."""
    folds = range(max(fold_of.values()) + 1)
    return [{source for source, place in fold_of.items() if place == n} for n in folds]


def propose(
    items: Sequence[Item],
    taggers: Sequence[Taggers],
    fold_of: Mapping[str, int],
    ontology: Ontology,
) -> None:
    """Give each item the proposals of the taggers of its fold, which never saw its source."""
    classes = train_classes(items, ontology)
    for fold, found in enumerate(taggers):
        read = found.reader()
        for item in items:
            if fold_of[item.example.source] == fold:
                reading = read(item.sequences)
                item.proposals = proposals(item.draft, item.words, reading, ontology, classes)


def judged(item: Item, proposal: Proposal) -> bool | None:
    """Whether a reader has the proposal's name; None where it is optional."""
    found = [
        item.names[key][proposal.top]
        for key in forms_of(proposal.name, proposal.top)
        if proposal.top in item.names.get(key, {})
    ]
    if not found:
        return False
    return True if any(found) else None


def train_scorer(items: Sequence[Item], ontology: Ontology) -> Scorer:
    """A scorer, from items with proposals.

    All count the same, the whole texts too: rules were tuned on those, and are less sure elsewhere.
    """
    rows, targets = [], []
    for item in items:
        for proposal in item.proposals:
            target = judged(item, proposal)
            if target is not None:
                rows.append(features(proposal, item.words, ontology))
                targets.append(target)
    names, coefficients, intercepts = _regress(rows, targets, 0.5)
    found = zip(names, coefficients[0], strict=True)
    return Scorer(
        weights={name: round(w, 3) for name, w in found if abs(w) >= 0.005},
        bias=round(intercepts[0], 3),
        keep=KEEP,
        doubt=DOUBT,
    )


def train_classes(items: Sequence[Item], ontology: Ontology) -> Classes:
    """What class a name has under its top class, from all annotated names."""
    named: dict[str, list[tuple[set[str], str]]] = {}
    for item in items:
        surroundings = Surroundings(item.draft, item.words)
        for entity in item.example.gold["entities"]:
            top = ontology.top(entity["class"])
            seen = _seen_of_name(item, entity, surroundings, ontology)
            named.setdefault(top, []).append((seen, entity["class"]))
    names, biases, weights, usual = {}, {}, {}, {}
    for top, pairs in sorted(named.items()):
        counts = Counter(cls for _, cls in pairs)
        usual[top] = min(counts, key=lambda cls: (-counts[cls], cls))
        kinds = tuple(sorted(counts))
        if len(kinds) > 1:
            names[top] = kinds
            biases[top], weights[top] = _train_class(pairs, kinds)
    return Classes(names, biases, weights, usual)


def _seen_of_name(
    item: Item, entity: Mapping[str, Any], surroundings: Surroundings, ontology: Ontology
) -> set[str]:
    """What the regression sees of an annotated name, where the text says it first."""
    name, top = entity["name"], ontology.top(entity["class"])
    at = item.example.text.find(name)
    stop = item.words.at(at + len(name)) if at >= 0 else None
    ending = class_of_ending(name, top, ontology)
    return {*iter_features(name, ending), *surroundings.features(name, top, stop)}


def _train_class(
    pairs: Sequence[tuple[set[str], str]], kinds: tuple[str, ...]
) -> tuple[tuple[float, ...], dict[str, tuple[float, ...]]]:
    rows = [dict.fromkeys(sorted(seen), 1.0) for seen, _ in pairs]
    features_, coefficients, intercepts = _regress(rows, [cls for _, cls in pairs], 1.0)
    if len(kinds) == 2:  # one row of weights, for the second class
        coefficients = [[-w for w in coefficients[0]], coefficients[0]]
        intercepts = [-intercepts[0], intercepts[0]]
    table = {
        feature: tuple(round(row[place], 2) for row in coefficients)
        for place, feature in enumerate(features_)
    }
    kept = {name: row for name, row in table.items() if max(map(abs, row)) >= 0.1}
    return tuple(round(value, 2) for value in intercepts), kept


def _regress(
    rows: Sequence[Mapping[str, float]],
    targets: Sequence[Any],
    strength: float,
) -> tuple[list[str], list[list[float]], list[float]]:
    """Feature names, coefficients by class and intercepts of a logistic regression."""
    from sklearn.feature_extraction import DictVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = DictVectorizer()
    model = LogisticRegression(C=strength, max_iter=3000)
    model.fit(vectorizer.fit_transform(rows), targets)
    return list(vectorizer.get_feature_names_out()), model.coef_.tolist(), model.intercept_.tolist()
