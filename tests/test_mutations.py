"""One thing changed in the samples: the right answers change, and no other.

What has to change is worked out by tests/oracle.py, which sees no query.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from gold import gold_extractions
from oracle import Oracle

from innograph.graph.rdf.sparql import SparqlStore
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue

QUESTIONS = list(load_catalogue().values())
ORACLE = {
    1: [{}, {"place": "望川市"}, {"year": "2025"}, {"industry": "新材料"}],
    2: [{}],
    13: [{}, {"place": "望川市"}, {"place": "望川市", "parts": True}],
    14: [{"totals": True}, {"place": "临澜市"}, {"industry": "航空发动机"}],
    16: [{}, {"year": "2024", "parts": True}],
    17: [
        {"place": "望川市", "other": "临澜市"},
        {"place": "望川市", "other": "临澜市", "parts": True},
    ],
    38: [{"subject": "Place//望川市"}],
}
# Questions on measures and numbers alone, which no claim is part of.
WITHOUT_CLAIMS = {8, 18, 19, 20, 21, 24, 26, 30, 31, 32, 34, 35, 36, 37}


def without_a_claim(documents, random):
    place, claim = _drawn(documents, random, "claims")
    kept = tuple(c for c in documents[place].claims if c is not claim)
    return _changed(documents, place, claims=kept), {claim.id}


def with_another_status(documents, random):
    place, claim = _drawn(documents, random, "claims")
    status = "Achieved" if claim.status != "Achieved" else "Planned"
    claims = tuple(replace(c, status=status) if c is claim else c for c in documents[place].claims)
    return _changed(documents, place, claims=claims), {claim.id}


def with_another_place(documents, random):
    """The document is of another place; what is named in it stays where it is."""
    place = random.randrange(len(documents))
    document = documents[place].document
    other = "临澜市" if document.place != "临澜市" else "望川市"
    changed = _changed(documents, place, document=replace(document, place=other))
    return changed, {c.id for c in documents[place].claims}


def with_another_year(documents, random):
    place = random.randrange(len(documents))
    document = replace(documents[place].document, published="2031-01-01")
    return _changed(documents, place, document=document), {c.id for c in documents[place].claims}


def _drawn(documents, random, kind):
    place = random.choice([i for i, x in enumerate(documents) if getattr(x, kind)])
    return place, random.choice(getattr(documents[place], kind))


def _changed(documents, place, **parts):
    measures = documents[place].measures
    if "claims" in parts:
        known = {claim.id for claim in parts["claims"]}
        measures = tuple(
            replace(m, claims=tuple(c for c in m.claims if c in known)) for m in measures
        )
    found = replace(documents[place], measures=measures, **parts)
    return [found if i == place else x for i, x in enumerate(documents)]


class Answers:
    """Every question of a graph in memory, asked once."""

    def __init__(self, documents, cache):
        self.oracle = Oracle(documents)
        with SparqlStore.open(self.oracle.graph, cache=cache) as store:
            self.of = {q.number: self._ask(store, q.number, **q.example) for q in QUESTIONS}
            self.checked = {
                (number, tuple(call.items())): self._ask(store, number, **call)
                for number, calls in ORACLE.items()
                for call in calls
            }

    def _ask(self, store, number, **call):
        return ask(self.oracle.graph, number, language="sparql", sparql_store=store, **call)

    def check(self):
        """Against the oracle, row for row."""
        for (number, call), answer in self.checked.items():
            columns, wanted = self.oracle.answer(number, **dict(call))
            assert {tuple(row[c] for c in columns) for row in answer} == wanted, (number, call)


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    answers = Answers(list(gold_extractions()), tmp_path_factory.mktemp("before"))
    answers.check()
    return answers


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize(
    "mutate", [without_a_claim, with_another_status, with_another_place, with_another_year]
)
def test_the_right_answers_change_and_no_other(mutate, seed, before, tmp_path):
    documents, touched = mutate(list(gold_extractions()), Random(f"{mutate.__name__}/{seed}"))
    after = Answers(documents, tmp_path)
    after.check()
    if len(touched) > 1:  # of a document that moved, every row may change
        return
    for question in QUESTIONS:
        old, new = before.of[question.number], after.of[question.number]
        if question.number in WITHOUT_CLAIMS:
            assert new.rows == old.rows, question.id
        elif "claim" in old.names:
            place = old.names.index("claim")
            gone = {row[place] for row in set(old.rows) ^ set(new.rows)}
            changed = gone - touched
            # Others may rest on one source now (39) or lack a second member (28); 17 names one of many.
            assert question.number in (17, 28, 39) or not changed, (question.id, changed)
