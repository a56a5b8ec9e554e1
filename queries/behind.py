"""The sentences behind the rows of an answer, fetched by claim or observation id."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.queries.answer import Evidence
from innograph.queries.catalogue import find_question
from innograph.queries.question import LANGUAGES
from innograph.queries.typed import typed_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from innograph.queries.engine import Engine
    from innograph.queries.parameters import Value
    from innograph.queries.question import Question

_LOOKUPS = Path(__file__).with_name("lookups")
_BATCH = 1000  # ids in one query
KINDS = ("claim", "observation")


def fetch_evidence(
    question: Question,
    rows: Sequence[tuple[Any, ...]],
    values: Mapping[str, Value],
    engine: Engine,
    *,
    timeout: float | None,
) -> list[Evidence]:
    """In the order of rows, documents and text."""
    kind, ids = ids_behind(question, rows, values, engine, timeout=timeout)
    if kind is None:
        return []
    found = _records({identity for group in ids for identity in group}, kind, engine)
    evidence = [
        Evidence(row=place, **found[identity])
        for place, group in enumerate(ids)
        for identity in group
        if identity in found
    ]
    return sorted(evidence, key=lambda e: (e.row, e.document, e.start, e.end, e.id))


def ids_behind(
    question: Question,
    rows: Sequence[tuple[Any, ...]],
    values: Mapping[str, Value],
    engine: Engine,
    *,
    timeout: float | None,
) -> tuple[str | None, list[list[str]]]:
    """The kind of record behind the rows, and the ids behind each of them."""
    names = [column.name for column in question.columns]
    for kind in KINDS:
        if kind in names:
            place = names.index(kind)
            return kind, [[row[place]] if row[place] else [] for row in rows]
    if question.evidence is None:
        return None, []
    base = find_question(question.evidence.question)
    by = question.evidence.by
    groups = _grouped(base, by, values, engine, timeout=timeout)
    places = [names.index(name) for name in by]
    return "claim", [groups.get(tuple(row[place] for place in places), []) for row in rows]


def _grouped(
    base: Question,
    by: tuple[str, ...],
    values: Mapping[str, Value],
    engine: Engine,
    *,
    timeout: float | None,
) -> dict[tuple[Any, ...], list[str]]:
    """Claim ids of another question, asked with the same parameters, by the columns named."""
    from innograph.queries.parameters import Value

    absent = {p.name: Value(p, None, None) for p in base.parameters if p.type != "fact"}
    same = {name: value for name, value in values.items() if name in absent}
    found = engine.run(base.text(engine.language), absent | same, timeout=timeout)
    names = [column.name for column in base.columns]
    places, claim = [names.index(name) for name in by], names.index("claim")
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in typed_rows(base, found):
        groups[tuple(row[place] for place in places)].append(row[claim])
    return groups


def _records(ids: set[str], kind: str, engine: Engine) -> dict[str, dict[str, Any]]:
    path = (_LOOKUPS / kind).with_suffix(LANGUAGES[engine.language])
    text = path.read_text(encoding="utf-8")
    found = (engine.listed(text, batch, kind) for batch in _batches(sorted(ids)))
    return {row["id"]: row for rows in found for row in rows}


def _batches(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
