"""The sentences behind the rows of an answer, fetched by the ids of its records."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from innograph.queries.answer import Evidence
from innograph.queries.catalogue import find_question
from innograph.queries.parameters import Value
from innograph.queries.question import LANGUAGES
from innograph.queries.several import text_for
from innograph.queries.typed import typed_rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from innograph.queries.engine import Engine
    from innograph.queries.question import Question

Key = tuple[Any, ...]  # values of the columns `by`
Groups = dict[Key, list[str]]  # ids of the claims behind each

_LOOKUPS = Path(__file__).with_name("lookups")
_BATCH = 1000  # ids in one query
# Columns of these names, and those that end in `_claim` and so on, hold ids of such records.
KINDS = ("claim", "observation", "measure", "passage")


def fetch_evidence(
    question: Question,
    rows: Sequence[tuple[Any, ...]],
    values: Mapping[str, Value],
    engine: Engine,
    *,
    timeout: float | None,
) -> list[Evidence]:
    """In the order of rows, documents and text."""
    behind = ids_behind(question, rows, values, engine, timeout=timeout)
    found = {}
    for kind in KINDS:
        ids = {identity for group in behind for of, identity in group if of == kind}
        found.update(_records(ids, kind, engine))
    evidence = [
        Evidence(row=place, **found[identity])
        for place, group in enumerate(behind)
        for _, identity in group
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
) -> list[list[tuple[str, str]]]:
    """The records behind each row: their kind and id."""
    names = [column.name for column in question.columns]
    places = [
        (kind, place)
        for kind in KINDS
        for place, name in enumerate(names)
        if name == kind or name.endswith(f"_{kind}")
    ]
    if places:
        return [[(kind, row[place]) for kind, place in places if row[place]] for row in rows]
    if question.evidence is None:
        return [[] for _ in rows]
    base = find_question(question.evidence.question)
    by = question.evidence.by
    groups = _grouped(base, by, values, engine, timeout=timeout)
    if "parts" in values and values["parts"].value:
        groups = _with_parts(groups, by.index("industry_id"), engine)
    keys = [tuple(row[names.index(name)] for name in by) for row in rows]
    return [[("claim", identity) for identity in _under(key, groups)] for key in keys]


def _under(key: Key, groups: Groups) -> list[str]:
    """The claims of a row; where a row is a total, what is empty stands for anything."""
    if key in groups or None not in key:
        return groups.get(key, [])
    found = {
        identity
        for other, identities in groups.items()
        if all(mine in (None, its) for mine, its in zip(key, other, strict=True))
        for identity in identities
    }
    return sorted(found)


def _with_parts(groups: Groups, place: int, engine: Engine) -> Groups:
    """The claims of an industry are those of what it is a part or a link of, too."""
    industries = sorted({key[place] for key in groups})
    found: Groups = defaultdict(list, {key: list(ids) for key, ids in groups.items()})
    text = _lookup("wider", engine)
    wider = defaultdict(list)
    for batch in _batches(industries):
        for row in engine.listed(text, batch, "entity"):
            wider[row["id"]].append(row["wider"])
    for key, identities in groups.items():
        for industry in wider[key[place]]:
            found[(*key[:place], industry, *key[place + 1 :])] += identities
    return {key: sorted(set(identities)) for key, identities in found.items()}


def _grouped(
    base: Question,
    by: tuple[str, ...],
    values: Mapping[str, Value],
    engine: Engine,
    *,
    timeout: float | None,
) -> Groups:
    """Claim ids of another question, asked with the same parameters, by the columns named."""
    absent = {p.name: Value(p, None, None) for p in base.parameters if p.type != "fact"}
    same = {name: value for name, value in values.items() if name in absent}
    found = engine.run(text_for(base, engine.language, same), absent | same, timeout=timeout)
    names = [column.name for column in base.columns]
    places, claim = [names.index(name) for name in by], names.index("claim")
    groups: Groups = defaultdict(list)
    for row in typed_rows(base, found):
        groups[tuple(row[place] for place in places)].append(row[claim])
    return groups


def _records(ids: set[str], kind: str, engine: Engine) -> dict[str, dict[str, Any]]:
    text = _lookup(kind, engine)
    found = (engine.listed(text, batch, kind) for batch in _batches(sorted(ids)))
    return {row["id"]: row for rows in found for row in rows}


def _lookup(name: str, engine: Engine) -> str:
    path = (_LOOKUPS / name).with_suffix(LANGUAGES[engine.language])
    return path.read_text(encoding="utf-8")


def _batches(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _BATCH] for start in range(0, len(ids), _BATCH))
