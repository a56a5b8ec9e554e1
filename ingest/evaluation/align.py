"""Which predicted entity is which of gold: by name or alias, one to one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from innograph.ingest.annotate.choices import GROUPS_ONLY

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.records import Entity

# A field is the same with or without what kind of field it is: 新材料, 新材料产业.
_FIELD_KIND = re.compile("(?:产业链|产业集群|产业|领域|行业|技术|制造业|业)$")
_UNSEEN = re.compile(r"[\s“”\"'‘’《》「」『』()()\[\]【】·・、,,。:]")


def top_class(cls: str, ontology: Ontology) -> str | None:
    """The group of a class of the form; None for other classes."""
    term = ontology.classes.get(cls)
    return None if term is None or cls in GROUPS_ONLY else term.top


def normal(name: str) -> str:
    """A name without width, case, quotes and the marks that writers treat differently."""
    return _UNSEEN.sub("", unicodedata.normalize("NFKC", name)).lower()


def names_of(entity: Entity, ontology: Ontology) -> set[str]:
    """Every normal name under which an entity may be found."""
    names = {normal(name) for name in (entity.name, *entity.aliases)}
    if top_class(entity.cls, ontology) == "Field":
        names |= {_FIELD_KIND.sub("", name) or name for name in names}
    return names - {""}


def align(gold: Sequence[Entity], found: Sequence[Entity], ontology: Ontology) -> dict[int, int]:
    """Place in gold → place in the prediction. A shared name is needed; pairs of one class choose
    first, then those of one group; of these, pairs with one name before those with one alias."""
    names = [names_of(entity, ontology) for entity in found]
    pairs = []
    for i, g in enumerate(gold):
        known = names_of(g, ontology)
        for j, f in enumerate(found):
            if known & names[j]:
                tops = top_class(g.cls, ontology), top_class(f.cls, ontology)
                differ = (g.cls != f.cls, tops[0] != tops[1], normal(g.name) != normal(f.name))
                pairs.append((differ, i, j))
    chosen: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(pairs):
        if i not in chosen and j not in taken:
            chosen[i] = j
            taken.add(j)
    return chosen


def make_resolver(
    entities: Sequence[Entity], ontology: Ontology
) -> Callable[[str | None], int | None]:
    """From what a link calls its end to the entity's place: ids first, then names, then aliases."""
    ids = {entity.id: place for place, entity in enumerate(entities) if entity.id is not None}
    names: dict[str, int] = {}
    for place, entity in enumerate(entities):
        for name in names_of(entity, ontology):
            names.setdefault(name, place)
    names |= {normal(entity.name): place for place, entity in enumerate(entities)}

    def resolve(end: str | None) -> int | None:
        if end is None:
            return None
        return ids.get(end, names.get(normal(end)))

    return resolve
