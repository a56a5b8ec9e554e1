"""How Neo4j would run the questions: where it begins to search."""

from __future__ import annotations

from neo4j import GraphDatabase

from bench.calls import scoped
from innograph.queries.catalogue import load_catalogue
from innograph.queries.names import names_of
from innograph.queries.parameters import resolve
from innograph.queries.specialise import specialise_cypher


def reading_all_nodes(store, world):
    """Questions for which every node of the database would be read."""
    found = []
    with GraphDatabase.driver(store.address) as driver, driver.session() as session:
        for question in load_catalogue().values():
            values = resolve(question, scoped(question, world), names_of(store))
            given = {name: value.value for name, value in values.items()}
            text = specialise_cypher(question.text("cypher"), given)
            plan = session.run(f"EXPLAIN {text}", given).consume().plan
            if any(name.startswith("AllNodesScan") for name in _operators(plan)):
                found.append(question.id)
    return found


def _operators(plan):
    yield plan["operatorType"]
    for child in plan.get("children", ()):
        yield from _operators(child)
