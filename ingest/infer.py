"""Metadata that nobody gave: read from the title, the first and last lines and the signature.

Each inferred field is recorded with where it comes from. Where nothing says it, it stays empty: a
wrong place would make the bureaus of two cities one node.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from innograph.ingest.cues import load_cues
from innograph.ingest.lines import Line, read_lines
from innograph.ingest.metadata import find_dates, genre_of_title, iso_date, load_lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

_HEAD, _TAIL = 30, 12  # lines at the top and the bottom that are looked at
_TOP = 12_000  # characters from the top and from the bottom that are cut into lines
_LONGEST_TITLE = 60
_EFFECTIVE_FROM = 3_000  # characters of the end in which a statute says since when it holds


class Inferred(NamedTuple):
    """A value and where it comes from."""

    value: str
    where: str


def infer(text: str, known: dict[str, str], fallback_title: str) -> dict[str, Inferred]:
    """All fields that are not known and that the text says."""
    found: dict[str, Inferred] = {}
    head = [line for line in read_lines(text[:_TOP], load_cues()) if line.kind != "furniture"][
        :_HEAD
    ]
    all_head = read_lines(text[:_TOP], load_cues())[:_HEAD]
    tail = [line for line in read_lines(text[-_TOP:], load_cues()) if line.kind != "furniture"][
        -_TAIL:
    ]
    title = known.get("title") or _title(head)
    if title and "title" not in known:
        found["title"] = Inferred(title, "first heading")
    if not title:
        found["title"] = Inferred(fallback_title, "file name")
    finders: dict[str, Callable[[], Inferred | None]] = {
        "number": lambda: _number(head),
        "genre": lambda: _genre(title),
        "author": lambda: _author(head, tail),
        "issuer": lambda: _issuer(title, head, tail),
        "published": lambda: _published(title, all_head, tail),
        "effective": lambda: _effective(text),
    }
    for name, finder in finders.items():
        if name not in known and (value := finder()):
            found[name] = value
    if "place" not in known:
        issuer = known.get("issuer") or (found["issuer"].value if "issuer" in found else None)
        place = _place(title, issuer, head, tail)
        if place:
            found["place"] = place
    return found


def _title(head: list[Line]) -> str | None:
    """The first line without number that looks like a heading, before any paragraph."""
    for line in head[:8]:
        if line.kind == "heading" and line.label is None:
            return line.text
        if len(line.text) > _LONGEST_TITLE or line.label is not None:
            return None
    return None


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
    for line in head[:10]:
        if match := body["speaker"].fullmatch(line.text):
            return Inferred(re.sub(r"[ 　]", "", match["name"]), "speaker line")
    return None


def _issuer(title: str | None, head: list[Line], tail: list[Line]) -> Inferred | None:
    body = load_lexicon().body
    if title and (match := re.match(f"({body['name'].pattern})(?:、.{{2,30}})?关于", title)):
        return Inferred(match[1], "title")
    for line in head:
        if match := body["speaks"].search(line.text):
            return Inferred(match[1], "self-reference")
    for line, after in zip(tail, [*tail[1:], None], strict=True):
        if (
            after
            and body["name"].fullmatch(line.text)
            and len(after.text) < 16
            and find_dates(after.text)
        ):
            return Inferred(line.text, "signature")
    return None


def _published(title: str | None, head: list[Line], tail: list[Line]) -> Inferred | None:
    """A line that says when; the year of a work report's title last."""
    date_line = load_lexicon().body["date_line"]
    for line in head:
        if (match := date_line.match(line.text)) and (date := iso_date(line.text[match.end() :])):
            return Inferred(date, "date line")
    enacted = load_cues().enacted
    for line in head[:10]:
        dates = find_dates(line.text) if len(line.text) < 120 else []
        if dates and (
            enacted.search(line.text)
            or line.text.startswith(("——", "(", "（"))
            or "会议上" in line.text
        ):
            return Inferred(dates[0], "line under the title")
    for line in reversed(tail):
        dates = find_dates(line.text) if len(line.text) < 16 else []
        if dates:
            return Inferred(dates[-1], "signature")
    if title and (match := re.match(r"(?:[一-鿿]{2,10})?((?:19|20)\d\d)年", title)):
        return Inferred(match[1], "title")
    return None


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


def _place(
    title: str | None, issuer: str | None, head: list[Line], tail: list[Line]
) -> Inferred | None:
    """The place that the title, the issuer or the author's office begins with."""
    if title and (place := _leading_place(title)):
        return Inferred(place, "title")
    if issuer and (place := _leading_place(issuer)):
        return Inferred(place, "issuer")
    affiliation = load_lexicon().body["affiliation"]
    for line in [*head[:10], *tail]:
        if (match := affiliation.search(line.text)) and (place := _leading_place(match["body"])):
            return Inferred(place, "author's office")
    for line in head[:10]:
        if line.text.startswith("——") and (
            match := re.search(r"在([一-鿿]{2,9}?(?:省|自治区|市))第", line.text)
        ):
            return Inferred(match[1], "line under the title")
    return None


def _leading_place(text: str) -> str | None:
    """The administrative place with which a name begins, by its official name."""
    from innograph.ingest.entities.gazetteer import full_name

    text = re.sub(r"^(?:(?:19|20)\d\d年|中共|关于印发|关于|《)+", "", text)
    for length in range(min(11, len(text)), 1, -1):
        if place := full_name(text[:length]):
            return place
    return None
