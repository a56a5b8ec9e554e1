"""Judging: the figures are those of the scorer of the annotated texts, and what else is told is so."""

from __future__ import annotations

import contextlib
import csv
import importlib.util
import io
import json
import os
import re
import shutil
import subprocess
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from command import SAMPLES, copy_samples, innograph, typed
from conftest import missing
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from innograph.graph.ontology import load_ontology
from innograph.ingest.evaluation.compare import compare
from innograph.ingest.evaluation.form import read_form
from innograph.ingest.evaluation.tally import STATUS, summary

ONTOLOGY = load_ontology()
TEXT = (
    "北城市量子实验室聚焦量子通信领域，面向新材料产业。2023年，全市高新技术企业达到120家，增长8%。"
    "下一步，将建设北城市中试平台。\n"
)
GOLD = {
    "doc": "one",
    "entities": [
        {"name": "北城市量子实验室", "class": "Laboratory", "aliases": [], "quote": "北城市量子实验室"},
        {"name": "量子通信", "class": "TechnologyField", "aliases": [], "quote": "量子通信"},
        {"name": "新材料", "class": "Industry", "aliases": ["新材料产业"], "quote": "新材料产业"},
        {"name": "高新技术企业", "class": "Cohort", "aliases": [], "quote": "高新技术企业"},
        {"name": "北城市", "class": "Place", "aliases": [], "quote": "北城市", "optional": True},
    ],
    "links": [
        {"s": "北城市量子实验室", "p": "focusesOn", "o": "量子通信", "status": "achieved"},
        {"s": "北城市量子实验室", "p": "focusesOn", "o": "新材料", "status": "achieved"},
        {"s": "北城市", "p": "establishes", "o": "北城市量子实验室", "status": "achieved", "optional": True},
    ],
    "observations": [
        {"about": "高新技术企业", "value": 120, "unit": "家", "year": 2023, "growth_pct": 8, "status": "achieved"}
    ],
}  # fmt: skip


def shared():
    """The folder of the annotated texts."""
    folder = os.environ.get("INNOGRAPH_SHARED")
    if not folder:
        missing("INNOGRAPH_SHARED is not set: the annotated texts are not part of this repository.")
    return Path(folder) / "eval"


@cache
def scorer():
    """The script that the annotated texts come with."""
    spec = importlib.util.spec_from_file_location("score", shared() / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def scored(gold, predicted):
    """Figure → (right, extra, missed) of that script."""
    tallies = scorer().score(gold, predicted)
    status = tallies.pop("_status")
    found = {name: (t.tp, t.fp, t.fn) for name, t in tallies.items()}
    return found | {STATUS: (status[True], status[False], 0)}


def told(rows):
    """The same of what the command says."""
    return {
        row["figure"]: (row["right"], row["extra"], row["missed"] or 0) for row in json.loads(rows)
    }


def put(folder, **documents):
    """One JSON file a document."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, record in documents.items():
        text = record if isinstance(record, str) else json.dumps(record, ensure_ascii=False)
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def example(tmp_path):
    """Gold of one text, and the text."""
    put(tmp_path / "gold", one=GOLD)
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("part", ["train", "dev"])
def test_every_figure_is_that_of_the_scorer(part, tmp_path):
    folder = shared() / part
    innograph("extract", folder / "texts", "--out", tmp_path)
    expected = scored(folder / "gold", tmp_path)
    assert expected["links, all"][0] > 10
    from_files = innograph("evaluate", folder / "gold", tmp_path, "-f", "json")
    from_texts = innograph("evaluate", folder / "gold", "--texts", folder / "texts", "-f", "json")
    assert told(from_files.stdout) == told(from_texts.stdout) == expected


@cache
def originals():
    """Some documents of gold to change at random."""
    files = sorted((SAMPLES / "gold").glob("*.json"))
    return [json.loads(f.read_text("utf-8")) for f in files if f.stem != "questions"]


@st.composite
def changed(draw):
    """Gold and a prediction: both made of one document by small changes."""
    original = draw(st.sampled_from(originals()))
    return draw(changes(original, gold=True)), draw(changes(original, gold=False))


@st.composite
def changes(draw, original, *, gold):
    """Rows dropped, doubled, renamed, made optional, of another class, predicate, status or value."""
    document = json.loads(json.dumps(original))
    names = [entity["name"] for entity in document["entities"]]
    often = st.integers(0, 9).map(lambda n: n < 2)
    classes = st.sampled_from([n for n in ONTOLOGY.classes if n not in ("Field", "Policy")])
    predicates = st.sampled_from(["focusesOn", "cooperatesWith", "supports"])
    forms = ["achieved", "ongoing", "planned"] if gold else ["Sought", "intended", "none", None]
    for entity in document["entities"]:
        if draw(often):
            entity["class"] = draw(classes)
        if draw(often):
            entity["aliases"] = [*entity["aliases"], draw(st.sampled_from([*names, "产业", "“”"]))]
        if draw(often):
            entity["also"] = [draw(classes)]
    for link in document["links"]:
        if draw(often):
            link |= {"s": link["o"], "o": link["s"]}
        if draw(often):
            link["p"] = draw(predicates)
        if draw(often):
            link["status"] = draw(st.sampled_from(forms))
        if draw(often):
            link["status_also"] = [draw(st.sampled_from(["planned", "Achieved", "what"]))]
    for number in document["observations"]:
        if draw(often):
            number |= {"value": None, "growth_pct": draw(st.sampled_from([5, 5.5, 1e-9]))}
        if draw(often):
            number["about"] = draw(st.sampled_from(names))
    for key in ("links", "observations", *(() if gold else ("entities",))):
        rows = document[key]
        document[key] = [row for row in rows if not draw(often)]
        document[key] += [dict(row) for row in rows if draw(often)]
    for key in ("entities", "links", "observations"):
        for row in document[key]:
            if draw(often):
                row["optional"] = draw(st.booleans())
    return document


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(changed())
def test_it_is_so_whatever_gold_and_prediction_are(tmp_path_factory, pair):
    gold, found = pair
    folder = tmp_path_factory.mktemp("changed")
    expected = scored(put(folder / "gold", one=gold), put(folder / "predicted", one=found))
    comparison = compare(
        read_form(gold, "gold", "one", ONTOLOGY, gold=True),
        read_form(found, "predicted", "one", ONTOLOGY, gold=False),
        ONTOLOGY,
    )
    figures = summary([comparison], ONTOLOGY)
    assert {name: (t.right, t.extra, t.missed or 0) for name, t in figures.items()} == expected


def test_gold_against_itself_is_right_in_all(example):
    done = innograph("evaluate", "gold", "gold", "-f", "json", cwd=example)
    for row in json.loads(done.stdout):
        assert (row["precision"], row["extra"]) == (1, 0) or row[
            "figure"
        ] == "links, all but focusesOn"
    assert told(done.stdout)["links, all"] == (2, 0, 0)  # the optional one counts neither way


def test_a_document_without_a_prediction_is_missed_and_told(example):
    put(example / "predicted", other=GOLD)
    done = innograph("evaluate", "gold", "predicted", "-f", "json", cwd=example)
    assert told(done.stdout)["entities, group"] == (0, 0, 4)
    assert "one has no prediction" in done.stderr
    assert "without gold are left out: 1" in done.stderr


def prediction():
    """A reading with one error of each kind."""
    return {
        "entities": [
            {"name": "北城市量子实验室", "class": "InnovationCenter"},
            {"name": "新材料产业", "class": "Industry"},
            {"name": "高新技术企业", "class": "Indicator"},
            {"name": "下一步", "class": "Event", "quote": "下一步"},
        ],
        "links": [
            {"s": "北城市量子实验室", "p": "focusesOn", "o": "新材料产业", "status": "planned"},
            {"s": "北城市量子实验室", "p": "supports", "o": "新材料产业", "status": "achieved"},
        ],
        "observations": [{"about": "高新技术企业", "value": 121, "unit": "家", "quote": "120家"}],
    }


def test_errors_are_listed_with_their_sentence(example):
    put(example / "predicted", one=prediction())
    call = ("evaluate", "gold", "predicted", "--texts", "texts", "--errors", "-f", "json")
    rows = json.loads(innograph(*call, cwd=example).stdout)
    first, second, third = (s + "。" for s in TEXT.strip().split("。")[:3])
    assert [(row["kind"], row["expected"], row["found"]) for row in rows] == [
        ("entity missed", "量子通信 (TechnologyField)", None),
        ("entity extra", None, "下一步 (Event)"),
        ("entity of another group", "高新技术企业 (Cohort)", "高新技术企业 (Indicator)"),
        ("entity of another class", "北城市量子实验室 (Laboratory)", "北城市量子实验室 (InnovationCenter)"),
        ("link missed", "北城市量子实验室 focusesOn 量子通信 (achieved)", None),
        ("link extra", None, "北城市量子实验室 supports 新材料产业 (achieved)"),
        ("link with another status", "北城市量子实验室 focusesOn 新材料 (achieved)",
         "北城市量子实验室 focusesOn 新材料产业 (planned)"),
        ("observation missed", "高新技术企业: 120家 +8 % (achieved)", None),
        ("observation extra", None, "高新技术企业: 121家 (None)"),
    ]  # fmt: skip
    shown = {row["kind"]: row["sentence"] for row in rows}
    assert shown["entity missed"] == first
    assert shown["observation extra"] == second
    assert shown["entity extra"] == third


def test_figures_by_kind_add_up_to_the_summary(example):
    put(example / "predicted", one=prediction())

    def by(kind):
        done = innograph("evaluate", "gold", "predicted", "--by", kind, "-f", "csv", cwd=example)
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        return {row[kind]: (row["right"], row["extra"], row["missed"]) for row in rows}

    assert by("top") == {
        "Platform": ("1", "0", "0"),
        "Field": ("1", "0", "1"),
        "Event": ("0", "1", "0"),
        "Cohort": ("0", "0", "1"),
        "Indicator": ("0", "1", "0"),
    }
    assert by("class")["Laboratory"] == ("0", "0", "1")
    assert by("class")["InnovationCenter"] == ("0", "1", "0")
    assert by("predicate") == {"focusesOn": ("1", "0", "1"), "supports": ("0", "1", "0")}
    assert by("status") == {"achieved": ("0", "1", "")}
    assert by("document")["one: observations"] == ("0", "1", "1")


@pytest.mark.parametrize("kind", ["rule", "confidence"])
def test_rules_and_confidences_come_from_extractions(example, kind):
    innograph("extract", "texts", "--out", "read", "--form", "jsonl", cwd=example)
    innograph("extract", "texts", "--out", "form", cwd=example)
    from_file = innograph("evaluate", "gold", "read", "--by", kind, "-f", "json", cwd=example)
    from_text = innograph("evaluate", "gold", "--texts", "texts", "--by", kind, "-f", "json", cwd=example)  # fmt: skip
    assert from_file.stdout == from_text.stdout
    rows = json.loads(from_text.stdout)
    whole = json.loads(innograph("evaluate", "gold", "read", "-f", "json", cwd=example).stdout)
    counted = [row for row in whole if row["figure"] in ("links, all", "observations")]
    assert sum(row["right"] for row in rows) == sum(row["right"] for row in counted) > 0
    assert sum(row["found"] for row in rows) == sum(row["right"] + row["extra"] for row in counted)
    assert all(0.5 < row["stated"] <= 1 for row in rows)
    done = innograph("evaluate", "gold", "form", "--by", kind, cwd=example, code=2)
    assert f"no {kind}" in done.stderr


def test_baselines_stand_beside(example):
    call = ("evaluate", "gold", "--texts", "texts", "--baselines", "-f", "json")
    rows = {row["figure"]: row for row in json.loads(innograph(*call, cwd=example).stdout)}
    # Lexicons know the fields and the enterprises, and no laboratory: three of four.
    assert rows["entities, group"]["gazetteer f1"] == round(6 / 7, 3)
    assert not rows["links, all"]["gazetteer f1"]
    assert rows["links, Platform focusesOn Field"]["sentence pairs f1"] == 1
    assert not rows["observations"]["sentence pairs f1"]


WRONG = [
    ("{", "no JSON"),
    ("[" * 100_000, "no JSON"),
    ('"text"', "no annotation"),
    ({"doc": "one"}, "has no 'entities'"),
    (GOLD | {"links": {}}, "'links' must be a list"),
    (GOLD | {"entities": ["北城市"]}, "entity 1 must be an object"),
    (GOLD | {"entities": [{"class": "Place"}]}, "entity 1 has no 'name'"),
    (GOLD | {"entities": [{"name": "北城市", "class": "City"}]}, "'City'"),
    (GOLD | {"entities": [{"name": "北城市", "class": "Field"}]}, "'Field'"),
    (GOLD | {"entities": [{"name": "北", "class": "Place", "aliases": "城"}]}, "list of texts"),
    (GOLD | {"links": [{"s": "高新技术企业", "p": "likes", "o": "新材料", "status": "planned"}]}, "'likes'"),
    (GOLD | {"links": [{"s": "谁", "p": "supports", "o": "新材料", "status": "planned"}]}, "names '谁'"),
    (GOLD | {"links": [{"s": "高新技术企业", "p": "supports", "o": "新材料", "status": "done"}]}, "'done'"),
    (GOLD | {"links": [{"s": "高新技术企业", "p": "supports", "o": "新材料"}]}, "status None"),
    (GOLD | {"observations": [{"about": "新材料", "value": "many", "status": "planned"}]}, "'many'"),
    (GOLD | {"observations": [{"about": "新材料", "status": "planned"}]}, "neither a value"),
    (GOLD | {"observations": [{"about": "新材料", "value": 10**400, "status": "planned"}]}, "'value'"),
    (GOLD | {"observations": [{"about": "新材料", "value": True, "status": "planned"}]}, "True"),
    (GOLD | {"entities": [{"name": "北", "class": "Place", "optional": "yes"}]}, "'yes'"),
    (GOLD | {"entities": [{"name": "北", "class": "Place", "at": [1]}]}, "[1]"),
]  # fmt: skip


@pytest.mark.parametrize(("record", "words"), WRONG)
def test_wrong_gold_is_one_sentence_that_names_file_and_entry(example, record, words):
    put(example / "gold", one=record)
    done = innograph("evaluate", "gold", "gold", cwd=example, code=1)
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    assert words in done.stderr
    assert str(Path("gold") / "one.json") in done.stderr
    assert done.stdout == ""


CALLS = [
    (("nowhere", "gold"), 2, "no folder nowhere"),
    (("gold", "nowhere"), 2, "no folder nowhere"),
    (("gold",), 2, "--texts"),
    (("gold", "gold", "--baselines"), 2, "--texts"),
    (("gold", "gold", "--errors", "--by", "top"), 2, "exclude"),
    (("texts", "gold"), 1, "no annotation in texts"),
    (("gold", "--texts", "gold"), 1, "None of the texts"),
    (("gold", "--texts", "nowhere"), 2, "no folder nowhere"),
]


@pytest.mark.parametrize(("call", "code", "words"), CALLS)
def test_a_wrong_call_is_one_sentence(example, call, code, words):
    done = innograph("evaluate", *call, cwd=example, code=code)
    assert words in done.stderr


def test_what_is_no_annotation_and_quotes_that_are_nowhere_are_told(example):
    put(example / "gold", notes={"what": "else"}, one=GOLD | {"links": [], "observations": []})
    gold = json.loads((example / "gold" / "one.json").read_text("utf-8"))
    gold["entities"][0]["quote"] = "西城市"
    put(example / "gold", one=gold)
    done = innograph("evaluate", "gold", "--texts", "texts", cwd=example)
    assert "notes.json is no annotation" in done.stderr
    assert "1 quotes of gold are not in the text, first '西城市'" in done.stderr


class Page(HTMLParser):
    """The elements of a page, and what it says."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.attributes, self.said = [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.said.append(data)


def test_the_page_groups_errors_and_runs_nothing_that_a_text_says(example):
    hostile = (
        '<script src="https://evil.example/x.js">alert(1)</script><img src=x onerror=alert(1)>'
    )
    (example / "texts" / "one.txt").write_text(TEXT + f"下一步，{hostile}发展氢能产业。\n", "utf-8")
    found = prediction()
    found["entities"] += [{"name": hostile, "class": '"><b>', "quote": hostile}]
    put(example / "predicted", one=found)
    call = ("evaluate", "gold", "predicted", "--texts", "texts", "--html", "errors.html")
    innograph(*call, cwd=example)
    text = (example / "errors.html").read_text(encoding="utf-8")
    page = Page(text)
    assert not {"script", "img", "b", "iframe", "form"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "src"]
    assert [value for name, value in page.attributes if name == "href"] == ["data:,"]
    assert [value for name, value in page.attributes if value and "default-src 'none'" in value]
    said = "".join(page.said)
    assert hostile in said
    for kind, count in (("entity extra", 2), ("link missed", 1), ("observation extra", 1)):
        assert re.search(rf"{kind}\s+{count}\s", said)
    done = innograph(*call, cwd=example, code=2)
    assert "--force" in done.stderr
    again = innograph(*call, "--force", cwd=example)
    assert (example / "errors.html").read_text(encoding="utf-8") == text
    assert "errors.html" in again.stderr


def test_make_eval_judges_the_samples_or_a_folder_of_ones_own(tmp_path):
    root = SAMPLES.parent
    for target, extra in (("eval", "--baselines"), ("calibration", "--by confidence")):
        for given_, folders in (
            ((), ("samples/gold", "samples")),
            (("TEXTS=a b",), ("a b/gold", "a b/texts")),
        ):
            done = subprocess.run(
                ["make", "-n", "--no-print-directory", "-o", ".venv/.installed", target, *given_],
                cwd=root, capture_output=True, text=True, check=True,
            )  # fmt: skip
            line = done.stdout.strip().splitlines()[-1]
            assert f"innograph evaluate '{folders[0]}' --texts '{folders[1]}' {extra}" in line
    shutil.copytree(SAMPLES, tmp_path / "samples")
    with contextlib.chdir(tmp_path):
        done = innograph("evaluate", "samples/gold", "--texts", "samples", "--baselines")
    assert "sentence pairs f1" in done.stdout
    assert "no prediction" not in done.stderr


@pytest.mark.slow
def test_the_commands_of_the_page_on_extraction_run_as_printed(tmp_path):
    copy_samples(tmp_path / "plans")
    shutil.copytree(SAMPLES / "gold", tmp_path / "gold")
    page = (SAMPLES.parent / "docs" / "extraction.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```sh\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    for line in lines:
        typed(line, cwd=tmp_path)
    assert len(lines) > 8
    assert len(list((tmp_path / "sheets").glob("*.json"))) == 12
    for kind in re.search(r"`--by ([\w|]+)`", page)[1].split("|"):
        typed(f"innograph evaluate gold --texts plans --by {kind}", cwd=tmp_path)
