"""Answers and paths as HTML for notebooks. Everything that comes from texts is escaped.

Looks stand in `style` attributes, so that outputs of several cells do not dress each other, and
statuses have signs too, for pages that drop styles.
"""

from __future__ import annotations

from collections import Counter
from html import escape
from typing import TYPE_CHECKING, Any

from innograph.graph.ontology import load_ontology

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from innograph.queries.answer import Answer
    from innograph.queries.paths import Paths
    from innograph.queries.question import Column

_ROWS = 100  # what a notebook page bears; to_pandas has them all
_LONG = 40  # characters of a cell; the rest is shown on hover
_LEFT = "text-align:left;vertical-align:top;padding:2px 8px"
_RIGHT = "text-align:right;vertical-align:top;padding:2px 8px"
_FACT = "border-bottom:2px solid #2f7d4f"
_PLAN = "border-bottom:2px dashed #b26a00"


def to_html(answer: Answer) -> str:
    """Title, resolved parameters, rows without ids, how many of each status, notes.

    A row's sentence is shown when the pointer rests on it.
    """
    shown = [place for place, column in enumerate(answer.columns) if column.type != "id"]
    names = answer.names
    sentence = names.index("sentence") if "sentence" in names else None
    rows = [
        _row(
            [_cell(row[place], answer.columns[place]) for place in shown],
            None if sentence is None else row[sentence],
        )
        for row in answer.rows[:_ROWS]
    ]
    heads = [_head(answer.columns[place]) for place in shown]
    return _table(_caption(answer), heads, rows) + _below(answer)


def paths_html(found: Paths) -> str:
    """One line a path; the sentences of a link are shown when the pointer rests on it."""
    rows = [
        _row([_td(str(number), _RIGHT), _td(_path(path), _LEFT)], None)
        for number, path in enumerate(found, 1)
    ]
    heads = [f'<th style="{_RIGHT}">path</th>', f'<th style="{_LEFT}">links</th>']
    return _table("", heads, rows) + _paragraphs(found.notes)


def _path(path: Any) -> str:
    parts = [escape(path.hops[0].start.name)]
    for hop in path.hops:
        links = (
            f'<span style="{_PLAN if link.intended else _FACT}" title="{_said(link.claims)}">'
            f"{link.direction} {escape(link.fact.predicate)} {_mark(link.fact.status)}</span>"
            for link in hop.links
        )
        parts += [" ".join(links), escape(hop.end.name)]
    return " &nbsp; ".join(parts)


def _said(claims: Iterable[dict[str, Any]]) -> str:
    return escape("\n".join(f"{claim['quote']} ({claim['title']})" for claim in claims))


def _mark(status: str) -> str:
    """● and ◐ for what is, ○ for what is only intended."""
    term = load_ontology().statuses.get(status)
    if term is None:
        return escape(status)
    sign = "○" if not term.asserted else "●" if term.strength == 1 else "◐"
    words = escape(f"{term.label_zh} · {term.label_en}")
    style = _FACT if term.asserted else _PLAN
    return f'<span style="{style}" title="{words}">{sign} {escape(status)}</span>'


def _caption(answer: Answer) -> str:
    title = answer.question.title
    given = ", ".join(
        f"{name} = {value.label.en if value.label else value.value}"
        for name, value in answer.parameters.items()
        if value.value is not None
    )
    line = f"<b>{escape(f'{title.zh} · {title.en}')}</b>"
    return f"{line}<br>{escape(given)}" if given else line


def _head(column: Column) -> str:
    meaning = escape(f"{column.meaning.zh} · {column.meaning.en}")
    style = _RIGHT if column.type in ("integer", "number") else _LEFT
    return f'<th style="{style}" title="{meaning}">{escape(column.name)}</th>'


def _cell(value: Any, column: Column) -> str:
    if value is None:
        return "<td></td>"
    if column.name == "status" or column.name.endswith("_status"):
        return _td(_mark(str(value)), _LEFT)
    if column.type == "flag":
        return _td("✓" if value else "", _LEFT)
    if column.type in ("integer", "number"):
        return _td(
            escape(f"{value:,}" if column.name not in ("year", "number") else str(value)), _RIGHT
        )
    text = str(value)
    return _td(escape(text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"), _LEFT, text)


def _td(inner: str, style: str, whole: str = "") -> str:
    """`whole` is shown on hover where the cell itself is cut."""
    title = f' title="{escape(whole)}"' if len(whole) > _LONG else ""
    return f'<td style="{style}"{title}>{inner}</td>'


def _row(cells: Sequence[str], sentence: str | None) -> str:
    title = f' title="{escape(sentence)}"' if sentence else ""
    return f"<tr{title}>{''.join(cells)}</tr>"


def _table(caption: str, heads: Sequence[str], rows: Sequence[str]) -> str:
    head = f'<caption style="{_LEFT};color:inherit">{caption}</caption>' if caption else ""
    return f"<table>{head}<thead><tr>{''.join(heads)}</tr></thead><tbody>{''.join(rows)}</tbody></table>"


def _below(answer: Answer) -> str:
    rest = len(answer.rows) - _ROWS
    more = [f"{rest} more rows: to_dicts(), to_pandas()."] if rest > 0 else []
    return _counts(answer) + _paragraphs([*answer.notes, *more])


def _counts(answer: Answer) -> str:
    """How many rows there are of each status, in the order of the ontology."""
    if "status" not in answer.names or not answer.rows:
        return ""
    found = Counter(row[answer.names.index("status")] for row in answer.rows)
    known = [status for status in load_ontology().statuses if status in found]
    rest = sorted(str(status) for status in found if status is not None and status not in known)
    parts = (f"{_mark(status)} {found[status]}" for status in [*known, *rest])
    return f"<p>{' &nbsp; '.join(parts)}</p>"


def _paragraphs(lines: Iterable[str]) -> str:
    return "".join(f"<p>{escape(line)}</p>" for line in lines)
