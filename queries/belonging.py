"""What belongs to an industry: its parts and the links of its chain, and what stands below it.

The first two are facts, two steps deep, as in the questions that take `parts`. What stands below it is
in the national classification, reference data that makes no claim: under 新一代信息技术 there is 人工智能.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from innograph.graph.model import Entity
    from innograph.queries.names import Names

_REFERENCE = Path(__file__).with_name("reference") / "strategic-emerging-industries.ttl"
_NARROWER = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?form ?lower WHERE {
  ?entry skos:prefLabel|skos:hiddenLabel ?form ; skos:narrower ?narrower .
  ?narrower skos:prefLabel|skos:hiddenLabel ?lower .
  FILTER(LANG(?form) = "zh" && LANG(?lower) = "zh")
}
"""
PREDICATES = ("partOf", "segmentOf")
STEPS = 2


def belonging(industry: Entity, names: Names) -> list[Entity]:
    """Fields that belong to an industry, by id; without itself."""
    forms = {form for name in (industry.name, *industry.aliases) for form in below(name)}
    listed = names.named(sorted(forms)) if forms else []
    found = {e.id: e for e in (*names.belonging(industry.id), *listed)}
    found.pop(industry.id, None)
    return [e for _, e in sorted(found.items()) if names.ontology.top(e.cls) == "Field"]


def below(name: str) -> frozenset[str]:
    """Names of the entries right below the classification's entry of this name."""
    return _entries().get(name, frozenset())


@cache
def _entries() -> dict[str, frozenset[str]]:
    import pyoxigraph as ox

    graph = ox.Store()
    graph.load(path=str(_REFERENCE), format=ox.RdfFormat.TURTLE)
    found = defaultdict(set)
    for form, lower in cast("ox.QuerySolutions", graph.query(_NARROWER)):
        found[form.value].add(lower.value)
    return {form: frozenset(lower) for form, lower in found.items()}
