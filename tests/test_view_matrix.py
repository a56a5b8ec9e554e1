"""The matrix in a real browser with the network cut, on the samples as a careful reader takes them."""

from __future__ import annotations

import pytest
from view_graphs import add, data_of, link, small
from view_pages import claims_shown, saved_rows, write_view

from innograph.viz.matrix_data import UNSERVED
from innograph.viz.matrix_page import write_matrix


@pytest.fixture(scope="module")
def file(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("matrix") / "matrix.html"
    write_view("matrix", graph, out)
    return out


def cell(page, industry, cls):
    """The cell of an industry and a class of platforms, by their names."""
    heads = page.locator(".grid thead th").all_inner_texts()
    names = page.locator(".grid tbody th").all_inner_texts()
    row = page.locator(".grid tbody tr").nth(names.index(industry))
    return row.locator("th, td").nth(heads.index(cls))


def marks(place):
    """Facts, plans and whether the list goes on."""
    built, plans = (
        place.locator(kind).all_text_contents() for kind in (".mark:not(.intended)", ".intended")
    )
    numbers = [int(texts[0].split()[-1]) if texts else 0 for texts in (built, plans)]
    return *numbers, place.locator(".more-open").count()


def asked(answered, **parameters):
    """Rows of the question that the matrix shows."""
    return answered("platform-industry-links", **parameters).to_dicts()


def counted(rows):
    """Facts and plans among the rows of a question that has one row a claim."""
    facts = {(row["industry_id"], row["platform_id"], row["status"]) for row in rows}
    built = sum(status in ("Achieved", "UnderWay") for _, _, status in facts)
    return built, len(facts) - built


def test_cells_count_what_the_question_answers(shown, file, answered):
    page = shown(file)
    assert marks(page.locator(".grid tfoot td").first)[:2] == counted(asked(answered))
    aero = asked(answered, industry="航空发动机")
    assert marks(cell(page, "航空发动机", "合计"))[:2] == counted(aero)
    page.check("#matrix-rows [data-name=kinds]")
    every = counted(asked(answered, kinds=True))
    assert every > counted(asked(answered))
    assert marks(page.locator(".grid tfoot td").first)[:2] == every


def test_a_cell_shows_its_sentences_and_an_empty_one_says_how_many_were_read(
    shown, file, answered, graph
):
    page = shown(file)
    wanted = asked(answered, industry="航空发动机", **{"class": "中试平台"})
    place = cell(page, "航空发动机", "中试平台")
    place.click()
    assert page.locator("#panel h2").inner_text() == "中试平台 × 航空发动机"
    assert sorted(claims_shown(page)) == sorted(row["sentence"] for row in wanted)
    assert place.get_attribute("aria-selected") == "true"
    assert place.text_content().startswith("事实 ")
    assert "事实" in place.get_attribute("title")
    empty = page.locator(".grid tbody tr").first.locator("td:has(.none)").first
    empty.click()
    documents = len(list(graph.extractions()))
    assert f"在 {documents} 篇文献中没有陈述" in page.inner_text("#panel")
    assert claims_shown(page) == []
    page.keyboard.press("Escape")
    assert page.locator("#panel h2").inner_text() == "概览"


def test_totals_lead_to_all_sentences_of_a_row_and_of_a_column(shown, file, answered):
    page = shown(file)
    page.locator(".grid tbody th", has_text="航空发动机").first.click()
    wanted = {row["sentence"] for row in asked(answered, industry="航空发动机")}
    assert set(claims_shown(page)) == wanted
    page.locator(".grid thead th", has_text="概念验证中心").click()
    wanted = {row["sentence"] for row in asked(answered, **{"class": "概念验证中心"})}
    assert set(claims_shown(page)) <= wanted
    assert len(claims_shown(page)) > 3


def test_the_keyboard_moves_from_cell_to_cell_and_opens_one(shown, file):
    page = shown(file)
    page.locator(".grid tbody td").first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowDown")
    where = "document.activeElement.cellIndex + ',' + document.activeElement.parentElement.rowIndex"
    assert page.evaluate(where) == "2,2"
    page.keyboard.press("Enter")
    name = page.locator("#panel h2").inner_text()
    assert " × " in name
    assert page.evaluate(where) == "2,2"
    page.keyboard.press("Control+End")
    assert page.evaluate("document.activeElement.closest('tfoot') !== null")
    page.keyboard.press("Control+Home")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.parentElement.rowIndex") == 0
    assert page.locator('.grid [tabindex="0"]').count() == 1


def test_filters_by_status_place_and_document_change_cells_and_what_is_said(shown, file, graph):
    page = shown(file)
    page.uncheck("#matrix-statuses [data-name=intended]")
    assert page.locator(".grid .mark.intended").count() == 0
    facts = marks(page.locator(".grid tfoot td").first)[0]
    page.check("#matrix-statuses [data-name=intended]")
    page.select_option("#matrix-place", "临澜市")
    documents = [x.document for x in graph.extractions() if x.document.place == "临澜市"]
    assert f"在 {len(documents)} 篇文献中没有陈述" in page.inner_text("#matrix-said")
    assert 0 < marks(page.locator(".grid tfoot td").first)[0] < facts
    assert page.locator("#matrix-document option").count() == len(documents) + 1
    page.select_option("#matrix-document", documents[0].id)
    assert "在 1 篇文献中没有陈述" in page.inner_text("#matrix-said")
    page.locator(".grid tfoot td").first.click()
    said = page.locator("#panel .claim").all_inner_texts()
    assert said
    assert all(documents[0].id in text for text in said)
    page.click("#matrix-reset")
    assert page.input_value("#matrix-place") == ""


def test_sorting_by_total_name_chain_and_class(shown, file):
    page = shown(file)
    names = page.locator(".grid tbody th").all_inner_texts()
    totals = [sum(marks(row.locator("td").first)[:2]) for row in page.locator("tbody tr").all()]
    assert totals == sorted(totals, reverse=True)
    page.select_option("#matrix-sort", "name")
    by_name = page.locator(".grid tbody th").all_inner_texts()
    assert sorted(by_name) == sorted(names)
    assert by_name.index("航空发动机") < by_name.index("新材料")  # by pinyin, not by code point
    page.select_option("#matrix-sort", "chain")
    order = page.evaluate(
        "document.getElementById('view-matrix').innograph.model.data.industries.map((i) => i.name)"
    )
    by_chain = page.locator(".grid tbody th").all_inner_texts()
    assert by_chain == [name for name in order if name in by_chain]


def test_segments_stand_beneath_their_chain(shown, tmp_path):
    graph = small()
    blade = add(graph, "涡轮叶片", "TechnologyField")
    lab = next(key for key, data in graph.nodes(data=True) if data["cls"] == "Laboratory")
    link(graph, blade, "segmentOf", "Field//航空发动机")
    link(graph, lab, "focusesOn", blade)
    write_matrix(graph, tmp_path / "m.html", title="m")
    page = shown(tmp_path / "m.html")
    page.select_option("#matrix-sort", "chain")
    names = page.locator(".grid tbody th").all_inner_texts()
    assert names.index("涡轮叶片") == names.index("航空发动机") + 1
    assert "segment" in page.locator(".grid tbody th", has_text="涡轮叶片").get_attribute("class")


def test_csv_has_what_is_shown_and_no_formula(shown, tmp_path):
    graph = small()
    trap = add(graph, '=HYPERLINK("x")', "Industry")
    link(graph, "Platform//砺岚实验室", "focusesOn", trap, "Sought")
    write_matrix(graph, tmp_path / "m.html", title="m")
    page = shown(tmp_path / "m.html")
    head, *rows = saved_rows(page, "#matrix-csv")
    assert head[0] == "产业"
    shown_names = page.locator(".grid tbody th").all_inner_texts()
    assert [row[0].lstrip("'") for row in rows] == [*shown_names, "合计"]
    assert '\'=HYPERLINK("x")' in [row[0] for row in rows]
    aero = next(row for row in rows if row[0] == "航空发动机")
    pilots = head.index("中试平台 事实")
    assert (aero[pilots], aero[pilots + 1]) == ("1", "1")


def test_industries_without_a_platform_can_be_shown(shown, tmp_path):
    graph = small()
    add(graph, "无人问津产业", "Industry")
    write_matrix(graph, tmp_path / "m.html", title="m")
    page = shown(tmp_path / "m.html")
    assert "无人问津产业" not in page.inner_text(".grid")
    page.check("#matrix-rows [data-name=unserved]")
    assert marks(cell(page, "无人问津产业", "合计")) == (0, 0, 0)


def test_industries_that_are_too_many_for_a_page_are_counted(tmp_path):
    graph = small()
    for number in range(UNSERVED + 2):
        add(graph, f"产业{number}", "Industry")
    report = write_matrix(graph, tmp_path / "m.html", title="m")
    assert "2 industries without a platform not listed" in report.summary(tmp_path / "m.html")
    notices = data_of(tmp_path / "m.html")["views"]["matrix"]["notices"]
    assert notices == [{"text": "notice-unserved", "n": 2, "listed": UNSERVED}]
