"""Documents of thousands of rows, and of awkward characters: nothing is lost on the way."""

from __future__ import annotations

import pytest
from graphs import ONTOLOGY, contents, listing, memory

from innograph.graph.store import open_store

MANY = 800  # one known engine began to lose labels at a few hundred rows of one statement


@pytest.fixture
def store(emptied_address):
    with open_store(emptied_address) as opened:
        yield opened


def labels_of(store):
    rows = store.query("MATCH (e:Entity) RETURN e.id AS id, labels(e) AS labels")
    return {row["id"]: sorted(row["labels"]) for row in rows}


def labels_wanted(graph):
    return {e.id: sorted(ONTOLOGY.labels(e.cls)) for e in graph["entities"]}


def test_no_label_is_lost_in_a_document_of_thousands_of_entities(store):
    """Created, set again by a second document, moved to another class, and half of it taken away."""
    names = [f"第{i}实验室" for i in range(MANY)]
    documents = [listing("many", names)]
    list(store.load(documents))
    assert contents(store) == memory(documents)
    assert labels_of(store) == labels_wanted(memory(documents))

    documents.append(listing("most", names[: MANY - 100], "PilotPlatform"))
    documents.append(listing("more", names[: MANY - 200], "PilotPlatform"))
    list(store.load(documents))
    assert contents(store) == memory(documents)
    assert labels_of(store) == labels_wanted(memory(documents))
    assert store.status().classes == {"Laboratory": 200, "PilotPlatform": MANY - 200}

    store.forget(["many", "more"])
    assert contents(store) == memory([documents[1]])
    assert labels_of(store) == labels_wanted(memory([documents[1]]))


AWKWARD = [
    "实验室\x00",
    "a/b%2F\\n\\u0041 研究院",
    "'); MATCH (n) DETACH DELETE n //",
    '`x` {y} $z "“”"',
    "\t制表\r\n换行\x0b\x0c\x85\u2028",
    "e\u0301\u200b\ufeff零宽",
    "𬭩谷😀",
    " 前后空格 ",
    "长" * 2_000,  # an index of Neo4j takes 8 kB and refuses more in a sentence of its own
]


def test_awkward_names_and_texts_come_back_as_they_were(store):
    documents = [listing("a/b%2F\\u0041 #p0 '`\"$", AWKWARD), listing("𬭩\x00", ["a", "A", "Ａ"])]
    list(store.load(documents))
    assert contents(store) == memory(documents)
    before = store.revision
    assert [loaded.outcome for loaded in store.load(documents)] == ["unchanged", "unchanged"]
    assert store.revision == before
    assert store.forget([documents[0].document.id]) == [documents[0].document.id]
    assert contents(store) == memory(documents[1:])
