"""What documents planned, next to what later ones say of it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from innograph.graph.places import are_of_one_place
from innograph.graph.promises import is_later
from innograph.viz.labels import node_labels

if TYPE_CHECKING:
    from collections.abc import Iterable

    import networkx as nx

    from innograph.graph.model import ClaimPair
    from innograph.viz.sources import Sources

OUTCOMES = ("achieved", "underway", "restated", "dropped", "unread")  # words of `compare`
LATER = 8  # sentences of later documents beside one promise


class _Said(NamedTuple):
    """A claim with the fact that it belongs to."""

    claim: dict[str, Any]
    subject: str
    predicate: str
    object: str
    asserted: bool


def promises_data(
    graph: nx.MultiDiGraph[str],
    whole: nx.MultiDiGraph[str],
    pairs: Iterable[ClaimPair],
    sources: Sources,
) -> dict[str, Any]:
    """Promises by document, each with its outcome and the claims on both sides.

    Promises are the plans of `graph`; what later documents say is looked up in `whole`. A promise is
    [document, subject, predicate, object, class of subject, outcome, its claims, later claims with
    score and match, number of later documents, later claims left out]. `unread` means that no later
    document of the place was read, `dropped` that none of them takes it up.
    """
    said = _statements(whole)
    later: dict[str, list[ClaimPair]] = defaultdict(list)
    for pair in pairs:
        if pair.later in said and pair.earlier in said:
            later[pair.earlier].append(pair)
    labels = node_labels(whole)
    plans = _plans(graph)
    following = _following(whole, {key[0]: claims[0] for key, claims in plans.items()})
    promises = []
    for (document, a, predicate, b), claims in sorted(plans.items()):
        found = {p.later: p for claim in claims for p in later[claim["id"]]}
        outcome = _outcome([said[key] for key in found], following[document])
        answers = sorted(found.values(), key=lambda p: _answer_rank(said[p.later], p))
        promises.append(
            [
                sources.document(document, claims[0]),
                labels[a],
                predicate,
                labels[b],
                graph.nodes[a]["cls"],
                OUTCOMES.index(outcome),
                [sources.claim(claim) for claim in claims],
                [
                    [sources.claim(said[p.later].claim), round(p.score, 2), p.match]
                    for p in answers[:LATER]
                ],
                following[document],
                max(0, len(answers) - LATER),
            ]
        )
    return {"promises": promises, "outcomes": list(OUTCOMES)}


def _statements(graph: nx.MultiDiGraph[str]) -> dict[str, _Said]:
    return {
        claim["id"]: _Said(claim, a, data["predicate"], b, not data["intended"])
        for a, b, data in graph.edges(data=True)
        for claim in data["claims"]
    }


def _plans(graph: nx.MultiDiGraph[str]) -> dict[tuple[str, str, str, str], list[dict[str, Any]]]:
    """(document, subject, predicate, object) → its claims, in the order of the text."""
    found: dict[tuple[str, str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for a, b, data in graph.edges(data=True):
        for claim in data["claims"] if data["intended"] else ():
            found[claim["document"], a, data["predicate"], b].append(claim)
    return {
        key: sorted(claims, key=lambda c: (c["start"], c["end"], c["id"]))
        for key, claims in found.items()
    }


def _following(graph: nx.MultiDiGraph[str], sources: dict[str, dict[str, Any]]) -> dict[str, int]:
    """Of each document that `sources` tell of: how many documents of the same place, or of one
    within it or around it, were published later."""
    documents = [(d["place"], d["published"]) for d in graph.graph.get("sources", [])]
    return {
        name: sum(
            are_of_one_place(place, source.get("place")) and is_later(date, source["published"])
            for place, date in documents
        )
        for name, source in sources.items()
    }


def _outcome(answers: list[_Said], following: int) -> str:
    """The strongest that a later document says."""
    if any(each.claim["status"] == "Achieved" for each in answers):
        return "achieved"
    if any(each.asserted for each in answers):
        return "underway"
    if answers:
        return "restated"
    return "dropped" if following else "unread"


def _answer_rank(said: _Said, pair: ClaimPair) -> tuple[Any, ...]:
    claim = said.claim
    done = claim["status"] == "Achieved"
    return (not done, not said.asserted, -pair.score, claim["published"] or "", claim["id"])
