"""The made world as a graph without a store; documents are made anew whenever they are asked for."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from bench.world.names import City, Named, make_cities, make_fields
from bench.world.page import Page
from bench.world.sentences import _WEIGHTS, SENTENCES, STATUSES
from innograph.graph.consolidate import Consolidated, consolidate
from innograph.graph.model import ClaimPair, Decision, Document, Entity, Extraction, Fact, LocalRef
from innograph.graph.ontology import Ontology, load_ontology

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from innograph.graph.snapshot import Derived

T = TypeVar("T")

YEARS = range(2019, 2027)
_CLAIMS = 50  # of one document, about
_HEADINGS = (None, "一、近年来的工作", "二、下一步打算 “重点”")


class World:
    """A `Snapshot` of about `claims` claims. Only what is derived is kept in memory.

    `foreign`: three claims of a thousand come from no reading, which question 40 is there to find and
    the shapes object to.
    """

    address = "world"

    def __init__(self, claims: int, seed: int = 1, *, foreign: bool = False) -> None:
        self.claims = claims
        self.seed = seed
        self.foreign = foreign
        self.ontology: Ontology = load_ontology()
        self.size = max(4, claims // _CLAIMS)  # documents
        cities = max(6, min(400, self.size // 50))
        self.fields = make_fields(max(60, min(1500, claims // 400)))
        names = Random(f"names/{seed}")
        self.cities = make_cities(cities, max(18, min(60, claims // 2000)), self.fields, names)

    def document(self, number: int) -> Extraction:
        """One document, a function of seed and number."""
        return Author(self, number).write()

    def documents(self) -> list[Document]:
        """By id."""
        return self._documents

    @cached_property
    def _documents(self) -> list[Document]:
        return [extraction.document for extraction in self.extractions()]

    def extractions(self) -> Iterator[Extraction]:
        """By document id."""
        return (self.document(number) for number in self._order)

    @cached_property
    def _order(self) -> list[int]:
        return sorted(range(self.size), key=lambda number: self.id_of(number))

    def city_of(self, number: int) -> City:
        """Cities are equally large; a city's documents go round its years."""
        return self.cities[number % len(self.cities)]

    def id_of(self, number: int) -> str:
        """Readable, with characters whose order engines might see differently."""
        return f"plans/{self.city_of(number).name}（{number}）.md"

    @cached_property
    def derived(self) -> Consolidated:
        """Entities and facts."""
        return consolidate(self.extractions(), (), self.ontology)

    @property
    def revision(self) -> str:
        """Says what the world is made of."""
        return f"{self.seed}-{self.claims}{'-foreign' if self.foreign else ''}"

    def entities(self) -> Iterator[Entity]:
        """By id."""
        return (self.derived.entities[key] for key in sorted(self.derived.entities))

    def facts(self) -> Iterator[Fact]:
        """By id."""
        return (self.derived.facts[key] for key in sorted(self.derived.facts))

    def pairs(self) -> Iterator[ClaimPair]:
        """By id."""
        return iter(self.derived.pairs)

    def decisions(self) -> Iterator[Decision]:
        """None."""
        return iter(())

    def iter_derived(self) -> Iterator[Derived]:
        """Entities, facts and pairs."""
        yield from self.derived.entities.values()
        yield from self.derived.facts.values()
        yield from self.derived.pairs

    def entity_of(self, document: str, local_name: str) -> str:
        """The id of the node of a local entity."""
        return self.derived.entity_of[LocalRef(document, local_name)]


@dataclass
class Author:
    """Writes one document."""

    world: World
    number: int

    def __post_init__(self) -> None:
        self.random = Random(f"{self.world.seed}/{self.number}")
        self.city = self.world.city_of(self.number)
        self.year = YEARS[self.number // len(self.world.cities) % len(YEARS)]
        self.place = self._place()
        world = self.world
        self.page = Page(
            world.id_of(self.number), self.place, world.ontology, self.random, world.foreign
        )

    def write(self) -> Extraction:
        """Sentences until there are enough claims; about every eighth document has an author."""
        kinds, weights = list(SENTENCES), list(SENTENCES.values())
        author = self._sign() if self.random.random() < 0.12 else None
        while len(self.page.claims) < _CLAIMS:
            self.random.choices(kinds, weights)[0](self)
        page = self.page
        return Extraction(
            document=self._document(author),
            passages=tuple(page.passages),
            entities=tuple(sorted(page.entities.values(), key=lambda e: e.name)),
            mentions=tuple(sorted(page.mentions, key=lambda m: (m.start, m.end, m.entity))),
            claims=_in_order(page.claims),
            observations=_in_order(page.observations),
            measures=_in_order(page.measures),
        )

    # ---- drawing

    def pick(self, choices: Sequence[T]) -> T:
        """One of them."""
        return self.random.choice(choices)

    def status(self) -> str:
        """As often as in real texts."""
        return self.random.choices(STATUSES, _WEIGHTS)[0]

    def field(self) -> Named:
        """Some industries are named far more often than others."""
        return self.world.fields[int(len(self.world.fields) * self.random.random() ** 2)]

    def platform(self, cls: str | None = None) -> Named:
        """By name or, as often, as a kind."""
        known = self.city.platforms if self.random.random() < 0.6 else self.city.groups
        if cls not in known:
            known = self.city.platforms if cls else known
            cls = cls if cls in known else self.pick([c for c in known if c != "Consortium"])
        return self.pick(known[cls])

    def enterprise(self) -> Named:
        """Of the city."""
        return self.pick(self.city.enterprises)

    def other(self) -> City:
        """Another city, or the same."""
        return self.pick(self.world.cities)

    def listed(self, items: Sequence[Named]) -> list[str | Named]:
        """With 、 between them."""
        parts: list[str | Named] = []
        for item in items:
            parts += ["、", item] if parts else [item]
        return parts

    def manner(self, status: str) -> dict[str, Any]:
        """Cue, heading and kind of the passage."""
        from bench.world.sentences import CUES

        kind = "fact" if status in ("Achieved", "UnderWay") else "intention"
        return {"cue": CUES[status], "heading": self.pick(_HEADINGS), "kind": kind}

    def measure(self, status: str, **ends: Any) -> None:
        """The last sentence as a measure; half of them name who is responsible."""
        if self.random.random() < 0.5 and (
            known := [b.name for b in self.city.bodies if b.name in self.page.entities]
        ):
            ends.setdefault("responsible", (self.pick(known),))
        self.page.measure(status, **ends)

    def period(self) -> dict[str, Any]:
        """Mostly unknown."""
        year = str(self.year - 1)
        period, basis = self.pick(
            ((None, "unknown"), (None, "unknown"), (year, "stated"), (f"{year}-06", "inferred"))
        )
        return {"period": period, "basis": basis}

    # ---- metadata

    def _place(self) -> str | None:
        draw = self.random.random()
        if draw < 0.05:
            return None
        if draw < 0.15:
            return self.city.province
        return self.pick(self.city.districts) if draw < 0.2 else self.city.name

    def _sign(self) -> str:
        name = self.pick(("闻砚舟", "𠮷田澄", "龍曜"))
        put = self.page.write("作者系", self.city.bodies[1], "局长", Named(name, "Person"), "。")
        self.page.claim(put[1], "memberOf", put[0], "Achieved", role="局长")
        return name

    def _document(self, author: str | None) -> Document:
        text = self.page.text
        digest = hashlib.sha256(text.encode()).hexdigest()
        dates = (
            None,
            f"{self.year}",
            f"{self.year}-05",
            *[f"{self.year}-0{m}-17" for m in range(1, 9)],
        )
        return Document(
            id=self.page.id,
            title=f"{self.city.name}{self.year}年工作报告“{self.number}”",
            sha256=digest,
            text_sha256=digest,
            characters=len(text),
            issuer=self.pick((None, f"{self.city.name}人民政府")),
            author=author,
            place=self.place,
            published=self.pick(dates),
            genre=self.pick((None, "report", "plan")),
            licence="CC0-1.0",
        )


def _in_order(records: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(sorted(records.values(), key=lambda record: (record.start, record.end, record.id)))
