"""Writing the files. Documents pass one by one; what they say of nodes, facts and pairs is piled up,
sorted on disk, and derived by the code that the store uses."""

from __future__ import annotations

import hashlib
import shutil
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from innograph.graph import schema
from innograph.graph.bulk.cells import Sheet
from innograph.graph.bulk.columns import TABLES
from innograph.graph.bulk.derived import (
    check_unique,
    contribution_record,
    iter_facts,
    iter_nodes,
    iter_pairs,
    pile_candidates,
    stated_records,
    statement_records,
)
from innograph.graph.bulk.runs import Runs
from innograph.graph.bulk.scripts import scripts
from innograph.graph.consolidate import Contribution, Ledger, key_groups, node_of_key
from innograph.graph.contribution import to_rows
from innograph.graph.contribution_writer import concept_row
from innograph.graph.derived_rows import decision_row, entity_row, fact_row, pair_row
from innograph.graph.errors import UsageError
from innograph.graph.evidence import check_evidence
from innograph.graph.model import LocalRef
from innograph.graph.promises import RELATIONSHIPS, Pairing
from innograph.graph.successions import STATUS, renamed_refs, successions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from innograph.graph.contribution import Row
    from innograph.graph.identity import Key
    from innograph.graph.model import Decision, Extraction
    from innograph.graph.ontology import Ontology


class Source(Protocol):
    """Where documents come from; a store is one."""

    def extractions(self) -> Iterator[Extraction]:
        """The documents; asked for twice if there are decisions."""

    def decisions(self) -> Iterable[Decision]:
        """The ledger."""


@dataclass(frozen=True, slots=True)
class Written:
    """What the files hold."""

    documents: int
    nodes: int
    relationships: int


def write_bulk(
    source: Source,
    folder: Path,
    ontology: Ontology,
    *,
    origins: Mapping[str, tuple[str, str]] | None = None,
    step: Callable[[str], None] = lambda _: None,
) -> Written:
    """Write into the folder, over what an earlier call has left there; all files or none.

    `origins`: folder and file of documents, as a store remembers them. Raises DataError where a
    document breaks the evidence contract or two have one id.
    """
    partial = folder / ".bulk.part"
    try:
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        with ExitStack() as stack:
            sheets = {name: Sheet(t, partial, stack) for name, t in TABLES.items()}
            bulk = _Bulk(sheets, partial, ontology, Ledger(source.decisions()))
            bulk.write(source, origins or {}, step)
        for sheet in sheets.values():
            (partial / f"{sheet.table.name}.csv").replace(folder / f"{sheet.table.name}.csv")
        for name, text in scripts(max(s.longest for s in sheets.values()), ontology).items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
        (folder / "import.sh").chmod(0o755)
    except OSError as error:
        raise UsageError(f"Cannot write into {folder}: {error.strerror or error}.") from None
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return Written(
        sheets["documents"].count,
        sum(s.count for s in sheets.values() if s.table.nodes),
        sum(s.count for s in sheets.values() if not s.table.nodes),
    )


class _Bulk:
    """One writing."""

    def __init__(
        self, sheets: dict[str, Sheet], folder: Path, ontology: Ontology, ledger: Ledger
    ) -> None:
        self.sheets = sheets
        self.ontology = ontology
        self.ledger = ledger
        self.groups: dict[Key, frozenset[Key]] = {}
        self.pairing = Pairing(ontology)  # tells keys; holds nothing
        self.revision = 0
        self.renamed: dict[LocalRef, str | None] = {}  # what decisions name, and its node
        self.shared: dict[str, dict[str, Row]] = {"concepts": {}, "models": {}}
        names = ("documents", "nodes", "facts", "stated", "candidates")
        self.piles = {name: Runs(folder, name) for name in names}

    def write(
        self,
        source: Source,
        origins: Mapping[str, tuple[str, str]],
        step: Callable[[str], None],
    ) -> None:
        decisions = list(source.decisions())
        self.renamed = dict.fromkeys(renamed_refs(decisions))
        if decisions:
            named = {ref for decision in decisions for ref in (decision.a, decision.b)}
            self.groups = key_groups(_contributions(source, named), self.ledger, self.ontology)
        for extraction in source.extractions():
            self._document(extraction, origins)
            step(extraction.document.id)
        check_unique(self.piles["documents"])
        for decision in decisions:
            self.sheets["decisions"].add(decision_row(decision))
            self._count_in(hashlib.sha256(decision.id.encode()).hexdigest())
        for name, rows in self.shared.items():
            self._add(name, rows.values())
        self._derived()
        nodes = {ref: node for ref, node in self.renamed.items() if node}
        for link in successions(decisions, nodes):
            props = {"id": link.decision, "status": STATUS}
            self.sheets["successions"].add(_link(link.later, link.former, props))
        meta = {"schema": schema.VERSION, "revision": self.revision, "imported": True}
        self._add("meta", [{"id": "meta", **meta}])

    # ---- what documents contribute

    def _document(self, extraction: Extraction, origins: Mapping[str, tuple[str, str]]) -> None:
        check_evidence(extraction, self.ontology)
        document = extraction.document.id
        nodes = {}
        for entity in extraction.entities:
            key = self.ledger.key(Contribution(document, entity), self.ontology)
            nodes[entity.name] = node_of_key(key, self.groups)
            if (ref := LocalRef(document, entity.name)) in self.renamed:
                self.renamed[ref] = nodes[entity.name]
            record = contribution_record(nodes[entity.name], document, entity)
            self.piles["nodes"].add(record)
        for record in statement_records(extraction, nodes, self.ontology):
            self.piles["facts"].add(record)
        for record in stated_records(extraction, nodes, self.pairing):
            self.piles["stated"].add(record)
        self.piles["documents"].add((document,))
        rows = to_rows(extraction, nodes)
        if document in origins:
            folder, file = origins[document]
            rows["document"][0].update(folder=folder, file=file)
        self._count_in(rows["document"][0]["digest"])
        self._contributed(document, rows)

    def _count_in(self, digest: str) -> None:
        """The revision: another content gives another one, the order plays no part."""
        self.revision = (self.revision + int(digest[:8], 16)) % 2**32

    def _contributed(self, document: str, rows: Mapping[str, list[Row]]) -> None:
        self._add("documents", rows["document"])
        self._add("passages", rows["passages"])
        self._add("passage_document", (_link(row["id"], document) for row in rows["passages"]))
        mentions = (_link(r["entity"], r["passage"], r["props"]) for r in rows["mentions"])
        self._add("entity_passage", mentions)
        for row in rows["claims"]:
            claim = row["props"]["id"]
            for end in ("subject", "object"):
                self.sheets[f"claim_{end}"].add(_link(claim, row[end], row[f"{end}Props"]))
        for kind in ("claim", "observation", "measure"):
            for row in rows[f"{kind}s"]:
                self.sheets[f"{kind}s"].add(row["props"])
                self.sheets[f"{kind}_passage"].add(_link(row["props"]["id"], row["passage"]))
        self._add("observation_entity", (_listed(row, "entity") for row in rows["abouts"]))
        self._measures(rows)

    def _measures(self, rows: Mapping[str, list[Row]]) -> None:
        self._add("measure_entity", (_listed(row, "entity") for row in rows["measureEnds"]))
        self._add("measure_claim", (_listed(row, "claim") for row in rows["measureClaims"]))
        for row in rows["measureConcepts"]:
            self.sheets["measure_concept"].add(_listed(row, "concept"))
            concept = row["concept"]
            self.shared["concepts"].setdefault(concept, concept_row(concept, self.ontology))
        for row in rows["measureModels"]:
            self.sheets["measure_model"].add(_listed(row, "model"))
            model = {"id": row["model"], "parts": row["parts"]}
            self.shared["models"].setdefault(row["model"], model)

    # ---- what follows from them

    def _derived(self) -> None:
        for entity in iter_nodes(self.piles["nodes"], self.ledger, self.groups, self.ontology):
            labels = self.ontology.labels(entity.cls)
            self.sheets["entities"].add({**entity_row(entity), ":LABEL": labels})
        for fact in iter_facts(self.piles["facts"], self.ontology):
            row = fact_row(fact)
            type_ = self.ontology.relationship(fact.predicate, fact.status)
            self.sheets["facts"].add(_link(row["s"], row["o"], row["props"], type_))
        pile_candidates(self.piles["stated"], self.piles["candidates"], self.ontology)
        for pair in iter_pairs(self.piles["candidates"]):
            row = pair_row(pair)
            type_ = RELATIONSHIPS[pair.relation]
            self.sheets["pairs"].add(_link(row["later"], row["earlier"], row["props"], type_))

    def _add(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        for row in rows:
            self.sheets[name].add(row)


def _link(
    start: str, end: str, props: Mapping[str, Any] | None = None, type_: str | None = None
) -> Row:
    """A relationship; with a type if its table has not one for all."""
    own = {":TYPE": type_} if type_ else {}
    return {":START_ID": start, ":END_ID": end, **own, **(props or {})}


def _listed(row: Mapping[str, Any], end: str) -> Row:
    """A relationship of a list, from the record that has it."""
    props = {key: row[key] for key in ("name", "ordinal") if key in row}
    return _link(row["id"], row[end], props, row.get("type"))


def _contributions(source: Source, named: set[LocalRef]) -> list[Contribution]:
    """The local entities of these names, as far as documents have them."""
    documents = {ref.document for ref in named}
    return [
        Contribution(extraction.document.id, entity)
        for extraction in source.extractions()
        if extraction.document.id in documents
        for entity in extraction.entities
        if LocalRef(extraction.document.id, entity.name) in named
    ]
