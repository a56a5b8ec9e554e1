"""What a SPARQL text must not do: reach other hosts (SERVICE) or change the store (updates).

Oxigraph's query function runs no update anyway, so updates are only told apart from mistakes.
SERVICE it would run, so the check errs on the side of refusing: it reads the raw text, since
whether a quote or `#` opens a string or a comment cannot be told without the whole grammar
(`?a<'x>'`).
"""

from __future__ import annotations

import re

from innograph.graph.errors import QueryError, ReadOnlyViolation
from innograph.graph.rdf.failures import failure

_GAP = r"(?:\s|#[^\n\r]*[\n\r])*"
# The keyword is always followed by an IRI, a variable or a prefixed name, also without a space, so
# that a prefix called `service:` is refused as well.
_NEXT = r"""(?:[<?$]|[^\s<>"'(){}\[\]|^`;,?$#=!&*/+]*:)"""
_SERVICE = re.compile(rf"SERVICE(?={_GAP}(?:SILENT{_GAP})?{_NEXT})", re.IGNORECASE)
# What stands before it where the letters end a variable, a prefixed name or a language tag.
_IN_NAME = re.compile(r"(?:[?$]\w*|:[\w.\-:%\\]*|@[A-Za-z-]*|\w[\w.\-]*:)\Z")
_UPDATE = re.compile(
    r"(?:\s|#[^\n\r]*[\n\r]|PREFIX\s+\S*\s*<[^>]*>|BASE\s*<[^>]*>)*"
    r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|COPY|MOVE|ADD|WITH)\b",
    re.IGNORECASE,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_WHERE = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)


def check_read_only(text: str) -> None:
    """Raise ReadOnlyViolation for a query that would reach other hosts, or for an update."""
    for form in {text, _ESCAPE.sub(_unescaped, text)}:
        if update := _UPDATE.match(form):
            word = update[1].upper()
            raise ReadOnlyViolation(failure("update", word=word))
        for found in _SERVICE.finditer(form):
            if not _IN_NAME.search(form, max(0, found.start() - 200), found.start()):
                raise ReadOnlyViolation(failure("service"))


def syntax_error(message: str) -> QueryError:
    """Oxigraph's message as one sentence with line and column."""
    found = _WHERE.search(message)
    if found is None:
        return QueryError(failure("syntax", why=_shortened(message)))
    line, column, rest = found.groups()
    return QueryError(failure("syntax-at", line=line, column=column, why=_shortened(rest)))


def _shortened(message: str) -> str:
    """One line, without the character classes that would fill a screen."""
    plain = " ".join(message.split()).rstrip(".")
    return plain if len(plain) <= 160 else plain[:160] + " …"


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1] or found[2], 16)
    return chr(code) if code < 0x110000 else " "
