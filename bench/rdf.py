"""Exports of many claims to each format with rate and memory, and validation, beside rdflib and pyshacl.

The samples are read once and multiplied: 20 times for each of `--copies`, so that --copies 320 is
about a million claims. What each format takes is measured in a process of its own, forked with the
graph in memory; it makes the triples and writes them. rdflib writes those of the samples alone, which
it holds already; the ratio is by the triple. Memory is what comes on top of the graph itself.
"""

from __future__ import annotations

import io
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Measured, forked, seconds
from bench.texts import sample_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    import rdflib

    from innograph.graph.memory import MemoryGraph
    from innograph.graph.model import Extraction

_TIMES = 20
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


def measure(times: int) -> Iterator[Measured]:
    """Each format, then the shapes."""
    from innograph.graph.memory import MemoryGraph
    from innograph.graph.ontology import load_ontology
    from innograph.ingest.pipeline import Extractor

    extractor = Extractor()
    samples = [extractor.extract(document, text) for document, text in sample_documents()]
    small = MemoryGraph(samples, ontology=load_ontology())
    many = [_clone(sample, i) for i in range(times * _TIMES) for sample in samples]
    large = MemoryGraph(many, ontology=load_ontology())
    claims = sum(len(extraction.claims) for extraction in many)
    yield from _exports(large, small, claims)
    yield _validation(large, small, claims)


def _clone(extraction: Extraction, number: int) -> Extraction:
    """The same document under another id and of another place, with records of its own.

    Of another place, since each intention is compared with all that is said later in its place.
    """
    document = extraction.document

    def renamed(identity: str) -> str:
        return f"{identity}-{number}"

    return replace(
        extraction,
        document=replace(document, id=renamed(document.id), place=f"{document.place}-{number}"),
        claims=tuple(replace(c, id=renamed(c.id)) for c in extraction.claims),
        observations=tuple(replace(o, id=renamed(o.id)) for o in extraction.observations),
        measures=tuple(
            replace(m, id=renamed(m.id), claims=tuple(map(renamed, m.claims)))
            for m in extraction.measures
        ),
    )


def _exports(large: MemoryGraph, small: MemoryGraph, claims: int) -> Iterator[Measured]:
    from innograph.graph.rdf.write import iter_quads

    triples = sum(1 for _ in iter_quads(large))
    few = sum(1 for _ in iter_quads(small))
    dataset, union = _in_rdflib(small)
    for name, other in _FORMATS.items():
        done = forked(lambda name=name: _written(large, name))
        ours, size = done.seconds, done.result
        graph = dataset if name in _GRAPHS else union
        slow = seconds(lambda graph=graph, other=other: graph.serialize(format=other), times=1)
        yield Measured(
            f"export as {name}",
            f"{claims:,} claims, {triples:,} triples in {ours:.1f} s: {claims / ours:,.0f} claims/s, "
            f"{triples / ours:,.0f} triples/s; {size / 1e6:,.0f} MB",
            f"rdflib, {few:,} triples: {few / slow:,.0f} triples/s",
            (ours / triples) / (slow / few),
            memory=f"+ {done.more:.0f} MB",
        )


def _in_rdflib(graph: MemoryGraph) -> tuple[rdflib.Dataset, rdflib.Graph]:
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


def _written(graph: MemoryGraph, name: str) -> int:
    from innograph.graph.rdf.formats import FORMATS, write_rdf

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph{FORMATS[name].endings[0]}"
        write_rdf(graph, path)
        return path.stat().st_size


def _validation(large: MemoryGraph, small: MemoryGraph, claims: int) -> Measured:
    from innograph.graph.validate import validate

    done = forked(lambda: len(validate(large, engine="shacl").findings))
    ours = done.seconds
    few = sum(len(extraction.claims) for extraction in small.extractions())
    slow = seconds(lambda: validate(small, engine="pyshacl"), times=1)
    return Measured(
        "validation, fast engine",
        f"{claims:,} claims in {ours:.1f} s: {claims / ours:,.0f} claims/s",
        f"pyshacl, {few:,} claims: {few / slow:,.0f} claims/s",
        (ours / claims) / (slow / few),
        memory=f"+ {done.more:.0f} MB",
    )
