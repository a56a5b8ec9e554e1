"""Readers' sheets become the passages' names, links and numbers, and two readers are compared."""

from __future__ import annotations

import hashlib
import json
import re

import pytest

from training import agreement, merge
from training.data import PASSAGES, gold_spans, iter_passages
from training.readers import merge as merged
from training.readers import read_blocks

TEXT = "望川市科技局建设云岭实验室，聚焦海洋装备、新材料。新建国家、省重点实验室12家，增长8%。"
START = 4  # the passage is cut out of a longer text
NAMES = [
    {"name": "望川市科技局", "class": "GovernmentBody", "aliases": ["科技局"], "at": [0, 6]},
    {"name": "云岭实验室", "class": "Laboratory", "at": [8, 13]},
    {"name": "海洋装备", "class": "Industry", "optional": True, "at": [16, 20]},
]
SHEET = """=== x1
E?\t新材料\tIndustry
E\t国家重点实验室\tLaboratory
L\t科技局\testablishes\t云岭实验室\tachieved
L\t云岭实验室\tfocusesOn\t海洋装备\tachieved
L?\t云岭实验室\tfocusesOn\t新材料\tachieved
N\t国家重点实验室\t12\t家\t-\t8\tachieved\t新建国家、省重点实验室12家，增长8%
"""


@pytest.fixture
def desk(tmp_path):
    """A folder with a text, a passage of it that has names alone, and one that has all."""
    whole = "前言。\n" + TEXT
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "a.txt").write_text(whole, "utf-8")
    passage = {
        "id": "x1",
        "file": "a.txt",
        "textSha256": hashlib.sha256(whole.encode()).hexdigest(),
        "start": START,
        "end": len(whole),
        "entities": NAMES,
        "readers": 1,
    }
    done = {**passage, "id": "x2", "links": [], "observations": []}
    (tmp_path / "passages.json").write_text(merge.dump_passages([passage, done]), "utf-8")
    return tmp_path


def run(desk, *sheets, options=()):
    paths = []
    for number, sheet in enumerate(sheets, 1):
        path = desk / f"sheet{number}.tsv"
        path.write_text(sheet, "utf-8")
        paths.append(str(path))
    return merge.main(
        [
            *paths,
            *("--corpus", str(desk / "corpus"), "--passages", str(desk / "passages.json")),
            *options,
        ]
    )


def passage(desk, name="x1"):
    rows = json.loads((desk / "passages.json").read_text("utf-8"))
    return next(row for row in rows if row["id"] == name)


def test_a_sheet_becomes_names_links_and_numbers_of_its_passage(desk, capsys):
    assert run(desk, SHEET) == 0
    found = passage(desk)
    assert [row["name"] for row in found["entities"]][3:] == ["新材料", "国家重点实验室"]
    assert found["links"][0] == {
        "s": "望川市科技局",  # the sheet has an alias
        "p": "establishes",
        "o": "云岭实验室",
        "status": "achieved",
    }
    start, end = found["observations"][0]["at"]
    assert TEXT[start:end] == "新建国家、省重点实验室12家，增长8%"
    assert (found["observations"][0]["value"], found["observations"][0]["growth_pct"]) == (12, 8)
    said = capsys.readouterr().err
    assert "1 passages merged; 2 of 2 passages have links and numbers: 3 links (1 required)" in said


def test_a_link_is_no_surer_than_its_names(desk):
    run(desk, SHEET)
    optional = {row["o"]: row.get("optional", False) for row in passage(desk)["links"]}
    assert optional == {"云岭实验室": False, "海洋装备": True, "新材料": True}


def test_a_name_of_a_coordination_stands_in_its_whole_span(desk):
    run(desk, SHEET)
    start, end = passage(desk)["entities"][-1]["at"]
    assert TEXT[start:end] == "国家、省重点实验室"


def test_merged_passages_are_read_as_examples(desk):
    run(desk, SHEET)
    example = next(iter_passages([desk / "corpus"], passages=desk / "passages.json"))
    assert example.text == TEXT
    spans = {
        example.text[span.start : span.end] for span in gold_spans(TEXT, example.gold["entities"])
    }
    assert spans >= {"望川市科技局", "云岭实验室"}
    assert spans.isdisjoint({"海洋装备", "新材料"})


def test_what_two_readers_require_is_required(desk):
    other = SHEET.replace("L\t科技局", "L?\t科技局").replace("N\t国家", "N?\t国家")
    third = SHEET.replace("L\t云岭实验室\tfocusesOn\t海洋装备\tachieved\n", "")
    assert run(desk, SHEET, other) == 0
    assert all(row["optional"] for row in passage(desk)["links"])
    assert passage(desk)["observations"][0]["optional"]
    assert run(desk, SHEET, third, options=["--replace"]) == 0
    assert len(passage(desk)["links"]) == 3
    assert "optional" not in passage(desk)["links"][0]


def test_one_name_written_in_two_ways_is_one():
    one = read_blocks("=== a\nE\t“强链”行动\tProgramme\nL\t“强链”行动\tsupports\t云岭\tplanned\n")
    other = read_blocks("=== a\nE\t强链行动\tPark\nL\t强链行动\tsupports\t云岭\tplanned\n")
    both = merged(one["a"], other["a"])
    assert both.entities == [
        {"name": "“强链”行动", "class": "Programme", "also": ["Park"], "aliases": ["强链行动"]}
    ]
    assert both.links == [{"s": "“强链”行动", "p": "supports", "o": "云岭", "status": "planned"}]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            ("云岭实验室\tachieved", "云峰实验室\tachieved"),
            "x1: 云峰实验室 is no name of the passage",
        ),
        (("focusesOn\t海洋", "covers\t海洋"), "x1: covers is no predicate"),
        (
            ("海洋装备\tachieved", "海洋装备\tdone"),
            "x1: done is none of achieved, ongoing, planned",
        ),
        (("focusesOn\t海洋装备", "focusesOn\t云岭实验室"), "links a name with itself"),
        (("focusesOn\t海洋装备", "focusesOn\t新材料"), "stands twice"),
        (("8\tachieved\t新建", "8\tachieved\t扩建"), "does not stand in the passage; quote it"),
        (("E?\t新材料", "E?\t旧材料"), "旧材料 does not stand in the passage"),
        (("Laboratory", "Lab"), "no entity class 'Lab'"),
        (("=== x1", "=== y1"), "y1 is no passage of passages.json"),
        (("=== x1", "=== x2"), "x2 has links already; --replace"),
        (("L\t科技局", "K\t科技局"), "sheet1.tsv, line 4"),
        (("N\t国家重点实验室\t12", "N\t国家重点实验室\t多"), "sheet1.tsv, line 7"),
    ],
)
def test_a_wrong_sheet_is_named_and_nothing_is_written(desk, capsys, wrong, said):
    before = (desk / "passages.json").read_bytes()
    assert run(desk, SHEET.replace(*wrong, 1)) == 1
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1
    assert (desk / "passages.json").read_bytes() == before


def test_a_passage_without_its_text_is_named(desk, capsys):
    (desk / "corpus" / "a.txt").unlink()
    assert run(desk, SHEET) == 1
    assert "The text of x1 is in no --corpus folder" in capsys.readouterr().err


def test_agreement_counts_what_both_require(desk, capsys):
    other = SHEET.replace("L\t科技局", "L?\t科技局")
    run(desk, SHEET, other)
    assert agreement.main([str(desk / "sheet1.tsv"), str(desk / "sheet2.tsv")]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "1 passages in both"
    assert lines[2].startswith("links: 2 and 1 required; F1 0.667; 1.000 of them had")
    assert lines[3].startswith("observations: 1 and 1 required; F1 1.000")


def test_agreement_is_silent_on_what_no_sheet_has(desk, capsys):
    links = "=== x1\nL\t云岭实验室\tfocusesOn\t海洋装备\tachieved\n"
    run(desk, links, links)
    assert agreement.main([str(desk / "sheet1.tsv"), str(desk / "sheet2.tsv")]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == [
        "links: 1 and 1 required; F1 1.000; 1.000 of them had by the other, be it as optional"
    ]


def test_agreement_names_a_sheet_that_it_cannot_read(desk, capsys):
    (desk / "wrong.tsv").write_text("=== x1\nL\t云岭实验室\n", "utf-8")
    assert agreement.main([str(desk / "wrong.tsv"), str(desk / "none.tsv")]) == 1
    error = capsys.readouterr().err
    assert "wrong.tsv, line 2" in error
    assert error.count("\n") == 1


def test_shipped_passages_say_of_each_link_two_names_of_theirs():
    rows = json.loads(PASSAGES.read_text("utf-8"))
    assert merge.dump_passages(rows) == PASSAGES.read_text("utf-8")
    for row in rows:
        optional = {entity["name"]: entity.get("optional", False) for entity in row["entities"]}
        for link in row.get("links", ()):
            unsure = optional[link["s"]] or optional[link["o"]]
            assert link.get("optional", False) or not unsure, (row["id"], link)
        assert all(number["about"] in optional for number in row.get("observations", ()))
        assert ("links" in row) == ("observations" in row)


def test_documentation_states_how_much_is_annotated():
    rows = json.loads(PASSAGES.read_text("utf-8"))
    readme = PASSAGES.with_name("README.md").read_text("utf-8")
    assert merge.summary(rows) in re.sub(r"\s+", " ", readme)
