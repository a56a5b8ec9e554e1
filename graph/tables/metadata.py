"""csv-metadata.json: what the columns mean, of which types they are, and how tables join (CSVW)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from innograph.graph.ontology_terms import NAMESPACE
from innograph.graph.tables.columns import IRI, TABLES

if TYPE_CHECKING:
    from innograph.graph.ontology import Ontology
    from innograph.graph.tables.columns import Column, Table

NAME = "csv-metadata.json"
_NOTE = (
    "Empty cells are unknown values. Offsets count Unicode code points of the document's text, the end"
    " excluded. A text that a spreadsheet would run as a formula has an apostrophe before it. Status"
    " tells facts (Achieved, UnderWay) from plans (all others)."
)


def metadata(ontology: Ontology, counts: dict[str, int]) -> dict[str, Any]:
    """The description of all tables, with their numbers of rows."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": _both("Innovation graph of innograph", "创新图谱"),
        "dc:description": _NOTE,
        "dc:conformsTo": {"@id": NAMESPACE.removesuffix("#")},
        "dialect": {"lineTerminators": ["\n"]},
        "tables": [_table(table, ontology, counts[table.name]) for table in TABLES.values()],
    }


def _table(table: Table, ontology: Ontology, count: int) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(column, ontology) for column in table.all_columns]
    }
    if table.key:
        schema["primaryKey"] = table.key
        # The sign leaves the IRI as it is. Of the id alone none could be made by a template: # and %
        # of an id are %23 and %25 in its IRI, and its slashes are slashes.
        schema["aboutUrl"] = f"{{+{IRI.name}}}"
    links = [column for column in table.columns if column.table]
    if links:
        schema["foreignKeys"] = [_foreign(column) for column in links]
    return {
        "url": f"{table.name}.csv",
        "dc:title": _both(table.title_en, table.title_zh),
        "dc:extent": count,
        "tableSchema": schema,
    }


def _column(column: Column, ontology: Ontology) -> dict[str, Any]:
    found: dict[str, Any] = {
        "name": column.name,
        "titles": column.name,
        "datatype": column.datatype,
    }
    if column.required:
        found["required"] = True
    if column is IRI:  # what the row is about, and nothing that is said of it
        found["suppressOutput"] = True
    if column.term:
        found["propertyUrl"] = NAMESPACE + column.term
        term = ontology.properties.get(column.term)
        if term:
            found["dc:title"] = _both(term.label_en, term.label_zh)
            found["dc:description"] = _both(term.definition_en, term.definition_zh)
    return found


def _foreign(column: Column) -> dict[str, Any]:
    assert column.table is not None
    reference = {"resource": f"{column.table}.csv", "columnReference": TABLES[column.table].key}
    return {"columnReference": column.name, "reference": reference}


def _both(english: str, chinese: str) -> list[dict[str, str]]:
    return [
        {"@value": english, "@language": "en"},
        {"@value": chinese, "@language": "zh"},
    ]
