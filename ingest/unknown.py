"""Names that a text founds and that no class knows by their ending: what a next version might learn."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from innograph.graph.model import Extraction
    from innograph.graph.ontology import Ontology

# What is founded is a name more often than not; what is built may be a road.
_FOUNDED = re.compile(
    r"(?:组建|成立|设立|建成|获批|筹建|揭牌|挂牌|布局)(?:了)?(?P<name>[“《]?[一-鿿A-Za-z0-9·—-]{4,24}?[”》]?)(?=[。，；、）)]|$)"
)
_ENDING = 2  # characters
_KINDS = {"fact", "intention", "article"}


def iter_unknown(extraction: Extraction, ontology: Ontology) -> Iterator[tuple[str, str]]:
    """(ending, name) of what is said to be founded where nothing was recognised."""
    endings = tuple(ending for cls in ontology.classes.values() for ending in cls.endings)
    starts = sorted((mention.start, mention.end) for mention in extraction.mentions)
    for passage in extraction.passages:
        if passage.kind not in _KINDS:
            continue
        for match in _FOUNDED.finditer(passage.text):
            name = match["name"].strip("“”《》")
            start, end = (passage.start + offset for offset in match.span("name"))
            if "的" in name or name.endswith(endings):
                continue
            if not _is_known(starts, start, end):
                yield name[-_ENDING:], name


def _is_known(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a mention overlaps the span; they are short, so those that begin well before are out."""
    index = bisect_left(spans, (start - 60, 0))
    while index < len(spans) and spans[index][0] < end:
        if spans[index][1] > start:
            return True
        index += 1
    return False
