"""Networks: what their nodes and edges are, their measures, and the files for other programs."""

from __future__ import annotations

import csv
import io
import itertools
import json
import random

import networkx as nx
import pytest
from command import innograph

import innograph as package
from innograph.graph.errors import UsageError
from innograph.queries import measures
from innograph.queries.networks import network
from innograph.queries.projections import PROJECTIONS


def named(found):
    """The edges as sets of names with their weight."""
    nodes = found.graph.nodes
    return {
        (frozenset((nodes[a]["name"], nodes[b]["name"])), data["weight"])
        for a, b, data in found.graph.edges(data=True)
    }


def facts_of(graph, predicate):
    entities = {e.id: e for e in graph.entities()}
    tops = {e.id: graph.ontology.top(e.cls) for e in entities.values()}
    return entities, tops, [f for f in graph.facts() if f.predicate == predicate]


def test_platforms_and_industries_are_two_kinds_of_nodes(graph):
    found = network(graph)
    _, tops, facts = facts_of(graph, "focusesOn")
    wanted = {f.id for f in facts if (tops[f.subject], tops[f.object]) == ("Platform", "Field")}
    assert {key for *_, key in found.graph.edges(keys=True)} == wanted
    assert nx.is_bipartite(found.simple())
    assert all(data["sentence"] for *_, data in found.graph.edges(data=True))


@pytest.mark.parametrize(
    ("what", "predicate"), [("shared-industry", "focusesOn"), ("co-location", "locatedIn")]
)
def test_an_edge_of_a_projection_counts_what_both_have(graph, what, predicate):
    entities, tops, facts = facts_of(graph, predicate)
    having = {}
    for fact in facts:
        if tops[fact.subject] in ("Platform", "Organization"):
            having.setdefault(fact.subject, set()).add(fact.object)
    found = network(graph, what).graph
    wanted = {
        frozenset(pair): having[pair[0]] & having[pair[1]]
        for pair in itertools.combinations(having, 2)
        if having[pair[0]] & having[pair[1]]
    }
    assert {frozenset((a, b)): data["weight"] for a, b, data in found.edges(data=True)} == {
        pair: len(shared) for pair, shared in wanted.items()
    }
    for a, b, data in found.edges(data=True):
        names = sorted(entities[x].name for x in wanted[frozenset((a, b))])
        assert data["shared"] == "; ".join(names)


def test_layers_part_the_links(graph):
    whole = {key for *_, key in network(graph, "links").graph.edges(keys=True)}
    parts = [
        {key for *_, key in network(graph, "links", layer=layer).graph.edges(keys=True)}
        for layer in ("facts", "plans")
    ]
    assert all(parts)
    assert parts[0] | parts[1] == whole
    assert not parts[0] & parts[1]
    sought = network(graph, "links", layer="争取")
    assert sought.layer == "Sought"
    assert {data["status"] for *_, data in sought.graph.edges(data=True)} == {"Sought"}
    assert all(data["intended"] for *_, data in sought.graph.edges(data=True))


def test_the_answer_of_a_question_is_a_network(graph):
    found = network(graph, "platforms-of-industry", language="sparql", industry="航空发动机")
    assert "航空发动机" in {data["name"] for _, data in found.graph.nodes(data=True)}
    facts = network(
        graph, "platforms-of-industry", language="sparql", industry="航空发动机", layer="facts"
    )
    assert 0 < facts.graph.number_of_edges() < found.graph.number_of_edges()
    with pytest.raises(UsageError, match="do not name two entities"):
        network(graph, 35, language="sparql")


def test_what_is_not_known_is_said(graph):
    with pytest.raises(UsageError, match="projection shared-industry"):
        network(graph, "shared-industries")
    with pytest.raises(UsageError, match="Or one of: all, facts, plans"):
        network(graph, layer="dreams")
    with pytest.raises(UsageError, match="takes no parameters"):
        network(graph, "links", place="望川市")


def test_measures_count_neighbours_and_find_the_parts(graph):
    found = network(graph, "shared-industry")
    plain = found.simple()
    rows = list(found.measures())
    assert {row["id"]: row["degree"] for row in rows} == dict(plain.degree())
    parts = sorted(map(len, nx.connected_components(plain)), reverse=True)
    sizes = [sum(row["component"] == n for row in rows) for n in range(1, len(parts) + 1)]
    assert sizes == parts
    assert all((row["eigenvector"] is None) is (row["component"] > 1) for row in rows)
    assert list(found.measures(seed=1)) == rows


def test_communities_are_those_that_are_tied_together():
    two = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(5))
    two.add_edge(0, 6)
    found = measures.measure(nx.relabel_nodes(two, str))
    community = {
        node: values[measures.COLUMNS.index("community")] for node, values in found.items()
    }
    assert {n for n, rank in community.items() if rank == 1} == set(map(str, range(6)))
    assert set(community.values()) == {1, 2}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_quick_measures_equal_those_of_networkx(seed):
    chance = random.Random(seed)
    graph = nx.gnm_random_graph(80, 300, seed=seed)
    for _, _, data in graph.edges(data=True):
        data["weight"] = chance.randint(1, 5)
    graph = measures.numbered(graph)
    near = 1e-6
    assert measures.betweenness(graph) == pytest.approx(nx.betweenness_centrality(graph), abs=near)
    ranked = nx.pagerank(graph, weight="weight", tol=1e-13, max_iter=1000)
    assert measures.pagerank(graph) == pytest.approx(ranked, abs=near)
    whole = graph.subgraph(max(nx.connected_components(graph), key=len))
    scores = nx.eigenvector_centrality(whole, weight="weight", tol=1e-13, max_iter=10_000)
    assert measures.eigenvector(whole) == pytest.approx(scores, abs=near)


def test_a_bipartite_graph_has_an_eigenvector_too():
    """Plain power iteration would swing between the two sides for ever."""
    star = measures.numbered(nx.star_graph(6))
    wanted = nx.eigenvector_centrality(star, tol=1e-13, max_iter=10_000)
    assert measures.eigenvector(star) == pytest.approx(wanted, abs=1e-6)


@pytest.mark.parametrize("what", PROJECTIONS)
@pytest.mark.parametrize("ending", ["graphml", "gexf"])
def test_files_are_read_back_as_they_were(graph, tmp_path, what, ending):
    found = network(graph, what)
    (file,) = found.write(tmp_path / f"net.{ending}")
    read = {"graphml": nx.read_graphml, "gexf": nx.read_gexf}[ending](file)
    assert dict(read.nodes(data="name")) == dict(found.graph.nodes(data="name"))
    for _, data in read.nodes(data=True):
        assert data["label"] == data["name"]

    def ends(net):
        pairs = ((a, b) if net.is_directed() else tuple(sorted((a, b))) for a, b in net.edges())
        return sorted(pairs)

    assert ends(read) == ends(found.graph)
    weights = [sorted(float(v) for *_, v in g.edges(data="weight")) for g in (read, found.graph)]
    assert weights[0] == weights[1]  # GEXF has them as floats
    for name in ("intended", "status", "sentence", "shared"):
        values, wanted = (
            sorted(str(v) for *_, v in net.edges(data=name) if v is not None)
            for net in (read, found.graph)
        )
        assert values == wanted
    before = file.read_bytes()
    found.write(file)
    assert file.read_bytes() == before


def test_tables_have_the_heads_that_gephi_knows(graph, tmp_path):
    found = network(graph)
    nodes, edges = found.write(tmp_path / "net.csv")
    assert (nodes.name, edges.name) == ("net.nodes.csv", "net.edges.csv")
    heads, links = (
        list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"))))
        for file in (nodes, edges)
    )
    assert [row["Id"] for row in heads] == sorted(found.graph)
    assert len(links) == found.graph.number_of_edges()
    for row in links:
        data = found.graph.edges[row["Source"], row["Target"], row["Id"]]
        assert (row["Type"], int(row["Weight"])) == ("Directed", data["weight"])
        assert (row["status"], row["sentence"]) == (data["status"], data["sentence"])


def test_characters_that_xml_has_not_do_not_break_a_file(graph, tmp_path):
    found = network(graph)
    node = next(iter(found.graph))
    found.graph.nodes[node]["name"] = "坏\x0b名\ud800"
    for ending, read in (("graphml", nx.read_graphml), ("gexf", nx.read_gexf)):
        (file,) = found.write(tmp_path / f"net.{ending}")
        assert read(file).nodes[node]["name"] == "坏\ufffd名\ufffd"


def test_the_command_measures_each_layer_and_writes(sample_store, tmp_path):
    done = innograph(
        "network", "links", "--measures", "--layer", "facts", "--layer", "plans",
        "-f", "json", "--store", sample_store,
    )  # fmt: skip
    rows = json.loads(done.stdout)
    assert {row["layer"] for row in rows} == {"facts", "plans"}
    with package.open_store(sample_store) as store:
        wanted = list(package.network(store, "links", layer="facts").measures())
    assert [row for row in rows if row["layer"] == "facts"] == wanted
    out = tmp_path / "net.graphml"
    done = innograph("network", "--out", out, "--store", sample_store)
    assert (done.stdout, out.exists()) == ("", True)
    assert f"Written: {out}" in done.stderr
    refused = innograph("network", "--out", out, "--store", sample_store, code=2)
    assert "--force overwrites it" in refused.stderr
    bad = innograph("network", "--out", tmp_path / "net.xlsx", "--store", sample_store, code=2)
    assert ".graphml, .gexf, .csv" in bad.stderr
    asked = innograph(
        "network", "platforms-of-industry", "-p", "industry=氢能", "--store", sample_store
    )
    assert "氢能" in asked.stdout
