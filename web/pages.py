"""The pages as HTML: everything that comes from texts is escaped by the templates."""

from __future__ import annotations

import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from innograph.graph.ontology_terms import NAMESPACE
from innograph.viz import palette
from innograph.web.kinds import kind_of
from innograph.web.links import LANGUAGES
from innograph.web.records import SHOWN
from innograph.web.words import MARKS, VALUES, WORDS

if TYPE_CHECKING:
    from collections.abc import Collection

    from innograph.graph.ontology import Ontology
    from innograph.web.links import Links
    from innograph.web.records import Records

_HERE = Path(__file__).resolve().parent
_NUMBERED = re.compile(r"([^0-9]*)([0-9]*)")
# What points here by a property whose name says it from the other end → the word for it.
_HEADS = {
    NAMESPACE + "Fact": "fact",
    NAMESPACE + "inDocument": "passages",
    NAMESPACE + "mentionedIn": "mentions",
}


class Pages:
    """Writes pages of one graph; `links` says where the others are."""

    def __init__(self, records: Records, ontology: Ontology) -> None:
        self.records = records
        self._labels = records.labels
        self.ontology = ontology

    @cached_property
    def _environment(self) -> Environment:
        return Environment(
            loader=FileSystemLoader(_HERE / "templates"),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )

    def resource(self, iri: str, language: str, links: Links) -> str | None:
        """The page of a resource; None if nothing is known of it."""
        found = self.records.resource(iri)
        if found is None:
            return None
        return self.render(
            "resource.html.j2",
            language,
            links,
            title=self._labels.label(iri, language),
            here=lambda other: links.page(iri, other),
            resource=found,
            own=found.own,
            shown=SHOWN,
            heads=_HEADS,
            ordered=lambda iris: self._ordered(iris, language),
            data={ending: links.data(iri, ending) for ending in ("ttl", "jsonld")},
        )

    def start(self, language: str, links: Links, **more: Any) -> str:
        """Counts, documents, classes; `more` is what only a server has: search, questions."""
        classes: dict[str, int] = {}
        for _, _, cls in self.records.listing.names:
            classes[cls] = classes.get(cls, 0) + 1
        given = {"query": "", "found": None, "groups": ()} | more
        return self.render(
            "start.html.j2",
            language,
            links,
            title=WORDS[language]["title"],
            here=links.start,
            counts=self.records.listing.counts,
            documents=self.records.listing.documents,
            classes=sorted(classes.items(), key=lambda item: (-item[1], item[0])),
            **given,
        )

    def listed(self, cls: str, language: str, links: Links) -> str | None:
        """The entities of a class; None if there are none."""
        found = [(name, iri) for name, iri, own in self.records.listing.names if own == cls]
        if not found:
            return None
        title = self._labels.label(NAMESPACE + cls, language)
        meaning = self._labels.definition(NAMESPACE + cls, language)
        return self.render(
            "listed.html.j2",
            language,
            links,
            title=title,
            here=lambda other: links.listed(cls, other),
            found=found,
            meaning=meaning,
        )

    def _said(self, name: str, value: Any, language: str) -> str:
        """A value of a property or of a column of an answer, in the words of the language."""
        text = str(value).lower() if isinstance(value, bool) else str(value)
        words, field = VALUES[language], name.removeprefix(NAMESPACE)
        if found := words.get(field, {}).get(text) or words[""].get(text):
            return found
        if field == "scope" and text.startswith("place:"):
            place = self._labels.label(NAMESPACE + "Place", language)
            return f"{place}{MARKS[language]['colon']}{text.removeprefix('place:')}"
        terms: dict[str, Collection[str]] = {
            "class": self.ontology.classes,
            "status": self.ontology.statuses,
            "predicate": self.ontology.predicates,
        }
        if text in terms.get(field, ()):
            return self._labels.label(NAMESPACE + text, language)
        return self._labels.word(name, text, language)

    def _ordered(self, iris: list[str], language: str) -> list[str]:
        """By label, ¶2 before ¶10; only the first where they are too many to show."""
        if len(iris) > SHOWN:
            return iris[:SHOWN]
        return sorted(iris, key=lambda iri: (_natural(self._labels.label(iri, language)), iri))

    def _is_plan(self, status: str) -> bool:
        found = self.ontology.statuses.get(status.removeprefix(NAMESPACE))
        return found is not None and not found.asserted

    def render(self, template: str, language: str, links: Links, **given: Any) -> str:
        """A page of one of the templates; `given` is what it shows beside what all pages have."""
        return self._environment.get_template(template).render(
            language=language,
            other=next(name for name in LANGUAGES if name != language),
            languages=LANGUAGES,
            t=WORDS[language],
            marks=MARKS[language],
            links=links,
            label=lambda iri: self._labels.label(iri, language),
            name_of=lambda record: self._labels.statement_label(record, language),
            where=lambda iri: self.records.listing.where(iri, language),
            said=lambda name, value: self._said(name, value, language),
            has_page=lambda iri: bool(kind_of(iri)),
            marked=_marked,
            planned=self._is_plan,
            namespace=NAMESPACE,
            **given,
        )


def style() -> str:
    """The one style sheet."""
    return palette.variables() + (_HERE / "assets" / "site.css").read_text(encoding="utf-8")


def _natural(text: str) -> list[tuple[str, int]]:
    """A key to sort by, in which numbers are numbers."""
    return [(words, int(digits or 0)) for words, digits in _NUMBERED.findall(text)]


def _marked(sentence: str, cue: str) -> tuple[str, str, str]:
    """The sentence before, in and after the words that decide the status."""
    before, found, after = sentence.partition(cue) if cue else (sentence, "", "")
    return before, found, after
