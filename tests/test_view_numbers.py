"""Numbers in a real browser with the network cut."""

from __future__ import annotations

import pytest
from view_graphs import ONTOLOGY
from view_pages import claims_shown, saved_rows, write_view

from innograph.viz.numbers_data import iter_numbers, numbers_data
from innograph.viz.numbers_page import write_numbers
from innograph.viz.select import Documents
from innograph.viz.sources import Sources


@pytest.fixture(scope="module")
def file(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("numbers") / "numbers.html"
    write_view("numbers", graph, out)
    return out


def number(
    value, *, unit="亿元", year="2024", bound="exact", status="Achieved", area="望川市", **more
):
    """A row as `iter_numbers` gives it."""
    row = {
        "id": f"o-{value}-{year}-{area}-{status}-{unit}",
        "quote": f"研发经费{value}{unit}",
        "cue": f"{value}{unit}",
        "indicator": "研发经费",
        "cls": "Indicator",
        "document": f"d{year}",
        "title": f"{year}年报告",
        "published": f"{year}-02-01",
        "place": area,
        "start": 0,
        "end": 9,
        "growth": None,
        "rank": None,
        "period": year,
        "basis": "stated",
    }
    fields = {"value": value, "unit": unit, "bound": bound, "status": status, "area": area}
    return row | fields | more


def card(page, name):
    return page.locator(".card", has=page.locator("h2", has_text=name)).first


def test_every_observation_of_the_samples_is_on_the_page(shown, file, graph):
    page = shown(file)
    ids = {o.id for x in graph.extractions() for o in x.observations}
    data = page.evaluate("DATA = JSON.parse(document.getElementById('data').textContent).sources")
    assert {claim[0] for claim in data["claims"]} == ids
    assert f"{len({(r['indicator']) for r in iter_numbers(graph)})}" in page.inner_text("#panel")


def test_a_point_and_a_figure_in_the_table_lead_to_the_sentence(shown, file):
    page = shown(file)
    first = page.locator(".card").first
    first.locator(".dot").first.click()
    (sentence,) = claims_shown(page)
    assert page.locator("#panel mark").inner_text() in sentence
    assert page.locator(".dot.aim").count() == 1
    first.locator("summary").click()
    first.locator("tbody button").last.click()
    (other,) = claims_shown(page)
    assert "数据编号" in page.inner_text("#panel")
    assert other
    assert first.locator("details").get_attribute("open") is not None


def test_bounds_targets_and_periods_are_told_apart(shown, tmp_path):
    rows = [
        number(100, year="2023"),
        number(110, bound="atLeast"),
        number(1.3, unit="万亿元", status="Planned", year="2027", bound="atMost"),
        number(12, unit="亿元", period=None, basis="unknown", bound="approx", year="2025"),
    ]
    write_numbers(rows, tmp_path / "n.html", title="n")
    page = shown(tmp_path / "n.html")
    dots = page.locator(".dot[data-dot]")
    assert dots.count() == 4
    assert page.locator("path.dot[data-dot]").count() == 2
    assert page.locator(".dot.intended[data-dot]").count() == 1
    assert page.locator(".dot.approx.assumed[data-dot]").count() == 1
    labels = [dot.get_attribute("aria-label") for dot in dots.all()]
    assert any("≥110 亿元" in label for label in labels)
    assert any("≤13,000 亿元" in label and "计划" in label for label in labels)
    assert any("未写明（2025 年发布）" in label for label in labels)
    page.locator(".dot.intended[data-dot]").click()
    said = page.inner_text("#panel")
    assert "这是目标" in said
    assert "1.3 万亿元" in said
    years = page.locator(".chart .quiet").all_text_contents()
    assert years[:4] == ["2023", "2024", "2025", "2027"]


def test_places_are_compared_where_years_do_not_differ(shown, tmp_path):
    rows = [number(value, area=f"某{value}市") for value in range(10, 26)]
    write_numbers(rows, tmp_path / "n.html", title="n")
    page = shown(tmp_path / "n.html")
    texts = page.locator(".chart text").all_text_contents()
    assert texts[0] == "某25市"
    assert any("另有 4 个地区" in text for text in texts)
    assert page.locator(".dot[data-dot]").count() == 12
    page.locator(".card summary").click()
    page.locator(".card tbody tr").first.wait_for()
    assert page.locator(".card tbody tr").count() == 16


def test_figures_of_several_units_stand_in_one_series_and_growth_in_its_own():
    rows = [
        number(9000, unit="万元"),
        number(1.2),
        number(None, growth=8.5, unit=None),
        number(None, rank=3, unit=None, year="2025"),
        number(7, unit="家"),
        number(0.2, unit="千家"),
    ]
    found = numbers_data(rows, ONTOLOGY, Sources())["series"]
    units = {(kind, unit): [row[0] for row in figures] for _, _, kind, unit, figures in found}
    assert units[("value", "亿元")] == [0.9, 1.2]
    assert units[("growth", "%")] == [8.5]
    assert units[("rank", "")] == [3]
    assert units[("value", "千家")] == [0.007, 0.2]


def test_search_filters_and_csv(shown, file):
    page = shown(file)
    page.fill("#numbers-search", "yfjf")
    assert page.locator(".card h2, .lonely tbody tr").count() >= 1
    assert all("研发经费" in text for text in page.locator(".card h2").all_inner_texts())
    page.click("#numbers-reset")
    page.uncheck("#numbers-statuses [data-name=intended]")
    assert page.locator(".dot.intended[data-dot]").count() == 0
    page.select_option("#numbers-place", "临澜市")
    head, *rows = saved_rows(page, "#numbers-csv")
    assert rows
    assert {row[head.index("文献")].partition("-")[0] for row in rows} == {"linlan"}
    page.click("#numbers-reset")
    page.fill("#numbers-search", "没有这个指标")
    assert "没有符合筛选的数字" in page.inner_text("#numbers-cards")


def test_the_keyboard_goes_from_point_to_point(shown, file):
    page = shown(file)
    first = page.locator('.card .dot[tabindex="0"]').first
    first.focus()
    start = page.evaluate("document.activeElement.dataset.dot")
    page.keyboard.press("ArrowRight")
    after = page.evaluate("document.activeElement.dataset.dot")
    assert after != start
    page.keyboard.press("Enter")
    assert len(claims_shown(page)) == 1
    assert page.evaluate("document.activeElement.dataset.dot") == after
    page.keyboard.press("Escape")
    assert claims_shown(page) == []


def test_rows_are_chosen_by_document_status_and_words(graph):
    every = list(iter_numbers(graph))
    some = list(iter_numbers(graph, documents=Documents(places={"临澜市"}, year="2025")))
    assert 0 < len(some) < len(every)
    assert {row["place"] for row in some} == {"临澜市"}
    planned = list(iter_numbers(graph, statuses=["Planned"], indicator="企业"))
    assert planned
    assert all(row["status"] == "Planned" and "企业" in row["indicator"] for row in planned)
