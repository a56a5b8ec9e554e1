"""Metadata that nobody gave: read from the title, the first and last lines and the signature.

Each inferred field is recorded with where it comes from. Where nothing says it, it stays empty: a
wrong place would make the bureaus of two cities one node.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from innograph.ingest.cues import load_cues
from innograph.ingest.dates import find_dates, iso_date
from innograph.ingest.issuer import UNDER_TITLE, find_issuer, find_place
from innograph.ingest.lines import Line, read_lines
from innograph.ingest.metadata import Inferred, genre_of_title, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_HEAD, _TAIL = 30, 12  # lines at the top and the bottom that are looked at
_TOP = 12_000  # characters from the top and from the bottom that are cut into lines
_LONGEST_TITLE = 60
_EFFECTIVE_FROM = 3_000  # characters of the end in which a statute says since when it holds


def infer(
    text: str,
    known: dict[str, str],
    fallback_title: str,
    furniture: Iterable[tuple[int, int]] = (),
) -> dict[str, Inferred]:
    """All fields that are not known and that the text says. `furniture`: as for `read_lines`."""
    found: dict[str, Inferred] = {}
    spans, low = list(furniture), max(0, len(text) - _TOP)
    top = read_lines(text[:_TOP], load_cues(), spans)
    bottom = read_lines(text[low:], load_cues(), [(s - low, e - low) for s, e in spans if s >= low])
    all_head = top[:_HEAD]
    head = [line for line in top if line.kind != "furniture"][:_HEAD]
    tail = [line for line in bottom if line.kind != "furniture"][-_TAIL:]
    title = known.get("title") or _title(all_head)
    if title and "title" not in known:
        found["title"] = Inferred(title, "first heading")
    if not title:
        found["title"] = Inferred(fallback_title, "file name")
    finders: dict[str, Callable[[], Inferred | None]] = {
        "number": lambda: _number(head),
        "genre": lambda: _genre(title),
        "author": lambda: _author(head, tail),
        "issuer": lambda: find_issuer(title, head, tail),
        "published": lambda: _published(title, all_head, tail),
        "effective": lambda: _effective(text),
    }
    for name, finder in finders.items():
        if name not in known and (value := finder()):
            found[name] = value
    if "place" not in known:
        issuer = known.get("issuer") or (found["issuer"].value if "issuer" in found else None)
        place = find_place(title, issuer, head, tail)
        if place:
            found["place"] = place
    return found


def _title(head: list[Line]) -> str | None:
    """The first heading before any paragraph whose ending says a genre, else the first heading."""
    found: list[str] = []
    for line in head:
        if line.kind == "heading" and line.label is None:
            found.append(line.text)
        elif line.label is not None or (line.kind != "furniture" and not _may_stand_above(line)):
            break
    return next(filter(genre_of_title, found), found[0] if found else None)


def _may_stand_above(line: Line) -> bool:
    """Whether the title may still come below a line."""
    return line.formal or len(line.text) <= _LONGEST_TITLE


def _genre(title: str | None) -> Inferred | None:
    genre = genre_of_title(title) if title else None
    return Inferred(genre, "title") if genre else None


def _number(head: list[Line]) -> Inferred | None:
    """A 文号 alone on its line; one inside a sentence is another document's."""
    pattern = load_lexicon().body["number"]
    for line in head:
        if match := pattern.fullmatch(line.text.strip("（）() ")):
            return Inferred(match[0], "number line")
    return None


def _author(head: list[Line], tail: list[Line]) -> Inferred | None:
    body = load_lexicon().body
    for line in [*head[:10], *tail]:
        if len(line.text) < _LONGEST_TITLE and (match := body["author"].search(line.text)):
            return Inferred(match["name"].strip(), "author line")
    for line in head[:UNDER_TITLE]:
        if line.formal and (match := body["speaker"].search(line.text)):
            return Inferred(re.sub(r"[ 　]", "", match["name"]), "speaker line")
    return None


def _published(title: str | None, head: list[Line], tail: list[Line]) -> Inferred | None:
    """A line that says when; the year of a 文号 or of a work report's title last."""
    body = load_lexicon().body
    date_line = body["date_line"]
    for line in head:
        found = date_line.search(line.text) if line.kind == "furniture" else None
        if found and (date := iso_date(line.text[found.end() :])):
            return Inferred(date, "date line")
    for before, line in itertools.pairwise(head):
        if date_line.fullmatch(before.text) and (date := iso_date(line.text)):
            return Inferred(date, "date line")
    # The last revision counts: what a text says, it says as of then.
    formal = [line.text for line in head[:UNDER_TITLE] if line.formal]
    if dates := [date for text in formal for date in _passed(text) if len(date) > len("2024")]:
        return Inferred(max(dates), "line under the title")
    for line in reversed(tail):
        dates = find_dates(line.text) if len(line.text) < 16 else []
        if dates:
            return Inferred(dates[-1], "signature")
    for text in formal:
        if match := body["number"].search(text):
            return Inferred(find_dates(match[0] + " ")[0], "number line")
    if title and (match := re.match(r"(?:[一-鿿]{2,10})?((?:19|20)\d\d)年", title)):
        return Inferred(match[1], "title")
    return None


def _passed(line: str) -> list[str]:
    """The dates of a line under the title, without the one since when the text holds."""
    return find_dates(re.sub(r"自?[\d年月日]{6,12}(?=起?\s?(?:施行|实施|生效))", "", line))


def _effective(text: str) -> Inferred | None:
    """Since when a statute holds; only where its last lines say one date."""
    found = {
        m["date"]
        for m in load_lexicon()
        .body["effective"]
        .finditer(text, max(0, len(text) - _EFFECTIVE_FROM))
    }
    date = iso_date(found.pop()) if len(found) == 1 else None
    return Inferred(date, "last articles") if date else None
