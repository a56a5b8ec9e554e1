"""Hypothesis strategies for records with any text in them, contract or not."""

from __future__ import annotations

from hypothesis import strategies as st

from innograph.graph.model import (
    Claim,
    Decision,
    Document,
    Extraction,
    LocalEntity,
    LocalRef,
    Measure,
    Mention,
    Observation,
    Passage,
)
from innograph.graph.ontology import load_ontology
from innograph.graph.rdf.document import in_text_order

ONTOLOGY = load_ontology()

# Any text that UTF-8 can hold; surrogates alone it cannot.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
awkward = st.sampled_from(
    [
        "a/b",
        "%2F",
        "#p1",
        "..",
        "“新材料”",
        "\x00",
        "\x0c",
        "\r\n",
        "?x=1&y",
        "é\u0301",
        "𬭩",
        " ",
        "",
        "，",
    ]
)
text = any_text | awkward
named = (any_text | awkward).filter(bool)
number = st.floats(allow_nan=False, allow_infinity=False)
place = st.integers(0, 10**9)
maybe = st.none() | text
status = st.sampled_from(list(ONTOLOGY.statuses))


def ids(letter: str):
    """Ids such as extraction gives."""
    return st.text("0123456789abcdef", min_size=4, max_size=4).map(lambda h: f"{letter}-{h}")


def tuples(items, **options):
    """Short tuples, double values and odd orders included."""
    return st.lists(items, max_size=4, **options).map(tuple)


@st.composite
def extractions(draw) -> Extraction:
    """One document with every kind of record; ends refer to local entities that are there."""
    names = draw(st.lists(named, min_size=1, max_size=4, unique=True))
    local, ends = st.sampled_from(names), tuples(st.sampled_from(names))
    ordinal = st.integers(0, 2)
    document = draw(
        st.builds(
            Document,
            id=named,
            title=text,
            sha256=text,
            text_sha256=text,
            characters=place,
            issuer=maybe,
            published=maybe,
            extractor=maybe,
            inferred=st.dictionaries(st.sampled_from(["place", "published", "issuer"]), text),
        )
    )
    entities = [
        draw(
            st.builds(
                LocalEntity,
                name=st.just(name),
                cls=st.sampled_from(list(ONTOLOGY.classes)),
                scope=st.sampled_from(["", "place:望川市"]),
                canonical=maybe,
                aliases=tuples(text),
            )
        )
        for name in names
    ]
    claim = st.builds(
        Claim,
        id=ids("c"),
        subject=local,
        object=local,
        predicate=st.sampled_from(list(ONTOLOGY.predicates)),
        status=status,
        passage=ordinal,
        start=place,
        quote=text,
        rule=text,
        confidence=number,
        cue=maybe,
        role=maybe,
        context_start=st.none() | place,
    )
    observation = st.builds(
        Observation,
        id=ids("o"),
        about=tuples(local, min_size=1),  # required, and never empty by contract
        status=status,
        passage=ordinal,
        quote=text,
        raw=text,
        value=st.none() | number,
        unit=maybe,
        growth=st.none() | number,
        rank=st.none() | place,
        period=maybe,
    )
    measure = st.builds(
        Measure,
        id=ids("m"),
        text=text,
        status=status,
        passage=ordinal,
        responsible=ends,
        needs_approval_from=ends,
        audience=ends,
        instrument_types=tuples(st.sampled_from(["PI022", "PI008", "其他 类型"])),
        models=tuples(named),
        claims=tuples(ids("c")),
    )
    mention = st.builds(Mention, entity=local, passage=ordinal, text=text)
    passages = [
        draw(st.builds(Passage, ordinal=st.just(i), kind=text, text=text, heading=maybe))
        for i in range(3)
    ]
    return in_text_order(
        Extraction(
            document=document,
            passages=tuple(passages),
            entities=tuple(entities),
            mentions=draw(tuples(mention, unique_by=lambda m: (m.start, m.end, m.entity))),
            claims=draw(tuples(claim, unique_by=lambda c: c.id)),
            observations=draw(tuples(observation, unique_by=lambda o: o.id)),
            measures=draw(tuples(measure, unique_by=lambda m: m.id)),
        )
    )


def decisions():
    """Decisions about any local entities, there or not."""
    ref = st.builds(LocalRef, document=named, name=named)
    return tuples(
        st.builds(Decision, id=ids("d"), same=st.booleans(), a=ref, b=ref, who=text, why=text),
        unique_by=lambda d: d.id,
    )
