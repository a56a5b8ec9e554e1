"""Graphs for the tests of the views, as `to_networkx` gives them."""

from __future__ import annotations

import json
import re
from random import Random

import networkx as nx

from innograph.graph.ontology import load_ontology
from innograph.viz.graph_page import write_graph

ONTOLOGY = load_ontology()
HOSTILE = (
    "</script><script>window.hacked=1</script><img src=x onerror=window.hacked=1>\"'&{{7*7}}😀"
)


def add(graph, name, cls, *, scope="", aliases=(), top=None):
    top = top or ONTOLOGY.top(cls)
    key = f"{top}/{scope}/{name}"
    graph.add_node(
        key, name=name, cls=cls, top=top, aliases=list(aliases), denotes="individual", scope=scope
    )
    return key


def link(graph, a, predicate, b, status="Achieved", *, claims=1, document="plans/a.md"):
    key = f"{a}|{predicate}|{b}|{status}"
    said = [
        {
            "id": f"claim-{graph.number_of_edges()}-{i}",
            "quote": f"{graph.nodes[a]['name']}建成投用，面向{graph.nodes[b]['name']}。",
            "cue": "建成投用",
            "status": status,
            "document": document,
            "title": "望川市行动方案",
            "published": "2024-05-17",
            "place": "望川市",
            "open": False,
            "start": 10 * i,
            "end": 10 * i + 9,
        }
        for i in range(claims)
    ]
    graph.add_edge(
        a,
        b,
        key=key,
        predicate=predicate,
        relationship=ONTOLOGY.relationship(predicate, status),
        status=status,
        intended=not ONTOLOGY.statuses[status].asserted,
        open=False,
        claims=said,
    )
    return key


def small():
    """Two platforms, two fields, one university; a fact and a plan between the same two."""
    graph = nx.MultiDiGraph(documents=3)
    base = add(graph, "航空动力中试基地", "PilotPlatform", aliases=["航空中试基地"])
    lab = add(graph, "砺岚实验室", "Laboratory")
    aero = add(graph, "航空发动机", "IndustryChain")
    new = add(graph, "新材料", "Industry")
    school = add(graph, "望川理工大学", "University")
    add(graph, "闻砚舟", "Person")
    link(graph, base, "focusesOn", aero)
    link(graph, base, "focusesOn", aero, "Planned", document="plans/b.md")
    link(graph, lab, "focusesOn", new, "Sought")
    link(graph, lab, "focusesOn", aero, "UnderWay")
    link(graph, school, "establishes", lab)
    return graph


def large(count, seed=1):
    random = Random(seed)
    graph = nx.MultiDiGraph(documents=50)
    fields = [add(graph, f"产业领域第{i}号", "Industry") for i in range(count // 4)]
    for i in range(count - len(fields)):
        platform = add(graph, f"望川市第{i}号概念验证中心", "ProofOfConceptCenter")
        for field in random.sample(fields[: 4 + i // 3], 2):
            link(graph, platform, "focusesOn", field, random.choice(list(ONTOLOGY.statuses)))
    return graph


def hostile():
    """A graph with markup in every field."""
    graph = nx.MultiDiGraph(documents=HOSTILE)
    a = add(graph, HOSTILE, f"a{HOSTILE}", top=f"t{HOSTILE}", aliases=[HOSTILE], scope=HOSTILE)
    b = add(graph, f"b{HOSTILE}", "constructor", top="__proto__")
    add(graph, f"c{HOSTILE}", "__proto__", top="constructor")
    fields = ("quote", "cue", "document", "title", "published", "place")
    claim = dict.fromkeys(fields, HOSTILE)
    claim |= {"id": f"claim {HOSTILE}", "status": HOSTILE, "start": 0, "end": 1}
    edge = dict.fromkeys(("predicate", "relationship", "status"), HOSTILE)
    graph.add_edge(a, b, key=f"fact {HOSTILE}", **edge, intended=True, open=True, claims=[claim])
    platform = add(graph, f"p{HOSTILE}", f"P{HOSTILE}", top="Platform", scope=f"place:{HOSTILE}")
    field = add(graph, f"f{HOSTILE}", "__proto__", top="Field", aliases=[HOSTILE])
    focus = {**edge, "predicate": "focusesOn", "intended": True, "open": True}
    said = [{**claim, "id": f"focus {HOSTILE}"}]
    graph.add_edge(platform, field, key=f"focus {HOSTILE}", **focus, claims=said)
    source = dict.fromkeys(("id", "title", "place", "published"), HOSTILE)
    graph.graph["sources"] = [source]
    graph.graph["selection"] = {
        **dict.fromkeys(("document", "around", "year", "industry"), HOSTILE),
        **{key: [HOSTILE, "constructor"] for key in ("places", "classes", "statuses")},
        "steps": 1,
    }
    return graph


def written(graph, tmp_path, name="page.html", **options):
    out = tmp_path / name
    report = write_graph(graph, out, ontology=ONTOLOGY, **{"title": "望川", **options})
    return out, report


def data_of(out):
    text = out.read_text(encoding="utf-8")
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    return json.loads(found.group(1))
