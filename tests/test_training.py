"""The passages written for training: each name, quote and link is such as the annotation form has."""

from __future__ import annotations

import json
import math
import re

import pytest

from innograph.graph.ontology import load_ontology
from innograph.ingest.annotate.choices import form_classes, form_predicates, form_statuses
from training.data import PASSAGES, iter_written
from training.spans import find_name

ONTOLOGY = load_ontology()
CHINESE = re.compile("[一二两三四五六七八九十百千万亿半成翻首]")
WRITTEN = list(iter_written())
PASSAGE_ROWS = json.loads(PASSAGES.read_text("utf-8"))
# Nouns that say a kind of platform or body and nothing else.
KINDS = frozenset(
    [
        "孵化器",
        "众创空间",
        "概念验证中心",
        "中试基地",
        "重点实验室",
        "联合实验室",
        "公共服务平台",
        "科技创新平台",
        "高等院校",
        "科研机构",
        "研发机构",
        "金融机构",
        "行业协会",
        "有关部门",
    ]
)
ENDS = ("s", "o", "about")
BLOCK = """=== n001 news
市科技局印发《星火计划》，支持光电。
E\t{name}\tGovernmentBody
E\t星火计划\tPolicyDocument
L\t市科技局\tissues\t星火计划\tachieved
N?\t星火计划\t3\t条\t-\t-\tachieved\t{quote}
"""


def rows(kind):
    return [(example, row) for example in WRITTEN for row in example.gold[kind]]


def annotated():
    """Name and annotation of all that was read for training with links and numbers."""
    yield from ((example.name, example.gold) for example in WRITTEN)
    yield from ((row["id"], row) for row in PASSAGE_ROWS if "links" in row)


def written(folder, name="市科技局", quote="印发《星火计划》"):
    path = folder / "written.txt"
    path.write_text(BLOCK.format(name=name, quote=quote), "utf-8")
    return list(iter_written(written=path))


def required_link_fits(example, link):
    classes = {row["name"]: ONTOLOGY.classes[row["class"]] for row in example.gold["entities"]}
    term = ONTOLOGY.predicates[link["p"]]
    ends = ((link["s"], term.domain), (link["o"], term.range))
    return all(set(classes[end].labels) & set(allowed) for end, allowed in ends)


def test_every_passage_is_there_once_and_has_text():
    ids = [example.name for example in WRITTEN]
    assert len(ids) == len(set(ids)) > 100
    assert not [example.name for example in WRITTEN if len(example.text) < 60 or example.full]
    assert all(example.source == example.name for example in WRITTEN)


def test_every_name_and_alias_stands_in_its_passage():
    missing = [
        (example.name, form)
        for example, row in rows("entities")
        for form in (row["name"], *row["aliases"])
        if form not in example.text and find_name(example.text, form, row["aliases"]) is None
    ]
    assert missing == []


def test_no_name_is_listed_twice_in_a_passage():
    for example in WRITTEN:
        names = [row["name"] for row in example.gold["entities"]]
        assert len(names) == len(set(names)), example.name


def test_classes_predicates_and_statuses_are_of_the_form():
    assert {row["class"] for _, row in rows("entities")} <= set(form_classes(ONTOLOGY))
    assert {row["p"] for _, row in rows("links")} <= set(form_predicates(ONTOLOGY))
    said = {row["status"] for kind in ("links", "observations") for _, row in rows(kind)}
    assert said <= set(form_statuses(ONTOLOGY))


def test_links_and_numbers_are_about_names_of_their_passage():
    for example, row in rows("links"):
        names = {entity["name"] for entity in example.gold["entities"]}
        assert {row["s"], row["o"]} <= names, (example.name, row)
        assert row["s"] != row["o"], (example.name, row)
    for example, row in rows("observations"):
        names = {entity["name"] for entity in example.gold["entities"]}
        assert row["about"] in names, (example.name, row)


def test_required_links_join_what_the_ontology_lets_them_join():
    required = [(e, row) for e, row in rows("links") if not row.get("optional")]
    assert len(required) > 200
    odd = [(e.name, row) for e, row in required if not required_link_fits(e, row)]
    assert odd == []


def test_a_noun_that_only_says_a_kind_is_required_where_a_link_or_a_number_needs_it():
    for name, gold in annotated():
        rows_ = [*gold["links"], *gold["observations"]]
        needed = {row.get(end) for row in rows_ if not row.get("optional") for end in ENDS}
        for row in gold["entities"]:
            if row["name"] in KINDS and not row.get("optional"):
                assert needed & {row["name"], *row.get("aliases", ())}, (name, row)


def test_projects_are_programmes():
    of_projects = [
        (name, row)
        for name, gold in annotated()
        for row in gold["entities"]
        if row["name"].endswith("项目")
    ]
    assert len(of_projects) > 200
    assert [each for each in of_projects if each[1]["class"] == "Cohort"] == []


def test_a_number_has_a_value_or_growth_and_stands_in_its_quote():
    for example, row in rows("observations"):
        start, end = row["at"]
        assert example.text[start:end] == row["quote"]
        given = [row[key] for key in ("value", "growth_pct") if row[key] is not None]
        assert given, (example.name, row)
        assert all(math.isfinite(number) for number in given)
        for number in given:
            said = f"{abs(number):g}" in row["quote"].replace(",", "") or CHINESE.search(
                row["quote"]
            )
            assert said, (example.name, row)


def test_a_written_block_is_read_as_an_example(tmp_path):
    (example,) = written(tmp_path)
    assert example.text == "市科技局印发《星火计划》，支持光电。"
    assert [row["at"] for row in example.gold["entities"]] == [[0, 4], [7, 11]]
    assert example.gold["links"][0]["p"] == "issues"
    assert example.gold["observations"][0]["optional"]


@pytest.mark.parametrize("wrong", [{"name": "省科技厅"}, {"quote": "颁布《星火计划》"}])
def test_what_does_not_stand_in_the_passage_is_named(tmp_path, wrong):
    (missing,) = wrong.values()
    with pytest.raises(ValueError, match=f"n001: .*{missing}"):
        written(tmp_path, **wrong)
