"""Asking a ready question: find it, resolve its parameters, run it, type and sort its rows."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.wording import Remark
from innograph.queries.answer import Answer
from innograph.queries.behind import fetch_evidence
from innograph.queries.catalogue import find_question
from innograph.queries.engine import engine_for
from innograph.queries.names import is_empty, names_of
from innograph.queries.parameters import resolve
from innograph.queries.remarks import remark
from innograph.queries.several import text_for
from innograph.queries.typed import typed_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from innograph.graph.rdf.sparql import SparqlStore
    from innograph.graph.snapshot import Snapshot
    from innograph.graph.wording import Words
    from innograph.queries.answer import Evidence
    from innograph.queries.names import Names
    from innograph.queries.parameters import Value
    from innograph.queries.question import Question


def ask(
    store: Snapshot,
    question: str | int | Question,
    /,
    *,
    language: str = "cypher",
    sparql_store: SparqlStore | None = None,
    timeout: float | None = 30.0,
    **parameters: Any,
) -> Answer:
    """Answer a question of the catalogue, named by id, number or title.

    Parameters are values as people write them: `industry="航空发动机"`, `status="计划"`. With
    language='sparql' any graph will do, also one in memory; `sparql_store` saves opening the RDF of
    it for each question. `timeout` is in seconds. Raises UsageError for what is not known.
    """
    chosen = find_question(question)
    engine = engine_for(store, language, sparql_store)
    names = names_of(store)
    values = resolve(chosen, parameters, names)
    rows = typed_rows(
        chosen, engine.run(text_for(chosen, language, values), values, timeout=timeout)
    )
    documents = _looked_at(names, values)
    is_bare = not documents and is_empty(names)

    def fetch() -> list[Evidence]:
        return fetch_evidence(chosen, rows, values, engine, timeout=timeout)

    return Answer(
        question=chosen,
        language=language,
        columns=chosen.columns,
        rows=rows,
        parameters=values,
        documents=documents,
        remarks=(
            (remark("empty-store"),)
            if is_bare
            else (*_taken(values), *_remarks(chosen, rows, documents))
        ),
        fetch=fetch,
    )


def _looked_at(names: Names, values: Mapping[str, Value]) -> int:
    """How many documents the parameters leave."""
    given: dict[str, set[Any]] = defaultdict(set)
    for value in values.values():
        if value.value is not None:
            given[value.parameter.type].update(value.several or (value.value,))
    return names.count(places=given["place"], ids=given["document"], years=given["year"])


def _taken(values: Mapping[str, Value]) -> Iterator[Remark]:
    """How values were understood that were not given as the graph has them."""
    for name, value in values.items():
        if (
            value.label
            and value.given not in (None, value.value)
            and not _is_said(value.label, value.given)
        ):
            yield remark(
                "taken-as",
                name=name,
                given=str(value.given),
                label=value.label,
            )


def _remarks(question: Question, rows: list[tuple[Any, ...]], documents: int) -> Iterator[Remark]:
    """How much was looked at, and what rows or their absence do not say."""
    if not documents:
        yield remark("no-document")
    elif not rows and question.empty:
        yield Remark("empty", question.empty)
    elif not rows:
        yield remark("no-statement", documents=documents)
    else:
        yield remark("looked-at", rows=len(rows), documents=documents)
        names = [column.name for column in question.columns]
        if "open" in names and (ends := sum(bool(row[names.index("open")]) for row in rows)):
            yield remark("open", ends=ends)
        if question.note:
            yield Remark("note", question.note)


def _is_said(label: Words, given: Any) -> bool:
    """Whether the label begins with what was typed, so that a note would say nothing new."""
    return label.en.split(" (")[0] == str(given)
