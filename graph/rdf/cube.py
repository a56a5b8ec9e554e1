"""Which numbers are also observations of a Data Cube, and their dimensions.

A number is one where its indicator, area and period are all stated: it is about one indicator, the
text says the period, and the area is a place named with it, or else the one that the document was
given and in which the indicator's name holds. Each document is a data set of its own, so that two
documents may differ; of two numbers with equal dimensions in one document the first stands for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from innograph.graph.model import Extraction, LocalEntity, Observation
    from innograph.graph.ontology import Ontology


class Cell(NamedTuple):
    """The dimensions of one observation. The area is a name, since the text need not mention it;
    `place` is its local name, if the document has one."""

    indicator: str
    area: str
    period: str
    status: str
    place: str | None


def iter_cells(
    extraction: Extraction, ontology: Ontology, node_of: Callable[[str], str]
) -> Iterator[tuple[str, Cell]]:
    """(id of the observation, its dimensions) in the order of the text, no two of them equal.

    `node_of` gives the node of a local name, since two names may be of one thing.
    """
    finder = _Finder(extraction, ontology)
    seen = set()
    for observation in extraction.observations:
        cell = finder.cell(observation)
        if cell is None:
            continue
        cell = cell._replace(indicator=node_of(cell.indicator))
        if cell[:4] not in seen:
            seen.add(cell[:4])
            yield observation.id, cell


class _Finder:
    """Knows the entities of one document by name, and its places by every name that they have."""

    def __init__(self, extraction: Extraction, ontology: Ontology) -> None:
        self._ontology = ontology
        self._entities = {entity.name: entity for entity in extraction.entities}
        document = extraction.document
        self._given = None if "place" in document.inferred else document.place
        self._places = {
            form: entity
            for entity in extraction.entities
            if self._is_of("Place", entity)
            for form in (*entity.aliases, entity.canonical, entity.name)
        }

    def cell(self, observation: Observation) -> Cell | None:
        """The dimensions, with the local name of the indicator."""
        if observation.value is None or observation.period_basis != "stated":
            return None
        about = [self._entities[name] for name in observation.about]
        areas = [entity for entity in about if self._is_of("Place", entity)]
        others = [entity for entity in about if entity not in areas]
        if len(others) != 1 or len(areas) > 1 or not self._is_of("Indicator", others[0]):
            return None
        (indicator,) = others
        area = areas[0].canonical or areas[0].name if areas else self._area(indicator)
        if not area or not observation.period:
            return None
        place = self._places.get(area)
        name = place.name if place else None
        return Cell(indicator.name, area, observation.period, observation.status, name)

    def _area(self, indicator: LocalEntity) -> str | None:
        """The document's place, if it was given and is that of the indicator."""
        return self._given if indicator.scope == f"place:{self._given}" else None

    def _is_of(self, top: str, entity: LocalEntity) -> bool:
        """A user's schema may lack the class: then no number is about one."""
        return top in self._ontology.classes and self._ontology.top(entity.cls) == top
