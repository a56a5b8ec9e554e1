"""The ready questions for browsers: asked in SPARQL, with the names of the store."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any

from innograph.graph.codec import camel
from innograph.graph.errors import InnographError
from innograph.graph.rdf.binding import bind
from innograph.graph.rdf.sparql import SparqlStore
from innograph.graph.rdf.terms import PREFIXES, data_iri, document_iri, entity_iri
from innograph.queries.ask import ask
from innograph.queries.catalogue import load_catalogue, load_groups
from innograph.queries.engine import GIVEN, term
from innograph.queries.names import names_of
from innograph.queries.parameters import resolve

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from innograph.graph.snapshot import Snapshot
    from innograph.queries.answer import Answer
    from innograph.queries.question import Column, Question
    from innograph.web.links import Links


class Questions:
    """Asks one question after the other; safe to share between threads."""

    def __init__(self, snapshot: Snapshot, place: Path, *, seconds: float) -> None:
        self._snapshot = snapshot
        self._sparql = SparqlStore(place)
        self._seconds = seconds
        self._lock = Lock()
        self._examples: dict[str, list[dict[str, str]]] = {}

    def groups(self, language: str) -> list[tuple[str, list[Question]]]:
        """(title, questions) in order."""
        catalogue = load_catalogue().values()
        found = [
            (getattr(title, language), [q for q in catalogue if q.group == name])
            for name, title in load_groups().items()
        ]
        return [(title, questions) for title, questions in found if questions]

    def find(self, identity: str) -> Question | None:
        """The question of that id."""
        return load_catalogue().get(identity)

    def ask(self, question: Question, given: Mapping[str, str]) -> Answer:
        """The answer; raises what `queries.ask` does."""
        with self._lock:
            return ask(
                self._snapshot,
                question,
                language="sparql",
                sparql_store=self._sparql,
                timeout=self._seconds,
                **given,
            )

    def examples(self, language: str) -> list[dict[str, str]]:
        """Title and SPARQL text of each question, with the parameters of its example where the
        store knows them."""
        with self._lock:
            if language not in self._examples:
                self._examples[language] = [
                    {
                        "title": f"{q.number}. {getattr(q.title, language)}",
                        "text": self._text(q),
                    }
                    for q in load_catalogue().values()
                ]
            return self._examples[language]

    def _text(self, question: Question) -> str:
        text = question.text("sparql")
        try:
            values = resolve(question, question.example, names_of(self._snapshot))
            text = bind(text, {GIVEN + name: term(value) for name, value in values.items()})
        except InnographError:
            pass  # the store knows other names; the question is asked of all
        # The endpoint knows them, but the editor marks what is not declared.
        used = [f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items() if f"{name}:" in text]
        return "\n".join([*used, text])

    def close(self) -> None:
        """End the process."""
        self._sparql.close()


def linked_rows(
    answer: Answer, language: str, links: Links
) -> tuple[list[Any], list[list[tuple[str, Any, str]]]]:
    """Columns without ids, and rows of (what the value is of, value, address of its page)."""
    names = [column.name for column in answer.columns]
    shown = [column for column in answer.columns if column.type != "id"]
    rows = []
    for row in answer.rows:
        by_name = dict(zip(names, row, strict=True))
        rows.append(
            [(_term(c.name), by_name[c.name], _address(c, by_name, language, links)) for c in shown]
        )
    return shown, rows


def _term(column: str) -> str:
    """The property, or the kind of term, that a column is about."""
    ending = column.rpartition("_")[2]
    return ending if ending in ("class", "status", "predicate") else camel(column)


def _address(column: Column, row: Mapping[str, Any], language: str, links: Links) -> str:
    """The page of an entity, of a document, or of the claim that a sentence is of."""
    if column.id and row.get(column.id):
        return links.page(entity_iri(row[column.id]), language)
    if column.name == "document" and row["document"]:
        return links.page(document_iri(row["document"]), language)
    if column.name == "sentence" and row["sentence"] and row.get("claim"):
        return links.page(data_iri("claim", row["claim"]), language)
    return ""
