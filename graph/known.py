"""What the writing half of a store has read, kept from one change to the next."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from innograph.graph.consolidate import Contribution, Statement, fact_ends
from innograph.graph.contribution import local_entity_of
from innograph.graph.identity import fact_id
from innograph.graph.model import LocalRef
from innograph.graph.promises import Pairing
from innograph.graph.stated import read_stated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from innograph.graph.bolt import Transaction
    from innograph.graph.ontology import Ontology
    from innograph.graph.writer import FactKey

# The columns of a Contribution and of a Statement, as every query here returns them.
CONTRIBUTION = (
    "d.id AS document, m.name AS name, m.class AS class, m.denotes AS denotes, m.scope AS scope, "
    "m.canonical AS canonical, m.aliases AS aliases"
)
STATEMENT = (
    "d.id AS document, s.id AS subject, c.predicate AS predicate, o.id AS object, "
    "c.status AS status, c.open AS open"
)
# Records kept in memory between two changes; 50,000 take about 40 MB. Documents come in batches, each
# of which reads what is missing at once: more would only grow with their number.
_KEPT = 50_000


@dataclass(slots=True)
class Known:
    """An entry holds all that the store has for its key (inside the running transaction), so that a
    node or fact met again need not be read again."""

    ontology: Ontology
    contributions: dict[str, dict[LocalRef, Contribution]] = field(default_factory=dict)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    paired: set[str] = field(default_factory=set)  # nodes all of whose claims `pairing` has
    pairing: Pairing = field(init=False)

    def __post_init__(self) -> None:
        self.pairing = Pairing(self.ontology)

    def clear(self) -> None:
        """Let everything go: it grew too large, or somebody else has changed the store."""
        self.contributions.clear()
        self.statements.clear()
        self.pairing.clear()
        self.paired.clear()

    def is_full(self) -> bool:
        """Whether it takes more memory than it should."""
        kept = itertools.chain(self.contributions.values(), self.statements.values())
        return sum(map(len, kept)) + len(self.pairing) > _KEPT

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

    def read_contributions(self, tx: Transaction, ids: set[str], known: set[str]) -> None:
        """What documents contribute to these nodes; `known` are those that the store has."""
        missing = ids - self.contributions.keys()
        self.contributions.update((node, {}) for node in missing)
        if not missing & known:
            return
        rows = tx.run(
            "UNWIND $ids AS id MATCH (e:Entity {id: id})-[m:MENTIONED_IN]->(:Passage)"
            f"-[:PART_OF]->(d:Document) RETURN DISTINCT e.id AS entity, {CONTRIBUTION}",
            {"ids": sorted(missing & known)},
        )
        for row in rows:
            ref = LocalRef(row["document"], row["name"])
            contribution = Contribution(row["document"], local_entity_of(row))
            self.contributions[row["entity"]][ref] = contribution

    def read_statements(self, tx: Transaction, keys: set[FactKey], known: set[str]) -> None:
        """The claims of these facts; `known` are the ids of those that the store has."""
        missing = [key for key in sorted(keys) if fact_id(*key) not in self.statements]
        self.statements.update((fact_id(*key), []) for key in missing)
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
        for row in tx.run(
            "UNWIND $rows AS r MATCH (s:Entity {id: r.s})<-[:SUBJECT]-"
            "(c:Claim {predicate: r.p, status: r.status})-[:OBJECT]->(o:Entity {id: r.o}) "
            f"MATCH (c)-[:STATED_IN]->(:Passage)-[:PART_OF]->(d:Document) RETURN {STATEMENT}",
            {"rows": rows},
        ):
            statement = Statement(**row)
            identity = fact_id(*fact_ends(statement, self.ontology))
            self.statements[identity].append(statement)

    def read_stated(self, tx: Transaction, nodes: set[str], known: Iterable[str]) -> None:
        """The claims that might make a pair with those of the documents that are loaded."""
        missing = nodes - self.paired
        self.paired |= missing
        ids = sorted(missing & set(known))
        if ids:
            self.pairing.add(read_stated(tx, ids, self.ontology))
