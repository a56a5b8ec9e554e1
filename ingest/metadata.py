"""Metadata that stands somewhere: options, a front matter block, a side file. Dates become ISO.

Front matter is a YAML mapping between two lines `---` at the top; it stays part of the text. Keys may
be English or Chinese (lexicons/metadata.toml); unknown ones are reported, never lost in silence.
"""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from innograph.ingest.dates import iso_date
from innograph.ingest.decode import decode

FIELDS = (
    "id", "title", "issuer", "author", "place", "number", "published", "effective", "genre",
    "source", "licence",
)  # fmt: skip
_FILE = Path(__file__).parent / "lexicons" / "metadata.toml"
_DATES = ("published", "effective")
_LONGEST = 20_000  # characters in which a front matter block must end
_OPENED = re.compile(r"---[ \t]*(?:\r\n|\r|\n)")
_KEY = re.compile(r"([A-Za-z一-鿿]{2,16})[ \t]*[:：]")
_ISSUED = re.compile(r"(?:印发|发布|公布)《([^《》]{2,80})》")
_FENCE = re.compile(r"(?<=[\r\n])(?:---|\.\.\.)[ \t]*(?:\r\n|\r|\n|\Z)")


class BrokenYaml(ValueError):
    """A block that is meant as YAML and is none; `line` counts from 1 in the file that holds it."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


class Inferred(NamedTuple):
    """A value that the text itself says, and where."""

    value: str
    where: str


@dataclass(slots=True)
class Metadata:
    """Values that were given, and what could not be used."""

    values: dict[str, str] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MetadataLexicon:
    """The compiled lexicon; `genres` are (name, pattern of titles); `kinds` say what the sentences of
    a genre are where nothing else is said: fact or intention."""

    keys: dict[str, str]
    genres: tuple[tuple[str, re.Pattern[str]], ...]
    kinds: dict[str, str]
    body: dict[str, re.Pattern[str]]


def read_front_matter(text: str) -> tuple[Metadata, int]:
    """The block at the top of a text and the offset of its end, 0 where there is none.

    Raises BrokenYaml where keys stand between the --- lines, but no YAML.
    """
    end = _fence_end(text)
    if not end:
        if _OPENED.match(text) and _first_key(text.splitlines()[1:2]) is not None:
            raise BrokenYaml(1, "no line --- ends it")
        return Metadata(), 0
    lines = text[:end].splitlines()[1:-1]
    key = _first_key(lines)
    try:
        content = _parse("\n".join(lines))
    except BrokenYaml as broken:
        if key is None:
            return Metadata(), 0
        raise BrokenYaml(broken.line + 1, str(broken)) from None
    if isinstance(content, dict):
        return read_mapping(content, "front matter"), end
    if key is not None:
        raise BrokenYaml(key + 2, "a name and its value are parted by a colon and a space")
    return Metadata(), 0


def front_matter_end(text: str) -> int:
    """Where the front matter ends, its closing line included; 0 where there is none."""
    try:
        return read_front_matter(text)[1]
    except BrokenYaml:
        return 0


def read_side_file(data: bytes, name: str) -> Metadata:
    """The YAML mapping of a side file, in any encoding that texts may have; an empty one says nothing.

    Raises BrokenYaml, and DataError where its bytes are no text.
    """
    if not data.strip():
        return Metadata()
    content = _parse(decode(data, name))
    if not isinstance(content, dict):
        raise BrokenYaml(1, "a name and its value are parted by a colon and a space")
    return read_mapping(content, Path(name).name)


def read_mapping(content: dict[Any, Any], where: str) -> Metadata:
    """Known keys with their values as text; everything else as a warning."""
    found, keys = Metadata(), load_lexicon().keys
    for key, value in content.items():
        name = keys.get(str(key).strip().lower())
        if name is None:
            found.warnings.append(f"{where}: unknown key {str(key)!r}")
        elif (written := _written(value)) is None:
            found.warnings.append(f"{where}: {key!s} has no plain value")
        elif name in _DATES and iso_date(written) is None:
            found.warnings.append(
                f"{where}: {key!s} {written!r} is no date (2024, 2024-05, 2024-05-01)"
            )
        elif written:
            found.values[name] = (iso_date(written) or "") if name in _DATES else written
    return found


def genre_of_title(title: str) -> str | None:
    """The genre that a title's ending says; a notice is of the genre of what it issues."""
    if issued := _ISSUED.search(title):
        title = issued[1]
    return next((name for name, pattern in load_lexicon().genres if pattern.search(title)), None)


def genre_kind(genre: str | None) -> str | None:
    """What the sentences of a genre are where nothing else is said: fact, intention or None."""
    return load_lexicon().kinds.get((genre or "").strip().lower())


@lru_cache(maxsize=1)
def load_lexicon() -> MetadataLexicon:
    """lexicons/metadata.toml, read once."""
    data = tomllib.loads(_FILE.read_text("utf-8"))
    keys = {name: name for name in FIELDS}
    for name, others in data["keys"].items():
        keys |= dict.fromkeys(others, name)
    return MetadataLexicon(
        keys=keys,
        genres=tuple(
            (g["name"], re.compile(g["pattern"])) for g in data["genre"] if "pattern" in g
        ),
        kinds={
            name: g["kind"]
            for g in data["genre"]
            if "kind" in g
            for name in (g["name"], *g.get("also", ()))
        },
        body={name: re.compile(pattern) for name, pattern in data["body"].items()},
    )


def _fence_end(text: str) -> int:
    opened = _OPENED.match(text)
    closing = _FENCE.search(text, opened.end(), _LONGEST) if opened else None
    return closing.end() if closing else 0


def _first_key(lines: list[str]) -> int | None:
    """The index of the first line that begins with a name that metadata has, and a colon."""
    keys = load_lexicon().keys
    for index, line in enumerate(lines):
        match = _KEY.match(line)
        if match and match[1].strip().lower() in keys:
            return index
    return None


def _parse(block: str) -> Any:
    """All values as they are written: 007 and 2024-13-45 are neither number nor date to us."""
    import yaml

    if quick := getattr(yaml, "CBaseLoader", None):  # 10 times faster where it is built in
        with suppress(yaml.YAMLError, RecursionError):  # the other one says where it is wrong
            return yaml.load(block, quick)  # noqa: S506  # makes only text and lists
    try:
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        # What is never closed is found missing at the end, but is wrong where it begins.
        unclosed = "stream end" in (error.problem or "")
        mark = (error.context_mark if unclosed else None) or error.problem_mark
        problem = (error.problem or "not YAML").replace("\n", " ")
        raise BrokenYaml(mark.line + 1 if mark else 1, problem) from None
    except (yaml.YAMLError, RecursionError):
        raise BrokenYaml(1, "not YAML") from None


def _written(value: Any) -> str | None:
    """A value as text, "" for none; None where it has an inside of its own."""
    if isinstance(value, str):
        return "" if value.strip() in {"~", "null"} else value.strip()
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "、".join(value)
    return None
