"""The notebooks run from top to bottom, and answers show themselves in them as they should."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import nbformat
import pytest

from docs.run_notebooks import executed, notebooks
from innograph.queries.paths import paths


def outputs(notebook):
    """(cell, output) of all code cells."""
    return [(c, o) for c in notebook.cells if c.cell_type == "code" for o in c.outputs]


def shown(output):
    """Each form in which an output is shown."""
    return [output.text] if "text" in output else list(output.get("data", {}).values())


@pytest.mark.slow
@pytest.mark.parametrize("path", notebooks(), ids=lambda p: p.stem)
def test_they_run_and_show_what_was_kept_in_kind(path):
    kept = nbformat.read(path, as_version=4)
    run = executed(path)
    forms = [
        [(o.output_type, sorted(o.get("data", ()))) for c, o in outputs(n)] for n in (kept, run)
    ]
    assert forms[0] == forms[1]


@pytest.mark.parametrize("path", notebooks(), ids=lambda p: p.stem)
def test_they_are_kept_with_clean_outputs(path):
    kept = nbformat.read(path, as_version=4)
    nbformat.validate(kept)
    code = [cell for cell in kept.cells if cell.cell_type == "code"]
    assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
    found = outputs(kept)
    assert len(found) > 5
    for _, output in found:
        assert output.output_type in ("execute_result", "stream")
        assert output.get("name", "stdout") == "stdout"
        assert not re.search(r"/tmp/|/home/|/root/|[A-Z]:\\\\", str(shown(output)))


class _Table(HTMLParser):
    """The titles and texts of rows and cells."""

    def __init__(self, page):
        super().__init__()
        self.rows, self.inside = [], None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append((dict(attributes).get("title"), []))
        elif tag in ("td", "th"):
            self.rows[-1][1].append("")
        self.inside = tag

    def handle_data(self, data):
        if self.rows and self.rows[-1][1]:
            self.rows[-1][1][-1] += data


def test_an_answer_marks_its_statuses_counts_them_and_has_sentences_on_hover(answered):
    answer = answered("platforms-of-industry", industry="航空发动机")
    page = answer._repr_html_()
    head, *rows = _Table(page.split("</table>")[0]).rows
    place = head[1].index("status")
    assert len(rows) == len(answer)
    for (title, cells), row in zip(rows, answer, strict=True):
        assert title == row["sentence"]
        is_plan = row["status"] not in ("Achieved", "UnderWay")
        assert (cells[place][0] == "○") is is_plan
        assert cells[place].endswith(row["status"])
    below = re.sub("<[^>]+>", "", page.split("</table>")[1])
    for status in {row["status"] for row in answer}:
        assert f"{status} {sum(r['status'] == status for r in answer)}" in below
    assert repr(answer).startswith("<Answer of platforms-of-industry: ")


def test_paths_show_their_sentences_on_hover_and_mark_plans(graph):
    found = paths(graph, "航空发动机", to_class="Platform")
    page = found._repr_html_()
    links = [link for path in found for hop in path.hops for link in hop.links]
    assert all(link.claims[0]["quote"] in page for link in links)
    assert page.count("dashed") >= sum(link.intended for link in links) > 0
