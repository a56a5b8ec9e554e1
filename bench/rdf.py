"""Exports, validation and rules on the made world, with rate and memory, beside rdflib and pyshacl.

`--copies 50` is a million claims. Each piece of work is done in a process of its own, forked with what
is derived; documents are made while they are written, which counts. rdflib and
pyshacl, which hold everything in memory, do the same on a smaller world; the ratio is by the triple.
Seconds are those of the processor.
"""

from __future__ import annotations

import io
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bench.measure import Measured, cpu_seconds, forked
from bench.world import CLAIMS, World
from innograph.graph.rdf.terms import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

# Claims of the worlds of the others: rdflib takes 1 GB for 5,000, pyshacl a minute for 1,000.
_FEW = 5_000
_FEWER = 1_000
# Our format → rdflib's.
_FORMATS = {
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "turtle": "turtle",
    "rdfxml": "xml",
}
_GRAPHS = {"nquads", "trig", "jsonld"}
# The rules of graph/rdf/infer.py as queries, each run once.
_RULES = (
    "CONSTRUCT { ?x a ?up } WHERE { ?c rdfs:subClassOf+ ?up . FILTER(isIRI(?up)) ?x a ?c }",
    "CONSTRUCT { ?x ?up ?y } WHERE { ?p rdfs:subPropertyOf+ ?up . ?x ?p ?y }",
    "CONSTRUCT { ?y ?other ?x } WHERE { ?p owl:inverseOf|^owl:inverseOf ?other . ?x ?p ?y }",
    "CONSTRUCT { ?y ?p ?x } WHERE { ?p a owl:SymmetricProperty . ?x ?p ?y }",
    "CONSTRUCT { ?x inno:partOf ?y } WHERE { ?x inno:partOf+ ?y }",
    "CONSTRUCT { ?x inno:locatedIn ?y } WHERE { ?x inno:locatedIn+ ?y }",
)


def measure(times: int) -> Iterator[Measured]:
    """Each format, the shapes, the rules."""
    large, small = World(CLAIMS * times), World(_FEW)
    click.echo(f"{len(large.derived.entities):,} entities of {large.claims:,} claims", err=True)
    dataset, union = _in_rdflib(small)
    yield from _exports(large, dataset, union)
    yield _validation(large, World(_FEWER))
    yield from _rules(large, union)


def _exports(large: World, dataset: rdflib.Dataset, union: rdflib.Graph) -> Iterator[Measured]:
    for name, other in _FORMATS.items():
        done = forked(partial(_written, large, name))
        ours, (size, triples) = done.cpu, done.result
        graph = dataset if name in _GRAPHS else union
        few = len(graph)
        slow = cpu_seconds(partial(graph.serialize, format=other))
        yield Measured(
            f"export as {name}",
            f"{large.claims:,} claims, {triples:,} triples in {ours:.1f} s: "
            f"{large.claims / ours:,.0f} claims/s, {triples / ours:,.0f} triples/s; "
            f"{size / 1e6:,.0f} MB",
            f"rdflib, {few:,} triples: {few / slow:,.0f} triples/s",
            (ours / triples) / (slow / few),
            memory=f"+ {done.more:.0f} MB",
        )


def _in_rdflib(graph: World) -> tuple[rdflib.Dataset, rdflib.Graph]:
    """The same statements as a data set, and their union as one graph."""
    import rdflib

    from innograph.graph.rdf.formats import write_rdf

    out = io.BytesIO()
    write_rdf(graph, out, format="nquads")
    dataset = rdflib.Dataset()
    dataset.parse(data=out.getvalue(), format="nquads")
    union = rdflib.Graph()
    for subject, predicate, target, _ in dataset.quads():
        union.add((subject, predicate, target))
    return dataset, union


def _written(graph: World, name: str) -> tuple[int, int]:
    """Bytes and triples."""
    from innograph.graph.rdf.formats import FORMATS, write_rdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{FORMATS[name].endings[0]}"
        triples = write_rdf(graph, path)
        return path.stat().st_size, triples


def _validation(large: World, small: World) -> Measured:
    from innograph.graph.validate import validate

    done = forked(lambda: len(validate(large, engine="shacl").findings))
    ours = done.cpu
    slow = cpu_seconds(lambda: validate(small, engine="pyshacl"))
    return Measured(
        "validation, fast engine",
        f"{large.claims:,} claims in {ours:.1f} s: {large.claims / ours:,.0f} claims/s; "
        f"{done.result} findings",
        f"pyshacl, {small.claims:,} claims: {small.claims / slow:,.0f} claims/s",
        (ours / large.claims) / (slow / small.claims),
        memory=f"+ {done.more:.0f} MB",
    )


def _rules(large: World, union: rdflib.Graph) -> Iterator[Measured]:
    """The store on disk, then what follows in it; rdflib asks the rules as queries."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "rdf"
        built = forked(lambda: _built(large, place))
        triples = built.result
        yield Measured(
            "store for SPARQL",
            f"{large.claims:,} claims, {triples:,} triples in {built.cpu:.1f} s: "
            f"{triples / built.cpu:,.0f} triples/s",
            "",
            1.0,
            memory=f"+ {built.more:.0f} MB",
        )
        done = forked(lambda: _inferred(place))
    found = 0

    def others() -> None:
        nonlocal found
        found = len(
            {triple for rule in _RULES for triple in union.query(rule, initNs=PREFIXES)}
            - set(union)
        )

    slow, ours = cpu_seconds(others), done.cpu
    yield Measured(
        "rules materialised",
        f"{done.result:,} triples from {triples:,} in {ours:.1f} s: {triples / ours:,.0f} triples/s",
        f"rdflib, {found:,} triples from {len(union):,}: {len(union) / slow:,.0f} triples/s",
        (ours / triples) / (slow / len(union)),
        memory=f"+ {done.more:.0f} MB",
    )


def _built(graph: World, place: Path) -> int:
    import pyoxigraph as ox

    from innograph.graph.rdf.sparql import build

    build(graph, place)
    return len(ox.Store.read_only(str(place)))


def _inferred(place: Path) -> int:
    """What `build` does after loading, without it."""
    import pyoxigraph as ox

    from innograph.graph.rdf.infer import INFERRED, iter_inferred

    store = ox.Store(str(place))
    store.bulk_extend(iter_inferred(store))
    return sum(1 for _ in store.quads_for_pattern(None, None, None, ox.NamedNode(INFERRED)))
