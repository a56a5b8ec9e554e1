"""A question's query for the parameters that are there: what a planner needs to find an index.

As it stands in its file a query takes every parameter, `($place IS NULL OR d.place = $place)`. No
planner sees through that: it reads every claim, on a million claims for seconds. What is absent is
taken out, so that `d.place = $place` is left, and in SPARQL a value goes where the search begins.
Values themselves stay parameters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from innograph.queries.logic import Syntax, matching, simplified, tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

_CLAUSES = {
    *("RETURN", "WITH", "OPTIONAL", "MATCH", "UNWIND", "UNION", "CALL", "ORDER", "LIMIT"),
    *("WHERE", "|"),
}
_COMMON = {"status", "class", "predicate"}  # too many things have it for a search to begin there
_EQUAL = re.compile(r"\?(\w+) = \?given_(\w+)")
_LISTED = re.compile(r"\?(\w+) IN \((.*)\)", re.DOTALL)
_STARTS = re.compile(r"STRSTARTS\(\?(\w+), \?given_\w+\)")


def specialise_cypher(text: str, values: Mapping[str, Any]) -> str:
    """The same answers as the whole query has with these values."""
    syntax = Syntax("OR", "AND", lambda atom: _known(atom, values))
    out, last = "", 0
    for start, end in _conditions(text):
        if start < last:  # inside one that is done
            continue
        found = simplified(text[start:end], syntax)
        out += text[last : start - len("WHERE")]
        rest = text[start:end].rstrip()
        space = text[start + len(rest) : end]
        last = end
        if found is True:
            out = out.rstrip() + space
        elif found is False and (without := _without_optional(out)) is not None:
            out = without + space
        else:
            out = f"{out}WHERE {found if isinstance(found, str) else 'false'}{space}"
    return out + text[last:]


def _without_optional(text: str) -> str | None:
    """The query before an OPTIONAL MATCH at its end that finds nothing; its variables are null."""
    start = text.rfind("OPTIONAL MATCH")
    pattern = text[start:].removeprefix("OPTIONAL MATCH")
    if start < 0 or any(token in _CLAUSES for _, token, _ in tokens(pattern) if token != "|"):  # noqa: S105
        return None
    new = set(re.findall(r"[(\[](\w+)", pattern)) - set(re.findall(r"\w+", text[:start]))
    return f"{text[:start]}WITH *, {', '.join(f'null AS {name}' for name in sorted(new))}"


def _conditions(text: str) -> list[tuple[int, int]]:
    """Spans after each WHERE, to the next clause or the end of the bracket in which it stands."""
    found = []
    words = list(tokens(text))
    for place, (start, token, depth) in enumerate(words):
        if token != "WHERE":  # noqa: S105
            continue
        stop = len(text)
        before = ""
        for later, word, level in words[place + 1 :]:
            clause = word in _CLAUSES and before not in ("STARTS", "ENDS")
            if level < depth or (level == depth and clause):
                stop = later
                break
            before = word if word.strip() else before
        found.append((start + len(token), stop))
    return found


def _known(atom: str, values: Mapping[str, Any]) -> bool | None:
    """The truth of `$x IS NULL`, `$x IS NOT NULL`, a flag, and `$x = 'word'`."""
    match = re.fullmatch(r"(NOT )?\$(\w+)(?: IS (NOT )?NULL| = '([^'\\]*)')?", atom)
    if match is None or match[2] not in values:
        return None
    value, whole = values[match[2]], match[0]
    if whole.endswith(" NULL"):
        return (value is None) is not bool(match[3])
    if match[4] is not None:
        return None if value is None else value == match[4]
    return bool(value) is not bool(match[1]) if isinstance(value, bool) else None


# ---- SPARQL


def specialise_sparql(text: str, values: Mapping[str, Any]) -> str:
    """The same answers as the whole query has with these values, which are still `?given_x`."""
    syntax = Syntax("||", "&&", lambda atom: _given(atom, values))
    place = 0
    while (start := _next_filter(text, place)) is not None:
        opened = text.index("(", start)
        end = matching(text, opened)
        found = simplified(text[opened + 1 : end], syntax)
        if found is True:
            text = text[:start].rstrip() + text[end + 1 :]
            place = len(text[:start].rstrip())
            continue
        whole = f"FILTER({str(found).lower() if found is False else found})"
        text = text[:start] + whole + text[end + 1 :]
        if found is False and (outer := _optional_around(text, start)) is not None:
            end = matching(text, text.index("{", outer))
            text = text[:outer].rstrip() + text[end + 1 :]
            place = len(text[:outer].rstrip())
            continue
        anchored = _anchored(text, start, str(found))
        text, place = anchored or (text, start + len(whole))
    return text


def _next_filter(text: str, place: int) -> int | None:
    """Where the next FILTER(…) begins that speaks of a parameter."""
    for start, token, _ in tokens(text, place):
        if token == "FILTER":  # noqa: S105
            after = text[start + len(token) :]
            if after.lstrip().startswith("("):
                end = matching(text, text.index("(", start))
                if "given_" in text[start:end]:
                    return start
    return None


def _given(atom: str, values: Mapping[str, Any]) -> bool | None:
    """The truth of `BOUND(?given_x)`, of a flag, and of `?given_x = "word"`; also with `!`."""
    match = re.fullmatch(r'(!?)(?:BOUND\(\?given_(\w+)\)|\?given_(\w+)(?: = "([^"\\]*)")?)', atom)
    if match is None:
        return None
    name = match[2] or match[3]
    if name not in values:
        return None
    value = values[name]
    if match[2]:
        return (value is not None) is not bool(match[1])
    if match[4] is not None:
        return None if value is None else value == match[4]
    return bool(value) is not bool(match[1]) if isinstance(value, bool) else None


def _anchored(text: str, start: int, condition: str) -> tuple[str, int] | None:
    """With `FILTER(?v = ?given_x)`, or with a list, at `start` as VALUES at the head of its group.

    What binds ?v only in an OPTIONAL is bound there as well: the filter would refuse the rest.
    """
    equal, starts = _EQUAL.fullmatch(condition), _STARTS.fullmatch(condition)
    listed = _LISTED.fullmatch(condition)
    found = equal or starts or listed
    if found is None or (equal and equal[2] in _COMMON):
        return None
    variable = found[1]
    head = _head(text, start)
    tail = matching(text, head)
    group = text[head + 1 : tail]
    if re.search(rf"AS \?{variable}\b", group):
        return None  # computed, so nothing can be looked up
    optional = _optional(group, variable)
    if optional is None and (starts or not re.search(rf"\?{variable}\b", _required(group))):
        return None
    bound = ""
    line = f"FILTER({condition})"
    while optional is not None:  # what it hangs on is bound by then as well
        block = group[slice(*optional)]
        inner = block[block.index("{") + 1 : -1].strip().rstrip(".")
        bound += f" {inner} ."
        group = group.replace(block, "", 1)
        hangs = [o for v in re.findall(r"\?(\w+)", inner) if (o := _optional(group, v))]
        optional = hangs[0] if hangs else None
    if not starts:
        group = group.replace(line, "", 1)
        values = f"?given_{equal[2]}" if equal else _spaced(found[2])
        bound = f" VALUES ?{variable} {{ {values} }}{bound}"
    group = re.sub(r"\n[ \t]*(?=\n)", "", group)
    return text[: head + 1] + bound + group + text[tail:], head + 1 + len(bound)


def _spaced(listed: str) -> str:
    """Terms without the commas between them."""
    return "".join(" " if token == "," else token for _, token, _ in tokens(listed))  # noqa: S105


def _optional_around(text: str, place: int) -> int | None:
    """Where the OPTIONAL begins in which a place stands, if nothing is between them."""
    head = text[: _head(text, place)].rstrip()
    return len(head) - len("OPTIONAL") if head.endswith("OPTIONAL") else None


def _head(text: str, place: int) -> int:
    """The `{` of the group in which a place stands."""
    opened: list[int] = []
    for start, token, _ in tokens(text):
        if start >= place:
            break
        if token == "{":  # noqa: S105
            opened.append(start)
        elif token == "}":  # noqa: S105
            opened.pop()
    return opened[-1]


def _optional(group: str, variable: str) -> tuple[int, int] | None:
    """The OPTIONAL of this group that binds the variable, if nothing else does."""
    if re.search(rf"\?{variable}\b", _required(group)):
        return None
    for start, token, depth in tokens(group):
        if token == "OPTIONAL" and depth == 0:  # noqa: S105
            end = matching(group, group.index("{", start)) + 1
            if re.search(rf"\?{variable}\b", group[start:end]):
                return start, end
    return None


def _required(group: str) -> str:
    """What the group asks for without its OPTIONALs, FILTERs and BINDs."""
    kept, last = "", 0
    for start, token, depth in tokens(group):
        if depth == 0 and token in ("OPTIONAL", "FILTER", "BIND") and start >= last:
            opened = next(p for p, t, _ in tokens(group, start) if t in "({" and t.strip())
            kept += group[last:start]
            last = matching(group, opened) + 1
    return kept + group[last:]
