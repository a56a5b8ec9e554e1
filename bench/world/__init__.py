"""A made world: as many claims as asked for, out of many documents, always the same for one seed.

>>> from bench.world import World
>>> world = World(claims=3_000)
>>> documents = list(world.extractions())

What small data hides is put in on purpose: characters outside the basic plane beside compatibility
forms, composed and decomposed letters, equal names in several scopes and classes, documents without
place or date, dates of three lengths, whole numbers beside fractions, lists that end in 等, numbers
about several things, ends that fall together. None of it is wrong, so that `validate` finds nothing,
unless the world is asked to be `foreign`: then some claims are of an origin that is no reading.
"""

from bench.world.world import World

CLAIMS = 20_000  # for each of `--copies`

__all__ = ["CLAIMS", "World"]
