"""The words of innograph as plain data: what extraction gives and what the graph holds.

Offsets are Unicode code points, 0-based and end-exclusive, into the document's text (the decoded
file, BOM removed, newlines kept). The passages of a document tile that text exactly. Inside one
document an entity is known by its local name, which is unique there.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its metadata. `inferred` names where a field that was not given comes from."""

    id: str
    title: str
    sha256: str  # of the file's bytes
    text_sha256: str  # of the text, as UTF-8
    characters: int
    issuer: str | None = None
    author: str | None = None
    place: str | None = None
    number: str | None = None  # 文号
    published: str | None = None  # ISO 8601: a year, a month or a day
    effective: str | None = None
    genre: str | None = None
    source: str | None = None
    licence: str | None = None
    extractor: str | None = None  # version of rules, lexicons and model, and the options
    inferred: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph with its line end. `kind`: fact, intention, article, heading, furniture."""

    ordinal: int
    kind: str
    start: int
    end: int
    text: str
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class LocalEntity:
    """What the mentions of one document refer to.

    `canonical` is the name after normalisation by reference data (成都 → 成都市), where it differs
    from `name`, the fullest form used in the text. `scope` is '' for names that hold everywhere,
    else `place:NAME` or `document:ID`.
    """

    name: str
    cls: str
    denotes: str = "individual"  # or "group"
    scope: str = ""
    canonical: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names an entity; `rebuilt` where the name was put together from a coordination."""

    entity: str  # local name
    passage: int  # ordinal
    start: int
    end: int
    text: str
    rebuilt: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement. The mentions of both ends lie inside the quote or inside its context span."""

    id: str
    subject: str  # local name
    predicate: str
    object: str  # local name
    status: str
    passage: int
    start: int
    end: int
    quote: str
    subject_start: int
    subject_end: int
    object_start: int
    object_end: int
    rule: str
    confidence: float
    origin: str = "rule"  # rule, model or llm
    cue: str | None = None
    open: bool = False  # the list that it stands in ends in 等
    role: str | None = None  # office of memberOf, position (上游) of segmentOf
    context_start: int | None = None  # where an elided subject is named
    context_end: int | None = None


@dataclass(frozen=True, slots=True)
class Observation:
    """A number about one or more entities. `growth` is a percentage; one of value, growth, rank is set.

    `bound`: exact, approx, atLeast, atMost. `period_basis`: stated, inferred, unknown.
    """

    id: str
    about: tuple[str, ...]  # local names
    status: str
    passage: int
    start: int
    end: int
    quote: str
    raw: str
    value: float | None = None
    unit: str | None = None
    bound: str = "exact"
    growth: float | None = None
    rank: int | None = None
    reading: str | None = None  # how an ambiguous number was read (增长两倍)
    period: str | None = None
    period_basis: str = "unknown"
    rule: str = ""
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """One action that a document announces or reports: a list item, an article, a task sentence."""

    id: str
    text: str
    status: str
    passage: int
    start: int
    end: int
    cue: str | None = None
    stage: str | None = None  # drafted, submitted, approved
    responsible: tuple[str, ...] = ()  # local names
    needs_approval_from: tuple[str, ...] = ()  # local names
    audience: tuple[str, ...] = ()  # local names
    instrument_types: tuple[str, ...] = ()  # concept names of the ontology
    models: tuple[str, ...] = ()  # operating models as quoted, parts joined by +
    claims: tuple[str, ...] = ()  # claim ids


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything that one document contributes. Reads no store; the seam between the halves."""

    document: Document
    passages: tuple[Passage, ...]
    entities: tuple[LocalEntity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    observations: tuple[Observation, ...] = ()
    measures: tuple[Measure, ...] = ()

    @property
    def text(self) -> str:
        """The document's text: the passages, end to end."""
        return "".join(passage.text for passage in self.passages)


@dataclass(frozen=True, slots=True, order=True)
class LocalRef:
    """An entity as one document names it: what decisions refer to."""

    document: str
    name: str


@dataclass(frozen=True, slots=True)
class Decision:
    """An entry of the ledger: two local entities are the same thing, or are not.

    `renamed`: they are not, but `b` is what became of `a`.
    """

    id: str
    same: bool
    a: LocalRef
    b: LocalRef
    who: str
    why: str
    renamed: bool = False


@dataclass(frozen=True, slots=True)
class Entity:
    """One node, derived from all local entities of its cluster."""

    id: str
    name: str
    cls: str
    denotes: str
    scope: str
    aliases: tuple[str, ...] = ()
    former_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """What equal claims add up to: one relationship. `claims` and `documents` are counts."""

    id: str
    subject: str  # entity id
    predicate: str
    object: str  # entity id
    status: str
    claims: int
    documents: int
    open: bool


@dataclass(frozen=True, slots=True)
class ClaimPair:
    """What a later document says of an earlier intention: two claims, one relationship.

    `relation` is restates or fulfils; `score`, from 0 to 1, says how surely both state the same;
    `match` says how their ends were matched: same, alike or kind.
    """

    id: str
    later: str  # claim id
    relation: str
    earlier: str  # claim id
    score: float
    match: str
