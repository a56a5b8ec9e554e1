"""Values for the variables of a SPARQL text, bound before the query runs, at every depth.

Oxigraph's own substitution asks for the variable in the projection, and does not reach into
EXISTS, GROUP BY and BOUND (tried on 0.5.13: `FILTER(!BOUND(?x) || …)` keeps every row). So the
terms are put into the text, with their own quotes and escapes, and never inside a string, an IRI
or a comment.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import QueryError

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOKEN = re.compile(
    r"""
    (?P<skip> \"\"\"(?:[^"\\]|\\.|"(?!""))*\"\"\" | '''(?:[^'\\]|\\.|'(?!''))*'''
      | "(?:[^"\\\n\r]|\\.)*" | '(?:[^'\\\n\r]|\\.)*'
      | <[^<>"{}|^`\\\x00-\x20]*> | \\. | \#[^\n\r]* )
    | BOUND \s* \( \s* [?$](?P<bound>\w+) \s* \)
    | [?$](?P<name>\w+)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def bind(text: str, values: Mapping[str, Any]) -> str:
    """The query with the values of its variables; names with or without `?`.

    A variable whose value is None stays unbound, also for BOUND. Raises QueryError for a value that
    is no text, number, boolean or pyoxigraph term, and for a variable that the query does not have.
    """
    terms = {name.lstrip("?$"): _written(value) for name, value in values.items()}
    used = set()

    def replaced(found: re.Match[str]) -> str:
        name = found["bound"] or found["name"]
        if name not in terms:
            return found[0]
        used.add(name)
        if found["bound"]:
            return "false" if terms[name] is None else "true"
        return terms[name] or found[0]

    bound = _TOKEN.sub(replaced, text)
    if unknown := sorted(set(terms) - used):
        raise QueryError(f"The query has no variable ?{unknown[0]}.")
    return bound


def _written(value: Any) -> str | None:
    """A value as SPARQL writes it."""
    import pyoxigraph as ox

    if value is None:
        return None
    if isinstance(value, (ox.NamedNode, ox.Literal)):
        return str(value)
    if isinstance(value, (str, bool, int, float)):
        return str(ox.Literal(value))
    raise QueryError(f"{value!r} cannot be the value of a variable: give a text or a number.")
