"""What is judged: one annotated document as plain records, whichever form it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Shown:
    """Where a record stands: a quote, or a span of the text; either may be missing."""

    quote: str | None = None
    at: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity of the form. `also`: other classes that count as right."""

    name: str
    cls: str
    aliases: tuple[str, ...] = ()
    id: str | None = None
    also: tuple[str, ...] = ()
    optional: bool = False
    shown: Shown = Shown()


@dataclass(frozen=True, slots=True)
class Link:
    """A link; its ends are names or ids. `rule` and `confidence` are an extraction's."""

    subject: str
    predicate: str
    object: str
    status: str | None
    status_also: tuple[str, ...] = ()
    optional: bool = False
    shown: Shown = Shown()
    rule: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Number:
    """An observation; `about` is a name or an id."""

    about: str | None
    value: float | None
    unit: str | None
    growth: float | None
    status: str | None
    year: int | None = None
    optional: bool = False
    shown: Shown = Shown()
    rule: str | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Annotation:
    """One document as somebody read it."""

    name: str
    entities: tuple[Entity, ...] = ()
    links: tuple[Link, ...] = ()
    numbers: tuple[Number, ...] = ()
    has_rules: bool = False  # read from an Extraction, so that rules and confidences are known


Record: TypeAlias = Entity | Link | Number
