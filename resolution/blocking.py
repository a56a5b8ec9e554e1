"""Which pairs are worth a look: those that share a short key. Never all pairs.

Keys are made of names and aliases: the name in short forms, the name without its place, brackets,
level and tail, what stands in brackets, and the beginning of long names. A key that more things share than `LARGEST`
says little; its pairs are left out, and their number is told.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.resolution.names import parse, stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.resolution.things import Thing

LARGEST = 40
_BEGINNING = 4
_LONG = 7


@dataclass(frozen=True, slots=True)
class Blocks:
    """Pairs as places in the list of things, in order, and the keys that were too common."""

    pairs: list[tuple[int, int]]
    skipped: dict[str, int]  # key → things that share it


def block(things: Iterable[Thing]) -> Blocks:
    """Pairs of things that share a key."""
    members: dict[str, list[int]] = defaultdict(list)
    for place, thing in enumerate(things):
        for key in sorted(set(_keys(thing))):
            members[key].append(place)
    pairs: set[tuple[int, int]] = set()
    skipped = {}
    for key, places in members.items():
        if len(places) > LARGEST:
            skipped[key] = len(places)
        else:
            pairs.update(itertools.combinations(places, 2))
    return Blocks(sorted(pairs), dict(sorted(skipped.items())))


def _keys(thing: Thing) -> Iterator[str]:
    for text in thing.names:
        name = parse(text)
        yield f"name:{name.text}"
        if len(name.rest) > 1:
            yield f"rest:{name.rest}"
            if thing.scope:
                yield f"{thing.scope}:{name.rest}"
        base = stem(name)
        if len(base) > 1:
            yield f"stem:{base}"
        if len(name.bracket) > 2:
            yield f"stem:{name.bracket}"
        if len(base) >= _LONG:
            yield f"{thing.top}:{base[:_BEGINNING]}…{base[-2:]}"
