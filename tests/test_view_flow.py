"""The flow in a real browser with the network cut."""

from __future__ import annotations

from itertools import pairwise

import pytest
from view_pages import claims_shown, saved_rows, write_view

from innograph.viz.flow_layout import BAR, XS, Ribbon, lay_out


@pytest.fixture(scope="module")
def file(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("flow") / "flow.html"
    write_view("flow", graph, out)
    return out


def bar(page, name):
    return page.locator(f'.bar[aria-label^="{name}, "]')


def test_a_bar_and_a_ribbon_lead_to_their_sentences(shown, file, answered):
    page = shown(file)
    bar(page, "航空发动机").click()
    rows = answered("platforms-of-industry", industry="航空发动机").to_dicts()
    assert set(claims_shown(page)) == {row["sentence"] for row in rows}
    assert bar(page, "航空发动机").get_attribute("aria-pressed") == "true"
    assert page.locator(".ribbon.faded").count() > 10
    page.keyboard.press("Escape")
    assert page.locator(".ribbon.faded").count() == 0
    ribbon = page.locator(".ribbon:not(.intended)").first
    name = ribbon.locator("title").text_content().rpartition(":")[0]
    ribbon.dispatch_event("click")
    assert page.locator("#panel h2").inner_text() == name
    assert len(claims_shown(page)) >= 1


def test_plans_are_dashed_and_can_be_hidden(shown, file):
    page = shown(file)
    plans, facts = page.locator(".ribbon.intended"), page.locator(".ribbon:not(.intended)")
    dash = "getComputedStyle(document.querySelector('.ribbon.intended')).strokeDasharray"
    assert page.evaluate(dash) != "none"
    page.uncheck("#flow-statuses [data-name=intended]")
    assert page.locator(".ribbon.intended.faded").count() == plans.count()
    assert page.locator(".ribbon.faded:not(.intended)").count() == 0
    assert "拟议 0 条" in page.inner_text("#flow-said")
    assert facts.count() > 2
    page.click("#flow-reset")
    assert page.locator(".ribbon.faded").count() == 0


def test_columns_can_be_organisations_and_platforms(shown, file):
    page = shown(file)
    assert bar(page, "岚江省").count() == 1
    page.select_option("#flow-left", "organisation")
    assert bar(page, "岚江省").count() == 0
    assert bar(page, "未写明机构").count() == 1
    page.focus("#flow-middle")
    page.select_option("#flow-middle", "platform")
    assert bar(page, "临澜生物医药中试平台").count() == 1
    assert page.evaluate("document.activeElement.id") == "flow-middle"


def test_the_keyboard_goes_from_bar_to_bar(shown, file):
    page = shown(file)
    assert page.locator('.bar[tabindex="0"]').count() == 1
    page.locator('.bar[tabindex="0"]').focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    column = "document.getElementById('view-flow').innograph.model"
    index = page.evaluate("document.activeElement.dataset.bar")
    assert page.evaluate(f"{column}.data.pictures['place-class'].bars[{index}].c") == 1
    page.keyboard.press("Enter")
    assert page.locator("#panel .claim").count() > 0
    assert page.evaluate("document.activeElement.dataset.bar") == index


def test_table_and_csv_hold_every_link(shown, file, answered):
    page = shown(file)
    page.click("#flow-table-button")
    head, *rows = saved_rows(page, "#flow-csv")
    claims = {row["claim"] for row in answered("platform-industry-links").to_dicts()}
    assert {row[head.index("陈述编号")] for row in rows} == claims
    assert page.locator("#flow-table tbody tr").count() > 10
    kinds = len(answered("platform-industry-links", kinds=True).to_dicts()) - len(claims)
    assert kinds > 0
    assert "面向产业统称" in page.inner_text("#flow-said")
    assert page.locator("#flow-picture").is_hidden()


def test_no_two_labels_of_a_column_share_a_line_and_ribbons_fill_their_bars():
    ends = [((0, f"p{i % 3}"), (1, f"c{i % 5}")) for i in range(40)]
    ends += [((1, f"c{i % 5}"), (2, f"f{i}")) for i in range(40)]
    ribbons = {}
    for number, pair in enumerate(ends):
        ribbons.setdefault(pair, Ribbon(*pair, intended=False)).items.append(number % 40)
    flow = lay_out(list(ribbons.values()), {(2, "f7"): 1})
    for column in range(3):
        bars = [each for each in flow.bars if each.column == column]
        assert sum(each.value for each in bars) == 40
        middles = [each.y + each.height / 2 for each in bars]
        assert all(b - a >= 17 for a, b in pairwise(middles))
        assert bars[-1].key == "f7" or column != 2
    assert all(r.path.startswith(f"M{XS[r.source[0]] + BAR:g},") for r in flow.ribbons)
    assert flow.height < 1000
