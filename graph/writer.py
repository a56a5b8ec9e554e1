"""The statements that write what is derived, and the ledger it is derived by, in one transaction."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from innograph.graph.batches import batches, run_batches
from innograph.graph.derived_rows import decision_row, entity_row, fact_row, pair_row
from innograph.graph.errors import StoreError
from innograph.graph.model import Fact
from innograph.graph.promises import RELATIONSHIPS
from innograph.graph.successions import RELATIONSHIP, STATUS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innograph.graph.bolt import Transaction
    from innograph.graph.model import ClaimPair, Decision, Entity
    from innograph.graph.ontology import Ontology
    from innograph.graph.successions import Succession

FactKey = tuple[str, str, str, str]


class Writer:
    """Writes inside one transaction; whoever opens that decides when it ends."""

    def __init__(self, tx: Transaction, ontology: Ontology) -> None:
        self.tx = tx
        self.ontology = ontology

    # ---- entities

    def create_entities(self, entities: Iterable[Entity]) -> None:
        """New nodes with all labels of their class chain."""
        for cls, group in _by_class(entities).items():
            labels = ":".join(self.ontology.labels(cls))
            run_batches(
                self.tx, f"UNWIND $rows AS r CREATE (e:{labels}) SET e = r", map(entity_row, group)
            )

    def set_entities(self, entities: Iterable[Entity], known: Mapping[str, Entity]) -> None:
        """Known nodes as they are now; a changed class changes the labels."""
        changed: dict[tuple[str, str], list[Entity]] = defaultdict(list)
        rows = []
        for entity in entities:
            rows.append(entity_row(entity))
            if known[entity.id].cls != entity.cls:
                changed[known[entity.id].cls, entity.cls].append(entity)
        run_batches(self.tx, "UNWIND $rows AS r MATCH (e:Entity {id: r.id}) SET e = r", rows)
        for (old, new), group in changed.items():
            gone = [x for x in self.ontology.labels(old) if x not in self.ontology.labels(new)]
            added = [x for x in self.ontology.labels(new) if x not in self.ontology.labels(old)]
            change = f" REMOVE e:{':'.join(gone)}" if gone else ""
            change += f" SET e:{':'.join(added)}" if added else ""
            ids = [{"id": entity.id} for entity in group]
            run_batches(self.tx, f"UNWIND $rows AS r MATCH (e:Entity {{id: r.id}}){change}", ids)

    def remove_entities(self, ids: Iterable[str]) -> None:
        """Nodes that no document names any more."""
        rows = [{"id": identity} for identity in ids]
        run_batches(self.tx, "UNWIND $rows AS r MATCH (e:Entity {id: r.id}) DETACH DELETE e", rows)

    def check_labels(self, entities: Sequence[Entity]) -> None:
        """Fail loudly if the engine lost a label; one known engine did, silently."""
        wanted = {entity.id: set(self.ontology.labels(entity.cls)) for entity in entities}
        ids = sorted(wanted)
        for batch in batches(ids):
            rows = self.tx.run(
                "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN e.id AS id, labels(e) AS labels",
                {"ids": batch},
            )
            found = {row["id"]: set(row["labels"]) for row in rows}
            for identity in batch:
                if found.get(identity) != wanted[identity]:
                    raise StoreError(
                        f"The engine wrote {identity} with the labels "
                        f"{sorted(found.get(identity, ()))} instead of {sorted(wanted[identity])}; "
                        "nothing of this document was kept. Please report this."
                    )

    # ---- facts

    def known_facts(self, keys: Iterable[FactKey]) -> dict[str, Fact]:
        """The facts of these keys that the store holds, by id."""
        found: dict[str, Fact] = {}
        for type_, group in self._by_type(keys).items():
            predicate, _ = self.ontology.relationships[type_]
            rows = [{"s": s, "o": o, "status": status} for s, _, o, status in group]
            for batch in batches(rows):
                for row in self.tx.run(
                    "UNWIND $rows AS r MATCH (a:Entity {id: r.s})"
                    f"-[f:{type_} {{status: r.status}}]->(b:Entity {{id: r.o}}) "
                    "RETURN f.id AS id, a.id AS subject, b.id AS object, f.status AS status, "
                    "f.claims AS claims, f.documents AS documents, f.open AS open",
                    {"rows": batch},
                ):
                    found[row["id"]] = Fact(predicate=predicate, **row)
        return found

    def create_facts(self, facts: Iterable[Fact]) -> None:
        """New relationships."""
        self._write_facts(facts, "CREATE (a)-[f:{type}]->(b) SET f = r.props")

    def set_facts(self, facts: Iterable[Fact]) -> None:
        """Known relationships as they are now."""
        self._write_facts(
            facts, "MATCH (a)-[f:{type} {{status: r.props.status}}]->(b) SET f = r.props"
        )

    def remove_facts(self, keys: Iterable[FactKey]) -> None:
        """Relationships that no claim supports any more."""
        for type_, group in self._by_type(keys).items():
            rows = [{"s": s, "o": o, "status": status} for s, _, o, status in group]
            run_batches(
                self.tx,
                "UNWIND $rows AS r MATCH (:Entity {id: r.s})"
                f"-[f:{type_} {{status: r.status}}]->(:Entity {{id: r.o}}) DELETE f",
                rows,
            )

    def _write_facts(self, facts: Iterable[Fact], act: str) -> None:
        groups: dict[str, list[Fact]] = defaultdict(list)
        for fact in facts:
            groups[self.ontology.relationship(fact.predicate, fact.status)].append(fact)
        for type_, group in groups.items():
            run_batches(
                self.tx,
                "UNWIND $rows AS r MATCH (a:Entity {id: r.s}) MATCH (b:Entity {id: r.o}) "
                + act.format(type=type_),
                [fact_row(fact) for fact in group],
            )

    def _by_type(self, keys: Iterable[FactKey]) -> dict[str, list[FactKey]]:
        groups: dict[str, list[FactKey]] = defaultdict(list)
        for key in keys:
            groups[self.ontology.relationship(key[1], key[3])].append(key)
        return groups

    # ---- pairs of claims; they go with either claim, so there is nothing to remove

    def create_pairs(self, pairs: Iterable[ClaimPair]) -> None:
        """New relationships between claims, from the later to the earlier one."""
        groups: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for pair in pairs:
            groups[RELATIONSHIPS[pair.relation]].append(pair_row(pair))
        for type_, rows in groups.items():
            run_batches(
                self.tx,
                "UNWIND $rows AS r MATCH (a:Claim {id: r.later}) MATCH (b:Claim {id: r.earlier}) "
                f"CREATE (a)-[p:{type_}]->(b) SET p = r.props",
                rows,
            )

    # ---- decisions

    def create_decisions(self, decisions: Iterable[Decision]) -> None:
        """New entries of the ledger."""
        run_batches(
            self.tx, "UNWIND $rows AS r CREATE (d:Decision) SET d = r", map(decision_row, decisions)
        )

    def link_successions(self, links: Iterable[Succession]) -> None:
        """Between nodes of which decisions say that one became the other; in place of what was linked."""
        self.tx.run(
            f"MATCH (:Entity)-[l:{RELATIONSHIP}]->(:Entity) WHERE l.claims IS NULL DELETE l"
        )
        run_batches(
            self.tx,
            "UNWIND $rows AS r MATCH (b:Entity {id: r.later}) MATCH (a:Entity {id: r.former}) "
            f"CREATE (b)-[l:{RELATIONSHIP}]->(a) SET l.id = r.decision, l.status = '{STATUS}'",
            (link._asdict() for link in links),
        )

    def remove_decisions(self, ids: Iterable[str]) -> None:
        """Entries taken back."""
        rows = [{"id": identity} for identity in ids]
        run_batches(
            self.tx, "UNWIND $rows AS r MATCH (d:Decision {id: r.id}) DETACH DELETE d", rows
        )


def _by_class(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    groups: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        groups[entity.cls].append(entity)
    return groups
