"""Layout, palette and texts of the views."""

from __future__ import annotations

import json
import re
from itertools import combinations
from pathlib import Path

import networkx as nx
import pytest
from view_graphs import ONTOLOGY, small

from innograph.viz import palette
from innograph.viz.labels import label_lines
from innograph.viz.layout import positions

VIZ = Path(palette.__file__).parent


def test_no_two_boxes_overlap_while_there_is_room():
    graph = small()
    boxes = dict.fromkeys(graph, (120.0, 40.0))
    places = positions(graph, boxes)
    for a, b in combinations(sorted(graph), 2):
        apart = [abs(places[a][axis] - places[b][axis]) for axis in (0, 1)]
        assert apart[0] >= 119 or apart[1] >= 39


@pytest.mark.parametrize("count", [1, 2, 3, 1300])
def test_layout_of_any_size_is_finite_and_apart(count):
    graph = nx.MultiDiGraph(nx.random_labeled_tree(count, seed=1)) if count > 2 else None
    graph = nx.relabel_nodes(graph, str) if graph else nx.MultiDiGraph([("0", str(count - 1))])
    places = positions(graph, dict.fromkeys(graph, (60.0, 30.0)))
    assert len(set(places.values())) > 0.95 * len(graph)
    assert all(abs(value) < 20_000 for place in places.values() for value in place)


def linear(colour):
    parts = [value / 255 for value in bytes.fromhex(colour[1:])]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def contrast(a, b):
    light = [
        sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear(x), strict=True)) for x in (a, b)
    ]
    return (max(light) + 0.05) / (min(light) + 0.05)


# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHT = {
    "all": [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
    "protan": [[0.1523, 1.0526, -0.2049], [0.1145, 0.7863, 0.0992], [-0.0039, -0.0481, 1.0520]],
    "deutan": [[0.3673, 0.8606, -0.2280], [0.2801, 0.6726, 0.0473], [-0.0118, 0.0430, 0.9689]],
    "tritan": [[1.2555, -0.0767, -0.1788], [-0.0784, 0.9308, 0.1476], [0.0047, 0.6914, 0.3039]],
}


def lab(colour, sight):
    r, g, b = (sum(w * c for w, c in zip(row, linear(colour), strict=True)) for row in SIGHT[sight])
    xyz = (
        (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505,
        0.2126 * r + 0.7152 * g + 0.0722 * b,
        (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089,
    )
    x, y, z = (v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("theme", palette.THEMES)
@pytest.mark.parametrize("sight", SIGHT)
def test_classes_of_one_shape_differ_for_every_eye(theme, sight):
    paints = [*palette.TOPS.values(), palette.UNKNOWN]
    for a, b in combinations(paints, 2):
        apart = (
            sum(
                (x - y) ** 2
                for x, y in zip(
                    lab(getattr(a, theme), sight), lab(getattr(b, theme), sight), strict=True
                )
            )
            ** 0.5
        )
        assert a.shape != b.shape or apart > 20, (a, b, apart)


@pytest.mark.parametrize("theme", palette.THEMES)
def test_contrast(theme):
    surface = palette.SURFACES[theme]
    for paint in [*palette.TOPS.values(), palette.UNKNOWN]:
        assert contrast(getattr(paint, theme), surface["page"]) >= 3
        assert contrast(getattr(paint, theme), surface["panel"]) >= 3
    for text in ("text", "muted"):
        for ground in ("page", "panel"):
            assert contrast(surface[text], surface[ground]) >= 4.5
    assert contrast(surface["text"], surface["mark"]) >= 4.5
    assert contrast(surface["text"], surface["notice"]) >= 4.5
    assert contrast(surface["on-accent"], surface["accent"]) >= 4.5
    assert contrast(surface["fact"], surface["page"]) >= 3
    assert contrast(surface["intended"], surface["page"]) >= 3


def test_every_top_class_has_its_paint():
    assert set(ONTOLOGY.tops) == set(palette.TOPS)


def test_texts_stand_in_both_languages_and_are_all_used():
    texts = json.loads((VIZ / "texts.json").read_text(encoding="utf-8"))
    assert list(texts["zh"]) == list(texts["en"])
    for key, text in texts["zh"].items():
        assert set(re.findall(r"\{(\w+)\}", text)) == set(
            re.findall(r"\{(\w+)\}", texts["en"][key])
        )
    sources = [file for kind in ("*.js", "*.j2", "*.py") for file in VIZ.rglob(kind)]
    used = "".join(
        file.read_text(encoding="utf-8") for file in sources if "vendor" not in file.parts
    )
    # Keys that end in a value: t(`outcome-${name}`), f"notice-{key}".
    families = tuple(re.findall(r"(?:\bt\(`|f\")([a-z-]+-)\$?\{", used))
    assert {"outcome-", "notice-"} <= set(families)
    assert [key for key in texts["zh"] if key not in used and not key.startswith(families)] == []
    called = set(re.findall(r'\bt\("([\w-]+)"', used)) | set(re.findall(r'\bt\["([\w-]+)"\]', used))
    assert called <= set(texts["zh"])


def test_colours_stand_in_the_palette_alone():
    for file in [*VIZ.rglob("assets/**/*.*"), *VIZ.rglob("*.j2")]:
        assert not re.search(r"#[0-9a-f]{3,8}\b(?!=)|rgba?\(", file.read_text(encoding="utf-8")), (
            file
        )


@pytest.mark.parametrize(
    ("label", "lines"),
    [
        ("航空发动机", ["航空发动机"]),
        ("望川航空动力中试基地中心", ["望川航空动力", "中试基地中心"]),
        ("Wangchuan Innovation Centre 中心", ["Wangchuan Innovation", "Centre 中心"]),
        ("", [""]),
        ("长" * 60, ["长" * 15 + "…"] * 3),
    ],
)
def test_labels_are_broken_evenly_and_never_within_a_word(label, lines):
    assert label_lines(label) == lines
