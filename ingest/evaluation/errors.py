"""Pairs → errors with the sentence in which they stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from innograph.ingest.evaluation.compare import same_class, same_status, same_top
from innograph.ingest.evaluation.records import Entity, Link, Number
from innograph.ingest.evaluation.tally import counted
from innograph.ingest.metadata import read_front_matter
from innograph.ingest.sentences import iter_lines, iter_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from innograph.graph.ontology import Ontology
    from innograph.ingest.evaluation.compare import Comparison, Pair
    from innograph.ingest.evaluation.records import Record

_R = TypeVar("_R", Entity, Link, Number)

# In the order of the report.
KINDS = (
    "entity missed",
    "entity extra",
    "entity of another group",
    "entity of another class",
    "link missed",
    "link extra",
    "link with another status",
    "observation missed",
    "observation extra",
)


@dataclass(frozen=True, slots=True)
class Slip:
    """One error. `what` names the class or predicate; `sentence` is the quote if there is no text."""

    kind: str
    what: str
    document: str
    expected: str | None
    found: str | None
    sentence: str | None
    rule: str | None = None


def find_slips(
    comparisons: Iterable[Comparison], texts: Mapping[str, str], ontology: Ontology
) -> list[Slip]:
    """Every error, by kind, then class or predicate, then document."""
    slips = [slip for comparison in comparisons for slip in _slips(comparison, texts, ontology)]
    return sorted(slips, key=lambda s: (KINDS.index(s.kind), s.what, s.document))


def _slips(comparison: Comparison, texts: Mapping[str, str], ontology: Ontology) -> Iterator[Slip]:
    sentences = _Sentences(texts.get(comparison.document))
    for entity in counted(comparison.entities):
        if kind := _missing("entity", entity) or _misread(entity, ontology):
            yield _slip(kind, entity, sentences)
    for link in counted(comparison.links):
        kind = _missing("link", link)
        if kind is None and not same_status(link, ontology):
            kind = "link with another status"
        if kind:
            yield _slip(kind, link, sentences)
    for number in counted(comparison.numbers):
        if kind := _missing("observation", number):
            yield _slip(kind, number, sentences)


def _missing(noun: str, pair: Pair[_R]) -> str | None:
    if pair.found is None:
        return f"{noun} missed"
    return f"{noun} extra" if pair.gold is None else None


def _misread(pair: Pair[Entity], ontology: Ontology) -> str | None:
    if not same_top(pair, ontology):
        return "entity of another group"
    return None if same_class(pair) else "entity of another class"


def _slip(kind: str, pair: Pair[_R], sentences: _Sentences) -> Slip:
    said = pair.gold or pair.found
    assert said is not None
    return Slip(
        kind=kind,
        what=_what(said),
        document=pair.document,
        expected=None if pair.gold is None else spelled(pair.gold),
        found=None if pair.found is None else spelled(pair.found),
        sentence=sentences.around(said),
        rule=getattr(pair.found, "rule", None),
    )


def _what(record: Record) -> str:
    if isinstance(record, Entity):
        return record.cls
    return record.predicate if isinstance(record, Link) else record.unit or ""


def spelled(record: Record) -> str:
    """A record as one line for a person."""
    if isinstance(record, Entity):
        return f"{record.name} ({record.cls})"
    if isinstance(record, Link):
        return f"{record.subject} {record.predicate} {record.object} ({record.status})"
    value = "" if record.value is None else f" {record.value:.15g}"
    growth = "" if record.growth is None else f" {record.growth:+.15g} %"
    return f"{record.about}:{value}{record.unit or ''}{growth} ({record.status})"


class _Sentences:
    """The sentences of one text, found by place or by quote."""

    def __init__(self, text: str | None) -> None:
        self.text = text or ""
        self.body = read_front_matter(self.text)[1]
        lines = iter_lines(self.text)
        self.spans = [span for line in lines for span in iter_sentences(self.text, *line)]

    def around(self, record: Record) -> str | None:
        """From the first to the last sentence that the record's span or quote touches."""
        shown = record.shown
        span = shown.at
        if span is None:
            said = shown.quote or (record.name if isinstance(record, Entity) else "")
            span = self._find(said) if said else None
        if span is None:
            return shown.quote
        touched = [(a, b) for a, b in self.spans if a < span[1] and span[0] < b]
        if not touched:
            return shown.quote
        return self.text[touched[0][0] : touched[-1][1]]

    def _find(self, said: str) -> tuple[int, int] | None:
        """Where it stands first; in the front matter only if nowhere else."""
        start = self.text.find(said, self.body)
        start = start if start >= 0 else self.text.find(said)
        return None if start < 0 else (start, start + len(said))
