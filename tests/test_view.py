"""The graph view in a real browser with the network cut."""

from __future__ import annotations

from urllib.parse import quote, unquote

import networkx as nx
import pytest
from make import make_decisions, make_extractions
from view_graphs import HOSTILE, ONTOLOGY, add, hostile, large, link, small, written

from innograph.graph.memory import MemoryGraph
from innograph.graph.network import to_networkx
from innograph.viz import palette


def rgb(colour):
    return "rgb({}, {}, {})".format(*bytes.fromhex(colour[1:]))


@pytest.fixture
def opened(shown, tmp_path):
    """Opens a graph as a page, offline; at the end: nothing was asked for, nothing went wrong."""

    def open_page(graph, *, link="", color_scheme="light", **options):
        out, _ = written(graph, tmp_path, **options)
        return shown(out, link=link, color_scheme=color_scheme)

    return open_page


def model(page, expression):
    """A value of the view: `m` is its model, `net` vis-network's network."""
    return page.evaluate(
        "(code) => { const { model: m, drawing } = document.getElementById('canvas').innograph;"
        f" const net = drawing.network; return {expression}; }}",
        "",
    )


def click_canvas(page, place):
    """Click at a place that the network names in the coordinates of its canvas."""
    box = page.locator("#canvas canvas").bounding_box()
    at = model(page, f"net.canvasToDOM({place})")
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    page.wait_for_selector("#panel .claim")


def index_of(page, name):
    return model(page, f"m.nodes.findIndex((node) => node.name === '{name}')")


def names_seen(page):
    return set(model(page, "[...m.seenNodes].map((node) => node.name)"))


def test_a_click_on_a_node_shows_its_sentences(opened):
    page = opened(small())
    click_canvas(page, f"net.getPosition({index_of(page, '航空动力中试基地')})")
    claim = page.locator("#panel .claim").first
    assert claim.locator("blockquote").inner_text() == "航空动力中试基地建成投用，面向航空发动机。"
    assert claim.locator("mark").inner_text() == "建成投用"
    said = claim.inner_text()
    assert all(part in said for part in ("已完成", "望川市行动方案", "2024-05-17", "字符 0–9"))
    assert claim.locator(".claim-id").inner_text() == "claim-0-0"
    assert "航空中试基地" in page.locator("#panel").inner_text()
    assert page.locator("#panel").get_attribute("aria-live") == "polite"


def test_a_click_on_a_line_shows_its_fact(opened):
    page = opened(small())
    edge = model(page, "m.edges.find((edge) => edge.predicate === 'establishes').id")
    click_canvas(page, f"net.body.edges[{edge}].edgeType.getPoint(0.3)")
    assert page.locator("#panel h2").inner_text() == "望川理工大学 建立 砺岚实验室"
    assert unquote(page.url).endswith("|establishes|Platform//砺岚实验室|Achieved")


def test_intended_lines_are_dashed_and_facts_solid(opened):
    page = opened(small())
    drawn = model(page, "m.edges.map((e) => [e.intended, net.body.edges[e.id].options.dashes])")
    assert sorted(intended for intended, _ in drawn) == [False, False, False, True, True]
    assert all(dashes == (list(palette.DASH) if intended else False) for intended, dashes in drawn)
    colours = palette.SURFACES["light"]
    fact, plan = model(page, "[0, 1].map((id) => net.body.edges[id].options.color.color)")
    assert {fact, plan} == {colours["fact"], colours["intended"]}


def test_filters_by_class_status_and_relation(opened):
    page = opened(small())
    assert "5 个实体、5 条关系：3 条事实，2 条拟议" in page.inner_text("#shown")
    page.uncheck("#filter-statuses [data-name=facts]")
    assert "2 条关系：0 条事实，2 条拟议" in page.inner_text("#shown")
    assert "望川理工大学" not in names_seen(page)  # it is linked by a fact alone
    page.check("#filter-statuses [data-name=facts]")
    page.uncheck("#filter-classes [data-name=Platform]")
    assert names_seen(page) == {"航空发动机", "新材料", "望川理工大学"}
    page.click("#filter-classes .leaves[data-name=Platform] summary")
    page.check("#filter-classes [data-name='leaf:Laboratory']")
    assert "砺岚实验室" in names_seen(page)
    page.click("#reset")
    page.uncheck("#filter-predicates [data-name=establishes]")
    assert "4 条关系" in page.inner_text("#shown")


@pytest.mark.parametrize("typed", ["航空动力", "航空中试基地", "hkdlzsjd", "HKDL", "动力中试"])
def test_search_by_name_alias_and_initials(opened, typed):
    page = opened(small())
    page.fill("#search", typed)
    assert page.locator("#results button .grow").first.inner_text() == "航空动力中试基地"
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text().strip() == "航空动力中试基地"


@pytest.mark.parametrize("typed", ["cqyhcs", "zqyh", "CQYH", "ycj", "csj"])
def test_initials_are_those_of_all_readings(opened, typed):
    graph = small()
    bank = add(graph, "重庆银行测试厂", "Enterprise", aliases=["银厂局", "长三角厂"])
    link(graph, bank, "focusesOn", next(iter(graph)))
    page = opened(graph)
    page.fill("#search", typed)
    assert page.locator("#results button .grow").first.inner_text() == "重庆银行测试厂"


def test_search_finds_what_is_not_drawn_and_says_so(opened):
    page = opened(small())
    assert "1 个没有任何关系的实体未画出" in page.inner_text("#notices")
    page.fill("#search", "wyz")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "在 3 篇文献中没有陈述" in page.inner_text("#panel")
    page.fill("#search", "没有这个")
    assert "没有这个" in page.inner_text("#result-count")


def test_a_path_between_two_entities_picked_by_hand(opened):
    page = opened(small())
    for typed in ("新材料", "望川理工大学", "航空动力中试基地"):
        page.fill("#search", typed)
        page.keyboard.press("Enter")
        if typed == "新材料":
            page.click("#path-from")
            assert "新材料" in page.inner_text("#panel .notice")
        elif typed == "望川理工大学":
            assert page.inner_text("#panel h2") == "新材料 → 望川理工大学"
            heads = page.locator("#panel h3").all_inner_texts()
            assert heads == ["砺岚实验室 拟面向 新材料", "望川理工大学 建立 砺岚实验室"]
            assert page.locator("#panel .claim").count() == 2
            near = model(page, "[...m.near].map((node) => node.name)")
            assert set(near) == {"新材料", "砺岚实验室", "望川理工大学"}
    page.click("#path-from")
    page.uncheck("#filter-predicates [data-name=establishes]")
    page.uncheck("#filter-statuses [data-name=intended]")
    page.fill("#search", "新材料")
    page.keyboard.press("Enter")
    assert "没有路径" in page.inner_text("#panel")


def test_a_graph_of_thousands_is_searched_filtered_and_clicked(opened):
    graph = large(2600)
    page = opened(graph, limit=20_000)
    assert "vis" not in page.evaluate("Object.keys(window)")
    linked = sum(1 for _, degree in graph.degree() if degree)
    assert f"{linked} 个实体" in page.inner_text("#notices")
    assert f"{linked} 个实体" in page.inner_text("#shown")
    page.fill("#search", "第1900号")
    page.keyboard.press("Enter")
    name = page.inner_text("#panel h2").strip()
    assert name == "望川市第1900号概念验证中心"
    page.wait_for_timeout(100)
    page.keyboard.press("Escape")
    click_canvas(page, f"net.getPosition({index_of(page, name)})")
    assert page.inner_text("#panel h2").strip() == name
    page.click("#neighbours")
    assert name in names_seen(page)
    assert len(names_seen(page)) == 3
    page.click("#neighbours")
    page.uncheck("#filter-statuses [data-name=intended]")
    page.click("#show-table")
    assert page.locator("#table tbody tr").count() <= 2000
    page.click("#show-table")
    page.click("#theme")
    box = page.locator("#canvas canvas").bounding_box()
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    before = model(page, "net.getScale()")
    page.mouse.wheel(0, -300)
    page.wait_for_timeout(50)
    assert model(page, "net.getScale()") > before
    with page.expect_download() as download:
        page.click("#png")
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def groups_drawn(page):
    return model(page, "m.drawnNodes.filter((item) => item.members).map((item) => item.id)")


def test_a_large_graph_opens_and_closes_step_by_step(opened):
    graph = large(1400)
    page = opened(graph, limit=20_000)
    linked = {key for key, degree in graph.degree() if degree}
    roots = groups_drawn(page)
    assert 3 <= len(roots) <= 61
    assert model(page, "m.drawnNodes.reduce((sum, group) => sum + group.count, 0)") == len(linked)
    bundled = model(page, "m.drawnEdges.reduce((sum, edge) => sum + edge.links.length, 0)")
    assert 0 < bundled < graph.number_of_edges()
    box = page.locator("#canvas canvas").bounding_box()
    at = model(page, f"net.canvasToDOM(net.getPosition({roots[-1]!r}))")
    page.mouse.click(box["x"] + at["x"], box["y"] + at["y"])
    assert page.get_attribute("#turn-group", "aria-expanded") == "true"
    assert roots[-1] not in groups_drawn(page)
    opened_nodes = model(page, "m.drawnNodes.filter((item) => !item.members).length")
    assert opened_nodes == model(page, f"m.groups.get({roots[-1]!r}).count")
    page.keyboard.press("Enter")  # the button of the panel has the focus
    assert groups_drawn(page) == roots
    page.keyboard.press("Escape")
    page.locator("#panel [data-group]").first.press("Enter")
    assert page.locator("#turn-group").evaluate("(node) => node === document.activeElement")
    assert groups_drawn(page) != roots
    page.click("#close-all")
    assert groups_drawn(page) == roots
    page.click("#language")
    assert "Communities" in page.inner_text("#panel")


def test_groups_by_class_or_none_and_search_opens_the_right_one(opened):
    page = opened(large(1400), limit=20_000)
    page.select_option("#group-by", "class")
    assert groups_drawn(page) == ["/cls=ProofOfConceptCenter", "/cls=Industry"]
    page.fill("#search", "第900号")
    page.keyboard.press("Enter")
    name = page.inner_text("#panel h2").strip()
    drawn = model(page, "m.drawnNodes.filter((item) => !item.members).map((item) => item.label)")
    assert name in drawn
    assert len(drawn) < 1000
    page.keyboard.press("Escape")
    page.uncheck("#filter-classes [data-name=Field]")
    assert "/cls=Industry" not in groups_drawn(page)
    page.select_option("#group-by", "none")
    assert groups_drawn(page) == []
    assert model(page, "m.drawnNodes.length") == model(page, "m.seenNodes.size")


def test_what_was_not_drawn_of_an_entity_is_counted_with_the_way_to_it(opened):
    graph = large(120)
    page = opened(graph, limit=30)
    undrawn = model(page, "m.nodes.filter((node) => node.undrawn).map((node) => node.key)")
    key = undrawn[0]
    shown = model(page, f"m.nodes.find((node) => node.key === {key!r}).edges.length")
    page.evaluate("(id) => { location.hash = `id=${encodeURIComponent(id)}`; }", key)
    page.wait_for_selector("#panel code >> text=--around")
    assert f"另有 {graph.degree(key) - shown} 条关系未画在本页" in page.inner_text("#panel")


def test_neighbours_only(opened):
    page = opened(small())
    assert page.is_disabled("#neighbours")
    page.fill("#search", "新材料")
    page.keyboard.press("Enter")
    page.click("#neighbours")
    assert names_seen(page) == {"新材料", "砺岚实验室"}
    page.click("#neighbours")
    assert len(names_seen(page)) == 5


def test_deep_links_to_entity_fact_and_claim(opened):
    graph = small()
    (_, b, key), *_ = graph.edges(keys=True)
    page = opened(graph, link="#id=" + quote(b, safe=""))
    assert graph.nodes[b]["name"] in page.inner_text("#panel h2")
    page.evaluate("(id) => { location.hash = `id=${encodeURIComponent(id)}`; }", key)
    page.wait_for_function("() => document.querySelector('#panel h2').textContent.includes('面向')")
    page.evaluate("location.hash = 'id=claim-2-0'")
    page.wait_for_selector("#panel .claim.aim")
    page.evaluate("location.hash = 'id=nowhere%'")
    page.wait_for_function(
        "() => document.getElementById('notices').textContent.includes('nowhere%')"
    )


def test_language_and_theme_change_without_reload(opened):
    page = opened(small(), color_scheme="dark")
    dark = palette.SURFACES["dark"]["page"]
    ground = "getComputedStyle(document.body).backgroundColor"
    assert page.evaluate(ground) == rgb(dark)
    page.click("#theme")
    assert page.evaluate(ground) == rgb(palette.SURFACES["light"]["page"])
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    assert "Showing 5 entities" in page.inner_text("#shown")
    assert "Innovation platform" in page.inner_text("#filter-classes")
    assert page.get_attribute("#search", "placeholder").startswith("Search")


def test_the_table_says_what_the_picture_shows(opened):
    page = opened(small())
    page.click("#show-table")
    rows = page.locator("#table tbody tr")
    assert rows.count() == 5
    page.uncheck("#filter-statuses [data-name=intended]")
    assert rows.count() == 3
    rows.first.locator("button").click()
    assert page.locator("#panel .claim").count() == 1
    page.click("#show-table")
    assert page.locator("#canvas canvas").bounding_box()["height"] > 300


def test_citation_and_png(opened):
    page = opened(small(), link="#id=claim-0-0")
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.click("#panel .claim button")
    copied = page.wait_for_function("() => window.copied").json_value()
    assert "claim-0-0" in copied
    assert "航空动力中试基地建成投用，面向航空发动机。" in copied
    with page.expect_download() as download:
        page.click("#png")
    assert download.value.path().read_bytes().startswith(b"\x89PNG")


def test_hostile_text_in_every_field_stays_text(opened):
    graph = hostile()
    page = opened(graph, title=HOSTILE)
    scripts = page.locator("script").count()
    for typed in (HOSTILE, f"c{HOSTILE}"):
        page.fill("#search", typed)
        page.keyboard.press("Enter")
    page.click("#panel button")
    page.fill("#search", HOSTILE)
    page.keyboard.press("Enter")
    assert HOSTILE in page.inner_text("#panel blockquote")
    page.click("#language")
    page.click("#show-table")
    page.evaluate("(id) => { location.hash = `id=${id}`; }", HOSTILE)
    page.wait_for_timeout(200)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == scripts
    assert page.title() == HOSTILE
    assert HOSTILE in page.inner_text("#table")


def test_a_class_that_the_palette_does_not_know_is_drawn_with_its_label(opened):
    graph = small()
    node = add(graph, "某样新东西", "NewThing", top="NewTop")
    link(graph, node, "focusesOn", next(iter(graph)))
    page = opened(graph)
    assert "NewTop" in page.inner_text("#filter-classes")
    drawn = model(page, f"net.body.nodes[{index_of(page, '某样新东西')}].options")
    assert drawn["color"]["background"] == palette.UNKNOWN.light
    assert drawn["shape"] == palette.UNKNOWN.shape


def test_the_first_look_has_names_on_it(opened):
    page = opened(large(300))
    assert model(page, "drawing.labelled") >= 30
    page = opened(small())
    assert model(page, "drawing.labelled") == 5


def test_an_empty_graph_and_one_without_facts_say_so(opened):
    page = opened(nx.MultiDiGraph())
    assert "图中没有实体" in page.inner_text("#notices")
    graph = nx.MultiDiGraph(documents=2)
    add(graph, "新材料", "Industry")
    page = opened(graph)
    assert "1 个没有任何关系的实体" in page.inner_text("#notices")


def test_real_extractions_open(opened):
    documents = make_extractions(5, 8)
    snapshot = MemoryGraph(documents, make_decisions(5, documents, 3), ontology=ONTOLOGY)
    page = opened(to_networkx(snapshot), language="en")
    page.click("#panel .link")
    assert page.locator("#panel .claim").count() > 0
