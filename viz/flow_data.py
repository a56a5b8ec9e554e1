"""Places or organisations → platforms → industries: what flows, and each picture of it laid out."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from innograph.viz.flow_layout import BAR, WIDTH, XS, Ribbon, lay_out
from innograph.viz.focus import focuses
from innograph.viz.labels import node_labels

if TYPE_CHECKING:
    import networkx as nx

    from innograph.graph.ontology import Ontology
    from innograph.viz.flow_layout import End, Flow
    from innograph.viz.focus import Focus
    from innograph.viz.sources import Sources

CLAIMS = 6  # sentences of one fact
MOST = (14, 22, 26)  # bars of a column; the smaller ones are put together
FOUNDERS = {"establishes": True, "ledBy": False}  # whether the organisation is the subject
LEFT = ("place", "organisation")
MIDDLE = ("class", "platform")
OTHERS, NONE = "\x00others", "\x00none"  # keys of bars that stand for several, or for no entry


def flow_data(graph: nx.MultiDiGraph[str], ontology: Ontology, sources: Sources) -> dict[str, Any]:
    """`pictures` by what stands on the left and in the middle; `items` are what ribbons carry.

    An item is [left, platform, class, industry, status, open, its claims, claims left out]: a fact
    or a plan, once for each place whose documents state it, or each organisation of the platform.
    Links to kinds of industries (未来产业) are left out, as in the matrix and in `ask`, and counted.
    """
    every = focuses(graph, ontology)
    facts = [fact for fact in every if graph.nodes[fact.industry]["denotes"] != "group"]
    labels = node_labels(graph)
    items: list[list[Any]] = []
    pictures: dict[str, dict[str, Any]] = {}
    for left in LEFT:
        flows = _by_place(facts) if left == "place" else _by_organisation(graph, facts)
        first = len(items)
        items += [_item(key, fact, claims, graph, labels, sources) for key, fact, claims in flows]
        for middle in MIDDLE:
            carried = [
                ((key, _middle(fact, middle, graph), fact.industry), fact.intended)
                for key, fact, _ in flows
            ]
            pictures[f"{left}-{middle}"] = _picture(carried, first, middle, labels)
    return {
        "items": items,
        "pictures": pictures,
        "shown": f"place-{_better_middle(facts)}",
        "sides": {"xs": list(XS), "bar": BAR, "width": WIDTH},
        "looked": len(graph.graph.get("sources", [])),
        "kinds": len(every) - len(facts),
    }


def _better_middle(facts: list[Focus]) -> str:
    return "platform" if len({fact.platform for fact in facts}) <= MOST[1] else "class"


def _middle(fact: Focus, middle: str, graph: nx.MultiDiGraph[str]) -> str:
    return str(graph.nodes[fact.platform]["cls"]) if middle == "class" else fact.platform


Flowing = tuple[str, "Focus", list[dict[str, Any]]]


def _by_place(facts: list[Focus]) -> list[Flowing]:
    """A fact once for each place whose documents state it."""
    found: list[Flowing] = []
    for fact in facts:
        places: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for claim in fact.claims:
            places[claim.get("place") or NONE].append(claim)
        found += [(place, fact, places[place]) for place in sorted(places)]
    return found


def _by_organisation(graph: nx.MultiDiGraph[str], facts: list[Focus]) -> list[Flowing]:
    """A fact once for each organisation that founds or leads its platform."""
    founders: dict[str, set[str]] = defaultdict(set)
    for a, b, data in graph.edges(data=True):
        if (outward := FOUNDERS.get(data["predicate"])) is not None:
            organisation, platform = (a, b) if outward else (b, a)
            founders[platform].add(organisation)
    return [
        (founder, fact, fact.claims)
        for fact in facts
        for founder in sorted(founders[fact.platform]) or [NONE]
    ]


def _item(
    left: str,
    fact: Focus,
    claims: list[dict[str, Any]],
    graph: nx.MultiDiGraph[str],
    labels: dict[str, str],
    sources: Sources,
) -> list[Any]:
    return [
        "" if left == NONE else labels.get(left, left),
        labels[fact.platform],
        graph.nodes[fact.platform]["cls"],
        labels[fact.industry],
        fact.status,
        any(claim.get("open", fact.open) for claim in claims),
        [sources.claim(claim) for claim in claims[:CLAIMS]],
        max(0, len(claims) - CLAIMS),
    ]


def _picture(
    carried: list[tuple[tuple[str, str, str], bool]],
    first: int,
    middle: str,
    labels: dict[str, str],
) -> dict[str, Any]:
    """`carried` has the three keys of each item and whether it is a plan; items count from `first`."""
    kept = [
        _largest(Counter(keys[column] for keys, _ in carried), MOST[column]) for column in (0, 1, 2)
    ]
    lost = [{keys[column] for keys, _ in carried} - kept[column] for column in (0, 1, 2)]
    ribbons: dict[tuple[End, End, bool], Ribbon] = {}
    for number, (keys, intended) in enumerate(carried, first):
        ends = [(c, key if key in kept[c] else OTHERS) for c, key in enumerate(keys)]
        for pair in ((ends[0], ends[1]), (ends[1], ends[2])):
            ribbon = ribbons.setdefault((*pair, intended), Ribbon(*pair, intended))
            ribbon.items.append(number)
    last: dict[End, int] = {
        (c, key): r for c in (0, 1, 2) for r, key in enumerate((OTHERS, NONE), 1)
    }
    flow = lay_out([ribbons[key] for key in sorted(ribbons)], last)
    return _as_data(flow, middle, labels, [len(keys) for keys in lost])


def _largest(counts: Counter[str], most: int) -> set[str]:
    if len(counts) <= most:
        return set(counts)
    ranked = sorted(counts, key=lambda key: (key == NONE, -counts[key], key))
    return set(ranked[: most - 1]) | ({NONE} & set(counts))


def _as_data(flow: Flow, middle: str, labels: dict[str, str], lost: list[int]) -> dict[str, Any]:
    numbers = {(bar.column, bar.key): index for index, bar in enumerate(flow.bars)}
    bars = []
    for bar in flow.bars:
        data: dict[str, Any] = {"c": bar.column, "y": round(bar.y, 1), "h": round(bar.height, 1)}
        data["n"] = bar.value
        if bar.key == OTHERS:
            data["others"] = lost[bar.column]
        elif bar.key == NONE:
            data["none"] = True
        elif bar.column == 1 and middle == "class":
            data["cls"] = bar.key
        else:
            data["label"] = labels.get(bar.key, bar.key)
        bars.append(data)
    ribbons = [
        [numbers[r.source], numbers[r.target], int(r.intended), r.path, r.items]
        for r in flow.ribbons
    ]
    return {"bars": bars, "ribbons": ribbons, "height": flow.height}
