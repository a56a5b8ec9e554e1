"""Paths between entities: which are found, in what order, and what each link shows."""

from __future__ import annotations

import itertools
import json
from dataclasses import replace

import networkx as nx
import pytest
from command import innograph
from graphs import ONTOLOGY, listing

import innograph as package
from innograph.graph.errors import UsageError
from innograph.graph.memory import MemoryGraph
from innograph.queries.paths import paths


def made(*documents):
    """A graph of documents, each a chain of names: neighbours in it are linked."""
    extractions = [
        replace(
            one := listing(identity, names),
            claims=tuple(
                replace(c, id=f"{identity}-{n}", status=status) for n, c in enumerate(one.claims)
            ),
        )
        for identity, status, names in documents
    ]
    return MemoryGraph(extractions, ontology=ONTOLOGY)


@pytest.fixture(scope="module")
def diamond():
    """甲 to 丁 by 乙 (facts), by 丙 (one hop intended), and the long way by 戊 and 己."""
    return made(
        ("a", "Achieved", ["甲", "乙", "丁"]),
        ("b", "Planned", ["甲", "丙"]),
        ("c", "UnderWay", ["丙", "丁"]),
        ("d", "Achieved", ["丁", "戊", "己", "甲"]),
    )


def ways(found):
    return [[path.hops[0].start.name, *(hop.end.name for hop in path.hops)] for path in found]


def test_the_shortest_come_first_and_those_of_facts_before_plans(diamond):
    found = paths(diamond, "甲", "丁")
    assert ways(found) == [["甲", "乙", "丁"], ["甲", "丙", "丁"]]
    assert [path.intended for path in found] == [0, 1]
    assert [len(path) for path in paths(diamond, "甲", "丁", longest=3)] == [2, 2, 3]


def test_links_are_followed_against_their_direction_and_say_so(diamond):
    found = paths(diamond, "丁", "甲", longest=2, achieved=True)
    ((first, second),) = [path.hops for path in found]
    assert [link.direction for link in (*first.links, *second.links)] == ["←", "←"]
    assert (first.links[0].fact.subject, first.start.name) == (first.end.id, "丁")
    assert str(found.paths[0]) == "丁 ←focusesOn— 乙 ←focusesOn— 甲"


def test_plans_are_shown_as_such_and_can_be_left_out(diamond):
    planned = paths(diamond, "甲", "丙", limit=1)
    assert [(link.intended, link.fact.status) for link in planned.paths[0].hops[0].links] == [
        (True, "Planned")
    ]
    assert "(intended)" in str(planned.paths[0])
    assert ways(paths(diamond, "甲", "丙", achieved=True)) == [["甲", "乙", "丁", "丙"]]


def test_each_link_has_the_sentence_of_its_claim(diamond):
    texts = {e.document.id: e.text for e in diamond.extractions()}
    links = [
        link for p in paths(diamond, "甲", "丁", longest=4) for h in p.hops for link in h.links
    ]
    assert links
    for link in links:
        assert len(link.claims) == link.fact.claims
        for claim in link.claims:
            assert texts[claim["document"]][claim["start"] : claim["end"]] == claim["quote"]


def test_to_a_class_means_to_each_of_it(graph):
    found = paths(graph, "岚江大学", to_class="领域", limit=100)
    ends = [path.hops[-1].end for path in found]
    assert ends
    assert all("Field" in graph.ontology.labels(end.cls) for end in ends)
    lengths = [len(path) for path in found]
    assert lengths == sorted(lengths)


def test_no_way_leads_through_what_is_left_out():
    knot = made(("a", "Achieved", ["甲", "乙", "丁"]), ("b", "Achieved", ["甲", "丙", "戊", "丁"]))
    whole = MemoryGraph(
        [
            replace(
                e,
                entities=tuple(
                    replace(x, cls="Place") if x.name == "乙" else x for x in e.entities
                ),
            )
            for e in knot.extractions()
        ],
        ontology=ONTOLOGY,
    )
    assert ways(paths(whole, "甲", "丁")) == [["甲", "乙", "丁"]]
    assert ways(paths(whole, "甲", "丁", without=["地点"])) == [["甲", "丙", "戊", "丁"]]
    assert ways(paths(whole, "甲", "乙", without=["Place"])) == [["甲", "乙"]]


@pytest.mark.parametrize("longest", [1, 2, 3, 4, 5])
def test_they_are_those_that_networkx_finds(longest):
    names = [chr(ord("一") + n) for n in range(9)]
    rings = [(f"d{k}", "Achieved", [names[i * k % 9] for i in range(5)]) for k in (1, 2, 4)]
    graph = made(*rings)
    plain = nx.Graph()
    ids = {e.id: e.name for e in graph.entities()}
    plain.add_edges_from((ids[f.subject], ids[f.object]) for f in graph.facts())
    for start, end in itertools.permutations(sorted(plain), 2):
        found = ways(paths(graph, start, end, longest=longest, limit=10_000))
        wanted = list(nx.all_simple_paths(plain, start, end, cutoff=longest))
        assert sorted(found) == sorted(wanted)
        assert [len(way) for way in found] == sorted(len(way) for way in wanted)


def test_the_limit_says_that_there_are_more(diamond):
    found = paths(diamond, "甲", "丁", longest=3, limit=2)
    assert len(found) == 2
    assert "there are more" in found.notes[-1]
    assert "there are more" not in paths(diamond, "甲", "丁", longest=3, limit=3).notes[-1]


def test_what_cannot_be_meant_is_refused(diamond):
    for calls, message in (
        (("甲", "庚庚"), "knows no end '庚庚'"),
        (("甲", "甲"), "Both ends are 甲"),
        (("甲",), "--to-class"),
    ):
        with pytest.raises(UsageError, match=message):
            paths(diamond, *calls)
    with pytest.raises(UsageError, match="no Fund besides 甲"):
        paths(diamond, "甲", to_class="基金")


def test_the_store_gives_the_same_as_the_graph_in_memory(sample_store):
    with package.open_store(sample_store) as store:
        memory = MemoryGraph(store.extractions(), ontology=store.ontology)
        for more in ({"to_class": "Platform"}, {"to_class": "Field", "longest": 3, "limit": 40}):
            one, other = (package.paths(g, "望川岚翼动力有限公司", **more) for g in (store, memory))
            assert one.rows().records == other.rows().records
            assert len(one) > 2


def test_the_command_prints_rows_and_says_what_it_took(sample_store):
    asked = ("path", "岚翼动力", "--to-class", "领域", "--store", sample_store)
    done = innograph(*asked, "-f", "json")
    rows = json.loads(done.stdout)
    assert {row["from"] for row in rows if row["hop"] == 1} == {"望川岚翼动力有限公司"}
    assert all(row["sentence"] for row in rows)
    assert "is taken as 望川岚翼动力有限公司" in done.stderr
    assert innograph(*asked, "-f", "markdown").stdout.startswith("| path | hop | from |")
    table = innograph(*asked).stdout
    assert "from_id" not in table
    assert "from_id" in innograph(*asked, "--wide").stdout


def test_the_command_says_where_there_is_no_way(sample_store):
    done = innograph("path", "岚江大学", "氢能", "--longest", "1", "--store", sample_store)
    assert (done.stdout, done.code) == ("", 0)
    assert "No path of up to 1 hop from 岚江大学" in done.stderr
    assert "岚江大学 is named, but no statements link it to anything." in done.stderr
    assert "氢能 is linked to " in done.stderr
    bad = innograph("path", "岚江大学", "--to-class", "Platfrom", "--store", sample_store, code=2)
    assert "Did you mean" in bad.stderr
