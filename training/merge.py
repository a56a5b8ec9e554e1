"""Readers' sheets into passages.json: python -m training.merge SHEET… --corpus FOLDER.

A sheet is one reader's file (form: readers.py) on passages of passages.json; --corpus (repeatable)
holds the texts that they were cut from. What two sheets say of one passage is merged: required is
what both require. A sheet's names join those that the passage has, its links and numbers become the
passage's.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from innograph.graph.errors import InnographError
from innograph.graph.ontology import load_ontology
from training.data import PASSAGES, iter_passages
from training.readers import Block, entity_keys, folded, merge, read_sheet
from training.spans import find_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from innograph.graph.ontology import Ontology
    from training.readers import Row


def read_sheets(paths: Iterable[Path]) -> dict[str, Block]:
    """Passage id → what the sheets say of it. Raises ValueError with sheet and line."""
    merged: dict[str, Block] = {}
    for path in paths:
        for name, block in read_sheet(path).items():
            merged[name] = merge(merged[name], block) if name in merged else block
    return merged


def merge_into(
    passages: list[Row], blocks: Mapping[str, Block], texts: Mapping[str, str], *, replace: bool
) -> None:
    """Change the passages that the sheets name. Raises ValueError for the first that cannot be:
    unknown, its text not at hand, or already with links and `replace` not wanted."""
    by_id = {row["id"]: row for row in passages}
    ontology = load_ontology()
    for name, block in blocks.items():
        if name not in by_id:
            raise ValueError(f"{name} is no passage of {PASSAGES.name}; correct its `=== ` line.")
        if name not in texts:
            raise ValueError(f"The text of {name} is in no --corpus folder: add the right one.")
        if "links" in by_id[name] and not replace:
            raise ValueError(
                f"{name} has links already; --replace puts the sheets' in their place."
            )
        try:
            _merge_passage(by_id[name], block, texts[name], ontology)
        except (InnographError, ValueError) as error:
            raise ValueError(f"{name}: {error}") from None


def _merge_passage(passage: Row, block: Block, text: str, ontology: Ontology) -> None:
    passage["entities"] = _with_new_names(passage["entities"], block.entities, text, ontology)
    names = _Names(passage["entities"])
    _check_terms([*block.links, *block.observations], ontology)
    links = [names.settled(row, ("s", "o")) for row in block.links]
    _check_pairs(links)
    numbers = [names.settled(row, ("about",)) for row in block.observations]
    readers = passage.pop("readers")
    passage["links"] = links
    passage["observations"] = [_placed_number(row, text) for row in numbers]
    passage["readers"] = readers  # of the names; last, as before


def _with_new_names(
    known: list[Row], said: Iterable[Row], text: str, ontology: Ontology
) -> list[Row]:
    keys = {key for row in known for key in entity_keys({"aliases": [], **row})}
    new = [row for row in said if keys.isdisjoint(entity_keys(row))]
    for row in new:
        ontology.term(row["class"])  # raises for an unknown class
    return [*known, *(_placed_name(row, text) for row in new)]


def _placed_name(row: Row, text: str) -> Row:
    at = find_name(text, row["name"], row["aliases"])
    if at is None:
        raise ValueError(f"{row['name']} does not stand in the passage; write it as the text does.")
    aliases = {"aliases": row["aliases"]} if row["aliases"] else {}
    rest = {key: value for key, value in row.items() if key != "aliases"}
    return {**rest, **aliases, "at": list(at)}


def _placed_number(row: Row, text: str) -> Row:
    start = text.find(row["quote"])
    if start < 0:
        raise ValueError(f"{row['quote']!r} does not stand in the passage; quote it exactly.")
    rest = {key: value for key, value in row.items() if key != "quote"}
    return {**rest, "at": [start, start + len(row["quote"])]}


class _Names:
    """The names of a passage, found as readers write them."""

    def __init__(self, entities: Sequence[Row]) -> None:
        forms = [(form, row) for row in entities for form in (row["name"], *row.get("aliases", ()))]
        self._found = {folded(form): row for form, row in reversed(forms)}
        self._found |= {row["name"]: row for row in entities}

    def settled(self, row: Row, ends: Iterable[str]) -> Row:
        """The row with the passage's names; optional where one of its names is."""
        for end in ends:
            entity = self._found.get(row[end]) or self._found.get(folded(row[end]))
            if entity is None:
                raise ValueError(f"{row[end]} is no name of the passage; add an E line for it.")
            row = {**row, end: entity["name"]}
            if entity.get("optional"):
                row["optional"] = True
        return row


def _check_terms(rows: Iterable[Row], ontology: Ontology) -> None:
    """Predicates are the ontology's, statuses those that it folds its own to for annotation."""
    statuses = {term.annotation for term in ontology.statuses.values()}
    for row in rows:
        if row.get("p", "supports") not in ontology.predicates:
            raise ValueError(f"{row['p']} is no predicate of the ontology.")
        if row["status"] not in statuses:
            raise ValueError(f"{row['status']} is none of {', '.join(sorted(statuses))}.")


def _check_pairs(links: Iterable[Row]) -> None:
    """No link of a thing with itself, none twice."""
    seen = set()
    for row in links:
        link = (row["s"], row["p"], row["o"])
        if row["s"] == row["o"] or link in seen:
            raise ValueError(f"{' '.join(link)} stands twice or links a name with itself.")
        seen.add(link)


def dump_passages(passages: Iterable[Row]) -> str:
    """One passage a line, so that a change is seen as one."""
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in passages]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def summary(passages: Sequence[Row]) -> str:
    """How much is annotated."""
    linked = [row for row in passages if "links" in row]
    links = [link for row in linked for link in row["links"]]
    numbers = [number for row in linked for number in row["observations"]]
    return (
        f"{len(linked)} of {len(passages)} passages have links and numbers: {len(links)} links "
        f"({_required(links)} required), {len(numbers)} numbers ({_required(numbers)} required)"
    )


def _required(rows: Iterable[Row]) -> int:
    return sum(not row.get("optional") for row in rows)


def main(arguments: Sequence[str] | None = None) -> int:
    """Merge; 1 and one sentence where the sheets are wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sheets", type=Path, nargs="+", metavar="SHEET")
    parser.add_argument("--corpus", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--passages", type=Path, default=PASSAGES, metavar="FILE")
    parser.add_argument("--replace", action="store_true", help="links that passages have already")
    given = parser.parse_args(arguments)
    try:
        _merge(given)
    except (InnographError, OSError, ValueError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _merge(given: argparse.Namespace) -> None:
    blocks = read_sheets(given.sheets)
    passages = json.loads(given.passages.read_text("utf-8"))
    texts = {
        example.name: example.text
        for example in iter_passages(given.corpus, passages=given.passages)
    }
    merge_into(passages, blocks, texts, replace=given.replace)
    given.passages.write_text(dump_passages(passages), "utf-8")
    sys.stderr.write(f"{len(blocks)} passages merged; {summary(passages)}\n")


if __name__ == "__main__":
    sys.exit(main())
