"""What Label Studio exports (its JSON format) → the annotation form."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from innograph.graph.errors import DataError
from innograph.ingest.annotate.choices import form_predicates, form_statuses
from innograph.ingest.annotate.labelstudio import ABOUT, FIELDS, OBSERVATION, OPTIONAL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.ontology import Ontology

_NUMBERS = ("value", "growth_pct", "year")


class Task(NamedTuple):
    """One document; `annotated` unless nobody has submitted anything but the machine."""

    name: str
    form: dict[str, Any]
    annotated: bool


def read_tasks(tasks: list[Any], where: str, ontology: Ontology) -> Iterator[Task]:
    """The documents of an export: the annotation submitted last, else the machine's reading.

    Raises DataError naming the task and what is wrong.
    """
    for place, task in enumerate(tasks, 1):
        try:
            name, text = task["data"]["doc"], task["data"]["text"]
            done = [a for a in task.get("annotations", []) if not a.get("was_cancelled")]
            results = (done or task.get("predictions") or [{"result": []}])[-1]["result"]
            regions, relations = _regions(results, text), _relations(results)
        except (KeyError, TypeError, AttributeError, IndexError, ValueError) as error:
            raise DataError(
                f"{where}: task {place} is none that innograph annotate made "
                f"({type(error).__name__}: {error})."
            ) from None
        if not isinstance(name, str):
            raise DataError(f"{where}: task {place} has no name of a document in data.doc.")
        reader = _Reader(f"{where}, {name}", regions, relations, ontology)
        yield Task(name, reader.form(name), bool(done))


@dataclass
class _Region:
    """A marked span: its label, and what was filled in for it."""

    start: int
    end: int
    text: str
    label: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    status: str | None = None
    optional: bool = False

    @property
    def name(self) -> str:
        return self.fields.get("name") or self.text


def _regions(results: list[dict[str, Any]], text: str) -> dict[str, _Region]:
    found: dict[str, _Region] = {}
    for result in results:
        if result["type"] == "relation":
            continue
        value = result["value"]
        region = found.get(result["id"])
        if region is None:
            start, end = _span(value, text)
            region = found[result["id"]] = _Region(start, end, text[start:end])
        if result["type"] == "labels":
            region.label = value["labels"][0]
        elif result["type"] == "textarea":
            region.fields[result["from_name"]] = "".join(value["text"][:1]).strip()
        elif result["from_name"] == "status":
            region.status = value["choices"][0]
        elif result["from_name"] == "second_reader":
            region.optional = OPTIONAL in value["choices"]
    return {key: region for key, region in found.items() if region.label}


def _span(value: dict[str, Any], text: str) -> tuple[int, int]:
    """Code points. Some versions count UTF-16 units: told by the text that they give besides."""
    start, end, said = int(value["start"]), int(value["end"]), value.get("text")
    if not 0 <= start < end:
        raise ValueError(f"a region from {start} to {end}")
    if not isinstance(said, str) or text[start:end] == said:
        return start, end
    units = text.encode("utf-16-le")
    before = units[: 2 * start].decode("utf-16-le", "replace")
    inside = units[2 * start : 2 * end].decode("utf-16-le", "replace")
    return (len(before), len(before) + len(inside)) if inside == said else (start, end)


def _relations(results: list[dict[str, Any]]) -> list[tuple[str, str, list[str]]]:
    """(from, to, labels), from left to right as the arrow says."""
    found = []
    for result in results:
        if result["type"] == "relation":
            ends = [result["from_id"], result["to_id"]]
            if result.get("direction") == "left":
                ends.reverse()
            found.append((ends[0], ends[1], result.get("labels") or []))
    return found


class _Reader:
    """Regions and relations of one task as rows of the form."""

    def __init__(
        self,
        where: str,
        regions: dict[str, _Region],
        relations: list[tuple[str, str, list[str]]],
        ontology: Ontology,
    ) -> None:
        self.where = where
        self.regions = regions
        self.relations = [row for row in relations if row[0] in regions and row[1] in regions]
        self.predicates = set(form_predicates(ontology))
        self.statuses = set(form_statuses(ontology))

    def form(self, name: str) -> dict[str, Any]:
        return {
            "doc": name,
            "entities": self._entities(),
            "links": [row for relation in self.relations for row in self._links(*relation)],
            "observations": self._observations(),
        }

    def _entities(self) -> list[dict[str, Any]]:
        """Regions of one name are one entity: of the class that most of them have."""
        groups: dict[str, list[_Region]] = {}
        spans: dict[tuple[int, int], set[str]] = {}
        for region in self.regions.values():
            if region.label != OBSERVATION:
                groups.setdefault(region.name, []).append(region)
                spans.setdefault((region.start, region.end), set()).add(region.name)
        rows = []
        for name, regions in groups.items():
            # Two names on one span are parts of a coordination (国家、省重点实验室), and no aliases.
            forms = {r.text for r in regions if len(spans[r.start, r.end]) == 1} - {name}
            row: dict[str, Any] = {
                "name": name,
                "class": Counter(region.label for region in regions).most_common(1)[0][0],
                "aliases": sorted(forms),
                "at": [regions[0].start, regions[0].end],
            }
            if all(region.optional for region in regions):
                row["optional"] = True
            rows.append(row)
        return rows

    def _links(self, start: str, end: str, labels: list[str]) -> Iterator[dict[str, Any]]:
        subject, object_ = self.regions[start], self.regions[end]
        if OBSERVATION in (subject.label, object_.label):
            return
        predicates = [label for label in labels if label in self.predicates]
        if not predicates:
            raise DataError(
                f"{self.where}: the relation {subject.name} → {object_.name} has no predicate."
            )
        for predicate in predicates:
            row: dict[str, Any] = {
                "s": subject.name,
                "p": predicate,
                "o": object_.name,
                "status": next((label for label in labels if label in self.statuses), None),
                "at": [object_.start, object_.end],
            }
            if OPTIONAL in labels:
                row["optional"] = True
            yield row

    def _observations(self) -> list[dict[str, Any]]:
        rows = []
        for key, region in self.regions.items():
            if region.label != OBSERVATION:
                continue
            row: dict[str, Any] = {"about": self._about(key, region)}
            row |= {name: self._field(region, name) for name in FIELDS}
            row |= {"status": region.status, "at": [region.start, region.end]}
            if region.optional:
                row["optional"] = True
            rows.append(row)
        return rows

    def _about(self, key: str, region: _Region) -> str:
        """The entity at the other end of a relation, whichever way it was drawn."""
        for start, end, _ in self.relations:
            other = end if start == key else start if end == key else None
            if other is not None and self.regions[other].label != OBSERVATION:
                return self.regions[other].name
        raise DataError(
            f"{self.where}: the observation {region.text!r} has no relation {ABOUT!r} to an entity."
        )

    def _field(self, region: _Region, name: str) -> Any:
        said = region.fields.get(name, "")
        if not said or name not in _NUMBERS:
            return said or None
        try:
            number = float(said.replace(",", ""))
        except ValueError:
            raise DataError(
                f"{self.where}: the observation {region.text!r} has {said!r} as {name}: a number."
            ) from None
        return int(number) if number.is_integer() else number
