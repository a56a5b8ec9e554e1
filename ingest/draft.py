"""What the pipeline's components hand on: one Draft a document, filled from left to right.

sections fills passages and sentences; entities fills candidates and listings; numbers and claims
fill theirs and may add candidates; finish turns the draft into an Extraction. All offsets are code
points into the document's text. Components refer to candidates as objects, never by name.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from innograph.graph.model import Document, LocalEntity, Passage
    from innograph.ingest.entities.words import Words


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence (ended by 。!?;or a line end), inside one passage.

    `kind` is the section's: fact, intention, article, heading, furniture. `item` is the list label
    that governs it (一是, (一), 1., 第十二条), which may stand in an earlier sentence.
    """

    start: int
    end: int
    passage: int
    kind: str
    heading: str | None = None
    item: str | None = None


@dataclass(slots=True, eq=False)
class Candidate:
    """A span that may name an entity.

    `name` is what the text calls it, without quotes; where `rebuilt`, the name was put together
    from a coordination (国家、省重点实验室) whose whole span this is. `generic` nouns (中试平台, 高校)
    stay only where a claim or an observation uses them. `layer` 1 is for names nested in a longer one.
    """

    start: int
    end: int
    name: str
    cls: str
    rule: str
    denotes: str = "individual"
    generic: bool = False
    rebuilt: bool = False
    layer: int = 0
    score: float = 1.0
    aliases: set[str] = field(default_factory=set)
    listing: Listing | None = None
    canonical: str | None = None


@dataclass(slots=True, eq=False)
class Listing:
    """A coordination (A、B和C等重点产业链). `open` when it ends in 等; the span includes the tail."""

    start: int
    end: int
    members: list[Candidate] = field(default_factory=list)
    open: bool = False
    tail: str = ""  # 重点产业链, 领域, …


@dataclass(slots=True, eq=False)
class ObservationDraft:
    """A number about candidates; fields as in graph.model.Observation. start/end are the quote's."""

    about: list[Candidate]
    start: int
    end: int
    raw: str
    raw_start: int
    status: str
    value: float | None = None
    unit: str | None = None
    bound: str = "exact"
    growth: float | None = None
    rank: int | None = None
    reading: str | None = None
    period: str | None = None
    period_basis: str = "unknown"
    rule: str = ""
    confidence: float = 0.0


@dataclass(slots=True, eq=False)
class ClaimDraft:
    """A statement about two candidates; start/end are the quote's, both candidates lie inside it.

    An elided subject lies outside: then `context` is the span that names it.
    """

    subject: Candidate
    predicate: str
    object: Candidate
    status: str
    start: int
    end: int
    rule: str
    confidence: float
    cue: str | None = None
    open: bool = False
    role: str | None = None
    context: tuple[int, int] | None = None
    origin: str = "rule"


@dataclass(slots=True, eq=False)
class MeasureDraft:
    """One action of a document; fields as in graph.model.Measure."""

    start: int
    end: int
    status: str
    cue: str | None = None
    stage: str | None = None
    responsible: list[Candidate] = field(default_factory=list)
    needs_approval_from: list[Candidate] = field(default_factory=list)
    audience: list[Candidate] = field(default_factory=list)
    instrument_types: list[str] = field(default_factory=list)
    models: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class ResolvedEntity:
    """A local entity and the candidates that name it."""

    entity: LocalEntity
    candidates: list[Candidate]


@dataclass(slots=True, eq=False)
class Draft:
    """One document on its way through the pipeline."""

    document: Document
    text: str
    passages: list[Passage] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    candidates: list[Candidate] = field(default_factory=list)
    listings: list[Listing] = field(default_factory=list)
    observations: list[ObservationDraft] = field(default_factory=list)
    claims: list[ClaimDraft] = field(default_factory=list)
    measures: list[MeasureDraft] = field(default_factory=list)
    entities: list[ResolvedEntity] = field(default_factory=list)  # filled by resolve
    furniture: Sequence[tuple[int, int]] = ()  # spans of page furniture that the reader has found
    words: Words | None = None  # of the whole text, set by entities
    dropped: dict[str, int] = field(default_factory=dict)  # reason → count, reported at the end

    def drop(self, reason: str, times: int = 1) -> None:
        """Count what was left out, so that it can be reported."""
        if times:
            self.dropped[reason] = self.dropped.get(reason, 0) + times
