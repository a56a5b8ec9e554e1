"""`innograph sparql`: a query over the RDF of the store."""

from __future__ import annotations

import sys

import click

from innograph.cli.options import (
    emit_rows,
    format_option,
    opened,
    query_text,
    store_option,
    timeout_option,
)

# Option → kind of answer, and the format's name in pyoxigraph.
STANDARD = {
    "srj": ("results", "JSON"),
    "srx": ("results", "XML"),
    "csv": ("results", "CSV"),
    "tsv": ("results", "TSV"),
    "turtle": ("graph", "TURTLE"),
    "ntriples": ("graph", "N_TRIPLES"),
    "rdfxml": ("graph", "RDF_XML"),
    "jsonld": ("graph", "JSON_LD"),
}


@click.command(
    "sparql",
    epilog="Example: innograph sparql "
    "'SELECT ?p ?f { ?x inno:focusesOn ?y . ?x inno:name ?p . ?y inno:name ?f }'",
)
@click.argument("query")
@click.option(
    "--as",
    "standard",
    type=click.Choice(tuple(STANDARD)),
    help="A format of the standard in place of --format.",
)
@click.option(
    "--inferred", is_flag=True, help="Also ask what follows by the rules of the ontology."
)
@format_option
@timeout_option
@store_option
def command(query: str, standard: str | None, inferred: bool, form: str, timeout: float) -> None:
    """Run QUERY (or - for standard input, or @FILE) read-only.

    The usual prefixes (inno:, rdf:, rdfs:, skos:, prov:, oa:, xsd:) are known. A plain property
    such as inno:focusesOn is a fact; a plan stands under inno:intendedFocusesOn.

    SELECT and ASK are also written as srj (JSON), srx (XML), csv and tsv of the SPARQL standard,
    CONSTRUCT and DESCRIBE as turtle, ntriples, rdfxml and jsonld. With --inferred, what follows by
    superclass, superproperty, symmetry, and part-of and located-in over several steps stands in
    the graph <https://w3id.org/innograph/id/graph/inferred>, apart from what was stated.
    """
    from innograph.graph.rdf.sparql import SparqlStore

    text = query_text(query)
    with opened() as store, SparqlStore.open(store, inferred=inferred) as graph:
        if standard is None:
            emit_rows(graph.query(text, timeout=timeout), form)
            return
        kind, name = STANDARD[standard]
        wanted = {"results": None, "graph": None} | {kind: name}
        graph.write(text, sys.stdout.buffer, **wanted, timeout=timeout)
        sys.stdout.buffer.flush()
