"""The second tagger: LAC's states, the chains over labels, and a network learnt twice."""

from __future__ import annotations

import itertools
import math

import numpy as np
import pytest

from innograph.ingest.tagger.lac import Lac, load_lac
from innograph.ingest.tagger.model_files import SHIPPED
from innograph.ingest.tagger.network import Chains, lay_out
from training.learn import LAC
from training.network import SIZES, Sentences, train_network, turn
from training.recurrent import Recurrent


@pytest.fixture(scope="module", params=[LAC, SHIPPED / "lac.npz"], ids=["as it came", "shipped"])
def lac(request) -> Lac:
    return load_lac(request.param)


def test_states_of_a_text_do_not_depend_on_what_is_read_with_it(lac):
    texts = ["望川市建成云岭实验室。", "", "建", "𠮷️😀", "推进海洋装备产业强链" * 20]
    together, alone = lac.states(texts), [lac.states([text])[0] for text in texts]
    assert [len(states) for states in together] == [len(text) for text in texts]
    for one, other in zip(together, alone, strict=True):
        assert one == pytest.approx(other, abs=1e-5)


def test_wide_and_narrow_digits_and_brackets_are_the_same_to_lac(lac):
    wide, narrow = lac.states(["推进１２项（一）", "推进12项(一)"])
    assert (wide == narrow).all()


def test_weights_are_written_as_they_were_read(lac):
    again = Lac(lac.file(lac.weights))
    assert again.packed.keys() == lac.packed.keys()
    assert all((again.packed[name] == array).all() for name, array in lac.packed.items())


def test_the_way_back_through_the_layers_is_that_of_small_steps(lac):
    texts = [lac.rows(text) for text in ("推进海洋装备产业强链", "云岭实验室", "建")]
    weights = {name: array.copy() for name, array in lac.weights.items()}
    first = Recurrent(weights, texts)
    read = lac.states(["推进海洋装备产业强链"])[0]
    assert first.states[first.steps.rows_of(0)] == pytest.approx(read, abs=1e-5)
    wanted = np.random.default_rng(2).normal(size=first.states.shape).astype(np.float32)
    for name, gradient in first.gradients(wanted).items():
        place = np.unravel_index(np.abs(gradient).argmax(), gradient.shape)
        sums = []
        for step in (0.01, -0.02):
            weights[name][place] += step
            sums.append(float((Recurrent(weights, texts).states * wanted).sum(dtype=np.float64)))
        weights[name][place] += 0.01
        assert (sums[0] - sums[1]) / 0.02 == pytest.approx(gradient[place], rel=0.02), name


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
    """Names are words with the letter N, and with the word behind them where that has an M; a second
    mark says their class."""
    random = np.random.default_rng(1)
    letters = random.choice(list("NMvf"), size=18_000).tolist()
    labels = ["O"] * len(letters)
    for n, letter in enumerate(letters):
        if letter == "N":
            labels[n] = "B-Platform"
        elif letter == "M" and n % 6 and labels[n - 1] == "B-Platform":
            labels[n] = "I-Platform"
    kinds = random.choice(["Laboratory", "Park"], size=len(labels)).tolist()
    classes = ["" if label == "O" else kind for label, kind in zip(labels, kinds, strict=True)]
    more = [""] * (len(SIZES) - 2)
    marks = [(letter, kind, *more) for letter, kind in zip(letters, kinds, strict=True)]
    bounds = list(range(0, len(letters) + 1, 6))
    texts = ["".join(random.choice(list("云岭海洋装备"), size=6)) for _ in bounds[1:]]
    places, lac = list(range(6)) * len(texts), load_lac(LAC)
    sentences = Sentences(texts, places, places, marks, labels, classes, bounds)
    read = np.concatenate(lac.states(texts[2_900:]))
    states = np.concatenate([read, read], axis=1).astype(np.float16)
    turned = turn(states)
    first, further = train_network(sentences, turned, lac, range(2_900))
    read = np.concatenate(further.states(texts[2_900:]))
    states, unseen = np.concatenate([read, read], axis=1), slice(bounds[2_900], None)
    rows = first.probabilities(states, first.rows_of(marks[unseen]), [6] * 100)
    of_labels, of_classes = (
        np.concatenate(found).argmax(axis=1) for found in zip(*rows, strict=True)
    )
    said = [first.labels[n] for n in of_labels]
    right = sum(one == other for one, other in zip(said, labels[unseen], strict=True))
    assert right > 0.9 * len(said)
    known = [
        (first.classes[n], cls) for n, cls in zip(of_classes, classes[unseen], strict=True) if cls
    ]
    assert sum(one == other for one, other in known) > 0.9 * len(known)
    few = [train_network(sentences, turned, lac, range(150)) for _ in range(2)]
    for one, other in zip(*([a.weights, b.packed] for a, b in few), strict=True):
        assert all(one[name].tobytes() == other[name].tobytes() for name in one)
