"""The second tagger: LAC's states, the chains over labels, and a network learnt twice."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from innograph.ingest.tagger.lac import SIZE
from innograph.ingest.tagger.model_files import shipped_lac
from innograph.ingest.tagger.network import Chains, lay_out
from training.network import SIZES, Sentences, train_network, turn


def test_states_of_a_text_do_not_depend_on_what_is_read_with_it():
    lac = shipped_lac()
    texts = ["望川市建成云岭实验室。", "", "建", "𠮷️😀", "推进海洋装备产业强链" * 20]
    together, alone = lac.states(texts), [lac.states([text])[0] for text in texts]
    assert [len(states) for states in together] == [len(text) for text in texts]
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_wide_and_narrow_digits_and_brackets_are_the_same_to_lac():
    wide, narrow = shipped_lac().states(["推进１２项（一）", "推进12项(一)"])
    assert (wide == narrow).all()


def test_chains_give_what_counting_all_labellings_gives():
    random = np.random.default_rng(5)
    lengths, kinds = [3, 1, 4], 3
    starts, places, size = lay_out(lengths)
    scores = random.normal(size=(size, kinds)).astype(np.float32)
    following = random.normal(size=(kinds, kinds)).astype(np.float32)
    expected, pairs, total = np.zeros((size, kinds)), np.zeros((kinds, kinds)), 0.0
    for start, length in zip(starts, lengths, strict=True):
        weights = {}
        for labels in itertools.product(range(kinds), repeat=length):
            said = sum(scores[start + n, label] for n, label in enumerate(labels))
            said += sum(following[pair] for pair in itertools.pairwise(labels))
            weights[labels] = math.exp(said)
        whole = sum(weights.values())
        total += math.log(whole)
        for labels, weight in weights.items():
            for n, label in enumerate(labels):
                expected[start + n, label] += weight / whole
            for pair in itertools.pairwise(labels):
                pairs[pair] += weight / whole
    chains = Chains(scores, following, lengths, starts)
    assert chains.probabilities[places] == pytest.approx(expected[places], abs=1e-4)
    assert chains.pairs == pytest.approx(pairs, abs=1e-4)
    assert chains.total == pytest.approx(total, rel=1e-5)


def test_a_network_learns_what_marks_say():
    """Names are words with the letter N, and with the word behind them where that has an M."""
    random = np.random.default_rng(1)
    letters = random.choice(list("NMvf"), size=18_000).tolist()
    labels = ["O"] * len(letters)
    for n, letter in enumerate(letters):
        if letter == "N":
            labels[n] = "B-Platform"
        elif letter == "M" and n % 6 and labels[n - 1] == "B-Platform":
            labels[n] = "I-Platform"
    states = random.normal(size=(len(letters), 2 * SIZE)).astype(np.float16)
    marks = [(letter, *[""] * (len(SIZES) - 1)) for letter in letters]
    bounds = list(range(0, len(letters) + 1, 6))
    sentences, turned = Sentences(states, marks, labels, bounds), turn(states)
    first = train_network(sentences, turned, range(2_900))
    unseen = slice(bounds[2_900], None)
    lengths = [6] * 100
    rows = first.probabilities(states[unseen], first.rows_of(marks[unseen]), lengths)
    said = [first.labels[n] for n in np.concatenate(rows).argmax(axis=1)]
    right = sum(one == other for one, other in zip(said, labels[unseen], strict=True))
    assert right > 0.9 * len(said)
    few = [train_network(sentences, turned, range(150)).weights for _ in range(2)]
    assert all(few[0][name].tobytes() == few[1][name].tobytes() for name in few[0])
