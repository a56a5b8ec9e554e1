"""The sample essay through the whole pipeline, as it is and with other names in it."""

from __future__ import annotations

import pytest
from test_traps import OTHER_NAMES, PAIRS, renamed, shared

from innograph.graph.ontology import load_ontology
from innograph.ingest.components import anonymous_document
from innograph.ingest.pipeline import Extractor

ONTOLOGY = load_ontology()


@pytest.fixture(scope="module", params=[True, False], ids=["learned", "rules"])
def extractor(request) -> Extractor:
    return Extractor(ONTOLOGY, learned=request.param)


@pytest.fixture(params=[{}, OTHER_NAMES], ids=["as written", "other names"])
def names(request) -> dict[str, str]:
    return request.param


@pytest.fixture
def extraction(extractor, names):
    text = (shared() / "eval" / "dev" / "texts" / "seed.txt").read_text("utf-8")
    text = renamed(text, names)
    return extractor.extract(anonymous_document(text), text)


def platform_links(extraction):
    """(platform, industry) → (status, cue) of what is linked to a named industry."""
    classes = {entity.name: entity.cls for entity in extraction.entities}
    named = {entity.name for entity in extraction.entities if entity.denotes == "individual"}
    return {
        (claim.subject, claim.object): (claim.status, claim.cue)
        for claim in extraction.claims
        if claim.predicate == "focusesOn"
        and {"Platform", "Consortium"} & set(ONTOLOGY.labels(classes[claim.subject]))
        and ONTOLOGY.top(classes[claim.object]) == "Field"
        and claim.object in named
    }


def test_the_thirteen_pairs_with_status_and_cue_and_no_other(extraction, names):
    wanted = {
        (renamed(platform, names), renamed(industry, names)): said
        for (platform, industry), said in PAIRS.items()
    }
    found = platform_links(extraction)
    assert set(found) == set(wanted)
    for pair, (status, cue) in found.items():
        assert status == wanted[pair][0]
        assert cue is not None
        assert cue in wanted[pair][1] or wanted[pair][1] in cue


def test_four_are_achieved_and_nine_intended(extraction):
    said = [status for status, _ in platform_links(extraction).values()]
    assert said.count("Achieved") == 4
    assert len(said) == 13


def test_each_has_its_sentence(extraction):
    text = extraction.text
    for claim in extraction.claims:
        assert text[claim.start : claim.end] == claim.quote
