"""The answer of a question: typed rows, what they mean, and the sentences behind them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import UsageError
from innograph.graph.rows import Rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    import networkx as nx
    import pandas as pd

    from innograph.graph.wording import Remark
    from innograph.queries.parameters import Value
    from innograph.queries.question import Column, Question

_PANDAS = {
    "integer": "Int64",
    "number": "Float64",
    "flag": "boolean",
    "text": "string",
    "id": "string",
}
_EVIDENCE = ("status", "cue", "document", "title", "sentence", "start", "end", "id")


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence behind a row, `row` from 0. Offsets are code points of the document's text.

    For a number, `cue` is the number as the text has it. A passage in which something is merely
    named has neither status nor cue.
    """

    row: int
    id: str
    document: str
    title: str
    published: str | None
    issuer: str | None
    number: str | None
    sentence: str
    start: int
    end: int
    status: str | None
    cue: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows in the order of the question's columns, sorted by code point, null last.

    `documents` is the number of documents that were looked at; `remarks` say what to mind, in both
    languages. Iterating yields one dictionary a row.
    """

    question: Question
    language: str
    columns: tuple[Column, ...]
    rows: list[tuple[Any, ...]]
    parameters: dict[str, Value]
    documents: int
    remarks: tuple[Remark, ...] = ()
    fetch: Callable[[], list[Evidence]] = field(default=list, repr=False, compare=False)

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = self.names
        return (dict(zip(names, row, strict=True)) for row in self.rows)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.name for column in self.columns)

    @property
    def notes(self) -> tuple[str, ...]:
        """The remarks in English."""
        return tuple(remark.said() for remark in self.remarks)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One dictionary a row."""
        return list(self)

    def only(self, columns: Iterable[str]) -> Answer:
        """The same rows with these columns, in this order; equal rows are not folded."""
        places = [_place(name, self.names) for name in columns]
        return replace(
            self,
            columns=tuple(self.columns[place] for place in places),
            rows=[tuple(row[place] for place in places) for row in self.rows],
        )

    def evidence(self, row: int | None = None) -> list[Evidence]:
        """The sentences behind the rows, or behind one row (from 0), read from the graph now.

        In the order of rows, documents and text. A row that says that something is missing has
        the sentences that come nearest, if any.
        """
        found = self.fetch()
        return found if row is None else [item for item in found if item.row == row]

    def citations(self, language: str = "zh") -> list[tuple[str, ...]]:
        """For each row the sources behind it, to be pasted into a paper: see queries.cite."""
        from innograph.queries.cite import cite

        found: list[dict[str, None]] = [{} for _ in self.rows]
        for item in self.evidence():
            found[item.row][cite(item, language)] = None
        return [tuple(lines) for lines in found]

    def cited(self, language: str = "zh") -> Answer:
        """The same rows with a column `citation`: the sources behind each, joined by a semicolon."""
        from innograph.queries.cite import COLUMN

        lines = ("; ".join(sources) or None for sources in self.citations(language))
        return replace(
            self,
            columns=(*self.columns, COLUMN),
            rows=[(*row, line) for row, line in zip(self.rows, lines, strict=True)],
        )

    def silent(self) -> int | None:
        """How many of the documents that were looked at say nothing of what is answered.

        None where the rows do not name the records that they rest on, as answers about gaps.
        """
        from innograph.queries.behind import KINDS

        if not any(
            name in KINDS or name.endswith(tuple(f"_{k}" for k in KINDS)) for name in self.names
        ):
            return None
        return max(0, self.documents - len({item.document for item in self.evidence()}))

    def evidence_rows(self) -> Rows:
        """The evidence as rows for people: `row` counts from 1, `about` says what the row is."""
        records = [
            (item.row + 1, self._about(item.row), *(getattr(item, name) for name in _EVIDENCE))
            for item in self.evidence()
        ]
        return Rows(("row", "about", *_EVIDENCE), list(records))

    def to_pandas(self) -> pd.DataFrame:
        """A DataFrame whose columns have the declared types (nullable ones)."""
        try:
            import pandas as pd
        except ImportError:
            raise UsageError("to_pandas needs pandas: pip install 'innograph[notebook]'.") from None
        frame = pd.DataFrame(self.rows, columns=list(self.names), dtype="object")
        return frame.astype({column.name: _PANDAS[column.type] for column in self.columns})

    def to_networkx(self) -> nx.MultiDiGraph[str]:
        """The rows as edges between the entities of the first two columns that name entities.

        Nodes are entity ids with `name`; the other columns become attributes of the edges.
        Raises UsageError for a question without two such columns.
        """
        import networkx as nx

        ends = [column for column in self.columns if column.id in self.names][:2]
        if len(ends) < 2:
            raise UsageError(f"The rows of {self.question.id} do not name two entities each.")
        left = {name for column in ends for name in (column.name, column.id)}
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for row in self:
            nodes = [row[str(column.id)] for column in ends]
            for node, column in zip(nodes, ends, strict=True):
                graph.add_node(node, name=row[column.name], kind=column.name)
            attributes = {name: value for name, value in row.items() if name not in left}
            graph.add_edge(*nodes, **attributes)
        return graph

    def _about(self, row: int) -> str:
        values = [
            str(value)
            for value, column in zip(self.rows[row], self.columns, strict=True)
            if column.type == "text" and value is not None
        ]
        return " · ".join(values[:3])

    def __repr__(self) -> str:
        rows = f"{len(self)} row{'s' if len(self) != 1 else ''}"
        return f"<Answer of {self.question.id}: {rows} of {', '.join(self.names)}>"

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from innograph.queries.html import to_html

        return to_html(self)


def _place(name: str, names: tuple[str, ...]) -> int:
    if name not in names:
        raise UsageError(f"There is no column {name!r}; the answer has {', '.join(names)}.")
    return names.index(name)
