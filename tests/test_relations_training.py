"""Training of the model of relations: what teaches, what it learns, the same twice."""

from __future__ import annotations

import numpy as np
import pytest

from innograph.ingest.claims.relation_model import hashes_of, write_relations
from training.relations import PREDICATES, Learner, Link, Row, Unseen, lesson_of


def link(number: int, predicate: str, *, required: bool | None) -> Link:
    return Link((f"w{number}", predicate, 0, 1), required, by_rule=False)


def rows() -> list[Row]:
    """Of every other pair a reader has the link, and the text says so."""
    return [
        Row(
            hashes_of(["always", "said" if number % 2 else "unsaid"]),
            {p: [link(number, p, required=bool(number % 2))] for p in PREDICATES},
            fold=number // 2 % 2,
            kind="passages",
            own=True,
        )
        for number in range(40)
    ]


@pytest.mark.parametrize(
    ("required", "lesson"),
    [
        ([True], (True, 1.0)),
        ([True, None], (True, 1.0)),
        ([True, False, False], (True, 0.5)),  # the list was taken apart
        ([False], (False, 1.0)),
        ([False, None, None], (False, 0.5)),
        ([None], None),
        ([], None),
    ],
)
def test_what_a_pair_of_lists_teaches(required, lesson):
    assert lesson_of([link(0, "focusesOn", required=r) for r in required]) == lesson


def test_it_learns_what_the_text_says_and_leaves_out_what_is_rare():
    given = rows()
    given[0] = Row(hashes_of(["always", "unsaid", "once"]), given[0].links, 0, "passages", own=True)
    model = Learner(given).train()
    said, unsaid = model.scores([hashes_of(["always", "said"]), hashes_of(["always", "unsaid"])])
    assert (said > 0).all()
    assert (unsaid < 0).all()
    assert not set(model.keys.tolist()) & set(hashes_of(["once"]).tolist())


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        write_relations(tmp_path / name, Learner(rows()).train())
    one, two = (tmp_path / name / "relations.npz" for name in ("one", "two"))
    assert one.read_bytes() == two.read_bytes()


def test_confidence_rises_with_the_score_on_sources_that_were_not_seen():
    given = rows()
    learner = Learner(given)
    unseen = Unseen(given, [learner.train(0), learner.train(1)])
    assert len(unseen.best) == len(given) * len(PREDICATES)
    doubtful = {("passages", ("x", "focusesOn", n, 0)): (0.1, n % 3 > 1) for n in range(20)}
    unseen.best.update(doubtful)
    slope, offset = unseen.calibrate()
    assert slope > 0
    assert np.isfinite(offset)
