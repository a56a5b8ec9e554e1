"""The reader and the atlas in a real browser with the network cut."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from view_graphs import HOSTILE, ONTOLOGY, data_of

from innograph.graph.memory import MemoryGraph
from innograph.graph.model import (
    Claim,
    Document,
    Extraction,
    LocalEntity,
    Mention,
    Passage,
)
from innograph.graph.network import to_networkx
from innograph.viz.atlas import write_atlas
from innograph.viz.reader_page import write_reader
from innograph.viz.select import Documents, select

VIEWS = ("matrix", "graph", "flow", "promises", "numbers", "reader")


@pytest.fixture(scope="module")
def reader(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("reader") / "reader.html"
    write_reader(graph, out, title="原文")
    return out


@pytest.fixture(scope="module")
def atlas(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("atlas") / "atlas.html"
    write_atlas(graph, out, title="图集")
    return out


def made(text, quoted, a, b, *, name="d", more=()):
    """A document of one passage with a claim between two names of it."""
    ends = [(text.index(each), text.index(each) + len(each)) for each in (a, b)]
    start = text.index(quoted)
    claim = Claim(
        f"claim-{name}", a, "focusesOn", b, "Planned", 0, start, start + len(quoted), quoted,
        *ends[0], *ends[1], "r", 1.0,
    )  # fmt: skip
    return Extraction(
        Document(name, "题", "0" * 64, "0" * 64, len(text), issuer="望川市人民政府", number="望府〔2024〕1号"),
        (Passage(0, "intention", 0, len(text), text), *more),
        (LocalEntity(a, "Laboratory"), LocalEntity(b, "Industry")),
        tuple(Mention(n, 0, *at, n) for n, at in zip((a, b), ends, strict=True)),
        (claim,),
    )  # fmt: skip


def test_the_text_is_whole_and_marked(shown, reader, graph):
    page = shown(reader)
    extraction = next(iter(graph.extractions()))
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    seen = page.evaluate(
        "[...document.querySelectorAll('.passage')].map((node) => { const copy = node.cloneNode(true);"
        " copy.querySelectorAll('.stated').forEach((each) => each.remove()); return copy.textContent; })"
    )
    assert [text.rstrip() for text in seen] == [p.text.rstrip() for p in extraction.passages]
    marked = page.evaluate(
        "[...document.querySelectorAll('.mention')].map((n) => [+n.dataset.start, n.textContent])"
    )
    spans = {(m.start, m.end) for m in extraction.mentions}
    assert {start for start, _ in marked} >= {start for start, _ in spans}
    for start, text in marked:  # one name inside another cuts it in pieces
        assert any(a <= start and start + len(text) <= b for a, b in spans)
        assert extraction.text[start : start + len(text)] == text
    kinds = {p.kind for p in extraction.passages if p.text.strip()}
    assert all(page.locator(f".passage.{kind}").count() for kind in kinds)
    heads = [p.text.strip().lstrip("# ") for p in extraction.passages if p.kind == "heading"]
    assert page.locator("#reader-outline button").all_inner_texts() == heads


def test_a_name_leads_to_its_entity_and_a_sentence_to_its_statements(shown, reader):
    page = shown(reader)
    mention = page.locator(".said.mention").first
    name = mention.get_attribute("title").split(" · ")[0]
    mention.click()
    assert page.inner_text("#panel h2").strip() == name
    assert page.locator("#panel .claim").count() > 0
    page.locator("#panel ul button").first.click()
    assert page.locator(".aimed").first.is_visible()
    stated = page.locator(".stated").first
    stated.click()
    assert int(stated.inner_text()) <= page.locator("#panel .claim").count()
    page.keyboard.press("Escape")
    assert page.locator("#panel .claim").count() == 0


def test_arrow_keys_go_from_mark_to_mark(shown, reader):
    page = shown(reader)
    page.focus("#reader-text")
    page.keyboard.press("ArrowRight")
    first = page.evaluate("document.activeElement.dataset.start")
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.dataset.start") != first
    page.keyboard.press("Enter")
    assert page.inner_text("#panel h2")


def settled(page):
    """How many names are marked when no more come: passages are marked as they come near."""
    marked = page.locator(".mention")
    before, count = -1, marked.count()
    while count != before:
        page.wait_for_timeout(300)
        before, count = count, marked.count()
    return count


def test_filters_of_classes_and_statuses(shown, reader):
    page = shown(reader)
    top = page.locator("#reader-classes input").first.get_attribute("data-name")
    before = settled(page)
    page.uncheck(f"#reader-classes [data-name={top}]")
    assert settled(page) < before
    for box in page.locator("#reader-statuses > .tick input").all():
        box.uncheck()
    assert page.locator(".stated").count() == 0
    page.click("#reader-reset")
    marked = "least => document.querySelectorAll('.mention').length >= least"
    page.wait_for_function(marked, arg=before)


def test_a_deep_link_marks_the_place_in_code_points(shown, tmp_path):
    text = "😀😀拟建设砺岚实验室，面向新材料。"
    snapshot = MemoryGraph(
        [made(text, "砺岚实验室，面向新材料", "砺岚实验室", "新材料")], ontology=ONTOLOGY
    )
    write_reader(snapshot, tmp_path / "r.html", title="r")
    start = text.index("砺岚")
    page = shown(tmp_path / "r.html", link=f"#doc=d&at={start}-{start + 5}")
    assert page.locator(".aimed").all_inner_texts() == ["砺岚实验室"]
    assert page.inner_text("#panel blockquote") == "砺岚实验室，面向新材料"
    page.evaluate("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    page.click("#panel .claim button")
    copied = page.wait_for_function("() => window.copied").json_value()
    assert f"望川市人民政府. 题: 望府〔2024〕1号[Z]. 第{start + 1}—{start + 11}字." in copied
    page.evaluate("location.hash = 'doc=nowhere'")
    page.wait_for_function("() => document.getElementById('panel').textContent.includes('nowhere')")


def test_a_long_document_opens_at_once_and_at_its_end(shown, tmp_path):
    text = "拟建设砺岚实验室，面向新材料。\n"
    one = made(text, text[3:-2], "砺岚实验室", "新材料")
    passages = tuple(
        Passage(i, "fact", i * len(text), (i + 1) * len(text), text) for i in range(6000)
    )
    last = passages[-1].start
    mentions = tuple(
        Mention("新材料", p.ordinal, p.start + 11, p.start + 14, "新材料") for p in passages
    )
    long = replace(one, passages=passages, mentions=(one.mentions[0], *mentions))
    write_reader(MemoryGraph([long], ontology=ONTOLOGY), tmp_path / "r.html", title="r")
    page = shown(tmp_path / "r.html", link=f"#doc=d&at={last + 11}-{last + 14}")
    assert page.locator(".aimed").inner_text() == "新材料"
    assert page.locator(".aimed").bounding_box()["y"] < 800
    assert page.locator("[data-marked]").count() < 600  # the others wait until they are looked at


def test_hostile_text_in_every_field_of_a_document_stays_text(shown, tmp_path):
    text = f"拟建设{HOSTILE}一、面向{HOSTILE}二。"
    one = made(text, text, f"{HOSTILE}一", f"{HOSTILE}二", name=HOSTILE)
    told = dict.fromkeys(("title", "issuer", "number", "place", "published"), HOSTILE)
    one = replace(one, document=replace(one.document, **told))
    for write in (write_reader, write_atlas):
        write(MemoryGraph([one], ontology=ONTOLOGY), tmp_path / "r.html", title=HOSTILE)
        page = shown(tmp_path / "r.html", link=f"#doc={quote(HOSTILE, safe='')}&at=0-5")
        page.locator(".stated").first.click()
        page.locator(".mention").first.click()
        page.click("#language")
        assert HOSTILE in page.inner_text("#reader-text")
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0


def test_an_atlas_shows_one_view_at_a_time_and_makes_it_when_asked(shown, atlas):
    page = shown(atlas)
    page.evaluate("window.stayed = true")
    for view in VIEWS:
        page.click(f".views [data-view={view}]")
        page.wait_for_selector(f"#view-{view}:not([hidden])")
        assert page.locator("main:not([hidden])").count() == 1
        assert page.locator(".views [aria-current]").get_attribute("data-view") == view
        assert page.inner_text("#panel h2")
    page.click("#language")
    assert page.locator(".views [aria-current]").inner_text() == "Texts"
    page.click(".views [data-view=matrix]")
    assert "facts" in page.inner_text("#matrix-said")
    page.go_back()
    page.wait_for_selector("#view-reader:not([hidden])")
    assert page.evaluate("window.stayed")


@pytest.mark.parametrize(
    ("view", "opener"),
    [
        ("matrix", ".grid tfoot td"),
        ("graph", "#panel .link"),
        ("flow", ".bar"),
        ("promises", ".promise"),
        ("numbers", ".dot[data-dot]"),
    ],
)
def test_every_evidence_panel_of_the_atlas_leads_into_the_text(shown, atlas, view, opener):
    page = shown(atlas, link=f"#view={view}")
    page.locator(opener).first.click()
    claim = page.locator("#panel .claim").first
    said = claim.locator("blockquote").inner_text()
    claim.locator(".in-text").click()
    page.wait_for_selector("#view-reader:not([hidden]) .aimed")
    assert "".join(page.locator(".aimed").all_inner_texts()) == said
    assert page.locator(".aimed").first.bounding_box()["y"] < 800
    assert said in page.locator("#panel blockquote").all_inner_texts()


def test_links_to_claims_and_entities_in_an_atlas(shown, atlas):
    data = data_of(atlas)
    claim = data["sources"]["claims"][0][0]
    page = shown(atlas, link=f"#id={claim}")
    assert page.locator("#panel .claim.aim .claim-id").inner_text() == claim
    key = data["views"]["graph"]["nodes"][0]["key"]
    page.evaluate("(id) => { location.hash = `id=${encodeURIComponent(id)}`; }", key)
    page.wait_for_selector("#view-graph:not([hidden])")
    assert key in page.inner_text("#panel")


def test_an_atlas_on_a_phone(shown, atlas):
    page = shown(atlas, viewport={"width": 390, "height": 844})
    wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    for view in VIEWS:
        page.click(f".views [data-view={view}]")
        page.wait_for_selector(f"#view-{view}:not([hidden])")
        assert page.evaluate(wide) <= 0


def test_a_part_of_the_graph_brings_its_own_texts(graph, tmp_path):
    whole = to_networkx(graph)
    first = whole.graph["sources"][0]["id"]
    part = select(whole, documents=Documents(document=first))
    write_atlas(graph, tmp_path / "a.html", graph=part, whole=whole, title="a")
    data = data_of(tmp_path / "a.html")
    texts = data["views"]["reader"]["texts"]
    assert [data["sources"]["documents"][text["document"]][0] for text in texts] == [first]
    write_atlas(graph, tmp_path / "b.html", graph=part, whole=whole, title="a")
    assert (tmp_path / "a.html").read_bytes() == (tmp_path / "b.html").read_bytes()
