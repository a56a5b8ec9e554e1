"""How far two readers' sheets agree: python -m training.agreement SHEET SHEET.

Over the passages that both have, of each kind of row.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from training.readers import entity_keys, link_keys, observation_keys, read_sheet

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from training.readers import Block, Keys, Row

KINDS = {"entities": entity_keys, "links": link_keys, "observations": observation_keys}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Of rows: what each reader requires, and how much of it the other has at all or requires."""

    first: int = 0
    second: int = 0
    first_had: int = 0
    second_had: int = 0
    both_require: int = 0

    def __add__(self, other: Agreement) -> Agreement:
        return Agreement(
            self.first + other.first,
            self.second + other.second,
            self.first_had + other.first_had,
            self.second_had + other.second_had,
            self.both_require + other.both_require,
        )

    @property
    def had(self) -> float:
        """Share of what one reader requires that the other has, be it as optional."""
        return _share(self.first_had + self.second_had, self.first + self.second)

    @property
    def f1(self) -> float:
        """F1 of one reader's required rows against the other's."""
        return _share(2 * self.both_require, self.first + self.second)


def agreement(one: Iterable[Row], other: Iterable[Row], keys: Callable[[Row], Keys]) -> Agreement:
    """Of two readers' rows of one kind for the same passage."""
    first, first_all = _required(one, keys)
    second, second_all = _required(other, keys)
    return Agreement(
        len(first),
        len(second),
        sum(not key.isdisjoint(second_all) for key in first),
        sum(not key.isdisjoint(first_all) for key in second),
        sum(any(key & twin for twin in second) for key in first),
    )


def compare(one: Mapping[str, Block], other: Mapping[str, Block]) -> dict[str, Agreement]:
    """Kind of row → agreement over the passages that both sheets have."""
    both = sorted(one.keys() & other.keys())
    return {
        kind: sum(
            (agreement(getattr(one[n], kind), getattr(other[n], kind), keys) for n in both),
            Agreement(),
        )
        for kind, keys in KINDS.items()
    }


def _required(rows: Iterable[Row], keys: Callable[[Row], Keys]) -> tuple[list[Keys], Keys]:
    """The keys of each required row, and those of all rows."""
    listed = [(keys(row), row.get("optional", False)) for row in rows]
    every: Keys = set().union(*(found for found, _ in listed))
    return [found for found, optional in listed if not optional], every


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def main(arguments: Sequence[str] | None = None) -> int:
    """A line for each kind of row that a sheet has; 1 and one sentence for an unreadable sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheets", type=Path, nargs=2, metavar="SHEET")
    given = parser.parse_args(arguments)
    try:
        one, other = (read_sheet(path) for path in given.sheets)
    except (OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{len(one.keys() & other.keys())} passages in both\n")
    for kind, found in compare(one, other).items():
        if not found.first + found.second:
            continue
        sys.stdout.write(
            f"{kind}: {found.first} and {found.second} required; F1 {found.f1:.3f}; "
            f"{found.had:.3f} of them had by the other, be it as optional\n"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
