"""What an imported database still needs: constraints, indexes, and lists that are empty.

The importer makes no empty lists. Whichever comes first does it: `after.cypher`, or innograph
when it opens the database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from innograph.graph import schema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.bolt import Bolt
    from innograph.graph.ontology import Ontology

_BATCH = 20_000
_LISTS = "SET e.aliases = coalesce(e.aliases, []), e.formerIds = coalesce(e.formerIds, [])"
_ENDINGS = "MATCH (c:Concept) WHERE c.endings IS NULL SET c.endings = []"


def iter_after(ontology: Ontology) -> Iterator[str]:
    """The statements for cypher-shell; repeating them changes nothing."""
    yield from schema.iter_statements(ontology, "neo4j")
    yield (
        ":auto MATCH (e:Entity) WHERE e.aliases IS NULL OR e.formerIds IS NULL "
        f"CALL {{ WITH e {_LISTS} }} IN TRANSACTIONS OF {_BATCH} ROWS"
    )
    yield _ENDINGS
    yield f"MATCH (m:{schema.META}) SET m.ontology = '{schema.key(ontology)}' REMOVE m.imported"


def fill_lists(bolt: Bolt) -> None:
    """Empty lists where the importer has left nothing; the index on ids has to be there."""
    after: str | None = ""
    while after is not None:
        with bolt.transaction() as tx:
            (row,) = tx.run(
                "MATCH (e:Entity) WHERE e.id > $after WITH e ORDER BY e.id LIMIT $batch "
                f"{_LISTS} RETURN max(e.id) AS last",
                {"after": after, "batch": _BATCH},
            )
            after = row["last"]
    with bolt.transaction() as tx:
        tx.run(_ENDINGS)
