"""How much was said: coverage of a graph, citations of rows, and notes on silence."""

from __future__ import annotations

import csv
import io
import json

import pytest
from command import innograph as command
from gold import gold_extractions
from graphs import ONTOLOGY
from pairs import saying

import innograph
from innograph.graph.errors import UsageError
from innograph.graph.memory import MemoryGraph


def by_name(found):
    return {(c.kind, c.name): c for c in found.properties}


def test_what_a_few_documents_give():
    documents = [
        saying("a", ("甲中试平台", "focusesOn", "新材料", "Planned")),
        saying("b", numbers=[("研发经费", "Achieved", "3亿元", {"value": 3.0, "unit": "亿元"})], place=None),
        saying("c", published=None),
    ]  # fmt: skip
    found = innograph.coverage(MemoryGraph(documents, ontology=ONTOLOGY))
    told = by_name(found)
    focus = told["predicate", "focusesOn"]
    assert (focus.documents, focus.of, focus.share, focus.records) == (1, 3, 0.333, 1)
    assert focus.missing == "b; c"
    assert told["metadata", "published"].missing == "c"
    assert "no promise of it is paired" in told["metadata", "place"].why
    assert told["metadata", "title"].why is None
    assert told["class", "Platform"].documents == 1  # of a class below it
    assert told["class", "Fund"].documents == 0
    assert told["number", "period"].documents == 0
    a, b, c = found.documents
    assert (a.claims, a.intentions, a.numbers) == (1, 1, 0)
    assert (b.claims, b.numbers) == (0, 1)
    assert "place" in b.lacks.split(", ")
    assert (c.entities, c.claims, c.numbers, c.measures) == (0, 0, 0, 0)
    assert "1 of 3 documents give no claim" in found.summary()


def test_an_empty_graph_has_no_share():
    found = innograph.coverage(MemoryGraph([], ontology=ONTOLOGY))
    assert {c.share for c in found.properties} == {0.0}
    assert found.documents == ()


def test_a_store_counts_the_same(sample_store):
    with innograph.open_store(sample_store) as store:
        memory = MemoryGraph(store.extractions(), store.decisions(), ontology=ONTOLOGY)
        assert innograph.coverage(store) == innograph.coverage(memory)


def test_the_command(sample_store):
    where = {"INNOGRAPH_STORE": sample_store}
    done = command("coverage", "--format", "json", **where)
    rows = json.loads(done.stdout)
    assert {r["kind"] for r in rows} == {
        "metadata", "class", "predicate", "status", "number", "measure",
    }  # fmt: skip
    assert all(r["why"] or r["documents"] == r["of"] for r in rows)
    assert "properties are given by no document" in done.stderr
    empty = json.loads(command("coverage", "--empty", "--format", "json", **where).stdout)
    assert [r for r in rows if not r["documents"]] == empty
    both = command("coverage", "--empty", "--documents", code=2, **where)
    assert "--empty is about properties" in both.stderr
    done = command("coverage", "--documents", "--format", "csv", **where)
    assert len(list(csv.DictReader(io.StringIO(done.stdout)))) == len(gold_extractions())


# ---- citations


def test_each_row_is_cited_with_the_place_in_the_text(answered):
    answer = answered(1, document="wangchuan-work-report-2025")
    cited = answer.cited()
    assert cited.names == (*answer.names, "citation")
    assert len(cited) == len(answer) == len(answer.citations())
    for place, sources in enumerate(answer.citations()):
        evidence = answer.evidence(place)
        assert {
            f"望川市人民政府. 2025年望川市政府工作报告（科技创新部分）[Z]. (2025-02-11) "
            f"第{e.start + 1}—{e.end}字."
            for e in evidence
        } == set(sources)
    (first, *_), *_ = answer.citations("en")
    assert first.startswith(
        "望川市人民政府. 2025年望川市政府工作报告（科技创新部分） [Z]. 2025-02-11, characters "
    )


def test_what_a_document_does_not_give_is_left_out_of_a_citation():
    graph = MemoryGraph(
        [saying("a", ("甲中试平台", "focusesOn", "新材料", "Achieved"), published=None)],
        ontology=ONTOLOGY,
    )
    answer = innograph.ask(graph, 1, language="sparql")
    assert answer.citations() == [("a号文件[Z]. 第1—9字.",)]
    assert answer.citations("en") == [("a号文件 [Z]. characters 1–9.",)]
    with pytest.raises(UsageError, match="no citations in 'fr'"):
        answer.citations("fr")


def test_a_cited_answer_is_still_an_answer(answered):
    cited = answered(1).cited()
    frame = cited.to_pandas()
    assert str(frame["citation"].dtype) == "string"
    assert cited.to_networkx().number_of_edges() == len(cited)


def test_cite_and_bom_on_the_command_line(sample_store):
    where = {"INNOGRAPH_STORE": sample_store}
    done = command("ask", "1", "--cite", "zh", "--format", "csv", "--bom", **where)
    assert done.stdout.startswith("\ufeffplatform,")
    rows = list(csv.DictReader(io.StringIO(done.stdout.removeprefix("\ufeff"))))
    assert rows
    assert all("[Z]." in row["citation"] for row in rows)
    wrong = command("ask", "1", "--bom", "--format", "json", code=2, **where)
    assert "--bom is for --format csv" in wrong.stderr


# ---- silence


def test_an_answer_counts_the_documents_that_say_nothing(answered):
    answer = answered(3, industry="航空发动机")
    speaking = {item.document for item in answer.evidence()}
    assert answer.silent() == answer.documents - len(speaking) > 0
    assert answered("industries-without-platform").silent() is None


def test_the_command_tells_of_silence(sample_store):
    done = command("ask", "3", "-p", "industry=航空发动机", INNOGRAPH_STORE=sample_store)
    assert " of 12 documents say nothing on it; that is silence, not absence." in done.stderr
