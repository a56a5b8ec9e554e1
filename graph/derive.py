"""Changing the inputs and recomputing what was touched: the one act behind load, forget and decide.

One explicit transaction: old contributions out, new ones in, the touched entities, facts and pairs
derived from all that is left. Known ids are read first, new nodes created, old ones set: the idiom
that is right on every engine (MERGE with several labels loses labels on the embedded one).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph import schema
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
from innograph.graph.errors import StoreError
from innograph.graph.evidence import check_evidence
from innograph.graph.identity import fact_id
from innograph.graph.model import LocalRef
from innograph.graph.promises import Pairing, Stated, stated_of
from innograph.graph.reader import DECISIONS, Reader, decision_of, entity_of
from innograph.graph.stated import read_stated
from innograph.graph.successions import renamed_refs, successions
from innograph.graph.writer import FactKey, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innograph.graph.bolt import Bolt, Transaction
    from innograph.graph.identity import Key
    from innograph.graph.model import ClaimPair, Decision, Entity, Extraction
    from innograph.graph.ontology import Ontology

# Records kept in memory between two loads of one session; 50,000 take about 40 MB. Documents come in
# batches, each of which reads what is missing at once: more would only grow with their number.
_CACHED = 50_000


@dataclass(slots=True)
class _Cache:
    """What is known of entities and facts between loads. An entry is the whole truth of the store
    (inside the running transaction), so that a fact met again need not be read again."""

    pairing: Pairing
    contributions: dict[str, dict[LocalRef, Contribution]] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    paired: set[str] = field(default_factory=set)  # nodes all of whose claims `pairing` has

    def clear(self) -> None:
        self.contributions.clear()
        self.statements.clear()
        self.pairing.clear()
        self.paired.clear()

    def is_full(self) -> bool:
        """Whether it takes more memory than it should."""
        kept = itertools.chain(self.contributions.values(), self.statements.values())
        return sum(map(len, kept)) + len(self.pairing) > _CACHED

    def forget(self, document: str, entities: Iterable[str], facts: Iterable[FactKey]) -> None:
        """Take a document's part out of the entries that are there."""
        for node in entities:
            known = self.contributions.get(node, {})
            for ref in [ref for ref in known if ref.document == document]:
                del known[ref]
        for identity in {fact_id(*key) for key in facts} & self.statements.keys():
            kept = [s for s in self.statements[identity] if s.document != document]
            self.statements[identity] = kept
        self.pairing.remove(document)


class Deriver:
    """The writing half of a store. What it has read is kept from load to load for as long as
    nobody else changes the store; the revision tells."""

    def __init__(self, bolt: Bolt, ontology: Ontology) -> None:
        self.bolt = bolt
        self.ontology = ontology
        self.reader = Reader(bolt, ontology)
        self._revision: int | None = None
        self._decisions: dict[str, Decision] = {}
        self._cache = _Cache(Pairing(ontology))

    def change(
        self,
        *,
        load: Sequence[Extraction] = (),
        forget: Sequence[str] = (),
        enter: Sequence[Decision] = (),
        withdraw: Sequence[str] = (),
    ) -> None:
        """Documents in (in place of what they were) and out, decisions in and out: all or nothing."""
        for extraction in load:
            check_evidence(extraction, self.ontology)
        try:
            with self.bolt.transaction() as tx:
                self._raise_revision(tx)
                _Change(self, tx, load, forget, enter, withdraw).run()
        except BaseException:
            self._revision = None  # the cache may be ahead of the store
            raise
        if self._cache.is_full():
            self._cache.clear()

    def write_meta(self, ontology_key: str, *, imported: bool = False) -> None:
        """Mark the database as ours, or note that its schema has grown, or that one which was
        imported is whole now."""
        row = {"id": "meta", "schema": schema.VERSION, "ontology": ontology_key}
        done = " REMOVE m.imported" if imported else ""
        with self.bolt.transaction() as tx:
            # Of two that open a new database at once, one waits here for the other.
            tx.run(
                f"MERGE (m:{schema.META} {{id: $row.id}}) ON CREATE SET m.revision = 0 "
                f"SET m += $row{done}",
                {"row": row},
            )

    def _raise_revision(self, tx: Transaction) -> None:
        """Locks out other writers, and tells whether what is cached is still the truth."""
        rows = tx.run(
            f"MATCH (m:{schema.META}) SET m.revision = m.revision + 1 RETURN m.revision AS revision"
        )
        if not rows:
            raise StoreError("The store has lost its meta node; load it anew from an export.")
        revision = int(rows[0]["revision"])
        if self._revision is None or revision != self._revision + 1:
            self._cache.clear()
            found = tx.run(DECISIONS)
            decisions = (decision_of(row["props"]) for row in found)
            self._decisions = {decision.id: decision for decision in decisions}
        self._revision = revision


class _Change:
    """One change inside its transaction."""

    def __init__(
        self,
        deriver: Deriver,
        tx: Transaction,
        load: Sequence[Extraction],
        forget: Sequence[str],
        enter: Sequence[Decision],
        withdraw: Sequence[str],
    ) -> None:
        self.deriver = deriver
        self.ontology = deriver.ontology
        self.cache = deriver._cache
        self.tx = tx
        self.writer = Writer(tx, deriver.ontology)
        self.load = {extraction.document.id: extraction for extraction in load}
        self.forget = set(forget) - set(self.load)
        self.enter = {d.id: d for d in enter if d.id not in deriver._decisions}
        self.withdraw = {d for d in withdraw if d in deriver._decisions}
        self.ledger = Ledger(deriver._decisions.values())
        self.unlinks = any(deriver._decisions[d].renamed for d in self.withdraw)
        self.groups: dict[Key, frozenset[Key]] = {}

    def run(self) -> None:
        self._change_ledger()
        touched: set[str] = set()
        facts: set[FactKey] = set()
        for document in self._there({*self.forget, *self.load}):
            entities, keys = self._remove(document)
            touched |= entities
            facts |= keys
        self._add(touched, facts)
        self._link_successions()

    def _there(self, documents: set[str]) -> list[str]:
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
        if not (self.deriver._decisions or self.enter):
            return
        before = self._key_groups(self._keys_stored())
        old = self.ledger
        decisions = {**self.deriver._decisions, **self.enter}
        for identity in self.withdraw:
            del decisions[identity]
        self.writer.remove_decisions(sorted(self.withdraw))
        self.writer.create_decisions(self.enter.values())
        self.deriver._decisions = decisions
        self.ledger = Ledger(decisions.values())
        self.groups = self._key_groups(self._keys_after())
        self._reload_moved(before, old)

    def _link_successions(self) -> None:
        """Anew, since nodes may have come, gone or moved: such decisions are few."""
        decisions = self.deriver._decisions.values()
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
            if document in self.deriver.reader.digests([document]):
                self.load[document] = self.deriver.reader.extraction(document)

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
        decisions = [*self.deriver._decisions.values(), *self.enter.values()]
        refs = {ref for decision in decisions for ref in (decision.a, decision.b)}
        rows = self.tx.run(
            "MATCH (d:Document)<-[:PART_OF]-(:Passage)<-[m:MENTIONED_IN]-(:Entity) "
            f"WHERE d.id IN $documents AND m.name IN $names RETURN DISTINCT {_CONTRIBUTION}",
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
            f"(c)-[:SUBJECT]->(s:Entity), (c)-[:OBJECT]->(o:Entity) RETURN {_STATEMENT}",
            {"id": document},
        )
        touched = {row["id"] for row in entities}
        facts = {fact_ends(Statement(**row), self.ontology) for row in claims}
        facts = {key for key in facts if key[0] != key[2]}
        self.writer.remove_document(document)
        self.cache.forget(document, touched, facts)
        return touched, facts

    # ---- in

    def _add(self, touched: set[str], facts: set[FactKey]) -> None:
        """What is in the store now is read before anything new is written, so that each entry of
        the cache is either from before or from this change, and nothing counts twice."""
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

        known = self._known_entities(touched)
        known_facts = self.writer.known_facts(facts)
        self._read_contributions(touched, set(known))
        self._read_statements(facts, set(known_facts))
        self._read_stated({e.node for s in stated for c in s for e in (c.subject, c.object)}, known)
        for node, contribution in incoming:
            ref = LocalRef(contribution.document, contribution.entity.name)
            self.cache.contributions[node][ref] = contribution
        for statement in statements:
            identity = fact_id(*fact_ends(statement, self.ontology))
            self.cache.statements[identity].append(statement)

        self._write_entities(touched, known)
        self.writer.create_documents(
            to_rows(extraction, node_of[document]) for document, extraction in self.load.items()
        )
        self._write_pairs(stated)
        wanted = consolidate_facts(
            (s for key in sorted(facts) for s in self.cache.statements[fact_id(*key)]),
            self.ontology,
        )
        gone = [key for key in sorted(facts) if fact_id(*key) in known_facts.keys() - wanted.keys()]
        self.writer.remove_facts(gone)
        self.writer.create_facts(f for f in wanted.values() if f.id not in known_facts)
        changed = (f for f in wanted.values() if known_facts.get(f.id, f) != f)
        self.writer.set_facts(changed)
        self.writer.remove_entities(
            node for node in sorted(known) if not self.cache.contributions[node]
        )

    def _write_pairs(self, stated: Iterable[list[Stated]]) -> None:
        """The pairs of the loaded documents, with each other and with all that are there."""
        pairing = self.cache.pairing
        pairs: list[ClaimPair] = []
        for claims in stated:
            pairs += pairing.pairs(claims)
            pairing.add(claims)
        self.writer.create_pairs(pairs)

    def _write_entities(self, touched: set[str], known: dict[str, Entity]) -> None:
        entities = [
            node_of_members(
                self.cache.contributions[node].values(), self.ledger, self.groups, self.ontology
            )
            for node in sorted(touched)
            if self.cache.contributions[node]
        ]
        created = [entity for entity in entities if entity.id not in known]
        changed = [entity for entity in entities if known.get(entity.id, entity) != entity]
        self.writer.create_entities(created)
        self.writer.set_entities(changed, known)
        self.writer.check_labels([*created, *changed])

    # ---- what the store holds

    def _known_entities(self, ids: set[str]) -> dict[str, Entity]:
        rows = self.tx.run(
            "UNWIND $ids AS id MATCH (e:Entity {id: id}) RETURN properties(e) AS props",
            {"ids": sorted(ids)},
        )
        return {row["props"]["id"]: entity_of(row["props"]) for row in rows}

    def _read_contributions(self, ids: set[str], known: set[str]) -> None:
        missing = ids - self.cache.contributions.keys()
        self.cache.contributions.update((node, {}) for node in missing)
        if not missing & known:
            return
        rows = self.tx.run(
            "UNWIND $ids AS id MATCH (e:Entity {id: id})-[m:MENTIONED_IN]->(:Passage)"
            f"-[:PART_OF]->(d:Document) RETURN DISTINCT e.id AS entity, {_CONTRIBUTION}",
            {"ids": sorted(missing & known)},
        )
        for row in rows:
            ref = LocalRef(row["document"], row["name"])
            contribution = Contribution(row["document"], local_entity_of(row))
            self.cache.contributions[row["entity"]][ref] = contribution

    def _read_statements(self, keys: set[FactKey], known: set[str]) -> None:
        missing = [key for key in sorted(keys) if fact_id(*key) not in self.cache.statements]
        self.cache.statements.update((fact_id(*key), []) for key in missing)
        rows = [
            {"s": s, "p": p, "o": o, "status": status}
            for s, p, o, status in missing
            if fact_id(s, p, o, status) in known
        ]
        rows += [
            {**row, "s": row["o"], "o": row["s"]}
            for row in rows
            if self.ontology.predicates[row["p"]].symmetric
        ]
        if not rows:
            return
        for row in self.tx.run(
            "UNWIND $rows AS r MATCH (s:Entity {id: r.s})<-[:SUBJECT]-"
            "(c:Claim {predicate: r.p, status: r.status})-[:OBJECT]->(o:Entity {id: r.o}) "
            f"MATCH (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document) RETURN {_STATEMENT}",
            {"rows": rows},
        ):
            statement = Statement(**row)
            identity = fact_id(*fact_ends(statement, self.ontology))
            self.cache.statements[identity].append(statement)

    def _read_stated(self, nodes: set[str], known: Iterable[str]) -> None:
        """The claims that might make a pair with those of the documents that are loaded."""
        missing = nodes - self.cache.paired
        self.cache.paired |= missing
        ids = sorted(missing & set(known))
        if ids:
            self.cache.pairing.add(read_stated(self.tx, ids, self.ontology))


_CONTRIBUTION = (
    "d.id AS document, m.name AS name, m.class AS class, m.denotes AS denotes, m.scope AS scope, "
    "m.canonical AS canonical, m.aliases AS aliases"
)
_STATEMENT = (
    "d.id AS document, s.id AS subject, c.predicate AS predicate, o.id AS object, "
    "c.status AS status, c.open AS open"
)
