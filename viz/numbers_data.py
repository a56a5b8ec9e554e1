"""Numbers as data: observations of one indicator together, over documents, years and places."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.units import split_unit
from innograph.viz.terms import class_label, status_label

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.model import Extraction, Observation
    from innograph.graph.ontology import Ontology
    from innograph.graph.snapshot import Snapshot
    from innograph.viz.select import Documents
    from innograph.viz.sources import Sources

KINDS = ("value", "growth", "rank")
_YEAR = re.compile(r"[12]\d{3}")


def iter_numbers(
    snapshot: Snapshot,
    *,
    documents: Documents | None = None,
    indicator: str | None = None,
    statuses: Iterable[str] | None = None,
) -> Iterator[dict[str, Any]]:
    """One row for each observation and each entity that it is about, in the order of the texts.

    Places tell the `area`, as does the scope of the entity; where a number is about places alone,
    they are what it is about. `indicator` is a part of the name.
    """
    entities = {entity.id: entity for entity in snapshot.entities()}
    wanted = set(statuses) if statuses is not None else None
    for extraction in snapshot.extractions():
        source = extraction.document
        if documents and not documents.has(source.id, source.place, source.published):
            continue
        for seen in sorted(extraction.observations, key=lambda o: (o.start, o.end, o.id)):
            if wanted is not None and seen.status not in wanted:
                continue
            about = [entities[snapshot.entity_of(source.id, name)] for name in seen.about]
            places = [e.name for e in about if snapshot.ontology.top(e.cls) == "Place"]
            named = [e for e in about if snapshot.ontology.top(e.cls) != "Place"] or about
            for entity in named:
                if indicator is None or indicator in entity.name:
                    scope = entity.scope.removeprefix("place:")
                    area = places[0] if places else scope if scope != entity.scope else None
                    yield _row(seen, extraction, entity.name, entity.cls, area)


def _row(
    seen: Observation, extraction: Extraction, name: str, cls: str, area: str | None
) -> dict[str, Any]:
    document = extraction.document
    fields = ("id", "quote", "status", "start", "end", "value", "unit", "bound", "growth", "rank")
    return {
        **{field: getattr(seen, field) for field in fields},
        "indicator": name,
        "cls": cls,
        "area": area,
        "period": seen.period,
        "basis": seen.period_basis,
        "cue": seen.raw,
        "document": document.id,
        "title": document.title,
        "published": document.published,
        "place": document.place,
        "issuer": document.issuer,
        "number": document.number,
    }


def numbers_data(
    rows: Iterable[dict[str, Any]], ontology: Ontology, sources: Sources
) -> dict[str, Any]:
    """Series of one indicator, kind of number and unit, the longest first.

    A series is [indicator, class, kind, unit, its observations]; an observation is [figure in that
    unit, bound, status, area, year, whether the year is that of publication, period, basis, its
    sentence, figure and unit as stated, growth]. Figures in 万元 and 亿元 stand in one
    series, and so do those of 家 and 户.
    """
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        for kind in KINDS:
            if row[kind] is not None and (kind != "growth" or row["value"] is None):
                base = split_unit(row["unit"])[1] if kind == "value" else ""
                groups[row["indicator"], kind, base].append(row)
    series = [
        _series(key, group, sources)
        for key, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    ]
    used = {row["status"] for group in groups.values() for row in group}
    classes = {row["cls"] for group in groups.values() for row in group}
    return {
        "series": series,
        "statuses": {n: status_label(t) for n, t in ontology.statuses.items() if n in used},
        "classes": {n: class_label(t) for n, t in ontology.classes.items() if n in classes},
    }


def _series(key: tuple[str, str, str], rows: list[dict[str, Any]], sources: Sources) -> list[Any]:
    indicator, kind, _ = key
    unit, times = _shown_unit(rows) if kind == "value" else ("%" if kind == "growth" else "", 1.0)
    return [
        indicator,
        rows[0]["cls"],
        kind,
        unit,
        [_observation(row, kind, times, sources) for row in rows],
    ]


def _observation(row: dict[str, Any], kind: str, times: float, sources: Sources) -> list[Any]:
    stated = _YEAR.search(row["period"] or "")
    found = stated or _YEAR.match(row["published"] or "")
    figure = row[kind] * split_unit(row["unit"])[0] / times if kind == "value" else row[kind]
    return [
        round(figure, 6),
        row["bound"],
        row["status"],
        row["area"] or row["place"] or "",
        int(found.group()) if found else None,
        stated is None,
        row["period"] or "",
        row["basis"],
        sources.number(row),
        f"{row['value']:g} {row['unit'] or ''}".strip() if row["value"] is not None else "",
        row["growth"],
    ]


def _shown_unit(rows: list[dict[str, Any]]) -> tuple[str, float]:
    """The unit that most of the rows use, the larger of two."""
    units = [row["unit"] or "" for row in rows]
    chosen = max(sorted(set(units)), key=lambda unit: (units.count(unit), split_unit(unit)[0]))
    return chosen, split_unit(chosen)[0]
