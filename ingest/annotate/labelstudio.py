"""The machine's reading for Label Studio: tasks with predictions, and the labelling interface.

Every mention is a region with its class; `name` says what the entity is called where the region
says it otherwise. A number is a region `observation` with its value, unit and so on, and a relation
`about`. A link is a relation between two regions, with its predicate and its status as labels.
Offsets are code points, as Label Studio counts since its editor's pull request 308.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from innograph.ingest.annotate.choices import form_classes, form_predicates, form_statuses
from innograph.ingest.annotation import folded_claims, to_annotation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.model import Extraction, Mention
    from innograph.graph.ontology import Ontology

OBSERVATION = "observation"
ABOUT = "about"
OPTIONAL = "optional"
FIELDS = ("value", "unit", "year", "growth_pct")


def dump_tasks(tasks: Iterable[dict[str, Any]]) -> str:
    """The file that Label Studio imports."""
    return json.dumps(list(tasks), ensure_ascii=False, indent=1) + "\n"


def make_task(extraction: Extraction, ontology: Ontology, *, name: str) -> dict[str, Any]:
    """One document as a task. `name` tells afterwards whose annotation it is."""
    return {
        "data": {"doc": name, "text": extraction.text},
        "predictions": [
            {
                "model_version": f"innograph {extraction.document.extractor or ''}".strip(),
                "result": _Regions(extraction, ontology, name).results(),
            }
        ],
    }


class _Regions:
    """Turns mentions, numbers and links into results; ids are unique among all tasks."""

    def __init__(self, extraction: Extraction, ontology: Ontology, name: str) -> None:
        self.extraction = extraction
        self.ontology = ontology
        self.form = to_annotation(extraction, ontology, name=name)
        self.ids = {m: f"{name}-e{n}" for n, m in enumerate(extraction.mentions, 1)}
        self.numbers = [f"{name}-n{n}" for n in range(1, len(extraction.observations) + 1)]

    def results(self) -> list[dict[str, Any]]:
        return [*self._mentions(), *self._observations(), *self._links()]

    def _mentions(self) -> Iterable[dict[str, Any]]:
        classes = {entity.name: entity.cls for entity in self.extraction.entities}
        for mention, region in self.ids.items():
            span = {"start": mention.start, "end": mention.end}
            label = {**span, "text": mention.text, "labels": [classes[mention.entity]]}
            yield _result(region, "class", "labels", label)
            if mention.text != mention.entity:
                yield _result(region, "name", "textarea", {**span, "text": [mention.entity]})

    def _observations(self) -> Iterable[dict[str, Any]]:
        rows = zip(
            self.numbers, self.extraction.observations, self.form["observations"], strict=True
        )
        for region, observation, row in rows:
            start = self.extraction.text.find(observation.raw, observation.start, observation.end)
            end = start + len(observation.raw)
            if start < 0:
                start, end = observation.start, observation.end
            span = {"start": start, "end": end}
            label = {**span, "text": self.extraction.text[start:end], "labels": [OBSERVATION]}
            yield _result(region, "class", "labels", label)
            for field in FIELDS:
                if row[field] is not None:
                    value = {**span, "text": [_plain(row[field])]}
                    yield _result(region, field, "textarea", value)
            yield _result(region, "status", "choices", {**span, "choices": [row["status"]]})
            about = self._near(row["about"], observation.start, observation.end)
            yield _relation(region, about, ABOUT)

    def _links(self) -> Iterable[dict[str, Any]]:
        claims = folded_claims(self.extraction, self.ontology)
        for claim, row in zip(claims, self.form["links"], strict=True):
            subject = self._near(claim.subject, claim.subject_start, claim.subject_end)
            object_ = self._near(claim.object, claim.object_start, claim.object_end)
            yield _relation(subject, object_, row["p"], row["status"])

    def _near(self, entity: str, start: int, end: int) -> str:
        """The region that names an entity there, else the nearest one."""

        def distance(mention: Mention) -> tuple[int, int]:
            return max(start - mention.start, mention.end - end, 0), mention.start

        mentions = [mention for mention in self.ids if mention.entity == entity]
        return self.ids[min(mentions, key=distance)]


def _result(region: str, control: str, kind: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"id": region, "from_name": control, "to_name": "text", "type": kind, "value": value}


def _relation(start: str, end: str, *labels: str) -> dict[str, Any]:
    return {
        "type": "relation",
        "from_id": start,
        "to_id": end,
        "direction": "right",
        "labels": list(labels),
    }


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def labelling_interface(ontology: Ontology) -> str:
    """The configuration to paste under Settings → Labeling Interface → Code."""
    relations = [ABOUT, *form_predicates(ontology), *form_statuses(ontology), OPTIONAL]
    classes = [*form_classes(ontology), OBSERVATION]
    return _INTERFACE.format(
        relations="\n".join(f'    <Relation value="{name}"/>' for name in relations),
        labels="\n".join(f'    <Label value="{name}"/>' for name in classes),
        fields="\n".join(_FIELD.format(name=name) for name in FIELDS),
        statuses="".join(f'<Choice value="{name}"/>' for name in form_statuses(ontology)),
        name=_FIELD.format(name="name"),
        observation=OBSERVATION,
        optional=OPTIONAL,
    )


_FIELD = (
    '    <TextArea name="{name}" toName="text" perRegion="true" editable="true" '
    'maxSubmissions="1" rows="1" placeholder="{name}"/>'
)
_INTERFACE = """<View>
  <Style>.htx-text {{ white-space: pre-wrap; }}</Style>
  <Relations choice="multiple">
{relations}
  </Relations>
  <Labels name="class" toName="text">
{labels}
  </Labels>
  <Text name="text" value="$text" granularity="symbol"/>
  <View visibleWhen="region-selected">
{name}
    <Choices name="second_reader" toName="text" perRegion="true" choice="multiple">
      <Choice value="{optional}"/>
    </Choices>
  </View>
  <View visibleWhen="region-selected" whenTagName="class" whenLabelValue="{observation}">
{fields}
    <Choices name="status" toName="text" perRegion="true" showInLine="true">{statuses}</Choices>
  </View>
</View>
"""
