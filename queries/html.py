"""An answer as an HTML table for notebooks. Everything that comes from texts is escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from innograph.queries.answer import Answer

_ROWS = 100  # what a notebook page bears; to_pandas has them all


def to_html(answer: Answer) -> str:
    """Title, resolved parameters, rows without ids, notes."""
    shown = [place for place, column in enumerate(answer.columns) if column.type != "id"]
    head = "".join(
        f'<th title="{escape(f"{c.meaning.zh} · {c.meaning.en}")}">{escape(c.name)}</th>'
        for c in (answer.columns[place] for place in shown)
    )
    body = "".join(
        "<tr>" + "".join(f"<td>{_cell(row[place])}</td>" for place in shown) + "</tr>"
        for row in answer.rows[:_ROWS]
    )
    rest = len(answer.rows) - _ROWS
    notes = [*answer.notes, *([f"{rest} more rows: to_dicts(), to_pandas()."] if rest > 0 else [])]
    title = answer.question.title
    caption = f"{title.zh} · {title.en}"
    given = ", ".join(
        f"{name} = {value.label or value.value}"
        for name, value in answer.parameters.items()
        if value.value is not None
    )
    lines = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f"<table><caption>{escape(caption)}{'<br>' + escape(given) if given else ''}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{lines}"
    )


def _cell(value: Any) -> str:
    return "" if value is None else escape(str(value))
