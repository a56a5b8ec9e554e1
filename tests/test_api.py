"""innograph from Python, as the docstring of the package and the README promise."""

from __future__ import annotations

import sys

import pytest
from command import copy_samples, sample_texts

import innograph
from innograph.graph.errors import InnographError, UsageError


@pytest.fixture
def store(sample_store):
    with innograph.open_store(sample_store) as opened:
        yield opened


def test_the_example_of_the_docstring(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "plan.txt").write_bytes(sample_texts()[0].read_bytes())
    lines = [line[4:] for line in innograph.__doc__.splitlines() if line[:4] in (">>> ", "... ")]
    names = {}
    exec("\n".join(lines).replace("innograph.ask", "frame = innograph.ask"), names)
    assert len(names["frame"]) > 0
    assert (tmp_path / "innograph-data").is_dir()


def test_extract_needs_no_store_and_loads_into_one(tmp_path):
    texts = copy_samples(tmp_path / "texts")
    extractions = list(innograph.extract([texts]))
    assert [e.document.id for e in extractions] == sorted(text.stem for text in sample_texts())
    with innograph.open_store(str(tmp_path / "store")) as store:
        assert {loaded.outcome for loaded in store.load(extractions)} == {"new"}
        assert list(store.extractions()) == extractions
        report = innograph.ingest_files(store, [texts])
        assert set(report.outcomes.values()) == {"skipped"}
        assert len(report.outcomes) == len(extractions)


def test_an_extractor_serves_many_texts():
    from innograph.ingest.read import read_document
    from innograph.ingest.sources import iter_files

    extractor = innograph.Extractor()
    source = next(iter_files(sample_texts()))
    document, text = read_document(source)
    extraction = extractor.extract(document, text)
    assert extraction.claims
    for claim in extraction.claims:
        assert claim.quote == text[claim.start : claim.end]


def test_an_answer_is_rows_sentences_a_frame_and_a_network(store):
    answer = innograph.ask(store, "platforms-of-industry", industry="航空发动机")
    assert len(answer) == len(answer.to_dicts()) > 1
    assert all(evidence.sentence for evidence in answer.evidence())
    frame = answer.to_pandas()
    assert list(frame.columns) == list(answer.names)
    assert str(frame["open"].dtype) == "boolean"
    assert frame["platform"].tolist() == [row["platform"] for row in answer]
    network = innograph.ask(store, "platform-industry-links").to_networkx()
    assert network.number_of_edges() > network.number_of_nodes() > 10


def test_a_frame_without_pandas_is_a_sentence(store, monkeypatch):
    answer = innograph.ask(store, 13)
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match=r"pip install 'innograph\[notebook\]'"):
        answer.to_pandas()


def test_rows_of_a_query(store):
    rows = store.query(
        "MATCH (f:Field {name: $name}) RETURN f.name AS name, labels(f) AS labels",
        {"name": "航空发动机"},
    )
    assert rows.columns == ("name", "labels")
    assert rows.column("name") == ["航空发动机"]
    assert "Field" in next(iter(rows))["labels"]


def test_the_whole_graph_as_a_network(store):
    graph = store.to_networkx()
    status = store.status()
    assert graph.number_of_nodes() == status.entities
    assert graph.number_of_edges() == status.facts + status.intended
    for _, _, edge in graph.edges(data=True):
        assert edge["intended"] is edge["relationship"].startswith("INTENDED_")
        assert all(claim["quote"] for claim in edge["claims"])


def test_every_error_has_one_base(store, tmp_path):
    for call in (
        lambda: innograph.ask(store, "nosuch"),
        lambda: store.query("MATCH"),
        lambda: list(innograph.extract([tmp_path / "nosuch.txt"])),
        lambda: innograph.open_store(str(tmp_path / "nosuch"), create=False),
        lambda: innograph.open_store("http://example.org"),
    ):
        with pytest.raises(InnographError):
            call()


def test_the_parts_of_the_pipeline_go_into_a_users_own():
    import spacy

    from innograph.ingest.pipeline import PARTS

    known = spacy.blank("zh").factory_names
    assert set(PARTS) <= set(known)
