"""`innograph cypher`: a query over the property graph."""

from __future__ import annotations

import json
from typing import Any

import click

from innograph.cli.options import (
    emit_rows,
    format_option,
    opened,
    param_option,
    query_text,
    store_option,
    timeout_option,
)


@click.command(
    "cypher",
    epilog="Example: innograph cypher "
    "'MATCH (p:Platform)-[r:FOCUSES_ON]->(f:Field) RETURN p.name, f.name, r.status'",
)
@click.argument("query")
@param_option("A $NAME of the query; JSON, or text.")
@format_option
@timeout_option
@store_option
def command(query: str, param: dict[str, str], form: str, timeout: float) -> None:
    """Run QUERY (or - for standard input, or @FILE) read-only.

    A plain relationship such as FOCUSES_ON is a fact; a plan stands under INTENDED_FOCUSES_ON.
    """
    with opened() as store:
        rows = store.query(query_text(query), given_values(param), timeout=timeout)
    emit_rows(rows, form)


def given_values(param: dict[str, str]) -> dict[str, Any]:
    """The parameters of a query: JSON where they are JSON (3, true, ["a"]), else texts."""
    return {name: _value(text) for name, text in param.items()}


def _value(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
