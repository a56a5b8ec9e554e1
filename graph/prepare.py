"""Opening a database: it becomes a store, is one already, or is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph import schema
from innograph.graph.bulk.finish import fill_lists
from innograph.graph.errors import (
    ForeignDatabase,
    InnographError,
    StoreBusy,
    StoreError,
    StoreUnavailable,
)

if TYPE_CHECKING:
    from innograph.graph.bolt import Bolt
    from innograph.graph.ontology import Ontology
    from innograph.graph.reader import Reader


def prepare(bolt: Bolt, reader: Reader, *, address: str, adopt: bool) -> None:
    """Refuse what is not ours unless `adopt`, refuse another version, make the schema of a new store.

    Raises ForeignDatabase and StoreError, which name `address`.
    """
    known = _meta(bolt, reader, address)
    if known is not None:
        if known["schema"] != schema.VERSION:
            raise StoreError(
                f"The store {address} has schema version {known['schema']}, this innograph "
                f"reads {schema.VERSION}: export it with the innograph that wrote it."
            )
        if known.get("ontology") != schema.key(reader.ontology):
            _make_schema(bolt, reader.ontology, imported=bool(known.get("imported")))
        if not bolt.is_made():
            bolt.note_made()
        return
    if not adopt and reader.is_occupied():
        raise ForeignDatabase(
            f"The database at {address} holds data that is not innograph's: name an empty "
            "one (?database=NAME), or add --adopt to put innograph's data beside it."
        )
    _make_schema(bolt, reader.ontology)
    bolt.note_made()


def _meta(bolt: Bolt, reader: Reader, address: str) -> dict[str, Any] | None:
    """The meta node; StoreError where a store was and is no more, in place of a new empty one."""
    damaged = StoreError(
        f"The store in {address} is damaged: its database has lost what was in it. Put the "
        "folder back from a copy, or ingest into a new one."
    )
    try:
        known = reader.meta()
    except (StoreUnavailable, StoreBusy):
        raise
    except InnographError as error:
        raise (damaged if bolt.is_made() else error) from error
    if known is None and bolt.is_made():
        raise damaged
    return known


def _make_schema(bolt: Bolt, ontology: Ontology, *, imported: bool = False) -> None:
    """Indexes and the meta node, for a new store or one whose ontology has grown.

    `imported`: a database out of files, which may lack more than its schema, and is whole now.
    """
    bolt.run_schema(*schema.iter_statements(ontology, bolt.engine))
    if imported:
        fill_lists(bolt)
    row = {"id": "meta", "schema": schema.VERSION, "ontology": schema.key(ontology)}
    done = " REMOVE m.imported" if imported else ""
    with bolt.transaction() as tx:
        # Of two that open a new database at once, one waits here for the other.
        tx.run(
            f"MERGE (m:{schema.META} {{id: $row.id}}) ON CREATE SET m.revision = 0 "
            f"SET m += $row{done}",
            {"row": row},
        )
