"""What became of a graph on its way to a page or a picture."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pathlib import Path

    import networkx as nx

LARGE = 20_000_000  # bytes: many mail servers take no more
_TOO_LARGE = (
    "Large for a mail, and slow to open: choose documents with --place, --year or --document."
)
Reason = Literal["limit", "unlinked", "claims"]

_WHY = {
    "limit": "{nodes} entities with {edges} facts are left out for the limit (--limit)",
    "unlinked": "{nodes} entities without a link are not drawn",
    "claims": "{edges} facts show their first claims only",
}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`limit`: beyond the limit. `unlinked`: no fact, found by search only. `claims`: shortened."""

    reason: Reason
    nodes: int = 0
    edges: int = 0


def left_out_of(
    graph: nx.MultiDiGraph[str], linked: nx.MultiDiGraph[str], shown: nx.MultiDiGraph[str]
) -> tuple[LeftOut, ...]:
    """What `fitting` left out of a graph, if anything."""
    edges = linked.number_of_edges() - shown.number_of_edges()
    found = (
        LeftOut("limit", len(linked) - len(shown), edges),
        LeftOut("unlinked", len(graph) - len(linked)),
    )
    return tuple(left for left in found if left.nodes or left.edges)


@dataclass(frozen=True, slots=True)
class ViewReport:
    """Bytes written, nodes and edges drawn, and what was left out."""

    bytes: int
    nodes: int
    edges: int
    left_out: tuple[LeftOut, ...] = ()

    def summary(self, out: Path) -> str:
        """One line for a person."""
        said = [f"{out}: {self.nodes} entities, {self.edges} facts, {self.bytes / 1000:,.0f} kB"]
        said += [
            _WHY[left.reason].format(nodes=left.nodes, edges=left.edges) for left in self.left_out
        ]
        return "; ".join(said) + "."


@dataclass(frozen=True, slots=True)
class Written:
    """Bytes written, and how many of what: words to counts, in the order in which they are said."""

    bytes: int
    counts: dict[str, int]

    def summary(self, out: Path) -> str:
        """One line for a person; a second one where the file is too large to be mailed."""
        told = ", ".join(f"{count} {word}" for word, count in self.counts.items())
        line = f"{out}: {told}, {self.bytes / 1000:,.0f} kB."
        return line if self.bytes <= LARGE else f"{line}\n{_TOO_LARGE}"
