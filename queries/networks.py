"""Networks of the graph: of a question's answer, of all links, or projected on platforms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.rows import Rows
from innograph.graph.wording import Words
from innograph.queries.names import names_of
from innograph.queries.nearest import nearest, or_list
from innograph.queries.projections import LAYERS, PROJECTIONS, kept_in, node_values, project
from innograph.queries.question import Parameter
from innograph.queries.resolve import resolve_status

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

    from innograph.graph.snapshot import Snapshot

NODE_COLUMNS = ("id", "name", "class", "top", "scope")
EDGE_COLUMNS = (
    "from", "predicate", "to", "status", "intended", "weight", "shared", "document", "sentence",
    "from_id", "to_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Network:
    """A networkx graph with what it is of. Nodes are entity ids with `name`, `class` and `top`.

    Edges have a `weight`: the claims behind a link, or how much two nodes share (`shared` says what).
    """

    name: str
    layer: str
    graph: nx.MultiDiGraph[str] | nx.Graph[str]
    notes: tuple[str, ...] = ()

    def simple(self) -> nx.Graph[str]:
        """One undirected edge for each pair, weights added up, no loops: what measures are taken of."""
        import networkx as nx

        found: nx.Graph[str] = nx.Graph()
        found.add_nodes_from(sorted(self.graph.nodes))
        for one, other, weight in self.graph.edges(data="weight", default=1):
            if one != other:
                before = found.get_edge_data(one, other, {"weight": 0})["weight"]
                found.add_edge(one, other, weight=before + weight)
        return found

    def nodes(self) -> list[tuple[str, dict[str, Any]]]:
        """Ids with what the nodes say."""
        return [(node, dict(self.graph.nodes[node])) for node in self.graph]

    def measures(self, *, seed: int = 1) -> Rows:
        """Centralities and the community of each node, the best connected first: see measures.py."""
        from innograph.queries.measures import COLUMNS, measure

        found = measure(self.simple(), seed=seed)
        nodes = self.graph.nodes
        records = [
            (
                self.layer,
                *(nodes[node].get(name) for name in ("name", "class", "scope")),
                *values,
                node,
            )
            for node, values in found.items()
        ]
        records.sort(key=lambda r: (-r[4], -r[6], r[1], r[-1]))
        return Rows(("layer", "name", "class", "scope", *COLUMNS, "id"), records)

    def node_rows(self) -> Rows:
        """The nodes, by id."""
        return Rows(
            NODE_COLUMNS,
            [
                (node, *(data.get(name) for name in NODE_COLUMNS[1:]))
                for node, data in sorted(self.nodes())
            ],
        )

    def edge_rows(self) -> Rows:
        """The edges, by their ends' names."""
        nodes = self.graph.nodes
        records = [
            (
                nodes[one].get("name"),
                data.get("predicate"),
                nodes[other].get("name"),
                *(data.get(name) for name in EDGE_COLUMNS[3:-2]),
                one,
                other,
            )
            for one, other, data in self.graph.edges(data=True)
        ]
        return Rows(EDGE_COLUMNS, sorted(records, key=lambda r: tuple(map(str, r))))

    def write(self, out: str | Path) -> list[Path]:
        """Write GraphML, GEXF, or CSV as two files, by the ending; returns what was written."""
        from innograph.queries.network_files import write_network

        return write_network(self, out)


def network(
    snapshot: Snapshot,
    what: str | int = "platform-industry",
    *,
    layer: str = "all",
    language: str = "cypher",
    **parameters: Any,
) -> Network:
    """The network of a projection (a key of PROJECTIONS), or of the answer of a ready question.

    `layer` is all, facts (achieved and under way), plans, or one status; parameters are those of
    the question. Raises UsageError for what is not known, and for an answer that is no network.
    """
    chosen = _layer(snapshot, layer)
    if str(what) in PROJECTIONS:
        if parameters:
            raise UsageError(f"The projection {what} takes no parameters; questions do.")
        graph = project(snapshot, str(what), chosen)
        notes: tuple[str, ...] = ()
    else:
        graph, notes = _of_question(snapshot, what, chosen, language, parameters)
    nodes, edges = graph.number_of_nodes(), graph.number_of_edges()
    said = f"{what}, {chosen}: {nodes} nodes, {edges} edges."
    return Network(str(what), chosen, graph, (*notes, said))


def _layer(snapshot: Snapshot, layer: str) -> str:
    """all, facts, plans, or the name of a status."""
    if layer.casefold() in LAYERS:
        return layer.casefold()
    parameter = Parameter("layer", "status", Words("层", "layer"))
    try:
        return str(resolve_status(parameter, layer, names_of(snapshot))[0])
    except UsageError as error:
        raise UsageError(f"{error} Or one of: {', '.join(LAYERS)}.") from None


def _of_question(
    snapshot: Snapshot, what: str | int, layer: str, language: str, parameters: dict[str, Any]
) -> tuple[nx.MultiDiGraph[str], tuple[str, ...]]:
    import networkx as nx

    from innograph.queries.ask import ask
    from innograph.queries.catalogue import find_question

    try:
        question = find_question(what)
    except UsageError as error:
        close = nearest(str(what), PROJECTIONS)
        hint = f" Or the projection {or_list(close)}?" if close else ""
        raise UsageError(f"{error}{hint} Projections: {', '.join(PROJECTIONS)}.") from None
    answer = ask(snapshot, question, language=language, **parameters)
    if layer != "all" and "status" not in answer.names:
        raise UsageError(f"The rows of {question.id} have no status: it has no layer {layer}.")
    found = answer.to_networkx()
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    entities = {entity.id: entity for entity in snapshot.entities() if entity.id in found}
    ontology = snapshot.ontology
    for place, (one, other, data) in enumerate(found.edges(data=True), 1):
        status = data.get("status")
        if layer != "all" and not kept_in(layer, str(status), ontology):
            continue
        for node in (one, other):
            graph.add_node(node, **node_values(entities[node], ontology))
        known = (
            {"intended": not ontology.statuses[status].asserted}
            if status in ontology.statuses
            else {}
        )
        graph.add_edge(one, other, key=f"e{place}", weight=1, **(data | known))
    return graph, tuple(one.said() for one in answer.remarks if one.key == "taken-as")
