"""What one gets without reading: lexicon terms alone, and every platform with every field of a sentence."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from innograph.ingest.entities.gazetteer import place_words
from innograph.ingest.entities.lexicon import load_terms
from innograph.ingest.evaluation.records import Annotation, Entity, Link, Shown
from innograph.ingest.sentences import iter_sentences

if TYPE_CHECKING:
    from innograph.graph.model import Extraction, Mention
    from innograph.graph.ontology import Ontology

_LEXICONS = ("organisations.tsv", "policies.tsv", "fields.tsv")


def by_gazetteer(extraction: Extraction, name: str, ontology: Ontology) -> Annotation:
    """The terms of the lexicons that stand in the text, the longest first from the left; no links."""
    del ontology
    automaton, terms, classes = _automaton()
    found: dict[str, Entity] = {}
    for start, end, place in automaton.find(extraction.text):
        term = terms[place]
        found.setdefault(term, Entity(term, classes[term], shown=Shown(term, (start, end))))
    return Annotation(name, tuple(found.values()))


@lru_cache(maxsize=1)
def _automaton() -> tuple[Any, list[str], dict[str, str]]:
    import daachorse

    classes = dict.fromkeys(place_words(), "Place")
    for lexicon in _LEXICONS:
        classes |= load_terms(lexicon)
    terms = sorted(term for term in classes if len(term) > 1)
    longest = daachorse.MATCH_KIND_LEFTMOST_LONGEST
    return daachorse.CharwiseDoubleArrayAhoCorasick(terms, longest), terms, classes


def by_sentence(extraction: Extraction, name: str, ontology: Ontology) -> Annotation:
    """The entities of the extraction; each platform focuses on each field named in its sentence."""
    tops = {entity.name: ontology.top(entity.cls) for entity in extraction.entities}
    links: dict[tuple[str, str], Link] = {}
    for start, end, mentions in _sentences(extraction):
        named = {
            top: [m.entity for m in mentions if tops[m.entity] == top] for top in tops.values()
        }
        shown = Shown(extraction.text[start:end], (start, end))
        for platform in named.get("Platform", ()):
            for field in named.get("Field", ()):
                link = Link(platform, "focusesOn", field, "achieved", shown=shown)
                links.setdefault((platform, field), link)
    entities = tuple(Entity(e.name, e.cls, e.aliases) for e in extraction.entities)
    return Annotation(name, entities, tuple(links.values()))


def _sentences(extraction: Extraction) -> list[tuple[int, int, list[Mention]]]:
    """Each sentence with the mentions that lie in it."""
    found = []
    mentions = sorted(extraction.mentions, key=lambda mention: mention.start)
    at = 0
    for passage in extraction.passages:
        for start, end in iter_sentences(extraction.text, passage.start, passage.end):
            inside = []
            while at < len(mentions) and mentions[at].start < end:
                inside.append(mentions[at])
                at += 1
            found.append((start, end, inside))
    return found


BASELINES = {"gazetteer": by_gazetteer, "sentence pairs": by_sentence}
