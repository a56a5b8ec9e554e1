"""What a question is: its header as data, and its two queries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from innograph.graph.wording import Words

LANGUAGES = {"cypher": ".cypher", "sparql": ".rq"}
COLUMN_TYPES = ("text", "integer", "number", "flag", "id")
PARAMETER_TYPES = (
    "entity",
    "class",
    "status",
    "predicate",
    "place",
    "document",
    "year",
    "text",
    "number",
    "flag",
    "fact",
)


@dataclass(frozen=True, slots=True)
class Parameter:
    """`top` names the classes under which an entity or a class must stand; empty for any.

    A parameter of type `fact` stands for the subject, predicate, object and status of that fact
    and is not in the queries itself.
    """

    name: str
    type: str
    title: Words
    top: tuple[str, ...] = ()
    default: Any = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """`id` names the column that holds the id of the entity which this column names."""

    name: str
    type: str
    meaning: Words
    unit: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Behind:
    """Where rows that add up several claims find them: the rows of another question that have
    the same values in the columns `by`."""

    question: str
    by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the catalogue. `id` is the name of its files, `group` their folder.

    `any` names parameters of which at least one must be given. `example` holds parameters under
    which the shipped samples give an answer. `empty` says what it means that there are no rows, where
    that is the answer hoped for.
    """

    id: str
    number: int
    group: str
    title: Words
    explanation: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    path: Path
    any: tuple[str, ...] = ()
    evidence: Behind | None = None
    note: Words | None = None
    empty: Words | None = None
    example: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """The query as its file has it."""
        return self.path.with_suffix(LANGUAGES[language]).read_text(encoding="utf-8")

    @property
    def passed(self) -> tuple[str, ...]:
        """Names of the parameters that the queries take."""
        return tuple(p.name for p in self.parameters if p.type != "fact")
