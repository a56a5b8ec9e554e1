"""The measured precisions of the rules of claims, and how they are written into the lexicons."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path

import innograph
from training.precision import measure, read_predicates, write_names, write_triggers

LEXICONS = Path(innograph.__file__).parent / "ingest" / "lexicons"


def test_precision_is_drawn_towards_the_mean_the_less_was_made() -> None:
    counts = {
        "sure": Counter(right=40, made=40),
        "once": Counter(right=1, made=1),
        "bad": Counter(right=5, made=50),
    }
    predicates = {"sure": "issues", "once": "issues", "never": "issues", "bad": "partOf"}
    found = measure(counts, predicates)
    assert found["sure"][1:] == (40, 40)
    assert found["never"][1:] == (0, 0)
    assert found["never"][0] <= found["once"][0] < found["sure"][0] < 1
    assert 0.1 < found["bad"][0] < 0.2


def test_only_the_precisions_of_the_lexicons_change() -> None:
    text = (LEXICONS / "triggers.toml").read_text("utf-8")
    predicates = read_predicates(text)
    rules = tomllib.loads(text)["rule"]
    assert predicates == {rule["name"]: rule["predicate"] for rule in rules}
    written = write_triggers(text, dict.fromkeys(predicates, (0.25, 1, 4)))
    again = tomllib.loads(written)["rule"]
    assert {rule["precision"] for rule in again} == {0.25}
    assert [{**rule, "precision": 0} for rule in again] == [
        {**rule, "precision": 0} for rule in rules
    ]


def test_each_table_of_names_gets_its_own_precision() -> None:
    text = (LEXICONS / "names.toml").read_text("utf-8")
    measured = {
        "field-in-name": (0.5, 1, 2),
        "part-in-name": (0.6, 3, 5),
        "support-in-name": (0.75, 3, 4),
    }
    table = tomllib.loads(write_names(text, measured))
    assert table["precision"] == 0.5
    assert table["part"]["precision"] == 0.6
    assert table["support"]["precision"] == 0.75
