"""One text as it is written: words, entities and their spans; claims, numbers and measures on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from innograph.graph.identity import claim_id, measure_id, observation_id
from innograph.graph.model import Claim, LocalEntity, Measure, Mention, Observation, Passage

if TYPE_CHECKING:
    from random import Random

    from bench.world.names import Named
    from innograph.graph.ontology import Ontology


class Put(NamedTuple):
    """An entity where it was named: local name and span."""

    name: str
    start: int
    end: int


@dataclass
class Page:
    """The parts of an Extraction, sentence by sentence; a sentence is a passage."""

    id: str
    place: str | None
    ontology: Ontology
    random: Random
    foreign: bool = False
    text: str = ""
    quote: tuple[int, int] = (0, 0)
    cue: str | None = None
    passages: list[Passage] = field(default_factory=list)
    entities: dict[str, LocalEntity] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    claims: dict[str, Claim] = field(default_factory=dict)
    observations: dict[str, Observation] = field(default_factory=dict)
    measures: dict[str, Measure] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)  # claims of this sentence

    def write(self, *parts: str | Named, cue: str | None = None, heading: str | None = None,
              kind: str = "fact") -> list[Put]:  # fmt: skip
        """One sentence; where its entities stand, in order."""
        start, ordinal = len(self.text), len(self.passages)
        put = []
        for part in parts:
            if isinstance(part, str):
                self.text += part
            else:
                put.append(self._name(part, ordinal))
        self.quote, self.cue, self.said = (start, len(self.text)), cue, []
        self.text += "\n"
        self.passages.append(
            Passage(ordinal, kind, start, len(self.text), self.text[start:], heading)
        )
        return put

    def _name(self, named: Named, ordinal: int) -> Put:
        known = self.entities.get(named.name)
        if known is None:
            self.entities[named.name] = LocalEntity(
                name=named.name,
                cls=named.cls,
                denotes=named.denotes,
                scope=named.scope(self.ontology, self.place, self.id),
                canonical=named.canonical,
                aliases=named.aliases,
            )
        form = self.random.choice((named.name, *named.aliases))
        start = len(self.text)
        self.text += form
        self.mentions.append(Mention(named.name, ordinal, start, len(self.text), form))
        return Put(named.name, start, len(self.text))

    def claim(self, subject: Put, predicate: str, object_: Put, status: str, *,
              open_: bool = False, role: str | None = None) -> None:  # fmt: skip
        """A claim on the sentence written last."""
        spans = (subject.start, subject.end), (object_.start, object_.end)
        identity = claim_id(self.id, self.quote, predicate, status, *spans)
        draw = self.random.random()
        self.claims[identity] = Claim(
            id=identity,
            subject=subject.name,
            predicate=predicate,
            object=object_.name,
            status=status,
            passage=len(self.passages) - 1,
            start=self.quote[0],
            end=self.quote[1],
            quote=self.text[slice(*self.quote)],
            subject_start=subject.start,
            subject_end=subject.end,
            object_start=object_.start,
            object_end=object_.end,
            rule="made",
            confidence=round(draw, 3),
            origin=self._origin(draw),
            cue=self.cue,
            open=open_,
            role=role,
        )
        self.said.append(identity)

    def _origin(self, draw: float) -> str:
        if self.foreign and draw < 0.003:
            return "outside"
        return ("rule", "model", "llm")[int(draw * 3)]

    def number(self, about: tuple[Put, ...], raw: str, status: str, *, value: float | None = None,
               unit: str | None = None, growth: float | None = None, rank: int | None = None,
               period: str | None = None, basis: str = "unknown") -> None:  # fmt: skip
        """A number on the sentence written last; `raw` stands in it."""
        names = tuple(dict.fromkeys(put.name for put in about))
        identity = observation_id(self.id, self.quote, value, unit, growth, rank, *names)
        draw = self.random.random()
        self.observations[identity] = Observation(
            id=identity,
            about=names,
            status=status,
            passage=len(self.passages) - 1,
            start=self.quote[0],
            end=self.quote[1],
            quote=self.text[slice(*self.quote)],
            raw=raw,
            value=value,
            unit=unit,
            bound="exact" if draw < 0.7 else ("approx", "atLeast", "atMost")[int(draw * 30) % 3],
            growth=growth,
            rank=rank,
            period=period,
            period_basis=basis,
            rule="made",
            confidence=round(draw, 3),
        )

    def measure(self, status: str, **ends: tuple[str, ...] | str | None) -> None:
        """The sentence written last as a measure, with its claims."""
        identity = measure_id(self.id, self.quote)
        self.measures[identity] = Measure(
            id=identity,
            text=self.text[slice(*self.quote)],
            status=status,
            passage=len(self.passages) - 1,
            start=self.quote[0],
            end=self.quote[1],
            cue=self.cue,
            claims=tuple(dict.fromkeys(self.said)),
            **ends,  # type: ignore[arg-type]
        )
