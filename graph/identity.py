"""Ids: readable, pure functions of what they name. No clock, no counter, no random number."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from innograph.graph.model import LocalRef

_DROPPED = re.compile(r"[\s“”\"'‘’《》「」『』]")


class Key(NamedTuple):
    """What makes two local entities the same thing without a decision."""

    top: str
    scope: str
    name: str


def canonical_name(name: str) -> str:
    """The name without quotes and spaces, NFKC-folded: brackets and commas of both widths agree."""
    return _DROPPED.sub("", unicodedata.normalize("NFKC", name)) or name


# Named in full they are the same thing wherever they are named.
_GLOBAL = frozenset(["Organization", "Platform", "Policy", "Event"])
# Another place in each document.
_OWN_PLACE = re.compile("[本我全](?:[省市区县州]|自治区)")
_SHORT = re.compile(r"(?:本|我|该|全|此|市|省|区|县|州|自治区)(?!场|域|块链)")


def scope_of(top: str, name: str, *, denotes: str, place: str | None, document: str) -> str:
    """Where a name holds: '' everywhere, else `place:NAME` or `document:ID`.

    Fields and places hold everywhere, but 本市, and so do things named in full. Kinds, groups, cohorts,
    indicators, persons and short names (市科技局) hold in the document's place, if it has one.
    """
    if top in ("Field", "Place"):
        return f"document:{document}" if _OWN_PLACE.fullmatch(name) else ""
    if top in _GLOBAL and denotes == "individual" and not _SHORT.match(name):
        return ""
    return f"place:{place}" if place else f"document:{document}"


def escape(part: str) -> str:
    """`/` and `%` escaped, so that an id splits at `/` into its three parts."""
    return part.replace("%", "%25").replace("/", "%2F")


def entity_id(key: Key) -> str:
    """`top/scope/name`; the scope of a global name is empty."""
    return "/".join(escape(part) for part in key)


def passage_id(document: str, ordinal: int) -> str:
    """The document's id and the passage's place in it."""
    return f"{document}#p{ordinal}"


def fact_id(subject: str, predicate: str, object_: str, status: str) -> str:
    """A short hash of the four things that make a fact."""
    return "f-" + _digest(subject, predicate, object_, status)


def pair_id(later: str, relation: str, earlier: str) -> str:
    """A short hash of the two claims and of what the later one does to the earlier."""
    return "p-" + _digest(later, relation, earlier)


def claim_id(
    document: str,
    span: tuple[int, int],
    predicate: str,
    status: str,
    subject: tuple[int, int],
    object_: tuple[int, int],
    *,
    rebuilt: tuple[str, ...] = (),
) -> str:
    """Never of entity ids: a merge changes no citation.

    `rebuilt` holds the local names of ends that were rebuilt from a coordination: their spans are
    the whole coordination, so spans alone would give two claims one id.
    """
    return "c-" + _digest(document, *span, predicate, status, *subject, *object_, *rebuilt)


def observation_id(document: str, span: tuple[int, int], *parts: object) -> str:
    """`parts`: where the number stands, its value, unit, growth and rank, and the local names."""
    return "o-" + _digest(document, *span, *parts)


def measure_id(document: str, span: tuple[int, int]) -> str:
    """One measure per span of a document."""
    return "m-" + _digest(document, *span)


def decision_id(same: bool, a: LocalRef, b: LocalRef) -> str:
    """The same for (a, b) and (b, a)."""
    first, second = sorted((a, b))
    return "d-" + _digest(same, first.document, first.name, second.document, second.name)


def renaming_id(former: LocalRef, later: LocalRef) -> str:
    """Of a decision that one became the other: that the other became the one is another decision."""
    return "d-" + _digest("renamed", former.document, former.name, later.document, later.name)


def _digest(*parts: object) -> str:
    """16 hexadecimal digits: among ten million ids a collision has a chance of 1 in 370,000."""
    joined = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode()).hexdigest()[:16]
