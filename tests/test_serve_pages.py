"""The pages of a served store: what an IRI leads to, what is shown, and a browser without a net."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import pyoxigraph as ox
import pytest
from axe import findings
from served import serving

DOCUMENT = "document/wangchuan-work-report-2025"
ID = "https://w3id.org/innograph/id/"


@pytest.fixture(scope="module")
def server(sample_store, tmp_path_factory):
    cache = tmp_path_factory.mktemp("cache")
    with serving("--store", sample_store, XDG_CACHE_HOME=str(cache)) as running:
        yield running


def first(server, cls):
    """The path of some resource of a class."""
    text = f"SELECT ?x {{ ?x a inno:{cls} FILTER(!CONTAINS(STR(?x), '#')) }} ORDER BY ?x LIMIT 1"
    rows = server.query(text, Accept="text/csv").text.split()
    return rows[1].removeprefix(ID)


def address(path):
    return "/id/" + quote(re.sub("%23", "#", path), safe="/:")


@pytest.mark.parametrize(
    "cls", ["Platform", "Field", "Document", "Claim", "Observation", "Measure", "Fact", "Passage"]
)
def test_an_iri_leads_to_its_page_and_its_data(server, cls):
    where = address(first(server, cls))
    for language in ("zh", "en"):
        found = server.ask(where, Accept="text/html", Accept_Language=language)
        assert found.status == 303
        page = server.ask(found.headers["location"])
        assert (page.status, page.media) == (200, "text/html")
        assert f'<html lang="{language}' in page.text
        for other in ("zh", "en"):
            assert re.search(f'<link rel="alternate" hreflang="{other}" href="/{other}/', page.text)
    for media, form in (
        ("text/turtle", ox.RdfFormat.TURTLE),
        ("application/ld+json", ox.RdfFormat.JSON_LD),
        ("application/n-triples", ox.RdfFormat.N_TRIPLES),
        ("application/rdf+xml", ox.RdfFormat.RDF_XML),
    ):
        found = server.ask(where, Accept=media)
        assert found.status == 303
        data = server.ask(found.headers["location"])
        assert (data.status, data.media) == (200, media)
        subjects = {getattr(q.subject, "value", "") for q in ox.parse(data.body, format=form)}
        assert ID + first(server, cls) in subjects


def test_a_claim_is_shown_with_sentence_status_and_both_ends(server):
    text = """SELECT ?c ?q ?cue ?s ?o { ?c a inno:Claim ; inno:quote ?q ; inno:cue ?cue ;
        inno:subject/inno:name ?s ; inno:object/inno:name ?o FILTER(CONTAINS(?q, ?cue)) }
        ORDER BY ?c LIMIT 1"""
    (row,) = ox.parse_query_results(
        server.query(text, Accept="text/tab-separated-values").body,
        format=ox.QueryResultsFormat.TSV,
    )
    page = server.ask("/zh/" + row["c"].value.removeprefix(ID)).text
    quoted = re.sub("<[^>]+>", "", re.search("<blockquote>(.*?)</blockquote>", page, re.DOTALL)[1])
    assert quoted == row["q"].value
    assert f"<mark>{row['cue'].value}</mark>" in page
    for end in ("s", "o"):
        assert re.search(f'<a href="/zh/entity/[^"]+">{re.escape(row[end].value)}</a>', page)


def test_what_is_not_there_is_not_found(server):
    for path in ("/id/entity/none", "/zh/entity/none", "/data/entity/none.ttl", "/fr/", "/fr/x"):
        assert server.ask(path).status == 404
    for path in ("/assets/../app.py", "/vendor/..%2fapp.py", "/assets/words.py"):
        assert server.ask(path).status == 404
    assert server.ask(address(DOCUMENT), Accept="image/png").status == 406


def test_search_shows_what_was_typed_as_text(server):
    hostile = "</title><script>alert(1)</script>"
    page = server.ask("/zh/?q=" + quote(hostile)).text
    assert "<script>alert" not in page
    assert "没有找到" in page
    assert "航空发动机" in server.ask("/zh/?q=" + quote("航空发动")).text
    found = (
        server.ask("/zh/?q=" + quote("中试平台")).text.partition("<ul>")[2].partition("</ul>")[0]
    )
    alike = re.findall(">中试平台</a> <span[^>]*>([^<]+)</span>", found)
    assert len(alike) == len(set(alike)) > 1  # of one name, told apart by place or document


def test_a_question_is_asked_with_its_parameters(server):
    page = server.ask("/en/questions/platforms-of-industry?run=1&industry=" + quote("航空发动机"))
    assert page.status == 200
    assert re.search('<td[^>]*><a href="/en/entity/[^"]+">', page.text)
    path = "/questions/platforms-of-industry?run=1&industry=" + quote("没有的产业")
    for language, said in (
        ("en", "The graph knows no industry"),
        ("zh", "图谱中没有名为“没有的产业”"),
    ):
        wrong = server.ask(f"/{language}{path}")
        assert wrong.status == 400
        assert f'<p role="alert">{said}' in wrong.text


def test_an_answer_speaks_the_language_of_its_page_and_leads_to_its_claims(server):
    path = "/questions/platforms-of-industry?run=1&industry=" + quote("航空发动机")
    chinese, english = server.ask("/zh" + path).text, server.ask("/en" + path).text
    assert '<th title="status">状态</th>' in chinese
    assert ">status</th>" in english
    assert re.search("<td[^>]*>(已完成|进行中|计划)</td>", chinese)
    assert not re.search("<td[^>]*>(Achieved|UnderWay|Planned)</td>", chinese)
    looked = {
        language: re.findall('<p class="muted">([^<]+)</p>', page.partition("</table>")[2])
        for language, page in (("zh", chinese), ("en", english))
    }
    assert len(looked["zh"]) == len(looked["en"]) > 1
    assert re.fullmatch("共 [0-9]+ 行；查阅了 [0-9]+ 篇文档。", looked["zh"][0])
    assert re.fullmatch("[0-9]+ rows; [0-9]+ documents looked at.", looked["en"][0])
    assert not any(re.search("[a-z]{2}", said) for said in looked["zh"])
    for page, language in ((chinese, "zh"), (english, "en")):
        for kind in ("claim", "document"):
            (link, *_) = re.findall(f'<td[^>]*><a href="(/{language}/{kind}/[^"]+)">', page)
            assert server.ask(link).status == 200


def test_a_fact_shows_the_claims_that_it_adds_up(server):
    text = """SELECT ?f ?n ?s ?o { ?f a inno:Fact ; inno:claims ?n ; inno:subject/inno:name ?s ;
        inno:object/inno:name ?o } ORDER BY DESC(?n) ?f LIMIT 1"""
    (row,) = ox.parse_query_results(
        server.query(text, Accept="text/tab-separated-values").body,
        format=ox.QueryResultsFormat.TSV,
    )
    page = server.ask("/zh/" + row["f"].value.removeprefix(ID)).text
    assert page.count("<blockquote>") == int(row["n"].value)
    assert re.search(f"<h1>{row['s'].value} – [^<]+ – {row['o'].value} · [^<]+</h1>", page)
    assert '<p class="muted">汇总关系</p>' in page  # a plan is no 事实
    terms = re.findall("<dt>([^<]+)</dt>", page)
    assert terms[:4] == ["主体", "谓词", "客体", "具有状态"]


def test_values_are_said_in_the_language_of_the_page(server):
    passage, document = first(server, "Passage"), DOCUMENT
    chinese = server.ask("/zh/" + quote(passage, safe="/:#%").replace("#", "%23")).text
    assert re.search(
        "<dd>(事实段落|意向段落|条文段落|标题段落|版面段落|[^<]*段落[^<]*)</dd>", chinese
    )
    told = server.ask("/zh/" + document).text
    assert "<dd>工作报告</dd>" in told
    passages = [int(n) for n in re.findall("¶([0-9]+)</a></li>", told)]
    assert passages == sorted(passages)
    assert len(passages) > 10
    assert "<dd>work report</dd>" in server.ask("/en/" + document).text
    entity = server.ask("/zh/" + quote(first(server, "Platform"), safe="/:")).text
    assert re.search("<dd>(个体|若干个或一类)</dd>", entity)
    assert not re.search("<dd>(individual|group|true|false)</dd>", entity)
    listed = server.ask("/zh/class/NationalLab")
    if listed.status == 200:
        assert re.search("共 [0-9]+ 个。", listed.text)


def test_every_answer_has_the_safe_headers(server):
    for path in ("/zh/", "/sparql", "/zh/query", "/" + "none"):
        headers = server.ask(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        script = re.search("script-src ([^;]+)", headers["content-security-policy"])
        assert script is None or script[1] == "'self'"


def test_a_number_is_shown_once_with_its_unit_and_what_is_said_is_not_said_again(server):
    text = """SELECT ?o ?raw { ?o a inno:Observation ; inno:raw ?raw ; inno:unit ?unit
        FILTER(CONTAINS(?raw, ?unit)) } ORDER BY ?o LIMIT 1"""
    (row,) = ox.parse_query_results(
        server.query(text, Accept="text/tab-separated-values").body,
        format=ox.QueryResultsFormat.TSV,
    )
    page = server.ask("/zh/" + row["o"].value.removeprefix(ID)).text
    card = page.partition("</blockquote>")[2]
    assert re.search(f"</a>：{re.escape(row['raw'].value)}\n", card)
    assert not re.search("<d[td]>[a-z]+:[A-Za-z]+</d[td]>", page)
    assert '<p class="muted">观测值</p>' in page
    assert re.search('<a href="/zh/passage/[^"]+">[^<]+ ¶[0-9]+</a>', page)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_axe_finds_nothing_serious_on_the_pages(server, browser, theme):
    page = browser.new_context(color_scheme=theme, bypass_csp=True).new_page()
    page.set_default_timeout(60_000)
    for path in ("", DOCUMENT, first(server, "Claim")):
        page.goto(f"{server.url}/zh/{path}")
        assert findings(page) == [], path
    page.context.close()


def test_the_query_page_runs_a_question_without_the_net(server, browser):
    """Only our own server is asked, and nothing goes wrong."""
    asked, wrong, languages = [], [], {}
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "request",
        lambda r: languages.setdefault(urlsplit(r.url).path, r.headers.get("accept-language")),
    )
    page.on("console", lambda message: wrong.append(message.text))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto(server.url + "/zh/query")
    page.wait_for_selector(".CodeMirror")
    page.select_option("#examples", index=1)
    page.click(".yasqe_queryButton")
    page.wait_for_selector(".yasr .dataTable tbody tr, .yasr table tbody tr")
    assert page.locator(".yasr tbody tr").count() > 1
    assert languages["/sparql"] == "zh-CN"  # for errors
    page.goto(server.url + "/en/" + DOCUMENT)
    page.click("nav a.last")
    page.wait_for_url("**/zh/" + DOCUMENT)
    page.fill("#find", "hkfdj")
    page.click("#hits a >> text=航空发动机")
    page.wait_for_url("**/zh/entity/**")
    page.close()
    assert wrong == []
    outside = [url for url in asked if not url.startswith((server.url, "data:", "blob:"))]
    assert outside == []
