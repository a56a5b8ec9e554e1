"""How good the scores of pairs are: pairs.json, judged by reading, against the scores of resolution/.

    innograph extract FOLDER > texts.jsonl
    python -m training.pairs texts.jsonl

A pair is two mentions by their place in texts that are named by hash: `same` is true, false, or null
where the reader could not tell. All pairs that scored 0.8 or more when the file was made are in it,
and a random part of those below: so precision at a high threshold is that of all such pairs, and recall is
that among the pairs that blocking finds and the file holds.
"""

from __future__ import annotations

import argparse
import json
import math
import sys
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.graph.codec import read_jsonl
from innograph.graph.memory import MemoryGraph
from innograph.graph.ontology import load_ontology
from innograph.resolution.blocking import block
from innograph.resolution.score import score
from innograph.resolution.things import read_things

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

PAIRS = Path(__file__).with_name("pairs.json")
THRESHOLDS = (0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Judged:
    """A pair of nodes with its judgement and its score, which is 0 where blocking does not find it."""

    a: str
    b: str
    same: bool | None
    score: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What a threshold gives. `lower` is the lower end of the 95 % interval of the precision (Wilson)."""

    threshold: float
    taken: int
    precision: float
    lower: float
    recall: float
    b3_precision: float
    b3_recall: float


def judge(graph: MemoryGraph, pairs: Iterable[dict[str, Any]]) -> tuple[list[Judged], int]:
    """The pairs of the file that the graph has as two nodes, and how many it has not."""
    places = _places(graph)
    things = read_things(graph)
    scores = {
        frozenset((things[i].id, things[j].id)): score(things[i], things[j], graph.ontology).score
        for i, j in block(things).pairs
    }
    found = []
    missing = 0
    for pair in pairs:
        ends = [places.get((pair[x]["textSha256"], pair[x]["name"])) for x in "ab"]
        a, b = ends
        if a is None or b is None or a == b:
            missing += 1
        else:
            found.append(Judged(a, b, pair["same"], scores.get(frozenset((a, b)), 0.0)))
    return found, missing


def measure(judged: Sequence[Judged], threshold: float) -> Figures:
    """Pairwise and B³ figures of taking every pair from the threshold on; unclear pairs stay out."""
    told = [pair for pair in judged if pair.same is not None]
    taken = [pair for pair in told if pair.score >= threshold]
    right = sum(bool(pair.same) for pair in taken)
    whole = sum(bool(pair.same) for pair in told)
    gold = _clusters(told, {(p.a, p.b) for p in told if p.same})
    made = _clusters(told, {(p.a, p.b) for p in taken})
    return Figures(
        threshold,
        len(taken),
        _share(right, len(taken)),
        wilson(right, len(taken)),
        _share(right, whole),
        _b3(made, gold),
        _b3(gold, made),
    )


def wilson(right: int, taken: int, z: float = 1.96) -> float:
    """The lower end of the interval in which the true share lies with 95 % certainty."""
    if not taken:
        return 0.0
    share, extra = right / taken, z * z / taken
    spread = z * math.sqrt(share * (1 - share) / taken + extra / (4 * taken))
    return (share + extra / 2 - spread) / (1 + extra)


def _places(graph: MemoryGraph) -> dict[tuple[str, str], str]:
    return {
        (x.document.text_sha256, entity.name): graph.entity_of(x.document.id, entity.name)
        for x in graph.extractions()
        for entity in x.entities
    }


def _clusters(judged: Sequence[Judged], joined: set[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Node → the nodes that are one with it."""
    of = {node: frozenset((node,)) for pair in judged for node in (pair.a, pair.b)}
    for a, b in joined:
        union = of[a] | of[b]
        of.update(dict.fromkeys(union, union))
    return of


def _b3(one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]) -> float:
    """How much of a node's cluster in `one` is in its cluster in `other`, over all nodes."""
    shares = [len(members & other[node]) / len(members) for node, members in one.items()]
    return _share(sum(shares), len(shares))


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """A line for each threshold."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("extractions", type=Path, help="what `innograph extract` wrote")
    parser.add_argument("--pairs", type=Path, default=PAIRS)
    given = parser.parse_args(arguments)
    with given.extractions.open(encoding="utf-8") as lines:
        graph = MemoryGraph(read_jsonl(lines), ontology=load_ontology())
    judged, missing = judge(graph, json.loads(given.pairs.read_text("utf-8")))
    counts: dict[str, int] = defaultdict(int)
    for pair in judged:
        counts["unclear" if pair.same is None else "same" if pair.same else "different"] += 1
    sys.stdout.write(
        f"{len(judged)} pairs: {counts['same']} same, {counts['different']} different, "
        f"{counts['unclear']} unclear; {missing} are not two nodes of these texts\n"
        "from   pairs  precision  (at least)  recall  B3 precision  B3 recall\n"
    )
    for threshold in THRESHOLDS:
        f = measure(judged, threshold)
        sys.stdout.write(
            f"{f.threshold:<6} {f.taken:<6} {f.precision:<10.3f} {f.lower:<11.3f} {f.recall:<7.3f} "
            f"{f.b3_precision:<13.3f} {f.b3_recall:.3f}\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
