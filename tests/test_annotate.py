"""A reading that people correct, in a text editor or in Label Studio, and that is judged afterwards."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from command import copy_samples, innograph, sample_texts

from innograph.graph.store import open_store

TEXT = (
    "北城市量子实验室聚焦量子通信领域。全市𠮷祥园区拥有国家、省重点实验室12家，高新技术企业120家，增长8%。\n"
)  # fmt: skip


@pytest.fixture
def example(tmp_path):
    """One text."""
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    return tmp_path


@pytest.fixture(scope="module")
def samples(tmp_path_factory):
    """The samples, read in the annotation form, as sheets, and as tasks for Label Studio."""
    folder = tmp_path_factory.mktemp("samples")
    copy_samples(folder / "texts")
    innograph("extract", "texts", "--out", "form", cwd=folder)
    innograph("annotate", "texts", "--out", "sheets", cwd=folder)
    innograph("annotate", "texts", "--out", "tasks", "--for", "labelstudio", cwd=folder)
    return folder


def figures(gold, predicted, cwd):
    """Figure → (right, extra, missed)."""
    done = innograph("evaluate", gold, predicted, "-f", "json", cwd=cwd)
    rows = json.loads(done.stdout)
    return {row["figure"]: (row["right"], row["extra"], row["missed"] or 0) for row in rows}


def submitted(tasks, change=lambda task, results: results):
    """What Label Studio exports when a person submits each prediction, changed or not."""
    exported = []
    for number, task in enumerate(tasks, 1):
        results = json.loads(json.dumps(task["predictions"][0]["result"]))
        annotation = {"id": number, "was_cancelled": False, "result": change(task, results)}
        exported.append({"id": number, **task, "annotations": [annotation]})
    return exported


def load(path):
    return json.loads(path.read_text(encoding="utf-8"))


def save(path, record):
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")


def test_a_sheet_comes_back_as_it_was_read(samples):
    found = figures("sheets", "form", samples)
    assert found["links, all"][0] > 80
    assert all((extra, missed) == (0, 0) for _, extra, missed in found.values())
    assert figures("form", "sheets", samples) == found


def test_label_studio_gives_back_what_it_was_given(samples):
    save(samples / "exported" / "project-1.json", submitted(load(samples / "tasks" / "tasks.json")))
    found = figures("exported", "form", samples)
    assert found == figures("sheets", "form", samples)
    assert figures("form", "tasks", samples) == found  # the prediction alone can be judged too


def test_a_sheet_holds_the_text_and_says_how_to_edit_it(samples):
    for text in sample_texts():
        sheet = load(samples / "sheets" / f"{text.stem}.json")
        assert list(sheet) == ["doc", "how", "sentences"]
        whole = text.read_text(encoding="utf-8")
        assert "".join(sheet["sentences"][0]["text"].split()) in "".join(whole.split())
        shown = "".join("".join(s["text"].split()) for s in sheet["sentences"])
        assert shown == "".join(whole.split())
        for sentence in sheet["sentences"]:
            assert list(sentence) == ["text", "entities", "links", "observations"]
        how = " ".join(sheet["how"])
        for row in (row for s in sheet["sentences"] for row in s["entities"]):
            assert row["class"] in how
        for row in (row for s in sheet["sentences"] for row in (*s["links"], *s["observations"])):
            assert row["quote"] in whole
            assert row["status"] in how
            assert row.get("p", "p") in how


def test_a_corrected_sheet_is_gold(example):
    innograph("annotate", "one.txt", "--out", "gold", cwd=example)
    innograph("extract", "one.txt", "--out", "form", cwd=example)
    sheet = load(example / "gold" / "one.json")
    first, second = sheet["sentences"][:2]
    assert [row["name"] for row in first["entities"]] == ["北城市量子实验室", "量子通信"]
    first["links"][0]["status"] = "planned"
    second["entities"].append({"name": "吉祥", "class": "Enterprise"})
    second["links"].append({"s": "吉祥", "p": "focusesOn", "o": "量子通信", "status": "achieved"})
    second["observations"] = second["observations"][1:]
    save(example / "gold" / "one.json", sheet)
    found = figures("gold", "form", example)
    assert found["links, focusesOn"] == (1, 0, 1)
    assert found["link status"][1] == 1
    assert found["entities, class"][2] == 1
    assert found["observations"][1:] == (1, 0)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda sheet: sheet.update(sentences={}), "'sentences' must be a list"),
        (lambda sheet: sheet["sentences"].insert(0, "text"), "sentence 1 must be an object"),
        (lambda sheet: sheet["sentences"][0].update(links=1), "sentence 1 needs a list"),
        (lambda sheet: sheet["sentences"][0]["entities"].clear(), "not among the entities"),
    ],
)
def test_a_broken_sheet_is_one_sentence(example, change, words):
    innograph("annotate", "one.txt", "--out", "gold", cwd=example)
    sheet = load(example / "gold" / "one.json")
    change(sheet)
    save(example / "gold" / "one.json", sheet)
    done = innograph("evaluate", "gold", "gold", cwd=example, code=1)
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_corrections_are_not_overwritten(example):
    for tool, name in (("sheet", "one.json"), ("labelstudio", "tasks.json")):
        call = ("annotate", "one.txt", "--out", tool, "--for", tool)
        innograph(*call, cwd=example)
        written = (example / tool / name).read_bytes()
        (example / tool / name).write_text("corrected")
        assert "--force" in innograph(*call, cwd=example, code=2).stderr
        assert (example / tool / name).read_text() == "corrected"
        innograph(*call, "--force", cwd=example)
        assert (example / tool / name).read_bytes() == written


def test_the_interface_offers_everything_that_the_tasks_use(samples):
    interface = ElementTree.parse(samples / "tasks" / "labelling-interface.xml").getroot()
    offered = {node.get("value") for node in interface.iter("Label")}
    relations = {node.get("value") for node in interface.iter("Relation")}
    controls = {node.get("name") for node in interface.iter() if node.get("toName") == "text"}
    seen = set()
    for task in load(samples / "tasks" / "tasks.json"):
        text = task["data"]["text"]
        regions = {}
        for result in task["predictions"][0]["result"]:
            if result["type"] == "relation":
                assert set(result["labels"]) <= relations
                assert {result["from_id"], result["to_id"]} <= set(regions)
                continue
            assert result["from_name"] in controls
            value = result["value"]
            span = (value["start"], value["end"])
            assert regions.setdefault(result["id"], span) == span
            if result["type"] == "labels":
                assert set(value["labels"]) <= offered
                assert text[slice(*span)] == value["text"]
        assert seen.isdisjoint(regions)  # ids are unique in a whole project
        seen |= set(regions)


def test_what_a_person_does_in_label_studio_counts(example):
    innograph("annotate", "one.txt", "--out", "tasks", "--for", "labelstudio", cwd=example)
    innograph("extract", "one.txt", "--out", "form", cwd=example)
    tasks = load(example / "tasks" / "tasks.json")

    def corrected(task, results):
        """A region drawn by hand, in UTF-16 units as some versions count, and an arrow to it."""
        text = task["data"]["text"]
        start = text.index("高新技术企业")
        units = len(text[:start].encode("utf-16-le")) // 2
        assert units == start + 1
        field = next(r["id"] for r in results if r.get("value", {}).get("text") == "量子通信")
        relation = next(
            r for r in results if r["type"] == "relation" and "focusesOn" in r["labels"]
        )
        relation["labels"].append("optional")
        return [
            *results,
            {"id": "byhand", "from_name": "class", "to_name": "text", "type": "labels",
             "value": {"start": units, "end": units + 6, "text": "高新技术企业", "labels": ["Cohort"]}},
            {"type": "relation", "from_id": field, "to_id": "byhand", "direction": "left",
             "labels": ["supports", "planned"]},
        ]  # fmt: skip

    save(example / "gold" / "export.json", submitted(tasks, corrected))
    call = ("evaluate", "gold", "form", "--errors", "-f", "json")
    rows = json.loads(innograph(*call, cwd=example).stdout)
    assert [(row["kind"], row["expected"]) for row in rows] == [
        ("link missed", "高新技术企业 supports 量子通信 (planned)")
    ]
    assert figures("gold", "form", example)["links, focusesOn"] == (0, 0, 0)


def test_tasks_that_nobody_has_done_are_no_gold(samples):
    tasks = load(samples / "tasks" / "tasks.json")
    done = submitted(tasks)
    done[0]["annotations"][0]["was_cancelled"] = True
    save(samples / "partly" / "export.json", done)
    told = innograph("evaluate", "partly", "form", cwd=samples)
    assert f"{tasks[0]['data']['doc']} is not annotated yet" in told.stderr
    assert (
        "no annotation in tasks"
        in innograph("evaluate", "tasks", "form", cwd=samples, code=1).stderr
    )


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda task: task["data"].pop("doc"), "task 1"),
        (
            lambda task: task["annotations"][0]["result"][0]["value"].update(start=9, end=9),
            "task 1",
        ),
        (lambda task: task["annotations"][0]["result"][-1].update(labels=[]), "no predicate"),
    ],
)
def test_a_task_that_is_not_ours_or_not_whole_is_one_sentence(example, change, words):
    innograph("annotate", "one.txt", "--out", "tasks", "--for", "labelstudio", cwd=example)
    tasks = submitted(load(example / "tasks" / "tasks.json"))
    change(tasks[0])
    save(example / "gold" / "export.json", tasks)
    done = innograph("evaluate", "gold", "gold", cwd=example, code=1)
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_what_is_less_sure_than_asked_is_left_out_and_counted(example):
    def read(*more):
        done = innograph("extract", "one.txt", *more, cwd=example)
        return json.loads(done.stdout), done.stderr

    whole, _ = read()
    records = [*whole.get("claims", []), *whole.get("observations", [])]
    limit = sorted(record["confidence"] for record in records)[len(records) // 2]
    less, said = read("--min-confidence", limit)
    kept = [*less.get("claims", []), *less.get("observations", [])]
    assert kept == [record for record in records if record["confidence"] >= limit]
    assert 0 < len(kept) < len(records)
    counts = [int(line.rpartition(": ")[2]) for line in said.splitlines()]
    assert sum(counts) == len(records) - len(kept)
    assert whole["document"]["extractor"] != less["document"]["extractor"]
    assert (
        "0<=x<=1"
        in innograph("extract", "one.txt", "--min-confidence", 2, cwd=example, code=2).stderr
    )


def test_another_confidence_reads_a_file_again(example):
    def ingest(*more):
        return innograph("ingest", "one.txt", "-v", *more, cwd=example).stderr

    with open_store(str(example / "innograph-data")):  # its engine runs on: the calls join it
        assert "new" in ingest()
        assert "skipped" in ingest()
        sure = ingest("--min-confidence", 1)
        assert "changed" in sure
        assert "below the confidence 1" in sure
        assert "skipped" in ingest("--min-confidence", 1)
        assert "changed" in ingest()
