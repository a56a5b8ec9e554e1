"""`innograph sparql`: a query over the RDF of the store."""

from __future__ import annotations

import click

from innograph.cli.options import (
    emit_rows,
    format_option,
    opened,
    query_text,
    store_option,
    timeout_option,
)


@click.command(
    "sparql",
    epilog="Example: innograph sparql "
    "'SELECT ?p ?f { ?x inno:focusesOn ?y . ?x inno:name ?p . ?y inno:name ?f }'",
)
@click.argument("query")
@format_option
@timeout_option
@store_option
def command(query: str, form: str, timeout: float) -> None:
    """Run QUERY (or - for standard input, or @FILE) read-only.

    The usual prefixes (inno:, rdf:, rdfs:, skos:, prov:, oa:, xsd:) are known. A plain property
    such as inno:focusesOn is a fact; a plan stands under inno:intendedFocusesOn.
    """
    from innograph.graph.rdf.sparql import SparqlStore

    with opened() as store, SparqlStore.open(store) as graph:
        rows = graph.query(query_text(query), timeout=timeout)
    emit_rows(rows, form)
