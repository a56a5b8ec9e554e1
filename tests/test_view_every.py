"""What holds for every view: languages, themes, phones, print, hostile text, the same bytes."""

from __future__ import annotations

import re

import networkx as nx
import pytest
from make import make_decisions, make_extractions
from view_graphs import HOSTILE, ONTOLOGY, data_of, hostile
from view_pages import VIEWS, WRITERS, write_view

from innograph.graph.memory import MemoryGraph
from innograph.graph.network import to_networkx
from innograph.viz import palette
from innograph.viz.numbers_page import write_numbers

PHONE = {"width": 390, "height": 844}
UNNAMED = """() => [...document.querySelectorAll('button, input, select, [tabindex], [role]')]
  .filter((node) => node.checkVisibility() && node.id !== 'panel')
  .filter((node) => !(node.getAttribute('aria-label') || node.textContent.trim() || node.labels?.length
    || ['group', 'rowgroup', 'row', 'status', 'note', 'search'].includes(node.getAttribute('role'))))
  .map((node) => node.outerHTML.slice(0, 200))"""


@pytest.fixture(scope="module")
def files(graph, tmp_path_factory):
    folder = tmp_path_factory.mktemp("views")
    for view in VIEWS:
        write_view(view, graph, folder / f"{view}.html")
    return {view: folder / f"{view}.html" for view in VIEWS}


def first_thing(page, view):
    """What a click opens in this view."""
    things = {
        "matrix": ".grid tfoot td",
        "flow": ".bar",
        "promises": ".promise",
        "numbers": ".dot[data-dot]",
        "reader": ".stated",
    }
    return page.locator(things[view]).first


@pytest.mark.parametrize("view", VIEWS)
def test_language_and_theme_change_without_reload_and_everything_has_a_name(shown, files, view):
    page = shown(files[view], color_scheme="dark")
    page.evaluate("window.stayed = true")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) != dark
    first_thing(page, view).click()
    assert page.locator("#panel .claim").count() > 0
    assert page.evaluate(UNNAMED) == []
    page.click("#language")
    assert page.get_attribute("html", "lang") == "en"
    texts = page.locator(".stage .tools button, legend, summary, .field").all_inner_texts()
    assert not [text for text in texts if re.match(r"[\u4e00-\u9fff]", text) and "\n" not in text]
    assert page.evaluate("window.stayed")
    assert page.locator("#panel .claim").count() > 0


@pytest.mark.parametrize("view", VIEWS)
def test_a_phone_shows_it_without_sideways_scrolling_and_brings_the_evidence_up(shown, files, view):
    page = shown(files[view], viewport=PHONE)
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert page.evaluate(wide) <= 0
    first_thing(page, view).click()
    panel = page.locator("#panel").bounding_box()
    assert -1 <= panel["y"] < PHONE["height"] - 300
    page.click("#panel button >> nth=0")
    assert page.locator("#panel").bounding_box()["y"] > panel["y"]


@pytest.mark.parametrize("view", VIEWS)
def test_a_deep_link_leads_to_a_claim_and_an_unknown_one_is_said(shown, files, view):
    claim = data_of(files[view])["sources"]["claims"][-1]
    page = shown(files[view], link=f"#id={claim[0]}")
    assert page.locator("#panel .claim.aim .claim-id").inner_text() == claim[0]
    page.evaluate("location.hash = 'id=nowhere%'")
    page.wait_for_function(
        "() => document.getElementById('panel').textContent.includes('nowhere%')"
    )


@pytest.mark.parametrize("view", VIEWS)
def test_print_is_light_and_without_tools(shown, files, view):
    page = shown(files[view], color_scheme="dark")
    page.emulate_media(media="print")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == "rgb({}, {}, {})".format(
        *bytes.fromhex(palette.SURFACES["light"]["page"].lstrip("#"))
    )
    assert not page.locator(".tools").first.is_visible()
    assert not page.locator("select").first.is_visible()
    assert page.pdf().startswith(b"%PDF")


def hostile_number():
    text = ("id", "quote", "cue", "indicator", "document", "title", "place", "area", "period")
    row = dict.fromkeys((*text, "published", "unit", "basis", "bound", "cls", "status"), HOSTILE)
    more = {"start": 0, "end": 1, "growth": 2.0, "rank": None, "status": "Planned"}
    return [{**row, **more, "id": f"{HOSTILE}{i}", "value": float(i)} for i in range(3)]


@pytest.mark.parametrize("view", [view for view in VIEWS if view != "reader"])
def test_hostile_text_in_every_field_stays_text(shown, tmp_path, view):
    out = tmp_path / "page.html"
    if view == "numbers":
        notices = [{"text": "notice-indicator", "indicator": HOSTILE}]
        write_numbers(hostile_number(), out, title=HOSTILE, notices=notices)
    else:
        WRITERS[view](hostile(), out, ontology=ONTOLOGY, title=HOSTILE)
    page = shown(out)
    scripts = page.locator("script").count()
    first_thing(page, view).click()
    assert HOSTILE in page.inner_text("#panel")
    page.click("#language")
    page.click("#theme")
    for box in page.locator(".side input[type=checkbox]").all():
        box.click()
    page.wait_for_timeout(100)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.locator("script").count() == scripts
    assert page.title() == HOSTILE


@pytest.mark.parametrize("view", WRITERS)
def test_an_empty_graph_is_a_page_too(shown, tmp_path, view):
    WRITERS[view](nx.MultiDiGraph(), tmp_path / "page.html", ontology=ONTOLOGY, title="空")
    page = shown(tmp_path / "page.html")
    assert page.inner_text("#panel")


def test_no_numbers_is_a_page_too(shown, tmp_path):
    write_numbers([], tmp_path / "page.html", title="空")
    assert "没有符合筛选的数字" in shown(tmp_path / "page.html").inner_text("#numbers-cards")


def turned(graph):
    """The same graph, made in another order."""
    other = nx.MultiDiGraph(**graph.graph)
    other.add_nodes_from(reversed(list(graph.nodes(data=True))))
    other.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    return other


@pytest.mark.parametrize("view", WRITERS)
def test_the_same_graph_gives_the_same_bytes(tmp_path, view):
    documents = make_extractions(7, 12)
    snapshot = MemoryGraph(documents, make_decisions(7, documents, 3), ontology=ONTOLOGY)
    graph = to_networkx(snapshot)
    for name, each in (("a", graph), ("b", turned(graph))):
        WRITERS[view](each, tmp_path / f"{name}.html", ontology=ONTOLOGY, title="同")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
    assert data_of(tmp_path / "a.html")["views"][view]


@pytest.mark.parametrize("view", VIEWS)
def test_no_page_refers_to_anything_outside(files, view):
    text = files[view].read_text(encoding="utf-8")
    markup = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    assert not re.search(r"https?://|\bsrc=|@import|url\(", markup)
    assert "default-src &#39;none&#39;" in markup
    assert not re.search(r'\son\w+="|\sstyle="', markup)
