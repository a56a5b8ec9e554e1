"""Rows as text: faithful data in csv, json, jsonl; readable tables; nothing that runs."""

from __future__ import annotations

import csv
import io
import json

import pytest
from gold import gold_extractions
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from innograph.graph.errors import UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rows import Rows
from innograph.queries.ask import ask
from innograph.queries.render import FORMATS, render

SENTENCE = (
    "聚焦航空发动机、新材料等重点产业链，采取“链主自建+共享开放”“政府搭台+院所运营”两种模式。" * 3
)
ROWS = Rows(
    ("platform", "value", "sentence"),
    [("中试平台", 69, SENTENCE), ("概念|验证*中心", None, "a\nb"), ("−", -3.25, '"x", y')],
)


def text(rows, form, **options):
    return "".join(render(rows, form, **options))


@pytest.fixture(scope="module")
def answer():
    graph = MemoryGraph(gold_extractions(), ontology=load_ontology())
    return ask(graph, 1, language="sparql", document="wangchuan-work-report-2024")


def test_json_is_an_array_of_objects_by_column():
    assert json.loads(text(ROWS, "json")) == list(ROWS)
    assert json.loads(text(Rows(("a",), []), "json")) == []


def test_jsonl_is_one_object_a_line():
    lines = text(ROWS, "jsonl").splitlines()
    assert [json.loads(line) for line in lines] == list(ROWS)
    assert text(Rows(("a",), []), "jsonl") == ""


def test_csv_reads_back():
    head, *records = csv.reader(io.StringIO(text(ROWS, "csv")))
    assert head == list(ROWS.columns)
    assert records == [
        ["中试平台", "69", SENTENCE],
        ["概念|验证*中心", "", "a\nb"],
        ["−", "-3.25", '"x", y'],
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+1",
        "-1",
        "@a",
        "\t=1",
        "\r=1",
        "\n=1",
        "\x07=1",
        "\ufeff=1",
        "\u200b=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
    ],
)
def test_csv_gives_a_spreadsheet_nothing_to_run(cell):
    head, record = csv.reader(io.StringIO(text(Rows((cell,), [(cell,)]), "csv")))
    assert head[0].startswith("'")
    assert record[0].startswith("'")


def test_csv_leaves_numbers_alone():
    assert text(Rows(("a", "b"), [(-3, -2.5)]), "csv") == "a,b\n-3,-2.5\n"


@given(st.lists(st.tuples(st.text(), st.none() | st.integers() | st.floats()), max_size=5))
def test_whatever_the_cells_hold_the_formats_keep_their_form(records):
    rows = Rows(("a", "b"), records)
    for line, record in zip(
        text(rows, "jsonl").splitlines() if records else [], records, strict=False
    ):
        assert json.loads(line)["a"] == record[0]
    assert len(json.loads(text(rows, "json"))) == len(records)
    assert len(list(csv.reader(io.StringIO(text(rows, "csv"), newline="")))) == len(records) + 1
    assert len(text(rows, "markdown").split("\n")) == len(records) + 3


def test_markdown_cells_cannot_open_another_cell():
    lines = text(ROWS, "markdown").splitlines()
    assert lines[1] == "| --- | --- | --- |"
    assert "概念\\|验证\\*中心" in lines[3]
    assert "a b" in lines[3]
    assert "&lt;b&gt;" in text(Rows(("a",), [("<b>",)]), "markdown")


@pytest.mark.parametrize("width", [60, 100, 160])
def test_a_table_keeps_to_the_width_with_chinese_in_it(width):
    for wide in (False, True):
        lines = text(ROWS, "table", width=width, wide=wide).splitlines()
        assert max(map(cell_len, lines)) <= width


def test_a_table_lines_up_columns_of_chinese():
    rows = Rows(("a", "b"), [("中试", "x"), ("abcd", "x"), ("中a", "x")])
    ends = {cell_len(line.rpartition("x")[0]) for line in text(rows, "table").splitlines()[2:]}
    assert len(ends) == 1


def test_long_texts_are_cut_in_narrow_tables_only():
    narrow = text(ROWS, "table", width=100)
    wide = text(ROWS, "table", width=100, wide=True)
    assert "…" in narrow
    assert "…" not in wide
    assert len(wide) > len(narrow)
    for form in FORMATS:
        assert "…" not in text(ROWS, form)


def test_a_table_of_an_answer_leaves_out_ids(answer):
    assert "platform_id" not in text(answer, "table")
    assert "platform_id" in text(answer, "table", wide=True, width=300)
    assert "platform_id" in text(answer, "csv")
    assert len(json.loads(text(answer, "json"))) == len(answer)


def test_control_characters_do_not_reach_the_terminal():
    rows = Rows(("a",), [("x\x1b[31m\x07y\u202e",)])
    for form in ("table", "csv", "markdown", "json", "jsonl"):
        assert "\x1b" not in text(rows, form)
        assert "\x07" not in text(rows, form)
    assert "\\x1b" in text(rows, "table")


def test_text_that_looks_like_markup_is_shown_as_it_is():
    assert "[bold]x[/bold]" in text(Rows(("a",), [("[bold]x[/bold]",)]), "table")


def test_values_without_a_form_of_their_own_in_json():
    cells = ({"b": [1, None]}, float("nan"), b"\x01")
    record = json.loads(text(Rows(("m", "x", "y"), [cells]), "jsonl"))
    assert record["m"] == {"b": [1, None]}
    assert record["x"] == "nan"
    assert record["y"] == "01"


def test_long_answers_are_streamed():
    rows = Rows(("a",), [("x" * 100,)] * 5000)
    for form in ("table", "csv", "json", "jsonl", "markdown"):
        assert len(list(render(rows, form))) > 1


def test_an_answer_without_columns_is_no_error():
    for form in ("table", "csv", "json", "jsonl", "markdown"):
        assert text(Rows((), []), form).strip() in ("", "[]")


def test_an_unknown_format():
    with pytest.raises(UsageError, match="no format 'xml'"):
        render(ROWS, "xml")
