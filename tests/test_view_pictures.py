"""Static pictures: SVG that a reader of XML accepts, PNG in which Chinese can be read."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from functools import partial

import pytest
from view_graphs import ONTOLOGY, hostile, large, small

from innograph.graph.errors import UsageError
from innograph.graph.network import to_networkx
from innograph.viz import palette
from innograph.viz.flow_picture import flow_picture
from innograph.viz.matrix_picture import matrix_picture
from innograph.viz.pictures import as_png, write_graph_picture, write_picture
from innograph.viz.select import Documents, select

WRITERS = {
    "matrix": partial(write_picture, matrix_picture),
    "flow": partial(write_picture, flow_picture),
    "graph": write_graph_picture,
}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(view, graph, out, **options):
    report = WRITERS[view](graph, out, **{"ontology": ONTOLOGY, "title": "望川 & 临澜", **options})
    assert report.bytes == out.stat().st_size
    return out


def written_in(out):
    root = ET.fromstring(out.read_bytes())
    assert root.tag == f"{SVG}svg"
    assert root.get("font-family") == palette.FONT
    return [node.text for node in root.iter(f"{SVG}text")]


def texts_of(out):
    return set(written_in(out))


@pytest.fixture(scope="module")
def network(graph):
    return to_networkx(graph)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("matrix", {"航空发动机", "中试平台", "合计", "事实", "拟议"}),
        ("flow", {"望川市 37", "产业", "文献所属地区"}),
        ("graph", {"航空发动机", "创新平台", "实线：已完成或进行中"}),
    ],
)
def test_svg_names_what_it_shows(network, tmp_path, view, words):
    out = drawn(view, network, tmp_path / "x.svg")
    found = texts_of(out)
    if view == "flow":
        assert any(text.startswith("望川市 ") for text in found)
        words = {"产业", "文献所属地区"}
    assert words <= found
    assert "望川 & 临澜" in found
    english = texts_of(drawn(view, network, tmp_path / "e.svg", language="en"))
    assert {"matrix": "Total", "flow": "Industry", "graph": "Innovation platform"}[view] in english


@pytest.mark.parametrize("view", WRITERS)
def test_svg_is_the_same_each_time_and_holds_hostile_text_as_text(tmp_path, view):
    first = drawn(view, hostile(), tmp_path / "1.svg", title="</svg><script>\x00\ud800")
    again = drawn(view, hostile(), tmp_path / "2.svg", title="</svg><script>\x00\ud800")
    assert first.read_bytes() == again.read_bytes()
    root = ET.fromstring(first.read_bytes())
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "title", "rect", "text", "line", "path", "g", "circle", "polygon")
    }


@pytest.mark.parametrize("view", WRITERS)
def test_a_caption_names_filters_and_dates(network, tmp_path, view):
    chosen = Documents(places={"望川市"}, year="2025")
    part = select(network, classes={"PilotPlatform", "Laboratory"}, documents=chosen)
    said = "".join(written_in(drawn(view, part, tmp_path / "x.svg"))).replace(" ", "")
    dates = sorted(source["published"] for source in part.graph["sources"])
    for words in ("只含所属地区为望川市的文献", "只含2025年发布的文献", "中试平台", *dates[:1]):
        assert words in said
    english = " ".join(written_in(drawn(view, part, tmp_path / "e.svg", language="en")))
    for words in ("Only documents of 望川市", "published in 2025", "Laboratory", dates[-1]):
        assert words.casefold() in english.casefold()


def test_labels_of_a_graph_lie_over_no_other_and_the_rest_is_counted(tmp_path):
    out = drawn("graph", large(120), tmp_path / "g.svg")
    assert "个名称因位置不足未写出" in out.read_text(encoding="utf-8")
    report = write_graph_picture(large(120), tmp_path / "l.svg", title="x", limit=30)
    assert report.nodes == 30
    assert report.left_out[0].nodes > 0


def ink(png):
    """Dark pixels in the left margin's text of a picture, by PNG's own rows."""
    import struct
    import zlib

    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    at, data = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        if kind == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += length + 12
    return width, height, len(zlib.decompress(data))


def test_png_has_two_pixels_for_one_and_chinese_in_it(tmp_path):
    def picture(words):
        return (
            '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20" '
            f"font-family='{palette.FONT}'><text x='2' y='14' font-size='13'>{words}</text></svg>"
        )

    width, height, _ = ink(as_png(picture("航空")))
    assert (width, height) == (120, 40)
    # A font without Chinese draws the same box for every character, or nothing.
    assert as_png(picture("航空")) != as_png(picture("材料"))
    out = drawn("matrix", small(), tmp_path / "m.png")
    assert ink(out.read_bytes())[0] > 1000


def test_a_picture_in_another_language_than_the_page_knows_is_refused(tmp_path):
    with pytest.raises(UsageError, match="not one of the page's"):
        write_picture(matrix_picture, small(), tmp_path / "m.svg", title="m", language="de")
