"""Two readers' annotations of a passage → one: what both have is required, what one has optional.

A reader's file holds blocks: `=== ID`, then lines of tab-separated fields. E name class aliases
(joined by |), L subject predicate object status, N about value unit year growth status quote; a `?`
after the letter marks what a second reader might well not have.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

_ASIDE = re.compile(r"[\s“”\"'‘’《》()（）、,，]")
Row = dict[str, Any]


@dataclass(slots=True)
class Block:
    """One reader's lines for one passage, as rows of the annotation form."""

    entities: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    observations: list[Row] = field(default_factory=list)


def read_blocks(text: str) -> dict[str, Block]:
    """Passage id → block. Raises ValueError with the line that cannot be read."""
    blocks: dict[str, Block] = {}
    block = Block()
    for number, line in enumerate(text.splitlines(), 1):
        if line.startswith("=== "):
            block = blocks.setdefault(line.split()[1], Block())
        elif line.strip():
            try:
                _read_line(block, line.split("\t"))
            except (ValueError, IndexError) as error:
                raise ValueError(f"line {number}: {line!r} ({error})") from None
    return blocks


def _read_line(block: Block, fields: list[str]) -> None:
    kind, optional = fields[0].removesuffix("?"), fields[0].endswith("?")
    mark = {"optional": True} if optional else {}
    if kind == "E":
        aliases = [a for a in fields[3].split("|") if a] if len(fields) > 3 else []
        block.entities.append({"name": fields[1], "class": fields[2], "aliases": aliases, **mark})
    elif kind == "L":
        subject, predicate, object_, status = fields[1:5]
        row = {"s": subject, "p": predicate, "o": object_, "status": status}
        block.links.append({**row, **mark})
    elif kind == "N":
        about, value, unit, year, growth, status, quote = fields[1:8]
        row = {
            "about": about,
            "value": _number(value),
            "unit": unit if unit != "-" else None,
            "year": int(year) if year.isdigit() else None,
            "growth_pct": _number(growth),
            "status": status,
            "quote": quote,
        }
        block.observations.append({**row, **mark})
    else:
        raise ValueError(f"{fields[0]!r} is none of E, L, N")


def _number(text: str) -> float | None:
    return None if text == "-" else float(text.replace(",", ""))


def folded(name: str) -> str:
    """A name without quotes, brackets and widths: what readers may write differently."""
    return _ASIDE.sub("", unicodedata.normalize("NFKC", name)).lower()


def merge(one: Block, other: Block) -> Block:
    """One block; names and order are the first reader's."""
    names = _same_entities(one.entities, other.entities)
    entities = _merged(one.entities, other.entities, lambda row, _: _entity_keys(row))
    renamed = [_renamed(row, ("s", "o"), names) for row in other.links]
    links = _merged(one.links, renamed, lambda row, _: {(row["s"], row["p"], row["o"])})
    counted = [_renamed(row, ("about",), names) for row in other.observations]
    observations = _merged(
        one.observations, counted, lambda row, _: {(row["value"], row["growth_pct"], row["unit"])}
    )
    return Block(entities, links, observations)


def agreement(one: Block, other: Block) -> tuple[int, int, int]:
    """Entities that both require, that the first requires, that the second requires."""
    first = [row for row in one.entities if not row.get("optional")]
    second = [row for row in other.entities if not row.get("optional")]
    known = {key for row in other.entities for key in _entity_keys(row)}
    back = {key for row in one.entities for key in _entity_keys(row)}
    both = sum(not known.isdisjoint(_entity_keys(row)) for row in first)
    both += sum(not back.isdisjoint(_entity_keys(row)) for row in second)
    return both, len(first), len(second)


def _entity_keys(row: Row) -> set[str]:
    return {folded(name) for name in (row["name"], *row["aliases"])}


def _same_entities(one: Iterable[Row], other: Iterable[Row]) -> dict[str, str]:
    """The other reader's names → the first one's."""
    known = {key: row["name"] for row in one for key in _entity_keys(row)}
    found = {}
    for row in other:
        mine = next((known[key] for key in sorted(_entity_keys(row)) if key in known), row["name"])
        found[row["name"]] = mine
    return found


def _renamed(row: Row, keys: tuple[str, ...], names: dict[str, str]) -> Row:
    return {**row, **{key: names.get(row[key], row[key]) for key in keys}}


def _merged(one: list[Row], other: list[Row], keys: Any) -> list[Row]:
    merged, used = [], set()
    for row in one:
        twin = next(
            (n for n, r in enumerate(other) if n not in used and keys(r, 0) & keys(row, 0)), None
        )
        if twin is None:
            merged.append({**row, "optional": True})
            continue
        used.add(twin)
        second = other[twin]
        both = {**row}
        if row.get("optional") or second.get("optional"):
            both["optional"] = True
        if second.get("class") not in (None, row.get("class")):
            both["also"] = [second["class"]]
        if "aliases" in row:
            both["aliases"] = sorted(
                {*row["aliases"], *second["aliases"], second["name"]} - {row["name"]}
            )
        merged.append(both)
    merged += [{**row, "optional": True} for n, row in enumerate(other) if n not in used]
    return merged
