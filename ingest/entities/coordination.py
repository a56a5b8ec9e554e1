"""Coordinations of names that were found one by one (A、B和C等…), as listings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from innograph.ingest.draft import Listing

if TYPE_CHECKING:
    from innograph.ingest.draft import Candidate, Draft

_JOIN = re.compile(r"[”’》]?(?:、|和|与|及|以及|暨|,|，)?(?:、|和|与|及|以及)?[“‘《]?")
_STRICT = re.compile(r"[”’》]?(?:、|和|与|及|以及|、以及)?[“‘《]?")
_TAIL = re.compile(r"[”’》]?(等)?")


def expand_listings(draft: Draft) -> None:
    """Add a listing for each run of joined candidates that no listing holds yet."""
    run: list[Candidate] = []
    for candidate in [*draft.candidates, None]:
        if candidate is not None and (candidate.layer or candidate.listing is not None):
            continue
        if run and (candidate is None or not _joined(draft.text, run[-1], candidate)):
            _close(draft, run)
            run = []
        if candidate is not None:
            run.append(candidate)


def _joined(text: str, left: Candidate, right: Candidate) -> bool:
    between = text[left.end : right.start]
    return (
        0 < len(between) <= 5
        and _STRICT.fullmatch(between) is not None
        and (
            "、" in between
            or any(word in between for word in "和与及")
            or between in ("”“", "》《")
        )
    )


def _close(draft: Draft, run: list[Candidate]) -> None:
    if len(run) < 2:
        return
    match = _TAIL.match(draft.text, run[-1].end)
    assert match is not None
    opened = match[1] is not None
    end = match.end() if opened else run[-1].end
    listing = Listing(run[0].start, end, list(run), open=opened, tail="等" if opened else "")
    for member in run:
        member.listing = listing
    draft.listings.append(listing)
