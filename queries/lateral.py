"""Oxigraph told how to run a query of ours: with LATERAL, which looks things up for the row at hand.

Left alone it reads the whole right side of each OPTIONAL, joins the parts of an EXISTS by reading
all of each for every row, and finds what stands beside a subquery before it has run that (0.5.13; one
document's links among 100,000 claims took 25 times as long). LATERAL is not in SPARQL 1.1, so this is
done to queries on the way to our own engine only. It reads the SPARQL that the catalogue is written
in: order in an EXISTS is the order in which things are looked up.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from innograph.queries.logic import matching, tokens

if TYPE_CHECKING:
    from collections.abc import Callable

_WORDS = {"OPTIONAL", "FILTER", "BIND", "VALUES", "{"}

Bound = frozenset[str]  # variables that have a value before


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a group; `kind` is its first word, `triples` or `subquery`."""

    kind: str
    text: str


def planned(text: str) -> str:
    """The query, or the subquery, with LATERAL where it saves reading; the answer is the same."""
    opened = text.index("{", text.index("WHERE"))
    closed = matching(text, opened)
    return text[: opened + 1] + _group(text[opened + 1 : closed]) + text[closed:]


def _group(text: str, bound: Bound = frozenset()) -> str:
    """What stands in braces."""
    parts = _parts(text)
    if text.lstrip().startswith("SELECT"):
        return planned(text)
    first = [part for part in parts if part.kind in ("subquery", "VALUES")]
    if not any(part.kind == "subquery" for part in parts):
        return _in_order(parts, bound)
    begin = "".join(_part(part, bound) for part in first)
    bound = bound.union(*map(_given_by, first))
    return begin + _in_order([part for part in parts if part not in first], bound, apart=True)


def _given_by(part: Part) -> Bound:
    """The variables that have a value after it: of a subquery, those that it selects."""
    return _variables(part.text.partition("WHERE")[0] if part.kind == "subquery" else part.text)


def _in_order(parts: list[Part], bound: Bound, *, apart: bool = False) -> str:
    """What comes after an OPTIONAL, a BIND or a union is looked up for each of its rows."""
    out, begun = "", apart
    for part in _together(parts) if apart else parts:
        if part.kind == "triples" and apart:
            ordered = _ordered(_triples(part.text), bound)
            written = "".join(f" LATERAL {{ {triple} }}" for triple in ordered)
        elif part.kind == "{" and begun:
            written = f" LATERAL {{ {_inside(part.text, bound, _chain)} }}"
        else:
            written = _part(part, bound)
        begun = begun or part.kind in ("triples", "{", "OPTIONAL")
        apart = apart or part.kind in ("{", "OPTIONAL", "BIND")
        out += written + "\n"
        if part.kind != "FILTER":
            bound |= _variables(part.text)
    return out


def _together(parts: list[Part]) -> list[Part]:
    """Triples with only filters between them as one piece, so that they are ordered together."""
    found: list[Part] = []
    for part in parts:
        before = next((p for p in reversed(found) if p.kind != "FILTER"), None)
        if part.kind == "triples" and before is not None and before.kind == "triples":
            both = f"{before.text.strip().rstrip('.')} . {part.text}"
            found[found.index(before)] = Part("triples", both)
        else:
            found.append(part)
    return found


def _part(part: Part, bound: Bound) -> str:
    match part.kind:
        case "OPTIONAL":
            opened = part.text.index("{")
            inner = part.text[opened + 1 : part.text.rindex("}")]
            if "SELECT" in inner:
                return f"OPTIONAL {{ {_group(inner, bound)} }}"  # added up once, for all rows
            return f"LATERAL {{ OPTIONAL {{ {_chain(inner, bound)} }} }}\n"
        case "FILTER" | "BIND":
            return _exists(part.text, bound)
        case "subquery":
            return planned(part.text)
        case "{":
            return _inside(part.text, bound, _group)
        case _:
            return part.text


def _inside(text: str, bound: Bound, rewrite: Callable[[str, Bound], str]) -> str:
    """A group, or several with UNION between them, with what stands in the braces rewritten."""
    out, last = "", 0
    for start, token, depth in tokens(text):
        if token == "{" and depth == 0:  # noqa: S105
            end = matching(text, start)
            out += text[last : start + 1] + rewrite(text[start + 1 : end], bound)
            last = end
    return out + text[last:]


def _exists(text: str, bound: Bound) -> str:
    """EXISTS { a . b . c } → EXISTS { a LATERAL { b } LATERAL { c } }."""
    out, last = "", 0
    for start, token, _ in tokens(text):
        if token == "EXISTS" and start >= last:  # noqa: S105
            opened = text.index("{", start)
            end = matching(text, opened)
            out += text[last : opened + 1] + _chain(text[opened + 1 : end], bound)
            last = end
    return out + text[last:]


def _chain(text: str, bound: Bound) -> str:
    """Each triple, union and OPTIONAL looked up after the one before it."""
    out = ""
    for part in _parts(text):
        if part.kind == "triples":
            pieces = _ordered(_triples(part.text), bound)
        elif part.kind == "{":
            pieces = [_inside(part.text, bound, _chain)]
        else:
            out += " " + _part(part, bound)
            continue
        for piece in pieces:
            out += f" LATERAL {{ {piece} }}" if out.strip() else f" {piece}"
        bound |= _variables(part.text)
    return out + " "


def _ordered(triples: list[str], bound: Bound) -> list[str]:
    """Next the first of those whose look-up finds the fewest."""
    left, found = list(triples), []
    while left:
        chosen = min(left, key=lambda triple: _cost(triple, bound))
        left.remove(chosen)
        found.append(chosen)
        bound |= _variables(chosen)
    return found


def _cost(triple: str, bound: Bound) -> int:
    """0 for what is looked up by its subject, 3 for what begins nowhere."""
    subject, rest = triple.split(maxsplit=1)
    if subject in bound or not subject.startswith("?"):
        return 0
    objects = _variables(rest)
    if objects and objects <= bound:
        return 1
    return 3 if objects else 2


def _variables(text: str) -> Bound:
    return frozenset(re.findall(r"\?\w+", text))


def _parts(text: str) -> list[Part]:
    """The group's pieces, in order."""
    found: list[Part] = []
    last = place = 0
    while True:
        start, word = next(
            ((s, t) for s, t, d in tokens(text, place) if d == 0 and t in _WORDS), (len(text), "")
        )
        if text[last:start].strip():
            found.append(Part("triples", text[last:start]))
        if not word:
            return found
        end = _end(text, start, word)
        kind = "subquery" if re.match(r"\{\s*SELECT\b", text[start:end]) else word
        found.append(Part(kind, text[start:end]))
        last = place = end


def _end(text: str, start: int, word: str) -> int:
    """Where a piece ends that begins with this word."""
    if word == "VALUES":
        return matching(text, text.index("{", start)) + 1
    if word == "BIND":
        return matching(text, text.index("(", start)) + 1
    if word == "FILTER":
        opened = next(s for s, t, _ in tokens(text, start) if t in ("(", "{"))
        return matching(text, opened) + 1
    end = matching(text, text.index("{", start)) + 1
    while word == "{" and (union := re.match(r"\s*UNION\s*(?=\{)", text[end:])):
        end = matching(text, end + union.end()) + 1
    return end


def _triples(text: str) -> list[str]:
    """Triples one by one, with their subject in front of each."""
    found = []
    for block in _cut(text, "."):
        pieces = _cut(block, ";")
        subject = pieces[0].split(maxsplit=1)[0]
        for number, piece in enumerate(pieces):
            predicate, *objects = _cut(piece if number else piece.strip()[len(subject) :], ",")
            found.append(f"{subject} {predicate.strip()}")
            verb = predicate.split(maxsplit=1)[0]
            found += [f"{subject} {verb} {other.strip()}" for other in objects]
    return found


def _cut(text: str, sign: str) -> list[str]:
    pieces, last = [], 0
    for start, token, depth in tokens(text):
        if token == sign and depth == 0:
            pieces.append(text[last:start])
            last = start + 1
    return [piece for piece in (*pieces, text[last:]) if piece.strip()]
