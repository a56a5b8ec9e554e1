"""The files of a bulk import: which nodes and relationships each holds, and its columns with types.

Headers are those of neo4j-admin: `id:ID(Claim)`, `aliases:string[]`, `:START_ID(Claim)`, `:TYPE`.
"""

from __future__ import annotations

import types
import typing
from dataclasses import dataclass, fields
from typing import Any

from innograph.graph import schema
from innograph.graph.codec import camel
from innograph.graph.contribution import MEASURE_ENDS
from innograph.graph.model import (
    Claim,
    Document,
    Entity,
    LocalEntity,
    Measure,
    Mention,
    Observation,
    Passage,
)
from innograph.graph.successions import RELATIONSHIP

_TYPES: dict[Any, str] = {str: "string", int: "long", float: "double", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Column:
    """A property, or one of the importer's own: `kind` is its type there."""

    key: str
    kind: str = "string"
    heading: str = ""

    @property
    def header(self) -> str:
        """As it stands in the first line."""
        return self.heading or f"{self.key}:{self.kind}"


@dataclass(frozen=True, slots=True)
class Table:
    """One file. `label` or `type` is of all its rows; without it each row has its own."""

    name: str
    columns: tuple[Column, ...]
    nodes: bool
    of_all: str = ""

    @property
    def argument(self) -> str:
        """The importer's argument for this file; Neo4j 2026 wants the folder in it as well."""
        file = f"./{self.name}.csv"
        named = f"{self.of_all}={file}" if self.of_all else file
        return f"--{'nodes' if self.nodes else 'relationships'}={named}"


def _of(kind: type, *, without: tuple[str, ...] = ()) -> tuple[Column, ...]:
    """The fields of a model as columns; those that become relationships or ends are left out."""
    hints = typing.get_type_hints(kind)
    keys = [(camel(f.name), hints[f.name]) for f in fields(kind)]
    return tuple(Column(key, _type_of(hint)) for key, hint in keys if key not in without)


def _type_of(hint: Any) -> str:
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        (hint,) = (arg for arg in typing.get_args(hint) if arg is not type(None))
    return _TYPES.get(hint, "string[]")  # tuples of texts, and `inferred`, which becomes one


def _plain(*keys: str, kind: str = "string") -> tuple[Column, ...]:
    return tuple(Column(key, kind) for key in keys)


def _nodes(name: str, label: str, *columns: Column, labels: bool = False) -> Table:
    """The first column is the id, which is unique among nodes with this label."""
    identity = Column("id", "string", f"id:ID({label})")
    own = (Column(":LABEL", "string[]", ":LABEL"),) if labels else ()
    rest = tuple(column for column in columns if column.key != "id")
    return Table(name, (identity, *rest, *own), nodes=True, of_all="" if labels else label)


def _links(name: str, start: str, end: str, type_: str = "", *columns: Column) -> Table:
    """Without a type each row has its own."""
    ends = (
        Column(":START_ID", heading=f":START_ID({start})"),
        Column(":END_ID", heading=f":END_ID({end})"),
    )
    own = () if type_ else (Column(":TYPE", heading=":TYPE"),)
    return Table(name, (*ends, *own, *columns), nodes=False, of_all=type_)


_ENDS = ("passage", "subject", "object", "about", "instrumentTypes", "models", "claims")
_PASSED = (*_ENDS, *MEASURE_ENDS)
_ORDINAL = Column("ordinal", "long")
_END = _plain("name", "class", "denotes")

TABLES = {
    table.name: table
    for table in (
        _nodes("meta", schema.META, *_plain("schema", "revision", kind="long"), Column("imported", "boolean")),
        _nodes("documents", "Document", *_of(Document), *_plain("digest", "folder", "file")),
        _nodes("passages", "Passage", *_of(Passage)),
        _nodes("entities", "Entity", *_of(Entity), labels=True),
        _nodes("claims", "Claim", *_of(Claim, without=_PASSED)),
        _nodes("observations", "Observation", *_of(Observation, without=_PASSED)),
        _nodes("measures", "Measure", *_of(Measure, without=_PASSED)),
        _nodes("concepts", "Concept", *_plain("labelZh", "labelEn"), Column("endings", "string[]")),
        _nodes("models", "OperatingModel", Column("parts", "string[]")),
        _nodes(
            "decisions", "Decision", Column("same", "boolean"),
            *_plain("aDocument", "aName", "bDocument", "bName", "who", "why"),
            Column("renamed", "boolean"),
        ),
        _links("passage_document", "Passage", "Document", "PART_OF"),
        _links(
            "entity_passage", "Entity", "Passage", "MENTIONED_IN",
            *_of(LocalEntity), *_of(Mention, without=("entity", "passage")),
        ),
        _links("claim_subject", "Claim", "Entity", "SUBJECT", *_END),
        _links("claim_object", "Claim", "Entity", "OBJECT", *_END),
        _links("claim_passage", "Claim", "Passage", "STATED_IN"),
        _links("observation_passage", "Observation", "Passage", "STATED_IN"),
        _links("measure_passage", "Measure", "Passage", "STATED_IN"),
        _links("observation_entity", "Observation", "Entity", "ABOUT", Column("name"), _ORDINAL),
        _links("measure_entity", "Measure", "Entity", "", Column("name"), _ORDINAL),
        _links("measure_concept", "Measure", "Concept", "INSTRUMENT_TYPE", _ORDINAL),
        _links("measure_model", "Measure", "OperatingModel", "USES_MODEL", _ORDINAL),
        _links("measure_claim", "Measure", "Claim", "CONTAINS", _ORDINAL),
        _links(
            "facts", "Entity", "Entity", "", *_plain("id", "status"),
            *_plain("claims", "documents", kind="long"), Column("open", "boolean"),
        ),
        _links("successions", "Entity", "Entity", RELATIONSHIP, *_plain("id", "status")),
        _links("pairs", "Claim", "Claim", "", Column("id"), Column("score", "double"), Column("match")),
    )
}  # fmt: skip
