"""The views that are lists, tables and diagrams, written for a browser."""

from __future__ import annotations

import csv

from view_graphs import ONTOLOGY

from innograph.graph.network import to_networkx
from innograph.viz.flow_page import write_flow
from innograph.viz.matrix_page import write_matrix
from innograph.viz.numbers_data import iter_numbers
from innograph.viz.numbers_page import write_numbers
from innograph.viz.promises_page import write_promises
from innograph.viz.reader_page import write_reader


def write_alone(graph, out, **options):
    """Promises of which nothing later is known."""
    return write_promises(graph, [], out, **options)


WRITERS = {"matrix": write_matrix, "flow": write_flow, "promises": write_alone}
VIEWS = (*WRITERS, "numbers", "reader")


def write_view(view, snapshot, out, **options):
    """A view of a snapshot in a file of its name."""
    settings = {"ontology": ONTOLOGY, "title": "望川", **options}
    if view == "numbers":
        return write_numbers(iter_numbers(snapshot), out, **settings)
    if view == "reader":
        return write_reader(snapshot, out, title=settings["title"])
    if view == "promises":
        return write_promises(to_networkx(snapshot), snapshot.pairs(), out, **settings)
    return WRITERS[view](to_networkx(snapshot), out, **settings)


def saved_rows(page, button):
    """The rows of the CSV that a button saves."""
    with page.expect_download() as download:
        page.click(button)
    data = download.value.path().read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(data.decode("utf-8-sig").splitlines()))


def claims_shown(page):
    """Sentences in the evidence panel."""
    return page.locator("#panel .claim blockquote").all_inner_texts()
