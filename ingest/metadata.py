"""Metadata that stands somewhere: options, a front matter block, a side file. Dates become ISO.

Front matter is a YAML mapping between two lines `---` at the top; it stays part of the text. Keys may
be English or Chinese (lexicons/metadata.toml); unknown ones are reported, never lost in silence.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

FIELDS = (
    "id", "title", "issuer", "author", "place", "number", "published", "effective", "genre",
    "source", "licence",
)  # fmt: skip
_FILE = Path(__file__).parent / "lexicons" / "metadata.toml"
_DATES = ("published", "effective")
_LONGEST = 20_000  # characters in which a front matter block must end
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*\r?$", re.MULTILINE)
_DATE = re.compile(
    r"(?P<y>(?:19|20)\d\d)(?:[-/.年](?P<m>\d{1,2})(?:[-/.月](?P<d>\d{1,2})日?)?)?[年月]?(?=\D|$)"
)
_COMPACT = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)$")
_CN_DATE = re.compile(
    r"[一二〇○零][〇○零一二三四五六七八九]{3}年(?:[一二三四五六七八九十]{1,2}月(?:[一二三四五六七八九十]{1,3}日)?)?"
)
_CN_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0}


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
    """The block at the top of a text and the offset of its end, 0 where there is none."""
    end = front_matter_end(text)
    if end:
        return read_mapping(_parse(_inner(text, end)), "front matter"), end
    found = Metadata()
    if _fence_end(text):
        found.warnings.append(
            "the block between the --- lines at the top is not YAML; read as text"
        )
    return found, 0


def front_matter_end(text: str) -> int:
    """Where the front matter ends, its closing line included; 0 where there is none."""
    end = _fence_end(text)
    return end if end and isinstance(_parse(_inner(text, end)), dict) else 0


def read_side_file(path: Path) -> Metadata:
    """The YAML mapping of a side file; one that is broken is a warning."""
    try:
        content = _parse(path.read_text("utf-8-sig"))
    except (OSError, UnicodeDecodeError):
        content = None
    if not isinstance(content, dict):
        return Metadata(warnings=[f"{path.name} is not a YAML mapping in UTF-8; ignored"])
    return read_mapping(content, path.name)


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


def iso_date(written: str) -> str | None:
    """A year, month or day as ISO 8601; None if it is no date. 二〇二四年五月 is read, too."""
    written = _arabic(written.strip())
    if match := _COMPACT.match(written):
        return _checked(*match.groups())
    if match := _DATE.match(written):
        return _checked(match["y"], match["m"], match["d"])
    return None


def find_dates(text: str) -> list[str]:
    """All dates of a line, in their order."""
    return [
        found
        for match in _DATE.finditer(_arabic(text))
        if (found := _checked(match["y"], match["m"], match["d"]))
    ]


def genre_of_title(title: str) -> str | None:
    """The genre that a title's ending says."""
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
    if not re.match(r"---[ \t]*\r?\n", text):
        return 0
    closing = _FENCE.search(text, text.index("\n") + 1, _LONGEST)
    if closing is None:
        return 0
    newline = text.find("\n", closing.start())
    return len(text) if newline < 0 else newline + 1


def _inner(text: str, end: int) -> str:
    lines = text[:end].splitlines()
    return "\n".join(lines[1:-1])


def _parse(block: str) -> Any:
    import yaml

    try:
        return yaml.safe_load(block)
    except (yaml.YAMLError, ValueError):  # ValueError: 2024-13-45 looks like a date to it
        return None


def _written(value: Any) -> str | None:
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()[:10]
    if isinstance(value, str | int | float) and not isinstance(value, bool):
        return str(value).strip()
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "、".join(value)
    return "" if value is None else None


def _checked(year: str, month: str | None, day: str | None) -> str | None:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])


def _arabic(text: str) -> str:
    """二〇二四年五月十二日 → 2024年5月12日."""
    return _CN_DATE.sub(lambda match: _arabic_date(match[0]), text)


def _arabic_date(written: str) -> str:
    year, _, rest = written.partition("年")
    digits = "".join(str(_CN_DIGITS[c]) for c in year)
    return f"{digits}年" + re.sub("[一二三四五六七八九十]+", lambda m: str(_small(m[0])), rest)


def _small(number: str) -> int:
    """一 … 九十九."""
    tens, ten, ones = number.rpartition("十")
    if not ten:
        return _CN_DIGITS[number[-1]]
    return (_CN_DIGITS[tens] if tens else 1) * 10 + (_CN_DIGITS[ones] if ones else 0)
