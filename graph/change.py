"""One change of a store: old contributions out, new ones in, and what they touched derived anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph.consolidate import (
    Contribution,
    Ledger,
    Statement,
    consolidate_facts,
    fact_ends,
    iter_statements,
    key_groups,
    node_of_key,
    node_of_members,
)
from innograph.graph.contribution import local_entity_of, to_rows
from innograph.graph.contribution_writer import ContributionWriter
from innograph.graph.derived_rows import entity_of
from innograph.graph.identity import fact_id
from innograph.graph.known import CONTRIBUTION, STATEMENT
from innograph.graph.model import LocalRef
from innograph.graph.promises import Stated, stated_of
from innograph.graph.successions import renamed_refs, successions
from innograph.graph.writer import FactKey, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innograph.graph.bolt import Transaction
    from innograph.graph.identity import Key
    from innograph.graph.known import Known
    from innograph.graph.model import ClaimPair, Decision, Entity, Extraction, Fact
    from innograph.graph.reader import Reader


class Change:
    """One change inside its transaction."""

    def __init__(
        self,
        tx: Transaction,
        reader: Reader,
        known: Known,
        decisions: Mapping[str, Decision],
        *,
        load: Sequence[Extraction],
        forget: Sequence[str],
        enter: Sequence[Decision],
        withdraw: Sequence[str],
    ) -> None:
        self.tx = tx
        self.reader = reader
        self.known = known
        self.decisions = dict(decisions)
        self.ontology = reader.ontology
        self.writer = Writer(tx, reader.ontology)
        self.contributions = ContributionWriter(tx, reader.ontology)
        self.load = {extraction.document.id: extraction for extraction in load}
        self.forget = set(forget) - set(self.load)
        self.enter = {d.id: d for d in enter if d.id not in decisions}
        self.withdraw = {d for d in withdraw if d in decisions}
        self.ledger = Ledger(decisions.values())
        self.unlinks = any(decisions[d].renamed for d in self.withdraw)
        self.groups: dict[Key, frozenset[Key]] = {}

    def run(self) -> None:
        """Do it; afterwards `decisions` is the ledger as it is now."""
        self._change_ledger()
        touched: set[str] = set()
        facts: set[FactKey] = set()
        for document in self._documents_there({*self.forget, *self.load}):
            entities, keys = self._remove(document)
            touched |= entities
            facts |= keys
        self._add(touched, facts)
        self._link_successions()

    def _documents_there(self, documents: set[str]) -> list[str]:
        """Those that the store has: new ones, which are most, leave nothing to be taken out."""
        rows = self.tx.run(
            "UNWIND $ids AS id MATCH (d:Document {id: id}) RETURN d.id AS id",
            {"ids": sorted(documents)},
        )
        return sorted(row["id"] for row in rows)

    # ---- the ledger

    def _change_ledger(self) -> None:
        """Decisions in and out; documents whose entities move because of them are loaded anew.

        A document too can bring a resting decision to life, or send it to rest.
        """
        if not (self.decisions or self.enter):
            return
        before = self._key_groups(self._keys_stored())
        old = self.ledger
        self.decisions |= self.enter
        for identity in self.withdraw:
            del self.decisions[identity]
        self.writer.remove_decisions(sorted(self.withdraw))
        self.writer.create_decisions(self.enter.values())
        self.ledger = Ledger(self.decisions.values())
        self.groups = self._key_groups(self._keys_after())
        self._reload_moved(before, old)

    def _link_successions(self) -> None:
        """Anew, since nodes may have come, gone or moved: such decisions are few."""
        decisions = self.decisions.values()
        refs = renamed_refs(decisions)
        if not (refs or self.unlinks):
            return
        rows = self.tx.run(
            "UNWIND $refs AS r MATCH (:Document {id: r.document})<-[:PART_OF]-(:Passage)"
            "<-[m:MENTIONED_IN]-(e:Entity) WHERE m.name = r.name "
            "RETURN DISTINCT r.document AS document, r.name AS name, e.id AS id",
            {"refs": [{"document": ref.document, "name": ref.name} for ref in sorted(refs)]},
        )
        nodes = {LocalRef(row["document"], row["name"]): row["id"] for row in rows}
        self.writer.link_successions(successions(decisions, nodes))

    def _reload_moved(self, before: dict[Key, frozenset[Key]], old: Ledger) -> None:
        moved = {key for key in {*before, *self.groups} if before.get(key) != self.groups.get(key)}
        apart = {ref.document for ref in old.apart ^ self.ledger.apart}
        known = self._stored_documents(moved, before) | apart
        for document in sorted(known - set(self.load) - self.forget):
            if document in self.reader.digests([document]):
                self.load[document] = self.reader.extraction(document)

    def _stored_documents(self, keys: set[Key], groups: dict[Key, frozenset[Key]]) -> set[str]:
        """The documents that contribute to the nodes on which these keys stood."""
        nodes = {node_of_key(key, groups) for key in keys}
        rows = self.tx.run(
            "UNWIND $ids AS id MATCH (e:Entity {id: id})-[:MENTIONED_IN]->(:Passage)"
            "-[:PART_OF]->(d:Document) RETURN DISTINCT d.id AS id",
            {"ids": sorted(nodes)},
        )
        return {row["id"] for row in rows}

    def _key_groups(self, contributions: list[Contribution]) -> dict[Key, frozenset[Key]]:
        return key_groups(contributions, self.ledger, self.ontology)

    def _keys_stored(self) -> list[Contribution]:
        """The local entities that decisions name, as far as the store has them."""
        decisions = [*self.decisions.values(), *self.enter.values()]
        refs = {ref for decision in decisions for ref in (decision.a, decision.b)}
        rows = self.tx.run(
            "MATCH (d:Document)<-[:PART_OF]-(:Passage)<-[m:MENTIONED_IN]-(:Entity) "
            f"WHERE d.id IN $documents AND m.name IN $names RETURN DISTINCT {CONTRIBUTION}",
            {
                "documents": sorted({r.document for r in refs}),
                "names": sorted({r.name for r in refs}),
            },
        )
        found = [Contribution(row["document"], local_entity_of(row)) for row in rows]
        return [c for c in found if LocalRef(c.document, c.entity.name) in refs]

    def _keys_after(self) -> list[Contribution]:
        gone = {*self.forget, *self.load}
        kept = [c for c in self._keys_stored() if c.document not in gone]
        new = [
            Contribution(document, entity)
            for document, extraction in self.load.items()
            for entity in extraction.entities
        ]
        return kept + new

    # ---- out

    def _remove(self, document: str) -> tuple[set[str], set[FactKey]]:
        """Take a document's contributions out; the entities and facts that they touched."""
        entities = self.tx.run(
            "MATCH (:Document {id: $id})<-[:PART_OF]-(:Passage)<-[:MENTIONED_IN]-(e:Entity) "
            "RETURN DISTINCT e.id AS id",
            {"id": document},
        )
        claims = self.tx.run(
            "MATCH (d:Document {id: $id})<-[:PART_OF]-(:Passage)<-[:STATED_IN]-(c:Claim), "
            f"(c)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity) RETURN {STATEMENT}",
            {"id": document},
        )
        touched = {row["id"] for row in entities}
        facts = {fact_ends(Statement(**row), self.ontology) for row in claims}
        facts = {key for key in facts if key[0] != key[2]}
        self.contributions.remove(document)
        self.known.forget(document, touched, facts)
        return touched, facts

    # ---- in

    def _add(self, touched: set[str], facts: set[FactKey]) -> None:
        """What is in the store now is read before anything new is written, so that each entry of
        `known` is either from before or from this change, and nothing counts twice."""
        node_of: dict[str, dict[str, str]] = {}
        incoming: list[tuple[str, Contribution]] = []
        statements: list[Statement] = []
        stated: list[list[Stated]] = []
        for document, extraction in self.load.items():
            names = {}
            for entity in extraction.entities:
                contribution = Contribution(document, entity)
                key = self.ledger.key(contribution, self.ontology)
                names[entity.name] = node_of_key(key, self.groups)
                incoming.append((names[entity.name], contribution))
            node_of[document] = names
            statements += [s for s in iter_statements(extraction, names) if s.subject != s.object]
            stated.append(stated_of(extraction, names, self.ontology))
        touched = touched | {node for node, _ in incoming}
        facts = facts | {fact_ends(statement, self.ontology) for statement in statements}

        there = self._entities_there(touched)
        facts_there = self.writer.known_facts(facts)
        self.known.read_contributions(self.tx, touched, set(there))
        self.known.read_statements(self.tx, facts, set(facts_there))
        ends = {end.node for s in stated for claim in s for end in (claim.subject, claim.object)}
        self.known.read_stated(self.tx, ends, there)
        for node, contribution in incoming:
            ref = LocalRef(contribution.document, contribution.entity.name)
            self.known.contributions[node][ref] = contribution
        for statement in statements:
            identity = fact_id(*fact_ends(statement, self.ontology))
            self.known.statements[identity].append(statement)

        self._write_entities(touched, there)
        self.contributions.create(
            to_rows(extraction, node_of[document]) for document, extraction in self.load.items()
        )
        self._write_pairs(stated)
        self._write_facts(facts, facts_there)
        self.writer.remove_entities(
            node for node in sorted(there) if not self.known.contributions[node]
        )

    def _entities_there(self, ids: set[str]) -> dict[str, Entity]:
        rows = self.tx.run(
            "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN properties(e) AS props",
            {"ids": sorted(ids)},
        )
        return {row["props"]["id"]: entity_of(row["props"]) for row in rows}

    def _write_pairs(self, stated: Iterable[list[Stated]]) -> None:
        """The pairs of the loaded documents, with each other and with all that are there."""
        pairing = self.known.pairing
        pairs: list[ClaimPair] = []
        for claims in stated:
            pairs += pairing.pairs(claims)
            pairing.add(claims)
        self.writer.create_pairs(pairs)

    def _write_facts(self, keys: set[FactKey], there: dict[str, Fact]) -> None:
        statements = (s for key in sorted(keys) for s in self.known.statements[fact_id(*key)])
        wanted = consolidate_facts(statements, self.ontology)
        gone = there.keys() - wanted.keys()
        self.writer.remove_facts(key for key in sorted(keys) if fact_id(*key) in gone)
        self.writer.create_facts(fact for fact in wanted.values() if fact.id not in there)
        self.writer.set_facts(f for f in wanted.values() if there.get(f.id, f) != f)

    def _write_entities(self, touched: set[str], there: dict[str, Entity]) -> None:
        entities = [
            node_of_members(
                self.known.contributions[node].values(), self.ledger, self.groups, self.ontology
            )
            for node in sorted(touched)
            if self.known.contributions[node]
        ]
        created = [entity for entity in entities if entity.id not in there]
        changed = [entity for entity in entities if there.get(entity.id, entity) != entity]
        self.writer.create_entities(created)
        self.writer.set_entities(changed, there)
        self.writer.check_labels([*created, *changed])
