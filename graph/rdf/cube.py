"""Which numbers are also observations of a Data Cube, and their dimensions.

A number is one where its indicator, area and period are all stated: it is about one indicator, the
period is written, and the area is either named with it or is the place in which the indicator's
name holds, if the document names that place. Each document is a data set of its own, so that two
documents may differ; of two numbers with equal dimensions in one document the first stands for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innograph.graph.model import Extraction, LocalEntity, Observation
    from innograph.graph.ontology import Ontology

_PLACE = "place:"


class Cell(NamedTuple):
    """The dimensions of one observation; indicator and area are nodes."""

    indicator: str
    area: str
    period: str
    status: str


def iter_cells(
    extraction: Extraction, ontology: Ontology, node_of: Callable[[str], str]
) -> Iterator[tuple[str, Cell]]:
    """(id of the observation, its dimensions) in the order of the text, no two of them equal.

    `node_of` gives the node of a local name, since two names may be of one thing.
    """
    entities = {entity.name: entity for entity in extraction.entities}
    places = {
        form: name
        for name, entity in entities.items()
        if _is_of("Place", entity, ontology)
        for form in (*entity.aliases, entity.canonical, name)
    }
    seen = set()
    for observation in extraction.observations:
        named = _named(observation, entities, places, ontology)
        if named is None or not observation.period:
            continue
        indicator, area = map(node_of, named)
        cell = Cell(indicator, area, observation.period, observation.status)
        if cell not in seen:
            seen.add(cell)
            yield observation.id, cell


def _named(
    observation: Observation,
    entities: dict[str, LocalEntity],
    places: dict[str | None, str],
    ontology: Ontology,
) -> tuple[str, str] | None:
    """The local names of indicator and area, if the number has one of each and says its period."""
    if observation.value is None or observation.period_basis != "stated":
        return None
    about = [entities[name] for name in observation.about]
    areas = [entity.name for entity in about if _is_of("Place", entity, ontology)]
    others = [entity for entity in about if entity.name not in areas]
    if len(others) != 1 or not _is_of("Indicator", others[0], ontology):
        return None
    (indicator,) = others
    if not areas and indicator.scope.startswith(_PLACE):
        areas = [name for name in [places.get(indicator.scope.removeprefix(_PLACE))] if name]
    if len(areas) != 1:
        return None
    return indicator.name, areas[0]


def _is_of(top: str, entity: LocalEntity, ontology: Ontology) -> bool:
    """A user's schema may lack the class: then no number is about one."""
    return top in ontology.classes and ontology.top(entity.cls) == top
