"""What is derived, and the ledger, as rows of nodes and relationships, and back again.

Functions have their inverse beside them. What documents contribute: graph/contribution.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.model import ClaimPair, Decision, Entity, LocalRef
from innograph.graph.promises import RELATIONSHIPS

if TYPE_CHECKING:
    from innograph.graph.model import Fact

_RELATIONS = {type_: relation for relation, type_ in RELATIONSHIPS.items()}


def entity_row(entity: Entity) -> dict[str, Any]:
    """The properties of an Entity node; empty lists stand, so that a list can be shortened to none."""
    return {
        "id": entity.id,
        "name": entity.name,
        "class": entity.cls,
        "denotes": entity.denotes,
        "scope": entity.scope,
        "aliases": list(entity.aliases),
        "formerIds": list(entity.former_ids),
    }


def entity_of(properties: dict[str, Any]) -> Entity:
    """The inverse of `entity_row`."""
    return Entity(
        id=properties["id"],
        name=properties["name"],
        cls=properties["class"],
        denotes=properties["denotes"],
        scope=properties["scope"],
        aliases=tuple(properties.get("aliases") or ()),
        former_ids=tuple(properties.get("formerIds") or ()),
    )


def fact_row(fact: Fact) -> dict[str, Any]:
    """The ends of a fact and the properties of its relationship."""
    return {
        "s": fact.subject,
        "o": fact.object,
        "props": {
            "id": fact.id,
            "status": fact.status,
            "claims": fact.claims,
            "documents": fact.documents,
            "open": fact.open,
        },
    }


def pair_row(pair: ClaimPair) -> dict[str, Any]:
    """The ends of a pair and the properties of its relationship."""
    props = {"id": pair.id, "score": pair.score, "match": pair.match}
    return {"later": pair.later, "earlier": pair.earlier, "props": props}


def pair_of(row: dict[str, Any]) -> ClaimPair:
    """The inverse of `pair_row`."""
    row["relation"] = _RELATIONS[row.pop("type")]
    return ClaimPair(**row)


def decision_row(decision: Decision) -> dict[str, Any]:
    """The properties of a Decision node."""
    return {
        "id": decision.id,
        "same": decision.same,
        "aDocument": decision.a.document,
        "aName": decision.a.name,
        "bDocument": decision.b.document,
        "bName": decision.b.name,
        "who": decision.who,
        "why": decision.why,
        **({"renamed": True} if decision.renamed else {}),
    }


def decision_of(properties: dict[str, Any]) -> Decision:
    """The inverse of `decision_row`."""
    return Decision(
        id=properties["id"],
        same=properties["same"],
        a=LocalRef(properties["aDocument"], properties["aName"]),
        b=LocalRef(properties["bDocument"], properties["bName"]),
        who=properties["who"],
        why=properties["why"],
        renamed=properties.get("renamed") or False,
    )
