"""The queue as a file to edit: CSV for a spreadsheet, or JSON Lines. One row a pair; what a person writes into
`decision` is entered when the file is applied.

Rows name the two local entities themselves, so a file can be applied after the store has grown.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from innograph.graph.errors import DataError, UsageError
from innograph.graph.model import LocalRef
from innograph.graph.rows import FORMULA_SIGNS, Rows
from innograph.resolution.candidates import candidate_id, make_decision, make_renaming
from innograph.resolution.sentences import quotes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from innograph.graph.model import Decision
    from innograph.graph.snapshot import Snapshot
    from innograph.resolution.candidates import Candidate

COLUMNS = (
    "id", "score", "decision", "why", "a", "b", "reasons", "aSentence", "bSentence",
    "aClass", "bClass", "aScope", "bScope", "aDocument", "aName", "bDocument", "bName",
)  # fmt: skip
_SAME = frozenset(["same", "yes", "y", "accept", "1", "同", "是"])
_APART = frozenset(["not the same", "not", "no", "n", "reject", "0", "不同", "否"])
_BECAME, _CAME_OF = "a>b", "b>a"  # a became b, b became a


def to_rows(graph: Snapshot, candidates: Sequence[Candidate]) -> Rows:
    """The candidates with the sentences in which their first local entities are named."""
    found = quotes(graph, [thing.ref for c in candidates for thing in (c.a, c.b)])
    rows = []
    for c in candidates:
        sentences = [found[x.ref].sentence if x.ref in found else "" for x in (c.a, c.b)]
        reasons = "; ".join(f"{r.text} ({r.weight:+g})" for r in c.reasons)
        refs = (c.a.ref.document, c.a.ref.name, c.b.ref.document, c.b.ref.name)
        kinds = (c.a.cls, c.b.cls, c.a.scope, c.b.scope)
        names = (c.a.name, c.b.name)
        rows.append((c.id, c.score, "", "", *names, reasons, *sentences, *kinds, *refs))
    return Rows(COLUMNS, rows)


def read_sheet(path: Path, *, who: str) -> list[Decision]:
    """The decisions of an edited file; rows without one are left open. Raises DataError by row."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise DataError(f"{path} is not UTF-8: save it as CSV UTF-8.") from None
    except OSError as error:
        raise UsageError(f"There is no file to read in {path}: {error.strerror}.") from None
    rows = _lines(path, text) if path.suffix == ".jsonl" else _table(text)
    decided = (_decision(path, number, row, who) for number, row in rows)
    return [decision for decision in decided if decision is not None]


def _decision(path: Path, number: int, row: dict[str, Any], who: str) -> Decision | None:
    missing = [name for name in ("id", "decision", *COLUMNS[-4:]) if row.get(name) is None]
    if missing:
        raise DataError(f"{path}, row {number}: {missing[0]} is missing; write the file anew.")
    said = str(row["decision"]).strip().lower()
    if not said:
        return None
    if said not in {*_SAME, *_APART, _BECAME, _CAME_OF}:
        raise DataError(
            f"{path}, row {number}: the decision is {said!r}; it can be `same`, `not`, `a>b` "
            "(a became b), `b>a` or empty."
        )
    a, b = (LocalRef(str(row[f"{x}Document"]), str(row[f"{x}Name"])) for x in "ab")
    if candidate_id(a, b) != row["id"]:
        raise DataError(
            f"{path}, row {number}: {row['id']} is not the pair of {a.name} and {b.name}; only the "
            "columns decision and why are to be edited."
        )
    why = str(row.get("why") or "").strip()
    why = why or f"decided in {path.name}"
    if said in (_BECAME, _CAME_OF):
        former, later = (a, b) if said == _BECAME else (b, a)
        return make_renaming(former, later, who=who, why=why)
    return make_decision(said in _SAME, a, b, who=who, why=why)


def _table(text: str) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, row in enumerate(csv.DictReader(io.StringIO(text, newline="")), start=2):
        yield number, {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Without the sign that keeps a spreadsheet from taking a name for a formula."""
    guarded = isinstance(value, str) and value[:1] == "'" and value[1:].startswith(FORMULA_SIGNS)
    return value[1:] if guarded else value


def _lines(path: Path, text: str) -> Iterable[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        if not isinstance(row, dict):
            raise DataError(f"{path}, row {number}: this is not a JSON object.")
        yield number, row
