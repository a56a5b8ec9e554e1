"""The site of files: complete, the same for the same store, with links that hold from the disk."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from command import SAMPLES, innograph

from innograph import ingest_files, open_store


@pytest.fixture(scope="module")
def store(tmp_path_factory):
    """One short document: a page for each of its resources, twice."""
    folder = tmp_path_factory.mktemp("published") / "store"
    with open_store(str(folder)) as opened:
        ingest_files(opened, [SAMPLES / "wangchuan-pilot-measures-2024.txt"])
        yield folder


@pytest.fixture(scope="module")
def site(store, tmp_path_factory):
    out = tmp_path_factory.mktemp("site") / "site"
    innograph("publish", out, "--store", store, "--address", "https://graph.example.org/x/")
    return out


def files(folder):
    return {f.relative_to(folder).as_posix(): f for f in Path(folder).rglob("*") if f.is_file()}


def test_every_link_leads_to_a_file(site):
    found = files(site)
    assert len([name for name in found if name.startswith("zh/claim/")]) > 3
    for name, file in found.items():
        if not name.endswith(".html") or name.startswith("views/"):
            continue
        text = file.read_text(encoding="utf-8")
        for href in re.findall(r'(?:href|src)="([^"]*)"', text):
            target = unquote(unescape(href)).partition("#")[0]
            if target.startswith(("https://", "http://", "data:")):
                continue
            assert not target.startswith("/"), (name, target)
            assert (file.parent / target).resolve().is_file(), (name, target)


def test_each_page_is_there_in_both_languages_with_its_data(site):
    found = files(site)
    pages = {n.removeprefix("zh/").removesuffix(".html") for n in found if n.startswith("zh/")}
    assert pages == {
        n.removeprefix("en/").removesuffix(".html") for n in found if n.startswith("en/")
    }
    resources = {page for page in pages if "/" in page and not page.startswith("class/")}
    for ending in ("ttl", "jsonld"):
        assert {f"data/{page}.{ending}" for page in resources} <= set(found)
    form = {".ttl": ox.RdfFormat.TURTLE, ".jsonld": ox.RdfFormat.JSON_LD}
    for name, file in found.items():
        if file.suffix in form:
            assert list(ox.parse(file.read_bytes(), format=form[file.suffix])), name


def test_the_sitemap_names_each_page(site):
    places = [
        e.text for e in ElementTree.parse(site / "sitemap.xml").iter() if e.tag.endswith("loc")
    ]
    base = "https://graph.example.org/x/"
    names = {unquote(place.removeprefix(base)) for place in places}
    assert names == {name for name in files(site) if name.endswith(".html")}


def test_the_description_counts_what_is_published(site):
    store = ox.Store()
    store.load((site / "void.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)
    void = "http://rdfs.org/ns/void#"
    (row,) = store.query(
        f"SELECT ?n {{ ?d a <{void}Dataset> ; <{void}classes> ?c ; <{void}triples> ?n }}"
    )
    assert int(row["n"].value) > 1000


def test_equal_stores_give_equal_bytes_and_nothing_is_left_half_written(store, site):
    before = {name: file.read_bytes() for name, file in files(site).items()}
    refused = innograph("publish", site, "--store", store, code=2)
    assert "--force" in refused.stderr
    innograph(
        *("publish", site, "--store", store, "--force"),
        *("--address", "https://graph.example.org/x/"),
    )
    assert {name: file.read_bytes() for name, file in files(site).items()} == before
    assert [other.name for other in site.parent.iterdir()] == ["site"]


def test_a_folder_with_other_things_is_left_alone(store, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    assert "other things" in innograph("publish", tmp_path, "--store", store, code=2).stderr
    assert [file.name for file in tmp_path.iterdir()] == ["mine.txt"]


def test_the_pages_work_from_the_disk(site, browser):
    wrong = []
    page = browser.new_context(offline=True).new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((site / "index.html").as_uri())
    page.click("main ul li a")
    assert page.locator("blockquote").count() > 3
    page.click("nav a.last")
    assert page.evaluate("document.documentElement.lang") == "en"
    colour = page.evaluate("getComputedStyle(document.querySelector('.card')).borderLeftWidth")
    assert colour == "4px"
    page.close()
    assert wrong == []


def test_the_search_works_from_the_disk(site, browser):
    """Names, parts of them and pinyin initials, by keyboard alone; nothing found is said."""
    wrong = []
    page = browser.new_context(offline=True).new_page()
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((site / "zh" / "index.html").as_uri())
    page.focus("#find")
    for typed in ("中试", "zspt", "ＺＳＰＴ"):
        page.fill("#find", typed)
        page.wait_for_selector("#hits a")
        assert "中试平台" in page.inner_text("#hits")
        assert page.inner_text("#hits-said").startswith("找到 ")
    name = page.locator("#hits a").nth(1).inner_text()
    for key in ("ArrowDown", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.wait_for_url("**/entity/**")
    assert page.inner_text("h1") == name
    page.fill("#find", "没有的名称")
    page.wait_for_function("document.getElementById('hits-said').textContent.includes('没有')")
    assert page.locator("#hits a").count() == 0
    page.keyboard.press("Escape")
    assert page.inner_text("#hits-said") == ""
    page.close()
    assert wrong == []
