"""Where a thing is first named in the text that stands for it: the sentence that a decision is made by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from innograph.graph.model import LocalRef
from innograph.ingest.sentences import iter_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from innograph.graph.snapshot import Snapshot

_MENTIONS = (
    "UNWIND $refs AS r MATCH (d:Document {id: r.document})<-[:PART_OF]-(p:Passage)"
    "<-[m:MENTIONED_IN]-(:Entity) WHERE m.name = r.name RETURN d.id AS document, m.name AS name, "
    "p.text AS text, p.start AS start, m.start AS low, m.end AS high"
)


@dataclass(frozen=True, slots=True, order=True)
class Quote:
    """The first mention of a local entity, as offsets into its document, and its sentence."""

    start: int
    end: int
    sentence: str


def quotes(graph: Snapshot, refs: Iterable[LocalRef]) -> dict[LocalRef, Quote]:
    """The first mention of each of these local entities."""
    wanted = set(refs)
    found: dict[LocalRef, Quote] = {}
    for ref, text, offset, low, high in _mentions(graph, wanted):
        if ref not in found or low < found[ref].start:
            found[ref] = Quote(low, high, _sentence(text, low - offset))
    return found


def _mentions(graph: Any, wanted: set[LocalRef]) -> Iterator[tuple[LocalRef, str, int, int, int]]:
    if hasattr(graph, "bolt"):
        refs = [{"document": ref.document, "name": ref.name} for ref in sorted(wanted)]
        for row in graph.bolt.stream(_MENTIONS, {"refs": refs}):
            ref = LocalRef(row["document"], row["name"])
            yield ref, row["text"], row["start"], row["low"], row["high"]
        return
    for extraction in graph.extractions():
        passages = {passage.ordinal: passage for passage in extraction.passages}
        for mention in extraction.mentions:
            ref = LocalRef(extraction.document.id, mention.entity)
            if ref in wanted:
                passage = passages[mention.passage]
                yield ref, passage.text, passage.start, mention.start, mention.end


def _sentence(text: str, place: int) -> str:
    for start, end in iter_sentences(text, 0, len(text)):
        if start <= place < end:
            return text[start:end]
    return text.strip()
