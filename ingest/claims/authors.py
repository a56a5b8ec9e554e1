"""The author of a document as a unit that the note on the author can be about."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.claims.typed import Unit
from innograph.ingest.draft import Candidate

if TYPE_CHECKING:
    from innograph.ingest.draft import Draft

# A byline stands above the text, on a line of its own.
_HEAD = 600
_BYLINE = re.compile(
    r"(?m)^[\s　]*(?:作\s*者|文|撰文)\s*[:：/／]\s*([\u4e00-\u9fff·]{2,8})[\s　]*$"
)


def find_author(draft: Draft) -> Unit | None:
    """The person of the byline; added as a candidate where no component saw the name."""
    match = _BYLINE.search(draft.text, 0, _HEAD)
    if match is None:
        return None
    start, end = match.span(1)
    for candidate in draft.candidates:
        if candidate.cls == "Person" and (candidate.start, candidate.end) == (start, end):
            return Unit(start, end, "N", [candidate])
    added = Candidate(start, end, match[1], "Person", rule="byline")
    draft.candidates.append(added)
    return Unit(start, end, "N", [added])
