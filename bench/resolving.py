"""Pairs that may be one thing, on a made world: blocking beside scoring every pair.

Every pair would take hours: some of them are scored, and the time is multiplied.
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.measure import Measured, alternately, forked
from bench.world import CLAIMS, World

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCORED = 20_000


def measure(times: int) -> Iterator[Measured]:
    """The whole of `innograph resolve` but reading the store; memory on top of the world."""
    from innograph.resolution.candidates import find_candidates
    from innograph.resolution.score import score
    from innograph.resolution.things import read_things

    world = World(CLAIMS * times)
    things = read_things(world)
    chance = random.Random(1)
    some = [chance.sample(things, 2) for _ in range(_SCORED)]
    found = forked(lambda: len(find_candidates(world).candidates))
    spent = alternately(
        {
            "ours": lambda: find_candidates(world),
            "all": lambda: [score(a, b, world.ontology) for a, b in some],
        }
    )
    ours, every = spent["ours"], spent["all"]
    factor = len(things) * (len(things) - 1) / 2 / _SCORED
    yield Measured(
        f"resolve, {len(things):,} things of {world.claims:,} claims",
        f"{ours.least:.1f} s, {found.result:,} candidates",
        f"scoring every pair ({_SCORED:,}, multiplied): {every.least * factor:,.0f} s",
        ours.least / (every.least * factor),
        runs=len(ours.spent),
        medians=ours.median / (every.median * factor),
        memory=f"+ {found.more:.0f} MB",
    )
