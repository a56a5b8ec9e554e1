"""Several values where a query takes one: 2023 to 2025, a province with the cities in it, an industry
with what belongs to it.

The queries of the catalogue compare with one place and one year. Here these comparisons become ones
with a list; a query that uses the value in another way takes one only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.graph.wording import Words
from innograph.queries.question import LANGUAGES
from innograph.queries.refusals import called, listed, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from innograph.queries.parameters import Value
    from innograph.queries.question import Question


def text_for(question: Question, language: str, values: Mapping[str, Value]) -> str:
    """The query of a question for these values. UsageError where it cannot take several."""
    texts = {language: question.text(language) for language in LANGUAGES}
    for name, value in values.items():
        if not value.several:
            continue
        found = {
            "cypher": _cypher(texts["cypher"], name, value.several),
            "sparql": _sparql(texts["sparql"], name, _terms(value)),
        }
        # In one language it might do; both have to give the same answer.
        if any(rest for _, rest in found.values()):
            raise refusal(
                "one-at-a-time",
                question=Words(question.title.zh, question.id),
                parameter=called(value.parameter),
                values=listed(value.several),
            )
        texts = {other: text for other, (text, _) in found.items()}
    return texts[language]


def _cypher(text: str, name: str, values: Sequence[str]) -> tuple[str, bool]:
    """The query, and whether the value stands there in another way still."""
    listed = f"[{', '.join(map(_quoted, values))}]"
    text = re.sub(rf"([\w.]+) = \${name}\b", rf"\1 IN {_plain(listed)}", text)
    text = re.sub(rf"([\w.]+) STARTS WITH \${name}\b", rf"left(\1, 4) IN {_plain(listed)}", text)
    return text, bool(re.search(rf"\${name}\b(?! IS (?:NOT )?NULL)", text))


def _terms(value: Value) -> list[str]:
    """The values as SPARQL writes them: entities by IRI."""
    if value.parameter.type != "entity":
        return list(map(_quoted, value.several))
    import pyoxigraph as ox

    from innograph.graph.rdf.terms import entity_iri

    return [str(ox.NamedNode(entity_iri(identity))) for identity in value.several]


def _sparql(text: str, name: str, terms: Sequence[str]) -> tuple[str, bool]:
    listed = f"({', '.join(terms)})"
    given = rf"\?given_{name}\b"
    text = re.sub(rf"(\?\w+) = {given}", rf"\1 IN {_plain(listed)}", text)
    text = re.sub(rf"STRSTARTS\((\?\w+), {given}\)", rf"SUBSTR(\1, 1, 4) IN {_plain(listed)}", text)
    return text, bool(re.search(rf"(?<!BOUND\(){given}", text))


def _plain(listed: str) -> str:
    """For a replacement, in which a backslash means something."""
    return listed.replace("\\", "\\\\")


def _quoted(value: str) -> str:
    """A string as both languages write it."""
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    escaped = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in escaped)
    return f'"{escaped}"'
