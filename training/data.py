"""Annotated texts for training: folders in the annotation form, passages.json and written.txt.

Passages of passages.json are kept as names and offsets with the hash of the text that they were cut from; the texts
themselves are found by that hash in the folders given.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training import readers
from training.spans import find_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# “A、B等专项行动” names the programmes A and B.
_SAID_IN_PART = frozenset(["Programme", "PolicyInstrument", "PolicyDocument"])
PASSAGES = Path(__file__).with_name("passages.json")
WRITTEN = Path(__file__).with_name("written.txt")


@dataclass(frozen=True, slots=True)
class Example:
    """A text with its annotation. Examples of one `source` never stand on both sides of a split.

    `full`: a whole text that two readers annotated, no passage.
    """

    name: str
    source: str
    text: str
    gold: dict[str, Any]
    full: bool = True

    @property
    def kind(self) -> str:
        """A whole text, a passage, or a passage that was written for training."""
        if self.full:
            return "whole"
        return "written" if self.source == self.name else "passages"


def iter_folder(folder: Path) -> Iterator[Example]:
    """The texts of a folder that holds texts/NAME.txt and gold/NAME.json."""
    for path in sorted((folder / "gold").glob("*.json")):
        text = (folder / "texts" / f"{path.stem}.txt").read_bytes().decode("utf-8-sig")
        yield Example(path.stem, path.stem, text, json.loads(path.read_text("utf-8")))


def iter_passages(folders: Iterable[Path], *, passages: Path = PASSAGES) -> Iterator[Example]:
    """The annotated passages whose texts stand in the folders; the others are left out."""
    texts = find_texts(folders)
    for row in json.loads(passages.read_text("utf-8")):
        text = texts.get(row["textSha256"])
        if text is not None:
            window = text[row["start"] : row["end"]]
            yield Example(
                row["id"], row["textSha256"], window, {**row, "doc": row["id"]}, full=False
            )


def iter_written(*, written: Path = WRITTEN) -> Iterator[Example]:
    """The passages that were written and annotated for training, each a source of its own.

    Raises ValueError where a name or a quote does not stand in its passage.
    """
    for key, text, block in readers.iter_written(written.read_text("utf-8")):
        gold = {
            "doc": key,
            "entities": [_placed(row, key, text) for row in block.entities],
            "links": block.links,
            "observations": [_quoted(row, key, text) for row in block.observations],
        }
        yield Example(key, key, text, gold, full=False)


def _placed(entity: dict[str, Any], key: str, text: str) -> dict[str, Any]:
    at = find_name(text, entity["name"], entity["aliases"])
    if at is None:
        raise ValueError(f"{key}: the name {entity['name']!r} does not stand in the passage")
    return {**entity, "at": list(at)}


def _quoted(observation: dict[str, Any], key: str, text: str) -> dict[str, Any]:
    quote = observation["quote"]
    start = text.find(quote)
    if start < 0:
        raise ValueError(f"{key}: the quote {quote!r} does not stand in the passage")
    return {**observation, "at": [start, start + len(quote)]}


def find_texts(folders: Iterable[Path]) -> dict[str, str]:
    """Hash of the text → text, of all .txt files."""
    found = {}
    for folder in folders:
        for path in sorted(folder.rglob("*.txt")):
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
            found[hashlib.sha256(text.encode()).hexdigest()] = text
    return found


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """Where an annotated name stands; nested ones lie inside a longer name."""

    start: int
    end: int
    cls: str
    nested: bool


def gold_spans(text: str, entities: Iterable[dict[str, Any]]) -> list[GoldSpan]:
    """All places of the required names and their aliases; where several overlap the longest is outer.

    A name that stands nowhere as it is (rebuilt from a coordination) has its annotated place, if no
    other name lies there; its parts (科技 of 科技部门) are no names, but of a policy they are.
    """
    places: list[tuple[int, int, str]] = []
    for entity in entities:
        if entity.get("optional"):
            continue
        name, rebuilt = entity["name"], entity["name"] not in text
        forms = {
            form
            for form in (name, *entity.get("aliases", ()))
            if len(form) > 1
            and (not rebuilt or form not in name or entity["class"] in _SAID_IN_PART)
        }
        found = [
            (match.start(), match.end(), entity["class"])
            for form in sorted(forms)
            for match in re.finditer(re.escape(form), text)
        ]
        if not found and entity.get("at"):
            found = [(*entity["at"], entity["class"])]
        places += found
    places.sort(key=lambda place: (place[0] - place[1], place[0], place[2]))
    taken = bytearray(len(text))
    spans: dict[tuple[int, int], GoldSpan] = {}
    for start, end, cls in places:
        inside = sum(taken[start:end])
        if inside and inside < end - start:
            continue
        if not inside:
            taken[start:end] = b"\1" * (end - start)
        spans.setdefault((start, end), GoldSpan(start, end, cls, bool(inside)))
    return sorted(spans.values(), key=lambda span: (span.start, -span.end))
