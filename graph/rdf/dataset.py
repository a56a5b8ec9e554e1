"""Which graphs a query is over: told by the query itself (FROM), or all of them."""

from __future__ import annotations

import re

# Comments, IRIs and strings are passed over; then a brace, or the word where it is no name.
_TOKEN = re.compile(
    r"""#[^\n\r]*|<[^<>"{}|^`\\\x00-\x20]*>|"{3}.*?"{3}|'{3}.*?'{3}"""
    r"""|"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*'|[{}]|(?<![\w?$:@.\-])FROM(?![\w:\-])""",
    re.IGNORECASE | re.DOTALL,
)


def names_dataset(text: str) -> bool:
    """Whether a query has a FROM or FROM NAMED of its own, which the union of all would hide."""
    depth = 0
    for found in _TOKEN.finditer(text):
        word = found[0]
        if word == "{":
            depth += 1
        elif word == "}":
            depth -= 1
        elif depth == 0 and word.upper() == "FROM":
            return True
    return False
