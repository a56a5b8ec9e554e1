"""The questions on the samples' gold: catalogue, answers, parameters, suggestions, evidence."""

from __future__ import annotations

import dataclasses
import re
import sys
from collections import Counter

import pytest
from asked import counted, expected
from gold import gold_answers, gold_extractions

from innograph.graph.errors import QueryError, UsageError
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.graph.rows import Rows
from innograph.queries.ask import ask
from innograph.queries.behind import KINDS
from innograph.queries.catalogue import (
    FOLDER,
    find_question,
    load_catalogue,
    load_groups,
    question_rows,
)
from innograph.queries.engine import GIVEN
from innograph.queries.explain import explain
from innograph.queries.typed import typed_rows

QUESTIONS = list(load_catalogue().values())
CHINESE = re.compile(r"[\u4e00-\u9fff]")


# ---- the catalogue


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
class TestCatalogue:
    def test_the_header_is_complete_in_both_languages(self, question):
        described = [question, *question.parameters]
        words = [d.title for d in described] + [c.meaning for c in question.columns]
        words += [question.explanation, load_groups()[question.group]]
        for text in words:
            assert CHINESE.search(text.zh)
            assert re.search(r"[A-Za-z]{2}", text.en)

    def test_both_queries_open_with_the_title(self, question):
        title = f"{question.number}. {question.title.en}"
        assert question.text("cypher").splitlines()[0] == f"// {title}"
        assert question.text("sparql").splitlines()[0] == f"# {title}"

    def test_the_rules_of_equality(self, question):
        cypher, sparql = question.text("cypher"), question.text("sparql")
        returned = cypher.rpartition("RETURN")[2]
        assert returned.startswith(" DISTINCT ")
        assert "collect(" not in returned
        assert re.search(r"^SELECT DISTINCT ", sparql, re.MULTILINE)
        assert "GROUP_CONCAT" not in sparql
        for text in (cypher, sparql):
            assert ("ORDER BY" in text) <= ("LIMIT" in text)
            assert ("LIMIT" in text) <= ("ORDER BY" in text)

    def test_the_queries_take_the_parameters_of_the_header(self, question):
        cypher = set(re.findall(r"\$(\w+)", question.text("cypher")))
        sparql = set(re.findall(rf"\?{GIVEN}(\w+)", question.text("sparql")))
        assert cypher == sparql == set(question.passed)
        assert not {"language", "sparql_store", "timeout"} & set(question.passed)

    def test_the_columns_returned_are_those_declared(self, question):
        names = [column.name for column in question.columns]
        returned = question.text("cypher").rpartition("RETURN")[2]
        assert (
            re.findall(r" AS (\w+)", re.sub(r"CASE.*?END AS", " AS", returned, flags=re.DOTALL))
            == names
        )
        selected = re.search(r"SELECT DISTINCT(.*?)WHERE", question.text("sparql"), re.DOTALL)[1]
        assert re.findall(r"\?(\w+)", selected) == names
        assert {column.id for column in question.columns if column.id} <= set(names)

    def test_the_example_has_an_answer_on_the_samples(self, question, answered):
        answer = answered(question, **question.example)
        assert bool(answer.rows) is not bool(question.empty)
        assert question.empty is None or question.empty.en in answer.notes

    def test_evidence_of_added_up_rows_is_found_by_columns_of_both(self, question):
        if question.evidence:
            base = find_question(question.evidence.question)
            for owner in (question, base):
                assert set(question.evidence.by) <= {column.name for column in owner.columns}
        else:
            ids = [column.name for column in question.columns if column.type == "id"]
            assert {name.rpartition("_")[2] for name in ids} & set(KINDS)


def test_each_question_has_its_three_files_and_its_own_number():
    files = {p.relative_to(FOLDER) for p in FOLDER.glob("*/*")}
    wanted = {
        q.path.relative_to(FOLDER).with_suffix(e)
        for q in QUESTIONS
        for e in (".yaml", ".cypher", ".rq")
    }
    assert files == wanted
    assert len({q.number for q in QUESTIONS}) == len(QUESTIONS)


def test_the_list_of_questions():
    rows = question_rows()
    assert rows.column("number") == sorted(rows.column("number"))
    assert "platforms-of-industry" in rows.column("question")


# ---- finding a question


@pytest.mark.parametrize(
    "asked",
    [
        "platforms-of-industry",
        "platforms_of_industry",
        "3",
        3,
        "#3",
        "航空发动机产业链有哪些平台支撑？",
        "aero-engine",
    ],
)
def test_a_question_is_found_by_id_number_title_or_words_of_its_own(asked):
    assert find_question(asked).id == "platforms-of-industry"


def test_an_unknown_question_brings_the_nearest():
    with pytest.raises(UsageError, match=r"Nearest:\s+platforms-of-industry"):
        find_question("platform-of-industri")
    with pytest.raises(UsageError, match="There is no question '99'"):
        find_question(99)
    with pytest.raises(UsageError, match="fits several questions"):
        find_question("平台")


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("研发经费", "indicator-series"),
        ("责任单位", "responsible-bodies"),
        ("贷款", "finance-products"),
        ("loan", "finance-products"),
    ],
)
def test_words_of_an_explanation_bring_its_question_one_a_line_in_both_languages(words, nearest):
    with pytest.raises(UsageError, match="There is no question") as error:
        find_question(words)
    title = find_question(nearest).title
    line = str(error.value).splitlines()[1]
    assert line.split()[0] == nearest
    assert title.zh in line
    assert title.en in line


@pytest.mark.parametrize(
    ("sentence", "meant"),
    [
        ("上海有哪些人工智能平台", "platforms-of-industry"),
        ("哪些指标没有写年份？", "figures-without-year"),
        ("财政补贴给谁", "public-money"),
        ("去年计划的平台建成了没有", "plans-later-built"),
        ("Which platforms work on artificial intelligence in Shanghai?", "platforms-of-industry"),
        ("research spending", "indicator-series"),
    ],
)
def test_a_plain_sentence_brings_the_questions_that_speak_of_it(sentence, meant):
    with pytest.raises(UsageError, match="Nearest:") as error:
        find_question(sentence)
    assert meant in [line.split()[0] for line in str(error.value).splitlines()[1:]]


@pytest.mark.parametrize("words", ["xyzzy", "hello world", "今天下雨"])
def test_words_that_no_question_has_bring_none(words):
    with pytest.raises(UsageError, match="There is no question") as error:
        find_question(words)
    assert "Nearest" not in str(error.value)


def test_a_title_may_be_typed_without_its_brackets():
    assert find_question("哪些创新平台对接哪些产业链？").number == 1


# ---- answers against the hand-made ones


LINK = ("platform", "class", "industry", "status", "document")


def test_1_platforms_and_their_industries(answered):
    answer = answered(1, **{"class": "Platform"}, kinds=True)
    assert counted(answer, *LINK) == expected(1, *LINK)
    texts = {x.document.id: x.text for x in gold_extractions()}
    for row in gold_answers()["1"]["rows"]:
        sentence = texts[row["document"]][row["start"] : row["end"]]
        assert (row["platform"], row["industry"], sentence) in counted(
            answer, "platform", "industry", "sentence"
        )


@pytest.mark.parametrize("number", [1, 2])
def test_kinds_of_industries_are_listed_only_when_asked_for(answered, number):
    every, named = answered(number, kinds="是"), answered(number)
    assert {row["industry"] for row in every} - {row["industry"] for row in named} == {"未来产业"}
    assert {row["industry"] for row in answered(number, industry="未来产业")} == {"未来产业"}
    assert any("kinds=true" in note for note in named.notes)


def test_1_counts_consortia_as_platforms(answered):
    links = counted(answered(1, **{"class": "创新联合体"}), "platform", "industry", "document")
    assert links == {
        ("创新联合体", "低空经济", "wangchuan-work-report-2024"): 1,
        ("创新联合体", "网络安全", "wangchuan-work-report-2024"): 1,
        ("创新联合体", "新型储能", "linlan-action-plan-2024"): 1,
        ("创新联合体", "海洋工程装备", "linlan-action-plan-2024"): 1,
        ("航空发动机创新联合体", "航空发动机", "wangchuan-work-report-2025"): 1,
    }
    assert len(answered(1)) == len(answered(1, **{"class": "Platform"})) + 5


def test_2_facts_and_intentions(answered):
    answer = answered(2, **{"class": "Platform"}, kinds=True)
    names = ("platform", "class", "industry", "built", "status")
    assert set(counted(answer, *names)) == set(expected(2, *names))
    assert sum(row["claims"] for row in answer) == len(gold_answers()["2"]["rows"])


def test_3_platforms_of_an_industry(answered):
    answer = answered(3, industry="航空发动机", **{"class": "Platform"})
    assert counted(answer, *LINK) == expected(3, *LINK)


def test_3_a_platform_that_only_sounds_like_it_is_not_there(answered):
    answer = answered(3, industry="航空发动机")
    assert "砚山实验室" not in {row["platform"] for row in answer}


def test_4_industries_of_pilot_platforms(answered):
    assert counted(answered(4), *LINK) == expected(4, *LINK)


def test_5_national_centres_that_are_sought(answered):
    assert counted(answered(5), *LINK) == expected(5, *LINK)


def test_13_industries_without_a_platform(answered_certain):
    answer = answered_certain(13)
    gold = gold_answers()["13"]
    assert [row["industry"] for row in answer] == sorted(gold["industries"])
    linked = Counter(r["industry"] for r in gold["rows"] if r["platform"])
    assert {r["industry"]: r["under_way"] + r["intended"] for r in answer} == {
        name: linked[name] + consortia
        for name, consortia in (
            (n, 1 if n in ("网络安全", "新型储能") else 0) for n in gold["industries"]
        )
    }
    assert {row["looked_at"] for row in answer} == {12}


def test_13_looks_at_the_documents_of_a_place_only(answered_certain):
    everywhere = {row["industry"] for row in answered_certain(13)}
    answer = answered_certain(13, place="望川")
    assert {row["looked_at"] for row in answer} == {5}
    assert (
        {"精密铸件", "网络安全"} <= {row["industry"] for row in answer} <= everywhere | {"人工智能"}
    )


def test_14_the_matrix(answered_certain):
    found = counted(
        answered_certain(14, **{"class": "Platform"}),
        *("class", "industry", "status", "platforms", "claims", "documents"),
    )
    assert found == Counter(
        (
            r["class"],
            r["industry"],
            r["status"],
            len(r["platforms"]),
            r["claims"],
            len(r["documents"]),
        )
        for r in gold_answers()["14"]["rows"]
    )


def test_14_totals_count_each_platform_once(answered):
    rows = list(answered(14, totals=True, place="望川"))
    cells = [r for r in rows if None not in (r["class"], r["industry"], r["status"])]
    assert [tuple(r.values()) for r in cells] == answered(14, place="望川").rows
    (everything,) = [r for r in rows if r["class"] is r["industry"] is r["status"] is None]
    links = list(answered(1, place="望川"))
    assert everything["platforms"] == len({r["platform_id"] for r in links})
    assert everything["claims"] == len({r["claim"] for r in links})
    assert everything["platforms"] < sum(r["platforms"] for r in cells)


def test_an_industry_with_what_belongs_to_it(answered):
    """Links of its chain as documents state them, and what the national list has below it."""
    of_chain = answered(11, industry="航空发动机+", **{"class": "Field"})
    assert "航空发动机 (产业链), 精密铸件, 高温合金" in of_chain.notes[0]
    assert {row["member"] for row in of_chain} == {"精密铸件", "高温合金"}
    assert {row["industry"] for row in answered(3, industry="新一代信息技术+")} >= {
        "人工智能",
        "集成电路",
    }
    assert answered(3, industry="人工智能+").rows == answered(3, industry="人工智能").rows


def test_17_a_link_of_a_chain_counts_for_the_chain(answered):
    both = {"place": "望川", "other": "临澜"}
    (alone,) = [r for r in answered(17, **both) if r["industry"] == "航空发动机"]
    (whole,) = [r for r in answered(17, parts=True, **both) if r["industry"] == "航空发动机"]
    parts = [r for r in answered(17, **both) if r["industry"] in ("精密铸件", "高温合金")]
    assert whole["here"] == alone["here"] + sum(r["here"] for r in parts) > alone["here"]


def test_35_indicators(answered):
    answer = list(answered(35))
    for row in answer:
        ranked = row["rank"] is not None
        row["unit"] = "位" if ranked else row["unit"]
        row["value"] = float(row["rank"]) if ranked else row["value"]
    names = ("document", "indicator", "value", "unit", "growth", "status", "period")
    assert counted(answer, *names) == expected(35, *names)
    area = {(r["document"], r["indicator"], r["value"]): r["area"] or r["place"] for r in answer}
    for row in gold_answers()["35"]["rows"]:
        if row["area"] != "望川高新区":  # a park; the annotation gives no areas but places
            assert area[row["document"], row["indicator"], row["value"]] == row["area"]


def test_35_a_shared_number_says_so(answered):
    rows = [r for r in answered(35) if r["value"] == 23 and r["document"].endswith("report-2024")]
    assert {(row["indicator"], row["shared_by"]) for row in rows} == {
        ("中试平台", 2),
        ("概念验证中心", 2),
    }
    assert len({row["observation"] for row in rows}) == 1


def test_38_sentences_behind_an_edge(answered):
    parameters = gold_answers()["38"]["parameters"]
    names = ("document", "start", "end", "status")
    assert counted(answered(38, **parameters), *names) == expected(38, *names)


def test_38_by_fact_and_by_claim(answered):
    (fact,) = answered(2, platform="望川航空动力中试基地", status="进行中")
    (row,) = answered(38, fact=fact["fact"])
    assert row["document"] == "wangchuan-director-essay-2024"
    assert answered(38, claim=row["claim"]).rows == answered(38, fact=fact["fact"]).rows


def test_38_finds_both_orders_where_order_means_nothing(answered):
    either = [
        answered(38, subject=a, object=b, predicate="合作")
        for a, b in (("望川市", "临澜市"), ("临澜市", "望川市"))
    ]
    assert either[0].rows
    assert either[0].rows == either[1].rows


def test_a_claim_less_is_a_row_less():
    """The answer comes from the graph: without one claim, its rows are gone everywhere."""
    documents = list(gold_extractions())
    place = next(i for i, x in enumerate(documents) if x.document.id == "linlan-work-report-2025")
    gone = next(
        c for c in documents[place].claims if c.subject == "鹭汀加速器" and c.object == "医疗器械"
    )
    kept = tuple(c for c in documents[place].claims if c != gone)
    documents[place] = dataclasses.replace(documents[place], claims=kept)
    changed = MemoryGraph(documents, ontology=load_ontology())
    assert gone.id not in {row["claim"] for row in ask(changed, 1, language="sparql")}
    assert "医疗器械" in {row["industry"] for row in ask(changed, 13, language="sparql")}


# ---- parameters


def test_values_are_taken_as_people_type_them(answered):
    rows = answered(3, industry="航空发动机").rows
    for name in ("航空发动机产业链", "“航空发动机”", "Field//航空发动机", " 航空发动机 "):
        assert answered(3, industry=name).rows == rows
    assert answered(1, place="望川").rows == answered(1, place="望川市").rows
    for status in ("计划", "planned", "Planned", "PLANNED"):
        assert {row["status"] for row in answered(1, status=status)} == {"Planned"}
    for kind in ("中试平台", "PilotPlatform", "Pilot-scale platform", "中试基地"):
        assert {row["class"] for row in answered(1, **{"class": kind})} == {"PilotPlatform"}
    for predicate in ("面向", "focusesOn", "FOCUSES_ON", "INTENDED_FOCUSES_ON", "拟面向"):
        found = answered(38, subject="砚山航空产业园", predicate=predicate)
        assert {row["predicate"] for row in found} == {"focusesOn"}
    for document in (
        "linlan-work-report-2025",
        "linlan-work-report-2025.md",
        "2025年临澜市政府工作报告（科技创新部分）",
        "2025年临澜市",
    ):
        assert {row["document"] for row in answered(1, document=document)} == {
            "linlan-work-report-2025"
        }
    assert answered(1, year=2025).rows == answered(1, year="2025年").rows
    assert answered(1, status=None).rows == answered(1).rows


def test_what_a_name_was_taken_for_is_said(answered):
    notes = " ".join(answered(3, industry="航空发动机产业链").notes)
    assert "航空发动机产业链 is taken as 航空发动机 (产业链)" in notes
    asked = answered(3, industry="航空发动机产业链", year="2024-2025")
    said = [remark.said("zh") for remark in asked.remarks]
    assert said[:2] == [
        "“航空发动机产业链”按航空发动机（产业链）理解。",
        "“2024-2025”按2024至2025年理解。",
    ]
    assert [remark.key for remark in asked.remarks][:2] == ["taken-as", "taken-as"]


def test_a_class_counts_with_the_classes_below_it(answered):
    classes = {row["class"] for row in answered(1, **{"class": "Platform"})}
    assert {"Laboratory", "PilotPlatform", "Park"} <= classes
    assert "Consortium" not in classes


@pytest.mark.parametrize(
    ("question", "given", "message"),
    [
        (3, {"industry": "航空动机"}, "no industry '航空动机'. Did you mean 航空发动机"),
        (3, {"industry": "望川市"}, "望川市 is no field"),
        (3, {}, "needs industry"),
        (3, {"industry": " "}, "industry has no value"),
        (1, {"status": "已完"}, "Did you mean 已完成"),
        (1, {"class": "University"}, "class 'University' is not known"),
        (1, {"place": "望川县"}, "Did you mean 望川市"),
        (1, {"year": "去年"}, "must be a year"),
        (1, {"document": "2025年"}, "fits 2 documents"),
        (1, {"document": "无此文件"}, "innograph status"),
        (1, {"statu": "计划"}, "Did you mean status"),
        (38, {}, "needs one of subject, object, fact, claim"),
        (38, {"fact": "f-0"}, "There is no fact 'f-0'"),
        (38, {"fact": "f-0", "subject": "望川市"}, "either fact or subject"),
        (38, {"subject": "望川市", "predicate": "赞助"}, "predicate '赞助' is not known"),
    ],
)
def test_what_is_not_known_is_a_usage_error_with_the_way_out(answered, question, given, message):
    with pytest.raises(
        UsageError, match=re.escape(message).replace("fits\\ 2", r"fits\ \d")
    ) as error:
        answered(question, **given)
    assert error.value.said() == str(error.value)
    assert is_chinese(error.value.said("zh"))


def is_chinese(text):
    """A sentence in Chinese, in which commands and names may stand."""
    return text.endswith(("。", "？", "）", ")")) and not re.search(
        r"[A-Za-z]+ [a-z]+ [a-z]+", text
    )


def test_a_name_like_no_other_brings_some_that_could_be_given(answered):
    with pytest.raises(
        UsageError, match=r"knows no industry 'XYZ'\. It knows \d+, such as "
    ) as error:
        answered(3, industry="XYZ")
    assert "航空发动机" in str(error.value) or "; " in str(error.value)


def test_an_ambiguous_name_brings_the_choices_and_what_tells_them_apart(answered):
    with pytest.raises(UsageError) as error:
        answered(1, platform="中试平台")
    assert "Platform/place:望川市/中试平台" in str(error.value)
    assert "(中试平台, 岚江省)" in str(error.value)
    assert is_chinese(error.value.said("zh"))
    by_scope = answered(1, platform="中试平台@望川市")
    assert by_scope.rows
    assert by_scope.rows == answered(1, platform="Platform/place:望川市/中试平台").rows


def test_a_language_that_there_is_not(graph):
    with pytest.raises(UsageError, match="no language 'sql'"):
        ask(graph, 1, language="sql")
    with pytest.raises(UsageError, match="in memory answers no Cypher"):
        ask(graph, 1)


# ---- the answer object


def test_rows_are_sorted_by_code_point_with_null_last(answered):
    for question in (1, 2, 13, 14, 35):
        rows = answered(question).rows
        key = [tuple((v is None, "" if v is None else v) for v in row) for row in rows]
        assert key == sorted(key)
        assert len(set(rows)) == len(rows)


def test_evidence_is_the_sentence_and_its_place(answered):
    texts = {x.document.id: x.text for x in gold_extractions()}
    for question in QUESTIONS:
        answer = answered(question, **question.example)
        found = answer.evidence()
        assert bool(found) is bool(answer.rows)
        for item in found:
            assert texts[item.document][item.start : item.end] == item.sentence
            assert 0 <= item.row < len(answer)
        if question.number != 13:  # what is missing may have no sentence
            assert {item.row for item in found} == set(range(len(answer)))


def test_evidence_of_an_added_up_row_is_that_of_its_claims(answered):
    answer = answered(14, industry="新材料", status="Achieved", **{"class": "PilotPlatform"})
    (row,) = answer
    found = answer.evidence(0)
    assert len(found) == row["claims"]
    assert len({item.document for item in found}) == row["documents"]
    about = answer.evidence_rows().column("about")
    assert set(about) == {"PilotPlatform · 新材料 · Achieved"}


def test_notes_tell_open_lists_documents_and_gaps(answered):
    assert "12 documents looked at" in answered(1).notes[0]
    assert any("等" in note for note in answered(1).notes)
    assert any("A gap says" in note for note in answered(13).notes)
    empty = answered(1, document="linlan-pilot-platform-news-2025", status="Sought")
    assert not empty.rows
    assert empty.notes == (
        "No statement in 1 document; that says nothing about what they do not state.",
    )


def test_only_some_columns(answered):
    answer = answered(1).only(["industry", "platform"])
    assert answer.names == ("industry", "platform")
    assert answer.rows == [(row["industry"], row["platform"]) for row in answered(1)]
    assert len(answer.evidence()) == len(answer)
    with pytest.raises(UsageError, match="no column 'place'"):
        answer.only(["place"])


def test_pandas_gets_the_declared_types(answered):
    frame = answered(35).to_pandas()
    assert len(frame) == len(answered(35))
    assert frame["value"].dtype == "Float64"
    assert frame["rank"].dtype == "Int64"
    assert frame["indicator"].dtype == "string"
    assert answered(2).to_pandas()["built"].dtype == "boolean"


def test_without_pandas_one_sentence_says_what_to_install(answered, monkeypatch):
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'innograph\[notebook\]'"):
        answered(1).to_pandas()


def test_networkx_has_an_edge_a_row(answered):
    answer = answered(2)
    network = answer.to_networkx()
    assert network.number_of_edges() == len(answer)
    assert network.nodes["Field//航空发动机"]["name"] == "航空发动机"
    for _, _, edge in network.edges(data=True):
        assert {"status", "built", "claims"} <= set(edge)
    with pytest.raises(UsageError, match="do not name two entities"):
        answered(35).to_networkx()


def test_html_escapes_what_texts_say(answered):
    question = find_question(1)
    answer = dataclasses.replace(
        answered(1), rows=[("<script>alert(1)</script>", *answered(1).rows[0][1:])]
    )
    page = answer._repr_html_()
    assert "<script>" not in page
    assert "&lt;script&gt;" in page
    assert question.title.zh in page


def test_a_result_that_is_not_as_declared_is_an_error(answered):
    question = find_question(2)
    names = tuple(column.name for column in question.columns)
    row = list(answered(2).rows[0])
    with pytest.raises(QueryError, match="returned the columns"):
        typed_rows(question, Rows(names[1:], [tuple(row[1:])]))
    row[names.index("claims")] = "1"
    with pytest.raises(QueryError, match="'1' in the column claims"):
        typed_rows(question, Rows(names, [tuple(row)]))


# ---- ready to paste


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda q: q.id)
def test_an_explained_sparql_query_runs_elsewhere(question, graph, answered):
    import pyoxigraph as ox

    from innograph.graph.rdf.write import iter_quads

    text = explain(graph, question, "sparql", **question.example)
    assert f"?{GIVEN}" not in re.sub(r"!false \|\| [^\n]*", "", text)
    store = ox.Store()
    store.extend(iter_quads(graph))
    found = list(store.query(text, use_default_graph_as_union=True))
    assert len(found) == len(answered(question, **question.example))


def test_an_explained_cypher_query_has_its_values_as_literals(graph):
    text = explain(graph, 3, "cypher", industry="航空发动机产业链", status="计划")
    assert "// :param industry => 'Field//航空发动机'" in text
    query = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    assert "$" not in query
    assert "WHERE f.id = 'Field//航空发动机'" in query
    assert "AND c.status = 'Planned'" in query
    assert "NULL" not in query  # what is absent is not there


def test_literals_cannot_break_out_of_their_quotes():
    from innograph.queries.explain import cypher_literal

    assert cypher_literal("a'b\\") == "'a\\'b\\\\'"
    assert cypher_literal("a\nb") == "'a\\u000ab'"
    assert cypher_literal(None) == "null"
    assert cypher_literal(True) == "true"
