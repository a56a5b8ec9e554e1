"""A question's query, ready to paste into another tool, with its values filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.queries.catalogue import find_question
from innograph.queries.engine import sparql_text
from innograph.queries.names import names_of
from innograph.queries.parameters import resolve
from innograph.queries.question import LANGUAGES
from innograph.queries.several import text_for
from innograph.queries.specialise import specialise_cypher

if TYPE_CHECKING:
    from collections.abc import Mapping

    from innograph.graph.snapshot import Snapshot
    from innograph.queries.parameters import Value
    from innograph.queries.question import Question

_TOKEN = re.compile(
    r"""(?P<skip>'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`[^`]*`|//[^\n]*|/\*.*?\*/)|\$(?P<name>\w+)""",
    re.DOTALL,
)
_PREFIX = re.compile(r"(?<![\w<:/#])([a-z]+):(?=\w)")


def explain(
    store: Snapshot,
    question: str | int | Question,
    language: str = "cypher",
    /,
    **parameters: Any,
) -> str:
    """The query as text. Cypher has its values as literals, and as :param lines for those who
    would rather keep the parameters; SPARQL has its prefixes."""
    chosen = find_question(question)
    if language not in LANGUAGES:
        raise UsageError(f"There is no language {language!r}: {' or '.join(LANGUAGES)}.")
    values = resolve(chosen, parameters, names_of(store))
    make = _cypher if language == "cypher" else _sparql
    return make(text_for(chosen, language, values), values)


def _cypher(text: str, values: Mapping[str, Value]) -> str:
    given = {name: value.value for name, value in values.items()}
    text = specialise_cypher(text, given)
    literals = {name: cypher_literal(value) for name, value in given.items() if f"${name}" in text}
    lines = [f"// :param {name} => {literal}" for name, literal in literals.items()]

    def filled(found: re.Match[str]) -> str:
        return literals.get(found["name"] or "", found[0])

    head, _, body = text.partition("\n")
    return "\n".join([head, *lines, _TOKEN.sub(filled, body)])


def cypher_literal(value: Any) -> str:
    """A value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    escaped = str(value).replace("\\", "\\\\").replace("'", "\\'")
    escaped = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped)
    return f"'{escaped}'"


def _sparql(text: str, values: Mapping[str, Value]) -> str:
    from innograph.graph.rdf.terms import PREFIXES

    head, _, body = sparql_text(text, values).partition("\n")
    used = [name for name in dict.fromkeys(_PREFIX.findall(body)) if name in PREFIXES]
    lines = [f"PREFIX {name}: <{PREFIXES[name]}>" for name in used]
    note = "# Ask over the union of all graphs (oxigraph: --union-default-graph)."
    return "\n".join([head, note, *lines, body])
