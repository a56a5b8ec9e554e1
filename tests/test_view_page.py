"""The file that the graph view writes, and the parts of a graph that it is given."""

from __future__ import annotations

import json
import os
import pickle
import re
import shutil
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from view_graphs import add, data_of, large, link, small, written

import innograph
from innograph.graph.errors import DataError, UsageError
from innograph.viz.page import as_json
from innograph.viz.report import LeftOut
from innograph.viz.select import Documents, select

WRITE = """
import pickle, sys
from pathlib import Path
from innograph.viz.graph_page import write_graph
write_graph(pickle.loads(Path(sys.argv[1]).read_bytes()), Path(sys.argv[2]), title="\\u671b\\u5ddd")
"""


def write_elsewhere(graph, tmp_path, name, **environment):
    """The bytes that another process writes, under other settings."""
    (tmp_path / "graph.pickle").write_bytes(pickle.dumps(graph))
    out = tmp_path / name
    root = tmp_path / "path"
    if not root.exists():  # the package stands in a folder of any name
        root.mkdir()
        (root / "innograph").symlink_to(Path(innograph.__file__).parent)
    call = [sys.executable, "-c", WRITE, str(tmp_path / "graph.pickle"), str(out)]
    subprocess.run(
        call, check=True, timeout=120, env=os.environ | {"PYTHONPATH": str(root)} | environment
    )
    return out.read_bytes()


def test_same_graph_same_bytes_in_any_order_and_process(tmp_path):
    graph = large(80)
    turned = nx.MultiDiGraph(**graph.graph)
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from(reversed(list(graph.edges(keys=True, data=True))))
    first = write_elsewhere(graph, tmp_path, "1.html", PYTHONHASHSEED="1")
    second = write_elsewhere(turned, tmp_path, "2.html", PYTHONHASHSEED="2")
    assert first == second
    limited = [written(g, tmp_path, limit=30)[0].read_bytes() for g in (graph, turned)]
    assert limited[0] == limited[1]


@pytest.mark.parametrize("locale", ["POSIX", "zh_CN.GBK"])
def test_utf8_whatever_the_locale(tmp_path, locale):
    if locale == "zh_CN.GBK":
        make = shutil.which("localedef")
        made = make and subprocess.run(
            [make, "-f", "GBK", "-i", "zh_CN", str(tmp_path / locale)], capture_output=True
        )
        if not (tmp_path / locale).exists():
            pytest.skip(f"no GBK locale can be made here: {made and made.stderr.decode()[:80]}")
    settings = {"LC_ALL": locale, "LOCPATH": str(tmp_path), "PYTHONUTF8": "0"}
    here = written(small(), tmp_path)[0].read_bytes()
    there = write_elsewhere(small(), tmp_path, "l.html", PYTHONCOERCECLOCALE="0", **settings)
    assert there == here
    assert "航空动力中试基地" in there.decode("utf-8")
    assert b"\r" not in there


def test_the_page_refers_to_nothing_outside(tmp_path):
    text = written(small(), tmp_path)[0].read_text(encoding="utf-8")
    markup = re.sub(r"(?s)<(script|style)\b.*?</\1>", "", text)
    assert not re.search(r"https?://|//cdn|\bsrc=|@import|url\(", markup)
    assert re.findall(r'<link [^>]*href="([^"]*)"', markup) == ["data:,"]
    assert "default-src &#39;none&#39;" in markup
    assert "sourceMappingURL" not in text
    assert "The MIT License" in text
    assert not re.search(r'\son\w+="', markup)


def test_json_in_a_script_element_cannot_end_it():
    text = as_json({"<!--": "</script>\u2028\u2029&", "lone": "\ud800"})
    assert not set("<>&\u2028\u2029") & set(text)
    assert json.loads(text)["<!--"] == "</script>\u2028\u2029&"
    assert text.encode("utf-8")


def test_beyond_the_limit_the_most_linked_are_shown_and_the_rest_is_named(tmp_path):
    graph = large(200)
    add(graph, "闻砚舟", "Person")
    out, report = written(graph, tmp_path, limit=60)
    data = data_of(out)["views"]["graph"]
    assert (report.nodes, report.bytes) == (60, out.stat().st_size)
    assert report.edges == len(data["edges"])
    lost = graph.number_of_edges() - report.edges
    linked = sum(degree > 0 for _, degree in graph.degree())
    more = (LeftOut("limit", linked - 60, lost), LeftOut("unlinked", len(graph) - linked))
    assert report.left_out == more
    assert f"{linked - 60} entities" in report.summary(out)
    shown = nx.Graph([(edge["from"], edge["to"]) for edge in data["edges"]])
    assert nx.is_connected(shown)
    hub = max(graph.degree(), key=lambda pair: pair[1])[0]
    assert hub in {node["key"] for node in data["nodes"]}
    (notice, _) = data["notices"]
    assert (notice["nodes"], notice["edges"], notice["all"]) == (linked - 60, lost, linked)


def test_a_fact_with_many_claims_shows_some_and_counts_all(tmp_path):
    graph = small()
    a, b = "Platform//航空动力中试基地", "Field//新材料"
    link(graph, a, "focusesOn", b, claims=40)
    out, report = written(graph, tmp_path)
    edge = max(data_of(out)["views"]["graph"]["edges"], key=lambda each: each["count"])
    assert (edge["count"], len(edge["claims"])) == (40, 12)
    assert LeftOut("claims", edges=1) in report.left_out


def test_a_thousand_nodes_weigh_less_than_two_megabytes(tmp_path):
    assert written(large(1000), tmp_path, limit=1000)[1].bytes < 2_000_000


def test_wrong_calls_are_refused(tmp_path):
    with pytest.raises(UsageError):
        written(small(), tmp_path, language="de")
    with pytest.raises(UsageError):
        written(small(), tmp_path, limit=0)


def names(graph):
    return {data["name"] for _, data in graph.nodes(data=True)}


def test_select_around_class_and_document():
    graph = small()
    new = "Field//新材料"
    assert names(select(graph, around=new, steps=1)) == {"新材料", "砺岚实验室"}
    assert names(select(graph, around=new)) == {
        "新材料",
        "砺岚实验室",
        "航空发动机",
        "望川理工大学",
    }
    by_class = select(graph, classes=["University"])
    assert (names(by_class), by_class.number_of_edges()) == ({"望川理工大学", "砺岚实验室"}, 1)
    stated = select(graph, documents=Documents(document="plans/b.md"))
    assert [data["status"] for _, _, data in stated.edges(data=True)] == ["Planned"]
    assert stated.graph["selection"] == {"document": "plans/b.md"}
    assert graph.graph == {"documents": 3}
    assert len(select(graph)) == len(graph)


def test_select_keeps_the_entity_it_is_about_and_refuses_an_unknown_one():
    alone = select(small(), around="Person//闻砚舟", documents=Documents(document="plans/a.md"))
    assert names(alone) == {"闻砚舟"}
    with pytest.raises(DataError):
        select(small(), around="nobody")
