"""Which tables there are, their columns, and how they refer to each other.

A column is named as the property is in RDF and in Cypher; columns in `Name` and `Names` are for
reading only.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """`term` names the property of the ontology, if there is one; `table` what an id refers to."""

    name: str
    datatype: str = "string"
    term: str | None = None
    table: str | None = None
    required: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One file. Rows of `key` are unique; without a key, whole rows are."""

    name: str
    title_en: str
    title_zh: str
    columns: tuple[Column, ...]
    key: str | None = "id"

    @property
    def kind(self) -> str:
        """entities → entity: the word in the IRIs of RDF."""
        return {"entities": "entity"}.get(self.name, self.name.removesuffix("s"))

    @property
    def all_columns(self) -> tuple[Column, ...]:
        """With the IRI of the row, if rows have an id."""
        return (*self.columns, IRI) if self.key else self.columns


def _id(name: str = "id", table: str | None = None) -> Column:
    return Column(name, term=name if name == "id" else None, table=table, required=True)


def _plain(*names: str, datatype: str = "string") -> tuple[Column, ...]:
    return tuple(Column(name, datatype, name) for name in names)


# The last column of tables whose rows have an id: the IRI by which RDF knows them.
IRI = Column("iri", "anyURI", required=True)
_PLACE = (
    Column("document", term="inDocument", table="documents", required=True),
    *_plain("start", "end", datatype="integer"),
)
# What measures list, a row each, numbered within the relation.
_OF_MEASURE = (
    Column("measure", table="measures", required=True),
    Column("relation", required=True),
    Column("ordinal", "integer", required=True),
)
_LINK = (
    Column("subject", term="subject", table="entities", required=True),
    Column("subjectName"),
    *_plain("predicate"),
    Column("object", term="object", table="entities", required=True),
    Column("objectName"),
)

TABLES = {
    table.name: table
    for table in (
        Table(
            "documents",
            "Documents",
            "文档",
            (
                _id(),
                *_plain("title", "issuer", "author", "place", "number", "published", "effective"),
                *_plain("genre", "source", "licence"),
                *_plain("characters", datatype="integer"),
                *_plain("sha256"),
            ),
        ),
        Table(
            "entities",
            "Entities",
            "实体",
            (_id(), *_plain("name", "class"), Column("top"), *_plain("denotes", "scope")),
        ),
        Table(
            "aliases",
            "Other names of entities",
            "实体别名",
            (
                Column("entity", term="entity", table="entities", required=True),
                Column("alias", term="aliases", required=True),
            ),
            key=None,
        ),
        Table(
            "facts",
            "Facts and plans: what equal claims add up to",
            "事实与规划:相同论断的汇总",
            (
                _id(),
                *_LINK,
                *_plain("status"),
                *_plain("claims", "documents", datatype="integer"),
                *_plain("open", datatype="boolean"),
            ),
        ),
        Table(
            "claims",
            "Claims: one statement of one sentence",
            "论断:一句话的一条陈述",
            (
                _id(),
                *_LINK,
                *_plain("status", "cue"),
                *_PLACE,
                *_plain("quote"),
                *_plain("open", datatype="boolean"),
                *_plain("role", "rule", "origin"),
                *_plain("confidence", datatype="double"),
            ),
        ),
        Table(
            "pairs",
            "Pairs: what later claims say of earlier intentions",
            "论断对:后一论断对先前意向的说明",
            (
                _id(),
                Column("later", term="laterClaim", table="claims", required=True),
                *_plain("relation"),
                Column("earlier", term="earlierClaim", table="claims", required=True),
                *_plain("score", datatype="double"),
                *_plain("match"),
            ),
        ),
        Table(
            "observations",
            "Observations: numbers",
            "观测值:数值",
            (
                _id(),
                Column("aboutNames"),
                *_plain("value", datatype="double"),
                *_plain("unit", "bound"),
                *_plain("growth", datatype="double"),
                *_plain("rank", datatype="integer"),
                *_plain("period", "periodBasis", "status"),
                *_PLACE,
                *_plain("raw", "quote", "reading", "rule"),
                *_plain("confidence", datatype="double"),
            ),
        ),
        Table(
            "observation-entities",
            "What observations are about",
            "观测值所关乎的实体",
            (
                Column("observation", table="observations", required=True),
                Column("ordinal", "integer", required=True),
                Column("entity", term="about", table="entities", required=True),
            ),
            key=None,
        ),
        Table(
            "measures",
            "Measures: actions that documents announce or report",
            "举措:文件宣布或报告的行动",
            (_id(), *_plain("text", "status", "cue", "stage"), *_PLACE),
        ),
        Table(
            "measure-entities",
            "Who is responsible for measures, must agree, or is meant",
            "举措的责任主体、批准者与适用对象",
            (
                *_OF_MEASURE,
                Column("entity", table="entities", required=True),
            ),
            key=None,
        ),
        Table(
            "measure-types",
            "Instrument types, operating models and claims of measures",
            "举措的工具类型、运营模式与论断",
            (
                *_OF_MEASURE,
                Column("value", required=True),
            ),
            key=None,
        ),
        Table(
            "decisions",
            "Decisions about what is the same",
            "是否为同一事物的决定",
            (
                _id(),
                *_plain("same", datatype="boolean"),
                Column("firstDocument"),
                Column("firstName", term="first"),
                Column("secondDocument"),
                Column("secondName", term="second"),
                *_plain("who", "why"),
            ),
        ),
    )
}
