"""Whether the ends of two claims are the same thing, and how sure that is.

Entities are made equal by consolidation first. What is left over are names that change from year
to year (航空动力中试基地, 望川航空动力中试基地) and kinds of which one is built (中试平台, 望川航空动力
中试基地). Both are told by what the two documents themselves say, never by the consolidated node, so
that a third document changes nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.identity import canonical_name
from innograph.graph.places import stem_of

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology

# What makes two names two things, however alike they are: numbers, levels, sides, positions.
_TELLING = re.compile(
    r"[0-9]+|[零一二三四五六七八九十百甲乙丙]|国家|国际|全国|省|市|区|县|东|西|南|北|上游|中游|下游"
)
_LEAST = 0.8  # of 生物医药 and 生物农药 .75: one character in four is another thing
_NAMED = 0.95  # the most that names which are not the same can reach
_KIND = 0.6
# Of these a kind is planned and one of it is built. A field is not built; and of instruments and
# funds a kind says too little (上海市 establishes …机制: 28 such pairs in 85 documents, all wrong).
_BUILT = frozenset(["Platform", "Organization"])
# Endings of fields that change nothing; 服务业 and 农业 do.
_NEUTRAL = re.compile("(?:产业链|产业|行业|领域|技术)$")


class End(NamedTuple):
    """An end of a claim: the node it is part of, and what its document says of it."""

    node: str
    name: str
    cls: str
    denotes: str


class Likeness(NamedTuple):
    """From 0 to 1, and why: same (one node), alike (by name) or kind (one of the kind planned)."""

    score: float
    match: str


SAME = Likeness(1.0, "same")


def likeness(
    later: End, earlier: End, places: tuple[str | None, str | None], ontology: Ontology
) -> Likeness | None:
    """How alike two ends are; None where they are different things. `places` are the documents'."""
    if later.node == earlier.node:
        return SAME
    if not _one_class(later.cls, earlier.cls, ontology):
        return None
    if later.denotes == earlier.denotes:
        field = ontology.top(later.cls) == "Field"
        one, other = (
            _bare(end.name, place, field=field)
            for end, place in zip((later, earlier), places, strict=True)
        )
        found = _names_likeness(one, other)
        return Likeness(round(_NAMED * found, 3), "alike") if found else None
    if earlier.denotes == "group" and _is_of_kind(later, earlier, ontology):
        return Likeness(_KIND, "kind")
    return None


def _one_class(one: str, other: str, ontology: Ontology) -> bool:
    """One class, or one above the other; fields of any kind (产业, 产业链) go together."""
    if ontology.top(one) == ontology.top(other) == "Field":
        return True
    return one in ontology.labels(other) or other in ontology.labels(one)


def _is_of_kind(later: End, earlier: End, ontology: Ontology) -> bool:
    """A named thing of exactly the class of the kind, and of the level that the kind's name states."""
    if later.cls != earlier.cls or ontology.top(later.cls) not in _BUILT:
        return False
    stated = {"国家", "省"} & set(_TELLING.findall(earlier.name))
    return all(level in later.name for level in stated)


def _names_likeness(one: str, other: str) -> float:
    """Of two names: 0 where something telling differs or where one is not in the other.

    A character that is put in refines a name (高温合金, 高温合金材料); one that is replaced makes another
    thing of it (量子通信, 量子计算).
    """
    from rapidfuzz.distance import Indel

    if not one or not other or _telling(one) != _telling(other):
        return 0.0
    if Indel.distance(one, other) != abs(len(one) - len(other)):
        return 0.0
    found = Indel.normalized_similarity(one, other)
    return found if found >= _LEAST else 0.0


@lru_cache(maxsize=1 << 16)
def _telling(name: str) -> Counter[str]:
    return Counter(_TELLING.findall(name))


@lru_cache(maxsize=1 << 16)
def _bare(name: str, place: str | None, *, field: bool) -> str:
    """The name without the document's own place before it, a field also without a neutral ending."""
    bare = canonical_name(name)
    for before in _own(place):
        if bare.startswith(before) and len(bare) > len(before) + 1:
            bare = bare.removeprefix(before)
            break
    return _NEUTRAL.sub("", bare) if field else bare


def _own(place: str | None) -> tuple[str, ...]:
    """How a document names its own place at the head of a name, longest first."""
    if place is None:
        return ()
    return place, stem_of(place), "我市", "本市", "我省", "本省", "全市", "全省"
