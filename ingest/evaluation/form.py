"""The annotation form → records, checked. Gold keeps to the form; a prediction may be less clean."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError
from innograph.ingest.annotate.choices import form_statuses
from innograph.ingest.evaluation.align import make_resolver, top_class
from innograph.ingest.evaluation.records import Annotation, Entity, Link, Number, Shown

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology


def read_form(
    record: Any, where: str, name: str, ontology: Ontology, *, gold: bool, has_rules: bool = False
) -> Annotation:
    """The records of one document. Raises DataError: one sentence naming the file and the entry.

    What is asked of gold alone: classes, predicates and statuses of the form, and ends that are
    among the entities. A prediction with others is merely wrong.
    """
    form = _Form(where, ontology, gold=gold, has_rules=has_rules)
    if not isinstance(record, dict):
        raise DataError(f"{where} is no annotation: an object with entities, links, observations.")
    found = Annotation(
        name=name,
        entities=tuple(form.entity(*row) for row in form.rows(record, "entities")),
        links=tuple(form.link(*row) for row in form.rows(record, "links")),
        numbers=tuple(form.number(*row) for row in form.rows(record, "observations")),
        has_rules=has_rules,
    )
    if gold:
        form.check_ends(found)
    return found


class _Form:
    """Reads rows, and says of what is wrong where it stands."""

    def __init__(self, where: str, ontology: Ontology, *, gold: bool, has_rules: bool) -> None:
        self.where = where
        self.ontology = ontology
        self.gold = gold
        self.has_rules = has_rules

    def wrong(self, row: str, why: str) -> DataError:
        return DataError(f"{self.where}: {row} {why}.")

    def rows(self, record: dict[str, Any], key: str) -> list[tuple[str, dict[str, Any]]]:
        """The rows of one kind, each with what to call it in a message."""
        if self.gold and key not in record:
            raise DataError(
                f"{self.where} has no {key!r}: gold needs it, if only as an empty list."
            )
        rows = record.get(key, [])
        if not isinstance(rows, list):
            raise DataError(f"{self.where}: {key!r} must be a list.")
        noun = {"entities": "entity", "links": "link", "observations": "observation"}[key]
        for place, row in enumerate(rows, 1):
            if not isinstance(row, dict):
                raise self.wrong(f"{noun} {place}", "must be an object")
        return [(f"{noun} {place}", row) for place, row in enumerate(rows, 1)]

    def entity(self, label: str, row: dict[str, Any]) -> Entity:
        name, cls = self._text(row, "name", label), self._text(row, "class", label)
        also = self._texts(row, "also", label)
        for given in (cls, *also):
            if self.gold and top_class(given, self.ontology) is None:
                raise self.wrong(
                    f"{label} ({name})", f"has the class {given!r}: no class of the form"
                )
        return Entity(
            name=name,
            cls=cls,
            aliases=self._texts(row, "aliases", label),
            id=row.get("id") if isinstance(row.get("id"), str) else None,
            also=also,
            optional=self._flag(row, label),
            shown=self._shown(row, label),
        )

    def link(self, label: str, row: dict[str, Any]) -> Link:
        subject, predicate, object_ = (self._text(row, key, label) for key in "spo")
        label = f"{label} ({subject} {predicate} {object_})"
        if self.gold:
            term = self.ontology.predicates.get(predicate)
            if term is None or not term.in_annotation_form:
                raise self.wrong(label, f"has the predicate {predicate!r}: none of the form")
        return Link(
            subject=subject,
            predicate=predicate,
            object=object_,
            status=self._status(row.get("status"), label),
            status_also=self._texts(row, "status_also", label),
            optional=self._flag(row, label),
            shown=self._shown(row, label),
            rule=row["rule"] if self.has_rules else None,
            confidence=row["confidence"] if self.has_rules else None,
        )

    def number(self, label: str, row: dict[str, Any]) -> Number:
        about = row.get("about")
        if self.gold or about is not None:
            about = self._text(row, "about", label)
        value, growth = (self._float(row, key, label) for key in ("value", "growth_pct"))
        if self.gold and value is None and growth is None:
            raise self.wrong(label, "has neither a value nor a growth_pct")
        unit, year = row.get("unit"), row.get("year")
        return Number(
            about=about,
            value=value,
            unit=None if unit is None else str(unit),
            growth=growth,
            status=self._status(row.get("status"), label),
            year=year if isinstance(year, int) else None,
            optional=self._flag(row, label),
            shown=self._shown(row, label),
            rule=row["rule"] if self.has_rules else None,
            confidence=row["confidence"] if self.has_rules else None,
        )

    def check_ends(self, found: Annotation) -> None:
        """Both ends of a link, and what a number is about, are among the entities."""
        at = make_resolver(found.entities, self.ontology)
        ends = [
            *(
                (f"link {n}", end)
                for n, k in enumerate(found.links, 1)
                for end in (k.subject, k.object)
            ),
            *((f"observation {n}", k.about) for n, k in enumerate(found.numbers, 1)),
        ]
        for label, end in ends:
            if at(end) is None:
                raise self.wrong(label, f"names {end!r}, which is not among the entities")

    def _text(self, row: dict[str, Any], key: str, label: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(label, f"has no {key!r}")
        return value

    def _texts(self, row: dict[str, Any], key: str, label: str) -> tuple[str, ...]:
        value = row.get(key) or []
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self.wrong(label, f"needs a list of texts as {key!r}")
        return tuple(value)

    def _flag(self, row: dict[str, Any], label: str) -> bool:
        value = row.get("optional", False)
        if not isinstance(value, bool):
            raise self.wrong(label, f"has {value!r} as 'optional': true or false")
        return value

    def _float(self, row: dict[str, Any], key: str, label: str) -> float | None:
        value = row.get(key)
        if value is None:
            return None
        try:
            number = float(value)
        except (TypeError, ValueError, OverflowError):
            number = math.nan
        if isinstance(value, bool) or not math.isfinite(number):
            raise self.wrong(label, f"has {value!r} as {key!r}: a number or null")
        return number

    def _status(self, value: Any, label: str) -> str | None:
        known = form_statuses(self.ontology)
        if self.gold and value not in known:
            raise self.wrong(label, f"has the status {value!r}: {', '.join(known)}")
        return value if isinstance(value, str) else None

    def _shown(self, row: dict[str, Any], label: str) -> Shown:
        quote, at = row.get("quote"), row.get("at")
        if at is None:
            return Shown(quote if isinstance(quote, str) else None)
        if not isinstance(at, list) or len(at) != 2 or not all(type(n) is int for n in at):
            raise self.wrong(label, f"has {at!r} as 'at': [start, end) of the text")
        return Shown(quote if isinstance(quote, str) else None, (at[0], at[1]))
