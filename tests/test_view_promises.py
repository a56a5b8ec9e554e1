"""Promises in a real browser with the network cut."""

from __future__ import annotations

import pytest
from view_graphs import add, link, small
from view_pages import claims_shown, saved_rows, write_view

from innograph.graph.model import ClaimPair
from innograph.graph.network import to_networkx
from innograph.viz.promises_data import LATER
from innograph.viz.promises_page import write_promises
from innograph.viz.select import Documents, select


@pytest.fixture(scope="module")
def file(graph, tmp_path_factory):
    out = tmp_path_factory.mktemp("promises") / "promises.html"
    write_view("promises", graph, out)
    return out


def row(page, words):
    return page.locator(".promise", has_text=words).first


def pair(later, earlier, score=1.0, match="same"):
    return ClaimPair(f"{later}|{earlier}", later, "fulfils", earlier, score, match)


def made(*later):
    """A graph whose document of 2024 plans one thing; `later` are (document, year, status)."""
    graph = small()
    graph.remove_edges_from(list(graph.edges(keys=True)))
    base, aero = "Platform//航空动力中试基地", "Field//航空发动机"
    graph.graph["sources"] = []
    for document, year, status in (("a.md", "2024", "Planned"), *later):
        source = {"id": document, "title": document, "place": "望川市", "published": year}
        graph.graph["sources"].append(source)
        if status:
            link(graph, base, "focusesOn", aero, status, document=document)
            key = max(graph[base][aero], key=lambda key: len(graph.edges) and key.endswith(status))
            claim = graph.edges[base, aero, key]["claims"][-1]
            claim |= {"id": f"claim-{document}", "published": year, "title": document}
    return graph


@pytest.mark.parametrize(
    ("later", "outcome"),
    [
        ([("b.md", "2025", "Achieved")], "已完成"),
        ([("b.md", "2025", "UnderWay")], "进行中"),
        ([("b.md", "2025", "Sought")], "再次提出"),
        ([("b.md", "2025", None), ("c.md", "2026", None)], "未再提及"),
        ([("b.md", "2023", "Achieved")], "无后续文献"),
    ],
)
def test_the_outcome_is_the_strongest_that_later_documents_say(shown, tmp_path, later, outcome):
    said = [pair(f"claim-{name}", "claim-a.md") for name, year, status in later if status]
    pairs = said if outcome != "无后续文献" else []
    write_promises(made(*later), pairs, tmp_path / "p.html", title="p")
    page = shown(tmp_path / "p.html")
    first = row(page, "航空动力中试基地 拟面向 航空发动机")
    assert first.locator(".outcome").inner_text() == outcome
    if outcome == "未再提及":
        assert "后来的 2 篇文献中没有陈述" in first.inner_text()


def test_both_sentences_stand_side_by_side_and_lead_to_their_documents(shown, file):
    page = shown(file)
    kept = page.locator(".promise:has(.outcome.achieved)").first
    before, after = kept.locator("blockquote").all_inner_texts()
    assert before != after
    kept.locator("blockquote").first.click()
    shown_claims = claims_shown(page)
    assert {before, after} <= set(shown_claims)
    dates = page.locator("#panel .claim p:nth-of-type(1)").all_inner_texts()
    assert dates[0].rpartition("·")[2] < dates[-1].rpartition("·")[2]
    page.keyboard.press("Escape")
    assert claims_shown(page) == []


def test_filters_by_outcome_place_and_document(shown, file):
    page = shown(file)
    every = page.locator(".promise").count()
    page.uncheck("#promises-outcomes [data-name=dropped]")
    page.uncheck("#promises-outcomes [data-name=unread]")
    answered = page.locator(".promise").count()
    assert 0 < answered < every
    assert "未再提及" not in page.inner_text("#promises-said")
    page.select_option("#promises-place", "临澜市")
    assert 0 < page.locator(".promise").count() < answered
    page.click("#promises-reset")
    page.select_option("#promises-document", "wangchuan-work-report-2024")
    assert page.locator(".promised").count() == 1
    assert "1 篇文献的" in page.inner_text("#promises-said")


def test_the_keyboard_goes_through_the_list(shown, file):
    page = shown(file)
    stops = page.locator('.promise [tabindex="0"]')
    assert stops.count() == 1
    stops.focus()
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.dataset.promise")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.promise") == second
    assert page.locator("#panel .claim").count() > 0


def test_csv_has_both_sides(shown, file):
    page = shown(file)
    page.uncheck("#promises-outcomes [data-name=dropped]")
    head, *rows = saved_rows(page, "#promises-csv")
    assert len(rows) == page.locator(".promise").count()
    kept = next(r for r in rows if r[0] == "已完成")
    evidence = [i for i, name in enumerate(head) if name.endswith("原句")]
    assert all(kept[i] for i in evidence)


def test_answers_that_are_too_many_for_a_page_are_counted(shown, tmp_path):
    later = [(f"b{number}.md", "2025", "Achieved") for number in range(LATER + 2)]
    pairs = [pair(f"claim-{name}", "claim-a.md") for name, _, _ in later]
    graph = made(("b0.md", "2025", "Achieved"))
    claims = max(
        (data["claims"] for *_, data in graph.edges(data=True) if not data["intended"]), key=len
    )
    claims += [claims[0] | {"id": f"claim-{name}", "document": name} for name, _, _ in later[1:]]
    write_promises(graph, pairs, tmp_path / "p.html", title="p")
    page = shown(tmp_path / "p.html")
    page.locator(".promise header button").click()
    assert "另有 2 条证据未收入本页" in page.inner_text("#panel")


def test_given_pairs_are_used_with_their_score_and_a_selection_finds_later_answers(shown, tmp_path):
    graph = made(("b.md", "2025", None))
    lab = "Platform//砺岚实验室"
    link(graph, lab, "focusesOn", "Field//航空发动机", "Achieved", document="b.md")
    data = next(iter(graph[lab]["Field//航空发动机"].values()))
    data["claims"][0] |= {"id": "built", "published": "2025", "title": "b.md"}
    add(graph, "无关", "Industry")
    part = select(graph, documents=Documents(document="a.md"))
    pairs = [pair("built", "claim-a.md", 0.72, "kind"), pair("nowhere", "claim-a.md")]
    report = write_promises(part, pairs, tmp_path / "p.html", whole=graph, title="p")
    assert "1 promises, 1 achieved" in report.summary(tmp_path / "p.html")
    page = shown(tmp_path / "p.html")
    page.locator(".promise header button").click()
    assert "同类平台，可能是其兑现，匹配度 0.72" in page.inner_text("#panel")
    assert "只含文献“a.md”" in page.inner_text("#promises-notices")


def test_every_plan_of_the_samples_is_there_once(graph, tmp_path, file):
    network = to_networkx(graph)
    plans = {
        (claim["document"], a, data["predicate"], b)
        for a, b, data in network.edges(data=True)
        if data["intended"]
        for claim in data["claims"]
    }
    report = write_promises(network, graph.pairs(), tmp_path / "p.html", title="望川")
    assert report.counts["promises"] == len(plans)
    assert report.bytes == file.stat().st_size
