"""Where an annotated name stands in a text; names rebuilt from a coordination take its whole span."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_REACH = 60  # characters between the beginning and the end of a coordination


def find_name(text: str, name: str, aliases: Iterable[str] = ()) -> tuple[int, int] | None:
    """The first place of a name or, where it stands nowhere, of an alias, else of the
    coordination that it was rebuilt from; None where the text has none of them."""
    for form in (name, *aliases):
        at = text.find(form)
        if at >= 0:
            return at, at + len(form)
    return _find_rebuilt(text, name)


def _find_rebuilt(text: str, name: str) -> tuple[int, int] | None:
    """The shortest stretch that begins like the name and ends like it: 国家、省重点实验室."""
    for head in range(len(name) - 1, 0, -1):
        pattern = f"{re.escape(name[:head])}[^。；;\n]{{1,{_REACH}}}?{re.escape(name[head:])}"
        match = re.search(pattern, text)
        if match:
            return match.span()
    return None
