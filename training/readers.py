"""Two readers' annotations of a passage → one: what both have is required, what one has optional.

A reader's file holds blocks: `=== ID`, then lines of tab-separated fields. E name class aliases
(joined by |), L subject predicate object status, N about value unit year growth status quote; a `?`
after the letter marks what a second reader might well not have. In a file of written passages the
block's header is `=== ID GENRE`, and the passage itself stands between header and lines.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

_LINE = re.compile(r"[ELN]\??\t")
_ASIDE = re.compile(r"[\s“”\"'‘’《》()（）、,，]")
Row = dict[str, Any]
Keys = set[Any]


@dataclass(slots=True)
class Block:
    """One reader's lines for one passage, as rows of the annotation form; the quotes of
    observations are not yet looked up in the text."""

    entities: list[Row] = field(default_factory=list)
    links: list[Row] = field(default_factory=list)
    observations: list[Row] = field(default_factory=list)


def read_sheet(path: Path) -> dict[str, Block]:
    """Passage id → block. Raises ValueError with the file and the line that cannot be read."""
    try:
        return read_blocks(path.read_text("utf-8"))
    except ValueError as error:
        raise ValueError(f"{path}, {error}") from None


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


def iter_written(text: str) -> Iterator[tuple[str, str, Block]]:
    """Passage id, passage and block, of each block that holds its passage before its lines."""
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        header, *rest = part.splitlines()
        first = next((n for n, line in enumerate(rest) if _LINE.match(line)), len(rest))
        passage_id = header.split()[0]
        lines = "\n".join([f"=== {passage_id}", *rest[first:]])
        yield passage_id, "\n".join(rest[:first]).strip(), read_blocks(lines)[passage_id]


def _read_line(block: Block, fields: list[str]) -> None:
    kind, optional = fields[0].removesuffix("?"), fields[0].endswith("?")
    mark = {"optional": True} if optional else {}
    if kind == "E":
        aliases = [a for a in fields[3].split("|") if a] if len(fields) > 3 else []
        block.entities.append({"name": fields[1], "class": fields[2], "aliases": aliases, **mark})
    elif kind == "L":
        subject, predicate, object_, status = fields[1:5]
        link = {"s": subject, "p": predicate, "o": object_, "status": status}
        block.links.append({**link, **mark})
    elif kind == "N":
        about, value, unit, year, growth, status, quote = fields[1:8]
        number = {
            "about": about,
            "value": _number(value),
            "unit": unit if unit != "-" else None,
            "year": int(year) if year.isdigit() else None,
            "growth_pct": _number(growth),
            "status": status,
            "quote": quote,
        }
        block.observations.append({**number, **mark})
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
    links = [_renamed(row, ("s", "o"), names) for row in other.links]
    counted = [_renamed(row, ("about",), names) for row in other.observations]
    return Block(
        _merged(one.entities, other.entities, entity_keys),
        _merged(one.links, links, link_keys),
        _merged(one.observations, counted, observation_keys),
    )


def entity_keys(row: Row) -> Keys:
    """What a name is known by: two readers' rows with a key in common are the same."""
    return {folded(name) for name in (row["name"], *row["aliases"])}


def link_keys(row: Row) -> Keys:
    """As entity_keys; the status is not compared."""
    return {(folded(row["s"]), row["p"], folded(row["o"]))}


def observation_keys(row: Row) -> Keys:
    """As entity_keys; what the number is about is not compared."""
    return {(row["value"], row["growth_pct"], row["unit"])}


def _same_entities(one: Iterable[Row], other: Iterable[Row]) -> dict[str, str]:
    """The other reader's names → the first one's."""
    known = {key: row["name"] for row in one for key in entity_keys(row)}
    found = {}
    for row in other:
        mine = next((known[key] for key in sorted(entity_keys(row)) if key in known), row["name"])
        found[row["name"]] = mine
    return found


def _renamed(row: Row, keys: tuple[str, ...], names: dict[str, str]) -> Row:
    return {**row, **{key: names.get(row[key], row[key]) for key in keys}}


def _merged(one: list[Row], other: list[Row], keys: Callable[[Row], Keys]) -> list[Row]:
    merged, used = [], set()
    for row in one:
        twin = next((n for n, r in enumerate(other) if n not in used and keys(r) & keys(row)), None)
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
